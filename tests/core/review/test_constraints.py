from goldleaf.core.model import Argument, Entity, Event, Span
from goldleaf.core.review.constraints import violations
from goldleaf.core.review.items import Item, Standing
from goldleaf.core.scheme import EntityLabel, EventType, Role, Scheme

SCHEME = Scheme(
    "test",
    labels=(EntityLabel("PERSON"), EntityLabel("GPE")),
    event_types=(
        EventType(
            "MEET",
            roles=(
                Role("ACTOR", fillers=("PERSON", "GPE"), minimum=1),
                Role("PLACE", fillers=("GPE",), maximum=1),
            ),
        ),
    ),
)
ITEMS = {
    "p": Item(Entity("p", (Span(0, 1),), "PERSON"), Standing.ACCEPTED),
    "g": Item(Entity("g", (Span(0, 1),), "GPE"), Standing.PENDING),
    "r": Item(Entity("r", (Span(0, 1),), "GPE"), Standing.REJECTED),
    "x": Item(Entity("x", (Span(0, 1),), "ODD"), Standing.ACCEPTED),
}


def of(*arguments, type="MEET"):
    event = Event("v", type, Span(2, 3), tuple(Argument(*one) for one in arguments))
    return list(violations(Item(event, Standing.ACCEPTED), SCHEME, ITEMS.get))


def test_what_fits_is_not_told():
    assert of(("ACTOR", "p"), ("PLACE", "g")) == []
    assert of(("ACTOR", Span(5, 6))) == []
    assert list(violations(ITEMS["p"], SCHEME, ITEMS.get)) == []


def test_what_does_not_fit_is_told():
    assert of() == ["ACTOR needs at least 1."]
    assert of(("ACTOR", "x")) == ["ACTOR takes PERSON or GPE, not ODD."]
    assert of(("ACTOR", "p"), ("PLACE", "p")) == ["PLACE takes GPE, not PERSON."]
    assert of(("ACTOR", "p"), ("PLACE", "g"), ("PLACE", Span(5, 6))) == [
        "PLACE takes at most 1, not 2."
    ]
    assert of(("ACTOR", "p"), ("PLACE", "r")) == ["PLACE is filled by a rejected GPE."]
    assert of(("ACTOR", "gone")) == ["ACTOR is filled by an annotation that is gone."]
    assert of(("ACTOR", "p"), ("ODD", "g")) == ["MEET has no role ODD."]


def test_what_the_scheme_does_not_have_is_told():
    assert of(type="LEAVE") == ["The scheme has no event type LEAVE."]
    assert list(violations(ITEMS["x"], SCHEME, ITEMS.get)) == ["The scheme has no label ODD."]


def test_a_label_that_a_role_does_not_take_is_told_at_once(session):
    outcome = session.label("GPE")
    assert outcome.message == "“Ana Ruiz”: PERSON → GPE. ACTOR takes PERSON, not GPE."
    session.focus_on("e4")
    assert session.label("GPE").message == "“Bo”: PERSON → GPE."


def test_the_session_lists_what_was_accepted_against_the_scheme(session):
    session.focus_on("v1")
    told = "ACTOR takes PERSON, not ORG “Bo”."
    assert session.violations(session.item("v1")) == (told,)
    assert session.all_violations() == []
    session.accept()
    (found,) = session.all_violations()
    assert (found[0].id, found[1]) == ("v1", told)


def test_fillers_that_break_the_same_rule_are_told_apart(session):
    session.focus_on("e1")
    session.label("ORG")
    session.focus_on("e2")
    session.reject()
    assert session.violations(session.item("v1")) == (
        "ACTOR takes PERSON, not ORG “Ana Ruiz”.",
        "ACTOR is filled by a rejected ORG “Bo”.",
    )


def test_the_same_words_that_break_the_same_rule_are_told_once(session):
    session.focus_on("v1")
    session.set_role("ACTOR", "e5")
    session.set_role("ACTOR", "e3")
    assert session.violations(session.item("v1")) == (
        "ACTOR takes PERSON, not ORG “Bo”.",
        "ACTOR takes PERSON, not GPE “Lima”.",
    )
