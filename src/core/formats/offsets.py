"""Offsets of other tools: what they count instead of Unicode code points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """Code points of a text ↔ UTF-16 code units (JavaScript, Java, C#).

    A code point from U+10000 on takes two units.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # astral code points, in code points and in units
        self._points = [found.start() for found in _ASTRAL.finditer(text)]
        self._units = [at + before for before, at in enumerate(self._points)]

    @property
    def length(self) -> int:
        """How many units the text has."""
        return self._length + len(self._points)

    def units(self, offset: int) -> int:
        """The code point *offset* in units."""
        return offset + bisect_left(self._points, offset)

    def all_units(self, offsets: list[int]) -> list[int]:
        """The code points *offsets*, which ascend, in units."""
        if not self._points:
            return offsets
        found: list[int] = []
        for before, point in enumerate(self._points):
            after = bisect_right(offsets, point, len(found))
            found += [at + before for at in offsets[len(found) : after]]
        return [*found, *(at + len(self._points) for at in offsets[len(found) :])]

    def points(self, units: int) -> int:
        """The offset *units* in code points; in the middle of a pair, that before the pair."""
        before = bisect_left(self._units, units)
        # past the second half of the pair before, or in it
        if before and self._units[before - 1] + 1 == units:
            return self._points[before - 1]
        return units - before

    def all_points(self, offsets: list[int]) -> list[int]:
        """The offsets in units *offsets*, which ascend, in code points."""
        if not self._units:
            return offsets
        found: list[int] = []
        for before, unit in enumerate(self._units):
            after = bisect_right(offsets, unit, len(found))
            found += [at - before for at in offsets[len(found) : after]]
        return [*found, *(at - len(self._units) for at in offsets[len(found) :])]

    def splits_pair(self, units: int) -> bool:
        """Whether *units* lies between the two halves of a code point."""
        before = bisect_left(self._units, units)
        return bool(before) and self._units[before - 1] + 1 == units
