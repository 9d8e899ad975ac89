"""What is still to be done in a review, given the gold: jobs, and what the places cost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from _gold import Gold, GoldEvent, Mention
from goldleaf.core.model import Event, Segmentation, Span
from goldleaf.core.review import Item, ReviewSession, Standing
from goldleaf.core.review.boundaries import move_end, move_start
from goldleaf.core.review.phrases import Phrases

_ADDING = 3
"""Keys to add something on one word: going there, and a label."""
_ADDING_PHRASE = 2
"""Keys to add something on the next phrase."""
_SELECTING = 3
"""Keys that suffice to select up to any word near."""
_ROLE = 2
_MOVING = 3
"""Keys to move a trigger to any words near."""

Goal = TypeVar("Goal")
EventPairs = list[tuple[Item, GoldEvent | None] | tuple[None, GoldEvent]]


@dataclass(frozen=True)
class EntityJob:
    """An entity to be made what ``goal`` says; ``None`` stands for what is not there."""

    item: Item | None
    goal: Mention | None

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.item.span.start if self.item else self._goal.start

    @property
    def _goal(self) -> Span:
        assert self.goal is not None
        return self.goal[0]


@dataclass(frozen=True)
class EventJob:
    """An event to be made what ``goal`` says; ``None`` stands for what is not there."""

    item: Item | None
    goal: GoldEvent | None

    @property
    def start(self) -> int:
        """Where its trigger begins."""
        if self.item is not None:
            return self.item.span.start
        assert self.goal is not None
        return self.goal.trigger.start


def boundary_steps(
    span: Span, goal: Span, segmentation: Segmentation, length: int, phrases: Phrases | None = None
) -> list[str]:
    """The fewest actions that move the ends of *span* to those of *goal*, longer before shorter.

    *length* is that of the text. Where *phrases* are given, the end may go from phrase to phrase.
    """
    ends = [_edge_steps("end", span.end, goal.end, segmentation, length)]
    if phrases is not None and goal.end != span.end:
        for action, move in (
            ("end_right_phrase", phrases.grown),
            ("end_left_phrase", phrases.shrunk),
        ):
            moved = move(span)
            for count in range(1, len(ends[0])):
                if moved is None:
                    break
                rest = _edge_steps("end", moved.end, goal.end, segmentation, length)
                ends.append([action] * count + rest)
                moved = move(moved)
    end = min(ends, key=len)
    start = _edge_steps("start", span.start, goal.start, segmentation, length)
    return [*end, *start] if goal.end > span.end else [*start, *end]


def _edge_steps(
    side: str, at: int, goal: int, segmentation: Segmentation, length: int
) -> list[str]:
    way, by = ("right", 1) if goal > at else ("left", -1)
    best, words = abs(goal - at), 0
    place, taken = at, 0
    while (goal - place) * by > 0:
        wide = Span(place, length) if side == "start" else Span(0, place)
        move = move_start if side == "start" else move_end
        moved = move(wide, by, "token", segmentation, length)
        if moved is None:
            break
        place = moved.start if side == "start" else moved.end
        taken += 1
        if taken + abs(goal - place) < best:
            best, words = taken + abs(goal - place), taken
            left = goal - place
    if not words:
        return [f"{side}_{way}_character"] * best
    back = "right" if left > 0 else "left"
    return [f"{side}_{way}"] * words + [f"{side}_{back}_character"] * abs(left)


def entity_jobs(session: ReviewSession, gold: Gold) -> list[EntityJob]:
    """What is to be done about the entities of the article, in reading order.

    None where entities do not count.
    """
    if gold.entities is None:
        return []
    standing = _standing(session, events=False)
    words = session.segmentation

    text = session.article.text

    def cost(item: Item, goal: Mention) -> float:
        steps = boundary_steps(item.span, goal[0], words, len(text), session.phrases)
        pending = item.standing is Standing.PENDING
        return len(steps) + (item.label != goal[1]) + (pending and bool(steps))

    def adding(goal: Mention) -> float:
        further = len(goal[0].of(text).split()) - 1
        price = _ADDING + min(further, _SELECTING)
        phrase = session.phrases.around(goal[0].start)
        if phrase is None:
            return price
        steps = boundary_steps(phrase, goal[0], words, len(text), session.phrases)
        return min(price, _ADDING_PHRASE + len(steps))

    pairs = _paired(standing, {goal: goal[0] for goal in gold.entities}, cost, adding)
    return [
        EntityJob(item, goal)
        for item, goal in pairs
        if item is None or goal is None or (item.span, item.label) != goal
    ]


def event_jobs(session: ReviewSession, gold: Gold) -> list[EventJob]:
    """What is to be done about the events of the article, in text order."""
    pairs = _event_pairs(session, gold)
    return [
        EventJob(item, goal)
        for item, goal in pairs
        if item is None or goal is None or as_gold(session, item) != goal
    ]


def as_gold(session: ReviewSession, item: Item) -> GoldEvent:
    """The event *item* as it stands, its fillers as spans."""
    event = item.annotation
    assert isinstance(event, Event)
    places = ((one.role, session.resolve(one.filler)) for one in event.arguments)
    return GoldEvent(
        event.type, event.trigger, frozenset((role, span) for role, span in places if span)
    )


def _event_pairs(session: ReviewSession, gold: Gold) -> EventPairs:
    text, words = session.article.text, session.segmentation

    def mending(item: Item, goal: GoldEvent) -> float:
        now = as_gold(session, item)
        missing = goal.arguments - now.arguments
        to_empty = {role for role, _ in now.arguments - goal.arguments}
        return 2 * (now.type != goal.type) + _ROLE * (len(missing) + len(to_empty))

    def cost(item: Item, goal: GoldEvent) -> float:
        steps = len(boundary_steps(item.span, goal.trigger, words, len(text), session.phrases))
        price = min(steps, _MOVING) + mending(item, goal)
        # adding one again where it was rejected brings the old one back
        same = (item.label, item.span) == (goal.type, goal.trigger)
        return min(price, adding(goal)) if same else price

    def adding(goal: GoldEvent) -> float:
        roles = {role for role, _ in goal.arguments}
        return _ADDING + 2 + _ROLE * len(goal.arguments) - len(roles)

    def moving(item: Item, goal: GoldEvent) -> float | None:
        sentences = {words.sentence_at(one.start) for one in (item.span, goal.trigger)}
        price = _MOVING + mending(item, goal)
        return price if len(sentences) == 1 and price < adding(goal) else None

    triggers = {goal: goal.trigger for goal in gold.events}
    return _moved(_paired(_standing(session, events=True), triggers, cost, adding), moving)


def _moved(pairs: EventPairs, cost: Callable[[Item, GoldEvent], float | None]) -> EventPairs:
    """*pairs*, where events that go alone are moved to goals without one, the cheapest first.

    There is no *cost* where a goal is better added.
    """
    alone = [item for item, goal in pairs if item is not None and goal is None]
    lacking = [goal for item, goal in pairs if item is None and goal is not None]
    offers = [
        (price, one, other)
        for one, item in enumerate(alone)
        for other, goal in enumerate(lacking)
        if (price := cost(item, goal)) is not None
    ]
    goal_of: dict[str, GoldEvent] = {}
    for _, one, other in sorted(offers):
        if alone[one].id not in goal_of and lacking[other] not in goal_of.values():
            goal_of[alone[one].id] = lacking[other]
    found: EventPairs = []
    for item, goal in pairs:
        if item is not None:
            found.append((item, goal or goal_of.get(item.id)))
        elif goal is not None and goal not in goal_of.values():
            found.append((None, goal))
    return found


def _standing(session: ReviewSession, *, events: bool) -> list[Item]:
    return [
        item
        for item in session.items
        if item.is_event is events and item.standing is not Standing.REJECTED
    ]


def _paired(
    items: Sequence[Item],
    goals: Mapping[Goal, Span],
    cost: Callable[[Item, Goal], float],
    adding: Callable[[Goal], float],
) -> list[tuple[Item, Goal | None] | tuple[None, Goal]]:
    """Each item with the goal that it is cheapest to make of it, the cheapest pairs first.

    *goals* tells where each goal is. Items are only paired with what they overlap. An item
    from which it is dearer to come to a goal than to reject it and add goes alone.
    """
    ordered = sorted(goals, key=goals.__getitem__)
    starts = [goals[goal].start for goal in ordered]
    longest = max((span.length for span in goals.values()), default=0)
    offers = []
    for one, item in enumerate(items):
        start, end = item.span
        near = range(bisect_left(starts, start - longest), bisect_left(starts, end))
        for other in near:
            goal = ordered[other]
            if not item.span.overlaps(goals[goal]):
                continue
            price = cost(item, goal)
            if price <= adding(goal) + (item.standing is Standing.PENDING):
                offers.append((price, item.standing is not Standing.ACCEPTED, one, other))
    of_item: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, one, other in sorted(offers):
        if one not in of_item and other not in taken:
            of_item[one] = other
            taken.add(other)
    pairs: list[tuple[Item, Goal | None] | tuple[None, Goal]] = []
    for one, item in enumerate(items):
        pairs.append((item, ordered[of_item[one]] if one in of_item else None))
    pairs += [(None, goal) for other, goal in enumerate(ordered) if other not in taken]
    return pairs
