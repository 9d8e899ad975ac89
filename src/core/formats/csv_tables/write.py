"""Articles and annotations as tables of one folder (docs/formats.md names the columns).

``mentions.csv`` has a row for each entity, ``events.csv`` one for each argument of an
event, or one without a role where it has none. The rows of an article stand together, in
the order of ``articles.csv``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from ...model import (
    AnnotatedArticle,
    Article,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Zone,
)
from ...model.safe_json import safe_json
from ..format import Destination, Format, Layout
from ..keeps import EVERYTHING
from ..losses import Loss
from .read import belongs_to, read, recognised
from .tables import (
    ARTICLES,
    COLUMNS,
    COMMENTS,
    EVENTS,
    KEYS,
    LABELS,
    MENTIONS,
    RELATIONS,
    guarded,
)

_BOM = b"\xef\xbb\xbf"
Row = Iterable[object]
_NO_PROVENANCE = ("",) * len(KEYS)


class _Table:
    """One table while it is written."""

    def __init__(self, file: BinaryIO, columns: Row) -> None:
        self._file = file
        self._file.write(_BOM)
        self.write([columns])

    def write(self, rows: Iterable[Row]) -> None:
        """Add *rows*."""
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        self._file.write(text.getvalue().encode())


class CsvWriter:
    """Writes articles, as they come, as rows of the tables of their part."""

    def __init__(self, destination: Destination) -> None:
        self._tables = {
            (part, name): _Table(destination.open(f"{part}/{name}" if part else name), columns)
            for part in destination.parts
            for name, columns in COLUMNS.items()
        }

    def write(self, annotated: AnnotatedArticle, part: str) -> tuple[Loss, ...]:
        """Write one article; returns what the tables cannot keep of it, which is nothing."""
        for name, rows in _rows(annotated).items():
            if rows:
                self._tables[part, name].write(rows)
        return ()

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


def _rows(annotated: AnnotatedArticle) -> dict[str, list[Row]]:
    """The rows of an article by table."""
    article = annotated.article
    id = guarded(article.id)
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    rows[ARTICLES].append(_article(article, annotated))
    spans = {one.id: one.span for one in annotated.annotations if isinstance(one, Entity | Event)}
    for one in annotated.annotations:
        provenance = _provenance(annotated.provenance.get(one.id, {}))
        match one:
            case Entity():
                rows[MENTIONS].append((id, *_entity(one, article.text), *provenance))
            case Event():
                head = (id, *_event(one, article.text))
                for argument in one.arguments:
                    filler = argument.filler
                    span = filler if isinstance(filler, Span) else spans[filler]
                    rows[EVENTS].append(
                        (
                            *head,
                            guarded(argument.role),
                            "" if isinstance(filler, Span) else guarded(filler),
                            *span,
                            guarded(span.of(article.text)),
                            *provenance,
                        )
                    )
                if not one.arguments:
                    rows[EVENTS].append((*head, "", "", "", "", "", *provenance))
            case Relation():
                names = (one.id, one.type, one.head, one.tail)
                rows[RELATIONS].append((id, *map(guarded, names), *provenance))
            case DocumentLabel():
                rows[LABELS].append((id, guarded(one.id), guarded(one.label), *provenance))
    for comment in annotated.comments:
        on = comment.target
        place = ("", *on) if isinstance(on, Span) else (guarded(on), "", "")
        rows[COMMENTS].append((id, guarded(comment.id), *place, guarded(comment.text)))
    return rows


def _article(article: Article, annotated: AnnotatedArticle) -> Row:
    texts = (
        article.id,
        article.title,
        article.text,
        article.source,
        article.published,
        article.language,
        annotated.status or "",
        annotated.annotator,
        "; ".join(map(_zone, annotated.zones)),
        safe_json(dict(article.meta)) if article.meta else "",
    )
    return map(guarded, texts)


def _zone(zone: Zone) -> str:
    return f"{zone.kind} {zone.start}-{zone.end}"


def _entity(entity: Entity, text: str) -> Row:
    span = entity.span
    parts = entity.spans if len(entity.spans) > 1 else ()
    return (
        guarded(entity.id),
        guarded(entity.label),
        *span,
        guarded(span.of(text)),
        " ".join(f"{one.start}-{one.end}" for one in parts),
        guarded(entity.link),
        _attributes(entity.attributes),
    )


def _event(event: Event, text: str) -> Row:
    return (
        guarded(event.id),
        guarded(event.type),
        *event.trigger,
        guarded(event.trigger.of(text)),
        _attributes(event.attributes),
    )


def _attributes(attributes: Mapping[str, str]) -> str:
    return safe_json(dict(attributes)) if attributes else ""


def _provenance(provenance: Mapping[str, object]) -> Row:
    if not provenance:
        return _NO_PROVENANCE
    values = [provenance.get(key, "") for key in KEYS]
    return [guarded(one) if one and isinstance(one, str) else one for one in values]


CSV = Format(
    name="csv",
    title="CSV tables",
    offsets="Unicode code points",
    keeps=EVERYTHING,
    layout=Layout.FOLDER,
    recognises=recognised,
    belongs_to=belongs_to,
    read=read,
    writer=CsvWriter,
)
