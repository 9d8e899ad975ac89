"""Choosing one of several things by its key, by the first letters of its name, or by going there.

What there is to choose from (labels, types, roles, fillers, attributes) is gathered
here too; how it is drawn is the business of the chooser.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from string import ascii_lowercase, ascii_uppercase, digits

from ..core.model import Argument, Event, Span, ZoneKind
from ..core.model.visible import visible
from ..core.review import Item, Order, Queue, ReviewSession, Standing
from ..core.scheme import EntityLabel, EventType, RelationType, Role
from .inspection import near, surface

SCORES = (0.5, 0.6, 0.7, 0.8, 0.9)
"""The scores that there are to choose from."""
_LETTERS = ascii_lowercase + ascii_uppercase + digits


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose.

    ``value`` is what is chosen. ``key`` chooses it at once. ``why_not`` says why it
    cannot be chosen, and is empty when it can. ``detail`` stands beside the name and
    ``about`` below, when the choice is marked; all texts are fit for the screen.
    ``present`` marks what holds already.
    """

    value: object
    name: str
    key: str = ""
    detail: str = ""
    about: str = ""
    ink: str = ""
    detail_ink: str = "dim"
    why_not: str = ""
    present: bool = False


class Choosing:
    """Some choices under a title, what was typed so far, and the one that is marked.

    Where *by_name* is false, letters are keys alone.
    """

    def __init__(self, title: str, choices: Iterable[Choice], *, by_name: bool = True) -> None:
        self.title = title
        self.choices = tuple(choices)
        self.by_name = by_name
        self.typed = ""
        present = [index for index, choice in enumerate(self.choices) if choice.present]
        self._marked = present[0] if present and by_name else 0

    @property
    def shown(self) -> tuple[Choice, ...]:
        """The choices whose name begins with what was typed."""
        return self._beginning(self.typed)

    @property
    def marked(self) -> Choice | None:
        """The choice that enter takes."""
        shown = self.shown
        return shown[self._marked] if self._marked < len(shown) else None

    def go(self, by: int) -> None:
        """Mark the choice *by* places further, round the ends."""
        if shown := self.shown:
            self._marked = (self._marked + by) % len(shown)

    def press(self, key: str) -> Choice | None:
        """The choice that *key* makes, if it makes one; else the key is typed.

        A choice's own key counts as long as nothing was typed. Raises ``LookupError``
        when nothing has that key or goes on with that letter.
        """
        if not self.typed:
            for choice in self.choices:
                if choice.key == key:
                    return choice
        longer = self.typed + key
        found = self._beginning(longer) if self.by_name else ()
        if not found:
            raise LookupError(key)
        if len(found) == 1:
            return found[0]
        self.typed = longer
        self._marked = 0
        return None

    def erase(self) -> bool:
        """Take the last letter back; ``False`` when there is none."""
        if not self.typed:
            return False
        self.typed = self.typed[:-1]
        self._marked = 0
        return True

    def _beginning(self, start: str) -> tuple[Choice, ...]:
        start = start.casefold()
        return tuple(one for one in self.choices if one.name.casefold().startswith(start))


def with_keys(choices: Sequence[Choice], letters: str = ascii_uppercase + digits) -> list[Choice]:
    """*choices*, those without a key with a free one: of their name, else any."""
    taken = {choice.key for choice in choices}
    given = []
    for choice in choices:
        if not choice.key:
            wanted = [*choice.name.upper(), *letters]
            key = next((one for one in wanted if one in letters and one not in taken), "")
            taken.add(key)
            given.append(replace(choice, key=key))
        else:
            given.append(choice)
    return given


def labels(session: ReviewSession, title: str, present: str = "") -> Choosing:
    """The entity labels of the scheme."""
    return Choosing(
        title,
        with_keys(
            [
                Choice(
                    label.name,
                    visible(label.name),
                    label.key,
                    about=visible(label.description),
                    ink=f"label:{label.name}",
                    present=label.name == present,
                )
                for label in session.scheme.labels
            ]
        ),
    )


def event_types(session: ReviewSession, title: str, present: str = "") -> Choosing:
    """The event types of the scheme."""
    return Choosing(
        title,
        with_keys(
            [
                Choice(
                    type_.name,
                    visible(type_.name),
                    type_.key,
                    about=visible(type_.description),
                    ink=f"label:{type_.name}",
                    present=type_.name == present,
                )
                for type_ in session.scheme.event_types
            ]
        ),
    )


def roles(session: ReviewSession, event: Event) -> Choosing:
    """The roles of *event*, with what fills them now."""
    type_ = session.scheme.type_named.get(event.type)
    choices = [
        Choice(
            role,
            visible(role.name),
            role.key,
            ", ".join(_filler_words(session, event.arguments, role.name)) or "–",
            visible(role.description),
        )
        for role in (type_.roles if type_ else ())
    ]
    return Choosing(f"Role of {visible(event.type)}", with_keys(choices))


def may_fill(other: Item, role: Role) -> str:
    """Why *other* may not fill *role*; empty when it may.

    Only events that the role names may fill it: one that names nothing takes any entity.
    """
    if other.label in role.fillers or (not role.fillers and not other.is_event):
        return ""
    return f"{visible(role.name)} does not take {visible(other.label)}."


def _filler_words(
    session: ReviewSession, arguments: Iterable[Argument], role: str
) -> Iterable[str]:
    for argument in arguments:
        if argument.role == role and (span := session.resolve(argument.filler)):
            yield surface(session, span, 24)


def fillers(session: ReviewSession, item: Item, event: Event, role: Role) -> Choosing:
    """The mentions near the event *item*, those that fill *role* now being marked.

    The mentions of the event's own sentence come first, then those of its neighbours.
    """
    now = [argument.filler for argument in event.arguments if argument.role == role.name]
    found = [
        other
        for other in near(session)
        if other.id != item.id
        and (other.standing is not Standing.REJECTED or other.id in now)
        and (not other.is_event or other.label in role.fillers)
    ]
    sentence = session.sentence
    found.sort(key=lambda other: (not sentence.overlaps(other.span), other.span))
    ids = {other.id for other in found}
    far = [filler for filler in now if filler not in ids]
    choices = [Choice(filler, _words_of(session, filler), present=True) for filler in far]
    choices += [
        Choice(
            other.id,
            surface(session, other.span, 40),
            detail=visible(other.label),
            detail_ink=f"label:{other.label}",
            about="" if other.id not in now else "Fills the role; choosing it takes it out.",
            why_not="" if other.id in now else may_fill(other, role),
            present=other.id in now,
        )
        for other in found
    ]
    lettered = [replace(choice, key=key) for choice, key in zip(choices, _LETTERS, strict=False)]
    return Choosing(f"{visible(role.name)} of {visible(event.type)}", lettered, by_name=False)


def _words_of(session: ReviewSession, filler: str | Span) -> str:
    span = session.resolve(filler)
    return surface(session, span, 40) if span else "(not there any more)"


def attribute_values(session: ReviewSession, item: Item) -> Choosing:
    """Every value of every attribute of *item*."""
    choices = []
    for attribute in session.scheme.attributes_of("event" if item.is_event else "entity"):
        now = item.annotation.attributes.get(attribute.name, attribute.default)
        choices += [
            Choice(
                (attribute.name, value),
                visible(value),
                detail=visible(attribute.name),
                present=value == now,
            )
            for value in attribute.values
        ]
    lettered = with_keys(choices)
    return Choosing(f"Attributes of {visible(item.label)}", lettered)


def swaps(session: ReviewSession, event: Event) -> Choosing:
    """The pairs of roles of *event* whose fillers can be swapped, or shared.

    The value of a choice is the name of what is done, and the two roles.
    """
    type_ = session.scheme.type_named.get(event.type)
    fillers: dict[str, set[str | Span]] = {}
    for argument in event.arguments:
        fillers.setdefault(argument.role, set()).add(argument.filler)
    pairs = [
        (one, other)
        for one, other in combinations(type_.roles if type_ else (), 2)
        if fillers.get(one.name) != fillers.get(other.name)
    ]
    alike = [(one, other) for one, other in pairs if set(one.fillers) == set(other.fillers)]
    choices = [
        *(_of_pair("swap", "⇄", "Their fillers change places.", *pair) for pair in pairs),
        *(_of_pair("share", "=", "Both have all of their fillers.", *pair) for pair in alike),
    ]
    lettered = [replace(choice, key=key) for choice, key in zip(choices, _LETTERS, strict=False)]
    return Choosing(f"Swap in {visible(event.type)}", lettered, by_name=False)


def _of_pair(what: str, sign: str, about: str, one: Role, other: Role) -> Choice:
    name = f"{visible(one.name)} {sign} {visible(other.name)}"
    return Choice((what, one.name, other.name), name, about=about)


def document_labels(session: ReviewSession) -> Choosing:
    """The labels that an article may have as a whole."""
    present = session.document_labels
    choices = [
        Choice(
            label.name,
            visible(label.name),
            label.key,
            about=visible(label.description),
            present=label.name in present,
        )
        for label in session.scheme.document_labels
    ]
    return Choosing("Labels of the article", with_keys(choices))


def relations(session: ReviewSession) -> Choosing:
    """The relations of the scheme."""
    choices = [
        Choice(one, visible(one.name), one.key, about=visible(one.description))
        for one in session.scheme.relations
    ]
    return Choosing("Relation", with_keys(choices))


def may_relate(item: Item, admitted: Sequence[str], type_: RelationType) -> str:
    """Why *item* cannot be on that side of a relation; empty when it can."""
    if not admitted or item.label in admitted:
        return ""
    return f"{visible(type_.name)} does not take {visible(item.label)} there."


def queues(session: ReviewSession) -> Choosing:
    """The orders in which things may come, and the ways to narrow them down.

    The value of an order is the queue that has it; that of a way is its name, as
    :func:`narrowings` takes it.
    """
    queue = session.queue
    below = "" if queue.below is None else f"{queue.below:.1f}"
    return Choosing(
        "Offer for review",
        [
            Choice(
                replace(queue, order=Order.DEPTH_FIRST),
                "depth-first",
                "d",
                about="Sentence by sentence: its entities, then its events with their roles.",
                present=queue.order is Order.DEPTH_FIRST,
            ),
            Choice(
                replace(queue, order=Order.BREADTH_FIRST),
                "breadth-first",
                "b",
                about="Label by label: one through all open articles, then the next.",
                present=queue.order is Order.BREADTH_FIRST,
            ),
            Choice("label", "labels, types …", "l", _listed(queue.labels)),
            Choice("suggester", "suggesters …", "s", _listed(queue.suggesters)),
            Choice("score", "scores below …", "c", below),
            Choice("zone", "zones …", "z", _listed(queue.zones)),
            Choice(Queue(queue.order), "everything", "e", present=not queue.is_narrowed),
        ],
    )


def _listed(names: Iterable[str]) -> str:
    return visible(", ".join(sorted(names)))


def narrowings(session: ReviewSession, by: str) -> Choosing:
    """What the queue may be narrowed down to *by* label, suggester, score or zone.

    The value of each choice is the queue that it makes.
    """
    queue = session.queue
    if by == "score":
        choices = [
            Choice(
                replace(queue, below=None if queue.below == score else score),
                f"below {score:.1f}",
                f"{score:.1f}"[-1],
                present=queue.below == score,
            )
            for score in SCORES
        ]
        return Choosing("Offer scores", choices)
    if by == "zone":
        choices = [
            Choice(
                replace(queue, zones=queue.zones ^ {kind}),
                kind.value,
                kind.value[0],
                present=kind in queue.zones,
            )
            for kind in ZoneKind
            if kind is not ZoneKind.BOILERPLATE
        ]
        return Choosing("Offer zones", choices)
    if by == "suggester":
        found = {one.suggestion.suggester for one in session.items if one.suggestion}
        choices = [
            Choice(
                replace(queue, suggesters=queue.suggesters ^ {name}),
                visible(name),
                present=name in queue.suggesters,
            )
            for name in sorted(found)
        ]
        return Choosing("Offer suggesters", with_keys(choices))
    scheme = session.scheme
    categories: Sequence[EntityLabel | EventType] = (*scheme.labels, *scheme.event_types)
    choices = [
        Choice(
            replace(queue, labels=queue.labels ^ {one.name}),
            visible(one.name),
            one.key,
            ink=f"label:{one.name}",
            present=one.name in queue.labels,
        )
        for one in categories
    ]
    return Choosing("Offer labels and types", with_keys(choices))
