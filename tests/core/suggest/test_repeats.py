"""What a file has said already is not proposed once more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.model import Argument, Article, Entity, Event, Span, Suggestion, Zone, ZoneKind
from goldleaf.core.scheme import load_preset
from goldleaf.core.segment import segment
from goldleaf.core.store import Store
from goldleaf.core.suggest import run
from goldleaf.core.suggest.repeats import without_repeats

ANA, LIMA, MET = Span(0, 3), Span(11, 15), Span(4, 7)


def by(suggester, *annotations):
    return [Suggestion(one, 0.8, suggester, "1") for one in annotations]


def entity(id, span, label="GPE"):
    return Entity(id, (span,), label)


def event(id, *fillers, type="MEET"):
    return Event(id, type, MET, tuple(Argument("ACTOR", one) for one in fillers))


def said(suggestions):
    return [one.annotation for one in suggestions]


FILE = by("import", entity("f1", ANA, "PERSON"), entity("f2", LIMA), event("f3", "f1"))


def test_the_same_words_with_the_same_label_are_a_repeat_and_others_are_not():
    other = entity("r2", LIMA, "ORG")
    longer = entity("r3", Span(10, 15))
    found = by("rules", entity("r1", LIMA), other, longer)
    assert said(without_repeats(found, FILE)) == [other, longer]


def test_an_event_refers_to_what_is_there():
    found = by("rules", entity("r1", ANA, "PERSON"), entity("r2", LIMA), event("r3", "r1", "r2"))
    assert said(without_repeats(found, FILE)) == [event("r3", "f1", "f2")]


def test_an_event_with_the_same_arguments_is_a_repeat():
    found = by("rules", entity("r1", ANA, "PERSON"), event("r2", "r1"), event("r3", "r2"))
    assert said(without_repeats(found, FILE)) == [event("r3", "f3")]


SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 5), st.just(2))
ENTITIES = st.lists(st.tuples(SPANS, st.sampled_from(["GPE", "ORG"])), max_size=6, unique=True).map(
    lambda found: [(span, label) for span, label in found]
)


@given(ENTITIES, ENTITIES)
def test_every_mention_is_left_once_and_no_argument_is_lost(of_file, of_rules):
    there = by("import", *(entity(f"f{n}", *one) for n, one in enumerate(of_file)))
    mentions = [entity(f"r{n}", *one) for n, one in enumerate(of_rules)]
    found = by("rules", *mentions, event("e", *(one.id for one in mentions)))
    left = [*there, *without_repeats(found, there)]
    kept = {one.id: one.annotation for one in left}
    places = [(one.span, one.label) for one in kept.values() if isinstance(one, Entity)]
    assert sorted(places) == sorted({*of_file, *of_rules})
    fillers = [kept[one.filler] for one in kept["e"].arguments]
    assert [(one.span, one.label) for one in fillers] == of_rules


@pytest.mark.slow
def test_a_run_asks_nothing_that_came_with_the_article(tmp_path):
    text = "Ana Brook met the mayor of Lima on Monday.\n"
    lima = Span(text.index("Lima"), text.index("Lima") + 4)
    with Store(tmp_path / "goldleaf.db") as store:
        zones = (Zone(0, len(text), ZoneKind.BODY),)
        store.add_article(Article("a", text, language="en"), zones, segment(text, "en", zones))
        store.put_suggestions("a", "import", "1", by("import", entity("f1", lima)))
        for _ in range(2):
            report = run(store, load_preset("news"))
            found = store.suggestions("a")
            here = [one for one in found if one.annotation.span == lima]
            assert [one.suggester for one in here] == ["import"]
            assert report.entities == sum(
                isinstance(one.annotation, Entity) and one.suggester == "rules" for one in found
            )
