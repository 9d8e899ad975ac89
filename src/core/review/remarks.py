"""Comments: on annotations of any kind, on the article, on a stretch of its text."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Comment, CommentChange, DecisionKind, Relation, Span, next_id
from .deciding import Deciding
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

        That is what is targeted, else the selection where it is more than the word of
        the cursor, else the article, which is empty.
        """
        if self.focus is None and self.selection.length > self.head.length:
            return self.selection
        return self.target.id if self.target else ""

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
        titles = {row.id: row.title for row in self.overview()}
        here = self.article.id
        found = [
            Remark(article_id, titles.get(article_id, "") or article_id, comment)
            for article_id, comment in self._store.comments(self.annotator)
        ]
        return sorted(found, key=lambda remark: remark.article_id != here)

    def go_to_remark(self, remark: Remark) -> Outcome:
        """Go to what *remark* is on, in its article."""
        scope = Scope.FOCUS
        if remark.article_id != self.article.id:
            self.open(remark.article_id)
            scope = Scope.ARTICLE
        place = self.place_of(remark.comment.target)
        if isinstance(place, str):
            outcome = self.focus_on(place)
        elif place is not None:
            outcome = self.select(place)
        else:
            on_article = remark.comment.target == ""
            message = "" if on_article else "What it was on is not there any more."
            outcome = Outcome(message)
        return Outcome(outcome.message, max(scope, outcome.scope))

    def place_of(self, target: str | Span) -> str | Span | None:
        """Where a comment's *target* is: an item's id, a span, or ``None`` for no one place."""
        if isinstance(target, Span) or self.item(target) is not None:
            return target
        record = self.state.records.get(target)
        if record is not None and isinstance(record.annotation, Relation):
            return record.annotation.head
        return None
