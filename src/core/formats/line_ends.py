"""Offsets of tools that read every line end as one line feed, as Python's text files do."""

from __future__ import annotations

import re
from bisect import bisect_left

_PAIR = re.compile("\r\n")


class LineEnds:
    """Code points of a text ↔ those of the text in which every CRLF is one line feed."""

    def __init__(self, text: str) -> None:
        # of the carriage returns before a line feed
        self._pairs = [found.start() for found in _PAIR.finditer(text)]
        self._folded = [at - before for before, at in enumerate(self._pairs)]

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def folded(self, offset: int) -> int:
        """The code point *offset* in the folded text; inside a pair, that before it."""
        return offset - bisect_left(self._pairs, offset)

    def unfolded(self, offset: int) -> int:
        """The code point of the text for *offset* in the folded one."""
        return offset + bisect_left(self._folded, offset)

    def splits_pair(self, offset: int) -> bool:
        """Whether the code point *offset* of the text is the second half of a CRLF."""
        before = bisect_left(self._pairs, offset)
        return bool(before) and self._pairs[before - 1] + 1 == offset
