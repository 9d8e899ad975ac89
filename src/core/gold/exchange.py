"""Letting a folder take another's place in a single step, so that nobody ever sees half of it."""

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

_HERE = -100
_SWAP = 2


def exchange(one: Path, other: Path) -> bool:
    """Let two folders of a file system trade places at once; ``False`` where that cannot be.

    Linux does it by ``renameat2`` with ``RENAME_EXCHANGE``, macOS by ``renamex_np`` with
    ``RENAME_SWAP``; some file systems can neither.
    """
    call = _system_call()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0


def _system_call() -> Callable[[bytes, bytes], int] | None:
    if sys.platform not in {"linux", "darwin"}:
        return None
    library = ctypes.CDLL(None)
    if (linux := getattr(library, "renameat2", None)) is not None:
        return lambda one, other: int(linux(_HERE, one, _HERE, other, _SWAP))
    if (macos := getattr(library, "renamex_np", None)) is not None:
        return lambda one, other: int(macos(one, other, _SWAP))
    return None


def take_over(folder: Path, into: Path, without: Collection[str]) -> None:
    """Let *into* have what *folder* has, but no file that it has already and none of *without*.

    The files are the same ones, by hard links where the file system has them; *without* are
    their names in *folder*, with ``/``.
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
