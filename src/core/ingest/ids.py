"""Ids of articles, made of file names."""

from __future__ import annotations

import unicodedata
from itertools import count

_LONGEST = 80


def slug(name: str) -> str:
    """*name* as an id: letters, digits, ``.``, ``_`` and ``-`` of any script, in lower case.

    It has no path separators, control or white space, and does not begin with a dot
    or a dash, so it can be typed and can name a file. Never empty.
    """
    kept = "".join(
        char if unicodedata.category(char)[0] in "LMN" or char in "._-" else "-"
        for char in unicodedata.normalize("NFC", name).lower()
    )
    parts = [part for part in kept.split("-") if part]
    return "-".join(parts)[:_LONGEST].strip("._-") or "article"


class Ids:
    """The ids of a workspace's articles, and new ones beside them."""

    def __init__(self, taken: set[str]) -> None:
        """Start from the ids *taken*."""
        self._taken = taken

    def claim(self, wanted: str) -> str:
        """*wanted*, or with ``-2``, ``-3``… behind it where that is taken; taken from now on."""
        id = wanted
        if id in self._taken:
            id = next(
                made for number in count(2) if (made := f"{wanted}-{number}") not in self._taken
            )
        self._taken.add(id)
        return id

    def release(self, ids: list[str]) -> None:
        """Give *ids* back, whose articles were not kept after all."""
        self._taken.difference_update(ids)
