"""The help: every key, the keys of the labels, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events, getters
from textual.app import ComposeResult
from textual.screen import Screen

from ...core.model.visible import visible
from ...core.scheme import Scheme
from ..inspection import capital_keys
from ..keymap import Keymap, pressed_key, shown_key
from ..lines import Line, apart, pad, width_of, wrap
from ..looks import Looks
from ..widgets.panel import Panel
from ..widgets.row_list import RowList

_COLUMN = 74
_KEYS = 16
_SIGNS: tuple[tuple[Line, str], ...] = (
    ((("?", "waiting"),), "pending: suggested, not decided yet"),
    ((("✓", "good"),), "accepted, or added"),
    ((("✗", "bad"),), "rejected"),
)


class _Title(Panel):
    """What this is, and how to leave it."""

    def build(self, width: int, height: int) -> list[Line]:
        """One line and a rule."""
        del height
        left: Line = ((" goldleaf  ", "accent"), ("keys", "strong"))
        right: Line = (
            ("↑ ↓", "key"),
            (" scroll  ", "dim"),
            ("any other key", "key"),
            (" goes back ", "dim"),
        )
        return [apart(left, right, width), (("─" * width, "rule"),)]


class HelpScreen(Screen[None]):
    """All keys under their headings, in as many columns as fit."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False

    rows = getters.query_one(RowList)

    def __init__(self, keymap: Keymap, scheme: Scheme, looks: Looks) -> None:
        super().__init__()
        self._keymap = keymap
        self._scheme = scheme
        self._looks = looks

    def compose(self) -> ComposeResult:
        """The title and the keys."""
        yield _Title(self._looks, id="heading")
        yield RowList(self._looks)

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the columns anew."""
        self.rows.show(help_lines(self._keymap, self._scheme, event.size.width - 1))

    def on_key(self, event: events.Key) -> None:
        """Scroll, or go back."""
        event.stop()
        event.prevent_default()
        if self.app.screen is not self:
            return
        key = pressed_key(event.key, event.character)
        action = self._keymap.action_for(key)
        steps = {
            "line_down": 1,
            "scroll_down": 1,
            "line_up": -1,
            "scroll_up": -1,
            "page_down": self.rows.size.height - 1,
            "accept": self.rows.size.height - 1,
            "page_up": 1 - self.rows.size.height,
            "top": -len(self.rows.rows),
            "bottom": len(self.rows.rows),
        }
        if action is not None and action.id in steps:
            self.rows.scroll_relative(y=steps[action.id], animate=False)
        else:
            self.dismiss()


def help_lines(keymap: Keymap, scheme: Scheme, width: int) -> list[Line]:
    """The help in as many columns as *width* cells have room for."""
    count = max(width // _COLUMN, 1)
    cell = width // count
    blocks = [_block(group.value, _rows(actions), cell) for group, actions in keymap.groups()]
    labels = [(label.key, label.name, label.description) for label in scheme.labels if label.key]
    attributes = [(one.key, one.name, one.description) for one in scheme.attributes if one.key]
    if labels:
        blocks.append(_block("Labels: on an annotation or on selected words", _own(labels), cell))
    roles = {
        (key, role.name, role.description): None
        for type_ in scheme.event_types
        for key, role in capital_keys(type_.roles).items()
    }
    if roles:
        block = [
            (((key, "key"), ("  ", ""), (visible(name), "")), visible(description))
            for key, name, description in roles
        ]
        blocks.append(_block("Roles: on an event, then the letters of a mention", block, cell))
    if attributes:
        blocks.append(_block("Attributes: go on to the next value", _own(attributes), cell))
    blocks.append(_block("Signs", _SIGNS, cell))
    return _in_columns(blocks, count, cell)


def _rows(actions: Iterable[object]) -> Sequence[tuple[Line, str]]:
    rows = []
    for action in actions:
        keys = "  ".join(shown_key(key) for key in action.keys)  # type: ignore[attr-defined]
        rows.append((((keys, "key"),), action.description))  # type: ignore[attr-defined]
    return rows


def _own(named: Iterable[tuple[str, str, str]]) -> Sequence[tuple[Line, str]]:
    return [
        (((key, "key"), ("  ", ""), (visible(name), f"label:{name}")), visible(description))
        for key, name, description in named
    ]


def _block(title: str, rows: Iterable[tuple[Line, str]], width: int) -> list[Line]:
    lines: list[Line] = [((f" {title}", "strong"),)]
    for head, text in rows:
        column = max(_KEYS, width_of(head) + 1)
        said = wrap(text, width - column - 4, 2) or [""]
        for index, line in enumerate(said):
            first: Line = head if index == 0 else ()
            gap = " " * (column - width_of(first))
            lines.append((("  ", ""), *first, (gap, ""), (line, "")))
    return [*lines, ()]


def _in_columns(blocks: Sequence[Sequence[Line]], count: int, width: int) -> list[Line]:
    """*blocks*, kept whole, one below the other in columns of about equal height."""
    height = sum(map(len, blocks)) / count
    columns: list[list[Line]] = [[] for _ in range(count)]
    index = 0
    for block in blocks:
        full = len(columns[index]) + len(block) / 2 > height
        if columns[index] and full and index + 1 < count:
            index += 1
        columns[index] += block
    lines: list[Line] = []
    for y in range(max(map(len, columns))):
        line: Line = ()
        for column in columns:
            part = column[y] if y < len(column) else ()
            line = (*line, *part, (pad("", width - width_of(part)), ""))
        lines.append(line)
    return lines
