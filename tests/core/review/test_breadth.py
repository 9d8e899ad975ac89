"""Breadth-first: one label through all open articles, then the next."""

import pytest

from goldleaf.core.model import Article, Entity, Event, Status, Suggestion, Zone, ZoneKind
from goldleaf.core.review import Order, Queue, ReviewSession, Scope, Standing
from goldleaf.core.review.desk import Desk
from goldleaf.core.store import Wanted

from .conftest import SCHEME, SECOND, segment, span_of

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


def found_by_the_database(store, name, wanted, *, backwards=False):
    found, beyond = [], ""
    while (id := store.article_with_pending("ann", name, wanted, beyond, backwards=backwards)) and (
        id not in found
    ):
        found.append(id)
        beyond = id
    return found


@pytest.mark.parametrize(
    "queue",
    [
        Queue(),
        Queue(below=0.5),
        Queue(below=0.4),
        Queue(suggesters=frozenset({"rules", "x"})),
        Queue(zones=frozenset({ZoneKind.TITLE})),
        Queue(zones=frozenset({ZoneKind.BODY, ZoneKind.METADATA}), below=0.95),
        Queue(zones=frozenset({ZoneKind.BOILERPLATE})),
    ],
)
def test_the_database_finds_what_the_articles_offer(session, store, queue):
    session.open("first")
    session.focus_on("e5")
    session.reject()
    session.open("first")
    session.place_cursor(0)
    session.toggle_zone(ZoneKind.METADATA)
    session.open("second")
    session.set_status(Status.FLAGGED)
    store.put_suggestions("second", "r", "1", [
        Suggestion(Entity("s1", (span_of("Oslo", SECOND),), "GPE"), 0.7, "r", "1"),
    ])  # fmt: skip
    store.put_suggestions("third", "old", "1", [
        Suggestion(Entity("t9", (span_of("Cy", THIRD),), "ORG"), 0.1, "old", "1"),
    ])  # fmt: skip
    store.put_suggestions("third", "old", "2", [])
    wanted = Wanted(queue.suggesters, queue.zones, queue.below)
    ids = ["first", "second", "third"]
    desks = {id: Desk(store, id, "ann", queue) for id in ids}
    offered = {(item.label, item.is_event): set() for desk in desks.values() for item in desk.items}
    for id, desk in desks.items():
        for item in desk.items:
            if item.standing is Standing.PENDING and desk.items.offers(item):
                offered[item.label, item.is_event].add(id)
    for name, where in offered.items():
        expected = [id for id in ids if id in where]
        assert found_by_the_database(store, name, wanted) == expected
        assert found_by_the_database(store, name, wanted, backwards=True) == expected[::-1]
    assert {*store.suggested_names()} >= {*offered}


def test_articles_with_nothing_on_offer_are_not_opened(session, monkeypatch):
    session.open("first")
    session.focus_on("e1")
    opened = []
    monkeypatch.setattr(type(session), "open", lambda _, id: opened.append(id))
    session.offer(Queue(Order.BREADTH_FIRST, zones=frozenset({ZoneKind.METADATA})))
    session.focus_next_pending()
    assert opened == []


def test_done_articles_are_passed_over_backwards_too(session):
    session.open("third")
    session.set_status(Status.DONE)
    session.open("first")
    session.focus_on("e2")
    session.focus_previous_pending()
    assert session.focus == "e5"
