"""Phrases of the messages that commands leave."""

from __future__ import annotations

_LIMIT = 40


def quoted(text: str) -> str:
    """*text* on one line, in quotation marks, shortened to what a message has room for."""
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= _LIMIT else flat[: _LIMIT - 1] + '…'}”"
