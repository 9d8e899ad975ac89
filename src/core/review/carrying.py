"""Carrying a decision further: to the same words elsewhere, and along a chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import (
    ArticleState,
    DecisionKind,
    Record,
    RecordChange,
    Relation,
    Span,
    Status,
    Verdict,
    next_id,
)
from ..wording import counted
from .deciding import Part
from .desk import Desk
from .edits import accepting, accepting_once, recording
from .events import EventEditing
from .items import Item, Standing
from .outcome import Outcome, Scope
from .propagation import (
    Carried,
    Occurrence,
    changes_of,
    identical_mentions,
    occurrences,
    taking_over,
)
from .relations import Relations

_CONTEXT = 200
"""Code points of text that are given on either side of a place."""

UNFINISHED = frozenset((Status.OPEN, Status.FLAGGED))
"""The statuses of the articles that are still to be reviewed."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place in some article that a decision can be carried to.

    ``before`` and ``after`` are the text on either side of it, as it is in the article.
    """

    article_id: str
    title: str
    before: str
    words: str
    after: str
    occurrence: Occurrence


class Carrying(EventEditing):
    """Decides many annotations as one of them is decided: one step of undo."""

    _found: tuple[ArticleState, str, list[Occurrence]] | None = None
    _relations: tuple[Mapping[str, Record], Relations] | None = None

    # The same words elsewhere

    def identical(self) -> tuple[Span, ...]:
        """Where else the targeted entity's surface stands in the article."""
        item = self.target
        if item is None or item.is_event:
            return ()
        return tuple(identical_mentions(self._desk, item))

    def elsewhere(self) -> tuple[Span, ...]:
        """The places that :meth:`propagate` would decide, in text order, but not the target."""
        return tuple(one.span for one in self._occurrences())

    def propagate(self) -> Outcome:
        """Decide every identical mention as the targeted one; accepts that if it is pending.

        One step of undo, however many places.
        """
        return self._carry(self._occurrences())

    def _occurrences(self) -> list[Occurrence]:
        item = self.target
        if item is None:
            return []
        found = self._found
        # who rests on something is shown how many they are, and then presses the key
        if found is None or found[0] is not self.state or found[1] != item.id:
            carried = Carried.from_item(item, self.article.text)
            found = (self.state, item.id, occurrences(self._desk, carried, item))
            self._found = found
        return found[2]

    def sites_here(self) -> list[Site]:
        """The places in this article that the target's decision can be carried to."""
        return list(_sites(self._desk, self._occurrences()))

    def sites_everywhere(self) -> list[Site]:
        """Those places in all articles that are still open, this one's first."""
        item = self.target
        if item is None:
            return []
        carried = Carried.from_item(item, self.article.text)
        found = self.sites_here()
        statuses = self._store.statuses(self.annotator)
        for id, _, text in list(self._store.texts()):
            if id != self.article.id and statuses[id] in UNFINISHED and carried.is_in(text):
                desk = Desk(self._store, id, self.annotator)
                found += _sites(desk, occurrences(desk, carried))
        return found

    def sites_in_chain(self) -> list[Site]:
        """The other members of the target's chain, where they are not decided as it is.

        They get its label, its link if it has one, and its verdict, whatever they had.
        """
        item = self.target
        if item is None:
            return []
        carried = Carried.from_item(item, self.article.text)
        found = (
            self._joining(one, carried)
            for one in self.chain(item.id)
            if one.id != item.id and one.is_event is item.is_event
        )
        return list(_sites(self._desk, (one for one in found if one is not None)))

    def _joining(self, member: Item, carried: Carried) -> Occurrence | None:
        if carried.rejecting:
            if member.standing is Standing.REJECTED:
                return None
            change = recording(self._desk, member.annotation, Verdict.REJECTED)
            return Occurrence(member.span, member.label, (change,))
        found = taking_over(self._desk, member, carried)
        return found if any(one.old != one.new for one in found.changes) else None

    def carry(self, sites: Sequence[Site]) -> Outcome:
        """Decide *sites* as the target is decided, in whatever articles they are.

        One step of undo, across articles too.
        """
        here = [one.occurrence for one in sites if one.article_id == self.article.id]
        others: dict[str, list[Occurrence]] = {}
        for one in sites:
            if one.article_id != self.article.id:
                others.setdefault(one.article_id, []).append(one.occurrence)
        return self._carry(here, others)

    def _carry(
        self, here: Sequence[Occurrence], others: Mapping[str, Sequence[Occurrence]] | None = None
    ) -> Outcome:
        item = self.target
        if item is None:
            return self._no_target("carry over")
        others = others or {}
        changes = changes_of(here)
        if item.standing is Standing.PENDING:
            accepted = {one.id: one for one in accepting_once(self._desk, item)}
            changes = list((accepted | {one.id: one for one in changes}).values())
        parts = [Part(id, tuple(changes_of(places))) for id, places in others.items()]
        if not changes and not parts:
            return Outcome("Every identical mention is decided already.", Scope.NONE)
        places = len(here) + sum(map(len, others.values()))
        message = f"{self._named(item)}: the same in {counted(places, 'other place')}"
        if not places:
            message = f"Accepted {self._named(item)}; there is no other place to decide"
        if parts:
            message += f", in {counted(len(parts), 'other article')} too"
        return self._decide(
            DecisionKind.PROPAGATE,
            changes,
            f"{message}.",
            then=item,
            others=parts,
            source=item.id,
        )

    # Relations

    @property
    def relations(self) -> list[Relation]:
        """The relations that stand in the article, in the order they were made."""
        return list(self._related.all)

    def relations_of(self, id: str) -> list[Relation]:
        """The relations of which the annotation called *id* is an end."""
        return self._related.of(id)

    @property
    def _related(self) -> Relations:
        records = self.state.records
        if self._relations is None or self._relations[0] is not records:
            self._relations = (records, Relations(records))
        return self._relations[1]

    def chain(self, id: str) -> list[Item]:
        """The items that coreference joins to the one called *id*, in text order."""
        members = map(self.item, self._related.chain(id))
        return sorted((item for item in members if item), key=lambda item: (item.span, item.id))

    def toggle_relation(self, type: str, head: str, tail: str) -> Outcome:
        """Relate two annotations, which accepts pending ones; a relation there is taken away."""
        defined = next((one for one in self.scheme.relations if one.name == type), None)
        if defined is None:
            return Outcome(f"The scheme has no relation {type}.", Scope.NONE)
        ends = [one for one in map(self.item, (head, tail)) if one is not None]
        if head == tail or len(ends) != 2:  # noqa: PLR2004
            return Outcome("A relation needs two annotations.", Scope.NONE)
        named = (" = " if defined.symmetric else " → ").join(
            self._surface(one.span) for one in ends
        )
        pairs = {(head, tail), (tail, head)} if defined.symmetric else {(head, tail)}
        for one in self.relations:
            if one.type == type and (one.head, one.tail) in pairs:
                change = RecordChange(one.id, self.state.records[one.id], None)
                return self._decide(DecisionKind.RELATION, [change], f"No longer {type}: {named}.")
        pending = [one for one in ends if one.standing is Standing.PENDING]
        new = Relation(next_id(self._last_id), type, head, tail)
        change = RecordChange(new.id, None, Record(new, Verdict.ACCEPTED))
        changes = [*accepting(self._desk, pending), change]
        return self._decide(DecisionKind.RELATION, changes, f"{type}: {named}.")


def _sites(desk: Desk, places: Iterable[Occurrence]) -> Iterator[Site]:
    article = desk.article
    for one in places:
        start, end = one.span
        yield Site(
            article.id,
            article.title,
            article.text[max(start - _CONTEXT, 0) : start],
            article.text[start:end],
            article.text[end : end + _CONTEXT],
            one,
        )
