"""Swapping two folders in a single step, so that nobody ever sees a half-written one."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

HIDDEN = ".goldleaf-*.tmp"
"""The folders of exports that are being written, or were killed."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux
_RENAME_SWAP = 2  # macOS


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders of one file system atomically; ``False`` where that is not possible.

    Linux does it by ``renameat2`` with ``RENAME_EXCHANGE``, macOS by ``renamex_np`` with
    ``RENAME_SWAP``; some file systems can neither.
    """
    call = _system_call()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0


def put_in_place(made: Path, folder: Path) -> None:
    """Make the folder *made* the one at *folder*; what was there is left beside *made*.

    Both are on one file system, and stay whole if this is cut short. Where folders cannot
    be swapped, there is a moment when neither is at *folder*.

    Raises:
        OSError: when folders cannot be renamed here; both are then where they were.
    """
    if not folder.exists():
        made.rename(folder)
    elif not exchange(made, folder):
        earlier = made.with_name(f"{made.name}-earlier")
        folder.rename(earlier)
        try:
            made.rename(folder)
        except OSError:
            earlier.rename(folder)
            raise


def _system_call() -> Callable[[bytes, bytes], int] | None:
    if sys.platform not in {"linux", "darwin"}:
        return None
    library = ctypes.CDLL(None)
    if (linux := getattr(library, "renameat2", None)) is not None:
        return lambda one, other: int(linux(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE))
    if (macos := getattr(library, "renamex_np", None)) is not None:
        return lambda one, other: int(macos(one, other, _RENAME_SWAP))
    return None


def take_over(folder: Path, into: Path, without: Collection[str]) -> None:
    """Fill *into* with the files of *folder*, but for those it has already and those of *without*.

    Files are hard-linked, or copied where the file system has no hard links. *without* holds
    paths relative to *folder*, with ``/`` between their parts.
    """
    hidden = set(folder.glob(HIDDEN))
    for name, folders, files in os.walk(folder):
        here = Path(name)
        place = into / here.relative_to(folder)
        folders[:] = [one for one in folders if here / one not in hidden]
        links = [one for one in folders if (here / one).is_symlink()]
        kept = [
            one
            for one in (*files, *links)
            if (here / one).relative_to(folder).as_posix() not in without
        ]
        if not place.exists() and (kept or not (files or folders)):
            place.mkdir(parents=True)
            shutil.copystat(here, place)
        for one in kept:
            _link(here / one, place / one)
    shutil.copystat(folder, into)
    with suppress(OSError):  # a folder of somebody else's
        shutil.chown(into, folder.stat().st_uid, folder.stat().st_gid)


def _link(file: Path, name: Path) -> None:
    if os.path.lexists(name):
        return
    try:
        os.link(file, name, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(file, name, follow_symlinks=False)
