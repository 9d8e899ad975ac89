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

KeysWay = tuple[Sequence[str], str]
"""Ids of actions whose keys are shown, and a word for what they do."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed: ``taking`` is the word for what taking one of the rows does."""

    title: str
    about: str
    rows: Rows
    taking: str


class _Heading(Panel):
    """What is listed."""

    def __init__(self, screen: ListScreen, looks: Looks) -> None:
        super().__init__(looks, id="heading")
        self._list = screen

    def build(self, width: int, height: int) -> list[Line]:
        """One line and a rule."""
        del height
        left: Line = ((" goldleaf  ", "accent"), (self._list.listing.title, "strong"))
        return [
            apart(left, ((self._list.about, "dim"), (" ", "")), width),
            (("─" * width, "rule"),),
        ]


class ListScreen(Screen[int | None]):
    """Gives the index of the row that is taken, or ``None`` to stay."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False

    rows = getters.query_one(RowList)
    heading = getters.query_one(_Heading)

    def __init__(self, listing: Listing, keymap: Keymap, looks: Looks) -> None:
        super().__init__()
        self.listing = listing
        self._keymap = keymap
        self._looks = looks

    def compose(self) -> ComposeResult:
        """The title, the rows, and the keys."""
        yield _Heading(self, self._looks)
        yield RowList(self._looks)
        yield KeysOf(self._keymap, self.ways(), self._looks)

    @property
    def about(self) -> str:
        """What is said of the list as a whole."""
        return self.listing.about

    def ways(self) -> Sequence[KeysWay]:
        """The actions whose keys are shown, each with a word for it."""
        return (
            (("list_take",), self.listing.taking),
            (("list_up", "list_down"), "go"),
            (("list_leave",), "back"),
        )

    def shown_rows(self, width: int) -> Sequence[Line]:
        """The rows in *width* cells."""
        return self.listing.rows(width)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the width."""
        self.rows.show(self.shown_rows(event.size.width - 1), max(self.rows.marked, 0))

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
        elif action.id == "list_leave":
            self.dismiss(None)
        else:
            self.change(action.id)

    def change(self, id: str) -> None:
        """Do what the action called *id* says to the rows: nothing here."""

    @on(RowList.Clicked)
    def _clicked(self, message: RowList.Clicked) -> None:
        if self.app.screen is self:
            self.point_at(message.row)

    def point_at(self, row: int) -> None:
        """Take the *row* that is clicked."""
        self.dismiss(row)
