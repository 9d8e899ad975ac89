"""Scores: how far predicted annotations are those of the gold, and annotators agree."""

from .agreement import Agreement, PairAgreement
from .evaluation import Evaluation, Measure
from .scores import Score

__all__ = ["Agreement", "Evaluation", "Measure", "PairAgreement", "Score"]
