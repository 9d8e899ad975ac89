"""A WebAnno TSV file becomes an article."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import UsageError
from ..losses import Loss
from ..source import Draft, Head, Source
from ..text_lines import text_lines
from .article import draft_of
from .header import FORMAT, VERSION, version_of
from .sheet import Sheet

_MAJOR = 3


def recognised(head: Head) -> bool:
    """Whether a file begins as a WebAnno TSV does."""
    return head.text.lstrip().startswith(FORMAT)


def read(source: Source) -> Iterator[Draft | Loss]:
    """The article of *source*, or the articles of several such files one after the other.

    Raises:
        UsageError: when it is of another version, or holds no sentence.
    """
    sheet: Sheet | None = None
    waiting: list[tuple[int, str]] | None = None
    articles = 0
    for number, line in text_lines(source):
        if waiting is not None and line[:1].isdecimal():
            waiting.append((number, line))
        elif line.startswith(FORMAT):
            if sheet is not None and (draft := _draft(sheet, source, articles)):
                articles += 1
                yield draft
            sheet = Sheet(source.name, _version(line, source.name))
            waiting = sheet.waiting
        elif sheet is not None:
            sheet.line(number, line)
        elif line.strip():
            break
    if sheet is None:
        raise UsageError(
            f"{source.name} is no WebAnno TSV: it does not begin with {FORMAT} {VERSION}."
        )
    if draft := _draft(sheet, source, articles):
        yield draft
    elif not articles:
        raise UsageError(
            f"{source.name} has no sentence; each begins with a line #Text= and its text."
        )


def _version(line: str, file: str) -> tuple[int, int]:
    version = version_of(line)
    if version is None or version[0] != _MAJOR:
        said = line.removeprefix("#FORMAT=")[:40]
        raise UsageError(
            f"{file} is {said!r}, but Goldleaf reads version {_MAJOR}; export it anew."
        )
    return version


def _draft(sheet: Sheet, source: Source, before: int) -> Draft | None:
    sheet.end_sentence()
    if not sheet.text.length:
        return None
    stem = f"{source.stem}-{before + 1}" if before else source.stem
    return draft_of(sheet, source.name, stem)
