"""The dataset as Goldleaf JSONL."""

from __future__ import annotations

from typing import BinaryIO

from ..model import AnnotatedArticle
from ..model.jsonl import article_to_json
from ..model.safe_json import safe_json
from .losses import Loss


def to_line(annotated: AnnotatedArticle) -> bytes:
    """*annotated* as one line of UTF-8 with its line feed, equal for equal values."""
    return safe_json(article_to_json(annotated)).encode() + b"\n"


class JsonlWriter:
    """Writes articles, as they come, to one file for each part; nothing is lost."""

    def __init__(self, files: dict[str, BinaryIO]) -> None:
        """*files* by part; ``""`` is the part of articles that are not divided."""
        self._files = files

    def write(self, annotated: AnnotatedArticle, part: str) -> tuple[Loss, ...]:
        """Write one article; returns what the format cannot keep, which is nothing."""
        self._files[part].write(to_line(annotated))
        return ()

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()
