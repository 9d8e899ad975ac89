"""Which pending items the review offers, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..model import Suggestion, ZoneKind


class Order(StrEnum):
    """How the items of an article follow one another in review."""

    DEPTH_FIRST = "depth-first"
    """Sentence by sentence: its entities, then its events with their roles."""

    BREADTH_FIRST = "breadth-first"
    """Label by label: one through all articles that are open, then the next; entities first."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What the review offers of the pending items: everything, unless narrowed.

    Attributes:
        order: how items follow one another, pending or not.
        labels: the labels and event types that are offered; empty for all.
        suggesters: whose suggestions are offered; empty for all.
        zones: the kinds of zones in which items are offered; empty for all.
        below: suggestions with this score or a higher one are not offered.
    """

    order: Order = Order.DEPTH_FIRST
    labels: frozenset[str] = frozenset()
    suggesters: frozenset[str] = frozenset()
    zones: frozenset[ZoneKind] = frozenset()
    below: float | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.labels or self.suggesters or self.zones) or self.below is not None

    def offers(self, label: str, suggestion: Suggestion | None, zone: ZoneKind) -> bool:
        """Whether a pending item with this label and suggestion, in such a zone, is offered."""
        if self.labels and label not in self.labels:
            return False
        if self.zones and zone not in self.zones:
            return False
        if suggestion is None:
            return not self.suggesters
        if self.suggesters and suggestion.suggester not in self.suggesters:
            return False
        return self.below is None or suggestion.score < self.below

    def to_json(self) -> dict[str, Any]:
        """The queue as a JSON object; empty for one that offers everything in the usual order."""
        return {
            name: value
            for name, value in (
                ("order", "" if self.order is Order.DEPTH_FIRST else self.order.value),
                ("labels", sorted(self.labels)),
                ("suggesters", sorted(self.suggesters)),
                ("zones", sorted(self.zones)),
                ("below", self.below),
            )
            if value not in ("", [], None)
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Queue:
        """The queue of :meth:`to_json`."""
        return cls(
            Order(value.get("order", Order.DEPTH_FIRST)),
            frozenset(value.get("labels", ())),
            frozenset(value.get("suggesters", ())),
            frozenset(map(ZoneKind, value.get("zones", ()))),
            value.get("below"),
        )
