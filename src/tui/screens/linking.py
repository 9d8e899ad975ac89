"""Which entry of the knowledge base an entity is linked to: sought as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events

from ...core.knowledge import Entry
from ...core.model import GoldleafError
from ...core.model.visible import visible
from ..actions import Context
from ..keymap import Keymap
from ..lines import Line, apart, clip, pad, wrap
from ..looks import Looks
from .rows import KeysWay, RowsScreen

_WAYS = (
    (("link_take",), "link"),
    (("link_up", "link_down"), "go"),
    ((), "find"),
    (("link_clear",), "clear"),
    (("link_off",), "take off"),
    (("link_leave",), "back"),
)
_CONTEXT_LINES = 2
_NAME = 34
_ID = 14


class Sought(NamedTuple):
    """What is linked: its words, where they stand, and the link it has."""

    words: str
    context: str
    link: str
    search: Callable[[str], Sequence[Entry]]


class LinkScreen(RowsScreen[str | None]):
    """Gives the id that is chosen; an empty one takes the link off, ``None`` leaves it."""

    context = Context.LINK
    prefix = "link"

    def __init__(self, sought: Sought, keymap: Keymap, looks: Looks) -> None:
        super().__init__(keymap, looks)
        self.sought = sought
        self.typed = sought.words
        self.problem = ""
        self._is_first = True
        self._found: Sequence[Entry] = ()

    def heading_lines(self, width: int) -> Sequence[Line]:
        """What is linked, in its context, and what was typed."""
        left: Line = ((" goldleaf  ", "accent"), (f"link “{self.sought.words}”", "strong"))
        said = wrap(self.sought.context, width - 4, _CONTEXT_LINES)
        context: list[Line] = [((f"  {line}", "dim"),) for line in said]
        context += [()] * (_CONTEXT_LINES - len(context))
        if self.problem:
            context[-1] = ((f" {self.problem}", "warning"),)
        return [apart(left, self.found_by("type to find"), width), *context]

    def ways(self) -> Sequence[KeysWay]:
        """To link, to go about, to find, to take the link off, to go back."""
        return _WAYS

    def on_mount(self) -> None:
        """Look the words of the mention up first."""
        self.find(self.typed)
        self._is_first = True

    def fit(self, width: int) -> None:
        """Fit the rows to *width* cells."""
        self._show(width, max(self.rows.marked, 0))

    def on_paste(self, event: events.Paste) -> None:
        """Look up what is pasted."""
        event.stop()
        self.type(" ".join(event.text.split()))

    def type(self, letter: str) -> None:
        """Look up what is typed: the first letter takes the place of the mention's words."""
        self.find(letter if self._is_first and letter != " " else self.typed + letter)

    def find(self, typed: str) -> None:
        """Look up what is *typed*."""
        self.typed = typed
        self._is_first = False
        try:
            self._found = self.sought.search(typed)
            self.problem = ""
        except GoldleafError as error:
            self._found, self.problem = (), str(error)
        self._show(self.size.width, 0)
        self.heading.renew()

    def perform(self, id: str) -> None:
        """Link, start to look up anew, take the link off, or go back."""
        if id == "link_take":
            self.point_at(self.rows.marked)
        elif id == "link_clear":
            self.find("")
        else:
            self.dismiss("" if id == "link_off" else None)

    def point_at(self, row: int) -> None:
        """Link to the entry of *row*; where nothing is found, to what is typed."""
        if 0 <= row < len(self._found):
            self.dismiss(self._found[row].id)
        elif typed := self.typed.strip():
            self.dismiss(typed)

    def _show(self, width: int, marked: int) -> None:
        rows = [self._row(entry, width - 1) for entry in self._found]
        if typed := visible(self.typed.strip()):
            rows.append(
                ((" use ", "dim"), (clip(typed, width - 20), "strong"), (" as the id", "dim"))
            )
        self.rows.show(rows, marked)

    def _row(self, entry: Entry, width: int) -> Line:
        here = ("●", "good") if entry.id == self.sought.link else (" ", "")
        also = f"  also {', '.join(entry.aliases)}" if entry.aliases else ""
        left: Line = (
            here,
            (" ", ""),
            (pad(visible(entry.label), min(_NAME, width // 2)), "strong"),
            ("  ", ""),
            (visible(entry.description), ""),
            (visible(also), "faint"),
        )
        return apart(left, ((clip(visible(entry.id), _ID), "dim"),), width)
