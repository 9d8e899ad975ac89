"""The list of choices: over the inspector, or over the lower lines where that is folded."""

from __future__ import annotations

from math import ceil

from textual import events
from textual.message import Message

from ..choosing import Choice, Choosing
from ..lines import Line, apart, pad, width_of
from ..looks import Looks
from .panel import Panel

_NAME = 18
_HEAD = 2


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
        self._cell = 0

    def open(self, choosing: Choosing, width: int, *, column: bool) -> None:
        """Show *choosing* in a column of *width* cells, or else in as few lines as it takes."""
        self.choosing = choosing
        if not column:
            rows, _ = self._arranged(choosing.choices, width)
            self.styles.height = len(rows) + _HEAD + 1
        else:
            self.styles.height = None
        self.display = True
        self.renew()

    def close(self) -> None:
        """Hide it."""
        self.choosing = None
        self.display = False

    def build(self, width: int, height: int) -> list[Line]:
        """Title, choices, and what the marked one means."""
        choosing = self.choosing
        if choosing is None:
            return []
        title: Line = ((" ", ""), (choosing.title, "strong"))
        if choosing.typed:
            title = (*title, ("  ", ""), (choosing.typed, "key"), ("▏", "accent"))
        hint = "any other key goes on " if choosing.passing else "esc leaves "
        lines = [apart(title, ((hint, "faint"),), width), (("─" * width, "rule"),)]
        rows, cell = self._arranged(choosing.shown, width)
        single = cell >= width
        room = height - _HEAD - (0 if single else 1)
        marked = choosing.marked
        at = next((y for y, row in enumerate(rows) if marked in row), 0)
        start = min(max(at - room // 2, 0), max(len(rows) - room, 0))
        self._rows = rows[start : start + room]
        self._cell = cell
        for row in self._rows:
            line: Line = ()
            for choice in row:
                here = choice is marked and not choosing.passing
                line = (*line, *self._entry(choice, cell, here=here, details=single))
            lines.append(line)
        if not choosing.shown:
            lines.append(((" nothing to choose from here", "dim"),))
        if not single and marked is not None:
            lines.append(((" ", ""), (marked.why_not or marked.detail, "dim")))
        return lines

    def _arranged(
        self, choices: tuple[Choice, ...], width: int
    ) -> tuple[list[list[Choice]], int]:
        """*choices* in rows, and the cells that each takes."""
        column = self.screen.has_class("-wide")
        if column:
            return [[choice] for choice in choices], width
        cell = max((self._wanted(choice) for choice in choices), default=width)
        count = max(width // cell, 1)
        height = ceil(len(choices) / count)
        rows = [list(choices[y::height]) for y in range(height)]
        return rows, width // count

    def _wanted(self, choice: Choice) -> int:
        short = width_of(((choice.name, ""),))
        more = width_of(((choice.detail, ""),)) + 2 if self._tells(choice) else 0
        return min(short + more, 40) + 6

    def _tells(self, choice: Choice) -> bool:
        """Whether the detail belongs to the name, as the label of a filler does."""
        return self.choosing is not None and not self.choosing.by_name

    def _entry(self, choice: Choice, width: int, *, here: bool, details: bool) -> Line:
        sign = "●" if choice.present else "▸" if here else " "
        ink = "faint" if choice.why_not else choice.ink or "strong"
        key_ink = "faint" if choice.why_not else "key"
        head: Line = ((f"{sign} ", "accent"), (f"{choice.key or ' '}  ", key_ink))
        room = width - width_of(head)
        if here and not choice.why_not:
            ink = "marked"
        if self._tells(choice):
            name_ink = "faint" if choice.why_not else "marked" if here else "strong"
            detail_ink = "faint" if choice.why_not else choice.ink
            words: Line = ((choice.name, name_ink), ("  ", ""), (choice.detail, detail_ink))
            return apart((*head, *words), (), width)
        if details and room > _NAME:
            column = max(len(choice.name), _NAME) if room < _NAME * 2 else _NAME
            detail = pad(choice.detail, room - column - 2)
            return (*head, (pad(choice.name, column), ink), ("  ", ""), (detail, "dim"))
        return (*head, (pad(choice.name, room), ink))

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked."""
        event.stop()
        y = event.y - _HEAD
        x = event.x // self._cell if self._cell else 0
        if 0 <= y < len(self._rows) and x < len(self._rows[y]):
            self.post_message(self.Picked(self._rows[y][x]))
