"""The list of choices: over the inspector, or over the lower lines where that is folded."""

from __future__ import annotations

from math import ceil

from rich.cells import cell_len
from textual import events
from textual.message import Message

from ..choosing import Choice, Choosing
from ..lines import Line, apart, clip_line, edged, width_of, wrap
from ..looks import Looks
from .panel import Panel

_HEAD = 2
_KEY = 6
_DETAIL = 16
_ABOUT = 4


class Chooser(Panel):
    """Draws a :class:`Choosing`; hidden while there is none."""

    class Picked(Message):
        """A choice was clicked."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks, id="chooser")
        self.choosing: Choosing | None = None
        self._rows: list[list[Choice]] = []
        self._column = True
        self._about_lines = _ABOUT
        self._cell = 0
        self._widest = 0

    def open(self, choosing: Choosing, width: int, most: int, *, column: bool) -> int:
        """Show *choosing* in a column, or in as few lines of *width* cells as it takes.

        In no more than *most* lines: what has no room there scrolls with the mark. Gives the
        number of those lines, which is 0 for a column.
        """
        self.choosing = choosing
        self._column = column
        lines = 0
        self._about_lines = _ABOUT
        if not column:
            rows = max(len(self._arranged(choosing.choices, width - 2)), 1)
            longest = max((cell_len(one.about) for one in choosing.choices), default=0)
            # as many for each of them, so that nothing moves with the mark
            self._about_lines = 2 if longest > width - 2 and rows + _HEAD < most else 1
            lines = min(1 + rows + self._about_lines, max(most, _HEAD + 1))
        self.styles.height = lines or None
        self.display = True
        self.renew()
        return lines

    def close(self) -> None:
        """Hide it."""
        self.choosing = None
        self.display = False

    def build(self, width: int, height: int) -> list[Line]:
        """Title, choices, and what the marked one means."""
        choosing = self.choosing
        if choosing is None:
            return []
        column = self._column
        inner = width - 3 if column else width - 2
        title: Line = ((choosing.title, "strong"),)
        if choosing.typed:
            title = (*title, ("  ", ""), (choosing.typed, "key"), ("▏", "accent"))
        way_out: Line = (("esc leaves", "faint"),)
        head = [apart(title, way_out, inner), ()]
        if not column:
            head = [_in_rule(title, way_out, width)]
        about = self._about(inner, self._about_lines)
        room = height - len(head) - self._about_lines - (2 if column else 0)
        rows = self._visible(self._arranged(choosing.shown, inner), room)
        lines = [*head, *(self._row(row) for row in rows)]
        if not rows:
            lines.append((("nothing to choose from here", "dim"),))
        if column:
            return edged([*lines, (), *about], width, height)
        return [*head, *(((" ", ""), *line) for line in [*lines[1:], *about])]

    def _about(self, width: int, most: int) -> list[Line]:
        marked = self.choosing.marked if self.choosing else None
        if marked is None or self.choosing is None:
            return []
        if marked.why_not:
            return [((marked.why_not, "warning"),)]
        return [((line, "dim"),) for line in wrap(marked.about, width, most)]

    def _visible(self, rows: list[list[Choice]], room: int) -> list[list[Choice]]:
        """As many *rows* as there is room for, the marked choice among them."""
        marked = self.choosing.marked if self.choosing else None
        at = next((y for y, row in enumerate(rows) if marked in row), 0)
        start = min(max(at - room // 2, 0), max(len(rows) - room, 0))
        self._rows = rows[start : start + room]
        return self._rows

    def _arranged(self, choices: tuple[Choice, ...], width: int) -> list[list[Choice]]:
        """*choices* in rows: a single column, or as many as fit where room is short."""
        every = self.choosing.choices if self.choosing else ()
        self._widest = max((cell_len(choice.name) for choice in every), default=0)
        detail = max((cell_len(choice.detail) for choice in every), default=0)
        wanted = _KEY + self._widest + (2 + min(detail, _DETAIL) if detail else 0) + 1
        if self._column:
            self._cell = width
            return [[choice] for choice in choices]
        count = max(width // wanted, 1)
        self._cell = width // count
        height = ceil(len(choices) / count)
        return [list(choices[y::height]) for y in range(height)]

    def _row(self, choices: list[Choice]) -> Line:
        line: Line = ()
        for choice in choices:
            line = (*line, *self._entry(choice))
        return line

    def _entry(self, choice: Choice) -> Line:
        assert self.choosing is not None
        here = choice is self.choosing.marked
        barred = bool(choice.why_not)
        name = "faint" if barred else "marked" if here else choice.ink or "strong"
        detail = "faint" if barred else choice.detail_ink
        entry: Line = (
            ("▸" if here else " ", "accent"),
            ("●" if choice.present else " ", "good"),
            (f" {choice.key or ' '}  ", "faint" if barred else "key"),
            (choice.name, name),
        )
        if choice.detail:
            gap = " " * (self._widest - cell_len(choice.name) + 2)
            entry = (*entry, (gap, ""), (choice.detail, detail))
        line = clip_line(entry, self._cell - 1)
        return (*line, (" " * (self._cell - width_of(line)), ""))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Mark the next choice."""
        event.stop()
        self._scroll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Mark the choice before."""
        event.stop()
        self._scroll(-1)

    def _scroll(self, by: int) -> None:
        if self.choosing is not None:
            self.choosing.go(by)
            self.renew()

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked."""
        event.stop()
        y = event.y - (_HEAD if self._column else 1)
        x = max(event.x - 2, 0) // self._cell if self._cell else 0
        if 0 <= y < len(self._rows) and x < len(self._rows[y]):
            self.post_message(self.Picked(self._rows[y][x]))


def _in_rule(left: Line, right: Line, width: int) -> Line:
    """*left* and *right* set into a rule."""
    gap = width - width_of(left) - width_of(right) - 8
    return (
        ("── ", "rule"),
        *left,
        (f" {'─' * gap} ", "rule"),
        *right,
        (" ──", "rule"),
    )
