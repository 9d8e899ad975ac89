"""A simulated reviewer who knows the gold and takes, sentence by sentence, the cheapest keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

from _differences import EntityJob, EventJob, as_gold, boundary_steps, entity_jobs, event_jobs
from _gold import Gold, GoldEvent
from _keyboard import Keyboard, Purpose
from _moves import Moves, UnreachableError
from goldleaf.core.model import Span, ZoneKind
from goldleaf.core.review import Item, Standing
from goldleaf.core.review.zoning import zone_at
from goldleaf.tui.app import GoldleafApp
from goldleaf.tui.choosing import Choice

_FEW = 2
"""Keys by which letters lead to an annotation."""


class Reviewer(Moves):
    """Reviews the article that *app* shows until it has exactly *gold*."""

    def __init__(self, app: GoldleafApp, keyboard: Keyboard, gold: Gold) -> None:
        super().__init__(app, keyboard)
        self._gold = gold
        self.closed = False
        """Whether the last decision on the article closed it."""

    async def review(self) -> None:
        """Go through the sentences until nothing is left to do.

        Raises ``SystemExit`` where that does not come to an end.
        """
        left = 20 * (len(self.session.items) + sum(self._gold.counts.values())) + 100
        busy = True
        while busy and not self.closed:
            busy = False
            for sentence in range(len(self.session.segmentation.sentence_starts)):
                while not self.closed and await self._step(sentence):
                    busy = True
                    left -= 1
                    if not left:
                        raise SystemExit(f"{self.session.article.id}: the review does not end")

    async def close(self) -> None:
        """Close the article, if the last decision on it did not."""
        if not self.closed:
            # letters for a further role take the letter of the one, but not the other
            await self.keyboard.action("finish" if self.offered_role else "done", {"article": 1.0})

    async def only_events(self) -> None:
        """Have only events offered, in this article and in the ones that follow."""
        purpose = {"triggers": 1.0}
        await self.keyboard.action("queue", purpose)
        await self.choose(lambda one: one.value == "label", "narrow down", purpose)
        for type_ in self.session.scheme.event_types:
            await self.choose(partial(_is_named, type_.name), "narrow down", purpose)
        await self.keyboard.action("choice_leave", purpose)

    async def _step(self, sentence: int) -> bool:
        """Do the next thing in *sentence*; whether there was one."""
        of_entities = [
            one for one in entity_jobs(self.session, self._gold) if self._in(sentence, one)
        ]
        if of_entities:
            job = self._nearest(of_entities)
            spread = self._worth_spreading(sentence, job.start if job.item else None)
            if spread is not None:
                await self._spread(spread)
            elif not await self._walk_towards(job, len(of_entities) > 1):
                await self._do_entity(job)
            return True
        spread = self._worth_spreading(sentence, None)
        if spread is not None:
            await self._spread(spread)
            return True
        of_events = event_jobs(self.session, self._gold)
        here = [one for one in of_events if self._in(sentence, one)]
        to_do = [one for one in here if one.goal is not None]
        if to_do:
            await self._do_event(min(to_do, key=lambda one: (one.item is None, one.start)))
            return True
        if await self._finish(of_events) or await self._only(sentence, here):
            return True
        if here:
            await self._do_event(min(here, key=lambda one: one.start))
            return True
        pending = self._pending_in(sentence)
        if pending:
            if self.session.segmentation.sentence_at(self.session.selection.start) != sentence:
                await self.go_to(pending[0], self._worth(pending))
            await self.keyboard.action("confirm_sentence", self._worth(pending))
        return bool(pending)

    async def _finish(self, jobs: list[EventJob]) -> bool:
        """Close the article, where what is right of it is decided but for one at most."""
        if any(job.goal is not None for job in jobs) or entity_jobs(self.session, self._gold):
            return False
        wrong = {job.item.id for job in jobs if job.item is not None}
        pending = [
            item
            for item in self.session.items
            if item.standing is Standing.PENDING and self.session.items.offers(item)
        ]
        right = [item for item in pending if item.id not in wrong]
        if not pending or len(right) > 1:
            return False
        worth = self._worth(right) if right else {"triggers": 1.0}
        if right:
            await self.go_to(right[0], worth)
        elif self.session.focus in wrong:
            await self.keyboard.action("escape", worth)
        halves = {kind: share / 2 for kind, share in worth.items()}
        await self.keyboard.action("finish", {**halves, "article": 0.5})
        self.closed = True
        return True

    async def _only(self, sentence: int, wrong: list[EventJob]) -> bool:
        """Accept the one event of *sentence* that is right with a key that rejects the others."""
        ids = {job.item.id for job in wrong if job.item is not None}
        pending = self._pending_in(sentence)
        right = [item for item in pending if item.id not in ids]
        if len(right) != 1 or not ids or not right[0].is_event:
            return False
        await self.go_to(right[0], self._worth(right))
        await self.keyboard.action("accept_only", self._worth(right))
        return True

    def _nearest(self, jobs: list[EntityJob]) -> EntityJob:
        """The one of *jobs* that is reached by the fewest keys; the first of several."""
        if len(jobs) == 1:
            return jobs[0]
        hints = self.hints_of_words()

        def reach(job: EntityJob) -> tuple[int, int]:
            if job.item is not None or job.goal is None:
                cost = self.way_to(job.item).cost if job.item is not None else 0
            else:
                cost = self.plan(job.goal[0], hints).cost
            return cost, job.start

        return min(jobs, key=reach)

    def _in(self, sentence: int, job: EntityJob | EventJob) -> bool:
        return self.session.segmentation.sentence_at(job.start) == sentence

    def _pending_in(self, sentence: int) -> list[Item]:
        items = self.session.items.in_sentence(sentence)
        return [
            item
            for item in items
            if item.standing is Standing.PENDING and self.session.items.offers(item)
        ]

    def _worth(self, items: list[Item]) -> Purpose:
        """The purpose of a key that accepts *items*, shared by what each amounts to."""
        shares = {"entities": 0.0, "triggers": 0.0, "roles": 0.0}
        for item in items:
            if item.is_event:
                shares["triggers"] += 1
                shares["roles"] += len(as_gold(self.session, item).arguments)
            elif self._gold.entities is not None:
                shares["entities"] += 1
        total = sum(shares.values())
        if not total:
            return {"triggers": 1.0}
        return {kind: share / total for kind, share in shares.items() if share}

    # Entities

    async def _walk_towards(self, job: EntityJob, more: bool) -> bool:
        """Accept what is in focus, where that is the cheapest step towards *job*."""
        focused = self.session.item(self.session.focus)
        if job.item is None or focused is None or focused.id == job.item.id:
            return False
        sentence = self.session.segmentation.sentence_at(job.start)
        pending = self._pending_in(sentence)
        if focused not in pending or job.item not in pending:
            return False
        here, there = pending.index(focused), pending.index(job.item)
        if there < here or focused.is_event:
            return False
        ending = 0 if more or there < len(pending) - 1 else _FEW
        if there - here > _FEW + ending:
            return False
        same = self._gain(focused.span, focused.label) > 0
        await self.keyboard.action("propagate" if same else "accept", self._worth([focused]))
        return True

    async def _do_entity(self, job: EntityJob) -> None:
        purpose = {"entities": 1.0}
        item = job.item
        if job.goal is None:
            assert item is not None
            alike = self._wrong_alike(item)
            await self.go_to(item, purpose)
            await self.keyboard.action("reject", purpose)
            if alike > _FEW:
                await self._again(item, purpose)
            return
        span, label = job.goal
        if item is None:
            await self.select(span, purpose)
            await self._label(label, purpose)
            if self._gain(span, label) > 1:
                await self.keyboard.action("propagate", purpose)
            return
        await self.go_to(item, purpose)
        text = self.session.article.text
        words, phrases = self.session.segmentation, self.session.phrases
        for step in boundary_steps(item.span, span, words, len(text), phrases):
            await self.keyboard.action(step, purpose)
        if item.label != label:
            await self._label(label, purpose)
        if self._gain(span, label) > _FEW:
            await self._again(item, purpose)

    async def _label(self, name: str, purpose: Purpose) -> None:
        key = self.session.scheme.label_named[name].key
        if key:
            await self.keyboard.key(key, "label", purpose)
            return
        focused = self.session.focus is not None
        await self.keyboard.action("relabel" if focused else "add_entity", purpose)
        await self.choose(lambda one: one.value == name, "label", purpose)

    # The same elsewhere

    async def _spread(self, item: Item) -> None:
        await self.go_to(item, self._worth([item]))
        await self.keyboard.action("propagate", self._worth([item]))

    async def _again(self, item: Item, purpose: Purpose) -> None:
        """Do with all like *item* what was just done with it, where it is a key away."""
        if self.session.focus != item.id:
            focused = self.session.item(self.session.focus)
            before = self.session.items.beside(focused, -1) if focused else None
            if before is None or before.id != item.id:
                return
            await self.keyboard.action("previous_annotation", purpose)
        await self.keyboard.action("propagate", purpose)

    def _worth_spreading(self, sentence: int, before: int | None) -> Item | None:
        """A right entity that is pending in *sentence* whose label is missing elsewhere."""
        for item in self._pending_in(sentence):
            if item.is_event or (before is not None and item.span.start > before):
                continue
            if self._gold.entities is None or (item.span, item.label) not in self._gold.entities:
                continue
            if self._gain(item.span, item.label) > _FEW:
                return item
        return None

    def _gain(self, span: Span, label: str) -> int:
        """How many keys it saves to carry *label* to the other places of the words of *span*."""
        if self._gold.entities is None:
            return 0
        gain = 0
        for place in self._alike(span):
            there = [one for one in self.session.items_in(place) if not one.is_event]
            wanted = (place, label) in self._gold.entities
            if not there:
                gain += 3 if wanted else -3
            for one in there:
                if one.span == place and one.standing is Standing.PENDING and one.label != label:
                    gain += 1 if wanted else -2
        return gain

    def _wrong_alike(self, item: Item) -> int:
        """How many others like *item* are wrong; none when one of them is right."""
        if self._gold.entities is None:
            return 0
        others = [
            one
            for place in self._alike(item.span)
            for one in self.session.items.same(place, event=False)
            if one.standing is Standing.PENDING and one.label == item.label
        ]
        right = any((one.span, one.label) in self._gold.entities for one in others)
        return 0 if right else len(others)

    def _alike(self, span: Span) -> Iterator[Span]:
        text = self.session.article.text
        pattern = rf"(?<!\w){re.escape(span.of(text))}(?!\w)"
        for match in re.finditer(pattern, text):
            place = Span(*match.span())
            zone = zone_at(self.session.zones, place.start)
            if place != span and (zone is None or zone.kind is not ZoneKind.BOILERPLATE):
                yield place

    # Events

    async def _do_event(self, job: EventJob) -> None:
        item, goal = job.item, job.goal
        if goal is None:
            assert item is not None
            await self.go_to(item, {"triggers": 1.0})
            await self.keyboard.action("reject", {"triggers": 1.0})
            return
        if item is None:
            await self._add_event(goal)
            return
        await self.go_to(item, {"roles": 1.0})
        await self._mend_event(item, goal)

    async def _add_event(self, goal: GoldEvent) -> None:
        purpose = {"triggers": 1.0}
        if self.session.selection != goal.trigger:
            await self.select(goal.trigger, purpose)
        await self.keyboard.action("add_event", purpose)
        await self.choose(lambda one: one.value == goal.type, "type", purpose)

    async def _mend_event(self, item: Item, goal: GoldEvent) -> None:
        """Make one thing about the event in focus right."""
        now = as_gold(self.session, item)
        missing, beyond = goal.arguments - now.arguments, now.arguments - goal.arguments
        roles = [role.name for role in self.session.scheme.type_named[now.type].roles]
        if now.trigger != goal.trigger:
            await self._move_trigger(now.trigger, goal.trigger)
        elif now.type != goal.type and (
            not (missing or beyond) or any(role not in roles for role, _ in missing)
        ):
            await self.keyboard.action("relabel", {"triggers": 1.0})
            await self.choose(lambda one: one.value == goal.type, "type", {"triggers": 1.0})
        elif pair := _changed_over(now, goal):
            await self.keyboard.action("swap", {"roles": 1.0})
            await self.choose(lambda one: one.value in pair, "role letter", {"roles": 1.0})
        else:
            wrong = {role for role, _ in missing | beyond}
            await self._mend_role(item, min(wrong, key=self._rank(roles)), now, goal)

    def _rank(self, roles: list[str]) -> Callable[[str], tuple[bool, int]]:
        """The role whose letters stand already first, then in the order of the scheme."""
        return lambda role: (role != self.offered_role, roles.index(role))

    async def _move_trigger(self, now: Span, goal: Span) -> None:
        purpose = {"triggers": 1.0}
        text, words = self.session.article.text, self.session.segmentation
        steps = boundary_steps(now, goal, words, len(text))
        if len(steps) > _BY_LETTERS or not now.overlaps(goal):
            try:
                await self.keyboard.action("move_trigger", purpose)
                await self.choose_words(goal, "hint_words", purpose)
            except UnreachableError:
                pass
            else:
                return
        for step in steps:
            await self.keyboard.action(step, purpose)

    async def _mend_role(self, item: Item, role: str, now: GoldEvent, goal: GoldEvent) -> None:
        """Do one thing about what fills *role* of the event in focus."""
        purpose = {"roles": 1.0}
        wanted = {span for name, span in goal.arguments if name == role}
        filled = {span for name, span in now.arguments if name == role}
        missing, beyond = wanted - filled, filled - wanted
        replaced = {one for one in beyond if any(one.overlaps(other) for other in missing)}
        if beyond and not wanted & filled and not replaced:
            await self.empty(item, role, purpose)
        elif missing:
            try:
                await self.fill(item, role, min(missing), purpose)
            except UnreachableError:
                await self._add_filler(item, role, min(missing))
        else:
            await self.take_out(item, role, min(beyond), purpose)

    async def _add_filler(self, item: Item, role: str, span: Span) -> None:
        """Add a mention to choose, where the span cannot be chosen word by word."""
        purpose = {"roles": 1.0}
        defined = self.session.scheme.type_named[item.label].role(role)
        labels = [one.name for one in self.session.scheme.labels]
        label = next(name for name in labels if defined is None or defined.admits(name))
        await self.select(span, purpose)
        await self._label(label, purpose)


_BY_LETTERS = 3
"""Keys to move a trigger by letters."""


def _changed_over(now: GoldEvent, goal: GoldEvent) -> list[tuple[str, str, str]]:
    """What to choose where two roles of *now* are to change places, or to have the same."""
    roles = sorted({role for role, _ in now.arguments | goal.arguments})

    def of(event: GoldEvent, role: str) -> set[Span]:
        return {span for name, span in event.arguments if name == role}

    for first, second in combinations(roles, 2):
        there, wanted = (of(now, first), of(now, second)), (of(goal, first), of(goal, second))
        pairs = ((first, second), (second, first))
        if there[0] != there[1] and there == wanted[::-1]:
            return [("swap", *pair) for pair in pairs]
        both = there[0] | there[1]
        if there != wanted == (both, both) and len(both) > 1:
            return [("share", *pair) for pair in pairs]
    return []


def _is_named(name: str, choice: Choice) -> bool:
    return choice.name == name
