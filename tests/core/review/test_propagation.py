import pytest

from goldleaf.core.model import Article, Entity, Event, Span, Suggestion, Zone, ZoneKind
from goldleaf.core.review import ReviewSession, Scope, Standing

from .conftest import SCHEME, segment

TEXT = (
    "Lima met Oslo. LIMA 's envoy met Limabean. In Lima they rested, as lima beans do."
    "\n\nLima on the web"
)
ZONES = (
    Zone(0, TEXT.index("\n"), ZoneKind.BODY),
    Zone(TEXT.index("\n") + 2, len(TEXT), ZoneKind.BOILERPLATE),
)


def at(surface, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return Span(start, start + len(surface))


@pytest.fixture
def session(store, time):
    store.add_article(Article("names", TEXT), ZONES, segment(TEXT))
    suggested = [
        Entity("e1", (at("Lima"),), "GPE"),
        Entity("e2", (at("LIMA"),), "ORG"),
        Event("v1", "MEET", at("met")),
        Event("v2", "MEET", at("met", 1)),
    ]
    store.put_suggestions("names", "r", "1", [Suggestion(one, 0.5, "r", "1") for one in suggested])
    session = ReviewSession(store, SCHEME, "ann", time.clock())
    session.open("names")
    return session


def test_the_places_are_whole_words_of_the_same_case_or_in_capitals(session):
    session.focus_on("e1")
    assert session.identical() == (at("LIMA"), at("Lima", 2))


def test_the_places_that_it_would_decide_are_known_before(session):
    session.focus_on("e1")
    assert session.elsewhere() == (at("LIMA"), at("Lima", 2))
    session.focus_on("v1")
    assert session.elsewhere() == (at("met", 1),)
    session.propagate()
    session.focus_on("v1")
    assert session.elsewhere() == ()


def test_where_there_is_no_other_place_that_is_said(session):
    session.focus_on("v2")
    session.reject()
    session.focus_on("v1")
    outcome = session.propagate()
    assert outcome.message.startswith("Accepted MEET “met”; there is no other place to decide.")
    assert session.item("v1").standing is Standing.ACCEPTED


def test_one_decision_accepts_relabels_and_adds(session):
    session.focus_on("e1")
    outcome = session.propagate()
    assert "the same in 2 other places" in outcome.message
    assert len(outcome.touched) == 3
    assert session.item("e1").standing is Standing.ACCEPTED
    assert (session.item("e2").label, session.item("e2").standing) == ("GPE", Standing.ACCEPTED)
    (added,) = [item for item in session.items if item.span == at("Lima", 2)]
    assert added.label == "GPE"
    session.focus_on("e1")
    assert session.propagate().scope is Scope.NONE
    session.undo()
    assert session.decided == 0


def test_a_rejection_is_carried_to_the_pending_ones_of_its_label(session):
    session.focus_on("e1")
    session.reject()
    session.focus_on("e1")
    assert session.propagate().scope is Scope.NONE
    session.focus_on("e2")
    session.relabel("GPE")
    session.undo()
    session.focus_on("e2")
    assert session.item("e2").standing is Standing.PENDING


def test_what_was_decided_otherwise_stays(session):
    session.focus_on("e2")
    session.reject()
    session.focus_on("e1")
    session.propagate()
    assert session.item("e2").standing is Standing.REJECTED


def test_events_on_the_same_word_follow(session):
    session.focus_on("v1")
    assert session.identical() == ()
    session.propagate()
    assert session.item("v2").standing is Standing.ACCEPTED
    session.undo()
    session.focus_on("v1")
    session.reject()
    session.focus_on("v1")
    session.propagate()
    assert session.item("v2").standing is Standing.REJECTED


def test_nothing_focused_is_nothing_to_carry(session):
    session.place_cursor(at("rested").start)
    assert session.propagate().scope is Scope.NONE
    assert session.identical() == ()
