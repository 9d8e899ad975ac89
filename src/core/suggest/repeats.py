"""What a suggester proposes although a file, or another suggester, has said it already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..model import Argument, Entity, Event, Span, Suggestion


def without_repeats(found: Iterable[Suggestion], there: Iterable[Suggestion]) -> list[Suggestion]:
    """*found* without what *there* has too, so that nobody is asked the same twice.

    That is an entity with the same spans and label, and an event with the same trigger,
    type and arguments. What refers to it refers to the one of *there* instead.
    """
    entities: dict[tuple[tuple[Span, ...], str], str] = {}
    events: dict[tuple[Span, str, frozenset[Argument]], str] = {}
    for one in there:
        match one.annotation:
            case Entity(id, spans, label):
                entities.setdefault((spans, label), id)
            case Event(id, type, trigger, arguments):
                events.setdefault((trigger, type, frozenset(arguments)), id)
    found = list(found)
    instead: dict[str, str] = {}
    for one in found:
        if isinstance(one.annotation, Entity):
            same = entities.get((one.annotation.spans, one.annotation.label))
            if same is not None:
                instead[one.id] = same
    for one in found:
        if isinstance(one.annotation, Event):
            event = _referring(one.annotation, instead)
            same = events.get((event.trigger, event.type, frozenset(event.arguments)))
            if same is not None:
                instead[one.id] = same
    return [
        replace(one, annotation=_referring(one.annotation, instead))
        if isinstance(one.annotation, Event)
        else one
        for one in found
        if one.id not in instead
    ]


def _referring(event: Event, instead: dict[str, str]) -> Event:
    """*event* with the fillers that *instead* names for its own."""
    arguments = tuple(
        replace(one, filler=instead.get(one.filler, one.filler))
        if isinstance(one.filler, str)
        else one
        for one in event.arguments
    )
    return replace(event, arguments=arguments)
