"""The inspector: what is known of the annotation in focus, and of its sentence."""

from __future__ import annotations

from ...core.review import Item, ReviewSession
from ..inspection import Inspection
from ..lines import Line, edged
from ..looks import Looks
from .panel import Panel

_COLUMN_HEIGHT = 8


class Inspector(Panel):
    """A column beside the text, or three lines below it."""

    def __init__(self, session: ReviewSession, looks: Looks, event_key: str = "") -> None:
        """Tell of the place of *session*; *event_key* adds an event there."""
        super().__init__(looks, id="inspector")
        self._session = session
        self._event_key = event_key
        self._note: Line = ()
        self._rows: dict[str, tuple[Item, int, Line]] = {}

    def note(self, note: Line) -> None:
        """Say *note* beside the words of the annotation in focus; an empty one takes it away."""
        if note != self._note:
            self._note = note
            self.renew()

    def build(self, width: int, height: int) -> list[Line]:
        """The lines for the place there is."""
        inspection = Inspection(self._session, self._note, self._event_key, self._rows)
        if height >= _COLUMN_HEIGHT:
            return edged(inspection.column(width - 3, height - 1), width, height)
        return [((" ", ""), *line) for line in inspection.folded(width - 2)]
