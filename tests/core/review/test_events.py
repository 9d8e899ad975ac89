from dataclasses import replace

import pytest

from goldleaf.core.model import Argument
from goldleaf.core.review import ReviewSession, Scope, Standing
from goldleaf.core.scheme import Mentions

from .conftest import SCHEME, span_of


def arguments(session, id):
    return {(one.role, one.filler) for one in session.item(id).annotation.arguments}


def test_two_roles_change_places(session):
    session.focus_on("v1")
    session.swap_roles("ACTOR", "LOCATION")
    assert arguments(session, "v1") == {("LOCATION", "e1"), ("LOCATION", "e2"), ("ACTOR", "e3")}
    assert session.item("v1").standing is Standing.ACCEPTED
    assert session.swap_roles("NOPE", "NEITHER").scope is Scope.NONE


def test_a_duplicate_has_the_same_roles_and_is_focused(session):
    session.focus_on("v1")
    session.duplicate_event()
    assert session.focus != "v1"
    assert arguments(session, session.focus) == arguments(session, "v1")
    assert session.item("v1").standing is Standing.PENDING
    session.undo()
    assert session.selection == session.item("v1").span
    assert session.total == 7


def test_merging_takes_over_roles_and_attributes(session):
    session.focus_on("v2")
    session.set_attribute("polarity")
    session.focus_on("v1")
    session.merge_event("v2")
    assert ("ACTOR", "e4") in arguments(session, "v1")
    assert session.item("v1").annotation.attributes == {"polarity": "negative"}
    assert session.item("v2").standing is Standing.REJECTED
    assert session.focus == "v1"
    session.undo()
    assert session.item("v2").standing is Standing.ACCEPTED
    assert session.item("v1").standing is Standing.PENDING


def test_merging_moves_what_the_other_filled_and_removes_an_added_one(session):
    session.focus_on("v1")
    (copy,) = session.duplicate_event().touched
    session.focus_on("v2")
    session.set_role("ACTOR", copy)
    session.focus_on("v1")
    session.merge_event(copy)
    assert session.item(copy) is None
    assert Argument("ACTOR", "v1") in session.item("v2").annotation.arguments


def test_only_two_events_can_be_merged(session):
    assert session.merge_event("v1").scope is Scope.NONE
    session.focus_on("v1")
    assert session.merge_event("v1").scope is Scope.NONE
    assert session.merge_event("e1").scope is Scope.NONE
    session.focus_on("e1")
    assert session.duplicate_event().scope is Scope.NONE
    assert session.swap_roles("ACTOR", "LOCATION").scope is Scope.NONE


def test_a_filler_takes_the_place_of_what_it_overlaps(session):
    session.focus_on("v1")
    session.set_role("ACTOR", span_of("Ruiz met"))
    assert arguments(session, "v1") == {
        ("ACTOR", "e2"),
        ("ACTOR", span_of("Ruiz met")),
        ("LOCATION", "e3"),
    }


def test_both_roles_get_what_fills_one_of_them(session):
    session.focus_on("v1")
    session.share_roles("ACTOR", "LOCATION")
    expected = {(role, id) for role in ("ACTOR", "LOCATION") for id in ("e1", "e2", "e3")}
    assert arguments(session, "v1") == expected
    assert session.share_roles("ACTOR", "LOCATION").scope is Scope.NONE
    session.undo()
    assert ("ACTOR", "e3") not in arguments(session, "v1")


@pytest.mark.parametrize(
    ("side", "by", "unit", "surface"),
    [
        ("end", 1, "token", "left Lima"),
        ("start", -1, "token", "Bo left"),
        ("end", -1, "character", "lef"),
        ("start", 1, "character", "eft"),
    ],
)
def test_the_ends_of_words_that_fill_a_role_move(session, side, by, unit, surface):
    session.focus_on("v2")
    session.clear_role("ACTOR")
    session.set_role("ACTOR", span_of("left"))
    session.move_filler("ACTOR", side, by, unit)
    assert arguments(session, "v2") == {("ACTOR", span_of(surface))}
    assert session.item("v2").span == span_of("left")
    assert session.focus == "v2"


def test_an_entity_on_exactly_the_words_fills_the_role_instead(session):
    session.focus_on("v2")
    session.clear_role("ACTOR")
    session.set_role("ACTOR", span_of("left Lima"))
    session.move_filler("ACTOR", "start", 1)
    assert arguments(session, "v2") == {("ACTOR", "e5")}


def test_an_entity_moves_itself_where_names_fill_the_role(session):
    session.focus_on("v2")
    session.move_filler("ACTOR", "end", 1)
    assert arguments(session, "v2") == {("ACTOR", "e4")}
    assert session.item("e4").span == span_of("Bo left")


def test_words_take_the_place_of_an_entity_where_phrases_fill_the_role(store, time):
    type_ = SCHEME.type_named["LEAVE"]
    role = replace(type_.roles[0], mentions=Mentions.PHRASES)
    scheme = replace(SCHEME, event_types=(replace(type_, roles=(role,)),))
    session = ReviewSession(store, scheme, "ann", time.clock())
    session.focus_on("v2")
    session.move_filler("ACTOR", "end", 1)
    assert arguments(session, "v2") == {("ACTOR", span_of("Bo left"))}
    assert session.item("e4").span == span_of("Bo", nth=1)


def test_what_fills_no_role_or_cannot_move_stays(session):
    session.focus_on("v2")
    assert session.move_filler("LOCATION", "end", 1).scope is Scope.NONE
    session.set_role("ACTOR", "v1")
    assert "go there" in session.move_filler("ACTOR", "end", 1).message
    session.focus_on("v1")
    assert session.move_filler("LOCATION", "start", 1).scope is Scope.NONE


def test_a_trigger_moves_and_the_roles_stay(session):
    session.focus_on("v2")
    session.move_trigger(span_of("Lima", nth=1))
    assert session.item("v2").span == span_of("Lima", nth=1)
    assert arguments(session, "v2") == {("ACTOR", "e4")}
    assert session.item("v2").standing is Standing.ACCEPTED
    assert session.move_trigger(span_of(".")).scope is Scope.NONE
    assert session.move_trigger(span_of("Lima", nth=1)).message == "That is the trigger already."
    session.focus_on("e1")
    assert session.move_trigger(span_of("left")).scope is Scope.NONE
