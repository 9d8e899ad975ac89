"""The lines of brat's standoff files (https://brat.nlplab.org/standoff.html), each by itself.

What a line points to is not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..losses import Loss, Reason

LINE = re.compile(
    r"(?:T\d\S*\t\S+ \d|E\d\S*\t\S+|R\d\S*\t\S+ \S+:|[AM]\d\S*\t\S+ [TER]\d|N\d\S*\t\S+ "
    r"|\*\t\S+ |#\d*\t\S+ )"
)
"""How an annotation of brat begins, whatever file it stands in."""

_BOUND = re.compile(r"(\S+)\s+(\d{1,12}\s+\d{1,12}(?:\s*;\s*\d{1,12}\s+\d{1,12})*)\s*")
_ARGUMENT = re.compile(r"([^\s:]+):(\S+)")
_KNOWN = frozenset("TERAMN*#")


@dataclass(frozen=True, slots=True)
class Bound:
    """``T``: a type on stretches of the text, with the surface string, their parts joined."""

    id: str
    type: str
    fragments: tuple[tuple[int, int], ...]
    surface: str
    where: str

    def mentions(self) -> Iterator[tuple[int, int, str]]:
        """Each fragment with its part of the surface string, empty where that cannot be told."""
        lengths = [end - start for start, end in self.fragments]
        # before version 1.3 nothing stood between the parts
        between = {sum(lengths) + len(lengths) - 1: 1, sum(lengths): 0}.get(len(self.surface))
        at = 0
        for (start, end), length in zip(self.fragments, lengths, strict=True):
            if between is None:
                yield start, end, self.surface if len(lengths) == 1 else ""
            else:
                yield start, end, self.surface[at : at + length]
                at += length + between


@dataclass(frozen=True, slots=True)
class Linked:
    """``E`` or ``R``: a type, and roles with what they are filled by.

    An event's first pair is its type and its trigger.
    """

    id: str
    type: str
    arguments: tuple[tuple[str, str], ...]
    where: str


@dataclass(frozen=True, slots=True)
class Equivalence:
    """``*``: annotations of which each is the same as the others."""

    type: str
    members: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Property:
    """``A``, ``M``, ``N`` or ``#``: something said about another annotation.

    ``name`` is that of the attribute, or the type of the note; ``value`` its value, the
    identifier as ``database:id``, or the text; empty for an attribute that just holds.
    """

    kind: str
    id: str
    name: str
    target: str
    value: str
    where: str


Line = Bound | Linked | Equivalence | Property


def parse(text: str, file: str) -> Iterator[Line | Loss]:
    """The annotations of the file called *file*; what is none comes as a loss."""
    seen: set[str] = set()
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.rstrip("\r")
        if not line.strip():
            continue
        where = f"{file}, line {number}"
        id, _, rest = line.partition("\t")
        if id[:1] not in _KNOWN:
            yield Loss("", id[:40], Reason.UNKNOWN, where=where)
        elif id[0] not in "*#" and id in seen:
            yield Loss("", id, Reason.DUPLICATE_ID, where=where)
        elif (parsed := _parsed(id, rest, where)) is None:
            yield Loss("", id[:40].split()[0], Reason.MALFORMED, where=where, detail=line[:80])
        else:
            seen.add(id)
            yield parsed


def _parsed(id: str, rest: str, where: str) -> Line | None:
    data, _, tail = rest.partition("\t")
    match id[0]:
        case "T":
            return _bound(id, data, tail, where)
        case "E" | "R":
            return _linked(id, data, where)
        case "*":
            type_, *members = data.split() or [""]
            return Equivalence(type_, tuple(members), where) if members else None
        case kind:
            return _property(kind, id, data, tail, where)


def _bound(id: str, data: str, surface: str, where: str) -> Bound | None:
    found = _BOUND.fullmatch(data)
    if found is None:
        return None
    offsets = [int(one) for one in re.findall(r"\d+", found[2])]
    fragments = tuple(zip(offsets[::2], offsets[1::2], strict=True))
    return Bound(id, found[1], fragments, surface, where)


def _linked(id: str, data: str, where: str) -> Linked | None:
    words = data.split()
    if id[0] == "R" and words:
        type_, words = words[0], words[1:]
    pairs = [_ARGUMENT.fullmatch(word) for word in words]
    arguments = tuple((pair[1], pair[2]) for pair in pairs if pair)
    if len(arguments) < len(words) or not arguments:
        return None
    return Linked(id, arguments[0][0] if id[0] == "E" else type_, arguments, where)


def _property(kind: str, id: str, data: str, tail: str, where: str) -> Property | None:
    name, *rest = data.split(None, 2) or [""]
    if not rest:
        return None
    target, value = rest[0], rest[1] if len(rest) > 1 else ""
    if kind == "#":
        value = tail
    elif kind == "N" and ":" not in value.strip(":"):
        return None
    return Property("A" if kind == "M" else kind, id, name, target, value.rstrip(), where)
