"""Comments: on what is in focus, on anything else, and the list of them."""

from __future__ import annotations

from typing import cast

from ...core.model import DocumentLabel, Relation, Span
from ...core.model.visible import visible
from ...core.review import Remark
from ..choosing import Choice, Choosing, with_keys
from ..inspection import surface
from ..lines import Line, apart, clip
from .asking import Asking

_WORDS = 24
_MOST = 30
"""How many relations are offered to be commented on."""


class Remarking(Asking):
    """Asks for comments, and lists them to go there."""

    def do_comment(self) -> None:
        """Ask for a comment on what is in focus, on the selection, or on the article."""
        target = self.session.remarkable

        def comment(text: str) -> None:
            self._attempt(lambda: self.session.comment(text), repeatable=True)

        old = self.session.comment_on(target)
        self._ask(f"comment on {self._said(target)}", comment, old.text if old else "")

    def do_comment_other(self) -> None:
        """Choose what to comment on, then ask for the comment."""
        session = self.session
        targets: list[str | Span] = ["", session.selection]
        if session.target is not None:
            targets.insert(1, session.target.id)
        records = session.state.records
        targets += [id for id, one in records.items() if isinstance(one.annotation, DocumentLabel)]
        near = session.relations_of(session.target.id) if session.target else session.relations
        targets += [relation.id for relation in near[:_MOST]]
        choices = [
            Choice(
                target,
                self._said(target),
                present=session.comment_on(target) is not None,
            )
            for target in targets
            if target == "" or not isinstance(target, Span) or target.length
        ]

        def ask(choice: Choice) -> None:
            self._ask_for(cast("str | Span", choice.value))

        self._choose(Choosing("Comment on", with_keys(choices), by_name=False), ask)

    def do_comments(self) -> None:
        """List the comments in this article, then those in the others."""
        from .remarks import RemarksScreen  # noqa: PLC0415

        if not self.session.state.comments and not self.session.remarks():
            key = self.keymap.shown("comment")
            self.say(f"There are no comments yet; {key} makes one." if key else "No comments yet.")
            return

        def go(row: int | None) -> None:
            if row is not None:
                remark = screen.remarks[row]
                self._attempt(lambda: self.session.go_to_remark(remark))
                if screen.editing:
                    self._ask_for(remark.comment.target)

        screen = RemarksScreen(
            self.session,
            self._row,
            lambda remark: self._attempt(lambda: self.session.remove(remark)),
            self.keymap,
            self._looks,
        )
        self.app.push_screen(screen, go)

    def _ask_for(self, target: str | Span) -> None:
        """Ask for the comment on *target*; what is there can be changed."""
        old = self.session.comment_on(target)
        self._ask(
            f"comment on {clip(self._said(target), _WORDS + 10)}",
            lambda text: self._attempt(lambda: self.session.comment(text, target)),
            old.text if old else "",
        )

    def _row(self, remark: Remark, width: int) -> Line:
        text = clip(visible(" ".join(remark.comment.text.split())), width * 3 // 5)
        if remark.article_id == self.session.article.id:
            where = self._said(remark.comment.target)
        else:
            where = f"in {visible(' '.join(remark.title.split()))}"
        return apart(((" ✎ ", "accent"), (text, "")), ((clip(where, width // 3), "dim"),), width)

    def _said(self, target: str | Span) -> str:
        """What a comment on *target* is on."""
        session = self.session
        if target == "":
            return "the article"
        if isinstance(target, Span):
            return f"“{surface(session, target, _WORDS)}”"
        item = session.item(target)
        if item is not None:
            return f"“{surface(session, item.span, _WORDS)}” {visible(item.label)}"
        record = session.state.records.get(target)
        annotation = record.annotation if record else None
        if isinstance(annotation, DocumentLabel):
            return f"the label {visible(annotation.label)}"
        if isinstance(annotation, Relation):
            ends = [session.item(id) for id in (annotation.head, annotation.tail)]
            words = [surface(session, one.span, _WORDS // 2) if one else "?" for one in ends]
            return f"{words[0]} {visible(annotation.type)} {words[1]}"
        return "(not there any more)"
