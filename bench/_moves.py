"""How the simulated reviewer gets about: to an annotation, to a word, to a selection, to a filler.

Each looks at what the app offers from here and takes what costs the fewest keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from _differences import boundary_steps
from _keyboard import Keyboard, Purpose
from goldleaf.core.model import Event, Span
from goldleaf.core.review import Item, ReviewSession
from goldleaf.tui.app import GoldleafApp
from goldleaf.tui.choosing import Choice
from goldleaf.tui.hinting import Hint, Spot, hinted
from goldleaf.tui.inspection import capital_keys

_STEPS = 6
"""How many presses of the same key are considered."""


class UnreachableError(Exception):
    """What is wanted cannot be chosen from what the app offers."""


@dataclass(frozen=True)
class Way:
    """Actions to press in turn; after them, letters up to the word at ``letters`` if that is set.

    ``cost`` counts the letters too.
    """

    cost: int
    actions: tuple[str, ...] = ()
    letters: int | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, order=True)
class Filler:
    """Letters to type, and then actions to press, so that something fills a role."""

    cost: int
    code: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A way to a selection: a way to a word, the start of a word to extend to, and actions.

    ``cost`` counts what then moves the ends, too.
    """

    cost: int
    way: Way
    jump: int | None = None
    actions: tuple[str, ...] = ()


class Moves:
    """Presses the keys that lead somewhere in the review that *app* shows."""

    def __init__(self, app: GoldleafApp, keyboard: Keyboard) -> None:
        self.session: ReviewSession = app.session
        self.keyboard = keyboard
        self.screen = app.review_screen

    # To an annotation

    def way_to(self, item: Item) -> Way:
        """The cheapest way to bring *item* into focus."""
        if self.session.focus == item.id:
            return Way(0)
        ways = [*self._ways_to(item, _STEPS), *self._letters_to(item)]
        if not ways:
            ways = list(self._ways_to(item, len(self.session.items)))
        return min(ways, key=lambda one: one.cost)

    async def go_to(self, item: Item, purpose: Purpose) -> None:
        """Bring *item* into focus."""
        way = self.way_to(item)
        for action in way.actions:
            await self.keyboard.action(action, purpose)
        if way.letters is not None:
            await self.type_letters(lambda spot: spot.value == item.id, "hints", purpose)

    def _ways_to(self, item: Item, steps: int) -> Iterator[Way]:
        session = self.session
        for action, step, pending in (
            ("next_pending", 1, True),
            ("previous_pending", -1, True),
            ("next_annotation", 1, False),
            ("previous_annotation", -1, False),
        ):
            place: Item | int = session.item(session.focus) or session.selection.start
            for count in range(1, steps + 1):
                found = session.items.beside(place, step, pending=pending)
                if found is None:
                    break
                if found.id == item.id:
                    yield Way(count, (action,) * count)
                    break
                place = found

    def _letters_to(self, item: Item) -> Iterator[Way]:
        spots = [
            spot for spot in self.screen.view.mentions_in_view() if spot.value != self.session.focus
        ]
        for hint in hinted(spots, self.session.selection.start):
            if hint.spot.value == item.id:
                yield Way(1 + len(hint.code), ("hints",), hint.spot.start)

    # To a word

    def hints_of_words(self) -> list[Hint]:
        """The letters that the words in view would get."""
        return hinted(self.screen.view.words_in_view(), self.session.selection.start)

    def way_to_word(self, goal: int, hints: Sequence[Hint]) -> Way:
        """The cheapest way to put the cursor on the token with the index *goal*.

        *hints* are those of :meth:`hints_of_words`.
        """
        return min(self._ways_to_word(goal, hints), key=lambda way: way.cost)

    def _ways_to_word(self, goal: int, hints: Sequence[Hint]) -> Iterator[Way]:
        session, words = self.session, self.session.segmentation
        head, selection = session.head, session.selection
        at = words.token_at(selection.start)
        if session.focus is None and selection == words.token(goal):
            yield Way(0)
        if session.focus is not None and at == goal:
            yield Way(1, ("escape",))
        last, first = words.token_at(max(head.end - 1, head.start)), words.token_at(head.start)
        if goal > last:
            yield Way(goal - last, ("word_right",) * (goal - last))
        if goal < first:
            yield Way(first - goal, ("word_left",) * (first - goal))
        here = words.sentence_at(selection.start)
        there = words.sentence_at(words.token(goal).start)
        for sentence in (there, there + 1):
            by = sentence - here
            if by and 0 <= sentence < len(words.sentence_starts):
                start = words.token_at(words.sentence_starts[sentence])
                action = "next_sentence" if by > 0 else "previous_sentence"
                yield self._walking((action,) * abs(by), start, goal)
        view = self.screen.view
        for lines in range(1, _STEPS):
            down = words.token_at(view.offset_below(lines))
            yield self._walking(("line_down",) * lines, down, goal)
            up = words.token_at(view.offset_above(lines))
            yield self._walking(("line_up",) * lines, up, goal)
        for hint in hints:
            token = words.token_at(hint.spot.start)
            way = self._walking((), token, goal)
            cost = 1 + len(hint.code) + way.cost
            yield Way(cost, ("hint_words",), hint.spot.start, way.actions)

    def _walking(self, actions: tuple[str, ...], start: int, goal: int) -> Way:
        step = "word_right" if goal > start else "word_left"
        actions = (*actions, *(step,) * abs(goal - start))
        return Way(len(actions), actions)

    async def put_cursor(self, way: Way, purpose: Purpose) -> None:
        """Press the keys of *way*."""
        for action in way.actions:
            await self.keyboard.action(action, purpose)
        if way.letters is not None:
            start = way.letters
            await self.type_letters(lambda spot: spot.start == start, "hint_words", purpose)
        for action in way.after:
            await self.keyboard.action(action, purpose)

    # To a selection

    async def select(self, span: Span, purpose: Purpose) -> None:
        """Select exactly *span*, without a focus."""
        plan = self.plan(span, self.hints_of_words())
        await self.put_cursor(plan.way, purpose)
        if plan.jump is not None:
            other = plan.jump
            await self.keyboard.action("select", purpose)
            await self.keyboard.action("hint_words", purpose)
            await self.type_letters(lambda spot: spot.start == other, "hint_words", purpose)
        for action in plan.actions:
            await self.keyboard.action(action, purpose)
        for step in self._to_ends(self.session.selection, span):
            await self.keyboard.action(step, purpose)

    def plan(self, span: Span, hints: Sequence[Hint]) -> Plan:
        """The cheapest way to select exactly *span*; *hints* as of :meth:`hints_of_words`."""
        if self.session.focus is None and self.session.selection == span:
            return Plan(0, Way(0))
        plans = [*self._word_plans(span, hints), *self._phrase_plans(span, hints)]
        return min(plans, key=lambda plan: plan.cost)

    def _to_ends(self, now: Span, goal: Span) -> list[str]:
        words, length = self.session.segmentation, len(self.session.article.text)
        return [
            {"end_right": "extend_right"}.get(step, step)
            for step in boundary_steps(now, goal, words, length, self.session.phrases)
        ]

    def _word_plans(self, span: Span, hints: Sequence[Hint]) -> Iterator[Plan]:
        """From one end of *span* to the other, step by step or by letters."""
        session, words = self.session, self.session.segmentation
        first, last = words.token_at(span.start), words.token_at(span.end - 1)
        lettered = {hint.spot.start for hint in hints}
        jump = 3 if last - first < _NEAR else 4
        for goal, other in ((first, last), (last, first)):
            way = self.way_to_word(goal, hints)
            token = words.token(goal)
            yield Plan(way.cost + len(self._to_ends(token, span)), way)
            end = words.token(other)
            if last != first and end.start in lettered:
                there = session.focus is not None and goal == words.token_at(
                    session.selection.start
                )
                both = Span(min(token.start, end.start), max(token.end, end.end))
                go = Way(0) if there else way
                yield Plan(go.cost + jump + len(self._to_ends(both, span)), go, end.start)

    def _phrase_plans(self, span: Span, hints: Sequence[Hint]) -> Iterator[Plan]:
        """From phrase to phrase to one that touches *span*, or to a word and the phrase there."""
        session = self.session
        for action, by in (("next_phrase", 1), ("previous_phrase", -1)):
            place: Span | None = session.selection
            for count in range(1, _STEPS + 1):
                cursor = count == 1 and session.focus is None
                place = session.phrase_from(place, by, at_cursor=cursor) if place else None
                if place is None:
                    break
                if place.overlaps(span):
                    actions = (action,) * count
                    yield Plan(count + len(self._to_ends(place, span)), Way(0), None, actions)
        around = session.phrases.around(span.start)
        if around is not None:
            goal = session.segmentation.token_at(span.start)
            way = self.way_to_word(goal, hints)
            if session.segmentation.token(goal) != around:
                cost = way.cost + 1 + len(self._to_ends(around, span))
                yield Plan(cost, way, None, ("next_phrase",))

    # To what fills a role

    @property
    def offered_role(self) -> str:
        """The role whose letters stand on the text, by the title above them."""
        hinting = self.screen._hinting  # noqa: SLF001 - the letters that the screen shows
        of_role = hinting is not None and hinting.other is not None
        return hinting.title.partition(" of ")[0] if hinting is not None and of_role else ""

    async def open_role(self, item: Item, role: str, purpose: Purpose) -> None:
        """Have letters for *role* of the event *item*, which is in focus.

        Raises ``UnreachableError`` where the role has no capital.
        """
        if self.offered_role == role:
            return
        roles = self.session.scheme.type_named[item.label].roles
        capital = next((key for key, one in capital_keys(roles).items() if one.name == role), "")
        if not capital:
            raise UnreachableError
        await self.keyboard.key(capital, "role letter", purpose)

    async def fill(self, item: Item, role: str, goal: Span, purpose: Purpose) -> None:
        """Let what stands on *goal* fill *role* of *item*, by the fewest keys from its letters.

        Raises ``UnreachableError`` where the app offers no way to that span.
        """
        await self.open_role(item, role, purpose)
        cheapest = min(self._ways_to_fill(item, role, goal), default=None)
        if cheapest is None or cheapest.cost > _BY_WORDS:
            try:
                await self.choose_words(goal, "role letter", purpose)
            except UnreachableError:
                if cheapest is None:
                    raise
                await self.open_role(item, role, purpose)
            else:
                return
        assert cheapest is not None
        for letter in cheapest.code:
            await self.keyboard.key(letter, "role letter", purpose)
        for step in cheapest.steps:
            await self.keyboard.action(step, purpose)

    def _ways_to_fill(self, item: Item, role: str, goal: Span) -> Iterator[Filler]:
        """What can be chosen by its letters, or is there already, and moved to *goal*."""
        event = item.annotation
        assert isinstance(event, Event)
        spans = [self.session.resolve(one.filler) for one in event.arguments if one.role == role]
        if spans and spans[-1] is not None and spans[-1].overlaps(goal):
            steps = self._steps(spans[-1], goal)
            yield Filler(len(steps), "", tuple(steps))
        for hint in self._hints:
            other = self.session.item(hint.spot.value) if isinstance(hint.spot.value, str) else None
            if other is None or hint.why_not or other.span in spans:
                continue
            if other.span.overlaps(goal):
                steps = self._steps(other.span, goal)
                yield Filler(len(hint.code) + len(steps), hint.code, tuple(steps))

    async def empty(self, item: Item, role: str, purpose: Purpose) -> None:
        """Take all that fills *role* of *item* out."""
        await self.open_role(item, role, purpose)
        await self.keyboard.action("delete", purpose)

    async def take_out(self, item: Item, role: str, span: Span, purpose: Purpose) -> None:
        """Take what stands on *span* out of *role* of *item*."""
        event = item.annotation
        assert isinstance(event, Event)
        present = {
            one.filler
            for one in event.arguments
            if one.role == role and self.session.resolve(one.filler) == span
        }
        await self.open_role(item, role, purpose)
        if self._find(lambda spot: spot.value in present) is not None:
            await self.type_letters(lambda spot: spot.value in present, "role letter", purpose)
            return
        await self.keyboard.action("letters_leave", purpose)
        await self.keyboard.action("role", purpose)
        await self.choose(lambda one: one.name == role, "role letter", purpose)
        await self.choose(lambda one: one.value in present, "role letter", purpose)

    def _steps(self, span: Span, goal: Span) -> list[str]:
        text, words = self.session.article.text, self.session.segmentation
        return boundary_steps(span, goal, words, len(text))

    async def choose_words(self, span: Span, what: str, purpose: Purpose) -> None:
        """Choose the words of *span*, of which the letters of the first may stand already.

        Raises ``UnreachableError`` where they cannot be chosen, and leaves.
        """
        words = self.session.segmentation
        first = words.token(words.token_at(span.start))
        last = words.token(words.token_at(span.end - 1))
        if first.start != span.start or last.end != span.end:
            await self.keyboard.action("letters_leave", purpose)
            raise UnreachableError
        if self._find(_is(first)) is None:
            await self.keyboard.action("letters_words", purpose)
        for word in dict.fromkeys((first, last)):
            if self._find(_is(word)) is None:
                await self.keyboard.action("letters_leave", purpose)
                raise UnreachableError
            await self.type_letters(_is(word), what, purpose)
        if first == last:
            await self.keyboard.action("letters_take", purpose)

    # Letters and choices

    @property
    def _hints(self) -> tuple[Hint, ...]:
        hinting = self.screen._hinting  # noqa: SLF001 - the letters that the screen shows
        return hinting.hints if hinting is not None else ()

    def _find(self, fits: Callable[[Spot], bool]) -> Hint | None:
        return next((one for one in self._hints if fits(one.spot) and not one.why_not), None)

    async def type_letters(self, fits: Callable[[Spot], bool], what: str, purpose: Purpose) -> None:
        """Type the letters of the spot that *fits*."""
        hint = self._find(fits)
        if hint is None:
            raise UnreachableError
        for letter in hint.code:
            await self.keyboard.key(letter, what, purpose)

    async def choose(self, fits: Callable[[Choice], bool], what: str, purpose: Purpose) -> None:
        """Press the key of the choice that *fits*; leaves and raises where there is none."""
        choosing = self.screen.chooser.choosing
        found = [one for one in choosing.choices if fits(one) and one.key] if choosing else []
        if not found or found[0].why_not:
            await self.keyboard.action("choice_leave", purpose)
            raise UnreachableError
        await self.keyboard.key(found[0].key, what, purpose)


_NEAR = 20
"""Within so many words letters are single."""

_BY_WORDS = 2
"""Letters to choose words by: the first and the last, or the one word and a key to take it."""


def _is(value: object) -> Callable[[Spot], bool]:
    return lambda spot: spot.value == value
