"""Goldleaf JSONL: one article with all that is said about it as one JSON value, and back.

Where :mod:`.codec` serves the database, this form is made for people and their
scripts: annotations stand in lists by kind, and every span carries its surface
string. Reading checks all of it, and keeps what it does not know: unknown keys
of an article go to its ``meta``, those of an annotation to its provenance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count, pairwise
from math import isfinite
from typing import Any, TypeVar

from .annotated import AnnotatedArticle
from .annotation import Annotation, Argument, DocumentLabel, Entity, Event, Relation
from .article import Article, Zone, ZoneKind
from .checked_json import (
    check_json,
    list_at,
    member,
    object_at,
    objects_at,
    quoted,
    string_at,
    typed,
)
from .codec import Json, comment_to_json, zone_to_json
from .decision import Comment, Status
from .span import Span

_A = TypeVar("_A", Entity, Event, Relation, DocumentLabel)

_ARTICLE_KEYS = {"id", "title", "text", "source", "published", "language", "meta", "zones"}
_ARTICLE_KEYS |= {"entities", "events", "relations", "labels", "comments", "status", "annotator"}
_KEYS_OF = {
    "entity": {"start", "end", "label", "text", "fragments", "attributes", "link"},
    "event": {"type", "trigger", "arguments", "attributes"},
    "relation": {"type", "head", "tail"},
    "label": {"label"},
}
_KEYS_OF = {kind: keys | {"id", "provenance"} for kind, keys in _KEYS_OF.items()}
_PREFIXES = {"entity": "e", "event": "v", "relation": "r", "label": "l", "comment": "c"}


def article_to_json(annotated: AnnotatedArticle) -> Json:
    """The JSON object of *annotated*: keys in a fixed order, absent when empty.

    Annotations go out by kind, and within a kind in the order they have. An
    argument filled by an annotation names it as ``target`` and tells its span.

    Raises:
        ValueError: when an argument names an annotation that *annotated* does
            not have, or that is no entity or event.
    """
    article = annotated.article
    by_id = {one.id: one for one in annotated.annotations}

    def listed(kind: type[_A], to_json: Callable[[_A], Json]) -> list[Json]:
        found = []
        for one in annotated.annotations:
            if isinstance(one, kind):
                source = annotated.provenance.get(one.id)
                found.append(to_json(one) | ({"provenance": dict(source)} if source else {}))
        return found

    value: Json = {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "source": article.source,
        "published": article.published,
        "language": article.language,
        "meta": dict(article.meta),
        "zones": [zone_to_json(zone) for zone in annotated.zones],
        "entities": listed(Entity, lambda one: _entity_to_json(one, article.text)),
        "events": listed(Event, lambda one: _event_to_json(one, article.text, by_id)),
        "relations": listed(Relation, _relation_to_json),
        "labels": listed(DocumentLabel, lambda one: {"id": one.id, "label": one.label}),
        "comments": [comment_to_json(comment) for comment in annotated.comments],
        "status": annotated.status.value if annotated.status else "",
        "annotator": annotated.annotator,
    }
    return {key: one for key, one in value.items() if one or key == "text"}


def _entity_to_json(entity: Entity, text: str) -> Json:
    span = entity.span
    value: Json = {
        "id": entity.id,
        "start": span.start,
        "end": span.end,
        "label": entity.label,
        "text": span.of(text),
    }
    if len(entity.spans) > 1:
        value["fragments"] = [[part.start, part.end] for part in entity.spans]
    if entity.attributes:
        value["attributes"] = dict(entity.attributes)
    if entity.link:
        value["link"] = entity.link
    return value


def _event_to_json(event: Event, text: str, by_id: Mapping[str, Annotation]) -> Json:
    value: Json = {
        "id": event.id,
        "type": event.type,
        "trigger": _span_to_json(event.trigger, text),
    }
    if event.arguments:
        value["arguments"] = [_argument_to_json(one, event, text, by_id) for one in event.arguments]
    if event.attributes:
        value["attributes"] = dict(event.attributes)
    return value


def _argument_to_json(
    argument: Argument, event: Event, text: str, by_id: Mapping[str, Annotation]
) -> Json:
    filler = argument.filler
    if isinstance(filler, Span):
        return {"role": argument.role} | _span_to_json(filler, text)
    target = by_id.get(filler)
    if target is None or isinstance(target, Relation | DocumentLabel):
        raise ValueError(
            f"event {event.id!r} has {filler!r} as its {argument.role},"
            " which is no entity or event of the article"
        )
    return {"role": argument.role, "target": filler} | _span_to_json(target.span, text)


def _span_to_json(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _relation_to_json(relation: Relation) -> Json:
    return {
        "id": relation.id,
        "type": relation.type,
        "head": relation.head,
        "tail": relation.tail,
    }


def article_from_json(value: Mapping[str, Any], *, default_id: str = "") -> AnnotatedArticle:
    """The article of :func:`article_to_json`, or of less: only ``text`` is required.

    A key whose value is ``null`` counts as absent. Annotations and comments
    without an id get one that nothing else in *value* has or names (``e1``,
    ``v1``, ``r1``, ``l1``, ``c1``…); an article without one gets *default_id*.
    An argument is filled by its ``target`` where the article has that entity or
    event, whatever span stands beside it; a target that the article does not
    have falls back to the span. A label may be a bare string.

    Raises:
        ValueError: when a value has the wrong type, a span lies outside the text,
            a surface string is not what the span holds, an id is there twice or
            names nothing, or a string cannot be written as UTF-8. The message
            names the key or id, not the file.
    """
    text = string_at(value, "text", "the article", required=True)
    given = _identified(
        {
            "entity": objects_at(value, "entities"),
            "event": objects_at(value, "events"),
            "relation": objects_at(value, "relations"),
            "label": _labels(value),
            "comment": objects_at(value, "comments"),
        }
    )
    targets = {id for kind in ("entity", "event") for id, _ in given[kind]}
    named = {id for kind in _KEYS_OF for id, _ in given[kind]}
    status = string_at(value, "status", "the article")
    return AnnotatedArticle(
        article=Article(
            id=string_at(value, "id", "the article") or default_id,
            text=text,
            title=string_at(value, "title", "the article"),
            source=string_at(value, "source", "the article"),
            published=string_at(value, "published", "the article"),
            language=string_at(value, "language", "the article"),
            meta=_meta(value),
        ),
        zones=tuple(
            _zone(one, number, text)
            for number, one in enumerate(objects_at(value, "zones"), start=1)
        ),
        annotations=(
            *(_entity(id, one, text) for id, one in given["entity"]),
            *(_event(id, one, text, targets) for id, one in given["event"]),
            *(_relation(id, one, named) for id, one in given["relation"]),
            *(_label(id, one) for id, one in given["label"]),
        ),
        provenance={
            id: source
            for kind, known in _KEYS_OF.items()
            for id, one in given[kind]
            if (source := _provenance(kind, id, one, known))
        },
        comments=tuple(_comment(id, one, text) for id, one in given["comment"]),
        status=member(Status, status, "status") if status else None,
        annotator=string_at(value, "annotator", "the article"),
    )


def _identified(parts: Mapping[str, list[Json]]) -> dict[str, list[tuple[str, Json]]]:
    """The values of each kind with their ids, new ones where they have none."""
    taken: set[str] = set()
    # most files give all ids
    reserved: set[str] = set()
    if not all(one.get("id") for kind in parts.values() for one in kind):
        reserved = _named_in(parts)
    given: dict[str, list[tuple[str, Json]]] = {}
    for kind, prefix in _PREFIXES.items():
        new = (id for number in count(1) if (id := f"{prefix}{number}") not in reserved)
        given[kind] = []
        for number, one in enumerate(parts[kind], start=1):
            told = one.get("id")
            id = (
                told
                if type(told) is str and told and told.isascii()
                else string_at(one, "id", f"{kind} number {number}") or next(new)
            )
            if id in taken:
                raise ValueError(f"the id {id!r} is there twice")
            taken.add(id)
            given[kind].append((id, one))
    return given


def _named_in(parts: Mapping[str, list[Json]]) -> set[str]:
    """What values name, given or not: none of it must come to mean a made id."""
    values = [one for kind in parts.values() for one in kind]
    arguments = [
        one
        for event in parts["event"]
        for one in list_at(event, "arguments", "an event")
        if isinstance(one, dict)
    ]
    return {
        one[key]
        for one in (*values, *arguments)
        for key in ("id", "target", "head", "tail")
        if isinstance(one.get(key), str)
    }


def _meta(value: Mapping[str, Any]) -> Json:
    meta = object_at(value, "meta", "the article")
    unknown = {key: one for key, one in value.items() if key not in _ARTICLE_KEYS}
    for key in unknown:
        if key in meta:
            raise ValueError(f"{key!r} is a key both of the article and of its meta")
    check_json(meta | unknown, "meta")
    return meta | unknown


def _provenance(kind: str, id: str, value: Mapping[str, Any], known: set[str]) -> Json:
    source = value.get("provenance")
    if value.keys() <= known:
        if source is None:
            return {}
        if type(source) is dict and all(map(_is_plain, source.values())):
            return source
    where = f"{kind} {id!r}"
    source = object_at(value, "provenance", where)
    if not value.keys() <= known:
        source = {key: one for key, one in value.items() if key not in known} | source
    check_json(source, f"the provenance of {where}")
    return source


def _is_plain(value: object) -> bool:
    """Whether *value* is sure to be the same after writing, seen at a glance."""
    return (type(value) is str and value.isascii()) or (type(value) is float and isfinite(value))


def _labels(value: Mapping[str, Any]) -> list[Json]:
    return [
        {"label": one}
        if isinstance(one, str)
        else typed(one, dict, "a member of 'labels'", "an object or a string")
        for one in list_at(value, "labels", "the article")
    ]


def _label(id: str, value: Mapping[str, Any]) -> DocumentLabel:
    return DocumentLabel(id, string_at(value, "label", f"label {id!r}", required=True))


def _entity(id: str, value: Mapping[str, Any], text: str) -> Entity:
    where = f"entity {id!r}"
    fragments = list_at(value, "fragments", where) if "fragments" in value else None
    if fragments:
        spans = tuple(_fragment(one, where, text) for one in fragments)
        if any(one.end > other.start for one, other in pairwise(spans)):
            raise ValueError(f"the fragments of {where} overlap or are out of order")
        whole = {"start": spans[0].start, "end": spans[-1].end}
        if any(value.get(key) not in (None, offset) for key, offset in whole.items()):
            raise ValueError(f"the fragments of {where} do not reach from its start to its end")
        _span({**value, **whole}, where, text)
    else:
        spans = (_span(value, where, text),)
    return Entity(
        id,
        spans,
        string_at(value, "label", where, required=True),
        _attributes(value, where) if "attributes" in value else {},
        string_at(value, "link", where) if "link" in value else "",
    )


def _fragment(value: object, where: str, text: str) -> Span:
    if not (isinstance(value, list) and len(value) == len(Span._fields)):
        raise ValueError(f"a fragment of {where} is {quoted(value)} and not [start, end]")
    return _span({"start": value[0], "end": value[1]}, where, text)


def _event(id: str, value: Mapping[str, Any], text: str, targets: set[str]) -> Event:
    where = f"event {id!r}"
    trigger = object_at(value, "trigger", where)
    if not trigger:
        raise ValueError(f"{where} needs the key 'trigger'")
    return Event(
        id,
        string_at(value, "type", where, required=True),
        _span(trigger, f"the trigger of {where}", text),
        tuple(
            _argument(
                one
                if type(one) is dict
                else typed(one, dict, f"an argument of {where}", "an object"),
                where,
                text,
                targets,
            )
            for one in list_at(value, "arguments", where)
        ),
        _attributes(value, where) if "attributes" in value else {},
    )


def _argument(value: Mapping[str, Any], event: str, text: str, targets: set[str]) -> Argument:
    role, target = value.get("role"), value.get("target")
    if (
        type(role) is str
        and role.isascii()
        and type(target) is str
        and target in targets
        and _sound(value, text) is not None
    ):
        return Argument(role, target)
    role = string_at(value, "role", f"an argument of {event}", required=True)
    where = f"the {role} of {event}"
    target = string_at(value, "target", where)
    has_span = value.get("start") is not None or value.get("end") is not None
    span = _span(value, where, text) if has_span or not target else None
    if target in targets:
        return Argument(role, target)
    if span is None:
        raise ValueError(f"{where} names {target!r}, which is no entity or event of the article")
    return Argument(role, span)


def _relation(id: str, value: Mapping[str, Any], named: set[str]) -> Relation:
    where = f"relation {id!r}"
    type_ = string_at(value, "type", where, required=True)
    ends = [string_at(value, key, where, required=True) for key in ("head", "tail")]
    for end in ends:
        if end not in named:
            raise ValueError(f"{where} names {end!r}, which is no annotation of the article")
    return Relation(id, type_, *ends)


def _zone(value: Mapping[str, Any], number: int, text: str) -> Zone:
    where = f"zone number {number}"
    span = _span(value, where, text)
    kind = string_at(value, "kind", where, required=True)
    return Zone(span.start, span.end, member(ZoneKind, kind, f"kind of {where}"))


def _comment(id: str, value: Mapping[str, Any], text: str) -> Comment:
    where = f"comment {id!r}"
    target: str | Span = string_at(value, "target", where)
    if "start" in value or "end" in value:
        # the text of a comment is its own, not that of its span
        target = _span({key: value[key] for key in ("start", "end") if key in value}, where, text)
    return Comment(id, string_at(value, "text", where, required=True), target)


def _sound(value: Mapping[str, Any], text: str) -> Span | None:
    """The span that *value* gives, where all of it is as it should be."""
    start, end, surface = value.get("start"), value.get("end"), value.get("text")
    if type(start) is int and type(end) is int and 0 <= start < end <= len(text):
        span = Span(start, end)
        if surface is None or surface == text[start:end]:
            return span
    return None


def _span(value: Mapping[str, Any], where: str, text: str) -> Span:
    sound = _sound(value, text)
    if sound is not None:
        return sound
    start, end = _offset(value, "start", where), _offset(value, "end", where)
    if not 0 <= start < end <= len(text):
        raise ValueError(
            f"{where} spans {start} to {end}, which is no stretch of a text of"
            f" {len(text)} code points"
        )
    surface = value.get("text")
    span = Span(start, end)
    if surface is not None and surface != span.of(text):
        raise ValueError(
            f"{where} says {quoted(surface)} but the text from {start} to {end} is"
            f" {quoted(span.of(text))} (offsets count Unicode code points)"
        )
    return span


def _offset(value: Mapping[str, Any], key: str, where: str) -> int:
    offset = value.get(key)
    if type(offset) is int:
        return offset
    if offset is None:
        raise ValueError(f"{where} needs the key {key!r}")
    return typed(offset, int, f"{key!r} of {where}", "a whole number")


def _attributes(value: Mapping[str, Any], where: str) -> dict[str, str]:
    attributes = object_at(value, "attributes", where)
    if not attributes:
        return {}
    check_json(attributes, f"'attributes' of {where}")
    return {name: string_at(attributes, name, f"the attributes of {where}") for name in attributes}
