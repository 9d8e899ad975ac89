"""The database of a workspace: articles, suggestions, decisions and their fold."""

from __future__ import annotations

import json
from typing import Any

from ..model import ArticleState, Comment, Status, Suggestion
from . import rows
from .articles import Articles
from .decisions import Decisions
from .pending import NAMES, Wanted
from .suggestions import Suggestions
from .views import OVERVIEWS, STANDINGS, Material, Overview, Standing


class Store(Articles, Suggestions, Decisions):
    """One workspace's database. Decisions are committed before a call returns."""

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
        if not self._rows(*wanted.anywhere(annotator, name)):
            return None
        found = self._rows(*wanted.article(annotator, name, beyond, backwards=backwards))
        return found[0][0] if found else None

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
            raise self._no_article(id)
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
