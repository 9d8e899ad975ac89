"""Ids of articles, made of file names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
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
    """New ids beside those that articles have."""

    def __init__(self, is_taken: Callable[[str], bool]) -> None:
        """Ask *is_taken* whether an article has an id already."""
        self._is_taken = is_taken
        # where to look on, so that a thousand files of one name cost a thousand looks
        self._numbers: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """*wanted*, or with ``-2``, ``-3``… behind it where that is taken."""
        if not self._is_taken(wanted):
            return wanted
        for number in count(self._numbers.get(wanted, 2)):
            id = f"{wanted}-{number}"
            if not self._is_taken(id):
                break
        self._numbers[wanted] = number
        return id

    def start_over(self) -> None:
        """Look from the first number again: articles were taken back."""
        self._numbers.clear()
