"""The tokens of an article and the parts of them that annotations need, which have numbers."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from ...model import AnnotatedArticle, Segmentation, Span
from ..offsets import Utf16Offsets
from ..tokens.tokenized import Tokenized

Unit = tuple[int, int, int]
"""A token by its number in the article, or a part of one by its start and negative end.

Those of a token itself are -1 and 0, so that units sort as they stand in a file.
"""

_LAST_OF_PLANE = "\uffff"


class Units:
    """Finds the units of spans, and names them; parts have names when all are found."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self._tokenized = tokenized = _covering(annotated)
        self.sentences = tokenized.sentences
        self.words = tokenized.words
        self.starts, self.ends = tokenized.starts, tokenized.ends
        self._text = tokenized.text
        astral = not self._text.isascii() and max(self._text) > _LAST_OF_PLANE
        self._utf16 = Utf16Offsets(self._text) if astral else None
        self._firsts = [one.first for one in tokenized.sentences]
        self._parts: defaultdict[int, set[Unit]] = defaultdict(set)
        self._numbers: dict[int, dict[Unit, int]] = {}

    def of(self, span: Span) -> list[Unit]:
        """The units of *span*, which begins and ends with what is no white space."""
        tokens = self._tokenized.tokens(span)
        if tokens is not None:
            return [(at, -1, 0) for at in range(tokens.first, tokens.after)]
        first = bisect_right(self.starts, span.start) - 1
        after = bisect_left(self.ends, span.end) + 1
        return [self._unit(at, span) for at in range(first, after)]

    def _unit(self, at: int, span: Span) -> Unit:
        start, end = self.starts[at], self.ends[at]
        if span.start <= start and end <= span.end:
            return at, -1, 0
        part = at, max(start, span.start), -min(end, span.end)
        self._parts[at].add(part)
        return part

    def parts(self, token: int) -> dict[Unit, int]:
        """The parts of *token* with their numbers, by which they are ordered."""
        if token not in self._numbers:
            along = sorted(self._parts[token])
            self._numbers[token] = {unit: number for number, unit in enumerate(along, start=1)}
        return self._numbers[token]

    def name(self, unit: Unit) -> str:
        """The number of *unit*: of its sentence, its token, and of itself if it is a part."""
        token, start, _ = unit
        sentence = bisect_right(self._firsts, token)
        name = f"{sentence}-{token - self._firsts[sentence - 1] + 1}"
        return name if start < 0 else f"{name}.{self.parts(token)[unit]}"

    def offsets(self) -> tuple[list[int], list[int]]:
        """Where the tokens begin and end in UTF-16 code units."""
        if self._utf16 is None:
            return self.starts, self.ends
        return self._utf16.all_units(self.starts), self._utf16.all_units(self.ends)

    def offset(self, at: int) -> int:
        """The code point *at* in UTF-16 code units."""
        return at if self._utf16 is None else self._utf16.units(at)

    def texts(self) -> list[str]:
        """The text of each sentence, up to the next but for one line feed, which readers add."""
        borders = [self.starts[first] for first in self._firsts]
        parts = [self._text[start:end].removesuffix("\n") for start, end in pairwise(borders)]
        return [*parts, self._text[borders[-1] :]] if borders else parts


def _covering(annotated: AnnotatedArticle) -> Tokenized:
    """The tokens of an article, with those that no token was made of and are no white space."""
    tokenized = Tokenized(annotated)
    text = tokenized.text
    if sum(map(len, tokenized.words)) == len("".join(text.split())):
        return tokenized
    starts, ends = array("i"), array("i")
    sentence_starts, sentence_ends = array("i"), array("i")
    after = 0
    for number, sentence in enumerate(tokenized.sentences):
        before = len(starts)
        for at in range(sentence.first, sentence.after):
            _take(text, after, tokenized.starts[at], starts, ends)
            starts.append(tokenized.starts[at])
            after = tokenized.ends[at]
            ends.append(after)
        if number + 1 == len(tokenized.sentences):
            _take(text, after, len(text), starts, ends)
        sentence_starts.append(starts[before])
        sentence_ends.append(ends[-1])
    if not tokenized.sentences:
        _take(text, 0, len(text), starts, ends)
        sentence_starts, sentence_ends = starts[:1], ends[-1:]
    division = Segmentation(starts, ends, sentence_starts, sentence_ends)
    return Tokenized(replace(annotated, segmentation=division))


def _take(text: str, start: int, end: int, starts: array[int], ends: array[int]) -> None:
    """Take each word of a stretch of *text* for a token."""
    for word in text[start:end].split():
        start = text.index(word, start)
        starts.append(start)
        start += len(word)
        ends.append(start)
