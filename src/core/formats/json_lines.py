"""JSON from files: one value a line, or one document of values, each with its line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any, BinaryIO, TypeVar

from ..model import UsageError
from .decode import decode, wide_encoding
from .losses import Loss, Reason
from .source import Draft, Source

_T = TypeVar("_T")

_NO_JSON = (ValueError, RecursionError)
_BOM = b"\xef\xbb\xbf"
_LOOKED_AT = 4096


def looks_like_json(head: str) -> bool:
    """Whether a file that begins with *head* holds JSON objects."""
    start = head.lstrip()
    return (start.startswith("{") and start[1:].lstrip()[:1] in {'"', "}", ""}) or (
        start.startswith("[") and start[1:].lstrip()[:1] == "{"
    )


def json_values(stream: BinaryIO, name: str) -> Iterator[tuple[int, Any]]:
    """The JSON values in *stream* with the number of the line each stands on.

    Lines are read one at a time. A file that is one JSON document over several
    lines is read as a whole, and is one value.

    Raises:
        UsageError: at the first line that is no JSON, naming it, and for an empty file.
    """
    found = False
    decoded = _fast_decoder()
    stream = _as_utf8(stream, name)
    for number, line in enumerate(stream, start=1):
        try:
            value = decoded(line)
        except _NO_JSON:
            text = _text(line, name, number)
            if not text or text.isspace():
                continue
            value = _carefully(line, text, stream, name, number)
        found = True
        yield number, value
    if not found:
        raise _empty(name)


def _carefully(line: bytes, text: str, stream: BinaryIO, name: str, number: int) -> Any:
    """The value of a line that is no JSON, or that only Python's own library takes for some.

    Where it is the first of several, that of the whole file. *text* is the same line.
    """
    try:
        return json.loads(text.rstrip("\r\n"))
    except _NO_JSON as error:
        if number > 1 or not (rest := stream.read()):
            raise _broken(error, name, number) from None
        with suppress(*_NO_JSON):
            return _fast_decoder()(line + rest)
        return _document(text + _text(rest, name, number + 1), name, error)


@cache
def _fast_decoder() -> Callable[[bytes], Any]:
    # twice as fast as Python's own library, and exact: what it does not take, such as
    # NaN or half of a surrogate pair, is an error, which that library is then asked about
    import msgspec  # noqa: PLC0415

    return msgspec.json.Decoder().decode


def json_objects(stream: BinaryIO, name: str) -> Iterator[tuple[str, int, Any]]:
    """The members of :func:`json_values`: a list's one by one, with where each stands.

    Where is a sentence's beginning, such as ``notes.json, line 1, article 2``, and the
    number is that of the line.

    Raises:
        UsageError: as :func:`json_values`, and for an empty list.
    """
    found = False
    for number, value in json_values(stream, name):
        where = f"{name}, line {number}"
        listed = isinstance(value, list)
        for nth, one in enumerate(value if listed else [value], start=1):
            found = True
            yield f"{where}, article {nth}" if listed else where, number, one
    if not found:
        raise _empty(name)


def about_texts(
    stream: BinaryIO, name: str, taken: Callable[[dict[str, Any]], _T | None], what: str
) -> Iterator[tuple[_T, str, int] | Loss]:
    """What *taken* makes of each JSON object, with where it stands and the number of the line.

    A loss is what it makes nothing of, such as a task about an image.

    Raises:
        UsageError: as :func:`json_objects`, and when it makes nothing of any; *what* is a
            sentence that says what they should be.
    """
    first, found = "", False
    for where, line, value in json_objects(stream, name):
        one = taken(value) if isinstance(value, dict) else None
        if one is not None:
            found = True
            yield one, where, line
        else:
            first = first or where
            reason = Reason.UNKNOWN if isinstance(value, dict) else Reason.MALFORMED
            yield Loss("", "", reason, where=where, detail="no text")
    if not found:
        raise UsageError(f"{first}: {what}; there is none in this file.")


def drafts(
    source: Source,
    taken: Callable[[dict[str, Any]], _T | None],
    draft: Callable[[_T, str, int], Draft],
    what: str,
) -> Iterator[Draft | Loss]:
    """What *draft* makes of each text of *source*, where a JSON object is all about one text.

    It is given what :func:`about_texts` gives of each. *taken*, *what* and what is raised are
    those of that function.
    """
    with source.open() as stream:
        for found in about_texts(stream, source.name, taken, what):
            yield found if isinstance(found, Loss) else draft(*found)


def _empty(name: str) -> UsageError:
    return UsageError(f"{name} is empty; there is nothing to annotate in it.")


def _as_utf8(stream: BinaryIO, name: str) -> BinaryIO:
    """*stream* where it is UTF-8, without the mark; else all that it holds, as such."""
    start = stream.read(_LOOKED_AT)
    stream.seek(0)
    if wide_encoding(start):
        return io.BytesIO(decode(stream.read(), name).encode())
    if start.startswith(_BOM):
        stream.seek(len(_BOM))
    return stream


def _text(raw: bytes, name: str, number: int) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = number + raw.count(b"\n", 0, error.start)
        raise UsageError(
            f"{name}, line {line}: JSON is UTF-8, and this is not; save it so."
        ) from None


def _document(text: str, name: str, first_error: Exception) -> Any:
    try:
        return json.loads(text)
    except _NO_JSON as error:
        starts_document = text.split("\n", 1)[0].strip() in {"{", "["}
        raise _broken(error if starts_document else first_error, name, 1) from None


def _broken(error: Exception, name: str, number: int) -> UsageError:
    what = "is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        number += error.lineno - 1
        what = f"is not JSON ({error.msg} at character {error.colno})"
    elif isinstance(error, ValueError):
        what = "holds a number with too many digits"
    return UsageError(f"{name}, line {number}: the line {what}; repair it.")
