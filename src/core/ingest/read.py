"""A source's bytes become drafts of articles: text and pages here, the rest by its format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..formats import FORMATS as ANNOTATED
from ..formats import Draft, Format, Head, Loss, Reason, Source, format_named, recognised
from ..formats.checks import article_problem
from ..formats.decode import decode, refuse_binary
from ..model import AnnotatedArticle, Article, UsageError
from .html import declared_encoding, looks_like_html, read_page

FORMATS = ("text", "html", *sorted(one.name for one in ANNOTATED if one.read))
"""The names of the formats that can be read."""

_PAGES = {".html", ".htm", ".xhtml"}


def check_format(format: str | None) -> None:
    """Raise ``UsageError`` when *format* is given and unknown."""
    if format is not None and format not in FORMATS:
        raise UsageError(f"{format!r} is no format that can be read; take {', '.join(FORMATS)}.")


def read(source: Source, format: str | None = None) -> Iterator[Draft | Loss]:
    """The articles of *source*, in *format* or in the one its content shows.

    A loss stands for what belongs to no article that could be read.

    Raises:
        UsageError: when it cannot be read or is no text; JSONL raises at the broken
            line, after the articles before it.
    """
    check_format(format)
    try:
        with source.open() as stream:
            head = Head.of(source, stream)
            name = format or _recognised(head)
            annotated = format_named(name)
            if annotated is None or not annotated.binary:
                refuse_binary(head.data, source.name)
            if annotated is None:
                yield _read(stream, source, name)
        if annotated is not None:
            yield from _articles(source, annotated)
    except OSError as error:
        raise UsageError(f"{source.name} cannot be read ({error.strerror}).") from None


def _articles(source: Source, format: Format) -> Iterator[Draft | Loss]:
    assert format.read is not None
    for one in format.read(source):
        if isinstance(one, Loss):
            yield one
        elif problem := article_problem(one.annotated):
            # one article that nobody could review does not keep the others out
            id = one.annotated.article.id or one.stem
            yield Loss(id, "", Reason.MALFORMED, where=source.name, detail=problem)
            yield from one.losses
        else:
            yield one


def _read(stream: BinaryIO, source: Source, format: str) -> Draft:
    data = stream.read()
    if format == "html":
        html = decode(data, source.name, declared=declared_encoding(data))
        page = read_page(html, source.name)
        return Draft(AnnotatedArticle(page.article), source.stem, page.known)
    text = decode(data, source.name)
    article = Article("", text, source="" if source.path is None else source.name)
    return Draft(AnnotatedArticle(article), source.stem)


def _recognised(head: Head) -> str:
    if head.source.suffix in _PAGES:
        return "html"
    if annotated := recognised(head):
        return annotated.name
    return "html" if looks_like_html(head.data) else "text"
