"""The history of an annotation, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..core.model import Annotation, Entity, Event, Record, Span
from ..core.model.visible import visible
from ..core.review import Item, ReviewSession, Standing, Step
from ..core.review.items import STANDING_OF
from ..core.review.past import differences
from .inspection import MARKS, surface
from .lines import Line, pad

_KIND = 11
_WHEN = 16


@dataclass(frozen=True, slots=True)
class Past:
    """A state that an annotation was in, and the row that tells of it.

    ``record`` is ``None`` where it was pending, or not there.
    """

    record: Record | None
    row: Line


def history(session: ReviewSession, item: Item) -> list[Past]:
    """What *item* was and became, oldest first, from its suggestion on if it has one."""
    found: list[Past] = []
    suggestion = item.suggestion
    before: Annotation | None = None
    if suggestion is not None:
        before = suggestion.annotation
        by = visible(f"suggested by {suggestion.suggester}, {suggestion.score:.2f}")
        said = f"{_in_words(session, before)}  {by}"
        found.append(Past(None, _row("", "suggest", MARKS[Standing.PENDING], said)))
    for step in session.history(item.id):
        origin = suggestion.annotation if suggestion else None
        old = step.old.annotation if step.old else origin
        new = step.new.annotation if step.new else origin
        found.append(Past(step.new, _of_step(session, step, old, new)))
    return found


def _of_step(
    session: ReviewSession, step: Step, old: Annotation | None, new: Annotation | None
) -> Line:
    sign, ink = MARKS[STANDING_OF[step.new.verdict] if step.new else Standing.PENDING]
    if new is None:
        sign, ink, said = "–", "dim", "not there"
    elif old is None:
        said = _in_words(session, new)
    else:
        said = "; ".join(_differences(session, old, new)) or _in_words(session, new)
    when = step.at[:_WHEN].replace("T", " ")
    return _row(when, step.kind.value, (sign, ink), said)


def _row(when: str, kind: str, sign: tuple[str, str], said: str) -> Line:
    return (
        (f" {when:<{_WHEN}}  ", "dim"),
        (pad(kind, _KIND), "accent"),
        sign,
        (" ", ""),
        (said, ""),
    )


def _in_words(session: ReviewSession, annotation: Annotation) -> str:
    if not isinstance(annotation, Entity | Event):
        return visible(annotation.label)
    return f"{visible(annotation.label)} “{surface(session, annotation.span, 40)}”"


def _differences(session: ReviewSession, old: Annotation, new: Annotation) -> Iterator[str]:
    def words(filler: str | Span) -> str:
        span = session.resolve(filler)
        return surface(session, span, 40) if span else "(not there any more)"

    return map(visible, differences(old, new, words))
