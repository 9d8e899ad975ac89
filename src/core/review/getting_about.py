"""Getting about further: to paragraphs, to marks, and to articles that were flagged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from ..model import Span, Status
from ..wording import counted
from .disagreement import Dissent, OtherAnnotators, of_suggesters
from .items import Item
from .marks import Mark
from .outcome import Outcome, Scope
from .place import Place
from .searching import Searching
from .wording import quoted

BACK = "'"
"""The letter of the mark that is set by itself: where the reviewer was before the last jump."""

_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n.*\S.*)*")
_WORDS = 60


class GettingAbout(Searching):
    """A reading with marks, which are kept with the place, and with numbered paragraphs."""

    _marks: Mapping[str, Mark] = {}
    _of_others: OtherAnnotators | None = None
    _paragraphs: tuple[str, tuple[Span, ...]] = ("", ())

    # Paragraphs

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs of the article: what blank lines part."""
        if self._paragraphs[0] != self.article.id:
            found = _PARAGRAPH.finditer(self.article.text)
            self._paragraphs = (self.article.id, tuple(Span(*one.span()) for one in found))
        return self._paragraphs[1]

    @property
    def paragraph_number(self) -> int:
        """Which paragraph the focus or cursor is in, from 1; 0 before the first."""
        return bisect_right(self.paragraphs, self.selection.start, key=lambda one: one.start)

    def go_to_paragraph(self, number: int) -> Outcome:
        """Put the cursor at the beginning of a paragraph, counted from 1."""
        count = len(self.paragraphs)
        if not 1 <= number <= count:
            return Outcome(f"The article has {counted(count, 'paragraph')}.", Scope.NONE)
        self._leave_trace()
        outcome = self.place_cursor(self.paragraphs[number - 1].start)
        if outcome.scope is Scope.NONE:
            return outcome
        return Outcome(f"Paragraph {number} of {count}.")

    # Marks

    @property
    def marks(self) -> Mapping[str, Mark]:
        """The marks by their letters, in the order of those."""
        return dict(sorted(self._marks.items()))

    def toggle_mark(self, letter: str) -> Outcome:
        """Give the place a letter to come back by; where it has that already, take it off."""
        here = self._here()
        old = self._marks.get(letter)
        kept = {key: mark for key, mark in self._marks.items() if key != letter}
        if old is not None and (old.article_id, old.place) == (here.article_id, here.place):
            self._marks = kept
            self.save()
            return Outcome(f"Took the mark {letter} off.", Scope.FOCUS)
        self._marks = {**kept, letter: here}
        self.save()
        return Outcome(f"Marked as {letter}: {quoted(here.words)}.", Scope.FOCUS)

    def go_to_mark(self, letter: str) -> Outcome:
        """Go to the place that has *letter*, in whichever article it is."""
        mark = self._marks.get(letter)
        if mark is None:
            return Outcome(f"Nothing is marked as {letter}.", Scope.NONE)
        if mark.article_id not in self._article_ids:
            return Outcome("The article of that mark is not there any more.", Scope.NONE)
        self._leave_trace()
        moved = mark.article_id != self.article.id
        if moved:
            self.open(mark.article_id)
        place = mark.place
        if place.focus is not None and self.item(place.focus) is None:
            place = Place.at(place.selection)
        self._place = place
        if not moved:
            return Outcome()
        self.scroll = mark.scroll
        return Outcome(f"{quoted(mark.title)}.", Scope.ARTICLE)

    def _leave_trace(self) -> None:
        self._marks = {**self._marks, BACK: self._here()}

    def _here(self) -> Mark:
        article = self.article
        words = " ".join(article.text[self.selection.start :][:_WORDS].split())
        return Mark(article.id, article.title or article.id, words, self._place, self.scroll)

    def _position(self) -> dict[str, Any]:
        marks = {letter: mark.to_json() for letter, mark in self._marks.items()}
        return super()._position() | ({"marks": marks} if marks else {})

    def _resume(self, position: dict[str, Any]) -> None:
        marks = position.get("marks", {})
        self._marks = {letter: Mark.from_json(one) for letter, one in marks.items()}
        super()._resume(position)

    # Disagreement

    def dissents(self, item: Item) -> list[Dissent]:
        """What other suggesters say in the place of *item*; other annotators when it is decided."""
        return [*of_suggesters(item, self.items), *self._others.on(item)]

    def focus_next_disputed(self, step: int = 1) -> Outcome:
        """Focus the next item of which somebody says something else, or the one before."""
        return self.focus_next_where(lambda item: bool(self.dissents(item)), step)

    @property
    def _others(self) -> OtherAnnotators:
        if self._of_others is None:
            id = self.article.id
            names = [one for one in self._store.annotators_of(id) if one != self.annotator]
            records = {name: self._store.state(id, name).records for name in names}
            self._of_others = OtherAnnotators(records, self.segmentation)
        return self._of_others

    def _load(self, article_id: str) -> None:
        self._of_others = None
        super()._load(article_id)

    # Articles

    def next_of_status(self, status: Status, step: int = 1) -> Outcome:
        """Open the next article of that status, or the one before; goes round at the ends."""
        statuses = self._store.statuses(self.annotator)
        here = self.article_number - 1
        ids = self._article_ids
        around = [*ids[here + 1 :], *ids[:here]]
        found = next((id for id in around[::step] if statuses[id] is status), None)
        if found is None:
            return Outcome(f"No other article is {status.value}.", Scope.NONE)
        return self.open(found)
