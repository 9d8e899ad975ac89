"""How far predicted annotations are those of the gold.

Entities are scored by exact match (CoNLL-2003: the same spans and label) and by partial
match (as in SemEval-2013 task 9, but with the label: an overlap has half the credit).

Events are scored as in Li, Ji and Huang, "Joint Event Extraction via Structured Prediction
with Global Features" (ACL 2013), in the words of Lin et al., "A Joint Neural Model for
Information Extraction with Global Features" (OneIE, ACL 2020): a trigger is identified when
its offsets are those of a gold trigger, and classified when the type is the same too; an
argument is identified when its offsets and the type of its event are those of a gold
argument, and classified when its role is the same too. Each gold item counts once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum

from ..model import Annotation, Span
from .items import Mention, fillings, mentions, triggers
from .scores import Score, matched, summed

_HALF = 0.5


class Measure(StrEnum):
    """What a score is of."""

    ENTITY = "entity"
    ENTITY_PARTIAL = "entity-partial"
    TRIGGER_IDENTIFICATION = "trigger-identification"
    TRIGGER_CLASSIFICATION = "trigger-classification"
    ARGUMENT_IDENTIFICATION = "argument-identification"
    ARGUMENT_CLASSIFICATION = "argument-classification"
    ROLE = "role"

    @property
    def meaning(self) -> str:
        """What has to be the same."""
        return _MEANINGS[self]


_MEANINGS = {
    Measure.ENTITY: "spans and label",
    Measure.ENTITY_PARTIAL: "label, and at least a part of the span, for half the credit",
    Measure.TRIGGER_IDENTIFICATION: "trigger offsets",
    Measure.TRIGGER_CLASSIFICATION: "trigger offsets and event type",
    Measure.ARGUMENT_IDENTIFICATION: "filler offsets and event type",
    Measure.ARGUMENT_CLASSIFICATION: "filler offsets, event type and role",
    Measure.ROLE: "argument classification, by role",
}

_UNTYPED = ""


class Evaluation:
    """Scores that grow article by article."""

    def __init__(self) -> None:
        self.articles = 0
        self._by_type: dict[Measure, dict[str, Score]] = {one: {} for one in Measure}

    def add(self, gold: Sequence[Annotation], predicted: Sequence[Annotation]) -> None:
        """Take in an article: its *gold* and what was *predicted* for it."""
        self.articles += 1
        mentioned = mentions(gold), mentions(predicted)
        triggered = triggers(gold), triggers(predicted)
        filled = fillings(gold), fillings(predicted)
        for measure, scores in (
            (Measure.ENTITY, _by_type(*mentioned, at=1)),
            (Measure.ENTITY_PARTIAL, _partial(*mentioned)),
            (Measure.TRIGGER_IDENTIFICATION, _untyped(*triggered)),
            (Measure.TRIGGER_CLASSIFICATION, _by_type(*triggered, at=1)),
            (
                Measure.ARGUMENT_IDENTIFICATION,
                _by_type(*([one[:2] for one in side] for side in filled), at=0),
            ),
            (Measure.ARGUMENT_CLASSIFICATION, _by_type(*filled, at=0)),
            (Measure.ROLE, _by_type(*filled, at=2)),
        ):
            self._by_type[measure] = summed((self._by_type[measure], scores))

    def overall(self, measure: Measure) -> Score:
        """The score over all labels or types: the micro average."""
        return sum(self._by_type[measure].values(), Score())

    def by_type(self, measure: Measure) -> dict[str, Score]:
        """The score of each label, event type or role; empty where it has none of its own."""
        return {name: one for name, one in self._by_type[measure].items() if name != _UNTYPED}


def _by_type(
    gold: Iterable[tuple[object, ...]], predicted: Iterable[tuple[object, ...]], *, at: int
) -> dict[str, Score]:
    """Exact matches by what stands at place *at* of each value."""
    sides: list[dict[str, Counter[tuple[object, ...]]]] = []
    for values in (gold, predicted):
        side: defaultdict[str, Counter[tuple[object, ...]]] = defaultdict(Counter)
        for one in values:
            side[str(one[at])][one] += 1
        sides.append(side)
    (wanted, found), names = sides, {*sides[0], *sides[1]}
    return {
        name: matched(wanted.get(name, Counter()), found.get(name, Counter())) for name in names
    }


def _untyped(
    gold: Iterable[tuple[Span, str]], predicted: Iterable[tuple[Span, str]]
) -> dict[str, Score]:
    sides = (Counter[tuple[object, ...]]((span,) for span, _ in side) for side in (gold, predicted))
    return {_UNTYPED: matched(*sides)}


def _partial(gold: Sequence[Mention], predicted: Sequence[Mention]) -> dict[str, Score]:
    """Exact matches first; then each overlap once, the largest first, for half the credit."""
    scores = _by_type(gold, predicted, at=1)
    left = Counter(gold) - Counter(predicted)
    over = sorted((Counter(predicted) - Counter(gold)).elements())
    by_label: defaultdict[str, list[Mention]] = defaultdict(list)
    for one in sorted(left.elements()):
        by_label[one.label].append(one)
    pairs = sorted(
        (-shared, at, to, one.label)
        for at, one in enumerate(over)
        for to, other in enumerate(by_label[one.label])
        if (shared := _shared(one.spans, other.spans))
    )
    used_here: set[int] = set()
    used_there: set[tuple[str, int]] = set()
    for _, at, to, label in pairs:
        if at not in used_here and (label, to) not in used_there:
            used_here.add(at)
            used_there.add((label, to))
            scores[label] += Score(correct=_HALF)
    return scores


def _shared(some: tuple[Span, ...], others: tuple[Span, ...]) -> int:
    """How many code points two lists of spans have in common."""
    return sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in some
        for other in others
    )
