"""Which line is the headline, and what repeats it or leads up to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ...lines import Paragraph, ends_sentence
from ...model import ZoneKind
from .line import (
    PROSE_CHARS,
    PROSE_WORDS,
    SHORT_WORDS,
    Line,
    day_of,
    is_breadcrumb,
    is_headline,
    is_plausible_label,
    says_same,
)

_NAVIGATION_LINES = 3


def choose_title(found: Sequence[Line], title: str, *, known_title: bool) -> Line | None:
    """The line that is the headline, marked as such with its repetitions."""
    chosen = _matching(found, title) if known_title else None
    if chosen is None:
        _mark_navigation(found)
        chosen = None if known_title else _first_headline(found)
    if chosen is None:
        return None
    chosen.kind = ZoneKind.TITLE
    for line in found:
        if line is not chosen and line.is_open and says_same(line, chosen):
            line.kind = ZoneKind.BOILERPLATE
    return chosen


def headline_of(found: Sequence[Line], chosen: Line | None) -> str:
    """The headline as the text gives it: labelled as such, else *chosen* at its shortest."""
    for line in found:
        if line.label and line.label.field == "title" and line.kind is ZoneKind.METADATA:
            return line.value.strip()
    if chosen is None:
        return ""
    same = [line.text for line in found if says_same(line, chosen)]
    return min([*same, chosen.text], key=len).strip()


def _mark_navigation(found: Sequence[Line]) -> None:
    run: list[Line] = []
    for line in found:
        if line.is_open and (line.words >= SHORT_WORDS or line.label or line.is_prose):
            break
        run.append(line)
    if len(run) < _NAVIGATION_LINES or all(line.is_open for line in run):
        return
    after = found[len(run)] if len(run) < len(found) else None
    if after is None or not (after.is_open and is_headline(after)):
        while run and not run[-1].is_open:
            run.pop()
        run = run[:-1]
    for line in run:
        if line.is_open:
            line.kind = ZoneKind.BOILERPLATE


def _matching(found: Sequence[Line], title: str) -> Line | None:
    wanted = Line(Paragraph(0, 0, 0), title)
    return next((line for line in found if says_same(line, wanted)), None)


def _first_headline(found: Sequence[Line]) -> Line | None:
    candidates = [
        line
        for line in found
        if line.is_open
        and not is_plausible_label(line)
        and not line.is_byline
        and line.key
        and not is_breadcrumb(line)
        and not day_of(line.text, "")
    ]
    if not candidates or not is_headline(candidates[0]):
        return None
    repeated = _repeated(candidates)
    for line in candidates:
        if line.is_prose:
            break
        if line.words >= PROSE_WORDS and line in repeated:
            return line
    first = candidates[0]
    others = [line for line in candidates[1:] if not says_same(line, first)]
    if not others:
        return None
    if len(others) == len(candidates) - 1 and _is_kicker(first, others):
        first.kind = ZoneKind.BOILERPLATE
        return others[0]
    return first


def _repeated(lines: Sequence[Line]) -> frozenset[Line]:
    """Those of *lines* that another one says again, as :func:`says_same` tells."""
    keys = Counter(line.key for line in lines)
    variants = Counter(key for line in lines for key in line.variants)
    return frozenset(
        line
        for line in lines
        if variants[line.key] > 1 or any(keys[key] > (key == line.key) for key in line.variants)
    )


def _is_kicker(line: Line, others: Sequence[Line]) -> bool:
    """Whether *line* is a section's name above the headline."""
    headline = others[0]
    return (
        len(others) > 1
        and (line.words == 1 or (line.raw.isupper() and line.words < SHORT_WORDS))
        and headline.words >= SHORT_WORDS
        and len(headline.raw) <= 2 * PROSE_CHARS
        and is_headline(headline)
        and not ends_sentence(headline.raw)
    )
