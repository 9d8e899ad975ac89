"""Annotations and decisions as JSON values, and back.

One form serves the database and Goldleaf JSONL. Keys are absent when empty.
Reading is strict: a value that is not of the form raises ``ValueError`` with a
message that names the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from .annotation import Annotation, Argument, DocumentLabel, Entity, Event, Relation
from .article import Zone, ZoneKind
from .decision import (
    Change,
    Comment,
    CommentChange,
    Record,
    RecordChange,
    Status,
    StatusChange,
    Verdict,
    ZonesChange,
)
from .span import Span

Json = dict[str, Any]


def span_to_json(span: Span) -> list[int]:
    """``[start, end]``."""
    return [span.start, span.end]


def span_from_json(value: object) -> Span:
    """The span of ``[start, end]``; raises ``ValueError`` when it is none."""
    # no pattern: an article of 50,000 words has thousands of spans to open with
    if isinstance(value, list) and len(value) == len(Span._fields):
        start, end = value
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
            return Span(start, end)
    raise ValueError(f"a span is [start, end] with 0 ≤ start < end, not {value!r}")


def annotation_to_json(annotation: Annotation) -> Json:
    """The JSON form of *annotation*; ``kind`` tells which sort it is."""
    match annotation:
        case Entity():
            value: Json = {
                "kind": "entity",
                "id": annotation.id,
                "spans": [span_to_json(span) for span in annotation.spans],
                "label": annotation.label,
            }
            if annotation.attributes:
                value["attributes"] = dict(annotation.attributes)
            if annotation.link:
                value["link"] = annotation.link
        case Event():
            value = {
                "kind": "event",
                "id": annotation.id,
                "type": annotation.type,
                "trigger": span_to_json(annotation.trigger),
            }
            if annotation.arguments:
                value["arguments"] = [_argument_to_json(one) for one in annotation.arguments]
            if annotation.attributes:
                value["attributes"] = dict(annotation.attributes)
        case Relation():
            value = {
                "kind": "relation",
                "id": annotation.id,
                "type": annotation.type,
                "head": annotation.head,
                "tail": annotation.tail,
            }
        case DocumentLabel():
            value = {"kind": "label", "id": annotation.id, "label": annotation.label}
    return value


def _argument_to_json(argument: Argument) -> Json:
    if isinstance(argument.filler, str):
        return {"role": argument.role, "target": argument.filler}
    return {"role": argument.role, "span": span_to_json(argument.filler)}


def annotation_from_json(value: Mapping[str, Any]) -> Annotation:
    """The annotation of :func:`annotation_to_json`; raises ``ValueError`` when it is none."""
    try:
        match value["kind"]:
            case "entity":
                return Entity(
                    value["id"],
                    tuple([span_from_json(span) for span in value["spans"]]),
                    value["label"],
                    value.get("attributes", {}),
                    value.get("link", ""),
                )
            case "event":
                return Event(
                    value["id"],
                    value["type"],
                    span_from_json(value["trigger"]),
                    tuple([_argument_from_json(one) for one in value.get("arguments", ())]),
                    value.get("attributes", {}),
                )
            case "relation":
                return Relation(value["id"], value["type"], value["head"], value["tail"])
            case "label":
                return DocumentLabel(value["id"], value["label"])
            case other:
                raise ValueError(f"kind {other!r} is not an annotation's")
    except KeyError as missing:
        raise ValueError(f"an annotation needs the key {missing}") from None


def _argument_from_json(value: Mapping[str, Any]) -> Argument:
    filler = value["target"] if "target" in value else span_from_json(value["span"])
    return Argument(value["role"], filler)


def zone_to_json(zone: Zone) -> Json:
    """``{"start", "end", "kind"}``."""
    return {"start": zone.start, "end": zone.end, "kind": zone.kind.value}


def zone_from_json(value: Mapping[str, Any]) -> Zone:
    """The zone of :func:`zone_to_json`; raises ``ValueError`` when it is none."""
    try:
        span = span_from_json([value["start"], value["end"]])
        return Zone(span.start, span.end, ZoneKind(value["kind"]))
    except KeyError as missing:
        raise ValueError(f"a zone needs the key {missing}") from None


def comment_to_json(comment: Comment) -> Json:
    """``{"id", "text", "target"?}``; with ``start`` and ``end`` where it is on a span."""
    value: Json = {"id": comment.id, "text": comment.text}
    if isinstance(comment.target, Span):
        return value | {"start": comment.target.start, "end": comment.target.end}
    if comment.target:
        value["target"] = comment.target
    return value


def comment_from_json(value: Mapping[str, Any]) -> Comment:
    """The comment of :func:`comment_to_json`; raises ``ValueError`` when it is none."""
    try:
        target: str | Span = value.get("target", "")
        if "start" in value:
            target = span_from_json([value["start"], value["end"]])
        return Comment(value["id"], value["text"], target)
    except KeyError as missing:
        raise ValueError(f"a comment needs the key {missing}") from None


def change_to_json(change: Change) -> Json:
    """The JSON form of *change*; ``of`` tells what changed."""
    match change:
        case RecordChange(id, old, new):
            return {"of": "record", "id": id, "old": _record(old), "new": _record(new)}
        case ZonesChange(before, after):
            return {"of": "zones", "old": _zones(before), "new": _zones(after)}
        case StatusChange(was, now):
            return {"of": "status", "old": was.value, "new": now.value}
        case CommentChange(id, said, says):
            return {"of": "comment", "id": id, "old": _comment(said), "new": _comment(says)}


def change_from_json(value: Mapping[str, Any]) -> Change:
    """The change of :func:`change_to_json`; raises ``ValueError`` when it is none."""
    try:
        old, new = value["old"], value["new"]
        match value["of"]:
            case "record":
                return RecordChange(value["id"], _record_of(old), _record_of(new))
            case "zones":
                return ZonesChange(_zones_of(old), _zones_of(new))
            case "status":
                return StatusChange(Status(old), Status(new))
            case "comment":
                return CommentChange(value["id"], _comment_of(old), _comment_of(new))
            case other:
                raise ValueError(f"{other!r} is not something a decision changes")
    except KeyError as missing:
        raise ValueError(f"a change needs the key {missing}") from None


def _record(record: Record | None) -> Json | None:
    if record is None:
        return None
    return {
        "verdict": record.verdict.value,
        "annotation": annotation_to_json(record.annotation),
    }


def _record_of(value: Json | None) -> Record | None:
    if value is None:
        return None
    return Record(annotation_from_json(value["annotation"]), Verdict(value["verdict"]))


def _zones(zones: tuple[Zone, ...] | None) -> list[Json] | None:
    return None if zones is None else [zone_to_json(zone) for zone in zones]


def _zones_of(value: object) -> tuple[Zone, ...] | None:
    if value is None:
        return None
    return tuple(zone_from_json(zone) for zone in cast("list[Json]", value))


def _comment(comment: Comment | None) -> Json | None:
    return None if comment is None else comment_to_json(comment)


def _comment_of(value: Json | None) -> Comment | None:
    return None if value is None else comment_from_json(value)
