"""The text of an article as it is drawn: its glyphs, and which of them a reader sees as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from rich.cells import cell_len, get_character_cell_size, split_graphemes

from ...core.model.visible import visible

SPACES = frozenset(
    " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
)
"""The spaces at which a line may be broken."""

_LONE_RETURN = re.compile("\r(?!\n)")
_JOINER = "\u200d"


class Graphemes:
    """The glyphs of one article.

    ``glyphs`` is the text as drawn, code point by code point. ``width``, the cells of a
    line, says how far ahead characters are looked at.
    """

    def __init__(self, text: str, width: int) -> None:
        shown = visible(text, keep="\n\r\t").replace("\t", " ")
        self.glyphs = _LONE_RETURN.sub("\n", shown)
        self.width = max(1, width)
        found = set(self.glyphs).difference("\n\r")
        joining = {one for one in found if not get_character_cell_size(one) or _is_regional(one)}
        wide = {one for one in found if get_character_cell_size(one) > 1}
        self._joining = _one_of(joining)
        measured = _runs_of(joining | wide, self.glyphs)
        self._measured_starts = [start for start, _ in measured]
        self._measured_ends = [end for _, end in measured]
        self._has_joined = bool(joining) or "\r" in self.glyphs

    def snap_start(self, offset: int) -> int:
        """The start of the character, as a reader sees it, that holds *offset*."""
        while self._inside(offset):
            offset -= 1
        return offset

    def snap_end(self, offset: int) -> int:
        """The end of the character, as a reader sees it, that holds the one before *offset*."""
        while self._inside(offset):
            offset += 1
        return offset

    def _inside(self, offset: int) -> bool:
        """Whether *offset* lies between two code points drawn as one."""
        glyphs = self.glyphs
        if not 0 < offset < len(glyphs):
            return False
        before, glyph = glyphs[offset - 1], glyphs[offset]
        if glyph == "\n":
            return before == "\r"
        if before == "\n" or glyph == "\r" or not self._is_measured(offset, offset + 1):
            return False
        if before == _JOINER or not get_character_cell_size(glyph):
            return True
        if _is_regional(glyph) and _is_regional(before):
            run = offset - 1
            while run > 0 and _is_regional(glyphs[run - 1]):
                run -= 1
            return (offset - run) % 2 == 1
        return False

    def _is_measured(self, start: int, end: int) -> bool:
        at = bisect_right(self._measured_ends, start)
        return at < len(self._measured_starts) and self._measured_starts[at] < end

    def cells(self, start: int, end: int) -> int:
        """How many cells the code points ``[start, end)`` of one line take, marks aside."""
        if self._is_measured(start, end):
            return cell_len(self.glyphs[start:end])
        return end - start

    def _graphemes(self, position: int) -> Iterator[tuple[int, int, int]]:
        """Start, end and cells of every grapheme from *position* on; a line break is one."""
        glyphs = self.glyphs
        size = self.width // 2 + 16
        while position < len(glyphs):
            stop = min(len(glyphs), position + size)
            line_break = glyphs.find("\n", position, stop)
            end = stop if line_break < 0 else self._content_end(position, line_break + 1)
            found = self._split(position, end)
            if line_break < 0 and stop < len(glyphs):
                # What follows may still belong to the last one.
                if len(found) == 1:
                    size *= 2
                    continue
                found.pop()
            yield from found
            if found:
                position = found[-1][1]
            if line_break >= 0:
                yield end, line_break + 1, 0
                position = line_break + 1

    def _split(self, start: int, end: int) -> list[tuple[int, int, int]]:
        glyphs = self.glyphs
        if self._joining is None or not self._joining.search(glyphs, start, end):
            return [
                (offset, offset + 1, get_character_cell_size(glyph))
                for offset, glyph in enumerate(glyphs[start:end], start)
            ]
        found: list[tuple[int, int, int]] = []
        flag_open = False
        for first, last, cells in split_graphemes(glyphs[start:end])[0]:
            is_regional = _is_regional(glyphs[start + first])
            if is_regional and flag_open:
                opened = found[-1]
                found[-1] = (opened[0], start + last, opened[2] + cells)
                flag_open = False
            else:
                found.append((start + first, start + last, cells))
                # a mark on the first half of a flag parts it from the second
                flag_open = is_regional and last - first == 1
        return found

    def _content_end(self, start: int, end: int) -> int:
        """Where the line break at the end of the line ``[start, end)`` begins, else *end*."""
        glyphs = self.glyphs
        if end > start and glyphs[end - 1] == "\n":
            end -= 1
            if end > start and glyphs[end - 1] == "\r":
                end -= 1
        return end


def _one_of(characters: Iterable[str]) -> re.Pattern[str] | None:
    """Matches one of *characters*; ``None`` when there are none."""
    listed = re.escape("".join(sorted(characters)))
    return re.compile(f"[{listed}]") if listed else None


def _runs_of(characters: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where *characters* stand in *text*, with what a joiner among them joins."""
    one = _one_of(characters)
    if one is None:
        return []
    runs = re.compile(f"{one.pattern}(?:{one.pattern}|(?<={_JOINER}).)*", re.DOTALL)
    return [found.span() for found in runs.finditer(text)]


def _is_regional(glyph: str) -> bool:
    return "\U0001f1e6" <= glyph <= "\U0001f1ff"
