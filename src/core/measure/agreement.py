"""How far annotators agree on the articles that they share.

Two measures, since neither says all. The *pairwise F1* takes one annotator's annotations as
the gold of the other's; where the things that nobody marked cannot be counted, as with spans,
Cohen's kappa approaches it (Hripcsak and Rothschild, "Agreement, the F-Measure, and
Reliability in Information Retrieval", JAMIA 2005). *Krippendorff's alpha*, nominal, corrects
for chance over the tokens, each with the label of the entity that it is in, if any
(Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..model import Annotation, Entity, Segmentation
from .evaluation import Evaluation, Measure

_OUTSIDE = ""


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """The F1 of two annotators' ``entities``, ``triggers`` (with types) and ``arguments``."""

    annotators: tuple[str, str]
    articles: int
    entities: float
    triggers: float
    arguments: float


class Agreement:
    """Agreement that grows article by article; nothing of an article is kept."""

    def __init__(self) -> None:
        self.articles = 0
        self._pairs: dict[tuple[str, str], Evaluation] = {}
        self._coincidences: defaultdict[tuple[str, str], float] = defaultdict(float)

    def add(
        self, annotations: Mapping[str, Sequence[Annotation]], segmentation: Segmentation
    ) -> None:
        """Take in an article: what each of its annotators made of it, by name."""
        if len(annotations) < 2:  # noqa: PLR2004 - nobody to agree with
            return
        self.articles += 1
        for pair in combinations(sorted(annotations), 2):
            one, other = pair
            evaluation = self._pairs.setdefault(pair, Evaluation())
            evaluation.add(annotations[one], annotations[other])
        tagged = [_token_labels(one, segmentation) for one in annotations.values()]
        weight = 1 / (len(tagged) - 1)
        for values, times in Counter(zip(*tagged, strict=True)).items():
            for at, one in enumerate(values):
                for other in (*values[:at], *values[at + 1 :]):
                    self._coincidences[one, other] += times * weight

    def pairs(self) -> Iterator[PairAgreement]:
        """The agreement of each two annotators that share an article."""
        for names, evaluation in sorted(self._pairs.items()):
            entities, triggers, arguments = (
                evaluation.overall(one).f1
                for one in (
                    Measure.ENTITY,
                    Measure.TRIGGER_CLASSIFICATION,
                    Measure.ARGUMENT_CLASSIFICATION,
                )
            )
            yield PairAgreement(names, evaluation.articles, entities, triggers, arguments)

    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha over tokens; ``None`` where all of them have one label."""
        totals: defaultdict[str, float] = defaultdict(float)
        for (one, _), number in self._coincidences.items():
            totals[one] += number
        whole = sum(totals.values())
        expected = whole**2 - sum(number**2 for number in totals.values())
        if len(totals) < 2 or not expected:  # noqa: PLR2004 - no variation
            return None
        apart = sum(number for (one, other), number in self._coincidences.items() if one != other)
        return 1 - (whole - 1) * apart / expected


def _token_labels(annotations: Sequence[Annotation], segmentation: Segmentation) -> list[str]:
    """The label of each token: that of the innermost entity that it is in."""
    labels = [_OUTSIDE] * segmentation.token_count
    starts, ends = segmentation.token_starts, segmentation.token_ends
    entities = [one for one in annotations if isinstance(one, Entity)]
    for entity in sorted(entities, key=lambda one: (-one.span.length, one.id)):
        for span in entity.spans:
            first = bisect_left(ends, span.start + 1)
            for token in range(first, bisect_left(starts, span.end)):
                labels[token] = entity.label
    return labels
