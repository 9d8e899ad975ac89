"""Articles that are nearly the same: they must not be divided among the splits.

Near-duplicates are articles whose sets of five-word shingles have an estimated Jaccard
similarity of at least 0.7. MinHash estimates it (Broder, "On the resemblance and containment
of documents", 1997), and locality-sensitive hashing finds the candidates, so that no
article is compared with all others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ...model import UsageError

SIMILAR = 0.7
_BANDS = 16
_ROWS = 4
_PERMUTATIONS = _BANDS * _ROWS
_SHINGLE = 5
_WORD = re.compile(r"\w+")
_SEED = 42
_MULTIPLIER = 0x9E3779B97F4A7C15
_LOOK_BACK = 8
"""With how many articles of a bucket a further one is compared, beside the first of them."""


class NearDuplicates:
    """Signatures of articles, in their order, by which near-duplicates are found.

    A signature takes 256 bytes, so that those of 100,000 articles fit into memory.
    """

    def __init__(self) -> None:
        try:
            import rensa  # noqa: PLC0415  an extra
        except ImportError:
            raise missing("rensa") from None
        self._signature_type: Any = rensa.RMinHash
        self._signatures: list[Any] = []

    def add(self, text: str) -> None:
        """Take in the next article."""
        import numpy as np  # noqa: PLC0415  comes with spaCy

        signature = self._signature_type(num_perm=_PERMUTATIONS, seed=_SEED)
        signature.update(list(_shingles(text)))
        self._signatures.append(np.array(signature.digest(), dtype=np.uint64).astype(np.uint32))

    def earlier(self) -> dict[int, list[int]]:
        """The near-duplicates before each article that has any, all by their number from 0."""
        import numpy as np  # noqa: PLC0415

        if not self._signatures:
            return {}
        table = np.vstack(self._signatures)
        candidates: defaultdict[int, set[int]] = defaultdict(set)
        for band in range(_BANDS):
            for bucket in _buckets(table[:, band * _ROWS : (band + 1) * _ROWS]):
                for at in range(1, len(bucket)):
                    candidates[bucket[at]].update(bucket[max(0, at - _LOOK_BACK) : at], bucket[:1])
        found = {
            one: [
                other
                for other in sorted(candidates[one])
                if (table[one] == table[other]).mean() >= SIMILAR
            ]
            for one in sorted(candidates)
        }
        return {one: near for one, near in found.items() if near}


def _buckets(rows: Any) -> Iterator[list[int]]:
    """The numbers of the rows that are equal, ascending, where there are several."""
    import numpy as np  # noqa: PLC0415

    keys = np.zeros(len(rows), dtype=np.uint64)
    for column in rows.T:
        keys = keys * np.uint64(_MULTIPLIER) + column.astype(np.uint64)
    order = np.argsort(keys, kind="stable")
    borders = np.flatnonzero(np.diff(keys[order])) + 1
    for bucket in np.split(order, borders):
        if len(bucket) > 1:
            yield bucket.tolist()


def _shingles(text: str) -> Iterator[str]:
    words = _WORD.findall(text.casefold())
    for start in range(max(1, len(words) - _SHINGLE + 1)):
        yield " ".join(words[start : start + _SHINGLE])


def missing(package: str) -> UsageError:
    """What to say where a package of the extra is not installed."""
    return UsageError(
        f"`goldleaf export dataset` needs the package {package}; install the extra with"
        " `python -m pip install 'goldleaf[dataset]'`, in a checkout `.venv/bin/pip install"
        " '.[dataset]'`."
    )
