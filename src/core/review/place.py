"""Where the reviewer is in an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..model import Span

_START = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """A focus, or a selection that is made by moving the cursor.

    ``focus`` is the id of the focused annotation, ``None`` while the cursor leads.
    ``anchor`` and ``head`` are the spans at which the selection began and where its
    moving side is; the selection reaches over both.
    """

    focus: str | None = None
    anchor: Span = _START
    head: Span = _START

    @classmethod
    def at(cls, span: Span, focus: str | None = None) -> Place:
        """The place where exactly *span* is selected."""
        return cls(focus, span, span)

    @property
    def selection(self) -> Span:
        """The selected text."""
        start = min(self.anchor.start, self.head.start)
        return Span(start, max(self.anchor.end, self.head.end))

    def to_json(self) -> dict[str, Any]:
        """The place as a JSON object."""
        return {"focus": self.focus, "anchor": list(self.anchor), "head": list(self.head)}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Place:
        """The place of :meth:`to_json`."""
        return cls(value["focus"], Span(*value["anchor"]), Span(*value["head"]))
