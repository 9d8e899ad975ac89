"""Names that need no context: countries, large cities, nationalities."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Well-known names and the OntoNotes label of each.

    ``ambiguous`` names mean something else as often; ``by_first_word`` holds the
    names that begin with a word, longest first.
    """

    labels: Mapping[str, str]
    ambiguous: frozenset[str]
    by_first_word: Mapping[str, tuple[str, ...]]


_SECTIONS = {
    "countries": "GPE",
    "cities": "GPE",
    "places": "LOC",
    "nationalities": "NORP",
    "organisations": "ORG",
    "products": "PRODUCT",
}

_WORD_BREAK = re.compile(r"[ -]")  # where a tokenizer breaks a name


@cache
def gazetteer() -> Gazetteer:
    """The names that come with Goldleaf."""
    values = tomllib.loads((files(__package__) / "names.toml").read_text("utf-8"))
    labels: dict[str, str] = {}
    for section, label in _SECTIONS.items():
        for name in _names(values[section]):
            labels.setdefault(name, label)
            if label == "NORP" and name.endswith(("an", "i", "b", "t")):
                labels.setdefault(name + "s", label)
    by_first_word: dict[str, list[str]] = {}
    for name in sorted(labels, key=len, reverse=True):
        by_first_word.setdefault(_WORD_BREAK.split(name, maxsplit=1)[0], []).append(name)
    return Gazetteer(
        labels,
        frozenset(_names(values["ambiguous"])),
        {word: tuple(names) for word, names in by_first_word.items()},
    )


def _names(block: str) -> list[str]:
    return [name for part in block.split(",") if (name := " ".join(part.split()))]
