"""Dividing a dataset into training, development and test articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from ..model import UsageError

PARTS = ("train", "dev", "test")
_HASH_BYTES = 8


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of the articles for training, development and test, in any unit."""

    train: int
    dev: int
    test: int

    @classmethod
    def parse(cls, text: str) -> Split:
        """The split written as ``80/10/10``.

        Raises:
            UsageError: when *text* is not three whole numbers of which the first
                is more than zero.
        """
        shares = re.fullmatch(r"(\d{1,9})/(\d{1,9})/(\d{1,9})", text, re.ASCII)
        if shares is None:
            raise UsageError(
                f"the split {text!r} is not three whole numbers for train, dev and test;"
                " write it like 80/10/10."
            )
        split = cls(*map(int, shares.groups()))
        if not split.train:
            raise UsageError(
                f"the split {text!r} leaves nothing to train on; its first number must be"
                " more than zero, as in 80/10/10."
            )
        return split

    @property
    def shares(self) -> dict[str, int]:
        """The share of each part, by name."""
        return dict(zip(PARTS, (self.train, self.dev, self.test), strict=True))

    def __str__(self) -> str:
        return f"{self.train}/{self.dev}/{self.test}"

    def assign(self, article_ids: Iterable[str], seed: int) -> dict[str, str]:
        """The part of each article, by id.

        Every article has a fixed place in [0, 1), a hash of *seed* and its id, and
        the parts divide that interval by their shares. So an article stays in its
        part when others are added or removed, and a model is never tested on an
        article that an earlier one was trained on.

        By chance a part of a small dataset may be left empty. Then it gets, from the
        largest part, the article whose place is nearest to its own interval. That
        article moves back once an added article falls into the interval. Dev or test
        stay empty only when there are fewer articles than parts.
        """
        places = {id: _place(id, seed) for id in article_ids}
        bounds = self._bounds()
        parts = {
            id: next(part for part, (_, end) in bounds.items() if place < end)
            for id, place in places.items()
        }
        for part, (start, end) in bounds.items():
            if part in parts.values():
                continue
            sizes = {one: list(parts.values()).count(one) for one in bounds}
            donor = max(sizes, key=lambda one: sizes[one])
            lendable = [id for id, one in parts.items() if one == donor]
            if len(lendable) > 1 or (part == "train" and lendable):
                nearest = min(
                    lendable,
                    key=lambda id: (max(start - places[id], places[id] - end, 0.0), id),
                )
                parts[nearest] = part
        return parts

    def _bounds(self) -> dict[str, tuple[float, float]]:
        """Where in [0, 1) each part that has a share begins and ends, in order."""
        whole = self.train + self.dev + self.test
        bounds, start = {}, 0
        for part, share in self.shares.items():
            if share:
                bounds[part] = (start / whole, (start + share) / whole)
            start += share
        return bounds


def _place(article_id: str, seed: int) -> float:
    """A number in [0, 1) that depends on nothing but its arguments."""
    digest = blake2b(f"{seed}\x00{article_id}".encode(), digest_size=_HASH_BYTES).digest()
    # 53 bits are all that a float holds; more could round up to 1
    return (int.from_bytes(digest) >> 11) / 2**53
