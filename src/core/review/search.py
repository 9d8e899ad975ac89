"""Finding text in an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Span


def find_all(text: str, pattern: str) -> Iterator[Span]:
    """Every place of *pattern* in *text*, literally; case matters when *pattern* has a capital."""
    if not pattern:
        return
    flags = 0 if any(character.isupper() for character in pattern) else re.IGNORECASE
    for match in re.finditer(re.escape(pattern), text, flags):
        yield Span(*match.span())
