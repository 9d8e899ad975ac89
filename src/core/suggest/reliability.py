"""The scores of entity labels: a prior for each, and how evidence adds up."""

from __future__ import annotations

PRIOR = {
    "GPE": 0.9,
    "NORP": 0.9,
    "PERSON": 0.86,
    "DATE": 0.86,
    "PERCENT": 0.93,
    "MONEY": 0.9,
    "CARDINAL": 0.86,
    "ORDINAL": 0.92,
    "TIME": 0.75,
    "QUANTITY": 0.78,
    "ORG": 0.75,
    "LOC": 0.7,
    "LANGUAGE": 0.7,
    "EVENT": 0.6,
    "LAW": 0.55,
    "FAC": 0.5,
    "PRODUCT": 0.4,
    "WORK_OF_ART": 0.4,
}
"""Precision of each OntoNotes label, as the small English pipelines publish it."""

UNKNOWN_LABEL = 0.65


def prior(label: str) -> float:
    """The score of a mention with *label* that nothing else supports."""
    return PRIOR.get(label, UNKNOWN_LABEL)


def together(*scores: float) -> float:
    """The score that independent pieces of evidence give together (noisy-or)."""
    doubt = 1.0
    for score in scores:
        doubt *= 1.0 - score
    return round(1.0 - doubt, 3)
