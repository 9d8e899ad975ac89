import pytest

from goldleaf.core.model import Event
from goldleaf.core.scheme import Role
from goldleaf.tui import choosing
from goldleaf.tui.choosing import Choice, Choosing, with_keys


def make(*names, **options):
    return Choosing("Which", with_keys([Choice(name, name) for name in names]), **options)


def test_keys_come_from_the_name_or_else_are_free_ones():
    keys = [choice.key for choice in make("PERSON", "PRODUCT", "PP", "P").choices]
    assert keys == ["P", "R", "A", "B"]


def test_given_keys_stay():
    choices = with_keys([Choice("a", "GPE"), Choice("b", "ORG", "G")])
    assert [choice.key for choice in choices] == ["P", "G"]


def test_a_key_chooses_at_once_and_letters_narrow_down():
    choices = make("PERSON", "PERCENT", "ORG")
    assert choices.press("O").name == "ORG"
    assert choices.press("p") is None
    assert choices.press("e") is None
    assert choices.press("r") is None
    assert [choice.name for choice in choices.shown] == ["PERSON", "PERCENT"]
    assert choices.press("c").name == "PERCENT"


def test_what_nothing_begins_with_is_refused_and_forgotten():
    choices = make("PERSON", "PERCENT")
    choices.press("p")
    with pytest.raises(LookupError):
        choices.press("x")
    assert choices.typed == "p"
    assert choices.erase()
    assert not choices.erase()


def test_going_about_goes_round():
    choices = make("ONE", "TWO", "THREE")
    choices.go(-1)
    assert choices.marked.name == "THREE"
    choices.go(1)
    assert choices.marked.name == "ONE"
    assert Choosing("Which", []).marked is None


def test_every_label_and_type_can_be_chosen_by_a_key(session):
    for offer in (choosing.labels, choosing.event_types):
        keys = [choice.key for choice in offer(session, "Which").choices]
        assert all(keys)
        assert len(set(keys)) == len(keys)


def test_fillers_are_those_near_with_the_sentence_first(session):
    session.focus_on("met")
    item = session.item("met")
    assert isinstance(item.annotation, Event)
    role = session.scheme.type_named["CONSULT"].role("LOCATION")
    offered = choosing.fillers(session, item, item.annotation, role).choices
    assert [choice.value for choice in offered[:2]] == ["eastmoor2", "brook"]
    assert offered[0].present
    assert "does not take PERSON" in offered[1].why_not
    assert "brook2" not in [choice.value for choice in offered]


def test_a_filler_that_is_far_can_still_be_dropped(session):
    session.focus_on("meeting")
    session.set_role("ACTOR", "brook")
    item = session.item("meeting")
    role = session.scheme.type_named["CONSULT"].role("ACTOR")
    first = choosing.fillers(session, item, item.annotation, role).choices[0]
    assert (first.value, first.name, first.present) == ("brook", "Lena Brook", True)


def test_rejected_mentions_are_not_offered(session):
    session.focus_on("eastmoor")
    session.reject()
    session.focus_on("agreed")
    item = session.item("agreed")
    role = session.scheme.type_named["AGREE"].role("LOCATION")
    offered = choosing.fillers(session, item, item.annotation, role).choices
    assert "eastmoor" not in [choice.value for choice in offered]


def test_events_fill_the_roles_that_name_them(session):
    event, mention = session.item("met"), session.item("guild")
    assert choosing.may_fill(event, Role("CAUSE", fillers=("CONSULT",))) == ""
    assert choosing.may_fill(mention, Role("CAUSE", fillers=("CONSULT",)))
    assert choosing.may_fill(event, Role("ANYONE"))
    assert choosing.may_fill(mention, Role("ANYONE")) == ""
