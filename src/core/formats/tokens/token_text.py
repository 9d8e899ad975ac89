"""A text from the tokens of a file, with where each of them came to be."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ...model import Segmentation, Span

# how the tokenizers of the Penn Treebank write what texts have
_AS_IN_TEXTS = {
    "``": '"',
    "''": '"',
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}

Places = tuple[list[int], list[int]]
"""Where each of several tokens begins, and where it ends."""


class TokenText:
    """A text in the making: sentence by sentence, each of tokens.

    Where a sentence comes with its text, tokens are looked for in that, else they stand
    with a space between them. Sentences stand on lines of their own unless they bring
    what is between them. Tokens keep their number, though an empty one has no place.
    """

    def __init__(self) -> None:
        self._text: list[str] = []
        self._length = 0
        self._starts = array("i")
        self._ends = array("i")
        self._firsts = [0]
        self._has_blank = False

    @property
    def count(self) -> int:
        """How many tokens there are so far."""
        return len(self._starts)

    @property
    def length(self) -> int:
        """How many code points the text has so far."""
        return self._length

    @property
    def sentences(self) -> int:
        """How many sentences there are so far."""
        return len(self._firsts) - 1

    def add(self, words: Sequence[str], surface: str | None = None, *, glued: bool = False) -> bool:
        """Add a sentence of *words*, whose text is *surface* where the file says it.

        *glued*: *surface* holds what stands before the next sentence, too. Gives
        whether the words are in the surface; where not, they take its place.
        """
        places = None if surface is None else aligned(surface, words)
        fits = surface is None or places is not None
        if places is None or surface is None:
            places, surface = joined(words)
        if self._text and not glued:
            self.put("\n")
        self.place(words, surface, places)
        return fits

    def place(self, words: Sequence[str], surface: str, places: Places) -> None:
        """Add a sentence right behind the text: *surface*, where *words* are at *places*."""
        base = self._length
        self.put(surface)
        starts, ends = places
        self._starts.extend([base + start for start in starts])
        self._ends.extend([base + end for end in ends])
        self._has_blank = self._has_blank or not all(words) or any(map(str.isspace, words))
        self.end_sentence()

    def add_spaced(
        self, words: Sequence[str], value: Mapping[str, object], surface: object
    ) -> bool:
        """Add a sentence with the text around it, as :func:`.tokenized.spaced` gives them.

        Without that it stands on a line of its own. Gives whether the words are in *surface*.
        """
        before, after = value.get("space_before"), value.get("space_after")
        glued = isinstance(before, str)
        if isinstance(before, str):
            self.put(before)
        fits = self.add(words, surface if isinstance(surface, str) else None, glued=glued)
        if isinstance(after, str):
            self.put(after)
        return fits

    def put(self, text: str) -> None:
        """Add *text* that belongs to no token, such as white space."""
        if text:
            self._text.append(text)
            self._length += len(text)

    def token(self, word: str) -> None:
        """Add a token to the sentence that is being made, with nothing around it."""
        self._has_blank = self._has_blank or not word or word.isspace()
        self._starts.append(self._length)
        self.put(word)
        self._ends.append(self._length)

    def end_sentence(self) -> None:
        """End the sentence that is being made."""
        self._firsts.append(len(self._starts))

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._text)

    def span(self, first: int, after: int) -> Span | None:
        """The code points of the tokens ``[first, after)``; ``None`` where there are none such."""
        if 0 <= first < after <= len(self._starts):
            start, end = self._starts[first], self._ends[after - 1]
            if start < end:
                return Span(start, end)
        return None

    def in_sentence(self, number: int, first: int, after: int) -> Span | None:
        """The code points of the tokens ``[first, after)`` of a sentence, counted within it."""
        if 0 <= number < len(self._firsts) - 1 and 0 <= first < after:
            base = self._firsts[number]
            if base + after <= self._firsts[number + 1]:
                return self.span(base + first, base + after)
        return None

    def segmentation(self) -> Segmentation:
        """The tokens that have a place, and the sentences that have such."""
        if self._has_blank:
            return self._without_blank()
        borders = [(first, after) for first, after in pairwise(self._firsts) if first < after]
        return Segmentation(
            self._starts,
            self._ends,
            array("i", [self._starts[first] for first, _ in borders]),
            array("i", [self._ends[after - 1] for _, after in borders]),
        )

    def _without_blank(self) -> Segmentation:
        starts, ends = array("i"), array("i")
        sentence_starts, sentence_ends = array("i"), array("i")
        text = self.text
        for first, after in pairwise(self._firsts):
            before = len(starts)
            for start, end in zip(self._starts[first:after], self._ends[first:after], strict=True):
                if start < end and not text[start:end].isspace():
                    starts.append(start)
                    ends.append(end)
            if len(starts) > before:
                sentence_starts.append(starts[before])
                sentence_ends.append(ends[-1])
        return Segmentation(starts, ends, sentence_starts, sentence_ends)


def aligned(surface: str, words: Sequence[str]) -> Places | None:
    """Where in *surface* each of *words* stands, or ``None`` when they are not what it holds.

    Between words may be white space, and nothing else. Quotation marks and brackets may
    be written as in the Penn Treebank.
    """
    if "".join(words) != "".join(surface.split()):
        return _aligned_otherwise(surface, words)
    starts, ends = [], []
    at = 0
    for word in words:
        start = surface.find(word, at)
        if start < 0:  # it is there, but with white space inside
            return None
        at = start + len(word)
        starts.append(start)
        ends.append(at)
    return starts, ends


def _aligned_otherwise(surface: str, words: Sequence[str]) -> Places | None:
    at = 0
    starts, ends = [], []
    for word in words:
        start = _start(surface, word, at)
        if start < 0 and word in _AS_IN_TEXTS:
            word = in_texts(word)  # noqa: PLW2901
            start = _start(surface, word, at)
        if start < 0:
            return None
        at = start + len(word)
        starts.append(start)
        ends.append(at)
    return (starts, ends) if not surface[at:] or surface[at:].isspace() else None


def in_texts(word: str) -> str:
    """*word* as texts have it, where it is one that the Penn Treebank writes otherwise."""
    return _AS_IN_TEXTS.get(word, word)


def _start(surface: str, word: str, at: int) -> int:
    start = surface.find(word, at)
    return -1 if start > at and not surface[at:start].isspace() else start


def joined(words: Sequence[str]) -> tuple[Places, str]:
    """A text of *words* with a space between each two, behind where each of them is in it."""
    at = 0
    starts, ends = [], []
    for word in words:
        starts.append(at)
        at += len(word)
        ends.append(at)
        at += 1
    return (starts, ends), " ".join(words)
