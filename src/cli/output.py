"""What commands print: results to standard output, messages to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence

from ..core.model import UsageError
from ..core.model.safe_json import safe_json
from ..core.model.visible import visible

_GAP = "  "


def say(message: str) -> None:
    """Print a message that is not a result, on standard error."""
    print(visible(message, keep="\n"), file=sys.stderr)


def complain(sentence: str) -> None:
    """Print an error: one line on standard error."""
    print("goldleaf:", visible(" ".join(sentence.split())), file=sys.stderr)


def tell(text: str = "") -> None:
    """Print a line of a result; foreign text in it cannot steer the terminal."""
    print(visible(text, keep="\n"))


def tell_json(value: object) -> None:
    """Print *value* as JSON for a program to read."""
    in_unicode = sys.stdout.encoding.lower().startswith("utf")
    print(safe_json(value, in_ascii=not in_unicode, indent=2))


def tell_table(
    head: Sequence[str], rows: Sequence[Sequence[object]], *, shrink: int | None = None
) -> None:
    """Print a table: numbers aligned to the right, the rest to the left.

    On a terminal that is too narrow, the column with the index *shrink* is cut so that rows
    fit; elsewhere nothing is cut.
    """
    from rich.cells import cell_len, set_cell_size

    cells = [[visible(str(value)) for value in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(head, *cells, strict=True)]
    if shrink is not None and sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        spare = width - sum(widths) - len(_GAP) * (len(widths) - 1)
        widths[shrink] = max(cell_len(head[shrink]), widths[shrink] + min(0, spare))
    numeric = [
        bool(rows) and all(isinstance(row[at], int) for row in rows) for at in range(len(head))
    ]
    for line in (list(head), *cells):
        fitted = []
        for cell, width, number in zip(line, widths, numeric, strict=True):
            if cell_len(cell) > width:
                fitted.append(set_cell_size(cell, width - 1) + "…")
            else:
                space = " " * (width - cell_len(cell))
                fitted.append(space + cell if number else cell + space)
        print(_GAP.join(fitted).rstrip())


def has_terminal() -> bool:
    """Whether input and output are a terminal's; Textual draws on standard error."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def require_terminal(command: str) -> None:
    """Raise ``UsageError`` when *command* would draw where nobody can see or answer it."""
    if not has_terminal():
        raise UsageError(
            f"`goldleaf {command}` needs a terminal for its input and output; run it in one"
            " without redirection (`goldleaf demo` plays the whole loop without a terminal)."
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(
            f"`goldleaf {command}` needs a terminal that can place the cursor, and $TERM says"
            f" {os.environ.get('TERM', '')!r}; set it to what your terminal is, such as"
            " xterm-256color."
        )
