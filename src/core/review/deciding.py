"""Carrying out decisions and keeping them: one decision, one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ..model import (
    Change,
    Decision,
    DecisionKind,
    RecordChange,
    ZonesChange,
    inverses,
    next_id,
)
from ..scheme import Scheme
from ..store import Store
from ..wording import counted
from .breadth import BreadthFirst
from .clock import Clock
from .deeds import deed
from .edits import span_before
from .history import History
from .items import Item
from .outcome import Outcome, Scope
from .place import Place
from .wording import quoted


class Part(NamedTuple):
    """What a command changes in an article other than that under review."""

    article_id: str
    changes: tuple[Change, ...]
    undoes: str = ""


class Deciding(BreadthFirst):
    """A reading whose decisions are written to the log, taken back and brought back."""

    def __init__(
        self, store: Store, scheme: Scheme, annotator: str, clock: Clock | None = None
    ) -> None:
        """Resume where *annotator* stopped, or begin at the first article.

        Raises:
            UsageError: when the store has no article.
        """
        super().__init__(store, scheme, annotator, clock)
        self._history: History | None = None
        self._last_id = store.last_decision_id(annotator)

    # Taking back

    def undo(self) -> Outcome:
        """Take back the last decision that stands, in whichever article it was."""
        id = self._loaded_history.to_undo
        if id is None:
            return Outcome("There is nothing to undo.", Scope.NONE)
        return self._take_back(id, DecisionKind.UNDO)

    def redo(self) -> Outcome:
        """Bring back what undo took back last, unless something was decided since."""
        id = self._loaded_history.to_redo
        if id is None:
            return Outcome("There is nothing to redo.", Scope.NONE)
        return self._take_back(id, DecisionKind.REDO)

    def _take_back(self, id: str, kind: DecisionKind) -> Outcome:
        undone, *others = self._store.command(id)
        moved = undone.article_id != self.article.id
        if moved:
            self.open(undone.article_id)
        redoing = kind is DecisionKind.REDO
        done = self._store.decision(undone.undoes) if redoing else undone
        message = f"{'Redid' if redoing else 'Undid'}: {deed(done, self.article.text)}"
        if others:
            message += f", with {counted(len(others), 'other article')}"
        message += "."
        changes = list(inverses(undone.changes))
        touched = [one.id for one in changes if isinstance(one, RecordChange)]
        outcome = self._decide(
            kind,
            changes,
            message,
            undoes=id,
            focus=touched[-1] if touched else None,
            others=[Part(one.article_id, inverses(one.changes), one.id) for one in others],
        )
        if moved and outcome.scope is not Scope.NONE:
            title = quoted(self.article.title or self.article.id)
            return Outcome(f"{message[:-1]} in {title}.", Scope.ARTICLE)
        return outcome

    @property
    def _loaded_history(self) -> History:
        if self._history is None:
            self._history = History(self._store.steps(self.annotator))
        return self._history

    # One command, one transaction

    def _decide(
        self,
        kind: DecisionKind,
        changes: Sequence[Change],
        message: str,
        *,
        then: Item | None = None,
        focus: str | None = None,
        undoes: str = "",
        others: Sequence[Part] = (),
        source: str = "",
    ) -> Outcome:
        """Carry out a decision and keep it with the place that follows.

        That is the next pending item after *then*, or *focus*, or the place as it was.
        *others* are changed with it, as one command; *source* is the annotation whose
        decision is carried. When the store cannot take it, nothing has happened.
        """
        if self._store.last_decision_id(self.annotator) != self._last_id:
            return self._catch_up()
        id = next_id(self._last_id)
        decision = Decision(
            id,
            self.article.id,
            self.annotator,
            kind,
            self._clock.stamp(),
            tuple(changes),
            self._stopwatch.read(),
            undoes,
            command=id if others else "",
            source=source,
        )
        elsewhere = _decisions_elsewhere(decision, others)
        before = self._place
        self._desk.apply(decision.changes)
        round_ = self._settle(decision, then, focus)
        try:
            with self._store.transaction():
                for one in (decision, *elsewhere):
                    self._store.append(one)
                self._store.save_position(self.annotator, self._position())
        except BaseException:
            self._desk.apply(inverses(decision.changes))
            self._place = before
            raise
        self._saved = self._position()
        self._last_id = elsewhere[-1].id if elsewhere else decision.id
        self._stopwatch.note(decision.seconds)
        if self._history is not None:
            self._history.add(decision.id, kind, undoes)
        return self._going_on(self._outcome(decision, message), then, round_)

    def _settle(self, decision: Decision, then: Item | None, focus: str | None) -> str:
        """Take the place that follows; what there is to say of going round at the end."""
        said = ""
        if then is not None:
            moved = self._move_on(then)
            said = moved.message if self.items.pending_count else ""
        elif focus is not None:
            item = self.item(focus)
            if item is not None:
                self._go(item)
            else:
                self._place = Place.at(span_before(decision, focus) or self.selection)
        if self._place.focus is not None and self.item(self._place.focus) is None:
            self._place = Place.at(self.selection)
        return said

    def _going_on(self, outcome: Outcome, then: Item | None, round_: str) -> Outcome:
        """*outcome*, and where the review went on if that is somewhere else than was expected.

        That is another article or another label, or *round_*, the top of this article.
        """
        onward = self._next_round(then, 1)
        if onward is None:
            return replace(outcome, message=f"{outcome.message} {round_}".strip())
        self.save()
        message = f"{outcome.message} {onward.message}".strip()
        scope = max(outcome.scope, onward.scope)
        return Outcome(message, scope, outcome.touched)

    def _outcome(self, decision: Decision, message: str) -> Outcome:
        if any(isinstance(change, ZonesChange) for change in decision.changes):
            return Outcome(message, Scope.ARTICLE)
        touched = tuple(one.id for one in decision.changes if isinstance(one, RecordChange))
        return Outcome(message, Scope.ITEMS, touched)

    def _catch_up(self) -> Outcome:
        place, scroll = self._place, self.scroll
        self._load(self.article.id)
        self._history = None
        self._last_id = self._store.last_decision_id(self.annotator)
        self.scroll = scroll
        self._place = place if self.item(place.focus) else Place.at(place.selection)
        return Outcome(
            "Another session of yours has decided here: look, and decide again.",
            Scope.ARTICLE,
        )

    # Wording

    def _no_target(self, verb: str) -> Outcome:
        return Outcome(f"There is no annotation here to {verb}.", Scope.NONE)

    def _named(self, item: Item) -> str:
        return f"{item.label} {self._surface(item.span)}"


def _decisions_elsewhere(first: Decision, others: Sequence[Part]) -> list[Decision]:
    """The decisions that are part of the command *first*, which took all the time there was."""
    made: list[Decision] = []
    for part in others:
        id = next_id(made[-1].id if made else first.id)
        made.append(
            replace(
                first,
                id=id,
                article_id=part.article_id,
                changes=part.changes,
                seconds=0.0,
                undoes=part.undoes,
            )
        )
    return made
