"""Relations between annotations, and the chains that coreference makes of them."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Record, Relation, Verdict

COREFERENCE = "coref"
"""The relation type that is symmetric and transitive in every scheme that has it."""


class Relations:
    """The relations that stand in *records*, found by their ends.

    ``all`` has them in the order they were made. A look-up costs what it returns.
    """

    def __init__(self, records: Mapping[str, Record]) -> None:
        found = [
            record.annotation
            for record in records.values()
            if isinstance(record.annotation, Relation) and record.verdict is Verdict.ACCEPTED
        ]
        self.all = sorted(found, key=lambda one: one.id)
        self._of: dict[str, list[Relation]] = {}
        for relation in self.all:
            for end in (relation.head, relation.tail):
                self._of.setdefault(end, []).append(relation)

    def of(self, id: str) -> list[Relation]:
        """The relations of which the annotation called *id* is an end."""
        return list(self._of.get(id, ()))

    def chain(self, id: str) -> frozenset[str]:
        """The ids that coreference joins to *id*, itself included."""
        found = {id}
        waiting = [id]
        while waiting:
            joined = self._of.get(waiting.pop(), ())
            ends = {
                end for one in joined if one.type == COREFERENCE for end in (one.head, one.tail)
            }
            waiting += ends - found
            found |= ends
        return frozenset(found)
