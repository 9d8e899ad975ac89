"""The formats there are, in the order in which a file is asked whether it is one of them."""

from __future__ import annotations

from .format import Format
from .jsonl import JSONL
from .source import Head
from .spacy_docbin import SPACY

FORMATS: tuple[Format, ...] = (SPACY, JSONL)
"""A format that is told by more than another comes before it."""


def format_named(name: str) -> Format | None:
    """The format called *name*, if there is one."""
    return next((one for one in FORMATS if one.name == name), None)


def recognised(head: Head) -> Format | None:
    """The format of a file that begins with *head*, if it is one of these."""
    return next((one for one in FORMATS if one.read and one.recognises(head)), None)
