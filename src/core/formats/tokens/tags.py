"""Tags on tokens: which entity a token begins, is inside of, or ends.

IOB2 (Tjong Kim Sang and Veenstra 1999) marks the first token of every entity with ``B-``
and its others with ``I-``; IOB1, that of CoNLL-2003, writes ``B-`` only where an entity
follows another of its label. IOBES also tells the last token (``E-``) and entities of one
token (``S-``); BILOU calls these ``L-`` and ``U-``. BMES and BMEWO write ``M-`` for ``I-``, and
the latter ``W-`` for ``S-``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

OUTSIDE = "O"
UNNAMED = "ENTITY"
"""The label of entities in files that know only one kind of them, and do not name it."""

TAG = re.compile(r"O|[BIESLU](-\S+)?|[MW]-\S+")
_PREFIXES = frozenset("BIESLU")
_BEGINS, _ENDS = frozenset("BSUW"), frozenset("ESLUW")
_PREFIXED = re.compile(r"([BIMESLUW])-(.+)", re.DOTALL)


class Tagged(NamedTuple):
    """An entity on the tokens ``[first, after)``."""

    first: int
    after: int
    label: str


def iob2(count: int, entities: Iterable[Tagged]) -> list[str]:
    """The IOB2 tags of *count* tokens; *entities* do not overlap."""
    tags = [OUTSIDE] * count
    for first, after, label in entities:
        tags[first] = f"B-{label}"
        for inside in range(first + 1, after):
            tags[inside] = f"I-{label}"
    return tags


def iobes(count: int, entities: Iterable[Tagged]) -> list[str]:
    """The IOBES tags of *count* tokens; *entities* do not overlap."""
    tags = [OUTSIDE] * count
    for first, after, label in entities:
        for inside in range(first + 1, after - 1):
            tags[inside] = f"I-{label}"
        tags[first] = f"B-{label}"
        tags[after - 1] = f"{'S' if after == first + 1 else 'E'}-{label}"
    return tags


def entities(tags: Sequence[str]) -> Iterator[Tagged]:
    """The entities that *tags* of any of the schemes mark; ``O``, ``_`` and nothing are outside.

    A tag without a prefix is the label of a token that is inside, and a prefix without a
    label is given :data:`UNNAMED`. An entity ends where another label begins, whatever the
    prefixes say.
    """
    first, inside = 0, ""
    for at, tag in enumerate(tags):
        if tag == OUTSIDE and not inside:
            continue
        prefix, label = _parsed(tag)
        if inside and (label != inside or prefix in _BEGINS):
            yield Tagged(first, at, inside)
            inside = ""
        if label and not inside:
            first, inside = at, label
        if inside and prefix in _ENDS:
            yield Tagged(first, at + 1, inside)
            inside = ""
    if inside:
        yield Tagged(first, len(tags), inside)


@lru_cache(maxsize=4096)
def _parsed(tag: str) -> tuple[str, str]:
    """The prefix and label of *tag*, either of which may be missing."""
    if tag in {"", "_", "-", OUTSIDE}:
        return "", ""
    if tag in _PREFIXES:
        return tag, UNNAMED
    found = _PREFIXED.fullmatch(tag)
    return (found[1], found[2]) if found else ("I", tag)
