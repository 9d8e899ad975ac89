"""Going further: what follows the key for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ...core.model import Status
from ...core.review.items import Standing
from .action import Action, Context, Group, always
from .conditions import (
    needs_target,
)

if TYPE_CHECKING:
    from ...core.review import Outcome, ReviewSession


def actions() -> tuple[Action, ...]:
    """What follows the key that goes further."""

    def go(id: str, key: str, description: str, short: str) -> Action:
        return Action(id, (key,), Group.GO, description, short, Context.GO)

    def both(
        id: str, key: str, what: str, short: str, find: Callable[[ReviewSession, int], Outcome]
    ) -> Iterator[Action]:
        why_not = needs_target if find is _find_alike else always
        following = go(f"next_{id}", key, f"Go to the next {what}", short)
        yield replace(following, why_not=why_not, command=lambda session: find(session, 1))
        before = go(f"previous_{id}", key.upper(), f"Go to the {what} before", short)
        yield replace(before, why_not=why_not, command=lambda session: find(session, -1))

    return (
        go("go_top", "g", "Go to the top of the article", "top"),
        go("go_bottom", "e", "Go to the end of the article", "end"),
        *both("alike", "l", "annotation of the same label or type", "same label", _find_alike),
        *both(
            "unsure",
            "u",
            "pending suggestion with a score below 0.6, or another that you set",
            "unsure",
            _find_unsure,
        ),
        go("unsure", "s", "Say below which score a suggestion is unsure, and go to one", "score"),
        *both(
            "disputed",
            "d",
            "annotation on which suggesters disagree, or annotators where it is decided",
            "disputed",
            _find_disputed,
        ),
        *both("commented", "c", "place with a comment", "commented", _find_commented),
        *both(
            "violating",
            "v",
            "accepted annotation that the scheme does not allow",
            "violating",
            _find_violating,
        ),
        replace(
            go(
                "carry",
                "=",
                "Decide the same in this article, in all open ones or along a chain: a list shows"
                " where before",
                "same in all",
            ),
            why_not=needs_target,
        ),
        *both("flagged", "f", "article that is flagged", "flagged", _find_flagged),
        go(
            "hint_paragraphs",
            "p",
            "Put letters on the paragraphs in view, to go to one",
            "paragraph",
        ),
        go("paragraph", "n", "Go to a paragraph by its number", "by number"),
        go(
            "mark",
            "m",
            "Mark the place with a letter to come back by, or take the mark off",
            "mark",
        ),
        go(
            "go_to_mark",
            "'",
            "Go to a mark by its letter, in whichever article, or back to where you came from",
            "to a mark",
        ),
        go("search_everywhere", "/", "Search all articles, and list where it is", "search all"),
    )


def _find_alike(session: ReviewSession, step: int) -> Outcome:
    target = session.target
    assert target is not None
    return session.focus_next_where(
        lambda item: item.label == target.label and item.id != target.id, step
    )


def _find_unsure(session: ReviewSession, step: int) -> Outcome:
    return session.focus_next_unsure(step)


def _find_disputed(session: ReviewSession, step: int) -> Outcome:
    return session.focus_next_disputed(step)


def _find_flagged(session: ReviewSession, step: int) -> Outcome:
    return session.next_of_status(Status.FLAGGED, step)


def _find_commented(session: ReviewSession, step: int) -> Outcome:
    return session.go_to_next_remark(step)


def _find_violating(session: ReviewSession, step: int) -> Outcome:
    return session.focus_next_where(
        lambda item: item.standing is Standing.ACCEPTED and bool(session.violations(item)), step
    )
