"""Where suggesters, or annotators, say different things of the same words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..model import Entity, Event, Record, Segmentation
from .items import STANDING_OF, Item, ItemIndex, Standing


@dataclass(frozen=True, slots=True)
class Dissent:
    """What somebody else says where an item is.

    ``who`` is a suggester, or an annotator. ``annotation`` is what they would have there;
    ``None`` where they rejected the item.
    """

    who: str
    annotation: Entity | Event | None


def conflict(one: Entity | Event, other: Entity | Event) -> bool:
    """Whether two annotations cannot both be right.

    They are of one sort and overlap, and have either the same words and another label, or
    the same label and other words, or they cross. One inside the other with another label
    is a nested mention and no conflict.
    """
    if isinstance(one, Event) is not isinstance(other, Event):
        return False
    first, second = one.span, other.span
    if not first.overlaps(second):
        return False
    if first == second:
        return one.label != other.label
    return one.label == other.label or not (first.contains(second) or second.contains(first))


def of_suggesters(item: Item, items: ItemIndex) -> Iterator[Dissent]:
    """What suggesters other than that of *item* propose in its place, if it stands."""
    if item.suggestion is None or item.standing is Standing.REJECTED:
        return
    for other in items.touching(item.span):
        if (
            other.suggestion is not None
            and other.suggestion.suggester != item.suggestion.suggester
            and other.standing is not Standing.REJECTED
            and conflict(item.annotation, other.annotation)
        ):
            yield Dissent(other.suggestion.suggester, other.annotation)


class OtherAnnotators:
    """What others decided on the article that an annotator reviews."""

    def __init__(
        self, records: Mapping[str, Mapping[str, Record]], segmentation: Segmentation
    ) -> None:
        """Take the *records* of each of them, by name."""
        self._items = {
            who: ItemIndex(
                (
                    Item(one.annotation, STANDING_OF[one.verdict])
                    for one in theirs.values()
                    if isinstance(one.annotation, Entity | Event)
                ),
                segmentation,
            )
            for who, theirs in records.items()
        }

    def on(self, item: Item) -> Iterator[Dissent]:
        """What they say otherwise than the annotator, who has decided on *item*.

        Of a pending one nothing is told, so that each judges alone.
        """
        if item.standing is Standing.PENDING:
            return
        for who, items in self._items.items():
            theirs = items.get(item.id)
            if theirs is None:
                for other in _instead(item, items):
                    yield Dissent(who, other.annotation)
            elif theirs.standing is Standing.REJECTED:
                if item.standing is Standing.ACCEPTED:
                    yield Dissent(who, None)
            elif item.standing is Standing.REJECTED or not _alike(item, theirs):
                yield Dissent(who, theirs.annotation)


def _instead(item: Item, items: ItemIndex) -> list[Item]:
    """What somebody who did not decide on *item* accepted in its place."""
    if item.standing is Standing.REJECTED:
        return []
    there = [one for one in items.touching(item.span) if one.standing is Standing.ACCEPTED]
    if any(_alike(item, one) for one in there):
        return []
    return [one for one in there if conflict(item.annotation, one.annotation)]


def _alike(item: Item, other: Item) -> bool:
    """Whether two items say the same, whatever they are called."""
    one, two = item.annotation, other.annotation
    if isinstance(one, Event) and isinstance(two, Event):
        same_roles = {*one.arguments} == {*two.arguments}
        return same_roles and replace(two, id=one.id, arguments=one.arguments) == one
    return replace(two, id=one.id) == one
