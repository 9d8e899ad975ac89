"""The base of what takes the whole screen: a heading, rows to go about in, and the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.screen import Screen, ScreenResultType

from ...core.model.visible import visible
from ..actions import Context
from ..keymap import Keymap, pressed_key
from ..lines import Line
from ..looks import Looks
from ..widgets.key_line import KeyLine, KeysOf
from ..widgets.panel import Panel
from ..widgets.row_list import RowList

KeysWay = tuple[Sequence[str], str]
"""Ids of actions whose keys are shown, and a word for what they do."""


class Heading(Panel):
    """What the screen says above its rows."""

    def __init__(self, screen: RowsScreen[ScreenResultType], looks: Looks) -> None:
        super().__init__(looks, id="heading")
        self._says = screen.heading_lines

    def build(self, width: int, height: int) -> list[Line]:
        """The lines, and a rule."""
        del height
        return [*self._says(width), (("─" * width, "rule"),)]


class RowsScreen(Screen[ScreenResultType]):
    """Rows that keys and mouse go about in; where letters are no keys, they are ``typed``.

    ``context`` is where its keys are looked up, ``prefix`` how the ids of those actions
    begin that every such screen has: ``_up``, ``_page_down``, ``_first``, ``_erase``…
    """

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    context: ClassVar[Context]
    prefix: ClassVar[str]

    rows = getters.query_one(RowList)
    heading = getters.query_one(Heading)

    def __init__(self, keymap: Keymap, looks: Looks) -> None:
        super().__init__()
        self.typed = ""
        self._keymap = keymap
        self._looks = looks

    def compose(self) -> ComposeResult:
        """The heading, the rows, and the keys that work here."""
        yield Heading(self, self._looks)
        yield RowList(self._looks)
        yield KeysOf(self._keymap, self.ways(), self._looks)

    def heading_lines(self, width: int) -> Sequence[Line]:
        """What is said above the rows in *width* cells."""
        raise NotImplementedError

    def ways(self) -> Sequence[KeysWay]:
        """The actions whose keys are shown, each with a word for it."""
        raise NotImplementedError

    def fit(self, width: int) -> None:
        """Fit the rows to *width* cells."""
        raise NotImplementedError

    def perform(self, id: str) -> None:
        """Do what the action called *id* says, which is none of going about."""
        raise NotImplementedError

    def point_at(self, row: int) -> None:
        """Do what a click on *row* is for: nothing here."""

    def go(self, step: int) -> None:
        """Go *step* rows down."""
        if self.rows.rows:
            self.rows.mark(max(self.rows.marked + step, 0))

    def type(self, letter: str) -> None:
        """Type *letter*, where typing narrows the rows down."""
        self.find(self.typed + letter)

    def find(self, typed: str) -> None:
        """Show the rows that have what is *typed*: here all."""

    def found_by(self, asking: str) -> Line:
        """What is typed, for the heading; *asking* where nothing is."""
        if not self.typed:
            return ((asking, "faint"), (" ", ""))
        return (("find ", "dim"), (visible(self.typed), "key"), ("▏", "accent"), (" ", ""))

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the width."""
        self.fit(event.size.width)

    def on_key(self, event: events.Key) -> None:
        """Go about, find, or do what else the key is for."""
        event.stop()
        event.prevent_default()
        self._press(pressed_key(event.key, event.character))

    @on(KeyLine.Pressed)
    def _clicked_key(self, message: KeyLine.Pressed) -> None:
        self._press(message.key)

    @on(RowList.Clicked)
    def _clicked_row(self, message: RowList.Clicked) -> None:
        if self.app.screen is self:
            self.point_at(message.row)

    def _press(self, key: str) -> None:
        # a key that was pressed before this screen had gone
        if self.app.screen is not self:
            return
        action = self._keymap.action_for(key, self.context)
        if action is None:
            if key == "space" or len(key) == 1:
                self.type(" " if key == "space" else key)
            return
        page = max(self.rows.size.height - 1, 1)
        count = len(self.rows.rows)
        steps = {"down": 1, "up": -1, "page_down": page, "page_up": -page}
        steps |= {"first": -count, "last": count}
        what = action.id.removeprefix(f"{self.prefix}_")
        if what in steps:
            self.go(steps[what])
        elif what == "erase":
            self.find(self.typed[:-1])
        else:
            self.perform(action.id)
