"""Annotations as Hypothesis exports them (https://h.readthedocs.io/en/latest/api-reference/).

They have the targets of web annotations, with tags and a text in place of bodies.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..values import objects, string
from .terms import COMMENTING, TAGGING

Json = Mapping[str, Any]

_LISTS = ("annotations", "rows")


def rows_in(value: Json) -> list[dict[str, Any]]:
    """The annotations of an export or of an answer of the API; none where *value* is neither."""
    return next((found for name in _LISTS if (found := objects(value.get(name)))), [])


def is_row(value: Json) -> bool:
    """Whether *value* is an annotation of Hypothesis and not yet one of the recommendation."""
    return "uri" in value and "body" not in value and ("tags" in value or "text" in value)


def as_web_annotation(row: Json) -> dict[str, Any]:
    """The annotation of the recommendation that says what *row* does."""
    tags = row.get("tags")
    bodies: list[Json] = [
        {"type": "TextualBody", "purpose": TAGGING, "value": tag}
        for tag in (tags if isinstance(tags, list) else [])
        if isinstance(tag, str)
    ]
    if text := string(row.get("text")):
        bodies.append({"type": "TextualBody", "purpose": COMMENTING, "value": text})
    uri = row.get("uri")
    targets: list[Any] = [
        {"source": uri} | one for one in objects(row.get("target")) if "selector" in one
    ]
    references = row.get("references")
    if isinstance(references, list) and references:
        targets = references[-1:]
    return {
        "id": row.get("id"),
        "created": row.get("created"),
        "creator": string(row.get("user")).removeprefix("acct:"),
        "body": bodies,
        "target": targets or uri,
    }
