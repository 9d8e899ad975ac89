"""The lines of brat's standoff files (https://brat.nlplab.org/standoff.html), each by itself.

What a line points to is not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..losses import Loss, Reason
from ..surfaces import Mention

LINE = re.compile(
    r"(?:T\d\S*\t\S+ \d|E\d\S*\t\S+|R\d\S*\t\S+ \S+:|[AM]\d\S*\t\S+ [TER]\d|N\d\S*\t\S+ "
    r"|\*\t\S+ |#\d*\t\S+ )"
)
"""How an annotation of brat begins, whatever file it stands in."""

_BOUND = re.compile(r"(\S+)\s+(\d{1,12})\s+(\d{1,12})((?:\s*;\s*\d{1,12}\s+\d{1,12})*)\s*")
_ORDINARY = re.compile(r"(T\d+)\t(\S+) (\d{1,12}) (\d{1,12})\t([^\r]*)")
"""Most lines, as brat itself writes them."""

_NUMBER = re.compile(r"\d+")


class Bound(NamedTuple):
    """``T``: a type on stretches of the text, each with its part of the surface string.

    That is empty where it cannot be told which part it is.
    """

    id: str
    type: str
    fragments: tuple[Mention, ...]
    where: str


class Linked(NamedTuple):
    """``E`` or ``R``: a type, and roles with what they are filled by.

    An event's first pair is its type and its trigger.
    """

    id: str
    type: str
    arguments: tuple[tuple[str, str], ...]
    where: str


class Equivalence(NamedTuple):
    """``*``: annotations of which each is the same as the others."""

    type: str
    members: tuple[str, ...]
    where: str


class Property(NamedTuple):
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
    for number, line in enumerate(text.split("\n"), start=1):
        where = f"{file}, line {number}"
        if (found := _ORDINARY.fullmatch(line)) and found[1] not in seen:
            id, type_, start, end, surface = found.groups()
            seen.add(id)
            yield Bound(id, type_, ((int(start), int(end), surface),), where)
            continue
        id, _, rest = line.rstrip("\r").partition("\t")
        parser = _PARSERS.get(id[:1])
        if parser is None:
            if line and not line.isspace():
                yield Loss("", id[:40].rstrip(), Reason.UNKNOWN, where=where)
        elif id in seen:
            yield Loss("", id, Reason.DUPLICATE_ID, where=where)
        elif (parsed := parser(id, rest, where)) is None:
            yield Loss("", id[:40].split()[0], Reason.MALFORMED, where=where, detail=line[:80])
        else:
            if id[0] not in "*#":
                seen.add(id)
            yield parsed


def _bound(id: str, rest: str, where: str) -> Bound | None:
    data, _, surface = rest.partition("\t")
    found = _BOUND.fullmatch(data)
    if found is None:
        return None
    type_, start, end, more = found.groups()
    if not more:
        return Bound(id, type_, ((int(start), int(end), surface),), where)
    offsets = [int(start), int(end), *map(int, _NUMBER.findall(more))]
    places = list(zip(offsets[::2], offsets[1::2], strict=True))
    surfaces = _divided(surface, [end - start for start, end in places])
    fragments = tuple((*place, said) for place, said in zip(places, surfaces, strict=True))
    return Bound(id, type_, fragments, where)


def _divided(surface: str, lengths: list[int]) -> Iterator[str]:
    """The parts of *surface*, of these *lengths*; empty ones where it is longer or shorter."""
    # before version 1.3 nothing stood between the parts
    between = {sum(lengths) + len(lengths) - 1: 1, sum(lengths): 0}.get(len(surface))
    at = 0
    for length in lengths:
        if between is None:
            yield ""
        else:
            yield surface[at : at + length]
            at += length + between


def _linked(id: str, rest: str, where: str) -> Linked | None:
    words = rest.partition("\t")[0].split()
    type_ = words.pop(0) if id[0] == "R" and words else ""
    pairs = [word.partition(":") for word in words]
    arguments = tuple([(role, filler) for role, _, filler in pairs if role and filler])
    if len(arguments) < len(words) or not arguments:
        return None
    return Linked(id, type_ or arguments[0][0], arguments, where)


def _equivalence(_: str, rest: str, where: str) -> Equivalence | None:
    type_, *members = rest.partition("\t")[0].split() or [""]
    return Equivalence(type_, tuple(members), where) if members else None


def _property(id: str, rest: str, where: str) -> Property | None:
    data, _, tail = rest.partition("\t")
    name, *said = data.split(None, 2) or [""]
    if not said:
        return None
    kind = id[0]
    target, value = said[0], said[1] if len(said) > 1 else ""
    if kind == "#":
        value = tail
    elif kind == "N" and ":" not in value.strip(":"):
        return None
    return Property("A" if kind == "M" else kind, id, name, target, value.rstrip(), where)


_PARSERS: dict[str, Callable[[str, str, str], Line | None]] = {
    "T": _bound,
    "E": _linked,
    "R": _linked,
    "*": _equivalence,
    **dict.fromkeys("AMN#", _property),
}
