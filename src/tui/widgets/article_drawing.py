"""How the lines of an article are drawn: in which ink each piece, and letters on top.

A line is prepared once and kept until one of the things it shows changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from ...core.model import Span, Zone, ZoneKind
from ...core.review.items import Standing
from ...core.review.session import ReviewSession
from ..filters import filtered
from ..hinting import Letters, Spot
from ..layout import ArticleLayout, Piece, PieceKind
from ..looks import Looks
from .quick_scroll_bar import QuickScrollBar

GUTTER = 2
"""Cells left of the text, for the marks of sentence and zone."""

NARROWEST = 8
"""Cells of text a line has at least."""

_STRIPS_KEPT = 600
_SENTENCE_MARK = "▸"
_REMARK_MARK = "✎"
_ZONE_MARKS = {ZoneKind.METADATA: "┄", ZoneKind.BOILERPLATE: "░"}


class Shown(NamedTuple):
    """What of the session's place is drawn: compared to find the lines that changed."""

    focus: str | None = None
    focus_spans: tuple[Span, ...] = ()
    selection: Span = Span(0, 0)
    arguments: tuple[Span, ...] = ()
    pointed_out: tuple[Span, ...] = ()
    sentence: int = -1


class _Ink(NamedTuple):
    """Everything a style depends on."""

    zone: ZoneKind = ZoneKind.BODY
    label: str = ""
    standing: Standing | None = None
    mark: bool = False
    focused: bool = False
    selected: bool = False
    argument: bool = False
    match: bool = False
    remarked: bool = False


_GUTTER_INK = _Ink(mark=True)


class ArticleDrawing(ScrollView, can_focus=True):
    """Draws the article of a review session, wherever it is scrolled to."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--title",
        "article--metadata",
        "article--boilerplate",
        "article--rejected",
        "article--selection",
        "article--match",
        "article--gutter",
        "article--letters",
        "article--barred",
    }
    DEFAULT_CSS = """
    ArticleDrawing {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .article--title { text-style: bold; }
        & > .article--metadata { color: $foreground 68%; text-style: italic; }
        & > .article--boilerplate { color: $foreground 64%; }
        & > .article--rejected { color: $foreground 66%; }
        & > .article--selection { text-style: reverse; }
        & > .article--match {
            background: $warning 35%;
            color: $foreground;
            text-style: bold underline;
        }
        & > .article--gutter { color: $accent; text-style: bold; }
        & > .article--letters { color: $accent; text-style: bold reverse; }
        & > .article--barred { color: $foreground 66%; text-style: strike; }
    }
    """

    def __init__(self, session: ReviewSession, looks: Looks, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._session = session
        self._looks = looks
        self._layout_of_text = ArticleLayout("", NARROWEST)
        self._zones: tuple[Zone, ...] = ()
        self._zone_starts: list[int] = []
        self._match_starts: list[int] = []
        self._remarked: tuple[Span, ...] = ()
        self._remark_starts: tuple[int, ...] = ()
        self._shown = Shown()
        self._strips: dict[int, Strip] = {}
        self._inks: dict[_Ink, Style] = {}
        self._letters: dict[int, list[Letters]] = {}
        self._letter_styles: dict[bool, Style] = {}

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        super().notify_style_update()
        self._inks.clear()
        self._letter_styles.clear()
        self._strips.clear()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is asked for first."""
        if self._vertical_scrollbar is None:
            bar = QuickScrollBar()
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)  # noqa: SLF001 - as Textual starts its own
        return self._vertical_scrollbar

    # Letters on the text

    def mentions_in_view(self) -> list[Spot]:
        """Where mentions and triggers begin in view: at their opening marks."""
        spots: dict[str, Spot] = {}
        for index in self._lines_in_view():
            cell = GUTTER
            for piece in self._layout_of_text.pieces(index):
                if piece.kind is PieceKind.OPENING and piece.mention is not None:
                    id = piece.mention.id
                    # one with several parts has its letters on the first
                    spots.setdefault(id, Spot(id, piece.start, index, cell))
                cell += piece.cells
        return list(spots.values())

    def words_in_view(self) -> list[Spot]:
        """Where the words in view begin; tokens without a letter or digit are none."""
        layout, segmentation = self._layout_of_text, self._session.segmentation
        text = self._session.article.text
        spots: list[Spot] = []
        for index in self._lines_in_view():
            cell = GUTTER
            for piece in layout.pieces(index):
                end = piece.start + len(piece.text)
                first = bisect_left(segmentation.token_starts, piece.start)
                for token in range(first, bisect_left(segmentation.token_starts, end)):
                    span = segmentation.token(token)
                    if any(map(str.isalnum, span.of(text))):
                        at = cell + layout.cells(piece.start, span.start)
                        spots.append(Spot(span, span.start, index, at))
                cell += piece.cells
        return spots

    def _lines_in_view(self) -> range:
        top = self.scroll_offset.y
        return range(top, min(top + self.size.height, self._layout_of_text.line_count))

    def show_letters(self, letters: Iterable[Letters]) -> None:
        """Let *letters* stand on the text, in place of what is there; none clear it."""
        if not letters and not self._letters:
            return
        self._letters = {}
        for one in sorted(letters):
            self._letters.setdefault(one.line, []).append(one)
        self.refresh()

    def _lettered(self, strip: Strip, letters: Sequence[Letters]) -> Strip:
        parts: list[Strip] = []
        done = 0
        for one, after in zip(letters, [*letters[1:], None], strict=True):
            room = (after.cell if after else strip.cell_length) - one.cell
            text = one.text[:room]
            parts += [
                strip.crop(done, one.cell),
                Strip([Segment(text, self._letter_style(one.barred))], len(text)),
            ]
            done = one.cell + len(text)
        return Strip.join([*parts, strip.crop(done)])

    def _letter_style(self, barred: bool) -> Style:
        style = self._letter_styles.get(barred)
        if style is None:
            name = "article--barred" if barred else "article--letters"
            style = filtered(self.get_component_rich_style(name), self)
            self._letter_styles[barred] = style
        return style

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the rows in *crop*."""
        top = self.scroll_offset.y
        rows = range(top + crop.y, top + crop.bottom)
        strips = [self._strip(row) for row in rows]
        if self._letters:
            strips = [
                self._lettered(strip, self._letters[row]) if row in self._letters else strip
                for row, strip in zip(rows, strips, strict=True)
            ]
        left, right = crop.column_span
        if left or right < self.size.width:
            return [strip.crop(left, right) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """The strip of row *y* of the view."""
        return self._strip(self.scroll_offset.y + y)

    def _strip(self, index: int) -> Strip:
        layout = self._layout_of_text
        start = layout.starts[index] if index < layout.line_count else -1
        strip = self._strips.get(start)
        if strip is None:
            if len(self._strips) >= _STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[start] = self._prepare(index)
        return strip

    def _prepare(self, index: int) -> Strip:
        # without the column of the scroll bar, so that no strip is cut there at every frame
        width = self.virtual_size.width
        layout = self._layout_of_text
        base = self._style(_Ink())
        if index >= layout.line_count:
            return Strip([Segment(" " * width, base)], width)
        start, end = layout.line(index)
        segments = [*self._gutter(start, end)]
        used = GUTTER
        for piece in layout.pieces(index):
            used += piece.cells
            if piece.kind is PieceKind.TEXT:
                segments.extend(self._text(piece))
            else:
                segments.append(self._mark(piece))
        if used < width:
            segments.append(Segment(" " * (width - used), base))
        strip = Strip(segments, max(width, used))
        return strip.crop(0, width) if used > width else strip

    def _gutter(self, start: int, end: int) -> Iterator[Segment]:
        zone = self._zone_at(start)
        mark, ink = _ZONE_MARKS.get(zone, " "), _Ink(zone)
        if start <= self._shown.sentence < end:
            mark, ink = _SENTENCE_MARK, _GUTTER_INK
        remarks = self._remark_starts
        if bisect_left(remarks, start) < bisect_left(remarks, end):
            yield Segment(mark, self._style(ink))
            yield Segment(_REMARK_MARK, self._style(_GUTTER_INK))
        else:
            yield Segment(f"{mark} ", self._style(ink))

    def _mark(self, piece: Piece) -> Segment:
        mention = piece.mention
        assert mention is not None
        item = self._session.item(mention.id)
        assert item is not None
        if piece.kind is PieceKind.OPENING:
            text, at = self._looks.marks(item)[0], mention.start
        else:
            text, at = self._looks.closing(item, mention.tail), mention.end - 1
        focus = self._shown.focus
        ink = _Ink(
            self._zone_at(at),
            item.label,
            item.standing,
            mark=True,
            focused=focus is not None and any(one.id == focus for one in piece.over),
        )
        return Segment(text, self._style(ink))

    def _text(self, piece: Piece) -> Iterator[Segment]:
        if not piece.text:
            return
        shown = self._shown
        label, standing = "", None
        for mention in reversed(piece.over):
            item = self._session.item(mention.id)
            if item is not None and (standing is None or standing is Standing.REJECTED):
                label, standing = item.label, item.standing
        focused = shown.focus is not None and any(one.id == shown.focus for one in piece.over)
        start = piece.start
        drawn_end = start + len(piece.text)
        marked = (*shown.arguments, *shown.pointed_out)
        piece_span = Span(start, drawn_end)
        remarked = [one for one in self._remarked if one.overlaps(piece_span)]
        for stop in self._cuts(start, drawn_end):
            ink = _Ink(
                self._zone_at(start),
                label,
                standing,
                focused=focused,
                selected=shown.selection.start <= start < shown.selection.end,
                argument=any(span.start <= start < span.end for span in marked),
                match=self._is_match(start),
                remarked=any(one.start <= start < one.end for one in remarked),
            )
            text = piece.text[start - piece.start : stop - piece.start]
            yield Segment(text, self._style(ink))
            start = stop

    def _cuts(self, start: int, end: int) -> list[int]:
        """Where the look of a stretch of text changes, its end included."""
        edges = [*self._shown.selection]
        for span in (*self._shown.arguments, *self._shown.pointed_out, *self._remarked):
            edges += span
        first = bisect_right(self._zone_starts, start) - 1
        for zone in self._zones[max(0, first) : bisect_left(self._zone_starts, end)]:
            edges += zone.span
        for match in self._matches_in(start, end):
            edges += match
        snap = self._layout_of_text.snap_start
        inside = {snap(edge) for edge in edges if start < edge < end}
        return [*sorted(edge for edge in inside if edge > start), end]

    def _matches_in(self, start: int, end: int) -> tuple[Span, ...]:
        if not self._match_starts:
            return ()
        matches = self._session.matches
        first = max(0, bisect_right(self._match_starts, start) - 1)
        return matches[first : bisect_left(self._match_starts, end)]

    def _is_match(self, offset: int) -> bool:
        return any(match.end > offset for match in self._matches_in(offset, offset + 1))

    def _zone_at(self, offset: int) -> ZoneKind:
        index = bisect_right(self._zone_starts, offset) - 1
        if index >= 0 and offset < self._zones[index].end:
            return self._zones[index].kind
        return ZoneKind.BODY

    # Styles

    def _style(self, ink: _Ink) -> Style:
        style = self._inks.get(ink)
        if style is None:
            style = self._inks[ink] = filtered(self._mix(ink), self)
        return style

    def _mix(self, ink: _Ink) -> Style:
        style = self._ground(ink) + self._standing_style(ink)
        if ink.match:
            style += self.get_component_rich_style("article--match")
        if ink.argument:
            style += Style(underline=True)
        if ink.remarked:
            style += Style(italic=True)
        if ink.focused:
            style += Style(reverse=True, bold=True)
        elif ink.selected:
            style += self.get_component_rich_style("article--selection")
        return style

    def _ground(self, ink: _Ink) -> Style:
        if ink == _GUTTER_INK:
            return self.get_component_rich_style("article--gutter")
        if ink.zone is ZoneKind.BODY:
            return self.rich_style
        return self.get_component_rich_style(f"article--{ink.zone.value}")

    def _standing_style(self, ink: _Ink) -> Style:
        match ink.standing:
            case Standing.REJECTED if ink.mark:
                return self.get_component_rich_style("article--rejected") + Style(strike=True)
            case Standing.ACCEPTED:
                return self._looks.label_style(ink.label) + Style(bold=not ink.mark)
            case Standing.PENDING:
                return self._looks.label_style(ink.label)
            case _:
                return Style()
