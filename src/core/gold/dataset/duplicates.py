"""Articles that are nearly the same: they must not be divided among the splits.

Near-duplicates are articles whose sets of five-word shingles have a Jaccard similarity of
at least 0.7, as a whole or without what the import took for boilerplate. MinHash estimates it
(Broder, "On the resemblance and containment of documents", 1997) from the lowest eight bits
of each minimum (Li and König, "b-Bit Minwise Hashing", 2010), and locality-sensitive hashing
finds the candidates (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3),
so that no article is compared with all others.

An estimate errs, so a pair counts as near from four standard deviations below 0.7 on: of
10,000 pairs at 0.7 one is missed, of those at 0.75 none.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ...model import UsageError, Zone, ZoneKind
from ...segment import SPACELESS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIMILAR = 0.7
_ESTIMATED = 0.585
_BANDS = 51
_ROWS = 5
_PERMUTATIONS = _BANDS * _ROWS
_SHINGLE = 5
# where words are not set apart, a character takes the place of a word
_WORD = re.compile(rf"[{SPACELESS}]|[^\W{SPACELESS}]+")
_SEED = 42
_ODD = 0x9E3779B1
"""Spreads what a minimum has in all its bits over the eight highest."""


class NearDuplicates:
    """Signatures of articles, in their order, by which near-duplicates are found.

    A signature takes 255 bytes, so that those of 100,000 articles fit into memory. Whether
    two articles are near depends on these two alone.
    """

    def __init__(self) -> None:
        try:
            import rensa  # noqa: PLC0415  an extra
        except ImportError:
            raise missing("rensa") from None
        self._signature_type: Any = rensa.RMinHash
        self._signatures = bytearray()
        self._owners = array("i")
        self._articles = 0

    def add(self, text: str, zones: Sequence[Zone] = ()) -> None:
        """Take in the next article with the *zones* of its import."""
        import numpy as np  # noqa: PLC0415  comes with spaCy

        whole = set(shingles(text))
        bare = set(shingles(_without_boilerplate(text, zones)))
        for one in [whole] if bare == whole else [whole, bare]:
            if one:  # no words are like no others
                signature = self._signature_type(num_perm=_PERMUTATIONS, seed=_SEED)
                signature.update(list(one))
                minima = np.array(signature.digest(), dtype=np.uint64).astype(np.uint32)
                high = (minima * np.uint32(_ODD)) >> np.uint32(24)
                self._signatures += high.astype(np.uint8).tobytes()
                self._owners.append(self._articles)
        self._articles += 1

    def earlier(self) -> Iterator[NDArray[np.int32]]:
        """For each article the numbers, from 0, of its near-duplicates before it."""
        import numpy as np  # noqa: PLC0415

        table = np.frombuffer(self._signatures, dtype=np.uint8).reshape(-1, _PERMUTATIONS)
        owners = np.array(self._owners, dtype=np.int32)
        buckets = _Buckets(table)
        firsts = np.searchsorted(owners, np.arange(self._articles + 1))
        for article in range(self._articles):
            found = [np.empty(0, dtype=np.int32)]
            for row in range(firsts[article], firsts[article + 1]):
                candidates = buckets.before(row, firsts[article])
                alike = (table[candidates] == table[row]).mean(axis=1) >= _ESTIMATED
                found.append(owners[candidates[alike]])
            yield np.unique(np.concatenate(found))


class _Buckets:
    """Rows of signatures that are equal in a band, where there are several."""

    def __init__(self, table: NDArray[np.uint8]) -> None:
        import numpy as np  # noqa: PLC0415

        members: list[NDArray[np.int32]] = []
        sizes: list[NDArray[np.int32]] = []
        for band in range(_BANDS):
            key = np.zeros(len(table), dtype=np.uint64)
            for column in range(band * _ROWS, (band + 1) * _ROWS):
                key = (key << np.uint64(8)) | table[:, column]
            order = np.argsort(key, kind="stable").astype(np.int32)
            borders = np.flatnonzero(np.diff(key[order])) + 1
            lengths = np.diff(borders, prepend=0, append=len(order)).astype(np.int32)
            members.append(order[np.repeat(lengths > 1, lengths)])
            sizes.append(lengths[lengths > 1])
        self._members = np.concatenate(members)
        size = np.concatenate(sizes)
        self._starts = np.concatenate(([0], np.cumsum(size)))
        bucket_of = np.repeat(np.arange(len(size), dtype=np.int32), size)
        by_row = np.argsort(self._members, kind="stable")
        self._buckets = bucket_of[by_row]
        self._firsts = np.searchsorted(self._members[by_row], np.arange(len(table) + 1))

    def before(self, row: int, end: int) -> NDArray[np.int32]:
        """The rows before *end* that share a bucket with *row*."""
        import numpy as np  # noqa: PLC0415

        buckets = self._buckets[self._firsts[row] : self._firsts[row + 1]]
        found = [np.empty(0, dtype=np.int32)]
        for bucket in buckets:
            members = self._members[self._starts[bucket] : self._starts[bucket + 1]]
            found.append(members[: np.searchsorted(members, end)])
        return np.unique(np.concatenate(found))


def shingles(text: str) -> Iterator[str]:
    """Each five words of *text* that follow each other, in lower case; of fewer, all of them."""
    words = _WORD.findall(text.casefold())
    for start in range(max(1, len(words) - _SHINGLE + 1) if words else 0):
        yield " ".join(words[start : start + _SHINGLE])


def _without_boilerplate(text: str, zones: Sequence[Zone]) -> str:
    kept, end = [], 0
    for zone in sorted(zones, key=lambda one: (one.start, one.end)):
        if zone.kind is ZoneKind.BOILERPLATE:
            kept.append(text[end : zone.start])
            end = max(end, zone.end)
    return "\n".join([*kept, text[end:]])


def missing(package: str) -> UsageError:
    """What to say where a package of the extra is not installed."""
    return UsageError(
        f"`goldleaf export dataset` needs the package {package}; install the extra with"
        " `python -m pip install 'goldleaf[dataset]'`, in a checkout `.venv/bin/pip install"
        " '.[dataset]'`."
    )
