"""What a format cannot keep, told by article and annotation instead of dropped in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why something of an annotation is not in the dataset."""

    OVERLAP = "overlap"
    OFF_TOKENS = "off-tokens"
    WHITE_SPACE = "white-space"
    DISCONTINUOUS = "discontinuous"
    ATTRIBUTES = "attributes"
    ARGUMENTS = "arguments"
    RELATION = "relation"
    RELATION_END = "relation-end"
    FILLER = "filler"
    FILLER_UNKNOWN = "filler-unknown"

    @property
    def meaning(self) -> str:
        """What was lost and what became of it, to be told after how many."""
        return _MEANINGS[self]


_MEANINGS = {
    Reason.OVERLAP: "entities overlap a longer one: in spans['sc'], but not in ents",
    Reason.OFF_TOKENS: "annotations begin or end inside a token: left out",
    Reason.WHITE_SPACE: "annotations have white space at an edge, unfit for spaCy: left out",
    Reason.DISCONTINUOUS: "entities have several spans, for which there is no place: left out",
    Reason.ATTRIBUTES: "attributes have no place: left out",
    Reason.ARGUMENTS: "arguments have no place: left out",
    Reason.RELATION: "relations have no place: left out",
    Reason.RELATION_END: "relations have an end that is not accepted: left out",
    Reason.FILLER: "arguments are filled by something not accepted: kept as its bare span",
    Reason.FILLER_UNKNOWN: "arguments are filled by something that is gone: left out",
}


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of one annotation that is not in the dataset.

    ``count`` is how many things of the annotation that concerns: arguments,
    attributes, or the annotation itself.
    """

    article_id: str
    annotation_id: str
    reason: Reason
    count: int = 1


@dataclass(frozen=True, slots=True)
class LossReport:
    """All losses of an export, in the order of its articles."""

    losses: tuple[Loss, ...] = ()

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.losses)

    def __len__(self) -> int:
        return len(self.losses)

    @property
    def counts(self) -> dict[Reason, int]:
        """How many things were lost for each reason there is, most first."""
        counter: Counter[Reason] = Counter()
        for loss in self.losses:
            counter[loss.reason] += loss.count
        return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
