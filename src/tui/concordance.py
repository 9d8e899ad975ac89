"""Places in texts as rows of a list: the words, and what stands on either side of them."""

from __future__ import annotations

from rich.cells import cell_len, split_graphemes

from ..core.model.visible import visible
from .lines import ELLIPSIS, Line, apart, clip, pad

_TITLE = 18
_WORDS = 40


def in_context(before: str, words: str, after: str, width: int) -> Line:
    """The *words* of a text in *width* cells, all of them at the same cell, between what is there.

    The texts are as they are in the article.
    """
    left = width * 2 // 5
    found = clip(_flat(words), _WORDS)
    spaced_before = " " if before[-1:].isspace() else ""
    spaced_after = " " if after[:1].isspace() else ""
    rest = max(width - left - cell_len(found), 0)
    return (
        (_last(_flat(before) + spaced_before, left), "dim"),
        (found, "strong"),
        (pad(spaced_after + _flat(after), rest), "dim"),
    )


def beside_title(line: Line, title: str, width: int) -> Line:
    """*line* with the *title* of its article at the right end of *width* cells."""
    return apart(line, ((" ", ""), (clip(_flat(title), _TITLE), "dim"), (" ", "")), width)


def room_beside_title(width: int) -> int:
    """How many of *width* cells :func:`beside_title` leaves at least."""
    return max(width - _TITLE - 4, 8)


def _flat(text: str) -> str:
    return " ".join(visible(text, keep="\n\t\r").split())


def _last(text: str, width: int) -> str:
    """The end of *text*, in exactly *width* cells."""
    missing = width - cell_len(text)
    if missing >= 0:
        return " " * missing + text
    used = cell_len(ELLIPSIS)
    kept = len(text)
    for start, _end, cells in reversed(split_graphemes(text)[0]):
        if used + cells > width:
            break
        used += cells
        kept = start
    return " " * (width - used) + ELLIPSIS + text[kept:]
