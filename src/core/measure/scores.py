"""Precision, recall and F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the *predicted* things are ``correct``, and how many *gold* ones there are.

    ``correct`` may be a fraction where a partial match has half the credit.
    """

    correct: float = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """The share of what was predicted that is correct; 0 where nothing was."""
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.predicted + self.gold
        return 2 * self.correct / both if both else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.correct + other.correct,
            self.predicted + other.predicted,
            self.gold + other.gold,
        )


def matched(gold: Counter[tuple[object, ...]], predicted: Counter[tuple[object, ...]]) -> Score:
    """Equal things, each of the gold counting once."""
    return Score((gold & predicted).total(), predicted.total(), gold.total())


def summed(scores: Iterable[Mapping[str, Score]]) -> dict[str, Score]:
    """The sums by name, in the order of the names."""
    total: dict[str, Score] = {}
    for one in scores:
        for name, score in one.items():
            total[name] = total.get(name, Score()) + score
    return dict(sorted(total.items()))
