"""Lines of text in named inks: what the small panels of the screen are made of.

A line says what stands where; which colours an ink has is the theme's business. All
text in a line must be fit for a terminal already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, split_graphemes

Run = tuple[str, str]
"""Text, and the name of the ink it is drawn in."""

Line = tuple[Run, ...]

LINK = "\x1f"
"""Stands between an ink and what a click on its text goes to; see :func:`linked`."""

ELLIPSIS = "…"


def clip(text: str, width: int) -> str:
    """*text* in at most *width* cells, with an ellipsis where something is cut off."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    spans, _ = split_graphemes(text)
    used = 0
    for start, _end, cells in spans:
        if used + cells > width - 1:
            return text[:start] + ELLIPSIS
        used += cells
    return text


def pad(text: str, width: int) -> str:
    """*text* clipped or filled to exactly *width* cells."""
    clipped = clip(text, width)
    return clipped + " " * (width - cell_len(clipped))


def width_of(line: Iterable[Run]) -> int:
    """How many cells *line* takes."""
    return sum([cell_len(text) for text, _ in line])


def linked(line: Iterable[Run], target: str) -> Line:
    """*line*, of which every run leads to *target* when it is clicked."""
    return tuple([(text, f"{ink.partition(LINK)[0]}{LINK}{target}") for text, ink in line])


def target_at(line: Iterable[Run], cell: int) -> str:
    """What a click on *cell* of *line* leads to; empty for nothing."""
    for text, ink in line:
        cell -= cell_len(text)
        if cell < 0:
            return ink.partition(LINK)[2]
    return ""


def clip_line(line: Line, width: int) -> Line:
    """*line* in at most *width* cells."""
    if width_of(line) <= width:
        return line
    kept: list[Run] = []
    left = width
    for text, ink in line:
        cells = cell_len(text)
        if cells >= left:
            # the rest does not fit, so that even an exact fit needs the ellipsis
            kept.append((clip(text + " ", left) if cells == left else clip(text, left), ink))
            break
        kept.append((text, ink))
        left -= cells
    return tuple(kept)


def apart(left: Line, right: Line, width: int) -> Line:
    """*left* and *right* at the two ends of *width* cells; *left* gives way."""
    between = width - width_of(left) - width_of(right)
    if between < 1:
        right = clip_line(right, width)
        room = width - width_of(right)
        left = clip_line(left, max(room - 1, 0))
        between = room - width_of(left)
    return (*left, (" " * between, ""), *right)


def joined(pieces: Iterable[Line], gap: int = 2) -> Line:
    """Those of *pieces* that are not empty, one after the other."""
    line: Line = ()
    for piece in pieces:
        if piece:
            line = (*line, (" " * gap, ""), *piece) if line else piece
    return line


def wrap(text: str, width: int, most: int) -> list[str]:
    """*text* in at most *most* lines of *width* cells, broken between words."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and cell_len(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    if line:
        lines.append(line)
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return [clip(line, width) for line in lines]


def flow(pieces: Sequence[Line], width: int, gap: int = 2) -> list[Line]:
    """*pieces* one after the other, on a new line where one does not fit any more."""
    lines: list[Line] = []
    line: Line = ()
    for piece in pieces:
        if not line:
            line = piece
        elif width_of(line) + gap + width_of(piece) <= width:
            line = (*line, (" " * gap, ""), *piece)
        else:
            lines.append(line)
            line = piece
    return [*lines, line] if line else lines


def edged(lines: Sequence[Line], width: int, height: int) -> list[Line]:
    """*lines* in a column with an edge on its left and a rule below, *height* rows in all."""
    rows = [*lines[: height - 1], *[()] * (height - 1 - len(lines))]
    return [*((("│ ", "rule"), *row) for row in rows), (("┴" + "─" * (width - 1), "rule"),)]
