"""The header of a WebAnno TSV file: its version, and the layers with their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

FORMAT = "#FORMAT=WebAnno TSV"
VERSION = "3.3"
FIRST_COLUMNS = 3
"""The columns before those of the layers: number, offsets and surface of a unit."""

_ROLE = "ROLE_"
_BASE = "BT_"
_LAYER = re.compile(r"#T_(SP|RL|CH)=(.+)")
_VERSION = re.compile(rf"{FORMAT} (\d+)(?:\.(\d+))?\s*")


class Kind(StrEnum):
    """What a layer has: spans, relations between two of them, or chains of them."""

    SPAN = "SP"
    RELATION = "RL"
    CHAIN = "CH"


@dataclass(frozen=True, slots=True)
class Slot:
    """A feature that holds links, each a role and a target.

    Its two columns are ``at`` and the next; ``target`` is the layer that it links to.
    """

    feature: str
    at: int
    target: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer, whose columns are ``[first, after)`` of those of all layers.

    Those of its ``features`` and ``slots`` are counted from its first. ``base`` is the
    layer that a relation joins, ``source`` the column of where it comes from. A layer
    without features has one column all the same.
    """

    kind: Kind
    name: str
    first: int
    after: int
    features: tuple[tuple[str, int], ...] = ()
    slots: tuple[Slot, ...] = ()
    base: str = ""
    source: int = -1


def version_of(line: str) -> tuple[int, int] | None:
    """The version that the first *line* of a file tells, if it is of a WebAnno TSV."""
    found = _VERSION.fullmatch(line)
    return (int(found[1]), int(found[2] or 0)) if found else None


@lru_cache
def layer_of(line: str, first: int) -> Layer | None:
    """The layer that a *line* of the header declares, whose columns begin at *first*."""
    found = _LAYER.fullmatch(line)
    if found is None:
        return None
    name, *fields = found[2].split("|")
    if not name.strip():
        return None
    fields = [one for one in fields if one]
    kind = Kind(found[1])
    features = []
    slots = []
    base, source = "", -1
    waiting: tuple[str, int] | None = None
    for at, field in enumerate(fields):
        if waiting:
            slots.append(Slot(*waiting, field))
            waiting = None
        elif kind is Kind.SPAN and field.startswith(_ROLE):
            waiting = _slot_feature(field, name), at
        elif kind is Kind.RELATION and field.startswith(_BASE):
            base, source = field.removeprefix(_BASE), at
        else:
            features.append((field, at))
    if waiting:
        features.append(waiting)
    after = first + max(len(fields), 1)
    return Layer(kind, name, first, after, tuple(features), tuple(slots), base, source)


def _slot_feature(field: str, layer: str) -> str:
    """The feature in ``ROLE_layer:feature_link``, where only the link has dots, and any ``_``."""
    rest = field.removeprefix(_ROLE).removeprefix(f"{layer}:")
    rest = rest.rpartition(":")[2]
    at = rest.rfind("_", 0, rest.find(".")) if "." in rest else rest.rfind("_")
    return rest[:at] if at > 0 else rest


def slot_fields(layer: str, feature: str, link: str, target: str) -> tuple[str, str]:
    """How the header declares the two columns of a slot *feature* with links of type *link*."""
    return f"{_ROLE}{layer}:{feature}_{link}", target


def base_field(layer: str) -> str:
    """How the header declares the column of where the relations between *layer* come from."""
    return f"{_BASE}{layer}"


def header_lines(layers: list[tuple[Kind, str, list[str]]]) -> Iterator[str]:
    """The lines that declare *layers*, each a kind, a name and its columns."""
    yield f"{FORMAT} {VERSION}"
    for kind, name, fields in layers:
        yield f"#T_{kind}={name}|{'|'.join(fields)}"
