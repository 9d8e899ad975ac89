"""Readers by format: a source's bytes become drafts of articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ..model import AnnotatedArticle, Article, UsageError, Zone
from .decode import decode, refuse_binary
from .html import declared_encoding, looks_like_html, read_page
from .jsonl import looks_like_json, read_jsonl
from .sources import Source

FORMATS = ("text", "html", "jsonl")
_BY_SUFFIX = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}
_HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a source gives it, before it has an id and zones.

    ``stem`` is what an id is made of when it brings none; ``known`` are zones that the
    source makes certain.
    """

    annotated: AnnotatedArticle
    stem: str
    known: tuple[Zone, ...] = ()


def check_format(format: str | None) -> None:
    """Raise ``UsageError`` when *format* is given and unknown."""
    if format is not None and format not in FORMATS:
        raise UsageError(f"{format!r} is no format that can be read; take {', '.join(FORMATS)}.")


def read(source: Source, format: str | None = None) -> Iterator[Draft]:
    """The articles of *source*, in *format* or in the one its content shows.

    Raises:
        UsageError: when it cannot be read or is no text; JSONL raises at the broken
            line, after the articles before it.
    """
    check_format(format)
    try:
        with source.open() as stream:
            yield from _read(stream, source, format)
    except OSError as error:
        raise UsageError(f"{source.name} cannot be read ({error.strerror}).") from None


def _read(stream: BinaryIO, source: Source, format: str | None) -> Iterator[Draft]:
    head = stream.read(_HEAD_BYTES)
    stream.seek(0)
    refuse_binary(head, source.name)
    format = format or _recognised(head, source)
    if format == "jsonl":
        for number, annotated in read_jsonl(stream, source.name):
            yield Draft(annotated, f"{source.stem}-{number}")
        return
    data = stream.read()
    if format == "html":
        html = decode(data, source.name, declared=declared_encoding(data))
        page = read_page(html, source.name)
        yield Draft(AnnotatedArticle(page.article), source.stem, page.known)
        return
    text = decode(data, source.name)
    article = Article("", text, source="" if source.path is None else source.name)
    yield Draft(AnnotatedArticle(article), source.stem)


def _recognised(head: bytes, source: Source) -> str:
    if source.suffix in _BY_SUFFIX:
        return _BY_SUFFIX[source.suffix]
    if looks_like_html(head):
        return "html"
    return "jsonl" if looks_like_json(head) else "text"
