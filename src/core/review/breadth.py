"""Going on breadth-first: one label through all articles that are open, then the next."""

from __future__ import annotations

from ..store import Wanted
from .getting_about import GettingAbout
from .items import Item
from .outcome import Outcome, Scope
from .queue import Order
from .rounds import Named, group_of, rounds_after
from .wording import quoted


class BreadthFirst(GettingAbout):
    """A reading that goes on in other articles where the queue's order is breadth-first."""

    def focus_next_pending(self) -> Outcome:
        """Focus the next pending item; from the last one, the first again."""
        return self._next_round(self.item(self.focus), 1) or super().focus_next_pending()

    def focus_previous_pending(self) -> Outcome:
        """Focus the pending item before; from the first one, the last again."""
        return self._next_round(self.item(self.focus), -1) or super().focus_previous_pending()

    def _go_on(self, item: Item | None) -> Outcome:
        """Go on to the next pending item after *item*, in another article if that is its turn."""
        return self._next_round(item, 1) or self._move_on(item)

    def _next_round(self, item: Item | None, step: int) -> Outcome | None:
        """Go where the next group of items begins.

        ``None`` where the order is another one, or the group of *item* goes on in this
        article, or nothing is pending anywhere.
        """
        if item is None or self._queue.order is not Order.BREADTH_FIRST:
            return None
        group = group_of(item.label, event=item.is_event)
        beside = self.items.beside(item, step, pending=True)
        if beside is not None and group_of(beside.label, event=beside.is_event) == group:
            return None
        here = (item.label, item.is_event)
        backwards = step < 0
        outcome = self._round(here, self.article.id, backwards=backwards)
        if outcome is not None:
            return outcome
        labels = self._queue.labels
        names = [
            (name, is_event)
            for name, is_event in self._store.suggested_names()
            if not labels or name in labels
        ]
        for following in rounds_after(here, names, backwards=backwards):
            outcome = self._round(following, "", backwards=backwards)
            if outcome is not None:
                return outcome
        return None

    @property
    def _wanted(self) -> Wanted:
        return Wanted(self._queue.suggesters, self._queue.zones, self._queue.below)

    def _round(self, name: Named, beyond: str, *, backwards: bool) -> Outcome | None:
        """Focus the first item of *name* in the first article *beyond* that offers one."""
        id = self._store.article_with_pending(
            self.annotator, name, self._wanted, beyond, backwards=backwards
        )
        if id is None:
            return None
        moved = id != self.article.id
        if moved:
            self.open(id)
        found = self.items.offered_in(group_of(name[0], event=name[1]), -1 if backwards else 1)
        if found is None:
            return Outcome(self._nothing_pending, Scope.ARTICLE)
        outcome = self._go(found)
        if not moved:
            return outcome
        title = quoted(self.article.title or id)
        return Outcome(f"{found.label} in {title}.", Scope.ARTICLE)
