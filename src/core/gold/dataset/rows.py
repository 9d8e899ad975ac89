"""An article as a row with the same columns for all, and what the columns hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.safe_json import safe_json

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
_ENTITY: dict[str, Type] = {
    "id": "string",
    **_SPAN,
    "label": "string",
    "fragments": [{"start": "int64", "end": "int64"}],
    "attributes": _NAMED,
    "link": "string",
}
_EVENT: dict[str, Type] = {
    "id": "string",
    "type": "string",
    "trigger": _SPAN,
    "arguments": [{"role": "string", "target": "string", **_SPAN}],
    "attributes": _NAMED,
}
_RELATION: dict[str, Type] = {"id": "string", "type": "string", "head": "string", "tail": "string"}
_LABEL: dict[str, Type] = {"id": "string", "label": "string"}
COLUMNS: dict[str, Type] = {
    "id": "string",
    "title": "string",
    "text": "string",
    "source": "string",
    "published": "string",
    "language": "string",
    "meta": "string",
    "zones": [{"start": "int64", "end": "int64", "kind": "string"}],
    "entities": [{**_ENTITY, "provenance": _PROVENANCE}],
    "events": [{**_EVENT, "provenance": _PROVENANCE}],
    "relations": [{**_RELATION, "provenance": _PROVENANCE}],
    "labels": [{**_LABEL, "provenance": _PROVENANCE}],
    "comments": [
        {"id": "string", "text": "string", "target": "string", "start": "int64", "end": "int64"}
    ],
    "status": "string",
    "annotator": "string",
}
"""The columns; offsets are Unicode code points of ``text``, ``meta`` is JSON."""

_REASONED: dict[str, Type] = {
    "provenance": {**_PROVENANCE, "decision": "string"},
    "reason": "string",
}
REJECTED: Type = {
    "entities": [{**_ENTITY, **_REASONED}],
    "events": [{**_EVENT, **_REASONED}],
    "relations": [{**_RELATION, "head_span": _SPAN, "tail_span": _SPAN, **_REASONED}],
    "labels": [{**_LABEL, **_REASONED}],
}
"""The column of what was rejected, where it is asked for."""


def columns(*, rejections: bool) -> dict[str, Type]:
    """The columns of a dataset."""
    return {**COLUMNS, "rejected": REJECTED} if rejections else COLUMNS


def row_of(value: Mapping[str, Any], types: Mapping[str, Type]) -> dict[str, Any]:
    """An article in the form of Goldleaf JSONL, maybe with ``rejected``, as a row of *types*."""
    row = _listed(value) | {"meta": safe_json(value.get("meta", {}))}
    if "rejected" in value:
        row["rejected"] = _listed(value["rejected"])
    return {name: _filled(row.get(name), type_) for name, type_ in types.items()}


def _listed(value: Mapping[str, Any]) -> dict[str, Any]:
    """*value* with lists of objects for fragments and attributes, as columns have types."""
    changed: dict[str, Any] = dict(value)
    for kind in ("entities", "events"):
        changed[kind] = [
            one
            | {
                "fragments": [dict(zip(("start", "end"), each, strict=True)) for each in fragments]
                if (fragments := one.get("fragments"))
                else [],
                "attributes": [
                    {"name": name, "value": attribute}
                    for name, attribute in sorted(one.get("attributes", {}).items())
                ],
            }
            for one in value.get(kind, ())
        ]
    return changed


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
