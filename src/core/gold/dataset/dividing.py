"""The part of every article of a workspace, a function of what never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...store import Store
from ..report import Progress
from ..resolve import Include
from ..split import Split
from .arrivals import Strata, arrivals, strata
from .division import Division
from .duplicates import NearDuplicates


@dataclass(frozen=True, slots=True)
class Divided:
    """The part of each article that has arrived, by id.

    ``left_out`` maps articles that are near-duplicates of articles in several parts to those;
    ``near`` maps each other article with an earlier near-duplicate to the first of them.
    """

    parts: Mapping[str, str]
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Mapping[str, str] = field(default_factory=dict)


def divide(
    store: Store,
    annotator: str,
    include: Include,
    *,
    split: Split,
    seed: int,
    progress: Progress | None = None,
) -> Divided:
    """Divide the articles that *include* admits or has admitted before."""
    import numpy as np  # noqa: PLC0415  comes with spaCy

    arrived = arrivals(store, annotator, include)
    duplicates = NearDuplicates()
    labels: list[Strata] = []
    same: dict[Strata, Strata] = {}
    for done, one in enumerate(arrived, start=1):
        duplicates.add(store.article(one.article_id).text, store.zones(one.article_id))
        found = strata(store, annotator, one)
        labels.append(same.setdefault(found, found))
        if progress is not None:
            progress(done, len(arrived), doing="Reading")

    division = Division(split, seed)
    names = [part for part, share in split.shares.items() if share]
    numbers = {part: number for number, part in enumerate(names, start=1)}
    parts: dict[str, str] = {}
    left_out: dict[str, tuple[str, ...]] = {}
    nearest: dict[str, str] = {}
    # 0 where an article has no part
    placed = np.zeros(len(arrived), dtype=np.int8)
    for number, near in enumerate(duplicates.earlier()):
        if progress is not None:
            progress(number + 1, len(arrived), doing="Dividing")
        id = arrived[number].article_id
        near = near[placed[near] > 0]  # noqa: PLW2901 - what is left out holds no place
        of, firsts = np.unique(placed[near], return_index=True)
        if len(of) > 1:
            left_out[id] = tuple(arrived[near[first]].article_id for first in sorted(firsts))
            continue
        if len(of):
            nearest[id] = arrived[near[0]].article_id
        part = division.assign(id, labels[number], names[of[0] - 1] if len(of) else "")
        placed[number] = numbers[part]
        parts[id] = part
    return Divided(parts, left_out, nearest)
