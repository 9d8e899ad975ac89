"""Articles that are nearly the same: they must not be divided among the splits.

Near-duplicates are articles whose sets of five-word shingles have an estimated Jaccard
similarity of at least 0.7. MinHash estimates it (Broder, "On the resemblance and containment
of documents", 1997), and locality-sensitive hashing finds the candidates, so that no
article is compared with all others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...model import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

SIMILAR = 0.7
_PERMUTATIONS = 64
_BANDS = 16
_SHINGLE = 5
_WORD = re.compile(r"\w+")
_SEED = 42


class NearDuplicates:
    """The articles seen so far, by which the near-duplicates of a further one are found."""

    def __init__(self) -> None:
        try:
            import rensa  # noqa: PLC0415  an extra
        except ImportError:
            raise missing("rensa") from None
        self._signature_type: Any = rensa.RMinHash
        self._index: Any = rensa.RMinHashLSH(SIMILAR, _PERMUTATIONS, _BANDS)
        self._seen: list[tuple[str, Any]] = []

    def add(self, id: str, text: str) -> list[str]:
        """Take in an article; the ids of its near-duplicates, the earliest first."""
        signature = self._signature_type(num_perm=_PERMUTATIONS, seed=_SEED)
        signature.update(list(_shingles(text)))
        candidates = sorted(self._index.query(signature))
        found = [
            self._seen[one][0]
            for one in candidates
            if self._seen[one][1].jaccard(signature) >= SIMILAR
        ]
        self._index.insert(len(self._seen), signature)
        self._seen.append((id, signature))
        return found


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
