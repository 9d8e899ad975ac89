"""Which command undo takes back next, and which undo redo brings back."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import DecisionKind


class History:
    """The two stacks of undo and redo, as a log of decisions implies them.

    What they hold are commands, each by the id of its first decision.
    """

    def __init__(self, steps: Iterable[tuple[str, str, str, str]] = ()) -> None:
        """Take ``(id, kind, undoes, command)`` of the decisions so far, oldest first."""
        self._done: list[str] = []
        self._undone: list[tuple[str, str]] = []
        for id, kind, undoes, command in steps:
            self.add(id, DecisionKind(kind), undoes, command)

    def add(self, id: str, kind: DecisionKind, undoes: str = "", command: str = "") -> None:
        """Note the decision *id*; *undoes* is what an undo or a redo takes back.

        Of the decisions of one *command* only the first counts: they come and go together.
        """
        if command not in ("", id):
            return
        match kind:
            case DecisionKind.UNDO:
                self._done.remove(undoes)
                self._undone.append((id, undoes))
            case DecisionKind.REDO:
                undo = next(pair for pair in reversed(self._undone) if pair[0] == undoes)
                self._undone.remove(undo)
                self._done.append(undo[1])
            case _:
                self._done.append(id)
                self._undone.clear()

    @property
    def to_undo(self) -> str | None:
        """The id of the decision that undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> str | None:
        """The id of the undo that redo takes back."""
        return self._undone[-1][0] if self._undone else None
