"""Drawing lines of named inks on the line API."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ..filters import filtered
from ..inks import ink_styles
from ..lines import LINK, Line, clip_line, width_of
from ..looks import Looks

_STRIPS_KEPT = 300


class Inked(Widget):
    """A widget that draws lines. What a theme makes of an ink is looked up once.

    ``label:NAME`` is the ink of a label, in its own colour.
    """

    _looks: Looks
    _inks: dict[tuple[str, bool], Style]
    _strips: dict[tuple[Line, int, bool], Strip]

    def notify_style_update(self) -> None:
        """Forget the styles of the theme before."""
        super().notify_style_update()
        self._inks = {}
        self._strips = {}

    def ink(self, name: str, *, marked: bool = False) -> Style:
        """The style of the ink called *name*, as it is on a marked row when *marked*."""
        if not self._inks:
            styles = ink_styles(self.app.theme_variables, self._looks.manner)
            self._inks = {(ink, False): filtered(style, self) for ink, style in styles.items()}
        name = name.partition(LINK)[0]
        style = self._inks.get((name, marked))
        if style is None:
            style = self._inks["", False]
            if name.startswith("label:"):
                style += self._looks.label_style(name.removeprefix("label:"))
            elif name:
                style = self._inks[name, False]
            if marked:
                style += Style(bgcolor=self._inks["marked", False].bgcolor)
            style = self._inks[name, marked] = filtered(style, self)
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the rows in *crop*: there are no borders that need more."""
        strips = [self.render_line(y) for y in range(crop.y, crop.bottom)]
        left, right = crop.column_span
        if left or right < self.size.width:
            return [strip.crop(left, right) for strip in strips]
        return strips

    def strip_of(self, line: Line, width: int, *, marked: bool = False) -> Strip:
        """*line* as exactly *width* cells.

        Strips are kept: every frame asks for all rows of the widget, of which few differ,
        and a strip that was drawn before remembers its escape sequences.
        """
        key = (line, width, marked)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _STRIPS_KEPT:
                self._strips.clear()
            fitting = clip_line(line, width)
            segments = [Segment(text, self.ink(ink, marked=marked)) for text, ink in fitting]
            if room := width - width_of(fitting):
                segments.append(Segment(" " * room, self.ink("", marked=marked)))
            strip = self._strips[key] = Strip(segments, width)
        return strip
