"""Ids of suggestions: the same suggestion gets the same id in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ..model import Span


def suggestion_id(
    article: str, suggester: str, kind: str, label: str, spans: Iterable[Span]
) -> str:
    """An id for one suggestion; *kind* begins it, so that a reader sees what it is."""
    where = ",".join(f"{span.start}-{span.end}" for span in spans)
    key = f"{article}\x1f{suggester}\x1f{kind}\x1f{label}\x1f{where}"
    return (
        f"{kind[:2]}-{hashlib.blake2b(key.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"
    )
