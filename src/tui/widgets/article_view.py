"""The article on screen: its text, its annotations, the focus and the cursor.

Drawn on Textual's line API (``article_drawing``): only visible lines, each prepared
once and kept until one of the things it shows changes. A key that moves the focus
prepares the lines of the old and the new focus and no others; one that scrolls prepares
the lines that came into view. Since nothing here grows with the article, neither does
the time from a key to its frame.

Whoever owns the app should call ``gc.collect(); gc.freeze()`` once after the first
frame: an article of 50,000 words with its annotations is half a million objects that
live as long as the review, and walking them takes the collector 30 to 45 ms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from textual import events
from textual.geometry import Region, Size
from textual.message import Message

from ...core.model import Event, Span
from ...core.review.items import Item, Standing
from ...core.review.outcome import Outcome, Scope
from ...core.review.session import ReviewSession
from ..layout import ArticleLayout, Decoration
from ..looks import Looks
from ..spare_time import SpareTime
from .article_drawing import GUTTER, NARROWEST, ArticleDrawing, Shown

_RIGHT_MARGIN = 1
_WIDEST = 100
"""Cells of text a line has at most: longer ones are hard to read."""
_CONTEXT = 3
"""Lines kept in view above and below the focus or cursor, where there is room."""
_WHEEL_LINES = 3


class ArticleView(ArticleDrawing):
    """Shows the article of a review session and scrolls through it.

    The view reads the session and never changes it, save for ``session.scroll``, the
    first visible line. After a command, give its outcome to :meth:`apply`.
    """

    class Resized(Message):
        """The text stands elsewhere, wrapped for another size."""

    @dataclass
    class Pointed(Message):
        """The mouse points at the code point at ``offset``; ``extend`` while dragging.

        ``clicks`` counts the clicks there in a row.
        """

        offset: int
        extend: bool
        clicks: int = 1

    def __init__(self, session: ReviewSession, looks: Looks, *, id: str | None = None) -> None:
        super().__init__(session, looks, id=id)
        self._decorations: dict[str, tuple[Decoration, ...]] = {}
        self._standings: dict[str, Standing] = {}
        self._goal: tuple[int, int] | None = None
        self._dragged_to: int | None = None
        self._pointing = False
        self._covered = 0
        self._laid_out_for: tuple[str, int] | None = None
        self.spare_time = SpareTime(self._prepare_ahead)

    # Following the session

    def reload(self) -> None:
        """Show the session's article anew: another article, or other zones."""
        self._read_items()
        self._layout_of_text = ArticleLayout(
            self._session.article.text,
            self._text_width,
            (one for parts in self._decorations.values() for one in parts),
        )
        self._laid_out_for = (self._session.article.id, self._text_width)
        self._read_rest()
        self._lines_changed()
        self.scroll_to(y=self._session.scroll, animate=False, force=True)
        self._bring_into_view()

    def lay_out_anew(self) -> None:
        """Wrap the text with the marks that mentions have now; the first line stays the first."""
        if self._laid_out_for is None:
            return
        top = self._layout_of_text.line(self.scroll_offset.y)[0]
        self._read_items()
        self._layout_of_text = ArticleLayout(
            self._session.article.text,
            self._text_width,
            (one for parts in self._decorations.values() for one in parts),
        )
        self._shown = self._place()
        self._lines_changed()
        self.scroll_to(y=self._layout_of_text.line_of(top), animate=False, force=True)
        self._bring_into_view()

    def apply(self, outcome: Outcome) -> None:
        """Draw what *outcome* changed, and bring the focus or cursor into view."""
        if outcome.scope is Scope.NONE or self._laid_out_for is None:
            return
        if outcome.scope is Scope.ARTICLE:
            if self._laid_out_for[0] != self._session.article.id:
                self.reload()
                return
            self._read_article()
        elif outcome.scope is Scope.ITEMS:
            self._read_touched(outcome.touched)
            self._read_remarks()
        self._follow_place()
        self._bring_into_view()

    def _read_items(self) -> None:
        looks = self._looks
        items = list(self._session.items)
        self._decorations = {item.id: looks.decorations(item) for item in items}
        self._standings = {item.id: item.standing for item in items}

    def _read_rest(self) -> None:
        session = self._session
        self._zones = session.zones
        self._zone_starts = [zone.start for zone in self._zones]
        self._match_starts = [match.start for match in session.matches]
        self._remarked, self._remark_starts = session.remarked
        self._shown = self._place()

    def _read_article(self) -> None:
        """Take over everything but the text, wrapping anew only where marks differ."""
        before = {one for parts in self._decorations.values() for one in parts}
        self._read_items()
        now = {one for parts in self._decorations.values() for one in parts}
        self._replace(before - now, now - before)
        self._read_rest()
        self._strips.clear()
        self.refresh()

    def _read_touched(self, ids: Iterable[str]) -> None:
        gone: list[Decoration] = []
        come: list[Decoration] = []
        for id in ids:
            item = self._session.item(id)
            before = self._decorations.get(id, ())
            now = self._looks.decorations(item) if item else ()
            if before != now:
                gone += before
                come += now
            elif item and self._standings.get(id) is not item.standing:
                self._refresh_spans(Span(one.start, one.end) for one in now)
            if item is not None:
                self._decorations[id] = now
                self._standings[id] = item.standing
            elif before:
                del self._decorations[id], self._standings[id]
        self._replace(gone, come)

    def _read_remarks(self) -> None:
        before, starts_before = set(self._remarked), set(self._remark_starts)
        self._remarked, self._remark_starts = self._session.remarked
        spans = before.symmetric_difference(self._remarked)
        spans |= {
            Span(start, start + 1)
            for start in starts_before.symmetric_difference(self._remark_starts)
        }
        self._refresh_spans(spans)

    def _replace(self, gone: Collection[Decoration], come: Collection[Decoration]) -> None:
        layout = self._layout_of_text
        top = self.scroll_offset.y
        lines_before = layout.line_count
        top_offset = layout.line(min(top, lines_before - 1))[0]
        change = layout.replace(gone, come)
        # A mention's inside may lie on lines that were not wrapped anew.
        self._refresh_spans(Span(one.start, one.end) for one in (*gone, *come))
        for index in range(change.first, change.now_end):
            self._strips.pop(layout.line(index)[0], None)
        if layout.line_count == lines_before:
            self._refresh_lines(change.first, change.now_end)
            return
        self._lines_changed(keep_strips=True)
        if change.first < top:
            self.scroll_to(y=layout.line_of(top_offset), animate=False, force=True)

    def _lines_changed(self, *, keep_strips: bool = False) -> None:
        if not keep_strips:
            self._strips.clear()
        self._measure()
        self.refresh()
        self._look_ahead()

    def _measure(self) -> None:
        """Say how many lines there are to scroll through."""
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, self._layout_of_text.line_count + self._covered)

    # The place of the session

    def _place(self) -> Shown:
        session = self._session
        item = session.item(session.focus)
        return Shown(
            session.focus,
            tuple(Span(one.start, one.end) for one in self._decorations.get(item.id, ()))
            if item
            else (),
            session.selection,
            self._arguments_of(item),
            (),
            session.sentence.start,
        )

    def _arguments_of(self, item: Item | None) -> tuple[Span, ...]:
        if item is None or not isinstance(item.annotation, Event):
            return ()
        resolved = (self._session.resolve(one.filler) for one in item.annotation.arguments)
        return tuple(sorted(span for span in resolved if span is not None))

    def _follow_place(self) -> None:
        """Refresh the lines of what is no longer, and of what is now, focused or selected."""
        before, now = self._shown, self._place()
        if before == now:
            return
        self._shown = now
        spans = {*before.focus_spans, *before.arguments, *before.pointed_out, before.selection}
        spans ^= {*now.focus_spans, *now.arguments, now.selection}
        if before.focus != now.focus:
            spans |= {*before.focus_spans, *now.focus_spans}
        if before.sentence != now.sentence:
            spans |= {Span(start, start + 1) for start in (before.sentence, now.sentence)}
        self._refresh_spans(spans)

    def point_out(self, spans: Iterable[Span]) -> None:
        """Mark those of *spans* that are in view, until the place changes or others are given."""
        if self._laid_out_for is None:
            return
        before = self._shown.pointed_out
        seen = self.text_in_view
        now = tuple(sorted(span for span in spans if span.overlaps(seen)))
        if before != now:
            self._shown = self._shown._replace(pointed_out=now)
            self._refresh_spans({*before} ^ {*now})

    @property
    def text_in_view(self) -> Span:
        """The code points from the first line in view to the last."""
        layout = self._layout_of_text
        last = layout.line_count - 1
        top = min(self.scroll_offset.y, last)
        return Span(layout.line(top)[0], layout.line(min(top + self.size.height - 1, last))[1])

    def _refresh_spans(self, spans: Iterable[Span]) -> None:
        layout = self._layout_of_text
        for start, end in spans:
            self._refresh_lines(
                layout.line_of(layout.snap_start(max(0, start))),
                layout.line_of(max(start, layout.snap_end(end) - 1)) + 1,
            )

    def _refresh_lines(self, first: int, end: int) -> None:
        """Prepare the lines ``[first, end)`` again, and draw those in view."""
        layout, strips = self._layout_of_text, self._strips
        if end - first > len(strips):
            from_, to = layout.line(first)[0], layout.line(end - 1)[1]
            for start in [start for start in strips if from_ <= start < to]:
                del strips[start]
        else:
            for index in range(first, end):
                strips.pop(layout.line(index)[0], None)
        top = self.scroll_offset.y
        width, height = self.size
        first, end = max(first, top), min(end, top + height)
        if first < end:
            self.refresh(Region(0, first - top, width, end - first))

    def _bring_into_view(self) -> None:
        """Scroll when the focus or the cursor is out of view or too near the edge.

        Where there is room for it, all of its sentence comes into view: letters stand only
        on what is there. A focus that was left behind comes to the upper third, so that the
        next ones follow without scrolling; the cursor takes the text along.
        """
        pointing, self._pointing = self._pointing, False
        height = self.scrollable_content_region.height
        if height <= 0 or pointing:
            # what is pointed at is in view
            return
        layout, shown = self._layout_of_text, self._shown
        spans = shown.focus_spans or (shown.selection,)
        first = layout.line_of(layout.snap_start(spans[0].start))
        last = layout.line_of(max(spans[0].start, layout.snap_end(spans[0].end) - 1))
        top = self.scroll_offset.y
        context = min(_CONTEXT, (height - 1) // 2)
        lowest, highest = last + context, max(first - context, 0)
        sentence = self._session.sentence
        begin, end = layout.line_of(sentence.start), layout.line_of(max(sentence.end - 1, 0))
        if sentence.length and max(lowest, end) - min(highest, begin) < height:
            lowest, highest = max(lowest, end), min(highest, begin)
        if highest < top:
            wanted = min(first - height // 3, highest) if shown.focus else highest
        elif lowest >= top + height and first > top:
            wanted = lowest + 1 - height
            if shown.focus:
                wanted = max(wanted, first - height // 3)
            wanted = min(wanted, highest)
        else:
            return
        wanted = max(0, min(wanted, layout.line_count - height))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def cover(self, lines: int) -> None:
        """Keep the selection out of the last *lines* lines, which something else covers."""
        if lines != self._covered:
            self._covered = lines
            # so that the last line can be scrolled out of what covers it
            self._measure()
        self._uncover()

    def _uncover(self) -> None:
        if not self._covered:
            return
        start, end = self._session.selection
        top = self.scroll_offset.y
        first, last = self.line_of(start), self.line_of(max(end - 1, start))
        hidden = last - top - (self.size.height - self._covered - 1)
        # the first line before the last one, where both have no room
        if hidden > 0 and (by := min(hidden, first - top)) > 0:
            self.scroll_lines(by)

    # Lines and offsets

    def line_of(self, offset: int) -> int:
        """The line, from 0, that shows the code point at *offset*."""
        return self._layout_of_text.line_of(offset)

    def offset_above(self, lines: int = 1) -> int:
        """The code point *lines* lines above the moving side of the selection."""
        return self._offset_beside(-lines)

    def offset_below(self, lines: int = 1) -> int:
        """The code point *lines* lines below the moving side of the selection."""
        return self._offset_beside(lines)

    def _offset_beside(self, lines: int) -> int:
        """A token *lines* further, in the column the moves began in; the last one there is.

        Lines without a token of their own are passed over.
        """
        session, layout = self._session, self._layout_of_text
        head = session.head
        here, cell = layout.cell_of(head.start)
        token = session.segmentation.token_at(head.start)
        if self._goal is not None and self._goal[0] == token:
            cell = self._goal[1]
        step = 1 if lines > 0 else -1
        line = max(0, min(here + lines, layout.line_count - 1))
        found = token
        while 0 <= line < layout.line_count:
            found = session.segmentation.token_at(layout.offset_at(line, cell))
            reached = layout.line_of(session.segmentation.token(found).start) if found >= 0 else 0
            if reached == line:
                break
            line += step
        else:
            line = layout.line_count - 1 if step > 0 else 0
            found = session.segmentation.token_at(layout.offset_at(line, cell))
        self._goal = (found, cell)
        return session.segmentation.token(found).start if found >= 0 else 0

    # Scrolling

    def scroll_lines(self, by: int) -> None:
        """Scroll *by* lines down, or up when negative; focus and cursor stay."""
        self.scroll_to(y=self.scroll_offset.y + by, animate=False, force=True)

    def page_down(self) -> None:
        """Scroll a page down, keeping two lines in view."""
        self.scroll_lines(max(1, self.size.height - 2))

    def page_up(self) -> None:
        """Scroll a page up, keeping two lines in view."""
        self.scroll_lines(-max(1, self.size.height - 2))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw the lines that came into view, and keep the place in the session."""
        super().watch_scroll_y(old_value, new_value)
        if self._laid_out_for is not None and self._laid_out_for[0] == self._session.article.id:
            self._session.scroll = round(new_value)
            self._look_ahead()

    def _look_ahead(self) -> None:
        """Prepare the page below and that above, for whoever reads on."""
        layout, strips = self._layout_of_text, self._strips
        top, height = self.scroll_offset.y, self.size.height
        lines = (*range(top + height, top + 2 * height), *range(top - height, top))
        # after a change the view may be below the last line, for a moment
        there = (line for line in lines if 0 <= line < layout.line_count)
        self.spare_time.use_for([line for line in there if layout.starts[line] not in strips])

    def _prepare_ahead(self, line: int) -> None:
        # a strip remembers the escape sequences that it was drawn with
        self._strip(line).render(self.app.console)

    def on_unmount(self) -> None:
        """Prepare nothing any more."""
        self.spare_time.end()

    # Size and theme

    @property
    def _text_width(self) -> int:
        room = self.scrollable_content_region.width - GUTTER - _RIGHT_MARGIN
        return max(NARROWEST, min(_WIDEST, room))

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap at the new width; the first line in view stays the first."""
        if not self.scrollable_content_region.width:
            return
        if self._laid_out_for is None:
            self.reload()
            return
        layout, width = self._layout_of_text, self._text_width
        if layout.width != width:
            top = layout.line(min(self.scroll_offset.y, layout.line_count - 1))[0]
            layout.resize(width)
            self._laid_out_for = (self._laid_out_for[0], width)
            self._lines_changed()
            self.scroll_to(y=layout.line_of(top), animate=False, force=True)
        else:
            self._lines_changed()
        self._bring_into_view()
        self._uncover()
        self.post_message(self.Resized())

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Point at what is under the mouse."""
        if event.button == 1:
            event.stop()
            self._dragged_to = self._under(event)
            self.capture_mouse()
            self._point(self._dragged_to, extend=event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection while the button is held."""
        if self._dragged_to is not None:
            event.stop()
            if event.y < 0 or event.y >= self.size.height:
                self.scroll_lines(-1 if event.y < 0 else 1)
            offset = self._under(event)
            if offset != self._dragged_to:
                self._dragged_to = offset
                self._point(offset, extend=True)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag."""
        if self._dragged_to is not None:
            event.stop()
            self._dragged_to = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Point once more, at more, when clicks follow one another."""
        event.stop()
        if event.chain > 1:
            self._pointing = True
            self.post_message(self.Pointed(self._under(event), extend=False, clicks=event.chain))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down, at once."""
        event.stop()
        self.scroll_lines(_WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up, at once."""
        event.stop()
        self.scroll_lines(-_WHEEL_LINES)

    def _under(self, event: events.MouseEvent) -> int:
        """The code point under the mouse, or the nearest to it."""
        layout = self._layout_of_text
        row = self.scroll_offset.y + max(0, min(event.y, self.size.height - 1))
        line = min(row, layout.line_count - 1)
        return layout.offset_at(line, max(0, event.x - GUTTER))

    def _point(self, offset: int, *, extend: bool) -> None:
        self._pointing = True
        self.post_message(self.Pointed(offset, extend))
