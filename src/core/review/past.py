"""What was decided about one annotation, from its suggestion to now, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..model import (
    Annotation,
    Argument,
    Decision,
    DecisionKind,
    Entity,
    Event,
    Record,
    RecordChange,
    Span,
    UsageError,
    next_id,
)
from ..store import Store
from .clock import Clock

Words = Callable[[str | Span], str]
"""The words of a span, or of the annotation with an id, as they are quoted."""


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


def differences(old: Annotation, new: Annotation, words: Words) -> Iterator[str]:
    """What changed from *old* to *new*, each as old → new."""
    if not isinstance(old, Entity | Event) or not isinstance(new, Entity | Event):
        return
    if old.label != new.label:
        yield f"{old.label} → {new.label}"
    before, after = (" … ".join(map(words, _parts(one))) for one in (old, new))
    if _parts(old) != _parts(new):
        yield f"“{before}” → “{after}”"
    if isinstance(old, Event) and isinstance(new, Event):
        yield from _of_roles(old.arguments, new.arguments, words)
    for name, was, is_now in _values(old, new):
        if was != is_now:
            yield f"{name} {was or '–'} → {is_now or '–'}"


def _parts(annotation: Entity | Event) -> tuple[Span, ...]:
    return annotation.spans if isinstance(annotation, Entity) else (annotation.trigger,)


def _of_roles(old: tuple[Argument, ...], new: tuple[Argument, ...], words: Words) -> Iterator[str]:
    for one in old:
        if one not in new:
            yield f"{one.role} “{words(one.filler)}” → –"
    for one in new:
        if one not in old:
            yield f"{one.role} – → “{words(one.filler)}”"


def _values(old: Entity | Event, new: Entity | Event) -> Iterator[tuple[str, str, str]]:
    """The link and the attributes, each with its value before and after."""
    if isinstance(old, Entity) and isinstance(new, Entity):
        yield "link", old.link, new.link
    for name in sorted({*old.attributes, *new.attributes}):
        yield name, old.attributes.get(name, ""), new.attributes.get(name, "")


SUGGESTED = "suggested"
"""What names the state before the first decision, where a decision's id names one after it."""


def bring_back(
    store: Store,
    annotator: str,
    article_id: str,
    annotation_id: str,
    *,
    to: str,
    clock: Clock | None = None,
) -> Record | None:
    """Bring an annotation back to what it was after a decision, as a decision of *annotator*.

    *to* is the id of that decision, whoever made it, or :data:`SUGGESTED`. Gives the record
    that it has now.

    Raises:
        UsageError: when that decision did not concern the annotation, or when it stands
            like that already.
    """
    steps = steps_of(annotation_id, store.log(article_id))
    states = {one.decision_id: one.new for one in steps} | {SUGGESTED: None}
    if not steps or to not in states:
        raise UsageError(
            f"decision {to!r} did not concern annotation {annotation_id!r} of article"
            f" {article_id!r}; `goldleaf history {article_id} --annotation {annotation_id}` lists"
            " those that did."
        )
    with store.transaction():
        now = store.state(article_id, annotator).records.get(annotation_id)
        record = states[to]
        if now == record:
            raise UsageError(f"annotation {annotation_id!r} stands like that already.")
        store.append(
            Decision(
                next_id(store.last_decision_id(annotator)),
                article_id,
                annotator,
                DecisionKind.RESTORE,
                (clock or Clock()).stamp(),
                (RecordChange(annotation_id, now, record),),
            )
        )
    return record
