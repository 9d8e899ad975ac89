"""An article as a row with the same columns for all, and what the columns hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...model import AnnotatedArticle, Annotation, Entity, Event
from ...model.jsonl import article_to_json

Type = str | dict[str, Any] | list[Any]
"""``string``, ``int64`` or ``float64``; a mapping for a struct, a list of one for a list."""

_NAMED = [{"name": "string", "value": "string"}]
_SPAN: dict[str, Type] = {"start": "int64", "end": "int64", "text": "string"}
_PROVENANCE: dict[str, Type] = {
    "how": "string",
    "annotator": "string",
    "at": "string",
    "suggester": "string",
    "version": "string",
    "score": "float64",
}
COLUMNS: dict[str, Type] = {
    "id": "string",
    "title": "string",
    "text": "string",
    "source": "string",
    "published": "string",
    "language": "string",
    "meta": "string",
    "zones": [{"start": "int64", "end": "int64", "kind": "string"}],
    "entities": [
        {
            "id": "string",
            **_SPAN,
            "label": "string",
            "fragments": [{"start": "int64", "end": "int64"}],
            "attributes": _NAMED,
            "link": "string",
            "provenance": _PROVENANCE,
        }
    ],
    "events": [
        {
            "id": "string",
            "type": "string",
            "trigger": _SPAN,
            "arguments": [{"role": "string", "target": "string", **_SPAN}],
            "attributes": _NAMED,
            "provenance": _PROVENANCE,
        }
    ],
    "relations": [
        {
            "id": "string",
            "type": "string",
            "head": "string",
            "tail": "string",
            "provenance": _PROVENANCE,
        }
    ],
    "labels": [{"id": "string", "label": "string", "provenance": _PROVENANCE}],
    "comments": [{"id": "string", "text": "string", "target": "string"}],
    "status": "string",
    "annotator": "string",
}
"""The columns; offsets are Unicode code points of ``text``, ``meta`` is JSON."""

REJECTED: Type = [{"id": "string", "kind": "string", "label": "string", **_SPAN}]
"""The column of rejected suggestions, where it is asked for."""


def columns(*, rejections: bool) -> dict[str, Type]:
    """The columns of a dataset."""
    return {**COLUMNS, "rejected": REJECTED} if rejections else COLUMNS


def row_of(annotated: AnnotatedArticle, rejected: Sequence[Annotation] | None) -> dict[str, Any]:
    """The row of an article, with its *rejected* suggestions unless they are ``None``."""
    value = article_to_json(annotated)
    value["meta"] = json.dumps(value.get("meta", {}), ensure_ascii=False, sort_keys=True)
    for one in value.get("entities", ()):
        one["fragments"] = [{"start": start, "end": end} for start, end in one.get("fragments", ())]
    for one in (*value.get("entities", ()), *value.get("events", ())):
        attributes: Mapping[str, str] = one.get("attributes", {})
        one["attributes"] = [{"name": key, "value": attributes[key]} for key in sorted(attributes)]
    if rejected is not None:
        value["rejected"] = list(_rejected(rejected, annotated.article.text))
    return {
        name: _filled(value.get(name), type_)
        for name, type_ in columns(rejections=rejected is not None).items()
    }


def _rejected(annotations: Iterable[Annotation], text: str) -> Iterator[dict[str, Any]]:
    for one in annotations:
        if isinstance(one, Entity | Event):
            kind = "entity" if isinstance(one, Entity) else "event"
            yield {
                "id": one.id,
                "kind": kind,
                "label": one.label,
                "start": one.span.start,
                "end": one.span.end,
                "text": one.span.of(text),
            }


def _filled(value: Any, type_: Type) -> Any:
    """*value* with everything that *type_* has: what is absent is empty, a number ``None``."""
    if isinstance(type_, list):
        return [_filled(one, type_[0]) for one in value or ()]
    if isinstance(type_, dict):
        value = value or {}
        return {name: _filled(value.get(name), one) for name, one in type_.items()}
    if value is None:
        return "" if type_ == "string" else None
    return str(value) if type_ == "string" else value


def arrow_type(type_: Type) -> Any:
    """*type_* as a type of Apache Arrow."""
    import pyarrow as pa  # noqa: PLC0415  an extra

    if isinstance(type_, list):
        return pa.list_(arrow_type(type_[0]))
    if isinstance(type_, dict):
        return pa.struct([(name, arrow_type(one)) for name, one in type_.items()])
    return {"string": pa.string(), "int64": pa.int64(), "float64": pa.float64()}[type_]


def features(types: Mapping[str, Type]) -> list[dict[str, Any]]:
    """*types* as the features of a Hugging Face dataset card."""
    return [{"name": name, **_feature(one)} for name, one in types.items()]


def _feature(type_: Type) -> dict[str, Any]:
    if isinstance(type_, list):
        inner = type_[0]
        return {"list": features(inner) if isinstance(inner, dict) else inner}
    if isinstance(type_, dict):
        return {"struct": features(type_)}
    return {"dtype": type_}
