"""What is read: a file by its name and bytes, and the articles that come of it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from ..model import AnnotatedArticle, Zone
from .decode import wide_encoding
from .losses import Loss

_HEAD_BYTES = 65_536
_JSON_HEAD_BYTES = 8_388_608
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read; without a path it is standard input.

    ``name`` is what messages and articles call it: text, where a path may hold bytes
    that are none. ``opened`` is handed every stream that :meth:`open` gives, to see how
    far it is read.
    """

    name: str
    path: Path | None
    opened: Callable[[BinaryIO], None] | None = field(default=None, compare=False, repr=False)
    _kept: list[bytes] = field(default_factory=list, compare=False, repr=False)

    @property
    def stem(self) -> str:
        """The file's name without folder and suffix."""
        return self.path.stem if self.path else "stdin"

    @property
    def suffix(self) -> str:
        """The file's suffix in lower case, with its dot."""
        return self.path.suffix.lower() if self.path else ""

    def open(self) -> BinaryIO:
        """The bytes, seekable, to be closed by the caller; the same at every call.

        Raises:
            OSError: when they cannot be read.
        """
        stream = self._stream()
        if self.opened is not None:
            self.opened(stream)
        return stream

    def _stream(self) -> BinaryIO:
        if not self._kept and self.path is not None:
            stream = self.path.open("rb")
            if stream.seekable():
                return stream
            with stream:
                self._kept.append(stream.read())
        elif not self._kept:
            # closed, as by `<&-`, there is nothing to read
            self._kept.append(sys.stdin.buffer.read() if sys.stdin else b"")
        # a pipe gives its bytes but once, and a file is opened to be recognised and to be read
        return io.BytesIO(self._kept[0])

    def beside(self, name: str) -> Source | None:
        """The file called *name* in the same folder, if there is one."""
        if self.path is None:
            return None
        path = self.path.with_name(name)
        return Source(str(Path(self.name).with_name(name)), path) if path.is_file() else None


@dataclass(frozen=True)
class Head:
    """The beginning of a source, by which its format is recognised."""

    source: Source
    data: bytes

    @classmethod
    def of(cls, source: Source, stream: BinaryIO) -> Head:
        """The head of *stream*, which is then at its beginning again.

        Where it looks like JSON it is long enough for the first article to be in it.
        """
        data = stream.read(_HEAD_BYTES)
        if cls(source, data).text.lstrip()[:1] in ("{", "["):
            data += stream.read(_JSON_HEAD_BYTES)
        stream.seek(0)
        return cls(source, data)

    @cached_property
    def text(self) -> str:
        """The head as UTF-8, or UTF-16 where it is that; what is none is left out."""
        if encoding := wide_encoding(self.data):
            return self.data.decode(encoding, errors="ignore")
        return self.data.removeprefix(_BOM).decode(errors="ignore")

    @cached_property
    def first_object(self) -> dict[str, Any] | None:
        """The first JSON object: the whole document, its first member, or the first line.

        ``None`` where the head begins with no JSON object, or that does not end in it.
        """
        text = self.text.lstrip()
        if text.startswith("["):
            text = text[1:].lstrip()
        try:
            value, _ = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a source gives it, before it has an id and zones.

    ``stem`` is what an id is made of when it brings none; ``known`` are zones that the
    source makes certain; ``losses`` what the source says and Goldleaf cannot keep, or
    had to repair.
    """

    annotated: AnnotatedArticle
    stem: str
    known: tuple[Zone, ...] = ()
    losses: tuple[Loss, ...] = ()
