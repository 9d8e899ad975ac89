"""Datelines: ``GENEVA/CAIRO, 3 May (AFP) -`` says where, when and who reports."""

from __future__ import annotations

import re

from .gazetteer import gazetteer
from .tree import Name, Tree
from .vocabulary import words as word_list

# between two words there is always something, so that a word in capitals is read in one way only
_WORD = r"[A-Z][A-Z'’.-]+"
_NAME = r"[A-Z][\w.'’-]*"
_DASH = r"(?:[—–]|--?)[ ]+(?=[\w\"“'‘])"
_REST = (
    rf"(?:[ ,]*{_NAME}(?:[ ,]+{_NAME})*[ ,]*)?"
    r"(?:\d{1,2}[ ,]*)?(?:[A-Z][a-z]+[ ,]*)?(?:\d{4}[ ,]*)?"
)
_AGENCY = r"(?:\([^)\n]{2,25}\)[ ,]*)?"
_SHOUTED = re.compile(rf"({_WORD}(?:[ ,/]+{_WORD})*[ ,/]*{_REST}{_AGENCY}){_DASH}")
_WITH_COLON = re.compile(r"([A-Z][A-Z'’.-]{2,}(?: [A-Z][A-Z'’.-]+){0,2}):[ ]+(?=[A-Z\"“'‘])")
_QUIET = re.compile(rf"((?:[A-Z][\w.'’-]+ ?){{1,3}}(?:,[ ]{_REST})?{_AGENCY})[ ]*{_DASH}")
_LONGEST = 120
"""Code points that a dateline has at most, with the beginning of what follows it."""

_PIECE = re.compile(r"[^,/()]+")
_DATE = re.compile(r"\d")
_MONTHS = word_list("months") | word_list("weekdays")
_SURE = 0.85


def dateline(paragraph: str) -> tuple[int, int] | None:
    """Where the dateline at the start of *paragraph* ends, and where the text begins.

    Towns in capitals need no proof; a town in ordinary letters must be a known one.
    """
    start = paragraph[:_LONGEST]
    match = _SHOUTED.match(start) or _WITH_COLON.match(start)
    if not match:
        match = _QUIET.match(start)
        if not match:
            return None
        town = match.group(1).split(",")[0].split("(")[0].strip()
        if gazetteer().labels.get(town) != "GPE":
            return None
    return match.end(1), match.end()


def read_dateline(tree: Tree) -> None:
    """Set the names of *tree*, all of it a dateline."""
    starts = {start: token for token, start in enumerate(tree.starts)}
    ends = {end: token + 1 for token, end in enumerate(tree.ends)}
    pieces: list[tuple[int, int, str]] = []
    for match in _PIECE.finditer(tree.text):
        text = match.group().strip()
        if not text:
            continue
        start = match.start() + match.group().index(text[0])
        first = text.split()[0].lower()
        if _DATE.search(text) or first in _MONTHS or first + "." in _MONTHS:
            label = "DATE"
        else:
            label = "ORG" if tree.text[match.start() - 1 : match.start()] == "(" else "GPE"
        if label == "DATE" and pieces and pieces[-1][2] == "DATE":  # Nov. 27, 2020
            start = pieces.pop()[0]
        pieces.append((start, match.start() + match.group().index(text[0]) + len(text), label))
    tree.set_names(
        [
            Name(starts[start], ends[end], label, _SURE)
            for start, end, label in pieces
            if start in starts and end in ends
        ]
    )
