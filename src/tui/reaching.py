"""What there is to choose from for getting about, and for how far a decision goes."""

from __future__ import annotations

from ..core.model.visible import visible
from ..core.review import ReviewSession
from .choosing import SCORES, Choice, Choosing
from .lines import clip

_AMONG_ALL = 24
_ALONE = 60
"""Cells for the words of a mark: among all letters, and where only marks are listed."""


def reaches(session: ReviewSession) -> Choosing:
    """How far the decision on the target may be carried, with the count where it is quick."""
    item = session.target
    chain = len(session.chain(item.id)) - 1 if item is not None else 0
    here = len(session.elsewhere())
    choices = [
        Choice("here", "this article", "h", str(here), "Every place with the same words here."),
        Choice(
            "everywhere",
            "all open articles",
            "a",
            about="Every place with the same words in the articles that are still open.",
        ),
        Choice(
            "chain",
            "its chain",
            "c",
            str(chain),
            "The other mentions of its coreference chain, whatever their words.",
            why_not="" if chain else "It is in no chain: relate it to what means the same.",
        ),
    ]
    return Choosing("Carry the decision to", choices)


def thresholds(session: ReviewSession) -> Choosing:
    """The scores below which a suggestion may count as unsure."""
    choices = [
        Choice(
            score,
            f"below {score:.2f}",
            f"{score:.1f}"[-1],
            present=score == session.unsure_below,
        )
        for score in SCORES
    ]
    return Choosing("Unsure is", choices, by_name=False)


def marks_to_go_to(session: ReviewSession) -> Choosing:
    """The marks there are, with the words and the article of each."""
    return Choosing("Go to a mark", _marks(session, _ALONE), by_name=False)


def marks_to_set(session: ReviewSession, letters: str) -> Choosing:
    """The *letters* that a place may be marked with, and what has them already."""
    taken = {choice.key: choice for choice in _marks(session, _AMONG_ALL)}
    free = [Choice(letter, "–", letter) for letter in letters]
    return Choosing(
        "Mark this place as",
        [taken.get(one.key, one) for one in free],
        by_name=False,
    )


def _marks(session: ReviewSession, most: int) -> list[Choice]:
    return [
        Choice(
            letter,
            clip(visible(mark.words), most),
            letter,
            about=visible(mark.title),
        )
        for letter, mark in session.marks.items()
    ]
