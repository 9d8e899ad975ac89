"""What a reviewer's edits change, each as changes that can be inverted."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
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

Resolve = Callable[[str | Span], Span | None]
"""Where a filler is; ``None`` when it is nowhere."""


def has_words(surface: str) -> bool:
    """Whether *surface* is more than white space and punctuation."""
    return any(unicodedata.category(one)[0] not in "PZC" for one in surface)


def recording(desk: Desk, annotation: Entity | Event, verdict: Verdict) -> RecordChange:
    """Record *verdict* on *annotation* as it stands."""
    old = desk.state.records.get(annotation.id)
    return RecordChange(annotation.id, old, Record(annotation, verdict))


def deleting(desk: Desk, item: Item) -> list[RecordChange]:
    """Take *item* away; in the roles that it filled, its bare span stays."""
    gone = RecordChange(item.id, desk.state.records.get(item.id), None)
    return [gone, *_refilling(desk, item.id, item.span, ())]


def accepting(desk: Desk, items: Iterable[Item]) -> list[RecordChange]:
    """Accept *items*, and with each event the pending annotations that fill its roles.

    Where the same entity was accepted before, added by hand or brought by a file, that one
    fills the role, be the other one pending or rejected for it.
    """
    changes: dict[str, RecordChange] = {}
    waiting = [item.annotation for item in items]
    for annotation in waiting:
        if annotation.id in changes:
            continue
        accepted = annotation
        if isinstance(accepted, Event):
            targets = (one.filler for one in accepted.arguments if isinstance(one.filler, str))
            for filler in filter(None, map(desk.items.get, targets)):
                if filler.standing is Standing.ACCEPTED:
                    continue
                if filler.id not in changes and (same := accepted_same(desk, filler)):
                    accepted = _refilled(accepted, filler.id, same.id)
                elif filler.standing is Standing.PENDING:
                    waiting.append(filler.annotation)
        changes[annotation.id] = recording(desk, accepted, Verdict.ACCEPTED)
    return list(changes.values())


def accepted_same(desk: Desk, other: Item) -> Item | None:
    """What says the same as *other* and was accepted before.

    The same is an entity on the same spans with the same label, or an event of the same type
    on the same trigger, unless one suggester means two there.
    """
    for one in desk.items.touching(other.span):
        if one.standing is Standing.ACCEPTED and one.id != other.id and _is_same(one, other):
            return one
    return None


def _is_same(one: Item, other: Item) -> bool:
    first, second = one.annotation, other.annotation
    if isinstance(first, Entity) and isinstance(second, Entity):
        return (first.spans, first.label) == (second.spans, second.label)
    if isinstance(first, Event) and isinstance(second, Event):
        return (first.trigger, first.type) == (second.trigger, second.type) and not (
            one.suggestion
            and other.suggestion
            and one.suggestion.suggester == other.suggestion.suggester
            and replace(second, id=first.id) != first
        )
    return False


def giving_way(desk: Desk, item: Item, same: Item) -> list[RecordChange]:
    """Reject *item* for *same*, which says it already.

    An event gets from *item* what it does not have: fillers of roles that nothing fills, and
    attributes. What *item* filled in other events, *same* fills from now on.
    """
    new, gone = same.annotation, item.annotation
    if isinstance(new, Event) and isinstance(gone, Event):
        filled = {one.role for one in new.arguments}
        added = (one for one in gone.arguments if one.role not in filled and one.filler != same.id)
        new = replace(
            new,
            arguments=(*new.arguments, *added),
            attributes={**gone.attributes, **new.attributes},
        )
    changes = {gone.id: recording(desk, gone, Verdict.REJECTED)}
    if new != same.annotation:
        changes = {one.id: one for one in editing(desk, same, new)} | changes
    return [*changes.values(), *_refilling(desk, gone.id, same.id, changes)]


def accepting_once(desk: Desk, item: Item) -> list[RecordChange]:
    """Accept *item*, or reject it where what says the same was accepted before."""
    same = accepted_same(desk, item)
    return accepting(desk, [item]) if same is None else giving_way(desk, item, same)


def _refilling(
    desk: Desk, old: str, new: str | Span, besides: Container[str]
) -> Iterator[RecordChange]:
    """Let *new* fill what *old* filled in the events that are recorded, but for *besides*."""
    for id, record in desk.state.records.items():
        if id not in besides and isinstance(record.annotation, Event):
            moved = _refilled(record.annotation, old, new)
            if moved != record.annotation:
                yield RecordChange(id, record, replace(record, annotation=moved))


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


def with_fragment(entity: Entity, span: Span) -> Entity | None:
    """*entity* with *span* as a further part, or without the part that *span* lies in.

    ``None`` when no part would be left, or when *span* reaches beyond a part it touches.
    """
    touched = [part for part in entity.spans if part.overlaps(span)]
    if not touched:
        return replace(entity, spans=tuple(sorted((*entity.spans, span))))
    kept = tuple(part for part in entity.spans if part not in touched)
    if not kept or not all(part.contains(span) for part in touched):
        return None
    return replace(entity, spans=kept)


def with_filler(event: Event, role: Role, filler: str | Span, resolve: Resolve) -> Event:
    """*event* with *filler* in *role*, in the place of what it overlaps there.

    Where the role is full, the oldest filler makes room. *resolve* tells where fillers are.
    """
    here = resolve(filler)
    fillers = [one for one in event.arguments if one.role == role.name]
    dropped = [one for one in fillers if _overlap(resolve(one.filler), here)]
    left = [one for one in fillers if one not in dropped]
    room = len(left) if role.maximum is None else role.maximum - 1
    dropped += left[: max(len(left) - room, 0)]
    kept = tuple(one for one in event.arguments if one not in dropped)
    return replace(event, arguments=(*kept, Argument(role.name, filler)))


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def with_other_filler(event: Event, role: str, old: str | Span, new: str | Span) -> Event:
    """*event* with *new* where *old* fills *role*."""
    return replace(
        event,
        arguments=tuple(
            replace(one, filler=new) if (one.role, one.filler) == (role, old) else one
            for one in event.arguments
        ),
    )


def without_filler(event: Event, role: str, filler: str | Span | None) -> Event:
    """*event* without *filler* in *role*; ``None`` takes every filler of the role away."""
    kept = tuple(
        one
        for one in event.arguments
        if one.role != role or (filler is not None and one.filler != filler)
    )
    return replace(event, arguments=kept)


def with_swapped(event: Event, first: str, second: str) -> Event:
    """*event* with the fillers of two roles changed over."""
    other = {first: second, second: first}
    arguments = tuple(replace(one, role=other.get(one.role, one.role)) for one in event.arguments)
    return replace(event, arguments=arguments)


def with_mutual(event: Event, first: str, second: str) -> Event:
    """*event* with what fills one of two roles in both."""
    fillers = dict.fromkeys(one.filler for one in event.arguments if one.role in (first, second))
    kept = tuple(one for one in event.arguments if one.role not in (first, second))
    both = tuple(Argument(role, filler) for role in (first, second) for filler in fillers)
    return replace(event, arguments=(*both, *kept))


def merging(desk: Desk, item: Item, other: Item) -> list[RecordChange]:
    """Give *item* the arguments and attributes of *other*, and take *other* away.

    Where both have an attribute, that of *item* stays. What *other* filled in other
    events, *item* fills from now on.
    """
    event, gone = item.annotation, other.annotation
    if not isinstance(event, Event) or not isinstance(gone, Event):
        raise TypeError("only events can be merged")
    added = tuple(
        one for one in gone.arguments if one not in event.arguments and one.filler != event.id
    )
    kept = tuple(one for one in event.arguments if one.filler != gone.id)
    attributes = {**gone.attributes, **event.attributes}
    new = replace(event, arguments=(*kept, *added), attributes=attributes)
    changes = {one.id: one for one in editing(desk, item, new)}
    changes.pop(gone.id, None)
    if other.suggestion is None:
        changes[gone.id] = RecordChange(gone.id, desk.state.records.get(gone.id), None)
    else:
        changes[gone.id] = recording(desk, gone, Verdict.REJECTED)
    return [*changes.values(), *_refilling(desk, gone.id, event.id, changes)]


def _refilled(event: Event, old: str, new: str | Span) -> Event:
    """*event* with *new* wherever *old* filled a role, once in each."""
    arguments = (replace(one, filler=new) if one.filler == old else one for one in event.arguments)
    return replace(event, arguments=tuple(dict.fromkeys(arguments)))


def span_before(decision: Decision, id: str) -> Span | None:
    """Where the annotation called *id* was before *decision*."""
    for change in decision.changes:
        if isinstance(change, RecordChange) and change.id == id and change.old is not None:
            annotation = change.old.annotation
            return annotation.span if isinstance(annotation, Entity | Event) else None
    return None
