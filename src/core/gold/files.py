"""Writing files so that each is either wholly there or as it was before."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..model import GoldleafError, UsageError

STANDARD_OUTPUT = Path("-")


class Outputs:
    """The files of one export, all under one folder, put in place together at the end.

    Each is first written in that folder under a hidden name, so that another
    program never reads half a file, and a failed export leaves what was there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        _remove_abandoned(folder)
        self._pending: list[tuple[BinaryIO, Path, Path]] = []

    def open(self, name: str) -> BinaryIO:
        """A new file that is to become *name* in the folder."""
        if name in {"", ".", ".."} or Path(name).name != name:
            raise ValueError(f"{name!r} is not the name of a file in {self.folder}")
        path = self.folder / name
        _check_replaceable(path)
        hidden = self.folder / f".goldleaf-{secrets.token_hex(8)}.tmp"
        file = hidden.open("xb")
        _lock(file)
        self._pending.append((file, hidden, path))
        return file

    def commit(self) -> tuple[Path, ...]:
        """Give every file its name; the names, in the order of opening."""
        for file, _, _ in self._pending:
            file.flush()
            os.fsync(file.fileno())
            file.close()
        for _, hidden, path in self._pending:
            hidden.replace(path)
        _sync_folder(self.folder)
        written = tuple(path for _, _, path in self._pending)
        self._pending.clear()
        return written

    def discard(self) -> None:
        """Remove every file that was not committed."""
        for file, hidden, _ in self._pending:
            with suppress(OSError):
                file.close()
            hidden.unlink(missing_ok=True)
        self._pending.clear()


@contextmanager
def outputs(folder: Path) -> Iterator[Outputs]:
    """Files in *folder* that appear together when the caller commits them, else not at all."""
    made = Outputs(folder)
    try:
        yield made
    finally:
        made.discard()


def prepare_folder(folder: Path) -> ExitStack:
    """Make *folder* where its parent exists; closing the result takes a new folder away.

    Raises:
        UsageError: when *folder* is something else, or its parent is missing.
    """
    undo = ExitStack()
    if folder.is_dir():
        return undo
    if folder.exists():
        raise UsageError(f"{folder} is not a folder; name a folder to write the dataset to.")
    _check_parent(folder)
    folder.mkdir()
    undo.callback(lambda: _remove_if_empty(folder))
    return undo


def check_file(path: Path) -> None:
    """Raise ``UsageError`` when *path* cannot be, or must not become, a file of JSON lines."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it, such as {path / 'gold.jsonl'}.")
    _check_parent(path)
    if path.is_file():
        with path.open("rb") as file:
            if file.read(1) not in (b"", b"{"):
                raise UsageError(
                    f"{path} is there already and holds something else than JSONL;"
                    " name another file or delete that one."
                )


def _check_parent(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageError(f"the folder {path.parent} does not exist; make it first.")


def _check_replaceable(path: Path) -> None:
    # a device or a pipe would be replaced by a file, and /dev/null gone
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is not a file that can be replaced; name another one.")


def _lock(file: BinaryIO) -> bool:
    """Hold *file* until it is closed; ``False`` when another process holds it or may do so."""
    try:
        import fcntl  # noqa: PLC0415  Unix has it
    except ImportError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove_abandoned(folder: Path) -> None:
    """Remove the hidden files of an export that was killed: nobody holds them any more."""
    for hidden in folder.glob(".goldleaf-*.tmp"):
        with suppress(OSError), hidden.open("rb") as file:
            if _lock(file):
                hidden.unlink()


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # some file systems cannot, and then need not
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def file_errors(place: Path) -> Iterator[None]:
    """Turn what the system says of writing at *place* into a sentence for the user."""
    try:
        yield
    except BrokenPipeError:
        raise
    except PermissionError as error:
        raise UsageError(
            f"{place} cannot be written; give yourself write access or name another place."
        ) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise GoldleafError(
            f"writing to {place} failed ({reason}); nothing there was changed."
        ) from error
