"""Goldleaf JSONL as a stream: one article a line, or one JSON document of articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, BinaryIO

from ..model import AnnotatedArticle, UsageError, Zone
from ..model.jsonl import article_from_json
from .decode import checked, decode

_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_ID = 200


def looks_like_json(head: bytes) -> bool:
    """Whether a file that begins with *head* holds JSON objects."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return (start.startswith(b"{") and start[1:].lstrip()[:1] in {b'"', b"}", b""}) or (
        start.startswith(b"[") and start[1:].lstrip()[:1] == b"{"
    )


def read_jsonl(stream: BinaryIO, name: str) -> Iterator[tuple[int, AnnotatedArticle]]:
    """The articles in *stream* with the number of the line each stands on.

    Lines are read one at a time. A file that is one JSON document over several
    lines, an object or a list of objects, is read as a whole.

    Raises:
        UsageError: at the first line that is no article; it names the line.
    """
    found = False
    for number, line in _lines(stream, name):
        if not line.strip():
            continue
        try:
            value = _parsed(line.strip("\r\n"))
        except (ValueError, RecursionError) as error:
            if number > 1 or not (rest := stream.read()):
                raise _broken(error, name, number) from None
            value = _document(line + _decoded(rest, name, number + 1), name, error)
        for one in _articles(value, f"{name}, line {number}"):
            found = True
            yield number, one
    if not found:
        raise UsageError(f"{name} is empty; there is nothing to annotate in it.")


def _lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(iter(stream.readline, b""), start=1):
        if number == 1:
            if raw.startswith(_WIDE_BOMS) or b"\0" in raw:
                whole = decode(raw + stream.read(), name)
                yield from enumerate(whole.split("\n"), start=1)
                return
            raw = raw.removeprefix(b"\xef\xbb\xbf")  # noqa: PLW2901
        yield number, _decoded(raw, name, number)


def _decoded(raw: bytes, name: str, number: int) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = number + raw.count(b"\n", 0, error.start)
        raise UsageError(
            f"{name}, line {line}: JSON is UTF-8, and this is not; save it so."
        ) from None


def _parsed(text: str) -> Any:
    return json.loads(text)


def _document(text: str, name: str, first_error: Exception) -> Any:
    try:
        return _parsed(text)
    except (ValueError, RecursionError) as error:
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


def _articles(value: object, where: str) -> Iterator[AnnotatedArticle]:
    if not isinstance(value, list):
        yield _article(value, where)
        return
    for number, one in enumerate(value, start=1):
        yield _article(one, f"{where}, article {number}")


def _article(value: object, where: str) -> AnnotatedArticle:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: an article is a JSON object with the key 'text'.")
    try:
        annotated = article_from_json(value)
        _check(annotated)
    except ValueError as error:
        raise UsageError(f"{where}: {error}.") from None
    checked(annotated.article.text, f"{where}: the text")
    return replace(annotated, zones=tuple(sorted(annotated.zones, key=_start)))


def _start(zone: Zone) -> int:
    return zone.start


def _check(annotated: AnnotatedArticle) -> None:
    """Raise ``ValueError`` where a reviewer could not work with what the form allows."""
    id = annotated.article.id
    if id and (id.isspace() or not id.isprintable() or len(id) > _LONGEST_ID):
        raise ValueError(
            f"the id of the article must be at most {_LONGEST_ID} characters that print, not"
            f" {id[:_LONGEST_ID]!r}"
        )
    for one in annotated.annotations:
        if not one.label.strip():
            raise ValueError(f"annotation {one.id!r} has an empty label or type")
    for before, after in pairwise(sorted(annotated.zones, key=_start)):
        if after.start < before.end:
            raise ValueError(
                f"the zones from {before.start} to {before.end} and from {after.start} to"
                f" {after.end} overlap"
            )
