"""Dividing articles so that each split has its share of every label, and keeps its articles.

Articles come in the order of their arrival. Each goes where it brings the counts of its
labels nearest to the shares, by Pearson's chi-squared, in which the rare ones count most:
iterative stratification (Sechidis, Tsoumakas and Vlahavas, "On the Stratification of
Multi-Label Data", ECML PKDD 2011), but one after the other. What an article gets depends
on those before it alone, so that adding articles moves none. A near-duplicate goes where
the earlier one is. One that is near to articles of several parts is left out for good: to
take it in, a part would have to give up an article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from hashlib import blake2b

from ..split import Split

_JITTER = 0.1
_AS_LABELS = 2
"""How many labels the number of articles itself is worth, for each that an article has."""


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
        part = part or min(self._shares, key=lambda one: self._apart(one, id, labels))
        self._sizes[part] += 1
        self._have[part].update(labels)
        return part

    def _apart(self, part: str, id: str, labels: Collection[str]) -> float:
        """How far apart counts and shares get when the article goes to *part*."""
        have = self._have[part]
        apart = _AS_LABELS * self._growth(part, self._sizes[part], self._sizes[""])
        if labels:
            grown = (self._growth(part, have[one], self._labels[one]) for one in labels)
            apart += sum(grown) / len(labels)
        return apart + _JITTER * _chance(f"{self._seed}\x00{part}\x00{id}")

    def _growth(self, part: str, have: int, whole: int) -> float:
        """What chi-squared grows by when *part*, which has *have* of *whole*, gets one more.

        As if there were one more of *whole* in every part, lest the first ones decide all.
        """
        due = self._shares[part] * whole
        return (2 * (have - due) + 1) / (due + 1)


def _chance(key: str) -> float:
    """A number in [0, 1) that depends on *key* alone."""
    return int.from_bytes(blake2b(key.encode(), digest_size=6).digest()) / 2**48
