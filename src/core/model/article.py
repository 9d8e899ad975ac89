"""Articles, their zones, and where their tokens and sentences are."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .span import Span


class ZoneKind(StrEnum):
    """What a stretch of an article's text is."""

    TITLE = "title"
    METADATA = "metadata"
    BODY = "body"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of an article's text and what it is; offsets are those of the text."""

    start: int
    end: int
    kind: ZoneKind

    @property
    def span(self) -> Span:
        """The code points the zone covers."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Article:
    """One document. ``text`` never changes once the article is in a workspace.

    ``published`` is an ISO 8601 date; ``language`` a BCP 47 tag; ``meta`` holds
    JSON values that Goldleaf keeps and does not interpret.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    published: str = ""
    language: str = ""
    meta: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, eq=False)
class Segmentation:
    """Where an article's tokens and sentences begin and end.

    Flat arrays, since an article of 50,000 words is opened on every start of a
    review. Tokens are ordered, do not overlap and hold no white space only;
    every token lies in exactly one sentence.
    """

    token_starts: array[int]
    token_ends: array[int]
    sentence_starts: array[int]
    sentence_ends: array[int]

    @property
    def token_count(self) -> int:
        """Number of tokens."""
        return len(self.token_starts)

    def token(self, index: int) -> Span:
        """The span of token *index*."""
        return Span(self.token_starts[index], self.token_ends[index])

    def token_at(self, offset: int) -> int:
        """Index of the token that holds *offset*, else of the last one before it.

        Offsets before the first token give 0; an article without tokens gives -1.
        """
        if not self.token_starts:
            return -1
        return max(0, bisect_right(self.token_starts, offset) - 1)

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds *offset*, else of the last one before it."""
        if not self.sentence_starts:
            return -1
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    def sentence(self, index: int) -> Span:
        """The span of sentence *index*."""
        return Span(self.sentence_starts[index], self.sentence_ends[index])
