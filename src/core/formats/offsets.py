"""Offsets of other tools: what they count instead of Unicode code points."""

from __future__ import annotations

from bisect import bisect_left

_FIRST_ASTRAL = 0x10000


class Utf16Offsets:
    """Code points of a text ↔ UTF-16 code units (JavaScript, Java, C#).

    A code point from U+10000 on takes two units.
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        # astral code points, in code points and in units
        self._points = [at for at, one in enumerate(text) if ord(one) >= _FIRST_ASTRAL]
        self._units = [at + before for before, at in enumerate(self._points)]

    @property
    def length(self) -> int:
        """How many units the text has."""
        return self._length + len(self._points)

    def units(self, offset: int) -> int:
        """The code point *offset* in units."""
        return offset + bisect_left(self._points, offset)

    def points(self, units: int) -> int:
        """The offset *units* in code points; in the middle of a pair, that before the pair."""
        before = bisect_left(self._units, units)
        # past the second half of the pair before, or in it
        if before and self._units[before - 1] + 1 == units:
            return self._points[before - 1]
        return units - before

    def splits_pair(self, units: int) -> bool:
        """Whether *units* lies between the two halves of a code point."""
        before = bisect_left(self._units, units)
        return bool(before) and self._units[before - 1] + 1 == units
