"""Lines and paragraphs of a text: where they begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# white space that a line's end does not count as text; a no-break space was put there on purpose
_TRAILING = " \t"
_NARROWEST_WRAP = 45
_WIDEST_WRAP = 100

SENTENCE_END = ".!?…。！？｡।॥؟۔։"
CLOSERS = "\"'”’»›)]}」』）】》〉"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that is read as one: a line, or the lines of a hard-wrapped paragraph.

    ``start`` and ``end`` are offsets in the text without the white space around;
    ``block`` numbers the stretches between blank lines.
    """

    start: int
    end: int
    block: int


def lines(text: str) -> Iterator[Paragraph]:
    """Every line of *text* that is not blank, in order."""
    block = 0
    previous = 0
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.lstrip()
        if not stripped:
            continue
        if sum(1 for _ in _BREAK.finditer(text, previous, match.start())) > 1:
            block += 1
        previous = match.end()
        start = match.end() - len(stripped)
        yield Paragraph(start, start + len(stripped.rstrip(_TRAILING)), block)


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of *text*, in order.

    Lines that were broken at a fixed width belong together: the next line's first
    word would not have fitted, and at some break the next line goes on in lower case.
    Everywhere else, web text has one paragraph a line.
    """
    found: list[Paragraph] = []
    block: list[Paragraph] = []
    for line in lines(text):
        if block and line.block != block[0].block:
            found.extend(_unwrap(text, block))
            block = []
        block.append(line)
    found.extend(_unwrap(text, block))
    return found


def _unwrap(text: str, block: list[Paragraph]) -> list[Paragraph]:
    width = max((line.end - line.start for line in block), default=0)
    if len(block) == 1 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return block
    found: list[Paragraph] = []
    run = [block[0]]
    for before, after in pairwise(block):
        first_word = text[after.start : after.end].split(maxsplit=1)[0]
        if before.end - before.start + 1 + len(first_word) > width:
            run.append(after)
            continue
        found.extend(_joined(text, run))
        run = [after]
    found.extend(_joined(text, run))
    return found


def _joined(text: str, run: list[Paragraph]) -> list[Paragraph]:
    if not any(text[line.start].islower() for line in run[1:]):
        return run
    return [Paragraph(run[0].start, run[-1].end, run[0].block)]


def ends_sentence(line: str) -> bool:
    """Whether *line* ends as sentences do, quotation marks and brackets aside."""
    bare = line.rstrip().rstrip(CLOSERS).rstrip()
    return bare.endswith(tuple(SENTENCE_END))
