"""The database of a workspace: articles, suggestions, decisions and their fold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from ..model import (
    Article,
    ArticleState,
    Change,
    Comment,
    CommentChange,
    Decision,
    GoldleafError,
    Record,
    RecordChange,
    Segmentation,
    Status,
    StatusChange,
    Suggestion,
    UsageError,
    Verdict,
    Zone,
    ZonesChange,
)
from ..model.codec import (
    annotation_from_json,
    annotation_to_json,
    zone_from_json,
    zone_to_json,
)
from . import rows
from .connection import connect, database_errors
from .pending import NAMES, Wanted
from .views import OVERVIEWS, STANDINGS, Material, Overview, Standing

_BATCH = 200


class Store:
    """One workspace's database. Decisions are committed before a call returns.

    The log of decisions is the truth; the tables of current records, standings and
    comments are its fold, written in the same transaction as the decision.
    """

    def __init__(self, path: Path) -> None:
        """Open the database at *path*, or make it; raises as :func:`connect` does."""
        self.path = path
        self._connection = connect(path)

    def close(self) -> None:
        """Close the database; a closed store cannot be used again."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept, or none of it; may be nested.

        It has the database to itself from its start: what is read inside is still so
        when something is written, whatever other processes do.
        """
        with database_errors(self.path):
            if self._connection.in_transaction:
                with self._savepoint():
                    yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                yield

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        execute = self._connection.execute
        execute("SAVEPOINT inside")
        try:
            yield
        except BaseException:
            # a full disk ends the whole transaction at once
            if self._connection.in_transaction:
                execute("ROLLBACK TO inside")
                execute("RELEASE inside")
            raise
        execute("RELEASE inside")

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What *sql* gives for *values*, or for the one mapping of names to values."""
        named = values[0] if values and isinstance(values[0], dict) else values
        with database_errors(self.path):
            return self._connection.execute(sql, named).fetchall()

    @contextmanager
    def _decoding(self, what: str) -> Iterator[None]:
        """Tell in a sentence that *what* is in the database but is not what was written."""
        try:
            yield
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise GoldleafError(
                f"{self.path} is damaged: {what} cannot be read ({error});"
                " restore the database from a copy."
            ) from error

    # Articles

    def add_article(
        self, article: Article, zones: Sequence[Zone], segmentation: Segmentation
    ) -> bool:
        """Keep *article*; ``False`` when an article with exactly its text is there already.

        Raises:
            UsageError: when its id is taken by another text, or its text cannot be
                kept (lone surrogates).
        """
        if self.has_text(article.text) is not None:
            return False
        if self.has_article(article.id):
            raise UsageError(f"the article id {article.id!r} is taken by another text; change it.")
        values = (
            article.id,
            _digest(article.text),
            article.title,
            article.source,
            article.published,
            article.language,
            segmentation.token_count,
            rows.dumps(dict(article.meta)),
            rows.dumps([zone_to_json(zone) for zone in zones]),
            rows.pack(segmentation),
            article.text,
        )
        with self.transaction():
            self._connection.execute(
                "INSERT INTO article (id, digest, title, source, published, language, tokens,"
                " meta, zones, segmentation, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
        return True

    def replace_zones(self, id: str, zones: Sequence[Zone], segmentation: Segmentation) -> None:
        """Let *zones* and *segmentation* take the place of those of the import."""
        with self.transaction():
            self._connection.execute(
                "UPDATE article SET zones = ?, segmentation = ?, tokens = ? WHERE id = ?",
                (
                    rows.dumps([zone_to_json(zone) for zone in zones]),
                    rows.pack(segmentation),
                    segmentation.token_count,
                    id,
                ),
            )

    def has_article(self, id: str) -> bool:
        """Whether there is an article called *id*."""
        return bool(self._rows("SELECT 1 FROM article WHERE id = ?", id))

    def has_text(self, text: str) -> str | None:
        """The id of the article with exactly this text, or ``None``.

        Raises:
            UsageError: when *text* cannot be kept (lone surrogates).
        """
        found = self._rows("SELECT id FROM article WHERE digest = ?", _digest(text))
        return found[0][0] if found else None

    def article_ids(self) -> list[str]:
        """The ids of all articles, in the order they were added."""
        return [id for (id,) in self._rows("SELECT id FROM article ORDER BY seq")]

    def article(self, id: str) -> Article:
        """The article called *id*; raises ``UsageError`` when there is none."""
        found = self._rows(
            "SELECT id, text, title, source, published, language, meta FROM article WHERE id = ?",
            id,
        )
        if not found:
            raise UsageError(f"there is no article {id!r} in {self.path}; see `goldleaf status`.")
        id, text, title, source, published, language, meta = found[0]
        with self._decoding(f"article {id!r}"):
            return Article(id, text, title, source, published, language, json.loads(meta))

    def zones(self, id: str) -> tuple[Zone, ...]:
        """The zones that the import found in article *id*."""
        found = self._rows("SELECT zones FROM article WHERE id = ?", id)
        with self._decoding(f"a zone of article {id!r}"):
            return tuple(zone_from_json(zone) for (text,) in found for zone in json.loads(text))

    def segmentation(self, id: str) -> Segmentation:
        """The tokens and sentences of article *id*; raises ``UsageError`` when there is none."""
        found = self._rows("SELECT segmentation FROM article WHERE id = ?", id)
        if not found:
            raise UsageError(f"there is no article {id!r} in {self.path}; see `goldleaf status`.")
        with self._decoding(f"the segmentation of article {id!r}"):
            return rows.unpack(found[0][0])

    # Suggestions

    def put_suggestions(
        self, article_id: str, suggester: str, version: str, suggestions: Iterable[Suggestion]
    ) -> None:
        """Let *suggestions* take the place of what *suggester* had proposed for an article.

        Earlier ones are retired, not deleted: decisions may name them.
        """
        values = [
            (article_id, one.id, suggester, version, one.score, *rows.suggested(one.annotation))
            for one in suggestions
        ]
        with self.transaction():
            self._connection.execute(
                "UPDATE suggestion SET retired = 1 WHERE article_id = ? AND suggester = ?",
                (article_id, suggester),
            )
            for row in values:
                self._connection.execute(
                    "INSERT INTO suggestion"
                    " (article_id, id, suggester, version, score, kind, name, annotation)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (article_id, id) DO UPDATE SET"
                    " suggester = excluded.suggester, version = excluded.version,"
                    " score = excluded.score, kind = excluded.kind, name = excluded.name,"
                    " annotation = excluded.annotation, retired = 0",
                    row,
                )

    def suggestions(self, article_id: str, *, retired: bool = False) -> tuple[Suggestion, ...]:
        """What suggesters propose for an article now; *retired* adds what they proposed once."""
        found = self._rows(
            "SELECT score, suggester, version, annotation FROM suggestion"
            " WHERE article_id = ? AND retired <= ? ORDER BY id",
            article_id,
            int(retired),
        )
        with self._decoding(f"a suggestion for article {article_id!r}"):
            return tuple(rows.suggestions_of(found))

    def suggesters(self, article_id: str) -> list[tuple[str, str]]:
        """Who proposes something for an article now: name and version."""
        found = self._rows(
            "SELECT DISTINCT suggester, version FROM suggestion"
            " WHERE article_id = ? AND retired = 0 ORDER BY 1, 2",
            article_id,
        )
        return [(name, version) for name, version in found]

    def active_suggestions(self, article_id: str) -> set[str]:
        """The ids of what suggesters propose for an article now."""
        found = self._rows(
            "SELECT id FROM suggestion WHERE article_id = ? AND retired = 0", article_id
        )
        return {id for (id,) in found}

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """``(id, title, text)`` of every article, in the order they were added."""
        with database_errors(self.path):
            yield from self._connection.execute("SELECT id, title, text FROM article ORDER BY seq")

    def statuses(self, annotator: str) -> dict[str, Status]:
        """How far *annotator*'s review of each article is, in the order they were added."""
        found = self._rows(
            "SELECT id, coalesce(status, 'open') FROM article LEFT JOIN standing"
            " ON article_id = id AND annotator = ? ORDER BY seq",
            annotator,
        )
        return {id: Status(status) for id, status in found}

    def suggested_names(self) -> list[tuple[str, bool]]:
        """``(name, is event)``: the labels and types that were ever suggested."""
        return [(name, bool(is_event)) for name, is_event in self._rows(NAMES)]

    def article_with_pending(
        self,
        annotator: str,
        name: tuple[str, bool],
        wanted: Wanted,
        beyond: str = "",
        *,
        backwards: bool = False,
    ) -> str | None:
        """The id of the next article with something pending of a name that is *wanted*, if any.

        That is the first after the article *beyond*, or before it when *backwards*; of
        all, where that is empty. Articles that are done or skipped are passed over.
        """
        found = self._rows(*wanted.article(annotator, name, beyond, backwards=backwards))
        return found[0][0] if found else None

    # Decisions and their fold

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

    def comments(self, annotator: str) -> list[tuple[str, str, Comment]]:
        """Every comment of *annotator* with the id and title of its article, in their order."""
        found = self._rows(
            "SELECT article_id, title, comment.id, target, comment.text FROM comment"
            " JOIN article ON article.id = article_id"
            " WHERE annotator = ? ORDER BY article.seq, comment.id",
            annotator,
        )
        with self._decoding(f"the comments of {annotator}"):
            return [
                (article_id, title, Comment(id, text, rows.target_from_text(target)))
                for article_id, title, id, target, text in found
            ]

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

    def first_done(self, annotator: str) -> dict[str, str]:
        """The decision by which *annotator* first marked each article done, oldest first.

        What was decided later does not change it, whether or not the article is still done.
        """
        # json_each is slow and almost never needed: a decision on many annotations is long
        found = self._rows(
            """
            SELECT article_id, min(id) FROM decision
            WHERE annotator = ? AND instr(changes, '"new":"done"') AND EXISTS (
                SELECT 1 FROM json_each(changes)
                WHERE json_extract(value, '$.of') = 'status'
                    AND json_extract(value, '$.new') = 'done')
            GROUP BY article_id ORDER BY 2
            """,
            annotator,
        )
        return dict(found)

    def first_decided(self, annotator: str) -> dict[str, str]:
        """The decision by which *annotator* first changed each article, oldest first."""
        found = self._rows(
            "SELECT article_id, min(id) FROM decision WHERE annotator = ? AND changes <> '[]'"
            " GROUP BY article_id ORDER BY 2",
            annotator,
        )
        return dict(found)

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

    def overview(self, annotator: str) -> list[Overview]:
        """Every article as *annotator* sees it, in the order they were added."""
        return [Overview.of(row) for row in self._rows(OVERVIEWS, annotator)]

    def standings(self, annotator: str) -> list[Standing]:
        """How every article stands for *annotator*, in the order they were added."""
        return [Standing.of(row) for row in self._rows(STANDINGS, annotator)]

    def material(self, id: str, annotator: str) -> Material:
        """All that is known of article *id* and that *annotator* decided on it, in one go.

        Raises:
            UsageError: when there is no such article.
        """
        found = self._rows(f"SELECT {rows.ARTICLE_COLUMNS} FROM article WHERE id = ?", id)  # noqa: S608
        if not found:
            raise UsageError(f"there is no article {id!r} in {self.path}; see `goldleaf status`.")
        proposed = self._rows(
            "SELECT score, suggester, version, annotation, retired FROM suggestion"
            " WHERE article_id = ? ORDER BY id",
            id,
        )
        changed = self._rows(
            "SELECT at, changes FROM decision WHERE article_id = ? AND annotator = ? ORDER BY id",
            id,
            annotator,
        )
        with self._decoding(f"article {id!r}"):
            article, zones, segmentation = rows.article_of(found[0])
            suggestions = rows.suggestions_of(row[:-1] for row in proposed)
            by_age: dict[int, list[Suggestion]] = {0: [], 1: []}
            for one, row in zip(suggestions, proposed, strict=True):
                by_age[row[-1]].append(one)
            return Material(
                article,
                zones,
                segmentation,
                tuple(by_age[0]),
                tuple(by_age[1]),
                self._state(annotator, id) if annotator else ArticleState(),
                rows.change_times(changed),
            )

    # Position

    def position(self, annotator: str) -> dict[str, Any]:
        """Where *annotator* was when the last session was saved; empty before the first."""
        found = self._rows("SELECT value FROM position WHERE annotator = ?", annotator)
        value: dict[str, Any] = json.loads(found[0][0]) if found else {}
        return value

    def save_position(self, annotator: str, value: dict[str, Any]) -> None:
        """Keep where *annotator* is: any JSON object."""
        with self.transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO position (annotator, value) VALUES (?, ?)",
                (annotator, rows.dumps(value)),
            )

    # Health

    def integrity_problems(self) -> list[str]:
        """What SQLite's own checks find wrong with the file; empty when all is well."""
        problems = [text for (text,) in self._rows("PRAGMA integrity_check") if text != "ok"]
        broken = self._rows("PRAGMA foreign_key_check")
        return problems + [
            f"table {table}, row {row}: names what is not there" for table, row, *_ in broken
        ]


def _is_kept_record(change: Change) -> bool:
    return isinstance(change, RecordChange) and change.new is not None


def _digest(text: str) -> str:
    # loads OpenSSL, which a review has no use for
    import hashlib  # noqa: PLC0415

    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"the text has a lone surrogate (U+{ord(text[error.start]):04X}) at character"
            f" {error.start}, which is not Unicode text; repair the file and add it again."
        ) from error
