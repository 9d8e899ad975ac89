"""Breadth-first through all articles: one label in every article, then the next label."""

from __future__ import annotations

from collections.abc import Iterable

Named = tuple[str, bool]
"""A label, or an event type, and whether it is one."""


def group_of(name: str, *, event: bool) -> str:
    """What pending items of that label or type are grouped by: entities before events."""
    # a space sorts before every letter
    return name if event else f" {name}"


def rounds_after(here: Named, names: Iterable[Named], *, backwards: bool) -> list[Named]:
    """The *names* after *here* in the order of their rounds, or before it when *backwards*.

    Goes round at the ends; *here* itself comes last.
    """

    def place(name: Named) -> str:
        return group_of(name[0], event=name[1])

    ordered = sorted({*names, here}, key=place, reverse=backwards)
    cut = ordered.index(here) + 1
    return [*ordered[cut:], *ordered[:cut]]
