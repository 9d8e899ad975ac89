"""Where the files of an export go: a folder, a file, or standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from ..formats import Format, Layout
from ..model import UsageError
from ..scheme import Scheme
from . import files
from .report import Progress
from .split import PARTS, Split

Commit = Callable[[], tuple[Path, ...]]


class FolderDestination:
    """A folder as a destination: files by part, or whatever names the format gives."""

    def __init__(
        self, made: files.Outputs, scheme: Scheme, parts: tuple[str, ...], suffix: str
    ) -> None:
        self.scheme = scheme
        self.parts = parts
        self._made = made
        # opened at once, so that a part without articles is an empty file and not a missing one
        self._by_part = {part: made.open(f"{part}{suffix}") for part in parts} if suffix else {}

    def file(self, part: str) -> BinaryIO:
        """The file of *part*, where the format is a file."""
        return self._by_part[part]

    def open(self, name: str) -> BinaryIO:
        """A new file called *name* in the folder."""
        return self._made.open(name)

    def present(self, name: str) -> bytes | None:
        """What the file called *name* holds from before, if it is there."""
        path = self._made.folder / name
        return path.read_bytes() if path.is_file() else None

    def commit(self, progress: Progress | None = None) -> tuple[Path, ...]:
        """Give every file its name."""
        return self._made.commit(progress)

    def replace(self, stale: Collection[str]) -> tuple[Path, ...]:
        """Give every file its name at once, and take the files *stale* away with that."""
        return self._made.replace(stale)


class FileDestination:
    """One file, or standard output, as a destination."""

    parts = ("",)

    def __init__(self, file: BinaryIO, scheme: Scheme, commit: Commit) -> None:
        self.scheme = scheme
        self._file = file
        self._commit = commit

    def commit(self, progress: Progress | None = None) -> tuple[Path, ...]:  # noqa: ARG002 - one
        """Put the one file in place."""
        return self._commit()

    def file(self, part: str) -> BinaryIO:  # noqa: ARG002 - there is one
        """The one file."""
        return self._file

    def open(self, name: str) -> BinaryIO:
        """Raise ``ValueError``: there is one file."""
        raise ValueError(f"{name!r} has no place where the dataset is one file")

    def replace(self, stale: Collection[str]) -> tuple[Path, ...]:  # noqa: ARG002 - there is one
        """Put the one file in place."""
        return self.commit()

    def present(self, name: str) -> bytes | None:  # noqa: ARG002 - there is none
        """Nothing: a single file has no files beside it."""
        return None


@contextmanager
def destination_of(
    format: Format, dest: Path, scheme: Scheme, *, split: Split | None
) -> Iterator[FolderDestination | FileDestination]:
    """Where the files of an export to *dest* go."""
    if split is None and format.layout is Layout.FILE:
        with _single_file(dest, format, scheme) as opened:
            yield opened
        return
    if dest == files.STANDARD_OUTPUT:
        raise UsageError("several files cannot go to standard output; name a folder.")
    suffix = format.suffix if format.layout is Layout.FILE else ""
    with ExitStack() as stack:
        undo = stack.enter_context(files.prepare_folder(dest))
        made = stack.enter_context(files.outputs(dest))
        yield FolderDestination(made, scheme, PARTS if split else ("",), suffix)
        undo.pop_all()


@contextmanager
def _single_file(dest: Path, format: Format, scheme: Scheme) -> Iterator[FileDestination]:
    if dest == files.STANDARD_OUTPUT:
        pipe = sys.stdout.buffer

        def flush() -> tuple[Path, ...]:
            pipe.flush()
            return ()

        yield FileDestination(pipe, scheme, flush)
        return
    files.check_file(dest, format)
    with files.outputs(dest.parent) as made:
        yield FileDestination(made.open(dest.name), scheme, made.commit)
