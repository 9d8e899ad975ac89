"""What there is to review in an article, in text order and in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ..model import Entity, Event, Segmentation, Span, Suggestion, Verdict, ZoneKind
from .queue import Order, Queue
from .rounds import group_of


class Standing(StrEnum):
    """Where an annotation stands with the reviewer."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


STANDING_OF = {
    Verdict.ACCEPTED: Standing.ACCEPTED,
    Verdict.REJECTED: Standing.REJECTED,
}
"""Where an annotation with a verdict stands."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entity or event as it stands now, and the suggestion it came from, if any.

    ``zone`` is the kind of zone that a pending one is in.
    """

    annotation: Entity | Event
    standing: Standing
    suggestion: Suggestion | None = None
    zone: ZoneKind = ZoneKind.BODY

    @property
    def id(self) -> str:
        """The annotation's id."""
        return self.annotation.id

    @property
    def span(self) -> Span:
        """The mention's extent, or the event's trigger."""
        return self.annotation.span

    @property
    def label(self) -> str:
        """The entity's label or the event's type."""
        return self.annotation.label

    @property
    def is_event(self) -> bool:
        """Whether this is an event."""
        return isinstance(self.annotation, Event)


TextKey = tuple[int, int, str]
ReadingKey = tuple[str, int, bool, int, int, str]


class ItemIndex:
    """The items of one article, found by id, by place, and by reading order.

    Reading order is that of the queue. Every look-up costs the logarithm of the number
    of items, or what it returns.
    """

    def __init__(
        self, items: Iterable[Item], segmentation: Segmentation, queue: Queue | None = None
    ) -> None:
        self._segmentation = segmentation
        self._queue = queue or Queue()
        self._items = {item.id: item for item in items}
        self._in_reading = sorted(map(self._reading_key, self._items.values()))
        self._in_text = sorted([(start, end, id) for *_, start, end, id in self._in_reading])
        pending = [key for key in self._in_reading if self._is_pending(key)]
        self._pending_count = len(pending)
        self._offered = pending
        if self._queue.is_narrowed:
            self._offered = [key for key in pending if self.offers(self._items[key[-1]])]
        # items that touch a place start at most this far before it
        self._longest = max((-end - start for start, end, _ in self._in_text), default=0)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        return (self._items[id] for _, _, id in self._in_text)

    def get(self, id: str | None) -> Item | None:
        """The item called *id*, or ``None``."""
        return self._items.get(id) if id is not None else None

    @property
    def pending_count(self) -> int:
        """How many items are pending, offered or not."""
        return self._pending_count

    @property
    def offered_count(self) -> int:
        """How many pending items the queue offers."""
        return len(self._offered)

    def offers(self, item: Item) -> bool:
        """Whether the queue offers *item* while it is pending."""
        return self._queue.offers(item.label, item.suggestion, item.zone)

    def put(self, id: str, item: Item | None) -> None:
        """Let *item* take the place of the one called *id*; ``None`` removes it."""
        old = self._items.pop(id, None)
        # a verdict moves nothing: neither order needs to be touched
        stays = old is not None and item is not None and _same_place(old, item)
        if old is not None:
            key = self._reading_key(old)
            if not stays:
                _remove(self._in_text, _text_key(old))
                _remove(self._in_reading, key)
            if old.standing is Standing.PENDING:
                self._pending_count -= 1
                if self.offers(old):
                    _remove(self._offered, key)
        if item is not None:
            self._items[id] = item
            key = self._reading_key(item)
            if not stays:
                insort(self._in_text, _text_key(item))
                insort(self._in_reading, key)
                self._longest = max(self._longest, item.span.length)
            if item.standing is Standing.PENDING:
                self._pending_count += 1
                if self.offers(item):
                    insort(self._offered, key)

    def touching(self, span: Span) -> list[Item]:
        """The items with at least one code point in *span*, in text order."""
        first = bisect_left(self._in_text, (span.start - self._longest,))
        last = bisect_left(self._in_text, (span.end,))
        found = (self._items[id] for _, _, id in self._in_text[first:last])
        return [item for item in found if item.span.overlaps(span)]

    def in_sentence(self, sentence: int) -> list[Item]:
        """The items that begin in *sentence*: its entities, then its events."""
        if sentence < 0:
            return []
        span = self._segmentation.sentence(sentence)
        found = [item for item in self.touching(span) if item.span.start >= span.start]
        return sorted(found, key=lambda item: item.is_event)

    def beside(self, place: Item | int, step: int, *, pending: bool = False) -> Item | None:
        """The item *step* places after *place* in reading order, or before when negative.

        *place* is an item, or an offset in the text between items. With *pending*, only
        the pending items that the queue offers count. ``None`` past either end.
        """
        keys = self._offered if pending else self._in_reading
        before, after = self._indices_of(place, keys)
        index = after + step - 1 if step > 0 else before + step
        if 0 <= index < len(keys):
            return self._items[keys[index][-1]]
        return None

    def walk(self, place: Item | int, step: int) -> Iterator[Item]:
        """Every item once, in reading order (backwards when *step* is negative), from *place* on.

        Goes round at the ends; an item that is *place* itself comes last.
        """
        keys = self._in_reading
        before, after = self._indices_of(place, keys)
        count = len(keys)
        indices = range(after, after + count)
        if step < 0:
            indices = range(before - 1, before - 1 - count, -1)
        return (self._items[keys[index % count][-1]] for index in indices)

    def _indices_of(self, place: Item | int, keys: list[ReadingKey]) -> tuple[int, int]:
        """Where in *keys* what comes before *place* ends, and where what follows begins."""
        if isinstance(place, Item):
            key = self._reading_key(place)
            return bisect_left(keys, key), bisect_right(keys, key)
        index = self._index_of(place, keys)
        return index, index

    def _index_of(self, offset: int, keys: list[ReadingKey]) -> int:
        """Where in *keys* an item that begins at *offset* would stand."""
        if self._queue.order is Order.DEPTH_FIRST:
            return bisect_left(keys, ("", self._segmentation.sentence_at(offset), False, offset))
        starts = ((key[3], index) for index, key in enumerate(keys) if key[3] >= offset)
        return min(starts, default=(0, len(keys)))[1]

    def first(self, *, pending: bool = False) -> Item | None:
        """The first item in reading order."""
        keys = self._offered if pending else self._in_reading
        return self._items[keys[0][-1]] if keys else None

    def last(self, *, pending: bool = False) -> Item | None:
        """The last item in reading order."""
        keys = self._offered if pending else self._in_reading
        return self._items[keys[-1][-1]] if keys else None

    def offered_in(self, group: str, step: int) -> Item | None:
        """The first item of a group that the queue offers in breadth-first order, or the last."""
        first = bisect_left(self._offered, (group,))
        last = bisect_left(self._offered, (group + "\0",))
        if first == last:
            return None
        return self._items[self._offered[first if step > 0 else last - 1][-1]]

    def same(self, span: Span, *, event: bool) -> list[Item]:
        """The entities (or events) on exactly *span*."""
        return [
            item for item in self.touching(span) if item.span == span and item.is_event is event
        ]

    def _is_pending(self, key: ReadingKey) -> bool:
        return self._items[key[-1]].standing is Standing.PENDING

    def _reading_key(self, item: Item) -> ReadingKey:
        annotation = item.annotation
        start, end = annotation.span
        is_event = isinstance(annotation, Event)
        group = ""
        if self._queue.order is Order.BREADTH_FIRST:
            group = group_of(annotation.label, event=is_event)
        sentence = self._segmentation.sentence_at(start)
        return (group, sentence, is_event, start, -end, annotation.id)


def _same_place(one: Item, other: Item) -> bool:
    """Whether two forms of an item come at the same place in every order."""
    return (one.span, one.label, one.is_event) == (other.span, other.label, other.is_event)


def _text_key(item: Item) -> TextKey:
    annotation = item.annotation
    start, end = annotation.span
    return (start, -end, annotation.id)


def _remove(keys: list[TextKey] | list[ReadingKey], key: TextKey | ReadingKey) -> None:
    del keys[bisect_left(keys, key)]


def innermost(items: Sequence[Item]) -> Item | None:
    """The item with the shortest span, a pending one rather than a decided one."""
    return min(
        items,
        key=lambda item: (item.standing is not Standing.PENDING, item.span.length, item.id),
        default=None,
    )
