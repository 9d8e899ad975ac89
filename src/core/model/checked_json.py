"""Checked access to JSON values: the right type, or a ``ValueError`` that says what is wrong.

The message names the key or id in the file, but not the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

_T = TypeVar("_T")
_Name = TypeVar("_Name", bound=StrEnum)
_LONGEST_QUOTE = 60
_DEEPEST = 200


def string_at(value: Mapping[str, Any], key: str, where: str, *, required: bool = False) -> str:
    """The string that *value* has for *key*, or an empty one; *where* names *value*."""
    found = value.get(key)
    if type(found) is str and found.isascii():
        return found  # the sentences that say what is wrong take longer to make than all else
    if found is None:
        if required:
            raise ValueError(f"{where} needs the key {key!r}")
        return ""
    string = typed(found, str, f"{key!r} of {where}", "a string")
    _check_encodable(string, f"{key!r} of {where}")
    return string


def object_at(value: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    """The object that *value* has for *key*, or an empty one; *where* names *value*."""
    found = value.get(key)
    if type(found) is dict:
        return found
    return {} if found is None else typed(found, dict, f"{key!r} of {where}", "an object")


def list_at(value: Mapping[str, Any], key: str, where: str) -> list[Any]:
    """The list that *value* has for *key*, or an empty one; *where* names *value*."""
    found = value.get(key)
    if type(found) is list:
        return found
    return [] if found is None else typed(found, list, f"{key!r} of {where}", "a list")


def objects_at(value: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects that *value* lists for *key*."""
    members = list_at(value, key, "the article")
    return [typed(one, dict, f"a member of {key!r}", "an object") for one in members]


def typed(value: object, kind: type[_T], what: str, called: str) -> _T:
    """*value*, which is a *kind*: *what* is its name, *called* that of its type."""
    # True is an int to Python, and nobody's offset
    if not isinstance(value, kind) or isinstance(value, bool):
        # a reader's caller tells wrong types and wrong values of a file apart as little as a user
        raise ValueError(f"{what} is {quoted(value)} and not {called}")  # noqa: TRY004
    return value


def member(kind: type[_Name], name: str, what: str) -> _Name:
    """The member of *kind* called *name*; *what* is the name of the value."""
    if name not in [one.value for one in kind]:
        names = ", ".join(one.value for one in kind)
        raise ValueError(f"the {what} is {quoted(name)} and not one of {names}")
    return kind(name)


def check_json(value: object, where: str, depth: int = 0) -> None:
    """Raise ``ValueError`` when *value* cannot be written as JSON and read back the same."""
    if depth > _DEEPEST:
        raise ValueError(f"{where} is nested more than {_DEEPEST} levels deep")
    if isinstance(value, str):
        _check_encodable(value, where)
    elif isinstance(value, float):
        if not isfinite(value):
            raise ValueError(f"{where} holds {value}, which JSON cannot write")
    elif isinstance(value, dict):
        for key, one in value.items():
            _check_encodable(key, where)
            if type(one) is not str or not one.isascii():
                check_json(one, where, depth + 1)
    elif isinstance(value, list):
        for one in value:
            check_json(one, where, depth + 1)


def _check_encodable(value: str, where: str) -> None:
    if value.isascii():
        return
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            f"{where} holds half of a surrogate pair ({value[error.start]!a})"
            f" at {error.start}, which no file can keep"
        ) from None


def quoted(value: object) -> str:
    """*value* as a message shows it."""
    shown = repr(value)
    return shown if len(shown) <= _LONGEST_QUOTE else f"{shown[: _LONGEST_QUOTE - 1]}…"
