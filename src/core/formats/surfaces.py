"""Offsets that are off by the same few characters in a whole document.

Exports of several tools count from 1, count a byte order mark, or lose a line end, so that
every span of a document is shifted alike. The surface strings beside the offsets show it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Span

MOST_SHIFTED = 2
"""By how many code points a whole document may be shifted and still be repaired."""

Mention = tuple[int, int, str]
"""Start and end as a file gives them, and the surface string that it gives; may be empty."""


def shift_of(text: str, mentions: Sequence[Mention], most: int = MOST_SHIFTED) -> int | None:
    """What to add to every offset so that all *mentions* are where they say.

    0 where they are right as they are, or where no surface string is given. ``None``
    where no shift of up to *most* code points puts all of them right.
    """
    if all(
        text[start:end] == said and 0 <= start < end <= len(text) for start, end, said in mentions
    ):
        return 0
    told = [one for one in mentions if one[2]]
    for shift in sorted(range(-most, most + 1), key=lambda by: (abs(by), by)):
        if all(_holds(text, start + shift, end + shift, said) for start, end, said in told):
            return shift
    return None


def holds(text: str, span: Span, surface: str) -> bool:
    """Whether *span* of *text* is *surface*, white space of any kind being the same."""
    return _holds(text, span.start, span.end, surface)


def _holds(text: str, start: int, end: int, surface: str) -> bool:
    if not 0 <= start < end <= len(text):
        return False
    found = text[start:end]
    return found == surface or found.split() == surface.split()
