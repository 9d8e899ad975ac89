"""The word lists of the rules, from ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def words(name: str) -> frozenset[str]:
    """The list called *name*."""
    return frozenset(_lists()[name].split())


def pairs(name: str) -> Mapping[str, str]:
    """The list called *name*, of pairs written ``one=other``."""
    return dict(pair.split("=") for pair in _lists()[name].split())


@cache
def _lists() -> Mapping[str, str]:
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
