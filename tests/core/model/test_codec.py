import json

import pytest

from goldleaf.core.model import (
    Argument,
    Comment,
    CommentChange,
    DocumentLabel,
    Entity,
    Event,
    Record,
    RecordChange,
    Relation,
    Span,
    Status,
    StatusChange,
    Verdict,
    Zone,
    ZoneKind,
    ZonesChange,
)
from goldleaf.core.model.codec import (
    annotation_from_json,
    annotation_to_json,
    change_from_json,
    change_to_json,
    comment_from_json,
    comment_to_json,
    span_from_json,
    zone_from_json,
    zone_to_json,
)

ENTITY = Entity("e1", (Span(0, 3), Span(5, 9)), "PERSON", {"genericity": "generic"}, "Q7")
EVENT = Event(
    "v1", "MEET", Span(3, 5), (Argument("ACTOR", "e1"), Argument("DATE", Span(9, 12))), {"a": "b"}
)
ZONES = (Zone(0, 4, ZoneKind.TITLE), Zone(5, 9, ZoneKind.BODY))


@pytest.mark.parametrize(
    "annotation",
    [
        ENTITY,
        EVENT,
        Entity("e2", (Span(0, 1),), "X"),
        Event("v2", "MEET", Span(0, 1)),
        Relation("r1", "coref", "e1", "e2"),
        DocumentLabel("l1", "war"),
    ],
)
def test_annotations_come_back(annotation):
    value = json.loads(json.dumps(annotation_to_json(annotation)))
    assert annotation_from_json(value) == annotation


@pytest.mark.parametrize(
    "change",
    [
        RecordChange("e1", None, Record(ENTITY, Verdict.ACCEPTED)),
        RecordChange("v1", Record(EVENT, Verdict.ACCEPTED), Record(EVENT, Verdict.REJECTED)),
        RecordChange("v1", Record(EVENT, Verdict.REJECTED), None),
        ZonesChange(None, ZONES),
        ZonesChange(ZONES, ()),
        StatusChange(Status.OPEN, Status.FLAGGED),
        CommentChange("c1", None, Comment("c1", "Why?", "e1")),
        CommentChange("c1", Comment("c1", "Why?"), None),
    ],
)
def test_changes_come_back(change):
    assert change_from_json(json.loads(json.dumps(change_to_json(change)))) == change


def test_a_comment_on_a_span_comes_back():
    comment = Comment("c1", "Who?", Span(3, 9))
    assert comment_to_json(comment) == {"id": "c1", "text": "Who?", "start": 3, "end": 9}
    assert comment_from_json(comment_to_json(comment)) == comment


def test_zones_and_comments_come_back():
    assert [zone_from_json(zone_to_json(zone)) for zone in ZONES] == list(ZONES)
    comment = Comment("c1", "Why?", "e1")
    assert comment_from_json(comment_to_json(comment)) == comment


def test_what_is_empty_is_absent():
    assert annotation_to_json(Event("v2", "MEET", Span(0, 1))) == {
        "kind": "event",
        "id": "v2",
        "type": "MEET",
        "trigger": [0, 1],
    }
    assert comment_to_json(Comment("c1", "Why?")) == {"id": "c1", "text": "Why?"}


@pytest.mark.parametrize("value", [[3, 3], [-1, 2], [1], "12", None, [0.0, 1.0]])
def test_what_is_no_span_is_refused(value):
    with pytest.raises(ValueError, match="a span is"):
        span_from_json(value)


@pytest.mark.parametrize(
    ("read", "value", "message"),
    [
        (annotation_from_json, {"kind": "entity", "id": "e1", "label": "X"}, "'spans'"),
        (annotation_from_json, {"kind": "song"}, "'song'"),
        (annotation_from_json, {}, "'kind'"),
        (zone_from_json, {"start": 0, "end": 2}, "'kind'"),
        (zone_from_json, {"start": 0, "end": 2, "kind": "roof"}, "'roof'"),
        (comment_from_json, {"id": "c1"}, "'text'"),
        (change_from_json, {"of": "weather", "old": None, "new": None}, "'weather'"),
        (change_from_json, {"of": "record", "id": "e1", "old": None}, "'new'"),
        (change_from_json, {"of": "record", "id": "e1", "old": None, "new": {}}, "'annotation'"),
    ],
)
def test_what_is_not_of_the_form_is_named(read, value, message):
    with pytest.raises(ValueError, match=message):
        read(value)
