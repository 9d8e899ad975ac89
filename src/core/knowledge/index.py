"""An index of a knowledge base: looked up as one types, however many entries there are.

The index is a SQLite database beside the workspace, built from the file once and again
when the file changes. What is typed is looked up in three ways, of which each stops as
soon as enough is found: names that are exactly it, names that begin with it, and
entries that have all its words, the last one begun (SQLite's FTS5). Among equals the
entry that comes first in the file wins, so that a file may list what matters first.
"""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path

from ..model import GoldleafError, UsageError
from .entry import Entry, Read, read_entries

INDEX_NAME = "knowledge.db"
"""The file of the index in a workspace. It may be deleted: it is built again."""

_FORM = 1
"""The form of the index; one of another form is built anew."""

_BATCH = 20_000
_LAST = "\U0010ffff"


def normal(text: str) -> str:
    """*text* as names are compared: without case, accents and superfluous spaces."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in parts if not unicodedata.combining(one)).split())


class Knowledge:
    """The entries of the file *source*, by way of the index in the file *index*."""

    def __init__(self, source: Path, index: Path) -> None:
        self.source = source
        self._index = index
        self._opened: sqlite3.Connection | None = None

    @property
    def is_current(self) -> bool:
        """Whether the index is there and was built from the file as it is now.

        Raises:
            UsageError: when the file is not there.
        """
        stamp = self._stamp()
        if not self._index.exists():
            return False
        try:
            with closing(sqlite3.connect(self._index)) as connection:
                found = connection.execute("SELECT stamp FROM built").fetchone()
        except sqlite3.Error:
            return False
        return bool(found == (stamp,))

    def _stamp(self) -> str:
        try:
            found = self.source.stat()
        except OSError as error:
            raise UsageError(
                f"{self.source}, the knowledge of goldleaf.toml, cannot be read"
                f" ({error.strerror}); correct the path, or take the setting out."
            ) from error
        return f"{_FORM} {self.source.resolve()} {found.st_size} {found.st_mtime_ns}"

    def build(self, read: Read = lambda _: None) -> int:
        """Build the index anew; gives the number of entries. *read* is told of the way.

        The index that is there stays until the new one is complete.

        Raises:
            UsageError: with file and line where the file is wrong.
            GoldleafError: when the index cannot be written.
        """
        stamp = self._stamp()
        fresh = self._index.with_name(f"{self._index.name}.{os.getpid()}")
        self.close()
        try:
            fresh.unlink(missing_ok=True)
            count = self._write(fresh, stamp, read)
            fresh.replace(self._index)
        except (sqlite3.Error, OSError) as error:
            raise GoldleafError(
                f"the index {self._index} cannot be written ({error}); make room, or give"
                " yourself write access to its folder."
            ) from error
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
        return count

    def _write(self, path: Path, stamp: str, read: Read) -> int:
        # costs as much to import as the rest of a review's start
        from sqlite_utils import Database  # noqa: PLC0415

        with closing(sqlite3.connect(path)) as connection:
            # nothing is lost with it, so that it need not survive a crash
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            database = Database(connection, execute_plugins=False)
            connection.execute(
                "CREATE TABLE entry (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
                " label TEXT NOT NULL, aliases TEXT NOT NULL, description TEXT NOT NULL,"
                " line INTEGER NOT NULL) STRICT"
            )
            connection.execute(
                "CREATE TABLE name (normal TEXT NOT NULL, number INTEGER NOT NULL) STRICT"
            )
            count = 0
            entries = read_entries(self.source, read)
            while batch := list(islice(entries, _BATCH)):
                self._put(connection, batch, count)
                count += len(batch)
            connection.execute("CREATE INDEX name_normal ON name (normal, number)")
            database.table("entry").enable_fts(
                ["label", "aliases"], tokenize="unicode61 remove_diacritics 2"
            )
            connection.execute("CREATE TABLE built (stamp TEXT NOT NULL) STRICT")
            connection.execute("INSERT INTO built VALUES (?)", (stamp,))
            connection.commit()
        return count

    def _put(self, connection: sqlite3.Connection, batch: list[Entry], before: int) -> None:
        rows = [
            (before + at, one.id, one.label, "\n".join(one.aliases), one.description, one.line)
            for at, one in enumerate(batch, 1)
        ]
        try:
            connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.IntegrityError:
            raise UsageError(self._twice(connection, batch)) from None
        connection.executemany(
            "INSERT INTO name VALUES (?, ?)",
            [
                (name, before + at)
                for at, one in enumerate(batch, 1)
                for name in {normal(name) for name in (one.label, *one.aliases)}
                if name
            ],
        )

    def _twice(self, connection: sqlite3.Connection, batch: Iterable[Entry]) -> str:
        """Which entry of *batch* has an id that was there before, and where."""
        lines: dict[str, int] = {}
        for one in batch:
            row = connection.execute(
                "SELECT line FROM entry WHERE id = ? AND line < ?", (one.id, one.line)
            ).fetchone()
            before = row[0] if row else lines.get(one.id)
            if before is not None:
                return (
                    f"{self.source}, line {one.line}: the id {one.id!r} is that of line {before}"
                    " already; an id names one entry."
                )
            lines[one.id] = one.line
        raise AssertionError("no id stands twice")

    # Looking up

    def entry(self, id: str) -> Entry | None:
        """The entry called *id*, or ``None``."""
        return next(self._entries("SELECT * FROM entry WHERE id = ?", id), None)

    def search(self, text: str, most: int = 50) -> list[Entry]:
        """At most *most* entries that *text* may mean, the likeliest first."""
        wanted = normal(text)
        if not wanted:
            return list(self._entries("SELECT * FROM entry ORDER BY number LIMIT ?", most))
        found: dict[str, Entry] = {}
        for entry in self._candidates(text, wanted, most):
            found.setdefault(entry.id, entry)
            if len(found) == most:
                break
        return list(found.values())

    def _candidates(self, text: str, wanted: str, most: int) -> Iterator[Entry]:
        by_id = self._entries("SELECT * FROM entry WHERE id = ?", text.strip())
        yield from by_id
        named = "SELECT entry.* FROM name JOIN entry USING (number) WHERE"
        yield from self._entries(f"{named} normal = ? ORDER BY number LIMIT ?", wanted, most)
        yield from self._entries(
            f"{named} normal > ? AND normal < ? ORDER BY normal, number LIMIT ?",
            wanted,
            wanted + _LAST,
            most,
        )
        words = _query(wanted)
        if words:
            yield from self._entries(
                "SELECT entry.* FROM entry_fts JOIN entry ON entry.number = entry_fts.rowid"
                " WHERE entry_fts MATCH ? ORDER BY entry_fts.rowid LIMIT ?",
                words,
                most,
            )

    def _entries(self, sql: str, *values: object) -> Iterator[Entry]:
        try:
            rows = self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise GoldleafError(
                f"the index {self._index} cannot be read ({error}); delete it, and it is built"
                " again."
            ) from error
        for _, id, label, aliases, description, line in rows:
            yield Entry(id, label, tuple(aliases.split("\n") if aliases else ()), description, line)

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            if not self._index.exists():
                raise GoldleafError(f"there is no index of {self.source} yet; build it first.")
            self._opened = sqlite3.connect(self._index, check_same_thread=False)
        return self._opened

    def close(self) -> None:
        """Let go of the index."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def _query(wanted: str) -> str:
    """*wanted* for FTS5: all of its words, in any order, the last one begun."""
    words = "".join(one if one.isalnum() else " " for one in wanted).split()
    return " ".join(f'"{word}"' for word in words) + "*" if words else ""
