"""The articles of a workspace, as they were added."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ..model import Article, Segmentation, UsageError, Zone
from ..model.codec import zone_from_json, zone_to_json
from . import rows
from .connection import database_errors
from .database import Database


class Articles(Database):
    """The table of articles."""

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
            raise self._no_article(id)
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
            raise self._no_article(id)
        with self._decoding(f"the segmentation of article {id!r}"):
            return rows.unpack(found[0][0])

    def _no_article(self, id: str) -> UsageError:
        return UsageError(f"there is no article {id!r} in {self.path}; see `goldleaf status`.")

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """``(id, title, text)`` of every article, in the order they were added."""
        with database_errors(self.path):
            yield from self._connection.execute("SELECT id, title, text FROM article ORDER BY seq")


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
