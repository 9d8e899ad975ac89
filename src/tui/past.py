"""The history of an annotation, as rows of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..core.model import Annotation, Argument, Entity, Event, Record, Span
from ..core.model.visible import visible
from ..core.review import Item, ReviewSession, Standing, Step
from ..core.review.items import STANDING_OF
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
    """What changed from *old* to *new*, each as old → new."""
    if not isinstance(old, Entity | Event) or not isinstance(new, Entity | Event):
        return
    if old.label != new.label:
        yield visible(f"{old.label} → {new.label}")
    before, after = _parts(session, old), _parts(session, new)
    if before != after:
        yield f"“{before}” → “{after}”"
    if isinstance(old, Event) and isinstance(new, Event):
        yield from _of_roles(session, old, new)
    for name, was, is_now in _values(old, new):
        if was != is_now:
            yield visible(f"{name} {was or '–'} → {is_now or '–'}")


def _of_roles(session: ReviewSession, old: Event, new: Event) -> Iterator[str]:
    for argument in old.arguments:
        if argument not in new.arguments:
            yield f"{visible(argument.role)} {_filler(session, argument)} → –"
    for argument in new.arguments:
        if argument not in old.arguments:
            yield f"{visible(argument.role)} – → {_filler(session, argument)}"


def _values(old: Entity | Event, new: Entity | Event) -> Iterator[tuple[str, str, str]]:
    """The link and the attributes, each with its value before and after."""
    if isinstance(old, Entity) and isinstance(new, Entity):
        yield "link", old.link, new.link
    for name in sorted({*old.attributes, *new.attributes}):
        yield name, old.attributes.get(name, ""), new.attributes.get(name, "")


def _parts(session: ReviewSession, annotation: Entity | Event) -> str:
    parts = annotation.spans if isinstance(annotation, Entity) else (annotation.trigger,)
    return " … ".join(surface(session, Span(*part), 40) for part in parts)


def _filler(session: ReviewSession, argument: Argument) -> str:
    span = session.resolve(argument.filler)
    return f"“{surface(session, span, 30)}”" if span else "(not there any more)"
