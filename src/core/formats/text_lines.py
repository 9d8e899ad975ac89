"""The lines of a text file, one at a time."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from .decode import decode
from .source import Source

_CHUNK = 1_048_576


def text_lines(source: Source) -> Iterator[tuple[int, str]]:
    """The lines of *source* with their numbers, without the line ends.

    A file that is UTF-8 is read line by line, one in another encoding as a whole.

    Raises:
        UsageError: when it is in no encoding that could be told, or is empty.
    """
    with source.open() as stream:
        if not _is_utf8(stream):
            whole = decode(stream.read(), source.name)
            yield from enumerate((line.rstrip("\r") for line in whole.split("\n")), start=1)
            return
        # only a line feed ends a line, as other line ends may be text
        with io.TextIOWrapper(stream, "utf-8-sig", newline="\n") as text:
            for number, line in enumerate(text, start=1):
                yield number, line.rstrip("\r\n")


def _is_utf8(stream: BinaryIO) -> bool:
    """Whether all of *stream*, which is left at its start, is UTF-8 and more than nothing."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    found = False
    try:
        while data := stream.read(_CHUNK):
            found = True
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        stream.seek(0)
    return found
