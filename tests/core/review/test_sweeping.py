import pytest

from goldleaf.core.model import Status
from goldleaf.core.review import Queue, Scope

from .test_session import standings


def test_only_this_rejects_the_others_of_its_sort_in_the_sentence(session):
    session.focus_on("e2")
    outcome = session.accept_only()
    now = standings(session)
    assert now["e2"] == "accepted"
    assert now["e1"] == now["e3"] == "rejected"
    assert now["v1"] == now["e4"] == now["v2"] == "pending"
    assert session.focus == "v1"
    assert outcome.message == "Accepted ORG “Bo”. Rejected 2 others."


def test_only_this_keeps_what_fills_the_roles_of_an_event(session):
    session.focus_on("v1")
    session.accept_only()
    assert set(standings(session).values()) == {"accepted", "pending"}
    assert standings(session)["e1"] == "accepted"


def test_only_this_leaves_alone_what_is_not_offered(session):
    session.offer(Queue(labels=frozenset({"PERSON"})))
    session.focus_on("e1")
    session.accept_only()
    assert standings(session)["e2"] == "pending"


def test_only_this_goes_on_where_nothing_is_left_to_reject(session):
    session.confirm_sentence()
    session.focus_on("e1")
    before = standings(session)
    session.accept_only()
    assert standings(session) == before
    assert session.focus == "e4"


def test_to_finish_accepts_the_focus_rejects_the_rest_and_goes_on(session, store):
    session.focus_on("v2")
    outcome = session.finish()
    assert outcome.scope is Scope.ARTICLE
    assert outcome.message == "Accepted LEAVE “left”. Rejected 5 others. Marked as done."
    assert session.article.id == "second"
    assert store.state("first", "ann").status is Status.DONE
    session.previous_article()
    accepted = {id for id, standing in standings(session).items() if standing == "accepted"}
    assert accepted == {"v2", "e4"}
    assert "pending" not in standings(session).values()


def test_to_finish_is_one_step_of_undo(session):
    before = standings(session)
    session.finish()
    session.undo()
    assert session.article.id == "first"
    assert session.status is Status.OPEN
    assert standings(session) == before


def test_to_finish_without_a_focus_accepts_nothing(session):
    session.release_focus()
    session.finish()
    session.previous_article()
    assert set(standings(session).values()) == {"rejected"}


def test_to_finish_leaves_alone_what_is_not_offered(session):
    session.offer(Queue(labels=frozenset({"MEET"})))
    session.focus_on("v1")
    session.finish()
    session.previous_article()
    assert standings(session)["e4"] == standings(session)["v2"] == "pending"


@pytest.mark.parametrize("times", [1, 2])
def test_to_finish_what_is_done_goes_on(session, times):
    session.finish()
    for _ in range(times):
        session.previous_article()
        outcome = session.finish()
    assert session.article.id == "second"
    assert "Marked" not in outcome.message
