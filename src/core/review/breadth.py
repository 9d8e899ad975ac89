"""Going on breadth-first: one label through all articles that are open, then the next."""

from __future__ import annotations

from .desk import Desk
from .getting_about import GettingAbout
from .items import Item
from .outcome import Outcome, Scope
from .queue import Order
from .rounds import group_of, rounds_from
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
        numbers = {id: number for number, id in enumerate(self._article_ids)}
        rounds = {
            (group_of(name, event=event), numbers[id])
            for id, name, event in self._store.pending_names(self.annotator)
            if not self._queue.labels or name in self._queue.labels
        }
        for following, number in rounds_from((group, numbers[self.article.id]), rounds, step):
            outcome = self._begin_round(following, self._article_ids[number], step)
            if outcome is not None:
                return outcome
        return None

    def _begin_round(self, group: str, article_id: str, step: int) -> Outcome | None:
        """Focus the first item of *group* in an article, if any is offered there."""
        if article_id == self.article.id:
            found = self.items.offered_in(group, step)
            return self._go(found) if found else None
        desk = Desk(self._store, article_id, self.annotator, self._queue)
        found = desk.items.offered_in(group, step)
        if found is None:
            return None
        self.open(article_id)
        self._go(found)
        title = quoted(self.article.title or article_id)
        return Outcome(f"{found.label} in {title}.", Scope.ARTICLE)
