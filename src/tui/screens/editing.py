"""Deciding and building: the commands that need to know a label, a type, a role, a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ...core.model import Entity, Event, Span
from ...core.model.visible import visible
from ...core.review import Item, Queue, Standing
from ...core.scheme import RelationType
from .. import choosing
from ..choosing import Choice
from ..hinting import Hint, Hinting, Spot, hinted
from ..inspection import surface
from ..lines import clip
from .filling import Filling


class Editing(Filling):
    """Asks for what an annotation is to be, and makes it so."""

    def do_relabel(self) -> None:
        """Choose another label or type."""
        item = self._target()
        title = f"“{surface(self.session, item.span, 20)}” is"
        offer = choosing.event_types if item.is_event else choosing.labels
        self._choose(
            offer(self.session, title, item.label),
            lambda choice: self._attempt(
                lambda: self.session.relabel(str(choice.value)), repeatable=True
            ),
        )

    def do_add_entity(self) -> None:
        """Choose the label of a new entity."""
        words = surface(self.session, self.session.selection, 20)
        self._choose(
            choosing.labels(self.session, f"Add “{words}” as"),
            lambda choice: self._attempt(
                lambda: self.session.add_entity(str(choice.value)), repeatable=True
            ),
        )

    def do_add_event(self) -> None:
        """Choose the type of a new event, then offer its roles."""
        words = surface(self.session, self.session.selection, 20)

        def add(choice: Choice) -> None:
            if self._attempt(lambda: self.session.add_event(str(choice.value)), repeatable=True):
                self._fill_on()

        self._choose(choosing.event_types(self.session, f"Event “{words}” of type"), add)

    def do_attribute(self) -> None:
        """Choose a value of an attribute."""

        def put(choice: Choice) -> None:
            name, value = cast("tuple[str, str]", choice.value)
            self._attempt(lambda: self.session.set_attribute(name, value), repeatable=True)

        self._choose(choosing.attribute_values(self.session, self._target()), put)

    # Events

    def do_swap(self) -> None:
        """Choose two roles whose fillers change places, or that both get all of them."""
        event = self._target().annotation
        assert isinstance(event, Event)
        choices = choosing.swaps(self.session, event)
        if not choices.choices:
            self.say("No roles are filled here that could be swapped.", warning=True)
            return

        def swap(choice: Choice) -> None:
            what, first, second = cast("tuple[str, str, str]", choice.value)
            change = self.session.swap_roles if what == "swap" else self.session.share_roles
            self._attempt(lambda: change(first, second))

        self._choose(choices, swap)

    def do_move_trigger(self) -> None:
        """Put letters on the words in view: the chosen ones become the trigger."""
        item = self._target()
        self._hint_span(
            f"Trigger of {visible(item.label)}",
            lambda span: self._attempt(lambda: self.session.move_trigger(span)),
        )

    def do_merge(self) -> None:
        """Put letters on the other events in view: the chosen one goes into this one."""
        item = self._target()

        def events() -> list[Hint]:
            spots = [spot for spot, other in self._others_in_view(item) if other.is_event]
            return hinted(spots, item.span.start)

        self._hint(
            Hinting(
                f"Merge which event into “{surface(self.session, item.span, 20)}”?",
                events,
                lambda spot: self._attempt(lambda: self.session.merge_event(str(spot.value))),
            )
        )

    def _others_in_view(self, item: Item) -> Iterator[tuple[Spot, Item]]:
        """What is in view besides *item* and is not rejected, and where."""
        for spot in self.view.mentions_in_view():
            other = self.session.item(str(spot.value))
            if other and other.id != item.id and other.standing is not Standing.REJECTED:
                yield spot, other

    # Beyond labels and roles

    def do_fragment(self) -> None:
        """Put letters on the words in view: the chosen ones become a part, or none any more."""
        item = self._target()

        def toggle(span: Span) -> None:
            self._attempt(lambda: self.session.toggle_fragment(item.id, span))

        self._hint_span(f"Part of “{surface(self.session, item.span, 20)}”", toggle)

    def do_link(self) -> None:
        """Seek the entry that the entity is linked to; without a knowledge base, ask for its id."""
        item = self._target()
        entity = item.annotation
        assert isinstance(entity, Entity)
        words = surface(self.session, entity.span, 40)
        known = self.session.knowledge

        def link(text: str | None) -> None:
            if text is not None:
                self._attempt(lambda: self.session.set_link(text), repeatable=True)

        if known is None:
            self._ask(f"link “{clip(words, 20)}” to", link, entity.link)
            return
        from .linking import LinkScreen, Sought  # noqa: PLC0415

        context = surface(self.session, self.session.sentence, 300)
        sought = Sought(words, context, entity.link, known.search)
        self.app.push_screen(LinkScreen(sought, self.keymap, self._looks), link)

    def do_document_labels(self) -> None:
        """Choose a label of the article to give or to take off."""

        def toggle(choice: Choice) -> None:
            self._attempt(lambda: self.session.toggle_document_label(str(choice.value)))

        self._choose(choosing.document_labels(self.session), toggle)

    def do_relate(self) -> None:
        """Choose a relation, where there are several, then to what."""
        types = self.session.scheme.relations
        if len(types) == 1:
            self._hint_related(types[0])
        else:
            self._choose(
                choosing.relations(self.session),
                lambda choice: self._hint_related(cast("RelationType", choice.value)),
            )

    def _hint_related(self, type_: RelationType) -> None:
        """Put letters on the mentions in view: the chosen one is related, or no longer."""
        item = self._target()
        barred = choosing.may_relate(item, type_.head, type_)
        if barred:
            self.say(barred, warning=True)
            return

        def others() -> list[Hint]:
            barred = {
                spot: choosing.may_relate(other, type_.tail, type_)
                for spot, other in self._others_in_view(item)
            }
            return hinted(barred, item.span.start, barred.__getitem__)

        self._hint(
            Hinting(
                f"{visible(type_.name)} with which mention?",
                others,
                lambda spot: self._attempt(
                    lambda: self.session.toggle_relation(type_.name, item.id, str(spot.value))
                ),
            )
        )

    # What comes next

    def do_queue(self) -> None:
        """Choose the order, or what to narrow down."""

        def narrow(choice: Choice) -> None:
            if isinstance(choice.value, Queue):
                queue = choice.value
                self._attempt(lambda: self.session.offer(queue))
            else:
                self._narrow(str(choice.value))

        self._choose(choosing.queues(self.session), narrow)

    def _narrow(self, by: str) -> None:
        """Choose what is offered *by* label, suggester, score or zone, until escape."""
        choices = choosing.narrowings(self.session, by)
        if not choices.choices:
            self.say("There is nothing here to narrow down by.", warning=True)
            return

        def offer(choice: Choice) -> None:
            queue = cast("Queue", choice.value)
            self._attempt(lambda: self.session.offer(queue))
            self._narrow(by)

        self._choose(choices, offer)
