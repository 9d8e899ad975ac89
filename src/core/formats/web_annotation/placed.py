"""Annotations with the places where they stand in files, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..values import string
from .hypothesis import as_web_annotation, is_row, rows_in

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


def placed_in(value: object, where: str) -> Iterator[Placed]:
    """The annotations in *value*: a list, a collection, a page, a graph, or one of them."""
    if isinstance(value, list):
        numbered = len(value) > 1
        for number, one in enumerate(value, start=1):
            yield from placed_in(one, f"{where}, annotation {number}" if numbered else where)
    elif isinstance(value, dict):
        if "target" in value:
            yield Placed.of(as_web_annotation(value) if is_row(value) else value, where)
            return
        for name in _WITHIN:
            inside = value.get(name)
            if isinstance(inside, dict | list):
                yield from placed_in(inside, where)
                return
        if rows := rows_in(value):
            yield from placed_in(rows, where)
