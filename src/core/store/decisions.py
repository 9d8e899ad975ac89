"""The log of decisions, and its fold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import cast

from ..model import (
    ArticleState,
    Change,
    Comment,
    CommentChange,
    Decision,
    Record,
    RecordChange,
    Status,
    StatusChange,
    UsageError,
    Verdict,
    ZonesChange,
)
from ..model.codec import annotation_from_json, annotation_to_json, zone_from_json, zone_to_json
from . import rows
from .connection import database_errors
from .database import Database

_BATCH = 200


class Decisions(Database):
    """The log of decisions and the tables of its fold.

    The log is the truth; the tables of current records, standings and comments are its
    fold, written in the same transaction as the decision.
    """

    def append(self, decision: Decision) -> None:
        """Write *decision* to the log, and what it changes to the fold, in one transaction.

        Raises:
            GoldleafError: when the database cannot take it; nothing is written then.
        """
        marks = ", ".join("?" * len(rows.DECISION_COLUMNS.split(",")))
        with self.transaction():
            self._connection.execute(
                f"INSERT INTO decision ({rows.DECISION_COLUMNS}) VALUES ({marks})",  # noqa: S608
                rows.decision_row(decision),
            )
            of = (decision.annotator, decision.article_id)
            for changed_records, changes in groupby(decision.changes, _is_kept_record):
                if changed_records:
                    self._keep_records(of, cast("Iterable[RecordChange]", changes))
                else:
                    for change in changes:
                        self._fold_in(*of, change)

    def _keep_records(self, of: tuple[str, str], changes: Iterable[RecordChange]) -> None:
        """Write the new records of *changes*, all with one statement."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO record (annotator, article_id, id, verdict, annotation)"
            " VALUES (?, ?, ?, ?, ?)",
            [
                (*of, one.id, new.verdict.value, rows.dumps(annotation_to_json(new.annotation)))
                for one in changes
                if (new := one.new) is not None
            ],
        )

    def _fold_in(self, annotator: str, article_id: str, change: object) -> None:
        of = (annotator, article_id)
        execute = self._connection.execute
        match change:
            case RecordChange(id, _, None):
                execute(
                    "DELETE FROM record WHERE annotator = ? AND article_id = ? AND id = ?",
                    (*of, id),
                )
            case CommentChange(id, _, None):
                execute(
                    "DELETE FROM comment WHERE annotator = ? AND article_id = ? AND id = ?",
                    (*of, id),
                )
            case CommentChange(id, _, comment) if comment is not None:
                execute(
                    "INSERT OR REPLACE INTO comment (annotator, article_id, id, target, text)"
                    " VALUES (?, ?, ?, ?, ?)",
                    (*of, id, rows.target_to_text(comment.target), comment.text),
                )
            case ZonesChange(_, zones):
                value = None if zones is None else rows.dumps([zone_to_json(z) for z in zones])
                execute(
                    "INSERT INTO standing (annotator, article_id, status, zones)"
                    " VALUES (?, ?, 'open', ?)"
                    " ON CONFLICT DO UPDATE SET zones = excluded.zones",
                    (*of, value),
                )
            case StatusChange(_, status):
                execute(
                    "INSERT INTO standing (annotator, article_id, status) VALUES (?, ?, ?)"
                    " ON CONFLICT DO UPDATE SET status = excluded.status",
                    (*of, status.value),
                )

    def state(self, article_id: str, annotator: str) -> ArticleState:
        """The fold of *annotator*'s decisions on an article."""
        with self._decoding(f"what {annotator} decided on article {article_id!r}"):
            return self._state(annotator, article_id)

    def _state(self, annotator: str, article_id: str) -> ArticleState:
        of = (annotator, article_id)
        where = "WHERE annotator = ? AND article_id = ?"
        found = self._rows(f"SELECT id, verdict, annotation FROM record {where}", *of)  # noqa: S608
        values = rows.loads_all(row[2] for row in found)
        records = {
            id: Record(annotation_from_json(value), Verdict(verdict))
            for (id, verdict, _), value in zip(found, values, strict=True)
        }
        comments = {
            id: Comment(id, text, rows.target_from_text(target))
            for id, target, text in self._rows(
                f"SELECT id, target, text FROM comment {where} ORDER BY id",  # noqa: S608
                *of,
            )
        }
        standing = self._rows(f"SELECT status, zones FROM standing {where}", *of)  # noqa: S608
        status, zones = standing[0] if standing else (Status.OPEN.value, None)
        return ArticleState(
            records,
            None if zones is None else tuple(zone_from_json(zone) for zone in json.loads(zones)),
            Status(status),
            comments,
        )

    def log(
        self, article_id: str | None = None, annotator: str | None = None
    ) -> Iterator[Decision]:
        """Decisions, oldest first; of one article, of one annotator, or all."""
        given = {"article_id": article_id, "annotator": annotator}
        wanted = {column: value for column, value in given.items() if value is not None}
        where = " AND ".join(f"{column} = :{column}" for column in wanted) or "TRUE"
        with database_errors(self.path):
            cursor = self._connection.execute(
                f"SELECT {rows.DECISION_COLUMNS} FROM decision WHERE {where} ORDER BY id",  # noqa: S608
                wanted,
            )
            while batch := list(islice(cursor, _BATCH)):
                with self._decoding("a decision"):
                    decisions = [rows.decision_of(row) for row in batch]
                yield from decisions

    def decision(self, id: str) -> Decision:
        """The decision called *id*; raises ``UsageError`` when there is none."""
        found = self._rows(
            f"SELECT {rows.DECISION_COLUMNS} FROM decision WHERE id = ?",  # noqa: S608
            id,
        )
        if not found:
            raise UsageError(f"there is no decision {id!r} in {self.path}.")
        with self._decoding(f"decision {id!r}"):
            return rows.decision_of(found[0])

    def command(self, id: str) -> list[Decision]:
        """The decisions of the command whose first one is called *id*, oldest first.

        Raises:
            UsageError: when there is no decision of that id.
        """
        first = self.decision(id)
        found = self._rows(
            f"SELECT {rows.DECISION_COLUMNS} FROM decision WHERE command = ? AND id > ?"  # noqa: S608
            " ORDER BY id",
            id,
            id,
        )
        with self._decoding(f"a decision made with {id!r}"):
            return [first, *(rows.decision_of(row) for row in found)]

    def steps(self, annotator: str) -> list[tuple[str, str, str, str]]:
        """``(id, kind, undoes, command)`` of every decision of *annotator*, oldest first."""
        found = self._rows(
            "SELECT id, kind, coalesce(undoes, ''), coalesce(command, '') FROM decision"
            " WHERE annotator = ? ORDER BY id",
            annotator,
        )
        return [(id, kind, undoes, command) for id, kind, undoes, command in found]

    def last_decision_id(self, annotator: str) -> str:
        """The id of *annotator*'s newest decision, or an empty string."""
        found = self._rows("SELECT max(id) FROM decision WHERE annotator = ?", annotator)
        return found[0][0] or ""

    def annotators_of(self, article_id: str) -> list[str]:
        """Everyone who has decided something on an article, by name."""
        found = self._rows(
            "SELECT DISTINCT annotator FROM decision WHERE article_id = ? ORDER BY 1", article_id
        )
        return [name for (name,) in found]

    def annotators(self) -> list[str]:
        """Everyone who has decided something, by name."""
        return [
            name for (name,) in self._rows("SELECT DISTINCT annotator FROM decision ORDER BY 1")
        ]

    def recent_seconds(self, annotator: str, count: int) -> list[float]:
        """What *annotator*'s last *count* decisions took, oldest first; unknown ones left out."""
        found = self._rows(
            "SELECT seconds FROM decision WHERE annotator = ? AND seconds > 0"
            " ORDER BY id DESC LIMIT ?",
            annotator,
            count,
        )
        return [seconds for (seconds,) in reversed(found)]


def _is_kept_record(change: Change) -> bool:
    return isinstance(change, RecordChange) and change.new is not None
