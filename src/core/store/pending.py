"""Finding what is pending in many articles, without opening them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..model import ZoneKind

NAMES = """
    WITH RECURSIVE named(kind, name) AS (
        SELECT kind, (SELECT min(name) FROM suggestion s WHERE s.kind = sort.kind)
        FROM (SELECT 'entity' AS kind UNION ALL SELECT 'event') sort
        UNION ALL
        SELECT kind, (SELECT min(name) FROM suggestion s
            WHERE s.kind = named.kind AND s.name > named.name)
        FROM named WHERE name IS NOT NULL
    )
    SELECT name, kind = 'event' FROM named WHERE name IS NOT NULL
"""
"""Selects the labels and types that were ever suggested, by stepping through the index."""

_PENDING = """
    s.kind = :kind AND s.name = :name AND s.retired = 0
    AND NOT EXISTS (SELECT 1 FROM record r
        WHERE r.annotator = :annotator AND r.article_id = s.article_id AND r.id = s.id)
"""
ZONE = """
    coalesce((SELECT json_extract(z.value, '$.kind')
        FROM json_each(coalesce(t.zones, article.zones)) z,
            (SELECT coalesce(json_extract(s.annotation, '$.spans[0][0]'),
                json_extract(s.annotation, '$.trigger[0]')) AS at)
        WHERE json_extract(z.value, '$.start') <= at AND at < json_extract(z.value, '$.end')
        LIMIT 1), 'body')
"""
"""The zone that a suggestion ``s`` begins in, for the annotator whose standing is ``t``."""

Query = tuple[str, dict[str, object]]
"""An SQL statement and its parameters."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pending suggestions are looked for.

    Empty ``suggesters`` or ``zones`` admit all, but nothing in boilerplate is pending. With
    ``below``, only suggestions with a lower score are looked for.
    """

    suggesters: Collection[str] = ()
    zones: Collection[ZoneKind] = ()
    below: float | None = None

    def anywhere(self, annotator: str, name: tuple[str, bool]) -> Query:
        """The SQL that selects a row if any of these are in some article, done or not.

        *name* is their label or type, and whether it is a type. Zones are not looked at. Where
        there is no row, the slower query of :meth:`article` need not be run.
        """
        values = _values(annotator, name)
        pending = " AND ".join((_PENDING, *self._conditions(values)))
        return (f"SELECT 1 FROM suggestion s WHERE {pending} LIMIT 1", values)  # noqa: S608

    def article(
        self, annotator: str, name: tuple[str, bool], beyond: str, *, backwards: bool
    ) -> Query:
        """The SQL that selects the id of the next article with one of these.

        *name* is as in :meth:`anywhere`. The next article is the first one after the article
        *beyond*, or before it when going *backwards*; with an empty *beyond*, the first or
        the last of all. Articles that are done or skipped are passed over.
        """
        values = _values(annotator, name)
        values["beyond"] = beyond
        zones = [one.value for one in self.zones or ZoneKind if one is not ZoneKind.BOILERPLATE]
        pending = " AND ".join((_PENDING, *self._conditions(values)))
        zone = f"{ZONE} IN ({_marks('zone', zones, values)})"
        past, order = ("<", "DESC") if backwards else (">", "ASC")
        return (
            f"""
            SELECT article.id FROM article LEFT JOIN standing t
                ON t.article_id = article.id AND t.annotator = :annotator
            WHERE coalesce(t.status, 'open') IN ('open', 'flagged')
                AND (:beyond = '' OR seq {past} (SELECT seq FROM article WHERE id = :beyond))
                AND EXISTS (SELECT 1 FROM suggestion s
                    WHERE s.article_id = article.id AND {pending} AND {zone})
            ORDER BY seq {order} LIMIT 1
            """,  # noqa: S608
            values,
        )

    def _conditions(self, values: dict[str, object]) -> Iterator[str]:
        if self.below is not None:
            values["below"] = self.below
            yield "s.score < :below"
        if self.suggesters:
            yield f"s.suggester IN ({_marks('suggester', self.suggesters, values)})"


def _values(annotator: str, name: tuple[str, bool]) -> dict[str, object]:
    label, is_event = name
    kind = "event" if is_event else "entity"
    return {"annotator": annotator, "name": label, "kind": kind}


def _marks(name: str, found: Collection[str], values: dict[str, object]) -> str:
    """SQL parameters for *found*, whose values are added to *values*."""
    named = {f"{name}{number}": one for number, one in enumerate(sorted(found))}
    values.update(named)
    return ", ".join(f":{one}" for one in named)
