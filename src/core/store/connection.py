"""Opening the database of a workspace, and saying in a sentence what is wrong with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model import GoldleafError, UsageError

SCHEMA_VERSION = 3
"""The ``user_version`` of a database that has every migration of this Goldleaf."""

_BUSY_SECONDS = 10.0


def connect(path: Path) -> sqlite3.Connection:
    """Open the database at *path*, making it or bringing it up to date as needed.

    Raises:
        UsageError: when the file is no database, cannot be written, or comes from
            a newer Goldleaf.
        GoldleafError: when another process holds it, or the disk is full.
    """
    with database_errors(path):
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, check_same_thread=False)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise UsageError(
            f"{path} was written by a newer Goldleaf (its schema is {version}, this one"
            f" knows {SCHEMA_VERSION}); upgrade Goldleaf to open it."
        )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if version < SCHEMA_VERSION:
        # costs as much to import as the rest of a review's start
        from sqlite_utils import Database  # noqa: PLC0415

        from .schema import migrations  # noqa: PLC0415

        migrations.apply(Database(connection, execute_plugins=False))


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the database at *path* into a sentence for the user.

    Integrity errors pass through: they are ours, not the user's.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.OperationalError as error:
        reason = str(error)
        if "locked" in reason or "busy" in reason:
            raise GoldleafError(
                f"{path} is in use by another process that does not let go of it;"
                " wait for that to end, or stop it, and try again."
            ) from error
        if "readonly" in reason or "unable to open" in reason:
            raise UsageError(
                f"{path} cannot be written; give yourself write access to it and to its"
                " folder, or copy the workspace to a folder of your own."
            ) from error
        if "full" in reason:
            raise GoldleafError(
                f"the disk that holds {path} is full; make room and try again."
            ) from error
        raise GoldleafError(
            f"{path} could not be read or written ({reason}); run `goldleaf doctor`."
        ) from error
    except sqlite3.DatabaseError as error:
        raise UsageError(
            f"{path} is not a Goldleaf database or is damaged ({error});"
            " restore it from a copy or name another workspace."
        ) from error
