from dataclasses import replace

import pytest

from goldleaf.core.model import UsageError
from goldleaf.core.review import ReviewSession
from goldleaf.core.review.migration import Misfit, Rename, migrate, misfits
from goldleaf.core.scheme import EntityLabel, EventType, Role

from .conftest import SCHEME

CHANGED = replace(
    SCHEME,
    labels=(EntityLabel("HUMAN"), EntityLabel("GPE"), EntityLabel("ORG")),
    event_types=(
        EventType("MEETING", roles=(Role("PARTY", fillers=("HUMAN",)), Role("LOCATION"))),
        EventType("LEAVE", roles=(Role("ACTOR"),)),
    ),
)


@pytest.fixture
def decided(session):
    session.reject()
    session.focus_on("v1")
    session.accept()
    session.focus_on("e4")
    session.accept()
    return session


def renames(*texts):
    return [Rename.parse(text, CHANGED) for text in texts]


def test_what_fits_is_not_listed(decided, store):
    assert [one.problem for one in misfits(store, SCHEME)] == [
        "ACTOR is filled by a rejected PERSON.",
        "ACTOR takes PERSON, not ORG.",
    ]


def test_what_a_changed_scheme_forbids_is_listed(decided, store):
    assert list(misfits(store, CHANGED)) == [
        Misfit("ann", "first", "v1", "The scheme has no event type MEET."),
        Misfit("ann", "first", "e4", "The scheme has no label PERSON."),
    ]


def test_renaming_maps_what_was_decided_and_can_be_taken_back(decided, store, time):
    before = store.state("first", "ann")
    count = migrate(
        store,
        CHANGED,
        renames("PERSON=HUMAN", "MEET=MEETING", "MEETING.ACTOR=PARTY"),
        time.clock(),
    )
    assert count == 3
    session = ReviewSession(store, CHANGED, "ann")
    assert session.item("e1").label == "HUMAN"
    assert session.item("e4").label == "HUMAN"
    event = session.item("v1").annotation
    assert event.type == "MEETING"
    assert [one.role for one in event.arguments] == ["PARTY", "PARTY", "LOCATION"]
    session.undo()
    assert store.state("first", "ann") == before


def test_an_open_session_notices(decided, store):
    migrate(store, CHANGED, renames("PERSON=HUMAN"))
    assert "Another session" in decided.accept().message
    assert decided.item("e4").label == "HUMAN"


def test_renaming_what_is_not_there_changes_nothing(decided, store):
    steps = store.steps("ann")
    assert migrate(store, CHANGED, [Rename("NOPE", "HUMAN")]) == 0
    assert store.steps("ann") == steps


@pytest.mark.parametrize("text", ["PERSON", "=HUMAN", "PERSON=", "PERSON=NOPE", "LEAVE.ACTOR=NOPE"])
def test_a_mapping_that_leads_nowhere_is_refused(text):
    with pytest.raises(UsageError, match=r"mapping|the scheme"):
        Rename.parse(text, CHANGED)
