"""Dividing articles so that each split has its share of every label, and keeps its articles.

Articles come in the order of their arrival. Each goes where its labels are most
lacking, as in iterative stratification (Sechidis, Tsoumakas and Vlahavas, "On the
Stratification of Multi-Label Data", ECML PKDD 2011), but one after the other: what an
article gets depends on those before it alone, so that adding articles moves none. A
near-duplicate goes where the earlier one is. One that is near to articles of several
parts is left out for good: to take it in, a part would have to give up an article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from hashlib import blake2b

from ..split import Split

_JITTER = 0.5


class Division:
    """Which part each article has got so far."""

    def __init__(self, split: Split, seed: int) -> None:
        whole = sum(split.shares.values())
        self._shares = {part: share / whole for part, share in split.shares.items() if share}
        self._seed = seed
        self._sizes: Counter[str] = Counter()
        self._labels: Counter[str] = Counter()
        self._have: Mapping[str, Counter[str]] = {part: Counter() for part in self._shares}

    def assign(self, id: str, labels: Collection[str], part: str = "") -> str:
        """The part of the article *id* with *labels*; *part* where it has to be that one."""
        self._labels.update(labels)
        self._sizes[""] += 1
        part = part or max(self._shares, key=lambda one: self._need(one, id, labels))
        self._sizes[part] += 1
        self._have[part].update(labels)
        return part

    def _need(self, part: str, id: str, labels: Collection[str]) -> float:
        """How many articles *part* lacks of its share, of all and of those with each label."""
        share = self._shares[part]
        lacking = share * self._sizes[""] - self._sizes[part]
        if labels:
            by_label = (share * self._labels[one] - self._have[part][one] for one in labels)
            lacking += sum(by_label) / len(labels)
        return lacking + _JITTER * _chance(f"{self._seed}\x00{part}\x00{id}")


def _chance(key: str) -> float:
    """A number in [0, 1) that depends on *key* alone."""
    return int.from_bytes(blake2b(key.encode(), digest_size=6).digest()) / 2**48
