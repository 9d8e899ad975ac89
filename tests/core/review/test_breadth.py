"""Breadth-first: one label through all open articles, then the next."""

import pytest

from goldleaf.core.model import Article, Entity, Event, Status, Suggestion, Zone, ZoneKind
from goldleaf.core.review import Order, Queue, ReviewSession, Scope

from .conftest import SCHEME, segment, span_of

THIRD = "Cy saw Lima.\n\nCy"


@pytest.fixture
def session(store, time):
    cut = THIRD.index("\n")
    zones = (Zone(0, cut, ZoneKind.TITLE), Zone(cut + 2, len(THIRD), ZoneKind.BOILERPLATE))
    store.add_article(Article("third", THIRD, "Third"), zones, segment(THIRD))
    made = [
        Entity("t1", (span_of("Cy", THIRD),), "PERSON"),
        Entity("t2", (span_of("Lima", THIRD),), "GPE"),
        Event("t3", "MEET", span_of("saw", THIRD)),
        Entity("t4", (span_of("Cy", THIRD, 1),), "WORK"),
    ]
    store.put_suggestions("third", "r", "1", [Suggestion(one, 0.4, "r", "1") for one in made])
    session = ReviewSession(store, SCHEME, "ann", time.clock())
    session.offer(Queue(Order.BREADTH_FIRST))
    session.focus_on(session.items.first(pending=True).id)
    return session


ROUNDS = ["e3", "e5", "t2", "e2", "e1", "e4", "t1", "v2", "v1", "t3"]


def test_accepting_goes_through_all_articles_label_by_label(session):
    seen = []
    while session.focus not in seen:
        seen.append(session.focus)
        session.accept()
    assert seen == ROUNDS


def test_going_on_and_back_does_too(session):
    seen = []
    for _ in ROUNDS:
        seen.append(session.focus)
        session.focus_next_pending()
    assert seen == ROUNDS
    assert session.focus == ROUNDS[0]
    for id in reversed(ROUNDS):
        session.focus_previous_pending()
        assert session.focus == id


def test_another_article_is_told_and_the_place_is_kept_there(session, reopen):
    session.focus_on("e5")
    session.accept()
    session.open("first")
    session.focus_on("e3")
    outcome = session.accept()
    assert outcome.scope is Scope.ARTICLE
    assert outcome.message == "Accepted GPE “Lima”. GPE in “Third”."
    session = reopen()
    assert (session.article.id, session.focus) == ("third", "t2")


def test_articles_that_are_closed_are_passed_over(session):
    session.open("third")
    session.set_status(Status.SKIPPED)
    session.open("first")
    session.focus_on("e5")
    session.focus_next_pending()
    assert session.focus == "e2"


def test_what_is_not_offered_is_passed_over(session):
    session.offer(Queue(Order.BREADTH_FIRST, labels=frozenset({"GPE"}), below=0.5))
    session.focus_on("e5")
    session.focus_next_pending()
    assert session.focus == "t2"
    assert session.focus_next_pending().scope is not Scope.NONE
    assert session.focus == "t2"


def test_items_are_offered_by_their_zone(session):
    session.offer(Queue(zones=frozenset({ZoneKind.TITLE})))
    assert session.items.offered_count == 0
    session.open("third")
    assert session.items.offered_count == 3
    session.offer(Queue(zones=frozenset({ZoneKind.BODY})))
    assert "other" in session.focus_next_pending().message


def test_depth_first_stays_in_the_article(session):
    session.offer(Queue())
    session.focus_on("v2")
    session.focus_next_pending()
    assert session.article.id == "first"
