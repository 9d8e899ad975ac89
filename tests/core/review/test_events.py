from goldleaf.core.model import Argument
from goldleaf.core.review import Scope, Standing


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
