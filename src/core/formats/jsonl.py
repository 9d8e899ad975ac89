"""Goldleaf JSONL, read and written: one article a line, nothing lost (docs/formats.md)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model import AnnotatedArticle, UsageError
from ..model.jsonl import article_from_json, article_to_json
from ..model.safe_json import safe_json
from .checks import article_problem, zone_start
from .format import Destination, Format
from .json_lines import json_objects, looks_like_json
from .keeps import EVERYTHING
from .losses import Loss
from .source import Draft, Head, Source


def read(source: Source) -> Iterator[Draft]:
    """The articles of *source*; a file that is one JSON document of them is read as a whole.

    Raises:
        UsageError: at the first line that is no article; it names the line.
    """
    with source.open() as stream:
        for where, line, value in json_objects(stream, source.name):
            yield Draft(_article(value, where), f"{source.stem}-{line}")


def to_line(annotated: AnnotatedArticle) -> bytes:
    """*annotated* as one line of UTF-8 with its line feed, equal for equal values."""
    return safe_json(article_to_json(annotated)).encode() + b"\n"


class JsonlWriter:
    """Writes articles, as they come, to one file for each part; nothing is lost."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination

    def write(self, annotated: AnnotatedArticle, part: str) -> tuple[Loss, ...]:
        """Write one article; returns what the format cannot keep, which is nothing."""
        self._destination.file(part).write(to_line(annotated))
        return ()

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


def _recognised(head: Head) -> bool:
    return looks_like_json(head.text) or head.source.suffix in {".jsonl", ".ndjson", ".json"}


def _article(value: object, where: str) -> AnnotatedArticle:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: an article is a JSON object with the key 'text'.")
    try:
        annotated = article_from_json(value)
    except ValueError as error:
        raise UsageError(f"{where}: {error}.") from None
    if problem := article_problem(annotated):
        raise UsageError(f"{where}: {problem}.")
    return replace(annotated, zones=tuple(sorted(annotated.zones, key=zone_start)))


JSONL = Format(
    name="jsonl",
    title="Goldleaf JSONL",
    offsets="Unicode code points",
    keeps=EVERYTHING,
    suffix=".jsonl",
    recognises=_recognised,
    read=read,
    writer=JsonlWriter,
)
