"""The fold: what a log of decisions amounts to for one article and annotator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from .article import Zone
from .decision import (
    Change,
    Comment,
    CommentChange,
    Decision,
    Record,
    RecordChange,
    Status,
    StatusChange,
    ZonesChange,
)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ArticleState:
    """The current state of one article for one annotator.

    ``records`` holds what was decided, by annotation id; a suggestion without a
    record is pending. ``zones`` is ``None`` while those of the import stand.
    """

    records: Mapping[str, Record] = field(default_factory=dict, hash=False)
    zones: tuple[Zone, ...] | None = None
    status: Status = Status.OPEN
    comments: Mapping[str, Comment] = field(default_factory=dict, hash=False)

    def after(self, changes: Iterable[Change]) -> ArticleState:
        """The state that *changes*, applied in order, lead to."""
        records = dict(self.records)
        comments = dict(self.comments)
        zones, status = self.zones, self.status
        for change in changes:
            match change:
                case RecordChange(id, _, new):
                    _put(records, id, new)
                case CommentChange(id, _, new):
                    _put(comments, id, new)
                case ZonesChange(_, new):
                    zones = new
                case StatusChange(_, new):
                    status = new
        return replace(self, records=records, comments=comments, zones=zones, status=status)


def _put(values: dict[str, _T], key: str, value: _T | None) -> None:
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value


def fold(log: Iterable[Decision]) -> ArticleState:
    """The state that the decisions of *log*, oldest first, lead to."""
    return ArticleState().after(change for decision in log for change in decision.changes)
