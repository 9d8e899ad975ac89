"""What brat can write as a name, and what stands for the things it has no name for."""

from __future__ import annotations

import re
from functools import lru_cache

BARE_SPAN = "_Span"
"""The type of text-bound annotations that fill a role, or are commented on, but are no entities."""

EQUIVALENCE = "Equiv"
"""What brat calls the relation that Goldleaf calls ``coref``."""

NOTE = "AnnotatorNotes"
NO_DATABASE = "Link"
"""The database of identifiers that name none; brat always wants one."""

_UNFIT = re.compile(r"[^A-Za-z0-9_-]")
_UNFIT_VALUE = re.compile(r"[\s|,]")


@lru_cache(maxsize=1024)
def stored(name: str) -> str:
    """*name* in the characters that brat's configuration allows, ``_`` for each other one."""
    kept = _UNFIT.sub("_", name)
    if kept == BARE_SPAN:
        return kept.lstrip("_")
    # a line of hyphens is a separator
    return kept if kept.strip("-") else f"_{kept}"


def stored_value(value: str) -> str:
    """*value* of an attribute without the characters that end it in brat's files."""
    return _UNFIT_VALUE.sub("_", value)
