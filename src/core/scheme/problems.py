"""Mistakes in a TOML file: collected while it is read, told with key and line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from difflib import get_close_matches

from ..model import UsageError

KeyPath = tuple[str, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def dotted(path: KeyPath) -> str:
    """*path* the way TOML writes it, parts in quotes where they must be."""
    return ".".join(part if _BARE.fullmatch(part) else _quoted(part) for part in path)


def _quoted(part: str) -> str:
    return json.dumps(part, ensure_ascii=not part.isprintable())


def meant(name: str, choices: Iterable[str]) -> str:
    """``; did you mean 'X'?`` for the choice that is closest to *name*, else nothing."""
    by_folded = {choice.casefold(): choice for choice in choices}
    close = get_close_matches(name.casefold(), by_folded, 1, 0.6)
    return f"; did you mean {by_folded[close[0]]!r}?" if close else ""


class Problems:
    """The mistakes found so far in the file *origin* with the text *text*."""

    def __init__(self, text: str, origin: str) -> None:
        self._text = text
        self._origin = origin
        self._found: set[tuple[int, str]] = set()

    def report(self, path: KeyPath, message: str, *, value: str = "") -> None:
        """Note that the key *path* is wrong.

        *message* goes on from the key's name (``must be …``); *value* is the string
        in the key's list that is meant, to name the line it stands in.
        """
        from .locate import line_of  # noqa: PLC0415

        line = line_of(self._text, path, value)
        self._found.add((line, f"{dotted(path)} {message}"))

    def check(self) -> None:
        """Raise ``UsageError`` with the mistake that stands first, if there is any."""
        if not self._found:
            return
        line, message = min(self._found)
        more = len(self._found) - 1
        rest = f" (and {more} more {'mistake' if more == 1 else 'mistakes'})" if more else ""
        raise UsageError(f"{self._origin} line {line}: {message}{rest}")
