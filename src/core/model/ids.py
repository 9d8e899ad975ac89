"""Identifiers that order by time."""

from __future__ import annotations

import uuid


def next_id(last: str = "") -> str:
    """A new UUIDv7 (RFC 9562), greater than *last* even when the clock was set back."""
    # compiled: not loaded before the first decision
    from uuid_utils import uuid7  # noqa: PLC0415

    new = str(uuid7())
    if new > last:
        return new
    return str(uuid.UUID(int=uuid.UUID(last).int + 1))
