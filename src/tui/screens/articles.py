"""The list of the articles: how far each is, and which one to go to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from ...core.model import Status
from ...core.model.visible import visible
from ...core.store import Overview
from ..actions import Context
from ..keymap import Keymap
from ..lines import Line, apart, pad
from ..looks import Looks
from ..widgets.row_list import RowsOf
from .rows import KeysWay, RowsScreen

_SIGNS = {
    Status.OPEN: ("·", "dim"),
    Status.DONE: ("✓", "good"),
    Status.SKIPPED: ("↷", "dim"),
    Status.FLAGGED: ("⚑", "warning"),
}
_ROOMY = 100
_COUNT = 9
_EDGE = 4


_WAYS = (
    (("article_open",), "open"),
    (("article_up", "article_down"), "go"),
    ((), "find"),
    (("articles_leave",), "back"),
)


def columns_of(width: int) -> tuple[str, ...]:
    """The names of the columns of counts that fit."""
    if width >= _ROOMY:
        return ("words", "pending", "accepted", "rejected", "comments")
    return ("pending", "accepted")


class ArticlesScreen(RowsScreen[str | None]):
    """Gives the id of the article to go to, or ``None`` to stay."""

    context = Context.ARTICLES
    prefix = "article"

    def __init__(
        self,
        overview: Sequence[Overview],
        current: str,
        keymap: Keymap,
        looks: Looks,
        heading: str = "",
    ) -> None:
        super().__init__(keymap, looks)
        self.summary = f"{heading} {summed_up(overview)}".strip()
        self._overview = overview
        self._shown: list[Overview] = []
        self._current = current

    def heading_lines(self, width: int) -> Sequence[Line]:
        """What is listed, what was typed, and the names of the columns."""
        left: Line = ((" goldleaf  ", "accent"), ("articles", "strong"))
        columns: Line = tuple(
            (pad("", _COUNT - len(name)) + name, "dim") for name in columns_of(width)
        )
        return [
            apart(left, self.found_by("type to find"), width),
            ((" ", ""), (self.summary, "")),
            apart((("    title", "dim"),), (*columns, ("  ", "")), width),
        ]

    def ways(self) -> Sequence[KeysWay]:
        """To open an article, to go about, to find, to go back."""
        return _WAYS

    def fit(self, width: int) -> None:
        """Fit the rows to *width* cells."""
        marked = self._shown[self.rows.marked].id if self.rows.marked >= 0 else self._current
        self._fill(width, marked)

    def find(self, typed: str) -> None:
        """List the articles that have all the words *typed*."""
        self.typed = typed
        self._fill(self.size.width, self._current)
        self.heading.renew()

    def perform(self, id: str) -> None:
        """Open the marked article; else take back what was typed, or go back."""
        if id == "article_open":
            if self.rows.marked >= 0:
                self.point_at(self.rows.marked)
        elif self.typed:
            self.find("")
        else:
            self.dismiss(None)

    def point_at(self, row: int) -> None:
        """Open the article of *row*."""
        self.dismiss(self._shown[row].id)

    def _fill(self, width: int, marked: str) -> None:
        words = self.typed.casefold().split()
        self._shown = [
            row for row in self._overview if all(word in _searched(row) for word in words)
        ]
        ids = [row.id for row in self._shown]
        index = ids.index(marked) if marked in ids else min(0, len(ids) - 1)
        self.rows.show(RowsOf(self._shown, lambda row: self._row(row, width)), index)

    def _row(self, row: Overview, width: int) -> Line:
        sign, ink = _SIGNS[row.status]
        values = {
            "words": row.tokens,
            "pending": row.pending,
            "accepted": row.accepted,
            "rejected": row.rejected,
            "comments": row.comments,
        }
        counts: list[tuple[str, str]] = []
        for name in columns_of(width):
            value = values[name]
            ink_of = "waiting" if name == "pending" and value else "" if value else "faint"
            counts.append((f"{value or '–':>{_COUNT}}", ink_of))
        here = "▸" if row.id == self._current else " "
        left: Line = (
            (here, "accent"),
            (sign, ink),
            ("  ", ""),
            (_title(row), "dim" if row.status in (Status.DONE, Status.SKIPPED) else "strong"),
            (f"  {_source(row)}" if row.source else "", "faint"),
        )
        return apart(left, (*counts, ("  ", "")), width)


def _title(row: Overview) -> str:
    return " ".join(visible(row.title or row.id).split())


def _source(row: Overview) -> str:
    """The source; of a file its name, which tells more than where the title leaves room for."""
    return visible(row.source if "://" in row.source else PurePath(row.source).name)


def _searched(row: Overview) -> str:
    return f"{row.title} {row.id} {row.source} {row.published} {row.status.value}".casefold()


def summed_up(overview: Sequence[Overview]) -> str:
    """How many articles there are of each status, and what was decided."""
    count = len(overview)
    numbers = [(status, sum(row.status is status for row in overview)) for status in Status]
    parts = [f"{count} article{'' if count == 1 else 's'}"]
    parts += [f"{number} {status.value}" for status, number in numbers if number]
    decided = sum(row.accepted + row.rejected for row in overview)
    pending = sum(row.pending for row in overview)
    return f"{', '.join(parts)}; {decided} annotations decided, {pending} pending"
