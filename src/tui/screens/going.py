"""Going to marks and to paragraphs, and saying what counts as unsure."""

from __future__ import annotations

from bisect import bisect_left
from string import ascii_lowercase
from typing import cast

from .. import reaching
from ..choosing import Choice
from ..hinting import Hinting, Spot, hinted
from .asking import Asking


class Going(Asking):
    """Goes where a letter or a number says."""

    def do_mark(self) -> None:
        """Choose the letter of a mark for this place, or to take off."""
        self._choose(
            reaching.marks_to_set(self.session, ascii_lowercase),
            lambda choice: self._attempt(lambda: self.session.toggle_mark(str(choice.value))),
        )

    def do_go_to_mark(self) -> None:
        """Choose the mark to go to."""
        if not self.session.marks:
            key = f"{self.keymap.shown('go')} {self.keymap.shown('mark')}".strip()
            self.say(f"There are no marks yet: {key} and a letter sets one.", warning=True)
            return
        self._choose(
            reaching.marks_to_go_to(self.session),
            lambda choice: self._attempt(lambda: self.session.go_to_mark(str(choice.value))),
        )

    def do_hint_paragraphs(self) -> None:
        """Put letters on the first words of the paragraphs in view, to go to one."""
        near = self.session.selection.start
        self._hint(
            Hinting(
                "Go to a paragraph.",
                lambda: hinted(self._paragraphs_in_view(), near),
                lambda spot: self._attempt(lambda: self.session.place_cursor(spot.start)),
            )
        )

    def _paragraphs_in_view(self) -> list[Spot]:
        """The first word of each paragraph that begins in view."""
        words = self.view.words_in_view()
        starts = [word.start for word in words]
        return [
            words[first]
            for start, end in self.session.paragraphs
            if (first := bisect_left(starts, start)) < len(words)
            and words[first].start < end
            # what began above is not in view with its first word
            and not (first == 0 and start < self.view.text_in_view.start)
        ]

    def do_paragraph(self) -> None:
        """Ask for the number of a paragraph."""
        session = self.session
        count = len(session.paragraphs)

        def go(text: str) -> None:
            if text.strip().isdecimal():
                self._attempt(lambda: session.go_to_paragraph(int(text)))
            elif text.strip():
                self.say(f"The number of a paragraph is one of 1 to {count}.", warning=True)

        here = f"here: {session.paragraph_number} of {count}"
        self._ask(f"go to paragraph number ({here})", go)

    def do_unsure(self) -> None:
        """Choose the score below which a suggestion counts as unsure."""

        def put(choice: Choice) -> None:
            self._attempt(lambda: self.session.call_unsure(cast("float", choice.value)))

        self._choose(reaching.thresholds(self.session), put)
