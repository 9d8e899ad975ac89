"""What a reviewer's edits change, each as changes that can be inverted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from ..model import (
    Argument,
    Decision,
    Entity,
    Event,
    Record,
    RecordChange,
    Span,
    Verdict,
)
from ..scheme import Role
from .desk import Desk
from .items import Item, Standing


def recording(desk: Desk, annotation: Entity | Event, verdict: Verdict) -> RecordChange:
    """Record *verdict* on *annotation* as it stands."""
    old = desk.state.records.get(annotation.id)
    return RecordChange(annotation.id, old, Record(annotation, verdict))


def deleting(desk: Desk, item: Item) -> list[RecordChange]:
    """Take *item* away; in the roles that it filled, its bare span stays."""
    records = desk.state.records
    changes = [RecordChange(item.id, records.get(item.id), None)]
    for id, record in records.items():
        event = record.annotation
        if isinstance(event, Event) and any(one.filler == item.id for one in event.arguments):
            arguments = tuple(
                replace(one, filler=item.span) if one.filler == item.id else one
                for one in event.arguments
            )
            new = replace(record, annotation=replace(event, arguments=arguments))
            changes.append(RecordChange(id, record, new))
    return changes


def accepting(desk: Desk, items: Iterable[Item]) -> list[RecordChange]:
    """Accept *items*, and with each event the pending annotations that fill its roles."""
    changes: dict[str, RecordChange] = {}
    waiting = [item.annotation for item in items]
    for annotation in waiting:
        if annotation.id in changes:
            continue
        changes[annotation.id] = recording(desk, annotation, Verdict.ACCEPTED)
        if isinstance(annotation, Event):
            targets = (one.filler for one in annotation.arguments if isinstance(one.filler, str))
            fillers = (desk.items.get(target) for target in targets)
            waiting.extend(
                filler.annotation
                for filler in fillers
                if filler is not None and filler.standing is Standing.PENDING
            )
    return list(changes.values())


def editing(desk: Desk, item: Item, new: Entity | Event) -> list[RecordChange]:
    """Accept *item* in the form *new*."""
    return accepting(desk, [replace(item, annotation=new)])


def categorised(annotation: Entity | Event, name: str) -> Entity | Event:
    """*annotation* with another label or event type."""
    if isinstance(annotation, Entity):
        return replace(annotation, label=name)
    return replace(annotation, type=name)


def with_part(annotation: Entity | Event, part: Span, moved: Span) -> Entity | Event | None:
    """*annotation* with *moved* in the place of *part*; ``None`` when its parts would meet."""
    if isinstance(annotation, Event):
        return replace(annotation, trigger=moved)
    spans = tuple(moved if span == part else span for span in annotation.spans)
    if any(before.end > after.start for before, after in pairwise(spans)):
        return None
    return replace(annotation, spans=spans)


def with_filler(event: Event, role: Role, filler: str | Span) -> Event:
    """*event* with *filler* in *role*; where that is full, the oldest filler makes room."""
    fillers = [one for one in event.arguments if one.role == role.name]
    room = len(fillers) if role.maximum is None else role.maximum - 1
    dropped = fillers[: max(len(fillers) - room, 0)]
    kept = tuple(one for one in event.arguments if one not in dropped)
    return replace(event, arguments=(*kept, Argument(role.name, filler)))


def without_filler(event: Event, role: str, filler: str | Span | None) -> Event:
    """*event* without *filler* in *role*; ``None`` takes every filler of the role away."""
    kept = tuple(
        one
        for one in event.arguments
        if one.role != role or (filler is not None and one.filler != filler)
    )
    return replace(event, arguments=kept)


def span_before(decision: Decision, id: str) -> Span | None:
    """Where the annotation called *id* was before *decision*."""
    for change in decision.changes:
        if isinstance(change, RecordChange) and change.id == id and change.old is not None:
            annotation = change.old.annotation
            return annotation.span if isinstance(annotation, Entity | Event) else None
    return None
