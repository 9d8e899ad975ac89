"""A scroll bar that takes less time to draw than the text beside it."""

from __future__ import annotations

from typing import Any, Self, cast

from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class QuickScrollBar(ScrollBar):
    """Textual's vertical scroll bar, with one strip for all of its cells that look the same.

    Textual gives each cell a strip of its own, by way of a rich renderable: that takes as long
    at every page as preparing all lines of the text. The strips are kept until Textual wants the
    bar drawn anew.
    """

    def __init__(self) -> None:
        self._drawn: list[Strip] = []
        super().__init__(vertical=True, name="vertical", thickness=1)

    def refresh(self, *regions: Region, **how: Any) -> Self:
        """Draw the bar anew."""
        self._drawn = []
        return super().refresh(*regions, **how)

    def notify_style_update(self) -> None:
        """Draw it in the colours of another theme."""
        self._drawn = []
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the rows in *crop*."""
        height = self.size.height
        if len(self._drawn) != height:
            self._drawn = self._draw(height)
        return self._drawn[crop.y : crop.bottom]

    def _draw(self, height: int) -> list[Strip]:
        bar = cast("ScrollBarRender", self.render())
        style = self.app.console.get_style(bar.style)
        assert style.bgcolor is not None
        assert style.color is not None
        cells = bar.render_bar(
            height,
            bar.virtual_size,
            bar.window_size,
            bar.position,
            back_color=style.bgcolor,
            bar_color=style.color,
        ).segments
        base, background = self.rich_style, self.background_colors[1]
        filters = self.get_line_filters()
        strips: dict[object, Strip] = {}
        for cell in set(cells):
            strips[cell] = Strip([cell], 1).apply_style(base)
            for line_filter in filters:
                strips[cell] = strips[cell].apply_filter(line_filter, background)
        return [strips[cell] for cell in cells]
