"""Where a key stands in a TOML text; ``tomllib`` does not keep it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache

_HEADER = re.compile(r"\s*\[\[?(?P<name>[^\n]*?)\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""\s*(?P<key>(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
    r"""(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'))*)\s*="""
)
_PIECE = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n',
    re.DOTALL,
)


def line_of(text: str, path: tuple[str, ...], value: str = "") -> int:
    """The line, from 1, in which the key *path* of the TOML *text* stands.

    Where the key itself is not found, the line of what is nearest to it. With *value*,
    the line of that string among the key's values, when it is there. *text* must be
    valid TOML.
    """
    best, line, statement = (0, False), 1, ""
    for number, keys, source in _statements(text):
        depth = _common(keys, path)
        rank = (depth, depth == len(keys))
        if depth and rank > best:
            best, line, statement = rank, number, source
    return line + _lines_before(statement, value) if value else line


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    depth = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        depth += 1
    return depth


def _lines_before(statement: str, needle: str) -> int:
    at = next((at for quote in "\"'" if (at := statement.find(quote + needle + quote)) >= 0), 0)
    return statement.count("\n", 0, at)


@lru_cache(maxsize=1)
def _statements(text: str) -> tuple[tuple[int, tuple[str, ...], str], ...]:
    """Line number, key and source of each table header and key of *text*."""
    found: list[tuple[int, tuple[str, ...], str]] = []
    table: tuple[str, ...] = ()
    for number, source in _logical_lines(text):
        if header := _HEADER.match(source):
            table = _parts(header["name"])
            found.append((number, table, source))
        elif key := _KEY.match(source):
            found.append((number, table + _parts(key["key"]), source))
    return tuple(found)


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of *text*, those of one multi-line value joined, with their numbers."""
    start = depth = 0
    number = first = 1
    for piece in _PIECE.finditer(text):
        mark = piece.group()
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        elif mark == "\n" and depth <= 0:
            yield first, text[start : piece.start()]
            start, depth = piece.end(), 0
            first = number + 1
        number += mark.count("\n")
    yield first, text[start:]


def _parts(dotted: str) -> tuple[str, ...]:
    """The parts of a dotted key, read by ``tomllib`` itself."""
    value: object = tomllib.loads(f"{dotted} = 0")
    parts = []
    while isinstance(value, dict):
        key, value = next(iter(value.items()))
        parts.append(str(key))
    return tuple(parts)
