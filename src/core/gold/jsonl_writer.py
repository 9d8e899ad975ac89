"""The dataset as Goldleaf JSONL."""

from __future__ import annotations

import json
import re
from typing import BinaryIO

from ..model import AnnotatedArticle
from ..model.jsonl import article_to_json
from .losses import Loss

# Raw in a JSON string these are legal, but end lines for many readers (U+0085,
# U+2028, U+2029), steer a terminal that shows the file (C1, bidirectional marks),
# or cannot be UTF-8 (half of a surrogate pair).
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def to_line(annotated: AnnotatedArticle) -> bytes:
    """*annotated* as one line of UTF-8 with its line feed, equal for equal values."""
    line = json.dumps(article_to_json(annotated), ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line).encode() + b"\n"


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
