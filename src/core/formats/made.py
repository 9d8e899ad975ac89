"""Files that go along with a dataset, and which of them someone has changed since."""

from __future__ import annotations

import hashlib

_MARK = "# Written by goldleaf export, digest "


def signed(text: str) -> str:
    """*text* with a comment before it that holds its digest."""
    return f"{_MARK}{_digest(text)}\n{text}"


def is_edited(data: bytes) -> bool:
    """Whether *data* is not, or no more, what :func:`signed` gave."""
    first, _, rest = data.decode(errors="replace").partition("\n")
    return bool(data) and first != _MARK + _digest(rest)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
