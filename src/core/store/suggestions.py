"""The suggestions for articles: current ones, and retired ones."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Suggestion
from . import rows
from .database import Database


class Suggestions(Database):
    """The table of suggestions."""

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
        """The current suggestions for an article; with *retired*, the earlier ones too."""
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
