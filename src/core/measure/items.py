"""What is compared: mentions, triggers and arguments as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..model import Annotation, Entity, Event, Span


class Mention(NamedTuple):
    """An entity's spans and its label."""

    spans: tuple[Span, ...]
    label: str


class Trigger(NamedTuple):
    """An event's trigger and its type."""

    span: Span
    type: str


class Filling(NamedTuple):
    """An argument: the type of its event, the span of its filler, and its role."""

    type: str
    span: Span
    role: str


def mentions(annotations: Iterable[Annotation]) -> list[Mention]:
    """The entities among *annotations*."""
    return [Mention(one.spans, one.label) for one in annotations if isinstance(one, Entity)]


def triggers(annotations: Iterable[Annotation]) -> list[Trigger]:
    """The triggers of the events among *annotations*."""
    return [Trigger(one.trigger, one.type) for one in annotations if isinstance(one, Event)]


def fillings(annotations: Iterable[Annotation]) -> list[Filling]:
    """The arguments of the events among *annotations*, but for those with an unknown filler."""
    by_id = {one.id: one for one in annotations}
    return [
        filling
        for event in by_id.values()
        if isinstance(event, Event)
        for filling in _fillings(event, by_id)
    ]


def _fillings(event: Event, by_id: Mapping[str, Annotation]) -> Iterator[Filling]:
    for argument in event.arguments:
        filler = argument.filler
        named = None if isinstance(filler, Span) else by_id.get(filler)
        if isinstance(named, Entity | Event):
            filler = named.span
        if isinstance(filler, Span):
            yield Filling(event.type, filler, argument.role)
