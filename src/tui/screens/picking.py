"""A list over the whole screen of which any rows can be taken out before it is carried out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..keymap import Keymap
from ..lines import Line
from ..looks import Looks
from .listing import Listing, ListScreen
from .rows import KeysWay

_SIGN = 3


class PickScreen(ListScreen):
    """Gives a row when the list is to be carried out, without those that were taken out.

    ``left`` has the indices of the rows that are in.
    """

    def __init__(
        self,
        listing: Listing,
        summing_up: Callable[[frozenset[int]], str],
        keymap: Keymap,
        looks: Looks,
    ) -> None:
        """List *listing*; *summing_up* says what the rows that are in amount to."""
        super().__init__(listing, keymap, looks)
        self._summing_up = summing_up
        self._lines = tuple(listing.rows(0))
        self.left = frozenset(range(len(self._lines)))

    @property
    def about(self) -> str:
        """What the rows that are in amount to."""
        return self._summing_up(self.left)

    def ways(self) -> Sequence[KeysWay]:
        """Those of a list, and to take rows out."""
        carry_out, *others = super().ways()
        return (
            carry_out,
            (("list_toggle",), "in or out"),
            (("list_toggle_all",), "all"),
            *others,
        )

    def point_at(self, row: int) -> None:
        """Take the *row* that is clicked out, or put it back."""
        self.rows.mark(row)
        self.perform("list_toggle")

    def shown_rows(self, width: int) -> list[Line]:
        """The rows, each with a sign that says whether it is in."""
        self._lines = tuple(self.listing.rows(width - _SIGN))
        return self._signed()

    def _signed(self) -> list[Line]:
        return [
            ((" ✓ ", "good"), *line)
            if index in self.left
            else ((" ✗ ", "bad"), ("".join(text for text, _ in line), "faint"))
            for index, line in enumerate(self._lines)
        ]

    def perform(self, id: str) -> None:
        """Take the marked row out or put it back and go to the next, or do so with all."""
        marked = self.rows.marked
        if id == "list_toggle" and marked >= 0:
            self.left ^= {marked}
            marked = min(marked + 1, len(self._lines) - 1)
        elif id == "list_toggle_all":
            self.left = frozenset() if self.left else frozenset(range(len(self._lines)))
        else:
            super().perform(id)
            return
        self.rows.show(self._signed(), marked)
        self.heading.renew()
