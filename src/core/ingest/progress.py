"""How far adding is, counted in the bytes that are read."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from ..formats import Draft, Source
from .sources import Refusal


@dataclass(frozen=True, slots=True)
class AddProgress:
    """How far an ``add`` is.

    ``done`` of ``total`` bytes are read, pipes left out; ``articles`` are those found.
    ``name`` is the source that is read. ``checking``: it is looked through before
    anything of it is added, and read once more then.
    """

    name: str
    done: int
    total: int
    articles: int
    checking: bool = False


Progress = Callable[[AddProgress], None]
"""Called after each article and each source."""


class Meter:
    """Counts what is read of the sources *found*, and tells it."""

    def __init__(self, found: Sequence[Source | Refusal], told: Progress | None) -> None:
        self._told = told
        self._total = sum(map(_size, found)) if told else 0
        self._name = ""
        self._size = 0
        # what the sources before this one came to
        self._bytes_before = 0
        self._articles_before = 0
        self._articles = 0
        self._checking = False
        self._stream: BinaryIO | None = None

    def begin(self, source: Source) -> Source:
        """*source*, watched while it is read."""
        self._name = source.name
        self._size = _size(source) if self._told else 0
        self._articles_before = self._articles
        return replace(source, opened=self._watch) if self._told else source

    def check(self) -> None:
        """The rest of the source is looked through, to be read again from its beginning."""
        self._checking = True

    def read_again(self) -> None:
        """The source is read from its beginning."""
        self._checking = False
        self._articles = self._articles_before

    def counted(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """*drafts*, each told once what was done with it is over."""
        for one in drafts:
            yield one
            self._articles += 1
            self._tell(self._position())

    def end(self, source: Source | Refusal) -> None:
        """*source* is read, or was refused."""
        self._name = source.name if isinstance(source, Source) else source.source
        self._checking = False
        self._stream = None
        if self._told:
            self._bytes_before += _size(source)
        self._tell(0)

    def _watch(self, stream: BinaryIO) -> None:
        self._stream = stream

    def _position(self) -> int:
        if self._stream is None or isinstance(self._stream, io.BytesIO):
            return 0
        try:
            return self._stream.tell()
        except ValueError:
            # closed: read to its end before anything was made of it
            return self._size

    def _tell(self, position: int) -> None:
        if self._told is not None:
            done = self._bytes_before + position
            self._told(AddProgress(self._name, done, self._total, self._articles, self._checking))


def _size(source: Source | Refusal) -> int:
    """The bytes of a file; of a pipe nobody knows them."""
    if isinstance(source, Refusal) or source.path is None:
        return 0
    try:
        found = source.path.stat()
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0
