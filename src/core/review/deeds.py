"""What a decision did, in words: for the message of who takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..model import (
    Annotation,
    Decision,
    DecisionKind,
    Entity,
    Event,
    RecordChange,
    StatusChange,
)
from ..wording import counted
from .wording import quoted

_OF_ONE: Mapping[DecisionKind, str] = MappingProxyType(
    {
        DecisionKind.ACCEPT: "accepting",
        DecisionKind.REJECT: "rejecting",
        DecisionKind.RELABEL: "the label of",
        DecisionKind.BOUNDARY: "a boundary of",
        DecisionKind.ADD: "adding",
        DecisionKind.DELETE: "deleting",
        DecisionKind.ROLE: "a role of",
        DecisionKind.ATTRIBUTE: "an attribute of",
        DecisionKind.MERGE: "merging into",
        DecisionKind.LINK: "the link of",
        DecisionKind.FRAGMENT: "the parts of",
        DecisionKind.RESTORE: "restoring",
    }
)
"""What is done to one annotation, whatever else changes with it."""

_OF_ALL: Mapping[DecisionKind, str] = MappingProxyType(
    {
        DecisionKind.RELATION: "a relation",
        DecisionKind.DOCUMENT: "a label of the article",
        DecisionKind.ZONE: "the zone of a paragraph",
        DecisionKind.COMMENT: "a comment",
    }
)
"""What needs no annotation to be told."""

_OF_MANY: Mapping[DecisionKind, str] = MappingProxyType(
    {
        DecisionKind.CONFIRM: "deciding on",
        DecisionKind.PROPAGATE: "the same decision on",
        DecisionKind.MIGRATE: "new names for",
    }
)
"""What is done to as many as there are; anything else is called changing them."""


def deed(decision: Decision, text: str) -> str:
    """What *decision* did in the article with *text*, as what can be undone: “accepting …”."""
    if decision.kind in _OF_ALL:
        return _OF_ALL[decision.kind]
    changed = [one for one in decision.changes if isinstance(one, RecordChange)]
    if decision.kind in _OF_ONE and changed:
        # what was done to it comes first; what else that accepted follows
        return f"{_OF_ONE[decision.kind]} {_named(changed[0], text)}"
    said = []
    if changed:
        verb = _OF_MANY.get(decision.kind, "changing")
        said.append(f"{verb} {counted(len(changed), 'annotation')}")
    said += [
        f"marking the article as {one.new.value}"
        for one in decision.changes
        if isinstance(one, StatusChange)
    ]
    return " and ".join(said) or decision.kind.value


def _named(change: RecordChange, text: str) -> str:
    record = change.new or change.old
    annotation: Annotation | None = record.annotation if record else None
    if isinstance(annotation, Entity | Event):
        return f"{annotation.label} {quoted(annotation.span.of(text))}"
    return "an annotation"
