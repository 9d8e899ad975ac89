"""The base of the small panels: prepared lines, of which only changed ones are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from ..lines import Line, target_at
from ..looks import Looks
from .inked import Inked


class Panel(Inked, can_focus=False):
    """Draws what ``build`` says.

    ``renew`` is cheap enough for every key: it builds the lines again and refreshes
    those that differ.
    """

    class Followed(Message):
        """A click on what leads to ``target``: see :func:`..lines.linked`."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:
        self._looks = looks
        self._inks = {}
        self._strips = {}
        self._lines: tuple[Line, ...] = ()
        self._width = 0
        super().__init__(id=id)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """The lines to draw, each in at most *width* cells."""
        raise NotImplementedError

    def renew(self) -> None:
        """Build the lines anew and draw those that changed."""
        width, height = self.size
        if not width or not height:
            return
        self._width = width
        old = self._lines
        self._lines = tuple(self.build(width, height)[:height])
        rows = range(max(len(old), len(self._lines)))
        changed = [y for y in rows if old[y : y + 1] != self._lines[y : y + 1]]
        if changed:
            # one region: each costs more than the rows between
            self.refresh(Region(0, changed[0], width, changed[-1] + 1 - changed[0]))

    @property
    def plain(self) -> str:
        """What is drawn, without its inks."""
        return "\n".join("".join(text for text, _ in line).rstrip() for line in self._lines)

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the lines to the new size."""
        self.renew()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell where what is clicked leads to."""
        line = self._lines[event.y] if 0 <= event.y < len(self._lines) else ()
        if target := target_at(line, event.x):
            event.stop()
            self.post_message(self.Followed(target))

    def render_line(self, y: int) -> Strip:
        """The strip of row *y*."""
        line = self._lines[y] if y < len(self._lines) else ()
        return self.strip_of(line, self._width or self.size.width)
