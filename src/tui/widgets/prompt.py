"""One line to type into, in place of the legend: a comment, or what to search."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from ...core.model.visible import visible


class _Line(Input):
    """An input line that takes no characters a screen would act on."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(visible(" ".join(event.text.split())))


class Prompt(Horizontal):
    """Asks for one line of text; hidden while nothing is asked."""

    class Answered(Message):
        """Enter was pressed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Changed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self.asking = False
        self.display = False

    def compose(self) -> ComposeResult:
        """The question and the line."""
        yield Static(id="question", markup=False)
        line = _Line(id="answer", compact=True, select_on_focus=False)
        line.can_focus = False
        yield line
        yield Static(" enter takes it  esc leaves ", id="ways", markup=False)

    def ask(self, question: str, text: str = "") -> None:
        """Ask *question*, offering *text* to be changed."""
        self.asking = True
        self.put(question)
        line = self._line
        with line.prevent(Input.Changed):
            line.value = text
        line.cursor_position = len(text)
        self.display = True
        line.can_focus = True
        line.focus()

    def put(self, question: str) -> None:
        """Ask *question* of what is being typed instead."""
        self.query_one("#question", Static).update(Content(f" {question} "))

    @property
    def text(self) -> str:
        """What is typed."""
        return self._line.value

    def close(self) -> None:
        """Hide it."""
        self.asking = False
        self._line.can_focus = False
        self.display = False
        self.screen.set_focus(None)

    @property
    def _line(self) -> _Line:
        return self.query_one("#answer", _Line)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the text on."""
        event.stop()
        self.post_message(self.Answered(event.value))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hand the text on."""
        event.stop()
        if self.asking:
            self.post_message(self.Changed(event.value))
