from dataclasses import replace

import pytest

from goldleaf.core.model import UsageError, Verdict, fold
from goldleaf.core.review import ReviewSession
from goldleaf.core.review.migration import Misfit, Rename, Sort, migrate, misfits
from goldleaf.core.scheme import Attribute, EntityLabel, EventType, RelationType, Role

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
    return [one for text in texts for one in Rename.parse(text, CHANGED)]


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


def test_what_is_mapped_in_several_articles_is_one_step_of_undo(decided, store, reopen):
    decided.open("second")
    decided.place_cursor(0)
    decided.add_entity("PERSON")
    other = ReviewSession(store, SCHEME, "eve")
    other.focus_on("e1")
    other.accept()
    before = {
        (id, who): store.state(id, who) for id in ("first", "second") for who in ("ann", "eve")
    }
    assert migrate(store, CHANGED, renames("PERSON=HUMAN")) == 4
    session = reopen()
    assert (
        session.undo().message
        == "Undid: new names for 2 annotations, with 1 other article in “First”."
    )
    assert store.state("first", "ann") == before["first", "ann"]
    assert store.state("second", "ann") == before["second", "ann"]
    assert store.state("first", "eve") != before["first", "eve"]
    session.redo()
    assert session.item("e4").label == "HUMAN"
    assert all(fold(store.log(id, who)) == store.state(id, who) for id, who in before)
    ReviewSession(store, CHANGED, "eve").undo()
    assert store.state("first", "eve") == before["first", "eve"]


def test_an_open_session_notices(decided, store):
    migrate(store, CHANGED, renames("PERSON=HUMAN"))
    assert "Another session" in decided.accept().message
    assert decided.item("e4").label == "HUMAN"


def test_renaming_what_is_not_there_changes_nothing(decided, store):
    steps = store.steps("ann")
    assert migrate(store, CHANGED, [Rename(Sort.LABEL, "NOPE", "HUMAN")]) == 0
    assert store.steps("ann") == steps


@pytest.mark.parametrize(
    "text", ["PERSON", "=HUMAN", "GPE=", "PERSON=NOPE", "LEAVE.ACTOR=NOPE", "LEAVE.ACTOR=", ".=x"]
)
def test_a_mapping_that_leads_nowhere_is_refused(text):
    with pytest.raises(UsageError, match=r"mapping|the scheme"):
        Rename.parse(text, CHANGED)


FULL = replace(
    SCHEME,
    attributes=(
        Attribute("polarity", ("positive", "negative"), "positive"),
        Attribute("sure", ("yes", "no"), "yes", applies_to=("entity", "event")),
    ),
    relations=(RelationType("coref", symmetric=True), RelationType("near")),
    document_labels=(EntityLabel("LOCAL"), EntityLabel("FAR")),
)


@pytest.fixture
def full(store, time):
    """A review in which everything that a scheme names is used."""
    session = ReviewSession(store, FULL, "ann", time.clock())
    session.focus_on("v1")
    session.accept()
    session.focus_on("v1")
    session.set_attribute("polarity", "negative")
    session.focus_on("e1")
    session.set_attribute("sure", "no")
    session.toggle_relation("near", "e1", "e3")
    session.toggle_relation("coref", "e2", "e3")
    session.toggle_document_label("FAR")
    return session


def problems(store, scheme):
    return [one.problem for one in misfits(store, scheme)]


def mapped(store, scheme, *texts):
    return migrate(store, scheme, [one for text in texts for one in Rename.parse(text, scheme)])


def test_what_is_gone_is_listed_and_mapped_to_what_took_its_place(full, store):
    changed = replace(
        FULL,
        labels=(EntityLabel("HUMAN"), EntityLabel("PLACE"), EntityLabel("ORG")),
        event_types=(
            EventType("TALK", roles=(Role("WHO"), Role("WHERE", maximum=1))),
            EventType("LEAVE", roles=(Role("ACTOR"),)),
        ),
        attributes=(
            Attribute("polarity", ("plus", "minus"), "plus"),
            Attribute("certain", ("yes", "no"), "yes", applies_to=("entity", "event")),
        ),
        relations=(RelationType("coref", symmetric=True), RelationType("beside")),
        document_labels=(EntityLabel("NEAR"),),
    )
    before = store.state("first", "ann")
    told = problems(store, changed)
    assert {
        "The scheme has no label PERSON.",
        "The scheme has no label GPE.",
        "The scheme has no event type MEET.",
        "The scheme has no attribute sure here.",
        "polarity is plus or minus, not negative.",
        "The scheme has no relation near.",
        "The scheme has no document label FAR.",
    } == set(told)
    session = ReviewSession(store, changed, "ann")
    assert {sentence for _, sentence in session.all_violations()} == set(told)
    count = mapped(
        store,
        changed,
        "PERSON=HUMAN",
        "GPE=PLACE",
        "MEET=TALK",
        "TALK.ACTOR=WHO",
        "TALK.LOCATION=WHERE",
        "sure=certain",
        "polarity.negative=minus",
        "near=beside",
        "FAR=NEAR",
    )
    assert problems(store, changed) == []
    after = store.state("first", "ann")
    assert count == sum(before.records[id] != after.records[id] for id in before.records) == 5
    assert after.records["e1"].annotation.attributes == {"certain": "no"}
    assert after.records["v1"].annotation.attributes == {"polarity": "minus"}
    session.undo()
    session.undo()
    assert store.state("first", "ann") == before


def test_what_has_no_successor_is_taken_away_by_a_decision(full, store):
    changed = replace(
        FULL,
        labels=FULL.labels[:2],
        event_types=(EventType("MEET", roles=(Role("ACTOR"),)),),
        attributes=(Attribute("polarity", ("positive", "mixed"), "positive"),),
        relations=FULL.relations[:1],
        document_labels=(),
    )
    before = store.state("first", "ann")
    mapped(store, changed, "ORG=", "MEET.LOCATION=", "sure=", "polarity.negative=", "near=", "FAR=")
    after = store.state("first", "ann")
    assert after.records["e2"] == replace(before.records["e2"], verdict=Verdict.REJECTED)
    assert after.records["e1"].annotation.attributes == {}
    assert after.records["v1"].annotation.attributes == {}
    assert {one.role for one in after.records["v1"].annotation.arguments} == {"ACTOR"}
    gone = before.records.keys() - after.records.keys()
    assert {before.records[id].annotation.label for id in gone} == {"near", "FAR"}
    assert problems(store, changed) == [
        "ACTOR is filled by a rejected ORG.",
        "coref has a rejected ORG at an end.",
    ]


def test_a_tightened_role_gives_its_fillers_of_a_label_to_another(full, store):
    changed = replace(
        FULL,
        event_types=(
            EventType(
                "MEET", roles=(Role("ACTOR", fillers=("PERSON",)), Role("LOCATION"), Role("BODY"))
            ),
        ),
    )
    assert problems(store, changed) == ["ACTOR takes PERSON, not ORG."]
    mapped(store, changed, "MEET.ACTOR:ORG=BODY")
    assert problems(store, changed) == []
    event = store.state("first", "ann").records["v1"].annotation
    assert [(one.role, one.filler) for one in event.arguments] == [
        ("ACTOR", "e1"),
        ("BODY", "e2"),
        ("LOCATION", "e3"),
    ]
    tighter = replace(
        changed,
        event_types=(
            EventType(
                "MEET", roles=(Role("ACTOR"), Role("BODY", fillers=("GPE",)), Role("LOCATION"))
            ),
        ),
    )
    assert problems(store, tighter) == ["BODY takes GPE, not ORG."]
    mapped(store, tighter, "MEET.BODY:ORG=")
    assert problems(store, tighter) == []


def test_relations_with_ends_that_do_not_fit_are_listed(full, store):
    strict = replace(FULL, relations=(FULL.relations[0], RelationType("near", head=("ORG",))))
    assert "near takes ORG there, not PERSON." in problems(store, strict)
    full.focus_on("e3")
    full.reject()
    assert "near has a rejected GPE at an end." in problems(store, FULL)
    (at, sentence), *_ = [one for one in full.all_violations() if "near" in one[1]]
    assert (at.id, sentence) == ("e1", "near has a rejected GPE at an end.")
