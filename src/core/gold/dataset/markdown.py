"""Markdown that nothing foreign can break out of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ...model.visible import visible

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def inline(text: str) -> str:
    """*text* on one line, with nothing in it that Markdown or HTML would act on."""
    return re.sub(r"([\\`*_\[\]<>&])", r"\\\1", _on_a_line(text))


def code(text: str) -> str:
    """*text* on one line as code."""
    return f"`{_on_a_line(text).replace('`', 'ˋ')}`"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> Iterator[str]:
    """The lines of a table; its last *numbers* columns have theirs to the right."""
    words = len(head) - numbers
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join(['---'] * words + ['---:'] * numbers)} |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def deeper(markdown: str) -> Iterator[str]:
    """The lines of *markdown* with its headings two levels down."""
    fence = ""
    for line in markdown.splitlines():
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence):
            fence = ""
        yield line if fence else re.sub(r"^(#{1,4}) ", r"##\1 ", line)


def joined(names: Sequence[str]) -> str:
    """*names* as a list in a sentence."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _on_a_line(text: str) -> str:
    return visible(" ".join(text.split()))
