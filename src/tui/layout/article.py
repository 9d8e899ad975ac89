"""What the lines of an article consist of, and the maps between offsets and cells."""

from __future__ import annotations

from bisect import bisect_left
from enum import Enum, auto
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

from .graphemes import SPACES
from .marks import Decoration
from .wrapping import Wrapped


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


class ArticleLayout(Wrapped):
    """The lines of one article at one width, and what is drawn in each.

    An opening mark stands before every mention and a closing mark and label mark after
    it, all of them part of the line.
    """

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

    def _offset_in(self, piece: Piece, cell: int) -> int:
        if not self._is_measured(piece.start, piece.end):
            return piece.start + cell
        position = 0
        for offset, _, cells in self._split(piece.start, piece.start + len(piece.text)):
            position += cells
            if cell < position:
                return offset
        raise AssertionError(f"cell {cell} is outside the piece {piece}")

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
            while excess > 0 and kept and piece.text[kept - 1] in SPACES:
                kept -= 1
                excess -= get_character_cell_size(piece.text[kept])
            if kept == len(piece.text) and piece.text:
                break
            text = piece.text[:kept]
            pieces[at] = piece._replace(text=text, cells=cell_len(text))
            if excess <= 0 or kept:
                break
        return pieces
