"""What JSON of other tools may hold, taken where it is what it should be."""

from __future__ import annotations

from math import isfinite
from typing import Any


def sound(value: str) -> bool:
    """Whether a string of JSON can be kept: half of a surrogate pair can be in no file."""
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def string(value: object) -> str:
    """*value* where it is a string that can be kept, else an empty one."""
    return value if isinstance(value, str) and sound(value) else ""


def strings(value: object) -> dict[str, str]:
    """The members of a JSON object that are strings."""
    if not isinstance(value, dict):
        return {}
    return {key: one for key, one in value.items() if sound(key) and string(one)}


def objects(value: object) -> list[dict[str, Any]]:
    """The members of a JSON list that are objects."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def scored(value: object) -> dict[str, float]:
    """``{"score": value}`` where *value* is a number, for a provenance."""
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return {"score": value}
    return {}


def whole(value: object) -> int:
    """*value* if it is a whole number, else one that is outside of everything."""
    return value if type(value) is int else -1  # and no bool


def pair(value: object) -> tuple[int, int]:
    """The two whole numbers of a list; numbers outside of everything where it is none."""
    if isinstance(value, list) and len(value) == 2:  # noqa: PLR2004 - a pair
        return whole(value[0]), whole(value[1])
    return -1, -1
