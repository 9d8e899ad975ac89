"""When articles first became gold, and with which labels: the input of the division.

Both are read from the log of decisions, which only grows, and an article's text never
changes. So a later division keeps the part of every article that has one today, whatever is
added, finished, reopened or edited, and in a new folder as well as in an old one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from ...model import Verdict, fold
from ...store import Store
from ..resolve import Include

Strata = tuple[str, ...]
"""Kinds of annotations with their labels, each once, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that was admitted once, by a ``decision``; by being added where that is empty."""

    article_id: str
    decision: str = ""


def arrivals(store: Store, annotator: str, include: Include) -> list[Arrival]:
    """The articles that *include* admits or has admitted before, in the order of the first time.

    With ``DONE`` that is when *annotator* first marked an article done, with ``DECIDED`` when
    *annotator* first decided anything on it, with ``ALL`` when it was added.
    """
    if include is Include.ALL:
        return [Arrival(id) for id in store.statuses(annotator)]
    first = store.first_done if include is Include.DONE else store.first_decided
    return [Arrival(id, decision) for id, decision in first(annotator).items()]


def strata(store: Store, annotator: str, arrival: Arrival) -> Strata:
    """The kinds and labels of the article's accepted annotations when it arrived.

    Empty where it arrived by being added, since suggestions may change.
    """
    if not arrival.decision:
        return ()
    until = takewhile(
        lambda one: one.id <= arrival.decision, store.log(arrival.article_id, annotator)
    )
    kept = (one for one in fold(until).records.values() if one.verdict is Verdict.ACCEPTED)
    return _sorted(f"{type(one.annotation).__name__} {one.annotation.label}" for one in kept)


def _sorted(names: Iterable[str]) -> Strata:
    # the same few names for all articles
    return tuple(sys.intern(one) for one in sorted(set(names)))
