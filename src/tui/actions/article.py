"""What concerns the article as a whole."""

from __future__ import annotations

from ...core.model import Status
from .action import Action, Group
from .conditions import (
    needs_document_labels,
    needs_target,
)


def actions() -> tuple[Action, ...]:
    """What concerns the article."""

    def mark(id: str, key: str, description: str, status: Status) -> Action:
        return Action(
            id,
            (key,),
            Group.ARTICLE,
            description,
            id,
            command=lambda session: session.set_status(status),
        )

    return (
        mark("done", "d", "Mark the article done and go to the next open one", Status.DONE),
        Action(
            "finish",
            ("$",),
            Group.ARTICLE,
            "Accept what is in focus, reject all else that is pending, and mark the article done",
            "this and done",
            command=lambda session: session.finish(),
        ),
        mark("skip", "s", "Skip the article and go to the next open one", Status.SKIPPED),
        mark("flag", "f", "Flag the article, or take the flag off", Status.FLAGGED),
        Action(
            "comment",
            ("c",),
            Group.ARTICLE,
            "Comment on the annotation in focus, on the selected words, or else on the article",
            "comment",
        ),
        Action(
            "comment_other",
            ("ctrl+x",),
            Group.ARTICLE,
            "Comment on something else: a word, a relation, a label of the article, the article",
        ),
        Action("comments", ("ctrl+t",), Group.ARTICLE, "List the comments, to go to one"),
        Action(
            "zone",
            ("z",),
            Group.ARTICLE,
            "Mark the paragraph as boilerplate, or as body again",
            "zone",
            command=lambda session: session.toggle_zone(),
        ),
        Action(
            "next_article",
            ("ctrl+n",),
            Group.ARTICLE,
            "Open the next article",
            command=lambda session: session.next_article(),
        ),
        Action(
            "previous_article",
            ("ctrl+p",),
            Group.ARTICLE,
            "Open the article before",
            command=lambda session: session.previous_article(),
        ),
        Action(
            "history",
            ("ctrl+o",),
            Group.ARTICLE,
            "Show what was decided on the annotation in focus, to bring an earlier state back",
            why_not=needs_target,
        ),
        Action(
            "document_labels",
            ("#",),
            Group.ARTICLE,
            "Give the article a label, or take it off",
            why_not=needs_document_labels,
        ),
        Action(
            "queue",
            ("i",),
            Group.ARTICLE,
            "Say in which order things come, and narrow down what is offered",
        ),
        Action(
            "violations",
            ("!",),
            Group.ARTICLE,
            "List what the scheme does not allow, to go there",
            "violations",
        ),
        Action("articles", ("m",), Group.ARTICLE, "Show the list of articles", "articles"),
    )
