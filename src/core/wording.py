"""Numbers in the sentences of messages."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """*number* with the right form of the noun: ``1 article``, ``2,000 articles``."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
