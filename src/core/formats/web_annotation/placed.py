"""Annotations with the places where they stand in files, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..values import string
from .hypothesis import as_web_annotation, is_row, rows_in
from .recogito import from_recogito, is_recogito

Json = Mapping[str, Any]

_WITHIN = ("first", "items", "@graph")


class Placed(NamedTuple):
    """An annotation with its IRI as that is given, and where it stands."""

    id: str
    value: Json
    where: str

    @classmethod
    def of(cls, value: Json, where: str) -> Placed:
        """The annotation *value*, which stands at *where*."""
        return cls(string(value.get("id", value.get("@id"))), value, where)


def placed_in(value: object, where: str) -> list[Placed]:
    """The annotations in *value*: a list, a collection, a page, a graph, or one of them."""
    found: list[Placed] = []
    waiting = [(value, where)]
    while waiting:
        one, place = waiting.pop()
        if isinstance(one, list):
            numbered = len(one) > 1
            waiting += reversed(
                [
                    (member, f"{place}, annotation {number}" if numbered else place)
                    for number, member in enumerate(one, start=1)
                ]
            )
        elif isinstance(one, dict):
            if "target" in one:
                found.append(Placed.of(_of_the_recommendation(one), place))
            else:
                inside = (one[name] for name in _WITHIN if isinstance(one.get(name), dict | list))
                waiting.append((next(inside, rows_in(one)), place))
    return found


def _of_the_recommendation(value: Json) -> Json:
    if is_row(value):
        return as_web_annotation(value)
    return from_recogito(value) if is_recogito(value) else value
