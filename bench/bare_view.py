"""A bare Textual view of a text with spans: what the article view is measured against.

It has no session, no inspector and no marks beside the spans, only the text, the
spans in colour, and one of them in focus: ``n`` goes to the next span, ``j`` and ``k``
scroll by a line, page keys by a page. It is written as Textual's documentation
advises: the line API, strips kept, two lines refreshed when the focus moves.

    python bench/bare_view.py WORDS
"""

from __future__ import annotations

import gc
import sys
from bisect import bisect_right
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from _sample import Mention, Sample, write

_COLOURS = {"GPE": "#4f8fd6", "PERSON": "#c98a2b", "CONSULT": "#5fa04e"}
_CONTEXT = 3


class View(ScrollView):
    """The text, wrapped between words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]
    can_focus = True

    def __init__(self, sample: Sample) -> None:
        super().__init__()
        self._text = sample.text
        self._spans = sample.mentions
        self._starts: list[int] = []
        self._of_line: dict[int, list[tuple[int, Mention]]] = {}
        self._focus = 0
        self._strips: dict[int, Strip] = {}

    def on_resize(self, _event: Resize) -> None:
        """Wrap the text anew."""
        width = self.scrollable_content_region.width
        text, starts = self._text, [0]
        position = 0
        while position < len(text):
            line_break = text.find("\n", position, position + width + 1)
            if line_break >= 0:
                position = line_break + 1
            elif position + width >= len(text):
                break
            else:
                space = text.rfind(" ", position, position + width + 1)
                position = space + 1 if space >= 0 else position + width
            starts.append(position)
        self._starts = starts
        self._of_line = {}
        for index, span in enumerate(self._spans):
            for line in range(self._line_of(span.start), self._line_of(span.end - 1) + 1):
                self._of_line.setdefault(line, []).append((index, span))
        self._strips.clear()
        self.virtual_size = Size(width, len(starts))

    def _line_of(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def render_line(self, y: int) -> Strip:
        """The strip of one row."""
        line = y + self.scroll_offset.y
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._strip(line)
        return strip

    def _strip(self, line: int) -> Strip:
        width = self.scrollable_content_region.width
        base = self.rich_style
        if line >= len(self._starts):
            return Strip.blank(width, base)
        position = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
        segments = []
        for index, span in self._of_line.get(line, ()):
            start, stop = max(position, span.start), min(end, span.end)
            segments.append(Segment(self._text[position:start], base))
            style = base + Style(color=_COLOURS[span.label], reverse=index == self._focus)
            segments.append(Segment(self._text[start:stop], style))
            position = stop
        segments.append(Segment(self._text[position:end].rstrip("\n"), base))
        return Strip(segments).adjust_cell_length(width, base)

    def action_next(self) -> None:
        """Move the focus to the next span."""
        old = self._spans[self._focus]
        self._focus = (self._focus + 1) % len(self._spans)
        new = self._spans[self._focus]
        for span in (old, new):
            for line in range(self._line_of(span.start), self._line_of(span.end - 1) + 1):
                self._strips.pop(line, None)
                self.refresh_line(line)
        line, top, height = self._line_of(new.start), self.scroll_offset.y, self.size.height
        if not top + _CONTEXT <= line < top + height - _CONTEXT:
            self.scroll_to(y=line - height // 3, animate=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.scroll_to(y=self.scroll_offset.y + pages * (self.size.height - 2), animate=False)


class BareView(App[None]):
    """The view and nothing else."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, words: int) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The view."""
        yield View(write(self._words))

    def on_mount(self) -> None:
        """Keep the collector off what lives as long as the app."""
        self.set_timer(0.3, self._settle)

    def _settle(self) -> None:
        gc.collect()
        gc.freeze()


if __name__ == "__main__":
    BareView(int(sys.argv[1])).run()
