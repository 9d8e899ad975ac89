"""The connection to a workspace's database: transactions, and errors for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..model import GoldleafError
from .connection import connect, database_errors


class Database:
    """An open database with transactions; subclasses read and write its tables."""

    def __init__(self, path: Path) -> None:
        """Open the database at *path*, or make it; raises as :func:`connect` does."""
        self.path = path
        self._connection = connect(path)

    def close(self) -> None:
        """Close the database; a closed store cannot be used again."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything that is written inside, or nothing; may be nested.

        No other process can write from its beginning to its end, so what was read inside
        is still true when something is written.
        """
        with database_errors(self.path):
            if self._connection.in_transaction:
                with self._savepoint():
                    yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is as it was at the first look, whatever others write.

        Nothing is to be written inside. Others wait for nothing; may be nested.
        """
        if self._connection.in_transaction:
            yield
            return
        with database_errors(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        execute = self._connection.execute
        execute("SAVEPOINT inside")
        try:
            yield
        except BaseException:
            # a full disk ends the whole transaction at once
            if self._connection.in_transaction:
                execute("ROLLBACK TO inside")
                execute("RELEASE inside")
            raise
        execute("RELEASE inside")

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What *sql* gives for *values*, or for the one mapping of names to values."""
        named = values[0] if values and isinstance(values[0], dict) else values
        with database_errors(self.path):
            return self._connection.execute(sql, named).fetchall()

    @contextmanager
    def _decoding(self, what: str) -> Iterator[None]:
        """Raise ``GoldleafError`` where the stored value of *what* cannot be decoded."""
        try:
            yield
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise GoldleafError(
                f"{self.path} is damaged: {what} cannot be read ({error});"
                " restore the database from a copy."
            ) from error

    def integrity_problems(self) -> list[str]:
        """What SQLite's own checks find wrong with the file; empty when all is well."""
        problems = [text for (text,) in self._rows("PRAGMA integrity_check") if text != "ok"]
        broken = self._rows("PRAGMA foreign_key_check")
        return problems + [
            f"table {table}, row {row}: names what is not there" for table, row, *_ in broken
        ]
