"""One decision on all that is pending: only this, and nothing more; and leaving the article."""

from __future__ import annotations

from dataclasses import replace

from ..model import Change, DecisionKind, Status, StatusChange, Verdict
from ..wording import counted
from .alternatives import choose
from .edits import accepting, accepting_once, recording
from .items import Item, Standing
from .marking import Marking
from .outcome import Outcome, Scope


class Sweeping(Marking):
    """Accepts or rejects many at once, and closes articles; each is one step of undo."""

    def confirm_sentence(self) -> Outcome:
        """Accept everything pending in the sentence and go on to the next pending item.

        Of what cannot all be right the best is accepted, and the alternatives are
        rejected. What the queue does not offer stays as it is.
        """
        there = self.sentence_items()
        last = there[-1] if there else None
        pending = [one for one in there if self._is_offered(one)]
        if not pending:
            outcome = self._go_on(last)
            return replace(outcome, message=outcome.message or "Nothing was pending there.")
        choice = choose(pending, self.items)
        changes = accepting(self._desk, choice.accepted)
        message = f"Accepted {counted(len(changes), 'annotation')}"
        if choice.rejected:
            message += f", rejected {counted(len(choice.rejected), 'alternative')}"
        rejected = (
            recording(self._desk, one.annotation, Verdict.REJECTED) for one in choice.rejected
        )
        return self._decide(DecisionKind.CONFIRM, [*changes, *rejected], f"{message}.", then=last)

    def accept_only(self) -> Outcome:
        """Accept what is targeted, reject the others of its sort in the sentence, and go on.

        The sort is entities or events; what the queue does not offer stays as it is.
        """
        item = self.target
        if item is None:
            return self._no_target("accept")
        others = [one for one in self.sentence_items() if one.is_event is item.is_event]
        changes, message = self._only(item, others)
        if not changes:
            return self._go_on(item)
        return self._decide(DecisionKind.CONFIRM, changes, message, then=item)

    def finish(self) -> Outcome:
        """Accept what is in focus, reject all else that is pending, and close the article.

        What the queue does not offer stays as it is. Goes to the next open article.
        """
        changes, message = self._only(self.item(self.focus), list(self.items))
        if not changes and self.status is Status.DONE:
            return self._leave(Outcome())
        closed = StatusChange(self.status, Status.DONE)
        message = f"{message} Marked as done.".strip()
        outcome = self._decide(DecisionKind.CONFIRM, [*changes, closed], message)
        return self._leave(outcome)

    def _only(self, item: Item | None, others: list[Item]) -> tuple[list[Change], str]:
        """Accept *item* if it is pending, and reject the *others* that are offered."""
        changes: dict[str, Change] = {}
        said: list[str] = []
        if item is not None and item.standing is Standing.PENDING:
            changes = {one.id: one for one in accepting_once(self._desk, item)}
            said.append(f"Accepted {self._named(item)}.")
        accepted = len(changes)
        for one in others:
            if self._is_offered(one) and one.id not in changes:
                changes[one.id] = recording(self._desk, one.annotation, Verdict.REJECTED)
        if rejected := len(changes) - accepted:
            said.append(f"Rejected {counted(rejected, 'other')}.")
        return list(changes.values()), " ".join(said)

    def _is_offered(self, item: Item) -> bool:
        return item.standing is Standing.PENDING and self.items.offers(item)

    def set_status(self, status: Status) -> Outcome:
        """Mark the article; the same status again reopens it.

        An article that is done or skipped gives way to the next open one.
        """
        new = Status.OPEN if self.status is status else status
        change = StatusChange(self.status, new)
        message = "Open again." if new is Status.OPEN else f"Marked as {new.value}."
        left = self.items.pending_count
        if new is Status.DONE and left:
            message = f"Marked as done with {counted(left, 'suggestion')} undecided."
        outcome = self._decide(DecisionKind.STATUS, [change], message)
        return self._leave(outcome) if new in (Status.DONE, Status.SKIPPED) else outcome

    def _leave(self, outcome: Outcome) -> Outcome:
        """Go to the next open article, if *outcome* is that of a decision."""
        if outcome.scope is Scope.NONE:
            return outcome
        following = self._next_open()
        if following is None:
            return replace(outcome, message=f"{outcome.message} No article is left open.")
        self.open(following)
        return Outcome(outcome.message, Scope.ARTICLE)
