"""Comments: on annotations of any kind, on the article, on a stretch of its text."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Comment, CommentChange, DecisionKind, Relation, Span, next_id
from .deciding import Deciding, Part
from .outcome import Outcome, Scope


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment and the article it is in."""

    article_id: str
    title: str
    comment: Comment


class Remarking(Deciding):
    """Comments on what is reviewed, and finds the comments again."""

    @property
    def remarkable(self) -> str | Span:
        """What a comment is on unless something else is said.

        That is the focus; else the selection where it is not just the word of the cursor,
        or has a comment; else what is targeted, or the article, which is empty.
        """
        if self.focus is None and (self._is_chosen or self.comment_on(self.selection)):
            return self.selection
        return self.target.id if self.target else ""

    @property
    def _is_chosen(self) -> bool:
        """Whether the selection is other than one token, and so was made."""
        index = self.segmentation.token_at(self.selection.start)
        return index >= 0 and self.selection != self.segmentation.token(index)

    def comment(self, text: str, on: str | Span | None = None) -> Outcome:
        """Comment *on* an annotation, a span, or the article; empty *text* takes it away."""
        target = self.remarkable if on is None else on
        old = self.comment_on(target)
        text = text.strip()
        if not text and old is None:
            return Outcome("There is no comment to take away.", Scope.NONE)
        if old is not None and old.text == text:
            return Outcome("The comment says that already.", Scope.NONE)
        id = old.id if old else next_id(self._last_id)
        new = Comment(id, text, target) if text else None
        message = "Commented." if new else "Took the comment away."
        return self._decide(DecisionKind.COMMENT, [CommentChange(id, old, new)], message)

    def remove(self, remark: Remark) -> Outcome:
        """Take *remark* away, in whichever article it is."""
        comment = remark.comment
        change = CommentChange(comment.id, comment, None)
        if remark.article_id == self.article.id:
            changes, others = [change], []
        else:
            changes, others = [], [Part(remark.article_id, (change,))]
        message = "Took the comment away."
        return self._decide(DecisionKind.COMMENT, changes, message, others=others)

    def comments_in(self, span: Span) -> list[Comment]:
        """The comments on stretches of text that overlap *span*, in text order."""
        found = [
            (one.target, one)
            for one in self.state.comments.values()
            if isinstance(one.target, Span) and one.target.overlaps(span)
        ]
        return [one for _, one in sorted(found, key=lambda pair: pair[0])]

    def remarks(self) -> list[Remark]:
        """All comments of the annotator, those of this article first."""
        here = self.article.id
        found = [
            Remark(article_id, title or article_id, comment)
            for article_id, title, comment in self._store.comments(self.annotator)
        ]
        return sorted(found, key=lambda remark: remark.article_id != here)

    def go_to_remark(self, remark: Remark) -> Outcome:
        """Go to what *remark* is on, in its article."""
        scope = Scope.FOCUS
        if remark.article_id != self.article.id:
            self.open(remark.article_id)
            scope = Scope.ARTICLE
        place = self.place_of(remark.comment.target)
        message = said(remark.comment)
        if place is None:
            on_article = remark.comment.target == ""
            message += "" if on_article else " (What it was on is not there any more.)"
        else:
            self._go_to_place(place)
        return Outcome(message, scope)

    def go_to_next_remark(self, step: int = 1) -> Outcome:
        """Go to the next thing with a comment, or the one before; goes round at the ends."""
        here = (self._span_of(self.focus) if self.focus else None) or self.selection
        there: list[tuple[Span, str | Span, Comment]] = []
        for one in self.state.comments.values():
            place = self.place_of(one.target)
            span = self._span_of(place)
            if place is not None and span is not None:
                there.append((span, place, one))
        there.sort(key=lambda found: (found[0], str(found[1]), found[2].id))
        if not there:
            return Outcome("There is none in this article.", Scope.NONE)
        further = [one for one in there if (one[0] > here if step > 0 else one[0] < here)]
        in_order = further or there
        _, place, comment = in_order[0 if step > 0 else -1]
        self._go_to_place(place)
        return Outcome(said(comment))

    @property
    def remarked(self) -> tuple[tuple[Span, ...], tuple[int, ...]]:
        """The stretches with a comment in text order, and where all that has one begins."""
        comments = self.state.comments.values()
        stretches = sorted({one.target for one in comments if isinstance(one.target, Span)})
        spans = (self._span_of(self.place_of(one.target)) for one in comments)
        return tuple(stretches), tuple(sorted({span.start for span in spans if span}))

    def _go_to_place(self, place: str | Span) -> None:
        if isinstance(place, Span):
            self.select(place)
        else:
            self.focus_on(place)

    def _span_of(self, place: str | Span | None) -> Span | None:
        item = self.item(place) if isinstance(place, str) else None
        return item.span if item else place if isinstance(place, Span) else None

    def place_of(self, target: str | Span) -> str | Span | None:
        """Where a comment's *target* is: an item's id, a span, or ``None`` for no one place."""
        if isinstance(target, Span) or self.item(target) is not None:
            return target
        record = self.state.records.get(target)
        if record is not None and isinstance(record.annotation, Relation):
            head = record.annotation.head
            return head if self.item(head) is not None else None
        return None


def said(comment: Comment) -> str:
    """The text of *comment* on one line."""
    return " ".join(comment.text.split())
