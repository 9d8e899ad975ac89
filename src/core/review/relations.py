"""Relations between annotations, and the chains that coreference makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Record, Relation, Verdict

COREFERENCE = "coref"
"""The relation type that is symmetric and transitive in every scheme that has it."""


def relations(records: Mapping[str, Record]) -> list[Relation]:
    """The relations that stand, in the order they were made."""
    found = [
        record.annotation
        for record in records.values()
        if isinstance(record.annotation, Relation) and record.verdict is Verdict.ACCEPTED
    ]
    return sorted(found, key=lambda one: one.id)


def chain(id: str, among: Iterable[Relation]) -> frozenset[str]:
    """The ids that coreference joins to *id*, itself included."""
    neighbours: dict[str, set[str]] = {}
    for relation in among:
        if relation.type == COREFERENCE:
            neighbours.setdefault(relation.head, set()).add(relation.tail)
            neighbours.setdefault(relation.tail, set()).add(relation.head)
    found = {id}
    waiting = [id]
    while waiting:
        new = neighbours.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return frozenset(found)
