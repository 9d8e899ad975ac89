"""What was rejected, as hard negatives."""

import pytest

from goldleaf.core.gold import Include, resolve
from goldleaf.core.gold.dataset.rejections import rejections
from goldleaf.core.gold.dataset.rows import REJECTED, columns, row_of
from goldleaf.core.model import (
    Argument,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Record,
    RecordChange,
    Relation,
    Span,
    Suggestion,
    Verdict,
)
from goldleaf.core.model.jsonl import article_to_json
from goldleaf.core.scheme import RelationType, Scheme

TEXT = "Ana Ruiz met Bo in Oslo on Monday."
ANA = Entity("ana", (Span(0, 8),), "PERSON", {"genericity": "specific"}, "Q1")
BO = Entity("bo", (Span(13, 15),), "GPE")
OSLO = Entity("oslo", (Span(19, 23),), "GPE")
MET = Event(
    "met",
    "MEET",
    Span(9, 12),
    (Argument("ACTOR", "ana"), Argument("ACTOR", "bo"), Argument("PLACE", "oslo")),
    {"tense": "past"},
)
NEAR = Relation("near", "coref", "ana", "oslo")
SPORT = DocumentLabel("sport", "sport")
SCHEME = Scheme("test", relations=(RelationType("coref", symmetric=True),))


def told(desk, id="a"):
    material = desk.store.material(id, "anna")
    gold = resolve(material, Include.DECIDED, "anna").annotated
    return rejections(material, gold, desk.store.log(id, "anna"), SCHEME)


@pytest.fixture
def reviewed(desk):
    """Ana is accepted, Oslo stays open, all else is rejected."""
    desk.add("a", TEXT, [ANA, BO, OSLO, MET, NEAR, SPORT])
    desk.accept("a", ANA)
    desk.at = desk.reject("a", BO, MET, NEAR, SPORT)
    desk.comment("a", Comment("c1", "He is a person.", "bo"))
    desk.comment("a", Comment("c2", "Look again.", "bo"))
    return desk


def test_each_kind_has_its_fields_and_where_it_came_from(reviewed):
    found = told(reviewed)
    provenance = {
        "how": "rejected",
        "annotator": "anna",
        "at": reviewed.at,
        "decision": "accept",
        "suggester": "rules",
        "version": "1.0",
        "score": 0.75,
    }
    assert found == {
        "entities": [
            {
                "id": "bo",
                "start": 13,
                "end": 15,
                "label": "GPE",
                "text": "Bo",
                "provenance": provenance,
                "reason": "He is a person.\nLook again.",
            }
        ],
        "events": [
            {
                "id": "met",
                "type": "MEET",
                "trigger": {"start": 9, "end": 12, "text": "met"},
                "arguments": [
                    {"role": "ACTOR", "target": "ana", "start": 0, "end": 8, "text": "Ana Ruiz"},
                    {"role": "ACTOR", "target": "bo", "start": 13, "end": 15, "text": "Bo"},
                    # neither gold nor rejected
                    {"role": "PLACE", "start": 19, "end": 23, "text": "Oslo"},
                ],
                "attributes": {"tense": "past"},
                "provenance": provenance,
            }
        ],
        "relations": [
            {
                "id": "near",
                "type": "coref",
                "head": "ana",
                "tail": "oslo",
                "head_span": {"start": 0, "end": 8, "text": "Ana Ruiz"},
                "tail_span": {"start": 19, "end": 23, "text": "Oslo"},
                "provenance": provenance,
            }
        ],
        "labels": [{"id": "sport", "label": "sport", "provenance": provenance}],
    }


def test_all_of_it_has_a_place_in_the_columns(reviewed):
    gold = resolve(reviewed.store.material("a", "anna"), Include.DECIDED, "anna").annotated
    found = told(reviewed)
    row = row_of({**article_to_json(gold), "rejected": found}, columns(rejections=True))
    assert row["rejected"].keys() == REJECTED.keys()

    def gone(value, kept):
        """What of *value* is not in the row."""
        if isinstance(value, dict):
            return [one for key in value for one in gone(value[key], kept[key])]
        if isinstance(value, list):
            assert len(value) == len(kept)
            return [one for pair in zip(value, kept, strict=True) for one in gone(*pair)]
        return [] if value == kept else [value]

    for event in found["events"]:
        event["attributes"] = [{"name": "tense", "value": "past"}]
    assert gone(found, row["rejected"]) == []


def test_what_says_the_same_as_the_gold_is_no_negative(desk):
    copies = [
        Entity("ana2", ANA.spans, "PERSON"),
        Event("met2", "MEET", Span(9, 12), (Argument("ACTOR", "ana2"),)),
        Relation("near2", "coref", "oslo", "ana2"),
        DocumentLabel("sport2", "sport"),
    ]
    met = Event("met", "MEET", Span(9, 12), (Argument("ACTOR", "ana"),))
    desk.add("a", TEXT, [ANA, OSLO, met, NEAR, SPORT, *copies])
    desk.accept("a", ANA, OSLO, met, NEAR, SPORT)
    desk.reject("a", *copies)
    assert told(desk) == {}
    other = Event("met3", "MEET", Span(9, 12), (Argument("ACTOR", "oslo"),))
    desk.reject("a", other)
    assert [one["id"] for one in told(desk)["events"]] == ["met3"]


def test_a_suggestion_that_is_made_no_more_and_one_without_suggester_are_told(desk):
    desk.add("a", TEXT, [BO])
    desk.reject("a", BO)
    desk.reject("a", Entity("own", (Span(27, 33),), "DATE"))
    desk.store.put_suggestions("a", "rules", "2.0", [Suggestion(OSLO, 0.5, "rules", "2.0")])
    bo, own = told(desk)["entities"]
    assert (bo["provenance"]["version"], bo["provenance"]["score"]) == ("1.0", 0.75)
    assert "suggester" not in own["provenance"]


def test_what_was_rejected_and_accepted_again_is_none(desk):
    desk.add("a", TEXT, [BO])
    desk.reject("a", BO)
    rejected = Record(BO, Verdict.REJECTED)
    desk.decide("a", RecordChange("bo", rejected, Record(BO, Verdict.ACCEPTED)))
    assert told(desk) == {}


def test_an_argument_whose_filler_is_gone_is_left_out(desk):
    desk.add("a", TEXT)
    desk.reject("a", Event("met", "MEET", Span(9, 12), (Argument("ACTOR", "nobody"),)))
    assert "arguments" not in told(desk)["events"][0]
