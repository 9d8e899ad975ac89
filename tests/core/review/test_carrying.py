"""Decisions carried to other articles and along chains, each one step of undo."""

from dataclasses import replace

import pytest

from goldleaf.core.model import (
    Article,
    DecisionKind,
    Entity,
    GoldleafError,
    Span,
    Status,
    Suggestion,
    Zone,
    ZoneKind,
    fold,
)
from goldleaf.core.review import ReviewSession, Scope, Standing
from goldleaf.core.scheme import RelationType

from .conftest import FIRST, SCHEME, segment, span_of

THIRD = "Lima again. LIMA's port.\n\nLima for sale"
FOURTH = "A day in Lima ended."


@pytest.fixture
def session(store, time):
    cut = THIRD.index("\n")
    zones = {
        "third": (Zone(0, cut, ZoneKind.BODY), Zone(cut + 2, len(THIRD), ZoneKind.BOILERPLATE)),
        "fourth": (Zone(0, len(FOURTH), ZoneKind.BODY),),
    }
    for id, text in (("third", THIRD), ("fourth", FOURTH)):
        store.add_article(Article(id, text, id.title()), zones[id], segment(text))
    here = Entity("third-e1", (Span(0, 4),), "ORG")
    store.put_suggestions("third", "r", "1", [Suggestion(here, 0.4, "r", "1")])
    scheme = replace(SCHEME, relations=(RelationType("coref", symmetric=True, transitive=True),))
    return ReviewSession(store, scheme, "ann", time.clock())


def states(store):
    return {id: store.state(id, "ann") for id in store.article_ids()}


def words_of(sites):
    return [(one.article_id, one.words, one.occurrence.label) for one in sites]


def test_the_places_in_all_open_articles_come_with_their_context(session):
    session.focus_on("e3")
    sites = session.sites_everywhere()
    assert words_of(sites) == [
        ("first", "Lima", "GPE"),
        ("third", "Lima", "ORG"),
        ("third", "LIMA", ""),
        ("fourth", "Lima", ""),
    ]
    last = sites[-1]
    assert (last.before, last.after, last.title) == ("A day in ", " ended.", "Fourth")


def test_an_article_that_is_done_or_skipped_is_left_alone(session):
    for id, status in (("third", Status.DONE), ("fourth", Status.FLAGGED)):
        session.open(id)
        session.set_status(status)
    session.open("first")
    session.focus_on("e3")
    assert {one.article_id for one in session.sites_everywhere()} == {"first", "fourth"}


def test_one_command_decides_in_several_articles_and_is_undone_as_one(session, store, reopen):
    session.focus_on("e3")
    sites = session.sites_everywhere()
    before = states(store)
    outcome = session.carry([sites[1], sites[3]])
    assert "the same in 2 other places, in 2 other articles too" in outcome.message
    after = states(store)
    assert after["third"].records["third-e1"].annotation.label == "GPE"
    assert len(after["fourth"].records) == 1
    assert list(after["first"].records) == ["e3"]

    log = list(store.log())
    assert [one.article_id for one in log] == ["first", "third", "fourth"]
    assert {one.kind for one in log} == {DecisionKind.PROPAGATE}
    assert {(one.command, one.source) for one in log} == {(log[0].id, "e3")}
    assert [one.seconds for one in log[1:]] == [0, 0]

    session = reopen()
    session.open("fourth")
    assert "with 2 other articles" in session.undo().message
    assert session.article.id == "first"
    assert states(store) == before
    assert session.undo().scope is Scope.NONE
    session = reopen()
    session.redo()
    assert states(store) == after
    session.undo()
    assert states(store) == before
    for id in store.article_ids():
        assert fold(store.log(id, "ann")) == store.state(id, "ann")


def test_the_command_begins_where_the_reviewer_was_even_if_nothing_changes_there(session, store):
    session.focus_on("e3")
    session.propagate()
    session.focus_on("e3")
    sites = session.sites_everywhere()
    assert {one.article_id for one in sites} == {"third", "fourth"}
    session.carry(sites)
    first, *others = list(store.log())[1:]
    assert (first.article_id, first.changes) == ("first", ())
    assert {one.command for one in others} == {first.id}
    session.undo()
    assert session.article.id == "first"
    assert store.state("third", "ann").records == {}


def test_a_command_that_cannot_be_kept_has_not_happened(session, store, monkeypatch):
    session.focus_on("e3")
    sites = session.sites_everywhere()
    before = states(store)
    place = session.focus
    append = store.append

    def fail_at_the_last(decision):
        append(decision)
        if decision.article_id == "fourth":
            raise GoldleafError("the disk is full")

    monkeypatch.setattr(store, "append", fail_at_the_last)
    with pytest.raises(GoldleafError, match="disk"):
        session.carry(sites)
    assert states(store) == before
    assert session.state == before["first"]
    assert session.focus == place


def test_a_rejection_is_carried_to_all_articles(session, store):
    session.focus_on("e3")
    session.relabel("ORG")
    session.focus_on("e3")
    session.reject()
    session.focus_on("e3")
    assert words_of(session.sites_everywhere()) == [("third", "Lima", "ORG")]
    session.carry(session.sites_everywhere())
    assert [r.verdict.value for r in store.state("third", "ann").records.values()] == ["rejected"]


def test_a_link_is_carried_with_the_label(session, store):
    session.focus_on("e3")
    session.set_link("Q2868")
    session.focus_on("e3")
    session.carry(session.sites_everywhere())
    for id in ("first", "third", "fourth"):
        links = {one.annotation.link for one in store.state(id, "ann").records.values()}
        assert links == {"Q2868"}


def test_another_session_in_between_is_told(session, reopen):
    session.focus_on("e3")
    sites = session.sites_everywhere()
    reopen().accept()
    assert "Another session" in session.carry(sites).message


def test_a_decision_is_carried_along_a_chain(session, store):
    session.toggle_relation("coref", "e1", "e2")
    session.toggle_relation("coref", "e2", "e4")
    session.focus_on("e2")
    session.reject()
    session.focus_on("e1")
    session.set_link("Q1")
    session.focus_on("e1")
    sites = session.sites_in_chain()
    assert words_of(sites) == [("first", "Bo", "ORG"), ("first", "Bo", "PERSON")]
    before = store.state("first", "ann")
    session.carry(sites)
    for id in ("e1", "e2", "e4"):
        item = session.item(id)
        assert (item.label, item.annotation.link, item.standing) == (
            "PERSON",
            "Q1",
            Standing.ACCEPTED,
        )
    session.focus_on("e1")
    assert session.sites_in_chain() == []
    session.undo()
    assert store.state("first", "ann") == before


def test_a_rejection_is_carried_along_a_chain_too(session):
    session.select(span_of("met", FIRST))
    session.add_entity("PERSON")
    added = session.focus
    session.toggle_relation("coref", "e1", "e2")
    session.toggle_relation("coref", "e1", added)
    session.focus_on("e1")
    session.reject()
    session.focus_on("e1")
    session.carry(session.sites_in_chain())
    assert {session.item(id).standing for id in ("e1", "e2", added)} == {Standing.REJECTED}
    session.focus_on("e1")
    assert session.sites_in_chain() == []


def test_without_a_target_there_is_nothing_to_carry(session):
    session.open("second")
    session.place_cursor(0)
    assert session.sites_everywhere() == session.sites_in_chain() == session.sites_here() == []
    assert session.carry([]).scope is Scope.NONE
