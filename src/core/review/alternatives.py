"""Which of several pending items are accepted together, where not all of them can be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..model import Entity, Event
from .disagreement import conflict
from .items import Item, ItemIndex, Standing


@dataclass(frozen=True, slots=True)
class Choice:
    """What is accepted, in the form in which it is, and what gives way to it."""

    accepted: tuple[Item, ...]
    rejected: tuple[Item, ...]


def choose(pending: Sequence[Item], items: ItemIndex) -> Choice:
    """The best of *pending*, where some exclude each other or what of *items* was accepted.

    The best is what fills a role of an event that is accepted with it; then what has the
    higher score; then the longer one. Roles that were filled by an alternative are
    filled by what it gave way to.
    """
    events = [item for item in pending if item.is_event]
    taken, out = _divided(events, items, frozenset())
    fillers = frozenset(
        argument.filler
        for item in taken
        if isinstance(item.annotation, Event)
        for argument in item.annotation.arguments
        if isinstance(argument.filler, str)
    )
    entities, given_way = _divided([one for one in pending if not one.is_event], items, fillers)
    instead = {loser.id: winner.id for loser, winner in (*given_way, *out)}
    accepted = {one.id: one for one in (*entities, *(_refilled(one, instead) for one in taken))}
    return Choice(
        tuple(accepted[item.id] for item in pending if item.id in accepted),
        tuple(loser for loser, _ in (*given_way, *out)),
    )


def _divided(
    pending: Iterable[Item], items: ItemIndex, preferred: frozenset[str]
) -> tuple[list[Item], list[tuple[Item, Item]]]:
    """Those that are accepted, and each other one with what it gives way to."""
    taken: list[Item] = []
    out: list[tuple[Item, Item]] = []

    def rank(item: Item) -> tuple[bool, float, int, str]:
        score = item.suggestion.score if item.suggestion else 0.0
        return (item.id not in preferred, -score, -item.span.length, item.id)

    for item in sorted(pending, key=rank):
        accepted = (one for one in items.touching(item.span) if one.standing is Standing.ACCEPTED)
        winner = next((one for one in (*accepted, *taken) if _exclusive(one, item)), None)
        if winner is None:
            taken.append(item)
        else:
            out.append((item, winner))
    return taken, out


def _exclusive(one: Item, other: Item) -> bool:
    """Whether at most one of two items can be accepted.

    What one suggester proposes it means together, but for an entity with two labels, and for
    the same thing twice. What nobody suggested, a reviewer added or a file brought: an event
    of that type is there already, whatever fills its roles.
    """
    if one.is_event is not other.is_event:
        return False
    first, second = one.annotation, other.annotation
    if isinstance(first, Entity) and isinstance(second, Entity) and first.spans == second.spans:
        return True
    if replace(second, id=first.id) == first:
        return True
    same_event = one.is_event and (first.span, first.label) == (second.span, second.label)
    if one.suggestion is None or other.suggestion is None:
        return same_event
    if one.suggestion.suggester == other.suggestion.suggester:
        return False
    return same_event or conflict(first, second)


def _refilled(item: Item, instead: dict[str, str]) -> Item:
    event = item.annotation
    assert isinstance(event, Event)
    arguments = [
        replace(one, filler=instead.get(one.filler, one.filler))
        if isinstance(one.filler, str)
        else one
        for one in event.arguments
    ]
    annotation = replace(event, arguments=tuple(dict.fromkeys(arguments)))
    return item if annotation == event else replace(item, annotation=annotation)
