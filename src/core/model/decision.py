"""Decisions: what a reviewer did, as changes that can be inverted.

The log of decisions is the truth. Each decision carries, for every thing it
touched, the value before and after; so applying a log in order gives the
current state, and undoing a decision is applying its inverse as a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .annotation import Annotation
from .article import Zone
from .span import Span


class Verdict(StrEnum):
    """What a reviewer said of an annotation. A suggestion without one is pending."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Record:
    """An annotation a reviewer has decided on, as it stands now."""

    annotation: Annotation
    verdict: Verdict


class Status(StrEnum):
    """How far the review of an article is."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class Comment:
    """A reviewer's remark.

    ``target`` is the id of an annotation, the span of a stretch of text, or empty for
    the article.
    """

    id: str
    text: str
    target: str | Span = ""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """The record of annotation ``id`` before and after; ``None`` where there is none."""

    id: str
    old: Record | None
    new: Record | None


@dataclass(frozen=True, slots=True)
class ZonesChange:
    """The zones of the article before and after; ``None`` for those of the import."""

    old: tuple[Zone, ...] | None
    new: tuple[Zone, ...] | None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """The status of the article before and after."""

    old: Status
    new: Status


@dataclass(frozen=True, slots=True)
class CommentChange:
    """The comment ``id`` before and after; ``None`` where there is none."""

    id: str
    old: Comment | None
    new: Comment | None


Change = RecordChange | ZonesChange | StatusChange | CommentChange


class DecisionKind(StrEnum):
    """The reviewer's intent; what happened is in the decision's changes."""

    ACCEPT = "accept"
    REJECT = "reject"
    CONFIRM = "confirm"
    RELABEL = "relabel"
    BOUNDARY = "boundary"
    ADD = "add"
    DELETE = "delete"
    ROLE = "role"
    ATTRIBUTE = "attribute"
    MERGE = "merge"
    PROPAGATE = "propagate"
    LINK = "link"
    FRAGMENT = "fragment"
    RELATION = "relation"
    DOCUMENT = "document"
    RESTORE = "restore"
    MIGRATE = "migrate"
    ZONE = "zone"
    STATUS = "status"
    COMMENT = "comment"
    IMPORT = "import"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing a reviewer did to one article: one step of undo, however many changes.

    A command that reaches over several articles is a decision in each, written together
    and taken back together. The first one belongs to the article where the reviewer was,
    even if nothing changes there, and ``command`` is its id in all of them; it is empty
    for a decision that is a whole command. ``source`` is the id of the annotation, in the
    article of that first decision, whose decision was carried here, if any was.
    ``id`` is a UUIDv7, so ids order decisions by time and logs of several
    annotators merge. ``at`` is UTC in ISO 8601 with milliseconds; ``seconds`` is
    the time since the annotator's previous decision or arrival, 0 when unknown.
    ``undoes`` is the id of the decision that an undo takes back, or that a redo
    brings back.
    """

    id: str
    article_id: str
    annotator: str
    kind: DecisionKind
    at: str
    changes: tuple[Change, ...]
    seconds: float = 0.0
    undoes: str = ""
    command: str = ""
    source: str = ""

    @property
    def step(self) -> str:
        """The id of the command that this is, or is part of."""
        return self.command or self.id


def inverse(change: Change) -> Change:
    """The change that takes *change* back."""
    match change:
        case RecordChange(id, old, new):
            return RecordChange(id, new, old)
        case ZonesChange(old, new):
            return ZonesChange(new, old)
        case StatusChange(old, new):
            return StatusChange(new, old)
        case CommentChange(id, old, new):
            return CommentChange(id, new, old)


def inverses(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that take *changes* back, last one first."""
    return tuple(inverse(change) for change in reversed(changes))
