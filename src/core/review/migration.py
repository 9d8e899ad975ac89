"""Annotations that a changed scheme no longer allows: finding them, and mapping them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ..model import (
    Argument,
    Decision,
    DecisionKind,
    DocumentLabel,
    Entity,
    Event,
    Record,
    RecordChange,
    Relation,
    UsageError,
    Verdict,
    next_id,
)
from ..scheme import EventType, Scheme
from ..store import Store
from .clock import Clock
from .constraints import violations, violations_beside
from .desk import Desk
from .items import Standing


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something about an accepted annotation that the scheme does not allow."""

    annotator: str
    article_id: str
    annotation_id: str
    problem: str


class Sort(StrEnum):
    """What a name of the scheme is the name of."""

    LABEL = "label"
    TYPE = "event type"
    RELATION = "relation"
    DOCUMENT = "document label"
    ATTRIBUTE = "attribute"
    ROLE = "role"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Rename:
    """A name that the scheme had, and the one that takes its place.

    ``new`` is empty where nothing does. ``of`` is the event type that a role belongs to,
    by its name after its own renaming, or the attribute of a value. ``filled_by`` says
    which fillers of a role are meant, by their label; empty means all.
    """

    sort: Sort
    old: str
    new: str
    of: str = ""
    filled_by: str = ""

    @classmethod
    def parse(cls, text: str, scheme: Scheme) -> list[Rename]:
        """Read ``OLD=NEW``, ``TYPE.ROLE=NEW``, ``TYPE.ROLE:LABEL=NEW`` or ``ATTRIBUTE.VALUE=NEW``.

        The scheme says of what sort the new name is; it is renamed in each that it has it
        for. An empty new name takes what had the old one away.

        Raises:
            UsageError: when *text* is none of these, *scheme* does not have the new name,
                or still has the one that would be taken away.
        """
        left, equals, new = text.partition("=")
        if not equals or not left or left.startswith(".") or left.endswith("."):
            raise UsageError(
                f"{text!r} is no mapping; write OLD=NEW, TYPE.OLD=NEW for a role, or"
                " ATTRIBUTE.OLD=NEW for a value."
            )
        names = _names(scheme)
        of, dot, old = left.rpartition(".")
        if dot and not any(left in known for known in names.values()):
            if of in scheme.type_named:
                return [cls._of_role(text, scheme.type_named[of], old, new)]
            attribute = next((one for one in scheme.attributes if one.name == of), None)
            if attribute is not None:
                _check(text, Sort.VALUE, old, new, attribute.values, of=of)
                return [cls(Sort.VALUE, old, new, of)]
        if not new:
            for sort, known in names.items():
                _check(text, sort, left, new, known)
            return [cls(sort, left, new) for sort in names]
        found = [cls(sort, left, new) for sort, known in names.items() if new in known]
        if not found:
            raise UsageError(
                f"{text!r}: the scheme has no label, event type, relation, attribute or document"
                f" label {new}; add it first."
            )
        return found

    @classmethod
    def _of_role(cls, text: str, type_: EventType, old: str, new: str) -> Rename:
        role, _, filled_by = old.partition(":")
        known = [one.name for one in type_.roles]
        # a role that stays may lose some of its fillers
        _check(text, Sort.ROLE, "" if filled_by else role, new, known, of=type_.name)
        return cls(Sort.ROLE, role, new, type_.name, filled_by)


def _names(scheme: Scheme) -> dict[Sort, Collection[str]]:
    return {
        Sort.LABEL: scheme.label_named,
        Sort.TYPE: scheme.type_named,
        Sort.RELATION: [one.name for one in scheme.relations],
        Sort.DOCUMENT: [one.name for one in scheme.document_labels],
        Sort.ATTRIBUTE: [one.name for one in scheme.attributes],
    }


def _check(
    text: str, sort: Sort, old: str, new: str, known: Collection[str], *, of: str = ""
) -> None:
    where = f"the scheme's {of}" if of else "the scheme"
    if new and new not in known:
        raise UsageError(f"{text!r}: {where} has no {sort} {new}; add it first.")
    if not new and old in known:
        raise UsageError(
            f"{text!r}: {where} still has the {sort} {old}; take it out of scheme.toml first,"
            " or give a new name."
        )


def misfits(store: Store, scheme: Scheme) -> Iterator[Misfit]:
    """What *scheme* does not allow of the annotations that were accepted, by whomever."""
    for annotator in store.annotators():
        for article_id in store.article_ids():
            desk = Desk(store, article_id, annotator)
            items = desk.items
            for item in items:
                if item.standing is Standing.ACCEPTED:
                    for problem in violations(item, scheme, items.get):
                        yield Misfit(annotator, article_id, item.id, problem)
            for id, record in desk.state.records.items():
                annotation = record.annotation
                if isinstance(annotation, Relation | DocumentLabel):
                    for problem in violations_beside(annotation, scheme, items.get):
                        yield Misfit(annotator, article_id, id, problem)


def migrate(
    store: Store, scheme: Scheme, renames: Iterable[Rename], clock: Clock | None = None
) -> int:
    """Carry *renames* out on what was decided, by whomever; returns how many annotations.

    What loses its label or type without getting another is rejected; a relation or a
    document label goes.

    Each annotator's review of each article gets one decision, so that history tells of
    it; those of an annotator are one command, which undo takes back as a whole. All is
    written, or nothing.
    """
    chosen = tuple(renames)
    stamp = (clock or Clock()).stamp()
    count = 0
    with store.transaction():
        for annotator in store.annotators():
            for decision in _decisions(store, annotator, scheme, chosen, stamp):
                store.append(decision)
                count += len(decision.changes)
    return count


def _decisions(
    store: Store, annotator: str, scheme: Scheme, renames: tuple[Rename, ...], stamp: str
) -> list[Decision]:
    """What carries *renames* out in the articles of *annotator*, as one command."""
    made: list[Decision] = []
    id = store.last_decision_id(annotator)
    for article_id in store.article_ids():
        records = store.state(article_id, annotator).records
        changes = tuple(_changes(records, scheme, renames))
        if changes:
            id = next_id(id)
            made.append(Decision(id, article_id, annotator, DecisionKind.MIGRATE, stamp, changes))
    if len(made) > 1:
        made = [replace(one, command=made[0].id) for one in made]
    return made


def _changes(
    records: Mapping[str, Record], scheme: Scheme, renames: tuple[Rename, ...]
) -> Iterator[RecordChange]:
    for id, record in records.items():
        new = _renamed_record(record, records, scheme, renames)
        if new != record:
            yield RecordChange(id, record, new)


def _renamed_record(
    record: Record, records: Mapping[str, Record], scheme: Scheme, renames: tuple[Rename, ...]
) -> Record | None:
    match record.annotation:
        case Entity() as entity:
            label = _renamed(Sort.LABEL, entity.label, renames)
            attributes = _renamed_attributes(entity.attributes, renames)
            new: Entity | Event = replace(
                entity, label=label or entity.label, attributes=attributes
            )
            known = label in scheme.label_named
        case Event() as event:
            label = _renamed(Sort.TYPE, event.type, renames)
            type_ = label or event.type
            new = replace(
                event,
                type=type_,
                arguments=tuple(_renamed_arguments(event, type_, records, renames)),
                attributes=_renamed_attributes(event.attributes, renames),
            )
            known = type_ in scheme.type_named
        case Relation() as relation:
            label = _renamed(Sort.RELATION, relation.type, renames)
            return replace(record, annotation=replace(relation, type=label)) if label else None
        case DocumentLabel() as document:
            label = _renamed(Sort.DOCUMENT, document.label, renames)
            return replace(record, annotation=replace(document, label=label)) if label else None
    if not label:
        return Record(new, Verdict.REJECTED)
    same = label == record.annotation.label
    return replace(record, annotation=new) if known or same or _is_out(record) else record


def _is_out(record: Record) -> bool:
    return record.verdict is Verdict.REJECTED


def _renamed(sort: Sort, name: str, renames: Iterable[Rename], of: str = "") -> str:
    """The name that *name* has now; empty where it goes."""
    found = (one.new for one in renames if (one.sort, one.old, one.of) == (sort, name, of))
    return next(found, name)


def _renamed_attributes(
    values: Mapping[str, str], renames: tuple[Rename, ...]
) -> Mapping[str, str]:
    renamed = {}
    for name, value in values.items():
        new = _renamed(Sort.ATTRIBUTE, name, renames)
        kept = _renamed(Sort.VALUE, value, renames, new)
        if new and kept:
            renamed[new] = kept
    return renamed


def _renamed_arguments(
    event: Event, type_: str, records: Mapping[str, Record], renames: tuple[Rename, ...]
) -> Iterator[Argument]:
    for one in event.arguments:
        filler = records.get(one.filler) if isinstance(one.filler, str) else None
        label = filler.annotation.label if filler else ""
        labels = {"", label, *(_renamed(sort, label, renames) for sort in (Sort.LABEL, Sort.TYPE))}
        meant = [rename for rename in renames if rename.filled_by in labels]
        role = _renamed(Sort.ROLE, one.role, meant, type_)
        if role:
            yield Argument(role, one.filler)
