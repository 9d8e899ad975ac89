"""Textual's line filters, applied once to a style and not to every strip drawn in it."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.widget import Widget


def filtered(style: Style, widget: Widget) -> Style:
    """*style* as the line filters of the app leave it on *widget*."""
    segments = [Segment(" ", style)]
    background = widget.background_colors[1]
    for line_filter in widget.get_line_filters():
        segments = line_filter.apply(segments, background)
    return style if segments[0].style is None else segments[0].style
