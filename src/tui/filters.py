"""Line filters: applied once to a style and not to every strip drawn in it."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Ground
from textual.filter import LineFilter
from textual.widget import Widget


def filtered(style: Style, widget: Widget) -> Style:
    """*style* as the line filters of the app leave it on *widget*."""
    segments = [Segment(" ", style)]
    background = widget.background_colors[1]
    for line_filter in widget.get_line_filters():
        segments = line_filter.apply(segments, background)
    return style if segments[0].style is None else segments[0].style


class Sixteen(LineFilter):
    """Draws everything in the sixteen colours of the terminal, as it has set them."""

    def apply(self, segments: list[Segment], background: Ground) -> list[Segment]:
        """*segments* in the nearest of those colours."""
        del background
        return [Segment(text, _in_sixteen(style), control) for text, style, control in segments]


@lru_cache(maxsize=1024)
def _in_sixteen(style: Style | None) -> Style | None:
    if style is None:
        return None
    return style + Style(color=_nearest(style.color), bgcolor=_nearest(style.bgcolor))


def _nearest(colour: Color | None) -> Color | None:
    return colour.downgrade(ColorSystem.STANDARD) if colour else None
