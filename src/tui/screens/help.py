"""The help: every key, those of the scheme, and what the signs mean; typing narrows it down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...core.model.visible import visible
from ...core.scheme import EntityLabel, EventType, RelationType, Role, Scheme
from ..actions import Context
from ..inspection import capital_keys
from ..keymap import Keymap
from ..keynames import shown_key
from ..lines import Line, apart, pad, width_of, wrap
from ..looks import Looks
from .rows import KeysWay, RowsScreen

_COLUMN = 74
_KEYS = 16
_MOST_LINES = 9
"""How many lines the longest description may take; what is cut off here is nowhere else."""


class Row(NamedTuple):
    """Keys with what they do; *found* are words by which it is found besides."""

    head: Line
    text: str
    found: str = ""


class Block(NamedTuple):
    """Rows under a title."""

    title: str
    rows: Sequence[Row]


_SIGNS = Block(
    "Signs",
    (
        Row((("?", "waiting"),), "pending: suggested, not decided yet"),
        Row((("✓", "good"),), "accepted, or added"),
        Row((("✗", "bad"),), "rejected"),
        Row((("( )", "strong"),), "around a pending entity; ‹ › around a pending event's trigger"),
        Row(
            (("[ ]", "strong"),),
            "around an accepted entity; « » around an accepted event's trigger",
        ),
        Row((("· ·", "strong"),), "around what was rejected"),
        Row((("⁺", "strong"),), "after a part of a discontinuous entity: more of it follows"),
        Row((("▸", "accent"),), "beside the sentence of the focus or cursor"),
        Row((("┄ ░", "dim"),), "beside metadata and boilerplate"),
    ),
)


_WAYS = (
    ((), "find"),
    (("help_up", "help_down"), "scroll"),
    (("help_page_up", "help_page_down"), "page"),
    (("help_leave",), "back"),
)


class HelpScreen(RowsScreen[None]):
    """All keys under their headings, in as many columns as fit."""

    context = Context.HELP
    prefix = "help"

    def __init__(self, keymap: Keymap, scheme: Scheme, looks: Looks) -> None:
        super().__init__(keymap, looks)
        self._blocks = help_blocks(keymap, scheme)

    def heading_lines(self, width: int) -> Sequence[Line]:
        """What this is, and what was typed."""
        left: Line = ((" goldleaf  ", "accent"), ("keys", "strong"))
        return [apart(left, self.found_by("type to find a key or what it does"), width)]

    def ways(self) -> Sequence[KeysWay]:
        """To find, to scroll, to go back."""
        return _WAYS

    def fit(self, width: int) -> None:
        """Arrange the columns anew."""
        self.rows.show(help_lines(narrowed(self._blocks, self.typed), width - 1))

    def go(self, step: int) -> None:
        """Scroll *step* lines down."""
        self.rows.scroll_relative(y=step, animate=False)

    def find(self, typed: str) -> None:
        """Show what has all the words *typed*."""
        self.typed = typed
        self.heading.renew()
        self.fit(self.size.width)
        self.rows.scroll_to(y=0, animate=False)

    def perform(self, id: str) -> None:
        """Take back what was typed, or else go back."""
        del id
        if self.typed:
            self.find("")
        else:
            self.dismiss()


def help_blocks(keymap: Keymap, scheme: Scheme) -> list[Block]:
    """All there is to know of the keys of *keymap* and *scheme*."""
    blocks = [
        Block(
            group.value,
            [
                Row((("  ".join(map(shown_key, one.keys)), "key"),), one.description, one.id)
                for one in actions
            ],
        )
        for group, actions in keymap.groups()
    ]
    roles = {
        (key, role.name): role
        for type_ in scheme.event_types
        for key, role in capital_keys(type_.roles).items()
    }
    of_roles = [
        Row(_head(key, name), visible(role.description), "role")
        for (key, name), role in roles.items()
    ]
    add_event, relate = keymap.shown("add_event"), keymap.shown("relate")
    document = keymap.shown("document_labels")
    blocks += [
        Block("Labels: on an annotation or on selected words", _own(scheme.labels)),
        Block(f"Event types: after {add_event}", _own(scheme.event_types)),
        Block("Roles: on an event, then the letters of a mention", of_roles),
        Block(
            "Attributes: go on to the next value",
            [
                Row(_head(one.key, one.name), visible(one.description), " ".join(one.values))
                for one in scheme.attributes
                if one.key
            ],
        ),
        Block(f"Relations: after {relate}", _own(scheme.relations)),
        Block(f"Labels of the article: after {document}", _own(scheme.document_labels)),
        _SIGNS,
    ]
    return [block for block in blocks if block.rows]


def _own(entries: Iterable[EntityLabel | EventType | RelationType | Role]) -> list[Row]:
    return [
        Row(_head(one.key, one.name, f"label:{one.name}"), visible(one.description))
        for one in entries
        if one.key
    ]


def _head(key: str, name: str, ink: str = "") -> Line:
    return ((key, "key"), ("  ", ""), (visible(name), ink))


def narrowed(blocks: Iterable[Block], typed: str) -> list[Block]:
    """What of *blocks* has all the words *typed*: in its keys, its description or its title."""
    words = typed.casefold().split()

    def fits(block: Block, row: Row) -> bool:
        keys = "".join(text for text, _ in row.head)
        said = f"{keys} {row.text} {row.found} {block.title}".casefold()
        return all(word in said for word in words)

    found = [Block(one.title, [row for row in one.rows if fits(one, row)]) for one in blocks]
    return [block for block in found if block.rows]


def help_lines(blocks: Sequence[Block], width: int) -> list[Line]:
    """*blocks* in as many columns as *width* cells have room for."""
    if not blocks:
        return [((" nothing here has that", "dim"),)]
    count = max(width // _COLUMN, 1)
    cell = width // count
    return _in_columns([_drawn(block, cell) for block in blocks], count, cell)


def _drawn(block: Block, width: int) -> list[Line]:
    lines: list[Line] = [((f" {block.title}", "strong"),)]
    for row in block.rows:
        column = max(_KEYS, width_of(row.head) + 1)
        said = wrap(row.text, width - column - 4, _MOST_LINES) or [""]
        for index, line in enumerate(said):
            first: Line = row.head if index == 0 else ()
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
