"""Reading the entries of a knowledge base from a TSV, CSV or JSONL file."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, TypeVar

from ..model import UsageError

FIELDS = ("id", "label", "aliases", "description")
"""The columns or keys of an entry; the first two are needed."""

_BETWEEN_ALIASES = "|"
_DELIMITERS = {".tsv": "\t", ".csv": ","}
_JSONL = (".jsonl", ".ndjson")
_LONGEST_FIELD = 1 << 24

Row = TypeVar("Row")

Read = Callable[[int], None]
"""Told how many bytes of the file were read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something an entity may be linked to. ``line`` is where its file has it, from 1."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    line: int = 0


def read_entries(path: Path, read: Read = lambda _: None) -> Iterator[Entry]:
    """The entries of the file *path*, in its order; *read* is told of the way, now and then.

    A ``.tsv`` or ``.csv`` file names its columns in the first line, ``id`` and ``label``
    among them; several ``aliases`` have ``|`` between them. A ``.jsonl`` file has one
    object a line with these keys, its aliases being a list. Other columns and keys are
    passed over.

    Raises:
        UsageError: with file and line where something is wrong.
    """
    suffix = path.suffix.lower()
    if suffix not in _DELIMITERS and suffix not in _JSONL:
        known = ", ".join([*_DELIMITERS, _JSONL[0]])
        raise UsageError(f"{path} is no knowledge base: its name must end with {known}.")
    try:
        with path.open("rb") as raw, TextIOWrapper(raw, "utf-8-sig", newline="") as file:
            rows = (
                _json_rows(file, path)
                if suffix in _JSONL
                else _table_rows(file, path, _DELIMITERS[suffix])
            )
            for number, (line, row) in enumerate(rows):
                if number % 10_000 == 0:
                    read(raw.tell())
                yield _entry(row, path, line)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}).") from error


def _table_rows(
    file: TextIO, path: Path, delimiter: str
) -> Iterator[tuple[int, Mapping[str, object]]]:
    # quotes are text in a TSV file, which has no way to write a tab in a field
    csv.field_size_limit(_LONGEST_FIELD)
    if delimiter == ",":
        reader = csv.reader(file, strict=True)
    else:
        reader = csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    rows = _decoded(reader, path, lambda: reader.line_num)
    columns = [name.strip().casefold() for name in next(rows, [])]
    missing = [name for name in FIELDS[:2] if name not in columns]
    if missing:
        raise UsageError(
            f"{path}, line 1: the first line must name the columns, {' and '.join(missing)}"
            f" among them, separated by {'commas' if delimiter == ',' else 'tabs'}."
        )
    places = {name: columns.index(name) for name in FIELDS if name in columns}
    for row in rows:
        if not row:
            continue
        if len(row) > len(columns):
            raise UsageError(
                f"{path}, line {reader.line_num}: there are {len(row)} fields, but the first"
                f" line names {len(columns)} columns."
            )
        yield (
            reader.line_num,
            {name: row[at] for name, at in places.items() if at < len(row)},
        )


def _json_rows(file: TextIO, path: Path) -> Iterator[tuple[int, Mapping[str, object]]]:
    line = 0

    def at() -> int:
        return line

    for text in _decoded(file, path, at):
        line += 1
        if not text.strip():
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{path}, line {line}: this is no JSON ({error}).") from error
        if not isinstance(value, dict):
            raise UsageError(f"{path}, line {line}: an entry must be an object.")
        yield line, value


def _decoded(rows: Iterable[Row], path: Path, line: Callable[[], int]) -> Iterator[Row]:
    """*rows*, with file and line where they are no UTF-8 or no table."""
    try:
        yield from rows
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path}, after line {line()}: this is not UTF-8; save the file as UTF-8."
        ) from error
    except csv.Error as error:
        raise UsageError(f"{path}, line {line()}: {error}.") from error


def _entry(row: Mapping[str, object], path: Path, line: int) -> Entry:
    id, label = (_text(row, name, path, line) for name in FIELDS[:2])
    if not id:
        raise UsageError(f"{path}, line {line}: there is no id.")
    if not label:
        raise UsageError(f"{path}, line {line}: the entry {id!r} has no label.")
    return Entry(id, label, _aliases(row, path, line), _text(row, FIELDS[3], path, line), line)


def _text(row: Mapping[str, object], name: str, path: Path, line: int) -> str:
    value = row.get(name, "")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UsageError(f"{path}, line {line}: {name} must be text.")
    return value.strip()


def _aliases(row: Mapping[str, object], path: Path, line: int) -> tuple[str, ...]:
    value = row.get(FIELDS[2], "")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        listed = value
    else:
        listed = _text(row, FIELDS[2], path, line).split(_BETWEEN_ALIASES)
    return tuple(dict.fromkeys(alias.strip() for alias in listed if alias.strip()))
