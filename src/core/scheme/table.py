"""Strict access to a TOML table: what is not as it should be becomes a problem."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from .problems import KeyPath, Problems, meant

_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "text in quotes"}
_ANSI = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI_COLOURS = frozenset(_ANSI + tuple(f"bright_{name}" for name in _ANSI))
"""The colour names a scheme may use; every other colour is ``#rrggbb``."""

_LONGEST_MARK = 12
_NAME_MARKS = "_-.:/&+"


class Table:
    """The table at *path*. Every reader gives its default where the value is wrong."""

    def __init__(self, values: Mapping[str, object], path: KeyPath, problems: Problems) -> None:
        self.values = values
        self.path = path
        self.problems = problems

    def report(self, key: str, message: str, *, value: str = "") -> None:
        """Note that *key* of this table is wrong."""
        self.problems.report((*self.path, key), message, value=value)

    def allow(self, *keys: str) -> None:
        """Report the keys that are not among *keys*."""
        for key in self.values:
            if key not in keys:
                known = ", ".join(keys)
                self.report(key, f"is not a key that is known here ({known}){meant(key, keys)}")

    def text(self, key: str, default: str = "") -> str:
        """The string at *key*: one line, without characters that do not print."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            self._mistyped(key, str, value)
            return default
        if not value.isprintable():
            self.report(key, "holds a character that does not print; write plain text on one line")
            return default
        return value

    def paragraph(self, key: str) -> str:
        """The string at *key*, which may run over several lines, as one line."""
        value = self.values.get(key, "")
        if isinstance(value, str) and (joined := " ".join(value.split())).isprintable():
            return joined
        return self.text(key)

    def key(self, key: str = "key") -> str:
        """The keyboard key at *key*: one character that prints, or nothing."""
        value = self.text(key)
        if value and not is_key(value):
            self.report(key, f"must be a single character that a keyboard types, not {value!r}")
            return ""
        return value

    def mark(self, key: str = "mark") -> str:
        """The short form at *key*, or nothing."""
        value = self.text(key)
        if value and not is_mark(value):
            self.report(key, f"must have at most {_LONGEST_MARK} characters, not {len(value)}")
            return ""
        return value.strip()

    def colour(self, key: str = "colour") -> str:
        """The colour at *key*, or nothing."""
        value = self.text(key)
        if not value or is_colour(value):
            return value
        self.report(
            key,
            f"must be a colour like '#3b82f6' or one of the sixteen names (red, bright_red, …), "
            f"not {value!r}{meant(value, ANSI_COLOURS)}",
        )
        return ""

    def flag(self, key: str) -> bool:
        """The truth value at *key*."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self._mistyped(key, bool, value)
            return False
        return value

    def count(self, key: str) -> int | None:
        """The whole number, at least 0, at *key*, or ``None``."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self._mistyped(key, int, value)
            return None
        if value < 0:
            self.report(key, f"must not be negative, but is {value}")
            return None
        return value

    def items(self, key: str) -> list[object]:
        """The list at *key*."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.report(key, f"must be a list in square brackets, not {shown(value)}")
            return []
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The different, non-empty strings of the list at *key*."""
        found: list[str] = []
        for item in self.items(key):
            if not isinstance(item, str):
                self.report(key, f"must hold only text in quotes, not {shown(item)}")
            elif not item.strip() or not item.isprintable():
                self.report(key, f"must not hold {item!r}", value=item)
            elif item in found:
                self.report(key, f"names {item!r} twice", value=item)
            else:
                found.append(item)
        return tuple(found)

    def table(self, key: str) -> Table:
        """The table at *key*, empty when there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.report(key, f"must be a table, not {shown(value)}")
            value = {}
        return Table(value, (*self.path, key), self.problems)

    def named_tables(self, key: str) -> Iterator[tuple[str, Table]]:
        """Name and table of each entry of the table at *key*; the names are checked."""
        group = self.table(key)
        for name in group.values:
            if group.names_well(name):
                yield name, group.table(name)

    def names_well(self, name: str) -> bool:
        """Whether *name* can name a label, a type, a role…; reports it when not."""
        if not name.strip():
            self.report(name, "is an empty name; give it one")
            return False
        if wrong := next((char for char in name if not _names(char)), ""):
            marks = " ".join(_NAME_MARKS)
            self.report(
                name, f"has {wrong!r} in its name; a name has letters, digits and {marks} only"
            )
            return False
        return True

    def _mistyped(self, key: str, kind: type, value: object) -> None:
        self.report(key, f"must be {_KINDS[kind]}, not {shown(value)}")


def is_key(value: str) -> bool:
    """Whether *value* is a single character that a keyboard types."""
    return len(value) == 1 and not value.isspace() and unicodedata.category(value)[0] != "M"


def is_mark(value: str) -> bool:
    """Whether *value* is short enough to be drawn beside a mention."""
    return 0 < len(value) <= _LONGEST_MARK


def is_colour(value: str) -> bool:
    """Whether *value* is a colour that a scheme may use."""
    return value in ANSI_COLOURS or _is_hex(value)


def is_name(name: str) -> bool:
    """Whether *name* can name a label, a type, a role…."""
    return bool(name.strip()) and all(map(_names, name))


def _names(char: str) -> bool:
    return char in _NAME_MARKS or unicodedata.category(char)[0] in "LMN"


def _is_hex(value: str) -> bool:
    return (
        len(value) == len("#rrggbb")
        and value[0] == "#"
        and all(digit in "0123456789abcdefABCDEF" for digit in value[1:])
    )


def shown(value: object) -> str:
    """*value* as an error message names it."""
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            return repr(value)
