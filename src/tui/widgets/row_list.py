"""A long list of lines of which only the visible ones are drawn, with one marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..lines import Line
from ..looks import Looks
from .inked import Inked

Thing = TypeVar("Thing")


class RowsOf(Sequence[Line], Generic[Thing]):
    """A row for each of many things, made when it is asked for: few of them are ever seen."""

    def __init__(self, things: Sequence[Thing], row: Callable[[Thing], Line]) -> None:
        self._things = things
        self._row = row

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> RowsOf[Thing]: ...

    def __getitem__(self, index: int | slice) -> Line | RowsOf[Thing]:
        """The row at *index*, or those of a slice."""
        if isinstance(index, slice):
            return RowsOf(self._things[index], self._row)
        return self._row(self._things[index])

    def __len__(self) -> int:
        """As many as there are things."""
        return len(self._things)


class RowList(ScrollView, Inked, can_focus=False):
    """Shows rows. The marked one is always in view; -1 marks none."""

    class Clicked(Message):
        """A row was clicked."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._inks = {}
        self._strips = {}
        self._rows: Sequence[Line] = ()
        self._marked = -1
        super().__init__()

    @property
    def marked(self) -> int:
        """Index of the marked row."""
        return self._marked

    @property
    def rows(self) -> Sequence[Line]:
        """What is shown."""
        return self._rows

    def show(self, rows: Sequence[Line], marked: int = -1) -> None:
        """Show other *rows*."""
        self._rows = rows
        self.virtual_size = Size(self.size.width, len(rows))
        self.refresh()
        self.mark(marked)

    def mark(self, row: int) -> None:
        """Mark *row*, or the last one when there are not so many."""
        row = min(row, len(self._rows) - 1)
        for changed in {self._marked, row} - {-1}:
            self.refresh_line(changed)
        self._marked = row
        if row >= 0:
            top, height = self.scroll_offset.y, self.size.height
            target = min(max(top, row - height + 1), row)
            self.scroll_to(y=target, animate=False, force=True)

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the marked row in view."""
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.mark(self._marked)

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked."""
        row = event.y + self.scroll_offset.y
        if row < len(self._rows):
            self.post_message(self.Clicked(row))

    def render_line(self, y: int) -> Strip:
        """The strip of the viewport's row *y*."""
        row = y + self.scroll_offset.y
        line = self._rows[row] if row < len(self._rows) else ()
        return self.strip_of(line, self.size.width, marked=row == self._marked)
