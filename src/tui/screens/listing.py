"""A list over the whole screen, to choose one of its rows or to leave it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events, getters, on
from textual.app import ComposeResult
from textual.screen import Screen

from ..actions import Context
from ..keymap import Keymap, pressed_key
from ..lines import Line, apart
from ..looks import Looks
from ..widgets.key_line import KeyLine, KeysOf
from ..widgets.panel import Panel
from ..widgets.row_list import RowList

Rows = Callable[[int], Sequence[Line]]
"""The rows of a list in so many cells."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed: ``taking`` is the word for what taking one of the rows does."""

    title: str
    about: str
    rows: Rows
    taking: str


class _Heading(Panel):
    """What is listed."""

    def __init__(self, listing: Listing, looks: Looks) -> None:
        super().__init__(looks, id="heading")
        self._listing = listing

    def build(self, width: int, height: int) -> list[Line]:
        """One line and a rule."""
        del height
        left: Line = ((" goldleaf  ", "accent"), (self._listing.title, "strong"))
        return [
            apart(left, ((self._listing.about, "dim"), (" ", "")), width),
            (("─" * width, "rule"),),
        ]


class ListScreen(Screen[int | None]):
    """Gives the index of the row that is taken, or ``None`` to stay."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False

    rows = getters.query_one(RowList)

    def __init__(self, listing: Listing, keymap: Keymap, looks: Looks) -> None:
        super().__init__()
        self._listing = listing
        self._keymap = keymap
        self._looks = looks

    def compose(self) -> ComposeResult:
        """The title, the rows, and the keys."""
        yield _Heading(self._listing, self._looks)
        yield RowList(self._looks)
        ways = (
            (("list_take",), self._listing.taking),
            (("list_up", "list_down"), "go"),
            (("list_leave",), "back"),
        )
        yield KeysOf(self._keymap, ways, self._looks)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the width."""
        self.rows.show(self._listing.rows(event.size.width - 1), max(self.rows.marked, 0))

    def on_key(self, event: events.Key) -> None:
        """Go about in the list, take a row, or leave."""
        event.stop()
        event.prevent_default()
        if self.app.screen is not self:
            return
        self._press(pressed_key(event.key, event.character))

    @on(KeyLine.Pressed)
    def _clicked_key(self, message: KeyLine.Pressed) -> None:
        if self.app.screen is self:
            self._press(message.key)

    def _press(self, key: str) -> None:
        action = self._keymap.action_for(key, Context.LIST)
        page = max(self.rows.size.height - 1, 1)
        steps = {
            "list_down": 1,
            "list_up": -1,
            "list_page_down": page,
            "list_page_up": -page,
            "list_first": -len(self.rows.rows),
            "list_last": len(self.rows.rows),
        }
        if action is None:
            return
        if action.id in steps:
            self.rows.mark(max(self.rows.marked + steps[action.id], 0))
        elif action.id == "list_take":
            self.dismiss(self.rows.marked)
        else:
            self.dismiss(None)

    @on(RowList.Clicked)
    def _clicked(self, message: RowList.Clicked) -> None:
        if self.app.screen is self:
            self.dismiss(message.row)
