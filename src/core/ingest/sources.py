"""Where articles come from: files, folders, patterns and standard input, as names and bytes."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..formats import Source

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that was not added, and one sentence that says why and what to do."""

    source: str
    reason: str


def expand(given: Iterable[str | os.PathLike[str]]) -> Iterator[Source | Refusal]:
    """The files that *given* names, each once, in a stable order.

    A folder gives its files and those of its folders, sorted, hidden ones left out; a
    name that is no file and holds ``*``, ``?`` or ``[`` is a pattern (``**`` for any
    depth); ``-`` is standard input. What names nothing comes as a :class:`Refusal`.
    """
    seen: set[str] = set()
    for one in given:
        for source in _expand_one(os.fspath(one)):
            if isinstance(source, Source) and source.path is not None:
                real = os.path.realpath(source.path)
                if real in seen:
                    continue
                seen.add(real)
            yield source


def _expand_one(name: str) -> Iterator[Source | Refusal]:
    if name == STANDARD_INPUT:
        yield Source(name, None)
        return
    path = Path(name)
    if not name:
        yield Refusal(name, "an empty name is no file; name one, or . for this folder.")
    elif path.is_dir():
        yield from _folder(name, path)
    elif path.exists():
        yield _file(path, name)
    elif glob.has_magic(name):
        found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - patterns may be absolute
        files = [one for one in found if Path(one).is_file()]
        if not files:
            yield Refusal(name, f"no file matches {name!r}; check the pattern.")
        for one in files:
            yield _file(Path(one), one)
    elif path.is_symlink():
        yield Refusal(name, f"{name} is a link to a file that is not there.")
    else:
        yield Refusal(name, f"{name} does not exist; check the path.")


def _file(path: Path, name: str) -> Source:
    return Source(os.fsencode(name).decode(errors="replace"), path)


def _folder(name: str, folder: Path) -> Iterator[Source | Refusal]:
    refused: list[Refusal] = []

    def refuse(error: OSError) -> None:
        reason = f"{error.filename} cannot be read ({error.strerror})."
        refused.append(Refusal(str(error.filename), reason))

    found = False
    for at, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for file in sorted(files):
            path = Path(at) / file
            if not file.startswith(".") and path.is_file():
                found = True
                yield _file(path, str(path))
    yield from refused
    if not found and not refused:
        yield Refusal(name, f"the folder {name} holds no files to add.")
