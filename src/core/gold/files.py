"""Writing files so that each is either wholly there or as it was before."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ..formats import Format, Head, Source
from ..model import GoldleafError, UsageError
from .exchange import HIDDEN, exchange, take_over
from .report import Progress

STANDARD_OUTPUT = Path("-")
_LOCK = ".lock"
_MADE = "made"
_MANY = 100
"""From so many files on, the whole disk is told to keep what it has, instead of each file."""


class Outputs:
    """The files of one export, all under one folder, put in place together at the end.

    They are first written in a hidden folder there, so that another program never
    reads half a file, and a failed export leaves what was there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        _remove_abandoned(folder)
        self._hidden = folder / HIDDEN.replace("*", secrets.token_hex(8))
        self._lock: BinaryIO | None = None
        # names and not paths, and no file longer than it is open: there may be 200,000
        self._names: dict[str, None] = {}
        self._open: list[BinaryIO] = []

    def open(self, name: str) -> BinaryIO:
        """A new file that is to become *name* in the folder; ``train/a`` in one of its folders.

        It may be closed before the commit.
        """
        path = PurePosixPath(name)
        if name in self._names or not _is_inside(name):
            raise ValueError(f"{name!r} is not the name of a new file in {self.folder}")
        _check_replaceable(self.folder, path)
        if self._lock is None:
            self._lock = _locked(self._hidden)
        hidden = self._hidden / _MADE / path
        hidden.parent.mkdir(parents=True, exist_ok=True)
        file = hidden.open("xb")
        self._names[name] = None
        self._open = [one for one in self._open if not one.closed]
        self._open.append(file)
        return file

    def commit(self, progress: Progress | None = None) -> tuple[Path, ...]:
        """Give every file its name; the names, in the order of opening."""
        self._finish()
        for done, path in enumerate(self._names, start=1):
            if progress is not None and len(self._names) > _MANY:
                progress(done, len(self._names), doing="Putting files in place")
            made = self.folder / path
            made.parent.mkdir(parents=True, exist_ok=True)
            (self._hidden / _MADE / path).replace(made)
        _sync_folder(self.folder)
        return self._done()

    def replace(self, stale: Collection[str]) -> tuple[Path, ...]:
        """Give every file its name at once, and take the files *stale* away with that.

        Other files of the folder stay. In a folder that cannot be exchanged, such as the
        current one, the files get their names one after the other, in the order of opening,
        and what is stale goes last.
        """
        self._finish()
        _remove_abandoned(self.folder.resolve().parent)
        if not self._exchange(stale):
            left = [path for path in stale if path not in self._names and _is_inside(path)]
            written = self.commit()
            for path in left:
                with suppress(OSError):
                    (self.folder / path).unlink()
            return written
        return self._done()

    def _exchange(self, stale: Collection[str]) -> bool:
        folder = self.folder.resolve()
        if _stands_in(folder):
            return False
        aside = folder.parent / self._hidden.name
        try:
            self._hidden.rename(aside)
        except OSError:
            return False
        try:
            take_over(folder, aside / _MADE, {*self._names, *stale})
            for path in {(aside / _MADE / name).parent for name in self._names}:
                _sync_folder(path)
            done = exchange(aside / _MADE, folder)
        except OSError:
            done = False
        if done:
            _sync_folder(folder.parent)
            self._hidden = aside
        else:
            aside.rename(self._hidden)
        return done

    def _finish(self) -> None:
        for file in self._open:
            if not file.closed:
                file.flush()
                file.close()
        self._open.clear()
        self._sync()

    def _done(self) -> tuple[Path, ...]:
        written = tuple(self.folder / path for path in self._names)
        self._names.clear()
        self.discard()
        return written

    def _sync(self) -> None:
        if len(self._names) > _MANY and hasattr(os, "sync"):
            os.sync()
            return
        for path in self._names:
            with (self._hidden / _MADE / path).open("rb") as file:
                os.fsync(file.fileno())

    def discard(self) -> None:
        """Remove every file that was not committed."""
        for file in self._open:
            with suppress(OSError):
                file.close()
        self._open.clear()
        self._names.clear()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            _remove(self._hidden)


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


def check_file(path: Path, format: Format) -> None:
    """Raise ``UsageError`` when *path* cannot be, or must not become, a file in *format*."""
    if path.is_dir():
        example = path / f"gold{format.suffix}"
        raise UsageError(f"{path} is a folder; name a file in it, such as {example}.")
    _check_parent(path)
    if path.is_file() and path.stat().st_size:
        # by its content alone: a name says nothing of what would be lost
        with path.open("rb") as file:
            head = Head.of(Source(path.name, None), file)
        if not format.recognises(head):
            raise UsageError(
                f"{path} is there already and holds something else than {format.title};"
                " name another file or delete that one."
            )


def _check_parent(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageError(f"the folder {path.parent} does not exist; make it first.")


def _is_inside(name: str) -> bool:
    parts = name.split("/")
    return not any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in parts)


def _check_replaceable(folder: Path, name: PurePosixPath) -> None:
    path = folder / name
    # a device or a pipe would be replaced by a file, and /dev/null gone
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is not a file that can be replaced; name another one.")
    for parent in name.parents:
        above = folder / parent
        # what a link leads to is outside
        if parent.name and (above.is_symlink() or (above.exists() and not above.is_dir())):
            raise UsageError(f"{above} is not a folder of the dataset; name another place.")


def _locked(folder: Path) -> BinaryIO:
    """The new *folder*'s lock, held."""
    while True:
        folder.mkdir(exist_ok=True)
        # without its lock, another process may take the folder for abandoned
        with suppress(FileNotFoundError):
            lock = (folder / _LOCK).open("xb")
            _hold(lock)
            return lock


def _hold(file: BinaryIO) -> bool:
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
    """Remove what an export that was killed left hidden: nobody holds its lock any more."""
    for hidden in folder.glob(HIDDEN):
        with suppress(OSError), (hidden / _LOCK).open("rb") as lock:
            if _hold(lock):
                _remove(hidden)
        _remove_if_empty(hidden)  # killed before there was a lock, or after


def _remove(hidden: Path) -> None:
    """Remove a folder, its lock last: if that is cut short, another export goes on with it."""
    shutil.rmtree(hidden / _MADE, ignore_errors=True)
    shutil.rmtree(hidden, ignore_errors=True)


def _stands_in(folder: Path) -> bool:
    """Whether the current folder is *folder* or in it: it would become the old one."""
    with suppress(OSError):
        return folder in {Path.cwd(), *Path.cwd().parents}
    return False


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
