"""Annotations that a changed scheme no longer allows: finding them, and mapping them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..model import (
    Argument,
    Decision,
    DecisionKind,
    Entity,
    Event,
    Record,
    RecordChange,
    UsageError,
    Verdict,
    next_id,
)
from ..scheme import Scheme
from ..store import Store
from .clock import Clock
from .constraints import violations
from .desk import Desk
from .items import Standing


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something about an accepted annotation that the scheme does not allow."""

    annotator: str
    article_id: str
    annotation_id: str
    problem: str


@dataclass(frozen=True, slots=True)
class Rename:
    """A name of the old scheme and the one that takes its place.

    ``old`` is an entity label, an event type, or a role (where ``of`` is its type).
    ``of`` is the type's name after its own renaming.
    """

    old: str
    new: str
    of: str = ""

    @classmethod
    def parse(cls, text: str, scheme: Scheme) -> Rename:
        """Read ``OLD=NEW`` or ``TYPE.OLD=NEW``.

        Raises:
            UsageError: when *text* is neither, or *scheme* does not have the new name.
        """
        left, equals, new = text.partition("=")
        of, _, old = left.rpartition(".")
        if not (equals and old and new):
            raise UsageError(f"{text!r} is no mapping; write OLD=NEW, or TYPE.OLD=NEW for a role.")
        if of and scheme.label_named.get(left) is None and scheme.type_named.get(of):
            if scheme.type_named[of].role(new) is None:
                raise UsageError(f"{text!r}: the scheme's {of} has no role {new}; add it first.")
            return cls(old, new, of)
        if new not in scheme.label_named and new not in scheme.type_named:
            raise UsageError(
                f"{text!r}: the scheme has no label or event type {new}; add it first."
            )
        return cls(left, new)


def misfits(store: Store, scheme: Scheme) -> Iterator[Misfit]:
    """What *scheme* does not allow of the annotations that were accepted, by whomever."""
    for annotator in store.annotators():
        for article_id in store.article_ids():
            items = Desk(store, article_id, annotator).items
            for item in items:
                if item.standing is Standing.ACCEPTED:
                    for problem in violations(item, scheme, items.get):
                        yield Misfit(annotator, article_id, item.id, problem)


def migrate(
    store: Store, scheme: Scheme, renames: Iterable[Rename], clock: Clock | None = None
) -> int:
    """Carry *renames* out on what was decided, by whomever; returns how many annotations.

    Each annotator's review of each article gets one decision, so that history tells of
    it and undo takes it back. All is written, or nothing.
    """
    chosen = tuple(renames)
    stamp = (clock or Clock()).stamp()
    count = 0
    with store.transaction():
        for annotator in store.annotators():
            for article_id in store.article_ids():
                records = store.state(article_id, annotator).records
                changes = tuple(_changes(records.items(), scheme, chosen))
                if changes:
                    id = next_id(store.last_decision_id(annotator))
                    kind = DecisionKind.MIGRATE
                    store.append(Decision(id, article_id, annotator, kind, stamp, changes))
                    count += len(changes)
    return count


def _changes(
    records: Iterable[tuple[str, Record]], scheme: Scheme, renames: tuple[Rename, ...]
) -> Iterator[RecordChange]:
    for id, record in records:
        annotation = record.annotation
        if isinstance(annotation, Entity):
            label = _renamed(annotation.label, "", renames)
            new: Entity | Event = replace(annotation, label=label)
            known = label in scheme.label_named
        elif isinstance(annotation, Event):
            type_ = _renamed(annotation.type, "", renames)
            arguments = tuple(
                Argument(_renamed(one.role, type_, renames), one.filler)
                for one in annotation.arguments
            )
            new = replace(annotation, type=type_, arguments=arguments)
            known = type_ in scheme.type_named
        else:
            continue
        if new != annotation and (known or record.verdict is Verdict.REJECTED):
            yield RecordChange(id, record, replace(record, annotation=new))


def _renamed(name: str, of: str, renames: tuple[Rename, ...]) -> str:
    return next((one.new for one in renames if (one.old, one.of) == (name, of)), name)
