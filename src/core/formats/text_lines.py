"""The lines of a text file, one at a time, or all up to a blank one."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from .decode import decode
from .source import Source

_CHUNK = 1_048_576
_LINE_END = re.compile("\r+\n")


def text_lines(source: Source) -> Iterator[tuple[int, str]]:
    """The lines of *source* with their numbers, without the line ends.

    A file that is UTF-8 is read line by line, one in another encoding as a whole.

    Raises:
        UsageError: when it is in no encoding that could be told, or is empty.
    """
    with _opened(source) as text:
        for number, line in enumerate(text, start=1):
            yield number, line.rstrip("\r\n")


def text_blocks(source: Source) -> Iterator[tuple[int, str]]:
    """What stands between the blank lines of *source*, with the number of its first line.

    Each line ends with a line feed, whatever it has in the file. Blank lines may be in a
    block where there are several, or where they are white space.

    Raises:
        UsageError: as :func:`text_lines` does.
    """
    number = 1
    rest = ""
    with _opened(source) as text:
        # as much again, as there may be no blank line in all of it
        while data := text.read(max(_CHUNK, len(rest))):
            rest += data
            if "\r" in rest:
                rest = _LINE_END.sub("\n", rest)
            *blocks, rest = rest.split("\n\n")
            for block in blocks:
                yield number, f"{block}\n"
                number += block.count("\n") + 2
    yield number, rest.rstrip("\r\n") + "\n"


@contextmanager
def _opened(source: Source) -> Iterator[TextIO]:
    with source.open() as stream:
        # only a line feed ends a line, as other line ends may be text
        if _is_utf8(stream):
            with io.TextIOWrapper(stream, "utf-8-sig", newline="\n") as text:
                yield text
        else:
            yield io.StringIO(decode(stream.read(), source.name), newline="\n")


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
