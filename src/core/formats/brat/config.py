"""The language of brat's configuration files (https://brat.nlplab.org/configuration.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...model import UsageError

SECTIONS = ("entities", "relations", "events", "attributes")
_SECTION = re.compile(r"\s*\[(.*)\]\s*")
_MACRO = re.compile(r"<([A-Za-z_-]+)>=\s*(.*?)\s*")
_ENTRY = re.compile(r"(\s*)(\S+)(?:\s+(.*))?")
_ENTRY_WITH_SPACES = re.compile(r"(\s*)([^\t]+)(?:\t(.*))?")
_ARGUMENT = re.compile(r"(<[A-Z-]+>|\S+?)(\{\d+(?:-\d+)?\}|[?*+]|):(\S*)")
_RESERVED = """
    ANY ENTITY RELATION EVENT NONE EMPTY REL-TYPE URL URLBASE GLYPH-POS DEFAULT NORM OVERLAP
    OVL-TYPE INHERIT
"""


@dataclass(frozen=True, slots=True)
class Slot:
    """What may fill an argument, and how often; ``maximum`` is ``None`` where that is open."""

    name: str
    types: tuple[str, ...]
    minimum: int = 1
    maximum: int | None = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a section: a type, what it stands under, and its arguments.

    ``unused`` types (``!``) are there to stand above others. ``special`` are the
    arguments whose names are in angle brackets.
    """

    name: str
    line: int
    parents: tuple[str, ...] = ()
    unused: bool = False
    slots: tuple[Slot, ...] = ()
    special: Mapping[str, str] = field(default_factory=dict, hash=False)


def parse_config(text: str, origin: str) -> dict[str, list[Entry]]:
    """The entries of an ``annotation.conf`` by section.

    Raises:
        UsageError: when it has none of the sections, or a line that is not in the
            language; it names *origin* and the line.
    """
    lines: dict[str, list[tuple[int, str]]] = {}
    section = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if found := _SECTION.fullmatch(line):
            section = found[1].strip()
        lines.setdefault(section, []).append((number, "" if found else line.rstrip()))
    if lines.keys().isdisjoint(SECTIONS):
        raise UsageError(
            f"{origin} is no annotation.conf of brat: it has none of the sections"
            f" {', '.join(f'[{one}]' for one in SECTIONS)}."
        )
    return {one: list(_entries(lines.get(one, []), origin)) for one in SECTIONS}


def _entries(lines: list[tuple[int, str]], origin: str) -> Iterator[Entry]:
    macros: dict[str, str] = {}
    above: list[tuple[int, Entry]] = []
    arguments_above: dict[str, list[str]] = {}
    for number, given in lines:
        line = given
        if not line.strip() or line.lstrip().startswith("#") or not line.strip().strip("-"):
            continue
        macro = _MACRO.fullmatch(line)
        if macro and macro[1] not in _RESERVED.split():
            macros[f"<{macro[1]}>"] = macro[2]
            continue
        for name, value in macros.items():
            line = line.replace(name, value)
        indent, terms, arguments = _split(line)
        while above and above[-1][0] >= len(indent):
            above.pop()
        parent = above[-1][1].name if above else ""
        expanded = [
            one
            for argument in arguments
            for one in (arguments_above.get(parent, []) if argument == "<INHERIT>" else [argument])
        ]
        entry = _entry(terms, expanded, number, tuple(one.name for _, one in above), origin)
        arguments_above[entry.name] = expanded
        above.append((len(indent), entry))
        yield entry


def _split(line: str) -> tuple[str, str, list[str]]:
    found = _ENTRY.fullmatch(line)
    assert found is not None, "a line that is not blank has a first word"
    arguments = _listed(found[3])
    # names with spaces, as older configurations have them, end at a tab
    if "\t" in line.strip() and any(re.search(r"\s", one) for one in arguments):
        with_spaces = _ENTRY_WITH_SPACES.fullmatch(line)
        if with_spaces is not None:
            return with_spaces[1], with_spaces[2].strip(), _listed(with_spaces[3])
    return found[1], found[2], arguments


def _listed(arguments: str | None) -> list[str]:
    return [one.strip() for one in (arguments or "").split(",") if one.strip()]


def _entry(
    terms: str, arguments: list[str], line: int, parents: tuple[str, ...], origin: str
) -> Entry:
    name = next((one.strip() for one in terms.split("|") if one.strip()), "")
    unused = any(one.strip().startswith("!") for one in terms.split("|"))
    slots, special = [], {}
    for argument in arguments:
        found = _ARGUMENT.fullmatch(argument)
        if found is None:
            raise UsageError(
                f"{origin}, line {line}: {argument!r} is no argument of {name!r};"
                " write it as Role:Type, with commas between several."
            )
        if found[1].startswith("<"):
            special[found[1]] = found[3]
            continue
        types = tuple(dict.fromkeys(one for one in found[3].split("|") if one))
        slots.append(Slot(found[1], types, *_bounds(found[2])))
    return Entry(name.lstrip("!"), line, parents, unused, tuple(slots), special)


def _bounds(suffix: str) -> tuple[int, int | None]:
    if suffix.startswith("{"):
        least, _, most = suffix.strip("{}").partition("-")
        return int(least), int(most or least)
    return {"": (1, 1), "?": (0, 1), "*": (0, None), "+": (1, None)}[suffix]


def suffix_of(minimum: int, maximum: int | None) -> str:
    """How often an argument may be there, as brat writes it behind its name.

    What has a lower bound beyond 1 and no upper one cannot be written; it becomes
    "one or more".
    """
    short = {(1, 1): "", (0, 1): "?", (0, None): "*"}.get((minimum, maximum))
    if short is not None:
        return short
    if maximum is None:
        return "+"
    return f"{{{minimum}}}" if minimum == maximum else f"{{{minimum}-{maximum}}}"
