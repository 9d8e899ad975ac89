"""The line that says what the last key did; a mere rule when there is nothing to say."""

from __future__ import annotations

from ...core.model.visible import visible
from ..lines import Line, clip, width_of
from ..looks import Looks
from .panel import Panel


class MessageLine(Panel):
    """One message at a time, drawn into a rule."""

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks, id="message")
        self._text = ""
        self._warning = False

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str, *, warning: bool = False) -> None:
        """Show *text*; an empty one clears the line."""
        self._text = " ".join(visible(text, keep="\n\r\t").split())
        self._warning = warning
        self.renew()

    def build(self, width: int, height: int) -> list[Line]:
        """The message between two stretches of rule."""
        del height
        if not self._text:
            return [(("─" * width, "rule"),)]
        ink = "warning" if self._warning else "strong"
        line: Line = (("── ", "rule"), (clip(self._text, width - 6), ink), (" ", ""))
        return [(*line, ("─" * (width - width_of(line)), "rule"))]
