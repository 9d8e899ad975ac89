"""What one query reads of many articles, or of everything that belongs to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Article, ArticleState, Segmentation, Status, Suggestion, Zone
from .pending import ZONE

# of the records that are no entities or events none has such a part; JSON would be read for longer
OVERVIEWS = f"""
    SELECT article.id, title, source, published, tokens,
           coalesce(t.status, 'open'),
           (SELECT count(*) FROM suggestion s WHERE s.article_id = article.id
               AND retired = 0 AND kind IN ('entity', 'event')
               AND NOT EXISTS (SELECT 1 FROM record r
                   WHERE r.annotator = ?1 AND r.article_id = s.article_id
                   AND r.id = s.id)
               AND (instr(coalesce(t.zones, article.zones), 'boilerplate') = 0
                   OR {ZONE} <> 'boilerplate')),
           coalesce(accepted, 0), coalesce(rejected, 0),
           (SELECT count(*) FROM comment c WHERE c.annotator = ?1
               AND c.article_id = article.id)
    FROM article LEFT JOIN standing t
        ON t.article_id = article.id AND t.annotator = ?1
    LEFT JOIN (SELECT article_id, sum(verdict = 'accepted') AS accepted,
            sum(verdict = 'rejected') AS rejected FROM record
            WHERE annotator = ?1 AND instr(annotation, '"kind":"e')
            GROUP BY article_id) r
        ON r.article_id = article.id
    ORDER BY seq
"""  # noqa: S608
STANDINGS = """
    SELECT article.id, coalesce(standing.status, 'open'),
           coalesce(standing.status, 'open') <> 'open' OR standing.zones IS NOT NULL
           OR EXISTS (SELECT 1 FROM record r
               WHERE r.annotator = ?1 AND r.article_id = article.id)
           OR EXISTS (SELECT 1 FROM comment c
               WHERE c.annotator = ?1 AND c.article_id = article.id)
    FROM article LEFT JOIN standing
        ON standing.article_id = article.id AND standing.annotator = ?1
    ORDER BY seq
"""


@dataclass(frozen=True, slots=True)
class Overview:
    """One article in a list: what it is and how far one annotator's review of it is.

    ``pending``, ``accepted`` and ``rejected`` count entities and events, of which none in
    boilerplate is pending; ``comments`` the annotator's remarks.
    """

    id: str
    title: str
    source: str
    published: str
    tokens: int
    status: Status
    pending: int
    accepted: int
    rejected: int
    comments: int

    @classmethod
    def of(cls, row: Sequence[Any]) -> Overview:
        """The overview of a row of :data:`OVERVIEWS`."""
        id, title, source, published, tokens, status, *counts = row
        return cls(id, title, source, published, tokens, Status(status), *counts)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one article stands for an annotator, without what was decided.

    ``touched``: there is a decision that was not taken back.
    """

    id: str
    status: Status
    touched: bool

    @classmethod
    def of(cls, row: Sequence[Any]) -> Standing:
        """The standing of a row of :data:`STANDINGS`."""
        id, status, touched = row
        return cls(id, Status(status), bool(touched))


@dataclass(frozen=True, slots=True)
class Material:
    """All that is known of an article and that one annotator decided on it.

    ``retired`` are earlier suggestions that later runs no longer made; ``decided_at`` says, by
    id, when each annotation got its present form.
    """

    article: Article
    zones: tuple[Zone, ...]
    segmentation: Segmentation
    suggestions: tuple[Suggestion, ...]
    retired: tuple[Suggestion, ...]
    state: ArticleState
    decided_at: Mapping[str, str]
