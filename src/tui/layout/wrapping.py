"""The lines of an article.

Wrapping is a function from the start of a line to the start of the next one that
looks no further than one line ahead. The whole article is wrapped by following it
from the first offset to the last; after a change it is followed from a line or two
before until it meets a line start that was there already. What a change costs
therefore depends on the width, not on the article or on how long its paragraphs
are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .graphemes import SPACES
from .marks import Decoration, Marked

_SPACE_RUN = re.compile(f"[{''.join(sorted(SPACES))}]+")
_NEVER_FIRST = frozenset("、。，．：；！？）」』】〉》〕］｝ー々ゝヽ・…‥’”»›,.:;!?)]}%")
_NEVER_LAST = frozenset("（「『【〈《〔［｛‘“«‹([{$£")


class Rewrapped(NamedTuple):
    """The lines ``[first, was_end)`` became the lines ``[first, now_end)``."""

    first: int
    was_end: int
    now_end: int


class Wrapped(Marked):
    """An article in lines of ``width`` cells, its marks counted.

    A line is a range of code points; the lines cover the text without gaps, each ending
    with the line break or the spaces that it was broken at. Spaces that find no room at
    the end of a line hang there without a cell.
    """

    def __init__(self, text: str, width: int, decorations: Iterable[Decoration] = ()) -> None:
        super().__init__(text, width, decorations)
        self.starts: list[int] = []
        self._wrap()

    @property
    def line_count(self) -> int:
        """Number of lines; an article without text has one."""
        return len(self.starts)

    def line(self, index: int) -> tuple[int, int]:
        """The code points ``[start, end)`` of line *index*, its line break included."""
        starts = self.starts
        after = index + 1
        return starts[index], starts[after] if after < len(starts) else len(self.glyphs)

    def line_of(self, offset: int) -> int:
        """The line that holds the code point at *offset*."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def resize(self, width: int) -> None:
        """Wrap anew at *width* cells."""
        self.width = max(1, width)
        self._wrap()

    def replace(self, old: Iterable[Decoration], new: Iterable[Decoration]) -> Rewrapped:
        """Draw the mentions *new* in place of *old*; gives the lines that this wrapped anew.

        Mentions that are the same in both cost nothing. The lines given hold every
        line that looks different now, unless nothing changed: then there is none.
        """
        gone, come = set(old), set(new)
        offsets: set[int] = set()
        for decoration in gone - come:
            offsets.update(self._take(decoration))
        for decoration in come - gone:
            offsets.update(self._put(decoration))
        for offset in offsets:
            self._count(offset)
        return self._rewrap(sorted(offsets))

    def _wrap(self) -> None:
        starts = [0]
        follow = self._next
        end = len(self.glyphs)
        position = follow(0) if end else end
        while position < end:
            starts.append(position)
            position = follow(position)
        self.starts = starts

    def _rewrap(self, offsets: Sequence[int]) -> Rewrapped:
        """Wrap anew around each of *offsets* (ascending), where marks came or went."""
        if not offsets:
            return Rewrapped(0, 0, 0)
        first = now_end = grown = -1
        for offset in offsets:
            if first >= 0 and offset < self._line_start(now_end):
                continue
            # two lines may end as they do for want of room for one grapheme: the first
            # at the last space before it, the second right before it
            begin = max(0, self.line_of(max(0, offset - 1)) - 2)
            if first < 0:
                first, grown = begin, 0
            now_end, added = self._splice(begin, offset)
            grown += added
        return Rewrapped(first, now_end - grown, now_end)

    def _line_start(self, index: int) -> int:
        return self.starts[index] if index < len(self.starts) else len(self.glyphs)

    def _splice(self, begin: int, last: int) -> tuple[int, int]:
        """Wrap from line *begin* until past *last* and back in step.

        Gives the first line that is as it was, and by how many the lines grew.
        """
        starts = self.starts
        fresh: list[int] = []
        position = starts[begin]
        end = len(self.glyphs)
        while True:
            position = self._next(position) if position < end else end
            if position >= end:
                meets = len(starts)
                break
            if position > last:
                meets = bisect_left(starts, position, begin + 1)
                if meets < len(starts) and starts[meets] == position:
                    break
            fresh.append(position)
        starts[begin + 1 : meets] = fresh
        after = begin + 1 + len(fresh)
        return after, after - meets

    def _next(self, start: int) -> int:
        """The start of the line after the one that starts at *start*."""
        glyphs = self.glyphs
        length = len(glyphs)
        horizon = start + self.width + 2
        line_break = glyphs.find("\n", start, horizon)
        if line_break >= 0:
            horizon = line_break + 1
        if self._measured_starts and self._is_measured(start, horizon):
            return self._next_measured(start)
        content = min(length, horizon) if line_break < 0 else self._content_end(start, horizon)
        fits, at = self._room(start, content)
        if fits < 0:
            return self._next_measured(start)
        if fits >= content and (line_break >= 0 or content == length):
            if line_break < 0:
                return length
            after = line_break + 1
            offsets = self._offsets
            if at < len(offsets) and (offsets[at] < after or self._closes_at(at, after)):
                return self._next_measured(start)
            return after
        if fits <= start:
            return self._next_measured(start)
        if glyphs[fits] == " ":
            return self._hang(fits)
        space = glyphs.rfind(" ", start, fits)
        return fits if space < 0 else space + 1

    def _room(self, start: int, content: int) -> tuple[int, int]:
        """How far the line that starts at *start* has room, for plain text up to *content*.

        Gives the furthest offset before which everything fits, marks included, and the
        index of the next border; -1 for the offset where a mark stands at the line break.
        """
        offsets = self._offsets
        count = len(offsets)
        at = bisect_left(offsets, start)
        fits = start + self.width
        if at < count and offsets[at] == start:
            fits -= self._opening[at]
            at += 1
        while at < count and (border := offsets[at]) <= fits and border <= content:
            fits -= self._closing[at]
            if fits < border:
                return border - 1, at
            if border == content < len(self.glyphs):
                return -1, at
            fits -= self._opening[at]
            at += 1
            if fits < border:
                return border, at
        return fits, at

    def _closes_at(self, at: int, offset: int) -> bool:
        return self._offsets[at] == offset and self._closing[at] > 0

    def _next_measured(self, start: int) -> int:
        """As :meth:`_next`, grapheme by grapheme: for text of any width, and odd marks."""
        glyphs = self.glyphs
        offsets = self._offsets
        at = bisect_left(offsets, start)
        border = offsets[at] if at < len(offsets) else len(glyphs) + 1
        used = 0
        opportunity = -1
        before = ""
        before_cells = 0
        for first, end, cells in self._graphemes(start):
            glyph = glyphs[first]
            if before and _may_break(before, before_cells, glyph, cells):
                opportunity = first
            used += cells
            if border == first:
                used += self._opening[at]
                at += 1
                border = offsets[at] if at < len(offsets) else len(glyphs) + 1
            if border == end:
                # What opens there is counted with the next grapheme.
                used += self._closing[at]
            if used > self.width and first > start:
                if glyph in SPACES:
                    return self._hang(first)
                return opportunity if opportunity >= 0 else first
            if glyphs[end - 1] == "\n":
                return end
            before, before_cells = glyphs[first:end], cells
        return len(glyphs)

    def _hang(self, offset: int) -> int:
        """Where the next line starts when the space at *offset* finds no room.

        That space and those after it hang, with the line break if one follows, but
        none that carries a mark.
        """
        glyphs = self.glyphs
        found = _SPACE_RUN.match(glyphs, offset)
        assert found
        end = self.snap_start(found.end())
        line_end = end
        if glyphs.startswith(("\n", "\r\n"), end):
            line_end = glyphs.index("\n", end) + 1
        offsets = self._offsets
        at = bisect_left(offsets, offset)
        while at < len(offsets) and (border := offsets[at]) <= line_end:
            if border > offset and self._closing[at]:
                return self.snap_start(border - 1)
            if self._opening[at] and border < line_end:
                return border
            at += 1
        return line_end


def _may_break(before: str, before_cells: int, glyph: str, cells: int) -> bool:
    """Whether a line may end between two graphemes, given by first and last code points."""
    if glyph in SPACES or glyph in "\r\n":
        return False
    if before[-1] in SPACES:
        return True
    is_wide = before_cells > 1 or cells > 1
    return is_wide and glyph not in _NEVER_FIRST and before[0] not in _NEVER_LAST
