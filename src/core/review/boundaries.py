"""Moving the ends of a span by tokens or by characters."""

from __future__ import annotations

import re
from typing import Literal

from ..model import Segmentation, Span

Unit = Literal["token", "character"]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def move_start(
    span: Span, by: int, unit: Unit, segmentation: Segmentation, text_length: int
) -> Span | None:
    """*span* with its start moved *by* tokens or characters to the right.

    A start inside a token goes to that token's edge first. ``None`` when the span
    would be empty or leave the text.
    """
    if unit == "character":
        start = span.start + by
    else:
        starts = segmentation.token_starts
        index = segmentation.token_at(span.start)
        if by < 0 and index >= 0 and starts[index] < span.start:
            by += 1
        index += by
        if not 0 <= index < len(starts):
            return None
        start = starts[index]
    return Span(start, span.end) if 0 <= start < span.end <= text_length else None


def move_end(
    span: Span, by: int, unit: Unit, segmentation: Segmentation, text_length: int
) -> Span | None:
    """*span* with its end moved *by* tokens or characters to the right.

    An end inside a token goes to that token's edge first. ``None`` when the span
    would be empty or leave the text.
    """
    if unit == "character":
        end = span.end + by
    else:
        ends = segmentation.token_ends
        index = segmentation.token_at(span.end - 1)
        if by > 0 and index >= 0 and ends[index] > span.end:
            by -= 1
        elif by < 0 and index >= 0 and ends[index] < span.end:
            by += 1
        index += by
        if not 0 <= index < len(ends):
            return None
        end = ends[index]
    return Span(span.start, end) if span.start < end <= text_length else None


def leaves_paragraph(span: Span, moved: Span, text: str) -> bool:
    """Whether *moved* has come to reach over a blank line that *span* does not reach over."""
    added = text[moved.start : span.start + 1], text[span.end - 1 : moved.end]
    return any(_BLANK_LINE.search(stretch) for stretch in added)
