"""Where marks stand around mentions, and how many cells they take there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from .graphemes import Graphemes

_BUCKET_BITS = 9


class Decoration(NamedTuple):
    """A mention to be drawn: marks before ``start`` and after ``end`` (code points).

    ``tail`` follows the closing mark, one cell a character. ``rank`` and ``id``
    order mentions on the very same span, outer first; ``id`` is an annotation's,
    which has one decoration for each of its parts.
    """

    id: str
    start: int
    end: int
    tail: str
    rank: int = 0


def _order(decoration: Decoration) -> tuple[int, int, int, str]:
    return (decoration.start, -decoration.end, decoration.rank, decoration.id)


class Marked(Graphemes):
    """An article with marks before and after its mentions."""

    def __init__(self, text: str, width: int, decorations: Iterable[Decoration] = ()) -> None:
        super().__init__(text, width)
        self._closings: dict[int, list[Decoration]] = {}
        self._openings: dict[int, list[Decoration]] = {}
        self._buckets: dict[int, list[Decoration]] = {}
        for decoration in decorations:
            self._put(decoration)
        self._offsets = sorted({*self._closings, *self._openings})
        self._closing = list(map(self._closing_cells, self._offsets))
        self._opening = list(map(self._opening_cells, self._offsets))

    def _put(self, decoration: Decoration) -> tuple[int, int]:
        start, end = self._extent(decoration)
        openings, closings, buckets = self._openings, self._closings, self._buckets
        if start in openings:
            openings[start].append(decoration)
            openings[start].sort(key=_order)
        else:
            openings[start] = [decoration]
        if end in closings:
            closings[end].append(decoration)
            closings[end].sort(key=_order, reverse=True)
        else:
            closings[end] = [decoration]
        for bucket in range(start >> _BUCKET_BITS, (end >> _BUCKET_BITS) + 1):
            if bucket in buckets:
                buckets[bucket].append(decoration)
            else:
                buckets[bucket] = [decoration]
        return start, end

    def _take(self, decoration: Decoration) -> tuple[int, int]:
        start, end = self._extent(decoration)
        for marks, offset in ((self._openings, start), (self._closings, end)):
            marks[offset].remove(decoration)
            if not marks[offset]:
                del marks[offset]
        for bucket in range(start >> _BUCKET_BITS, (end >> _BUCKET_BITS) + 1):
            self._buckets[bucket].remove(decoration)
        return start, end

    def _extent(self, decoration: Decoration) -> tuple[int, int]:
        start, end = decoration.start, decoration.end
        if self._has_joined:
            return self.snap_start(start), self.snap_end(end)
        return start, end

    def _closing_cells(self, offset: int) -> int:
        if offset not in self._closings:
            return 0
        return sum([1 + len(mention.tail) for mention in self._closings[offset]])

    def _opening_cells(self, offset: int) -> int:
        return len(self._openings.get(offset, ()))

    def _count(self, offset: int) -> None:
        at = bisect_left(self._offsets, offset)
        if at == len(self._offsets) or self._offsets[at] != offset:
            self._offsets.insert(at, offset)
            self._closing.insert(at, 0)
            self._opening.insert(at, 0)
        if offset in self._closings or offset in self._openings:
            self._closing[at] = self._closing_cells(offset)
            self._opening[at] = self._opening_cells(offset)
        else:
            del self._offsets[at], self._closing[at], self._opening[at]

    def _around(self, start: int, end: int) -> list[Decoration]:
        """The mentions that hold all of ``[start, end)``, outermost first."""
        around = [
            mention
            for mention in self._buckets.get(max(0, start) >> _BUCKET_BITS, ())
            if self._holds(mention, start, end)
        ]
        around.sort(key=_order)
        return around

    def _holds(self, mention: Decoration, start: int, end: int) -> bool:
        first, last = self._extent(mention)
        return first <= start and end <= last
