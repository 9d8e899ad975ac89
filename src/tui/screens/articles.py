"""The list of the articles: how far each is, and which one to go to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from textual import events, getters, on
from textual.app import ComposeResult
from textual.screen import Screen

from ...core.model import Status
from ...core.model.visible import visible
from ...core.store import Overview
from ..actions import Context
from ..keymap import Keymap, pressed_key
from ..lines import Line, apart, pad
from ..looks import Looks
from ..widgets.key_line import KeyLine, KeysOf
from ..widgets.panel import Panel
from ..widgets.row_list import RowList

_SIGNS = {
    Status.OPEN: ("·", "dim"),
    Status.DONE: ("✓", "good"),
    Status.SKIPPED: ("↷", "dim"),
    Status.FLAGGED: ("⚑", "warning"),
}
_ROOMY = 100
_COUNT = 9
_EDGE = 4


class _Heading(Panel):
    """What is listed, what was typed, and the names of the columns."""

    def __init__(self, screen: ArticlesScreen, looks: Looks) -> None:
        super().__init__(looks, id="heading")
        self._list = screen

    def build(self, width: int, height: int) -> list[Line]:
        """Two lines, the columns, and a rule."""
        del height
        typed: Line = (("type to find", "faint"),)
        if self._list.typed:
            typed = (("find ", "dim"), (self._list.typed, "key"), ("▏", "accent"))
        first = apart(
            ((" goldleaf  ", "accent"), ("articles", "strong")), (*typed, (" ", "")), width
        )
        columns: Line = tuple(
            (pad("", _COUNT - len(name)) + name, "dim") for name in columns_of(width)
        )
        return [
            first,
            ((" ", ""), (self._list.summary, "")),
            apart((("    title", "dim"),), (*columns, ("  ", "")), width),
            (("─" * width, "rule"),),
        ]


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


class ArticlesScreen(Screen[str | None]):
    """Gives the id of the article to go to, or ``None`` to stay."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False

    rows = getters.query_one(RowList)
    heading = getters.query_one(_Heading)

    def __init__(
        self,
        overview: Sequence[Overview],
        current: str,
        keymap: Keymap,
        looks: Looks,
        heading: str = "",
    ) -> None:
        super().__init__()
        self.typed = ""
        self.summary = f"{heading} {summed_up(overview)}".strip()
        self._overview = overview
        self._shown: list[Overview] = []
        self._current = current
        self._keymap = keymap
        self._looks = looks

    def compose(self) -> ComposeResult:
        """The heading, the list, and its keys."""
        yield _Heading(self, self._looks)
        yield RowList(self._looks)
        yield KeysOf(self._keymap, _WAYS, self._looks)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the width."""
        marked = self._shown[self.rows.marked].id if self.rows.marked >= 0 else self._current
        self._fill(event.size.width, marked)

    def on_key(self, event: events.Key) -> None:
        """Go about in the list, or narrow it down."""
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
        action = self._keymap.action_for(key, Context.ARTICLES)
        if action is not None:
            self._perform(action.id)
        elif key == "space" or len(key) == 1:
            self._find(self.typed + (" " if key == "space" else visible(key)))

    def _perform(self, id: str) -> None:
        page = max(self.rows.size.height - 1, 1)
        steps = {
            "article_down": 1,
            "article_up": -1,
            "article_page_down": page,
            "article_page_up": -page,
            "article_first": -len(self._shown),
            "article_last": len(self._shown),
        }
        if id in steps:
            if self._shown:
                self.rows.mark(max(self.rows.marked + steps[id], 0))
        elif id == "article_open":
            if self.rows.marked >= 0:
                self.dismiss(self._shown[self.rows.marked].id)
        elif id == "article_erase":
            self._find(self.typed[:-1])
        elif self.typed:
            self._find("")
        else:
            self.dismiss(None)

    @on(RowList.Clicked)
    def _clicked(self, message: RowList.Clicked) -> None:
        if self.app.screen is self:
            self.dismiss(self._shown[message.row].id)

    def _find(self, typed: str) -> None:
        self.typed = typed
        self._fill(self.size.width, self._current)
        self.heading.renew()

    def _fill(self, width: int, marked: str) -> None:
        words = self.typed.casefold().split()
        self._shown = [
            row for row in self._overview if all(word in _searched(row) for word in words)
        ]
        ids = [row.id for row in self._shown]
        index = ids.index(marked) if marked in ids else min(0, len(ids) - 1)
        self.rows.show([self._row(row, width) for row in self._shown], index)

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
