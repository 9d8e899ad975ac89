"""The stretches of an article that are read one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..model import Article, Zone, ZoneKind
from .dateline import dateline
from .vocabulary import words as word_list

_BLANK_LINES = re.compile(r"(?:[ \t\f\v\u00a0]*(?:\r\n|[\n\r\u2028\u2029])){2,}[ \t\f\v\u00a0]*")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_LINE_BREAK = re.compile(r"[\n\r\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_LABEL = re.compile(r"[^\W\d_][^:\n]{0,40}:(?!\d)[ \t\u00a0]*")
_BYLINE_WORD = re.compile(r"(?i:by|from|von|por|par|de)\s+(?=[A-Z])")
_SENTENCE_END = tuple(".!?…:;\"'”’)")
_TITLE_SHARE = 0.6
_LONGEST_HEADLINE = 25
_LONGEST_PASSAGE = 20_000
_SMALL_WORDS = word_list("small_words")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, headline or metadata value.

    ``start`` is where it begins in the article. ``text`` is as long as the stretch
    it stands for, so that offsets carry over; it differs from the article's where
    a reader would only be led astray (line breaks inside a sentence, the capitals
    of a headline).
    """

    start: int
    text: str
    kind: ZoneKind
    headline: bool = False
    dateline: bool = False


def passages(article: Article, zones: Iterable[Zone]) -> Iterator[Passage]:
    """The passages of *article* to annotate, in the order of the text.

    Boilerplate and the labels of metadata lines are left out. An article without
    zones is read as one body.
    """
    text = _SURROGATE.sub("\ufffd", article.text)
    zones = tuple(zones) or (Zone(0, len(text), ZoneKind.BODY),)
    for zone in sorted(zones, key=lambda one: one.start):
        if zone.kind is ZoneKind.BOILERPLATE:
            continue
        for start, end in _paragraphs(text, zone.start, zone.end):
            if zone.kind is ZoneKind.METADATA:
                start = _after_label(text, start, end)  # noqa: PLW2901
            piece = text[start:end]
            if not piece.strip():
                continue
            found = dateline(piece) if zone.kind is ZoneKind.BODY else None
            if found:
                end_of_dateline, begin = found
                yield Passage(start, piece[:end_of_dateline], zone.kind, dateline=True)
                start += begin  # noqa: PLW2901
                piece = piece[begin:]
            headline = zone.kind is ZoneKind.TITLE or looks_like_headline(piece)
            for offset, part in _pieces(piece):
                one_line = _LINE_BREAK.sub(" ", part)
                yield Passage(start + offset, one_line, zone.kind, headline=headline)


def looks_like_headline(text: str) -> bool:
    """Whether *text* is one short line whose words mostly begin with capitals."""
    words = [word for word in text.split() if word[:1].isalpha()]
    if not 2 <= len(words) <= _LONGEST_HEADLINE or text.rstrip().endswith("."):  # noqa: PLR2004
        return False
    weighty = [word for word in words if word.lower() not in _SMALL_WORDS]
    capitals = sum(word[0].isupper() for word in weighty)
    return len(weighty) > 1 and capitals / len(weighty) > _TITLE_SHARE


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Blocks between blank lines; a block of whole sentences per line falls into its lines."""
    at = start
    for gap in _BLANK_LINES.finditer(text, start, end):
        yield from _lines(text, at, gap.start())
        at = gap.end()
    yield from _lines(text, at, end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = [match.span() for match in _LINE.finditer(text, start, end)]
    if len(lines) > 1 and _hard_wrapped([text[a:b] for a, b in lines]):
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _hard_wrapped(lines: list[str]) -> bool:
    """Whether sentences run on over the line ends: then a line is no unit of its own."""
    broken = sum(
        not line.rstrip().endswith(_SENTENCE_END) and after.lstrip()[:1].islower()
        for line, after in pairwise(lines)
    )
    return broken > 0 and broken * 4 >= len(lines) - 1


def _after_label(text: str, start: int, end: int) -> int:
    label = _LABEL.match(text, start, end)
    if label:
        return label.end()
    byline = _BYLINE_WORD.match(text, start, end)
    return byline.end() if byline else start


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """*text* in pieces of bearable length, cut at white space where there is some."""
    at = 0
    while len(text) - at > _LONGEST_PASSAGE:
        limit = at + _LONGEST_PASSAGE
        cut = max(text.rfind(". ", at, limit) + 1, text.rfind(" ", limit - 200, limit))
        cut = cut if cut > at else limit
        yield at, text[at:cut]
        at = cut
    yield at, text[at:]
