"""Breadth-first through all articles: one label in every article, then the next label."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

Round = tuple[str, int]
"""A group of pending items, and the number of an article that has some of it."""


def group_of(name: str, *, event: bool) -> str:
    """What pending items of that label or type are grouped by: entities before events."""
    # a space sorts before every letter
    return name if event else f" {name}"


def rounds_from(here: Round, rounds: Iterable[Round], step: int) -> Iterator[Round]:
    """The *rounds* after *here* in their order, or before when *step* is negative.

    Goes round at the ends; *here* itself comes last.
    """
    ordered: Sequence[Round] = sorted(rounds)
    if step > 0:
        cut = bisect_right(ordered, here)
        return iter([*ordered[cut:], *ordered[:cut]])
    cut = bisect_left(ordered, here)
    return reversed([*ordered[cut:], *ordered[:cut]])
