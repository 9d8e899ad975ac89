"""What is read of many articles, or of all that an article has, in a single go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Article, ArticleState, Segmentation, Status, Suggestion, Zone

OVERVIEWS = """
    SELECT article.id, title, source, published, tokens,
           coalesce(standing.status, 'open'),
           (SELECT count(*) FROM suggestion s WHERE s.article_id = article.id
               AND retired = 0 AND NOT EXISTS (SELECT 1 FROM record r
                   WHERE r.annotator = ?1 AND r.article_id = s.article_id
                   AND r.id = s.id)),
           (SELECT count(*) FROM record r WHERE r.annotator = ?1
               AND r.article_id = article.id AND verdict = 'accepted'),
           (SELECT count(*) FROM record r WHERE r.annotator = ?1
               AND r.article_id = article.id AND verdict = 'rejected'),
           (SELECT count(*) FROM comment c WHERE c.annotator = ?1
               AND c.article_id = article.id)
    FROM article LEFT JOIN standing
        ON standing.article_id = article.id AND standing.annotator = ?1
    ORDER BY seq
"""
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

    ``pending``, ``accepted`` and ``rejected`` count entities and events; ``comments``
    the annotator's remarks.
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

    ``retired`` is what suggesters proposed once and no more; ``decided_at`` when each
    annotation got its present form, by id.
    """

    article: Article
    zones: tuple[Zone, ...]
    segmentation: Segmentation
    suggestions: tuple[Suggestion, ...]
    retired: tuple[Suggestion, ...]
    state: ArticleState
    decided_at: Mapping[str, str]
