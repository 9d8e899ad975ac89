"""What goes out as brat standoff comes back, and what does not is told."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from goldleaf.core.formats import Reason, Source, reduced
from goldleaf.core.formats.brat import BRAT
from goldleaf.core.formats.brat.fit import fitted
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Comment,
    Entity,
    Event,
    Relation,
    Span,
)
from goldleaf.core.scheme import Attribute, EventType, RelationType, Role, Scheme

from ..destination import saved, written
from ..renumbering import renumbered
from ..strategies import LONG_LINE, annotated_articles

SCHEME = Scheme(
    "s",
    event_types=(EventType("x-y", roles=(Role("A1"), Role("PERSON"), Role("PERSON2"))),),
    relations=(RelationType("part_of"),),
    attributes=(Attribute("polarity", ("negative", "positive"), "positive"),),
)


def read_back(annotated, folder, scheme=SCHEME):
    destination, losses = written(BRAT, annotated, scheme=scheme)
    paths = saved(destination, Path(folder))
    (text,) = [path for path in paths if path.suffix == ".txt"]
    (draft,) = BRAT.read(Source(str(text), text))
    assert draft.losses == ()
    return replace(draft.annotated, article=replace(draft.annotated.article, source="")), losses


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(annotated_articles(), st.sampled_from([SCHEME, Scheme("none")]))
def test_what_is_written_comes_back(annotated, scheme):
    assume(not annotated.article.text.startswith("\ufeff"))
    expected, told = fitted(annotated, scheme)
    with tempfile.TemporaryDirectory() as folder:
        found, losses = read_back(annotated, folder, scheme)
    assert renumbered(found) == renumbered(expected)
    assert tuple(losses) == told


@settings(deadline=None)
@given(annotated_articles())
def test_what_is_not_told_is_there_unchanged(annotated):
    kept, losses = fitted(annotated, SCHEME)
    told = {one.annotation_id for one in losses}
    there = {one.id: one for one in kept.annotations}
    alike, _ = reduced(annotated, BRAT.keeps)
    for one in alike.annotations:
        if one.id not in told and getattr(one, "type", "") != "coref":
            assert there[one.id] == one
    for comment in annotated.comments:
        assert comment in kept.comments or comment.id in told


def test_an_article_that_is_one_long_line(tmp_path):
    entities = tuple(
        Entity(f"e{at}", (Span(at, at + 4),), "X") for at in range(0, len(LONG_LINE) - 9, 9)
    )
    annotated = AnnotatedArticle(Article("a", LONG_LINE), annotations=entities)
    found, _ = read_back(annotated, tmp_path)
    assert renumbered(found) == renumbered(annotated)


def test_everything_at_once(tmp_path):
    text = "🌾 Ana and\r\nBo met in\r\nNew York."
    ana = Entity("a", (Span(2, 5),), "PERSON", {"tense": "past"}, "Wikidata:Q1")
    york = Entity("b", (Span(text.index("New"), len(text) - 1),), "GPE", link="Q60")
    both = Entity("c", (Span(2, 5), Span(11, 13)), "GROUP", link="https://kb.example/1")
    met = Event(
        "v",
        "MEET",
        Span(14, 17),
        (
            Argument("WHO", "a"),
            Argument("WHO", Span(11, 13)),
            Argument("WHO", "c"),
            Argument("WHERE", "b"),
            Argument("CAUSE", "w"),
        ),
        {"polarity": "positive"},
    )
    other = Event("w", "MEET", Span(14, 17))
    annotated = AnnotatedArticle(
        Article("notes/1", text),
        annotations=(
            ana, york, both, met, other,
            Relation("r", "part_of", "a", "c"),
            Relation("s", "coref", "c", "a"),
        ),
        comments=(
            Comment("c1", "Really?", "v"),
            Comment("c2", "Hm", "r"),
            Comment("c3", "Who?", Span(11, 13)),
            Comment("c4", "And?", Span(6, 13)),
        ),
    )  # fmt: skip
    destination, losses = written(BRAT, annotated, scheme=SCHEME)
    assert losses == []
    assert sorted(destination.files) == ["annotation.conf", "notes_1.ann", "notes_1.txt"]
    assert destination.files["notes_1.txt"].decode() == text
    assert destination.files["notes_1.ann"].decode().split("\n") == [
        "T1\tPERSON 2 5\tAna",
        "T2\tGPE 20 28\tNew York",
        "T3\tGROUP 2 5;10 12\tAna Bo",
        "T4\tMEET 13 16\tmet",
        "T5\t_Span 10 12\tBo",
        "E1\tMEET:T4 WHO:T1 WHO2:T5 WHO3:T3 WHERE:T2 CAUSE:E2",
        "E2\tMEET:T4",
        "R1\tpart_of Arg1:T1 Arg2:T3\t",
        "*\tcoref T1 T3",
        "A1\ttense T1 past",
        "A2\tpolarity E1 positive",
        "N1\tReference T1 Wikidata:Q1\tAna",
        "N2\tReference T2 Link:Q60\tNew York",
        "N3\tReference T3 https://kb.example/1\tAna Bo",
        "#1\tAnnotatorNotes E1\tReally?",
        "#2\tAnnotatorNotes R1\tHm",
        "#3\tAnnotatorNotes T5\tWho?",
        "T6\t_Span 6 9;10 12\tand Bo",
        "#4\tAnnotatorNotes T6\tAnd?",
        "",
    ]
    found, _ = read_back(annotated, tmp_path)
    expected = replace(
        annotated, annotations=(*annotated.annotations[:-1], Relation("s", "coref", "a", "c"))
    )
    assert renumbered(found) == renumbered(expected)


def test_a_span_over_lines_has_a_part_for_each(tmp_path):
    text = "New\r\n\nYork and Los\nAngeles"
    annotated = AnnotatedArticle(
        Article("a", text),
        annotations=(
            Entity("a", (Span(0, 10),), "GPE"),
            Entity("b", (Span(15, 18), Span(19, 26)), "GPE"),
            Entity("c", (Span(0, 4),), "GPE"),
            Event("v", "BE", Span(6, 26)),
        ),
    )
    destination, losses = written(BRAT, annotated, scheme=SCHEME)
    assert destination.files["a.ann"].decode().split("\n")[:3] == [
        "T1\tGPE 0 3;5 9\tNew York",
        "T2\tGPE 14 17;18 25\tLos Angeles",
        "T3\tBE 5 17;18 25\tYork and Los Angeles",
    ]
    assert {(one.annotation_id, one.reason) for one in losses} == {
        ("b", Reason.JOINED),
        ("c", Reason.WHITE_SPACE),
    }
    found, _ = read_back(annotated, tmp_path)
    assert [one.span for one in found.annotations] == [Span(0, 10), Span(15, 26), Span(6, 26)]


def test_a_byte_order_mark_in_the_text_is_left_out(tmp_path):
    annotated = AnnotatedArticle(
        Article("a", "\ufeffAna met"),
        annotations=(Entity("a", (Span(1, 4),), "X"), Entity("b", (Span(0, 4),), "X")),
    )
    found, losses = read_back(annotated, tmp_path)
    assert found.article.text == "Ana met"
    assert [one.span for one in found.annotations] == [Span(0, 3)]
    assert {(one.annotation_id, one.reason) for one in losses} == {
        ("", Reason.TEXT),
        ("b", Reason.WHITE_SPACE),
    }


def test_flags_are_there_or_not(tmp_path):
    scheme = Scheme("s", attributes=(Attribute("negated", ("false", "true"), "false"),))
    events = (
        Event("v", "X", Span(0, 1), (), {"negated": "true"}),
        Event("w", "X", Span(2, 3), (), {"negated": "false"}),
    )
    annotated = AnnotatedArticle(Article("a", "a b"), annotations=events)
    destination, losses = written(BRAT, annotated, scheme=scheme)
    assert losses == []
    assert destination.files["a.ann"].decode().split("\n")[-2] == "A1\tnegated E1"
    found, _ = read_back(annotated, tmp_path, scheme)
    assert [one.attributes for one in found.annotations] == [{"negated": "true"}, {}]


def test_parts_are_folders():
    destination, _ = written(BRAT, scheme=SCHEME)
    writer = BRAT.writer(destination)
    writer.write(AnnotatedArticle(Article("a", "x")), "train")
    writer.write(AnnotatedArticle(Article("a", "y")), "dev")
    assert {"train/a.txt", "train/a.ann", "dev/a.txt", "dev/a.ann"} < set(destination.files)
