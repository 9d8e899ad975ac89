"""What was decided about one annotation, from its suggestion to now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Decision, DecisionKind, Record, RecordChange


@dataclass(frozen=True, slots=True)
class Step:
    """One decision's part in the history of an annotation."""

    decision_id: str
    annotator: str
    at: str
    kind: DecisionKind
    old: Record | None
    new: Record | None


def steps_of(id: str, log: Iterable[Decision]) -> list[Step]:
    """The decisions of *log* that changed the annotation called *id*, in their order."""
    return [
        Step(decision.id, decision.annotator, decision.at, decision.kind, change.old, change.new)
        for decision in log
        for change in decision.changes
        if isinstance(change, RecordChange) and change.id == id
    ]
