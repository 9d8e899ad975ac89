"""Spans: the one offset convention inside Goldleaf."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """The stretch ``[start, end)`` of an article's text, in Unicode code points.

    Every other convention (bytes, UTF-16, tokens, inclusive ends) is derived
    where data leaves or enters Goldleaf.
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of code points covered."""
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether *other* lies inside this span; equal spans contain each other."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether at least one code point belongs to both spans."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The surface string of this span in *text*."""
        return text[self.start : self.end]
