"""Saying which words are meant: whole phrases, and the boundaries of an annotation."""

from __future__ import annotations

from functools import partial

from ..model import DecisionKind, Entity, Segmentation, Span
from .boundaries import Unit, leaves_paragraph, move_end, move_start
from .edits import editing, with_part
from .events import EventEditing
from .items import Standing
from .outcome import Outcome, Scope
from .phrases import Phrases
from .place import Place
from .reading import Move
from .zoning import in_boilerplate


class Marking(EventEditing):
    """A review whose annotations and selections are moved to the words that are meant."""

    _phrases_of: tuple[str, Phrases] | None = None

    # Phrases

    def select_phrase(self, step: int = 1) -> Outcome:
        """Select the phrase at the cursor; else the next one, or the one before, without entity.

        A phrase that shares words with an entity that was not rejected is passed over, and so
        is boilerplate.
        """
        phrase = self.phrase_from(self.selection, step, at_cursor=self.focus is None)
        if phrase is None:
            where = "follows" if step > 0 else "comes before"
            return Outcome(f"No phrase without an entity {where}.", Scope.NONE)
        self._place = Place.at(phrase)
        return Outcome()

    def phrase_from(self, span: Span, step: int, *, at_cursor: bool = False) -> Span | None:
        """The phrase that :meth:`select_phrase` selects when it starts from *span*.

        *at_cursor*: *span* may be a cursor inside the phrase that is wanted.
        """
        words = self.segmentation
        if at_cursor and words.token_at(span.start) == words.token_at(span.end - 1):
            here = self.phrases.around(span.start)
            if here is not None and here != span:
                return here
        found = self.phrases.after(span.end) if step > 0 else self.phrases.before(span.start)
        return next((one for one in found if self._is_free(one)), None)

    def move_to_phrase_end(self, step: int) -> Outcome:
        """Move the end of the focus or selection to where the next phrase ends, or the last."""
        return self._move_boundary(partial(_to_phrase_end, self.phrases), step, "token")

    def _is_free(self, span: Span) -> bool:
        return not in_boilerplate(self.zones, span.start) and all(
            item.is_event or item.standing is Standing.REJECTED for item in self.items_in(span)
        )

    @property
    def phrases(self) -> Phrases:
        """The phrases of the article, found by its closed-class words."""
        article = self.article
        if self._phrases_of is None or self._phrases_of[0] != article.id:
            phrases = Phrases(article.text, self.segmentation, article.language)
            self._phrases_of = (article.id, phrases)
        return self._phrases_of[1]

    # Boundaries

    def move_start(self, by: int, unit: Unit = "token") -> Outcome:
        """Move the start of what is targeted to the right, or to the left when negative.

        Without a target that moves the start of the selection.
        """
        return self._move_boundary(move_start, by, unit)

    def move_end(self, by: int, unit: Unit = "token") -> Outcome:
        """Move the end of what is targeted to the right, or to the left when negative.

        Without a target that moves the end of the selection.
        """
        return self._move_boundary(move_end, by, unit)

    def _move_boundary(self, move: Move, by: int, unit: Unit) -> Outcome:
        item = self.item(self.focus)
        if item is None:
            return self._select_moved(move, by, unit)
        annotation = item.annotation
        if isinstance(annotation, Entity):
            part = annotation.spans[0 if move is move_start else -1]
        else:
            part = annotation.trigger
        moved = move(part, by, unit, self.segmentation, len(self.article.text))
        if moved and leaves_paragraph(part, moved, self.article.text):
            return Outcome("An annotation ends with its paragraph.", Scope.NONE)
        new = with_part(annotation, part, moved) if moved else None
        if new is None:
            return Outcome("The boundary cannot move further there.", Scope.NONE)
        changes = editing(self._desk, item, new)
        surface = self._surface(new.span)
        return self._decide(DecisionKind.BOUNDARY, changes, f"Now: {surface}.", focus=item.id)


def _to_phrase_end(
    phrases: Phrases,
    span: Span,
    by: int,
    _unit: Unit,
    _segmentation: Segmentation,
    _text_length: int,
) -> Span | None:
    return phrases.grown(span) if by > 0 else phrases.shrunk(span)
