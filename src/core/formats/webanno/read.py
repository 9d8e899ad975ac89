"""A WebAnno TSV file becomes an article."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import UsageError
from ..cas.project import document_and_annotator
from ..losses import Loss
from ..source import Draft, Head, Source
from ..text_lines import text_blocks
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
    document, annotator = document_and_annotator(source)
    articles = 0
    for sheet in _sheets(source):
        if sheet.text.length:
            articles += 1
            stem = f"{document}-{articles}" if articles > 1 else document
            yield draft_of(sheet, source.name, stem, annotator)
    if not articles:
        raise UsageError(
            f"{source.name} has no sentence; each begins with a line #Text= and its text."
        )


def _sheets(source: Source) -> Iterator[Sheet]:
    """What stands from each first line of a WebAnno TSV to the next."""
    sheet: Sheet | None = None
    for first, block in text_blocks(source):
        if sheet is not None and sheet.sentence(first, block):
            continue
        for number, line in enumerate(block.split("\n"), start=first):
            if line.startswith(FORMAT):
                if sheet is not None:
                    yield sheet.finished()
                sheet = Sheet(source.name, _version(line, source.name))
            elif sheet is not None:
                sheet.line(number, line)
            elif line and not line.isspace():
                raise _refused(source.name)
    if sheet is None:
        raise _refused(source.name)
    yield sheet.finished()


def _refused(file: str) -> UsageError:
    return UsageError(f"{file} is no WebAnno TSV: it does not begin with {FORMAT} {VERSION}.")


def _version(line: str, file: str) -> tuple[int, int]:
    version = version_of(line)
    if version is None or version[0] != _MAJOR:
        said = line.removeprefix("#FORMAT=")[:40]
        raise UsageError(
            f"{file} is {said!r}, but Goldleaf reads version {_MAJOR}; export it anew."
        )
    return version
