"""Whatever an annotated article holds, Goldleaf JSONL brings it back."""

import json
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldleaf.core.formats.jsonl import to_line
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Status,
    Zone,
    ZoneKind,
)
from goldleaf.core.model.jsonl import article_from_json

strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
attributes = st.dictionaries(strings, strings, max_size=2)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | strings,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(strings, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
objects = st.dictionaries(names, json_values, min_size=1, max_size=3)
# an unknown key of the article's meta may have any name but not one of the article's own
meta = st.dictionaries(strings, json_values, max_size=3)


@st.composite
def spans(draw, text):
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def parts(draw, text):
    """One or several spans in order that do not overlap; they may touch."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    pairs = [Span(*pair) for pair in pairwise(cuts)]
    return tuple(draw(st.lists(st.sampled_from(pairs), min_size=1, unique=True).map(sorted)))


@st.composite
def annotated_articles(draw):
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
    ids = iter(draw(st.lists(names, min_size=16, max_size=16, unique=True)))

    def several(most):
        return [next(ids) for _ in range(draw(st.integers(0, most)))] if text else []

    entity_ids, event_ids = several(3), several(3)
    fillers = spans(text)
    if entity_ids or event_ids:
        fillers |= st.sampled_from(entity_ids + event_ids)
    arguments = st.lists(st.builds(Argument, strings, fillers), max_size=3).map(tuple)
    entities = [
        Entity(id, draw(parts(text)), draw(strings), draw(attributes), draw(strings))
        for id in entity_ids
    ]
    events = [
        Event(id, draw(strings), draw(spans(text)), draw(arguments), draw(attributes))
        for id in event_ids
    ]
    labels = [DocumentLabel(id, draw(strings)) for id in several(2)]
    named = [one.id for one in (*entities, *events, *labels)]
    relations = [
        Relation(id, draw(strings), draw(st.sampled_from(named)), draw(st.sampled_from(named)))
        for id in (several(2) if named else [])
    ]
    annotations = (*entities, *events, *relations, *labels)
    sources = st.just({})
    if annotations:
        sources = st.dictionaries(
            st.sampled_from([one.id for one in annotations]), objects, max_size=4
        )
    zones = st.builds(
        lambda span, kind: Zone(span.start, span.end, kind), spans(text), st.sampled_from(ZoneKind)
    )
    return AnnotatedArticle(
        Article(
            draw(strings), text, draw(strings), draw(strings), draw(strings), draw(strings),
            draw(meta),
        ),
        tuple(draw(st.lists(zones, max_size=3))) if text else (),
        annotations,
        draw(sources),
        tuple(Comment(id, draw(strings), draw(strings | spans(text))) for id in several(2)),
        draw(st.none() | st.sampled_from(Status)),
        draw(strings),
    )  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(annotated_articles())
def test_a_line_reads_back_as_what_was_written(annotated):
    line = to_line(annotated)
    assert article_from_json(json.loads(line)) == annotated


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(annotated_articles())
def test_a_line_is_one_line_for_every_reader_and_steers_no_terminal(annotated):
    line = to_line(annotated).decode()
    assert line.endswith("\n")
    assert len(line.splitlines()) == 1
    assert not any("\x7f" <= one <= "\x9f" or one < " " for one in line[:-1])
