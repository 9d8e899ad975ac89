"""What the mouse does: all that keys do where there is something to point at."""

from __future__ import annotations

from textual import on

from ...core.model import Span
from ...core.review import Outcome
from ..hinting import Hinting
from ..widgets.article_view import ArticleView
from ..widgets.panel import Panel
from .editing import Editing
from .moving import Moving

_WORD, _SENTENCE = 2, 3
"""How many clicks in a row select what."""


class Pointing(Moving, Editing):
    """Carries out what is pointed at: in the text, in the inspector, in the header."""

    @on(ArticleView.Pointed)
    def _pointed(self, message: ArticleView.Pointed) -> None:
        if self._hinting is not None and self._choose_hinted(message.offset, self._hinting):
            return
        self._leave_passing()
        session = self.session
        if message.extend:
            self.show(session.place_cursor(message.offset, extend=True))
        elif message.clicks == _WORD:
            self.show(self._select_phrase(message.offset))
        elif message.clicks >= _SENTENCE and session.sentence.length:
            self.show(session.select(session.sentence))
        else:
            self.show(session.focus_at(message.offset))

    def _leave_passing(self) -> None:
        """Leave what is begun: a click means something else now."""
        self._selecting = False
        self._begun = None
        self._stop_hinting()
        if self._chosen is not None:
            self._stop_choosing()

    def _select_phrase(self, offset: int) -> Outcome:
        """Select the words of the mention at *offset*, without focusing it; else the word there."""
        focused = self.session.item(self.session.focus)
        if focused is not None and focused.span.start <= offset < focused.span.end:
            return self.session.select(Span(*focused.span))
        return self.session.place_cursor(offset)

    def _choose_hinted(self, offset: int, hinting: Hinting) -> bool:
        """Whether *offset* is in something with letters on it, which is chosen then."""
        covering = []
        for hint in hinting.hints:
            value = hint.spot.value
            item = self.session.item(value) if isinstance(value, str) else None
            span = item.span if item else value
            if isinstance(span, Span) and span.start <= offset < span.end:
                # of a mention and a word in it, the mention is meant
                covering.append(((item is None, span.length), hint))
        if not covering:
            return False
        self._take_hint(min(covering, key=lambda found: found[0])[1], hinting)
        return True

    @on(Panel.Followed)
    def _followed(self, message: Panel.Followed) -> None:
        if self.app.screen is not self or self.prompt.asking:
            return
        self._leave_passing()
        sort, _, value = message.target.partition(":")
        match sort:
            case "item":
                self._attempt(lambda: self.session.focus_on(value))
            case "span":
                start, _, end = value.partition("-")
                span = Span(int(start), int(end))
                self._attempt(lambda: self.session.select(span))
            case "role":
                self._point_at_role(value)
            case "attribute":
                self._attempt(lambda: self.session.set_attribute(value), repeatable=True)
            case "action":
                self.perform(self.keymap.action(value))

    def _point_at_role(self, name: str) -> None:
        """Put letters on what may fill the role called *name* of the event in focus."""
        item = self.session.target
        type_ = self.session.scheme.type_named.get(item.label) if item else None
        role = next((one for one in type_.roles if one.name == name), None) if type_ else None
        if role is not None:
            self._fill_role(role)
