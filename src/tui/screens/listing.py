"""A list over the whole screen, to choose one of its rows or to leave it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..actions import Context
from ..keymap import Keymap
from ..lines import Line, apart
from ..looks import Looks
from .rows import KeysWay, RowsScreen

Rows = Callable[[int], Sequence[Line]]
"""The rows of a list in so many cells."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed: ``taking`` is the word for what taking one of the rows does."""

    title: str
    about: str
    rows: Rows
    taking: str


class ListScreen(RowsScreen[int | None]):
    """Gives the index of the row that is taken, or ``None`` to stay."""

    context = Context.LIST
    prefix = "list"

    def __init__(self, listing: Listing, keymap: Keymap, looks: Looks) -> None:
        super().__init__(keymap, looks)
        self.listing = listing

    @property
    def about(self) -> str:
        """What is said of the list as a whole."""
        return self.listing.about

    def heading_lines(self, width: int) -> Sequence[Line]:
        """What is listed."""
        left: Line = ((" goldleaf  ", "accent"), (self.listing.title, "strong"))
        return [apart(left, ((self.about, "dim"), (" ", "")), width)]

    def ways(self) -> Sequence[KeysWay]:
        """To take a row, to go about, to leave."""
        return (
            (("list_take",), self.listing.taking),
            (("list_up", "list_down"), "go"),
            (("list_leave",), "back"),
        )

    def shown_rows(self, width: int) -> Sequence[Line]:
        """The rows in *width* cells."""
        return self.listing.rows(width)

    def fit(self, width: int) -> None:
        """Fit the rows to *width* cells."""
        self.rows.show(self.shown_rows(width - 1), max(self.rows.marked, 0))

    def perform(self, id: str) -> None:
        """Take the marked row, or leave."""
        if id == "list_take":
            self.dismiss(self.rows.marked)
        elif id == "list_leave":
            self.dismiss(None)

    def point_at(self, row: int) -> None:
        """Take the *row* that is clicked."""
        self.dismiss(row)
