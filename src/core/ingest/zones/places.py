"""What a line is by its place: in the head, between the paragraphs of prose, in the tail."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ...lines import ends_sentence
from ...model import ZoneKind
from ..phrases import fold
from .line import (
    PROSE_CHARS,
    SHORT_WORDS,
    Line,
    is_breadcrumb,
    is_loose_metadata,
    is_plausible_label,
    is_value,
)

_LINKS_BELOW_HEADING = 8


def paragraphs_of_prose(found: Sequence[Line], language: str) -> list[int]:
    """Indexes of the paragraphs that are the article's own for sure, or the likeliest."""
    sure = [
        index
        for index, line in enumerate(found)
        if line.is_open and line.is_prose and not is_plausible_label(line) and not line.is_byline
    ]
    if sure:
        return sure
    likely = [
        index
        for index, line in enumerate(found)
        if line.is_open
        and line.key
        and not is_plausible_label(line)
        and not is_loose_metadata(line, language)
    ]
    ended = [index for index in likely if ends_sentence(found[index].raw)]
    return ended or sorted(likely, key=lambda index: -len(found[index].raw))[:1]


def mark_head(found: Sequence[Line], chosen: Line | None, first: int, language: str) -> None:
    """Mark what stands above the prose, whose *first* paragraph is at that index."""
    head = found[:first]
    _mark_loose(head, language)
    title_at = head.index(chosen) if chosen in head else -1
    last_metadata = max(
        (at for at, line in enumerate(head) if line.kind is ZoneKind.METADATA), default=-1
    )
    for at, line in enumerate(head):
        if not line.is_open:
            continue
        if at < title_at or not line.key or is_breadcrumb(line):
            line.kind = ZoneKind.BOILERPLATE
        elif (at < last_metadata and line.words <= SHORT_WORDS and not ends_sentence(line.raw)) or (
            at and line.text.endswith((":", "：")) and _adjoins_metadata(head, at)
        ):
            line.kind = ZoneKind.METADATA


def _adjoins_metadata(lines: Sequence[Line], at: int) -> bool:
    before, line = lines[at - 1], lines[at]
    return (
        before.kind is ZoneKind.METADATA
        and before.paragraph.block == line.paragraph.block
        and line.words <= SHORT_WORDS
    )


def mark_tail(found: Sequence[Line], last: int, language: str) -> None:
    """Mark what stands below the prose, whose *last* paragraph is at that index."""
    tail = found[last + 1 :]
    _mark_loose(tail, language)
    last_frame = max(
        (at for at, line in enumerate(tail) if line.kind is ZoneKind.BOILERPLATE), default=-1
    )
    framed = False
    for at, line in enumerate(tail):
        framed = (
            framed
            or line.kind is ZoneKind.BOILERPLATE
            or not line.key
            or (line.kind is ZoneKind.METADATA and at < last_frame)
        )
        if framed and line.is_open:
            line.kind = ZoneKind.BOILERPLATE


def _mark_loose(part: Sequence[Line], language: str) -> None:
    """Mark as metadata what is so in the head and in the tail: labels, names, dates."""
    for at, line in enumerate(part):
        if not line.is_open:
            continue
        if is_plausible_label(line):
            line.kind = ZoneKind.METADATA
            after = part[at + 1] if at + 1 < len(part) else None
            if (
                after is not None
                and not line.value
                and after.is_open
                and after.label is None
                and after.paragraph.block == line.paragraph.block
                and is_value(after.raw)
            ):
                after.kind = ZoneKind.METADATA
        elif is_loose_metadata(line, language):
            line.kind = ZoneKind.METADATA


def mark_middle(found: Sequence[Line], first: int, last: int) -> None:
    """Give single words that may be subheadings back to the body, and take link lists from it."""
    for at in range(first, last):
        line = found[at]
        if line.frame is None or line.kind is not ZoneKind.BOILERPLATE:
            continue
        alone = not any(
            0 <= near < len(found) and found[near].kind is ZoneKind.BOILERPLATE
            for near in (at - 1, at + 1)
        )
        if alone and line.words == 1 and line.frame.kind in {"navigation", "comments"}:
            line.kind = None
        elif line.frame.lists and len(fold(line.text)) <= PROSE_CHARS // 2:
            for after in found[at + 1 : at + 1 + _LINKS_BELOW_HEADING]:
                if not after.is_open or after.is_prose or ends_sentence(after.raw):
                    break
                if ":" in line.text.rstrip(": ") and after.paragraph.block != line.paragraph.block:
                    break
                after.kind = ZoneKind.BOILERPLATE


def mark_below_comments(found: Sequence[Line]) -> None:
    """Mark what stands below a comment heading, unless that would be most of the text."""
    before, after = 0, sum(len(line.raw) for line in found if line.is_open)
    for at, line in enumerate(found):
        if line.is_open:
            before += len(line.raw)
            after -= len(line.raw)
        elif line.frame and line.frame.cuts and line.words > 1 and 0 < before >= after:
            for one in found[at + 1 :]:
                one.kind = one.kind or ZoneKind.BOILERPLATE
            return


def mark_recurring(found: Sequence[Line], recurring: Collection[str]) -> None:
    """Mark lines as frame that other articles have too, outside the prose and in it."""
    if not recurring:
        return
    own = [
        at
        for at, line in enumerate(found)
        if line.is_open and line.is_prose and recurring_key(line.raw) not in recurring
    ]
    for at, line in enumerate(found):
        outside = not own or at < own[0] or at > own[-1]
        if line.is_open and recurring_key(line.raw) in recurring and (outside or not line.is_prose):
            line.kind = ZoneKind.BOILERPLATE


def recurring_key(line: str) -> str:
    """The form in which lines of several articles are compared: folded, numbers made equal."""
    return re.sub(r"\d+", "0", fold(line))
