"""Accepting the rest of a sentence where not all of it can be right."""

import pytest

from goldleaf.core.model import Argument, Entity, Event, Span, Suggestion
from goldleaf.core.review import Queue

from .conftest import span_of
from .test_session import standings


@pytest.fixture
def suggest(store, reopen):
    """Add suggestions of another suggester, with their scores, and open the review anew."""

    def add(*scored, suggester="model"):
        made = [Suggestion(one, score, suggester, "2") for one, score in scored]
        store.put_suggestions("first", suggester, "2", made)
        return reopen()

    return add


def test_of_alternatives_the_best_is_accepted_and_the_others_are_rejected(suggest):
    session = suggest(
        (Entity("m1", (span_of("Ana"),), "PERSON"), 0.95),
        (Entity("m2", (span_of("Lima"),), "ORG"), 0.2),
        (Entity("m3", (span_of("Bo in Lima"),), "ORG"), 0.1),
    )
    session.release_focus()
    outcome = session.confirm_sentence()
    now = standings(session)
    assert {id for id in now if now[id] == "rejected"} == {"m1", "m2", "m3"}
    assert outcome.message == "Accepted 4 annotations, rejected 3 alternatives."
    session.undo()
    assert set(standings(session).values()) == {"pending"}


def test_what_fills_a_role_comes_before_what_has_a_higher_score(suggest):
    # the event of the first sentence has e1 as its actor
    session = suggest((Entity("m1", (span_of("Ana"),), "PERSON"), 0.99))
    session.confirm_sentence()
    assert standings(session)["m1"] == "rejected"
    assert standings(session)["e1"] == "accepted"


def test_roles_filled_by_an_alternative_are_filled_by_what_it_gave_way_to(suggest):
    ana = Entity("m1", (span_of("Ana Ruiz"),), "ORG")
    met = Event("m2", "MEET", span_of("met Bo"), (Argument("ACTOR", "m1"),))
    session = suggest((ana, 0.3), (met, 0.99))
    session.confirm_sentence()
    now = standings(session)
    assert (now["m2"], now["v1"]) == ("accepted", "rejected")
    assert (now["m1"], now["e1"]) == ("accepted", "rejected")
    session.undo()
    again = suggest(
        (ana, 0.3), (Event("m3", "LEAVE", span_of("in"), (Argument("ACTOR", "m1"),)), 0.9)
    )
    again.confirm_sentence()
    assert standings(again)["m1"] == "rejected"
    assert again.item("m3").annotation.arguments == (Argument("ACTOR", "e1"),)


def test_the_same_twice_is_accepted_once(suggest):
    session = suggest(
        (Entity("m1", (span_of("Bo"),), "ORG"), 0.5),
        (Event("m2", "LEAVE", span_of("in")), 0.5),
    )
    session.confirm_sentence()
    assert standings(session)["m1"] == "rejected"
    assert standings(session)["e2"] == standings(session)["m2"] == "accepted"


def test_what_one_suggester_means_together_is_accepted_together(suggest):
    met = span_of("met")
    session = suggest(
        (Entity("m1", (span_of("Bo in Lima"),), "GPE"), 0.5),
        (Entity("m2", (span_of("in Lima"),), "GPE"), 0.5),
        (Entity("m3", (span_of("in"),), "ORG"), 0.4),
        (Entity("m4", (span_of("in"),), "PERSON"), 0.3),
        (Event("m5", "MEET", Span(met.start, met.end + 3), (Argument("ACTOR", "e1"),)), 0.1),
        suggester="rules of others",
    )
    for id in ("e1", "e2", "e3", "v1"):
        session.focus_on(id)
        session.reject()
    session.focus_on("m1")
    session.confirm_sentence()
    now = standings(session)
    assert [now[f"m{number}"] for number in range(1, 6)] == [
        "accepted", "accepted", "accepted", "rejected", "accepted",
    ]  # fmt: skip


def test_what_was_accepted_before_excludes_its_alternatives(suggest):
    session = suggest((Entity("m1", (span_of("Lima"),), "ORG"), 0.1))
    session.focus_on("m1")
    session.accept()
    outcome = session.confirm_sentence()
    now = standings(session)
    assert (now["m1"], now["e3"]) == ("accepted", "rejected")
    assert session.item("v1").annotation.arguments[-1] == Argument("LOCATION", "m1")
    assert outcome.message == "Accepted 3 annotations, rejected 1 alternative."


def test_what_is_not_offered_stays_as_it_is(session):
    session.offer(Queue(labels=frozenset({"PERSON"})))
    session.confirm_sentence()
    now = standings(session)
    assert now["e1"] == "accepted"
    assert now["e2"] == now["e3"] == now["v1"] == "pending"


def test_an_event_that_a_reviewer_added_excludes_the_same_of_a_suggester(session, suggest):
    session.place_cursor(span_of("in").start)
    session.add_event("LEAVE")
    again = suggest((Event("m1", "LEAVE", span_of("in"), (Argument("ACTOR", "e2"),)), 0.9))
    again.focus_on("e1")
    again.confirm_sentence()
    assert standings(again)["m1"] == "rejected"


def test_what_was_accepted_before_fills_the_role_of_the_same_proposed_again(suggest):
    session = suggest(
        (Entity("m1", (span_of("Ana Ruiz"),), "PERSON"), 0.9),
        (Event("m2", "LEAVE", span_of("in"), (Argument("ACTOR", "m1"),)), 0.9),
    )
    session.focus_on("e1")
    session.accept()
    session.focus_on("m2")
    session.accept()
    assert session.item("m2").annotation.arguments == (Argument("ACTOR", "e1"),)
    assert standings(session)["m1"] == "pending"


def test_what_is_there_already_is_not_accepted_beside_it(suggest):
    session = suggest(
        (Entity("m1", (span_of("Ana Ruiz"),), "PERSON"), 0.9),
        (Event("m2", "LEAVE", span_of("in"), (Argument("ACTOR", "m1"),)), 0.9),
    )
    session.focus_on("e1")
    session.accept()
    session.focus_on("m1")
    outcome = session.accept()
    assert outcome.message.startswith("PERSON “Ana Ruiz” is there already: rejected this")
    assert (standings(session)["e1"], standings(session)["m1"]) == ("accepted", "rejected")
    assert session.focus != "m1"
    # the role of what gave way is filled by what it gave way to
    session.focus_on("m2")
    session.accept()
    assert session.item("m2").annotation.arguments == (Argument("ACTOR", "e1"),)
    session.undo()
    session.undo()
    assert standings(session)["m1"] == "pending"
    assert session.focus == "m1"


def test_nor_once_it_was_rejected_nor_under_the_label_of_what_is_there(suggest):
    session = suggest((Entity("m1", (span_of("Bo"),), "PERSON"), 0.9))
    session.focus_on("m1")
    session.accept()
    session.focus_on("e2")
    assert "is there already" in session.relabel("PERSON").message
    session.focus_on("e2")
    session.relabel("PERSON")
    session.focus_on("m1")
    session.accept()
    assert [item.id for item in session.items.same(span_of("Bo"), event=False)] == ["e2", "m1"]
    assert (standings(session)["e2"], standings(session)["m1"]) == ("rejected", "accepted")


@pytest.mark.parametrize("way", ["accept", "accept_only", "propagate"])
def test_an_own_event_gets_what_it_lacks_of_the_same_that_was_suggested(session, suggest, way):
    session.place_cursor(span_of("met").start)
    session.focus_on("v1")
    session.reject()
    session.select(span_of("met Bo"))
    session.add_event("MEET")
    session.set_role("LOCATION", "e3")
    own = session.focus
    met = (Argument("ACTOR", "e1"), Argument("ACTOR", "e4"), Argument("LOCATION", "e5"))
    again = suggest((Event("m1", "MEET", span_of("met Bo"), met, {"polarity": "negative"}), 0.9))
    again.focus_on("m1")
    outcome = getattr(again, way)()
    assert standings(again)["m1"] == "rejected"
    event = again.item(own).annotation
    assert event.arguments == (Argument("LOCATION", "e3"), *met[:2])
    assert event.attributes == {"polarity": "negative"}
    assert standings(again)["e1"] == "accepted"
    if way == "accept":
        assert "is there already and has what it lacked" in outcome.message
    again.undo()
    assert again.item(own).annotation.arguments == (Argument("LOCATION", "e3"),)
    assert standings(again)["m1"] == "pending"


def test_two_events_of_one_suggester_on_a_trigger_are_both_accepted(suggest):
    met = span_of("met")
    session = suggest(
        (Event("m1", "MEET", met, (Argument("ACTOR", "e2"),)), 0.9),
        (Event("m2", "MEET", met, (Argument("ACTOR", "e1"),)), 0.9),
        suggester="both",
    )
    for id in ("m1", "m2"):
        session.focus_on(id)
        session.accept()
    assert standings(session)["m1"] == standings(session)["m2"] == "accepted"
