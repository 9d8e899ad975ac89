import pytest

from goldleaf.core.model import Span, Status


def undone(session):
    return session.undo().message


@pytest.mark.parametrize(
    ("does", "told"),
    [
        (lambda s: s.accept(), "accepting PERSON “Ana Ruiz”"),
        (lambda s: s.reject(), "rejecting PERSON “Ana Ruiz”"),
        (lambda s: s.relabel("ORG"), "the label of ORG “Ana Ruiz”"),
        (lambda s: s.confirm_sentence(), "deciding on 4 annotations"),
        (lambda s: s.set_status(Status.FLAGGED), "marking the article as flagged"),
        (lambda s: s.toggle_zone(), "the zone of a paragraph"),
    ],
)
def test_taking_back_says_what_it_was(session, does, told):
    session.focus_on("e1")
    does(session)
    assert undone(session) == f"Undid: {told}."
    assert session.redo().message == f"Redid: {told}."


def test_a_role_is_told_by_its_event_whatever_else_was_accepted(session):
    session.focus_on("v1")
    session.clear_role("LOCATION")
    assert undone(session) == "Undid: a role of MEET “met”."


def test_what_was_added_is_told_though_it_goes(session):
    session.select(Span(0, 3))
    session.add_entity("GPE")
    assert undone(session) == "Undid: adding GPE “Ana”."
    session.redo()
    session.delete()
    assert undone(session) == "Undid: deleting GPE “Ana”."


def test_closing_an_article_is_told_with_what_it_decided(session):
    session.focus_on("e1")
    session.finish()
    told = "deciding on 7 annotations and marking the article as done"
    assert undone(session) == f"Undid: {told} in “First”."
