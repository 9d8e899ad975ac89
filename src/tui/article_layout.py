"""Where everything of an article is on screen: its lines, and the marks around mentions.

The layout wraps an article at a width, with an opening mark before every mention
and a closing mark and label mark after it, all of them part of the line. It is
pure: what a mark looks like, and in which colour, is not decided here, only how
many cells it takes. So a mention that is accepted or rejected keeps every cell
where it is.

Wrapping is a function from the start of a line to the start of the next one that
looks no further than one line ahead. The whole article is wrapped by following it
from the first offset to the last; after a change it is followed from the line
before until it meets a line start that was there already. What a change costs
therefore depends on the width, not on the article or on how long its paragraphs
are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size, split_graphemes

from ..core.model.visible import visible

_SPACES = frozenset(
    " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
)
_SPACE_RUN = re.compile(f"[{''.join(sorted(_SPACES))}]+")
_LONE_RETURN = re.compile("\r(?!\n)")
_NEVER_FIRST = frozenset("、。，．：；！？）」』】〉》〕］｝ー々ゝヽ・…‥’”»›,.:;!?)]}%")
_NEVER_LAST = frozenset("（「『【〈《〔［｛‘“«‹([{$£")
_JOINER = "\u200d"
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


class PieceKind(Enum):
    """What a piece of a line is."""

    TEXT = auto()
    OPENING = auto()
    CLOSING = auto()


class Piece(NamedTuple):
    """A piece of a line: a stretch of text, or one mark.

    ``text`` is what to draw for text and empty for a mark, whose cells are ``cells``.
    ``start`` and ``end`` are code points of the article; they are equal for a mark.
    ``over`` are the mentions that the piece lies in, outermost first; a mark's own
    mention is ``mention``.
    """

    kind: PieceKind
    start: int
    end: int
    text: str
    cells: int
    over: tuple[Decoration, ...]
    mention: Decoration | None = None


class Rewrapped(NamedTuple):
    """The lines ``[first, was_end)`` became the lines ``[first, now_end)``."""

    first: int
    was_end: int
    now_end: int


def _order(decoration: Decoration) -> tuple[int, int, int, str]:
    return (decoration.start, -decoration.end, decoration.rank, decoration.id)


class ArticleLayout:
    """The lines of one article at one width, and the maps between offsets and cells.

    ``width`` counts the cells of a line. A line is a range of code points; the lines
    cover the text without gaps, each ending with the line break or the spaces that
    it was broken at. Spaces that find no room at the end of a line hang there
    without a cell. ``glyphs`` is the text as drawn, code point by code point.
    """

    def __init__(self, text: str, width: int, decorations: Iterable[Decoration] = ()) -> None:
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
        self._closings: dict[int, list[Decoration]] = {}
        self._openings: dict[int, list[Decoration]] = {}
        self._buckets: dict[int, list[Decoration]] = {}
        for decoration in decorations:
            self._put(decoration)
        self._offsets = sorted({*self._closings, *self._openings})
        self._closing = list(map(self._closing_cells, self._offsets))
        self._opening = list(map(self._opening_cells, self._offsets))
        self.starts: list[int] = []
        self._wrap()

    # Lines

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

    # Drawing

    def pieces(self, index: int) -> list[Piece]:
        """What line *index* consists of, in drawing order, without spaces that hang."""
        start, end = self.line(index)
        over = self._around(start - 1, start + 1)
        pieces: list[Piece] = []
        offsets = self._offsets
        at = bisect_left(offsets, start)
        position = start
        while True:
            border = offsets[at] if at < len(offsets) else end
            stop = min(border, end)
            if stop > position:
                pieces.append(self._stretch(position, stop, tuple(over)))
                position = stop
            if at == len(offsets) or border > end:
                break
            if border > start:
                for mention in self._closings.get(border, ()):
                    cells = 1 + len(mention.tail)
                    pieces.append(
                        Piece(PieceKind.CLOSING, border, border, "", cells, tuple(over), mention)
                    )
                    over.remove(mention)
            if border == end:
                break
            for mention in self._openings.get(border, ()):
                over.append(mention)
                pieces.append(Piece(PieceKind.OPENING, border, border, "", 1, tuple(over), mention))
            at += 1
        return self._without_hanging(pieces)

    def over(self, offset: int) -> list[Decoration]:
        """The mentions that the code point at *offset* lies in, outermost first."""
        return self._around(offset, offset + 1)

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Line and cell of the code point at *offset*; for one without a cell, the next free."""
        index = self.line_of(offset)
        cell = 0
        for piece in self.pieces(index):
            if piece.start <= offset < piece.end:
                stop = self.snap_start(offset)
                return index, cell + min(piece.cells, self.cells(piece.start, stop))
            cell += piece.cells
        return index, cell

    def offset_at(self, index: int, cell: int) -> int:
        """The code point drawn at *cell* of line *index*, or the nearest to it.

        A mark gives the code point beside it in its mention; a place right of the
        line its line break or last code point.
        """
        start, end = self.line(index)
        position = 0
        for piece in self.pieces(index):
            if cell < position + piece.cells:
                if piece.kind is PieceKind.OPENING:
                    return piece.start
                if piece.kind is PieceKind.CLOSING:
                    return max(start, self.snap_start(piece.start - 1))
                return self._offset_in(piece, cell - position)
            position += piece.cells
        content = self._content_end(start, end)
        return content if content < end else max(start, self.snap_start(end - 1))

    # Graphemes

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
            is_regional = last - first == 1 and _is_regional(glyphs[start + first])
            if is_regional and flag_open:
                opened = found[-1]
                found[-1] = (opened[0], start + last, opened[2] + cells)
                flag_open = False
            else:
                found.append((start + first, start + last, cells))
                flag_open = is_regional
        return found

    def _offset_in(self, piece: Piece, cell: int) -> int:
        if not self._is_measured(piece.start, piece.end):
            return piece.start + cell
        position = 0
        for offset, _, cells in self._split(piece.start, piece.start + len(piece.text)):
            position += cells
            if cell < position:
                return offset
        raise AssertionError(f"cell {cell} is outside the piece {piece}")

    def _content_end(self, start: int, end: int) -> int:
        """Where the line break at the end of the line ``[start, end)`` begins, else *end*."""
        glyphs = self.glyphs
        if end > start and glyphs[end - 1] == "\n":
            end -= 1
            if end > start and glyphs[end - 1] == "\r":
                end -= 1
        return end

    # Mentions

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

    def _stretch(self, start: int, end: int, over: tuple[Decoration, ...]) -> Piece:
        text = self.glyphs[start : self._content_end(start, end)]
        cells = cell_len(text) if self._is_measured(start, end) else len(text)
        return Piece(PieceKind.TEXT, start, end, text, cells, over)

    def _without_hanging(self, pieces: list[Piece]) -> list[Piece]:
        excess = sum(piece.cells for piece in pieces) - self.width
        if excess <= 0:
            return pieces
        for at in range(len(pieces) - 1, -1, -1):
            piece = pieces[at]
            if piece.kind is not PieceKind.TEXT:
                break
            kept = len(piece.text)
            while excess > 0 and kept and piece.text[kept - 1] in _SPACES:
                kept -= 1
                excess -= get_character_cell_size(piece.text[kept])
            if kept == len(piece.text) and piece.text:
                break
            text = piece.text[:kept]
            pieces[at] = piece._replace(text=text, cells=cell_len(text))
            if excess <= 0 or kept:
                break
        return pieces

    # Wrapping

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
            begin = max(0, self.line_of(max(0, offset - 1)) - 1)
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
                if glyph in _SPACES:
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


def _may_break(before: str, before_cells: int, glyph: str, cells: int) -> bool:
    """Whether a line may end between two graphemes, given by first and last code points."""
    if glyph in _SPACES or glyph in "\r\n":
        return False
    if before[-1] in _SPACES:
        return True
    is_wide = before_cells > 1 or cells > 1
    return is_wide and glyph not in _NEVER_FIRST and before[0] not in _NEVER_LAST
