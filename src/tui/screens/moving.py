"""Moving about in the article: the cursor, the selection, the view."""

from __future__ import annotations

from collections.abc import Callable

from ...core.review import Outcome
from ..hinting import Hinting, Spot, hinted
from .asking import Asking


class Moving(Asking):
    """Moves the focus, the cursor and the text."""

    def do_hints(self) -> None:
        """Put letters on the mentions in view, to go to one; while selecting on the words."""
        focus, near = self.session.focus, self.session.selection.start

        def others() -> list[Spot]:
            return [spot for spot in self.view.mentions_in_view() if spot.value != focus]

        if self._selecting or not others():
            self.do_hint_words()
            return
        self._hint(
            Hinting(
                "Go to a mention.",
                lambda: hinted(others(), near),
                lambda spot: self._attempt(lambda: self.session.focus_on(str(spot.value))),
                words=self.do_hint_words,
            )
        )

    def do_hint_words(self) -> None:
        """Put letters on the words in view, to put the cursor there."""

        def go(spot: Spot) -> None:
            self._move(lambda extend: self.session.place_cursor(spot.start, extend=extend))

        near = self.session.selection.start
        self._hint(Hinting("Go to a word.", lambda: hinted(self.view.words_in_view(), near), go))

    def do_select(self) -> None:
        """Begin or end selecting."""
        if self._selecting:
            self._selecting = False
            self.say("")
            return
        if self.session.focus is not None:
            self.show(self.session.place_cursor(self.session.selection.start))
        self._selecting = True
        leave = self.keymap.shown("select")
        self.say(f"Selecting: move to extend, {leave} ends it.")

    def _move(self, command: Callable[[bool], Outcome]) -> None:
        """Move the cursor; while selecting, the selection extends."""
        selecting = self._selecting
        self._attempt(lambda: command(selecting))
        self._selecting = selecting

    def do_word_left(self) -> None:
        """Move a word to the left."""
        self._move(lambda extend: self.session.move_cursor(-1, extend=extend))

    def do_word_right(self) -> None:
        """Move a word to the right."""
        self._move(lambda extend: self.session.move_cursor(1, extend=extend))

    def do_line_down(self) -> None:
        """Move a line down."""
        self._move_lines(1)

    def do_line_up(self) -> None:
        """Move a line up."""
        self._move_lines(-1)

    def do_extend_down(self) -> None:
        """Extend the selection a line down."""
        self._extend_lines(1)

    def do_extend_up(self) -> None:
        """Extend the selection a line up."""
        self._extend_lines(-1)

    def do_next_sentence(self) -> None:
        """Move to the next sentence."""
        self._move(lambda extend: self.session.move_sentence(1, extend=extend))

    def do_previous_sentence(self) -> None:
        """Move to the sentence before."""
        self._move(lambda extend: self.session.move_sentence(-1, extend=extend))

    def do_page_down(self) -> None:
        """Move a page down."""
        self._move_lines(max(self.view.size.height - 2, 1))

    def do_page_up(self) -> None:
        """Move a page up."""
        self._move_lines(-max(self.view.size.height - 2, 1))

    def do_top(self) -> None:
        """Move to the first word."""
        self._move(lambda extend: self.session.place_cursor(0, extend=extend))

    def do_bottom(self) -> None:
        """Move to the last word."""
        end = len(self.session.article.text)
        self._move(lambda extend: self.session.place_cursor(end, extend=extend))

    def _offset_by(self, lines: int) -> int:
        return self.view.offset_below(lines) if lines > 0 else self.view.offset_above(-lines)

    def _move_lines(self, lines: int) -> None:
        offset = self._offset_by(lines)
        self._move(lambda extend: self.session.place_cursor(offset, extend=extend))

    def _extend_lines(self, lines: int) -> None:
        offset = self._offset_by(lines)
        self._attempt(lambda: self.session.place_cursor(offset, extend=True))

    def do_scroll_down(self) -> None:
        """Scroll a line down; the cursor stays."""
        self._scroll(1)

    def do_scroll_up(self) -> None:
        """Scroll a line up; the cursor stays."""
        self._scroll(-1)

    def _scroll(self, lines: int) -> None:
        self.view.scroll_lines(lines)
