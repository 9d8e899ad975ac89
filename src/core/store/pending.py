"""Finding what is pending in many articles, without opening them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..model import ZoneKind

NAMES = """
    WITH RECURSIVE named(kind, name) AS (
        SELECT * FROM (SELECT kind, name FROM suggestion ORDER BY kind, name LIMIT 1)
        UNION ALL
        SELECT next.kind, next.name FROM named, suggestion next
        WHERE next.rowid = (SELECT rowid FROM suggestion
            WHERE (kind, name) > (named.kind, named.name) ORDER BY kind, name LIMIT 1)
    )
    SELECT name, kind = 'event' FROM named WHERE kind IN ('entity', 'event')
"""
"""The labels and types that were ever suggested: from each to the next by the index."""

_PENDING = """
    s.kind = :kind AND s.name = :name AND s.retired = 0
    AND NOT EXISTS (SELECT 1 FROM record r
        WHERE r.annotator = :annotator AND r.article_id = s.article_id AND r.id = s.id)
"""
_ZONE = """
    coalesce((SELECT json_extract(z.value, '$.kind')
        FROM json_each(coalesce(t.zones, article.zones)) z,
            (SELECT coalesce(json_extract(s.annotation, '$.spans[0][0]'),
                json_extract(s.annotation, '$.trigger[0]')) AS at)
        WHERE json_extract(z.value, '$.start') <= at AND at < json_extract(z.value, '$.end')
        LIMIT 1), 'body')
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pending suggestions are looked for.

    Empty ``suggesters`` and ``zones`` admit all, but nothing in boilerplate is pending.
    ``below`` is a score that they have less than.
    """

    suggesters: Collection[str] = ()
    zones: Collection[ZoneKind] = ()
    below: float | None = None

    def article(
        self, annotator: str, name: tuple[str, bool], beyond: str, *, backwards: bool
    ) -> tuple[str, dict[str, object]]:
        """What gives the id of the first article after *beyond* with one of these, if any.

        *name* is their label or type, and whether it is a type. Articles that are done or
        skipped are passed over. An empty *beyond* begins at the first article, or at the
        last when going *backwards*.
        """
        label, is_event = name
        values: dict[str, object] = {
            "annotator": annotator,
            "name": label,
            "kind": "event" if is_event else "entity",
            "beyond": beyond,
        }
        zones = [one.value for one in self.zones or ZoneKind if one is not ZoneKind.BOILERPLATE]
        pending = " AND ".join((_PENDING, *self._conditions(values)))
        zone = f"{_ZONE} IN ({_marks('zone', zones, values)})"
        past, order = ("<", "DESC") if backwards else (">", "ASC")
        return (
            # the first look, which is taken once, spares one into each article in vain
            f"""
            SELECT article.id FROM article LEFT JOIN standing t
                ON t.article_id = article.id AND t.annotator = :annotator
            WHERE EXISTS (SELECT 1 FROM suggestion s WHERE {pending})
                AND coalesce(t.status, 'open') IN ('open', 'flagged')
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


def _marks(name: str, found: Collection[str], values: dict[str, object]) -> str:
    """Parameters for *found*, which become *values*."""
    named = {f"{name}{number}": one for number, one in enumerate(sorted(found))}
    values.update(named)
    return ", ".join(f":{one}" for one in named)
