"""Annotations as Recogito's text annotator keeps them (https://github.com/recogito/text-annotator-js).

They are those of its own model, which an application stores where it does not ask for web
annotations: ``bodies`` in place of ``body``, and selectors with ``quote``, ``start`` and
``end``, which count UTF-16.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..values import objects, string
from .terms import COMPOSITE, POSITION, QUOTE

Json = Mapping[str, Any]


def is_recogito(value: Json) -> bool:
    """Whether *value* is an annotation of that model."""
    target = value.get("target")
    return (
        isinstance(value.get("bodies"), list)
        and isinstance(target, dict)
        and any("quote" in one for one in objects(target.get("selector")))
    )


def from_recogito(value: Json) -> dict[str, Any]:
    """The annotation of the recommendation that says what *value* does."""
    target = value["target"]
    creator = target.get("creator")
    named = creator if isinstance(creator, dict) else {}
    return {
        "id": value.get("id"),
        "created": target.get("created"),
        "creator": string(named.get("name")) or string(named.get("id")),
        "body": [_body(one) for one in objects(value["bodies"])],
        "target": _target([{"selector": _selectors(one)} for one in objects(target["selector"])]),
    }


def _target(parts: Sequence[Json]) -> Json:
    return parts[0] if len(parts) == 1 else {"type": COMPOSITE, "items": parts}


def _body(body: Json) -> dict[str, Any]:
    kept = {name: body[name] for name in ("purpose", "value", "source") if name in body}
    return {"type": "TextualBody"} | kept


def _selectors(selector: Json) -> list[dict[str, Any]]:
    quote = {"type": QUOTE, "exact": selector.get("quote")}
    around = {name: selector[name] for name in ("prefix", "suffix") if name in selector}
    position = {"type": POSITION, "start": selector.get("start"), "end": selector.get("end")}
    return [position, quote | around]
