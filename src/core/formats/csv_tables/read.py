"""Reading the tables: article by article, where their rows stand in the order of articles."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby, pairwise
from typing import Any, Protocol, TextIO

from ...model import (
    AnnotatedArticle,
    Annotation,
    Argument,
    Article,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Status,
    UsageError,
    Zone,
    ZoneKind,
)
from ..checks import zone_start
from ..gathered import Gathered
from ..losses import Loss, Reason
from ..source import Draft, Head, Source
from ..surfaces import Mention, holds, shift_of
from ..values import sound
from .tables import (
    ARTICLES,
    COLUMNS,
    COMMENTS,
    EVENTS,
    KEYS,
    LABELS,
    MENTIONS,
    PROVENANCE,
    RELATIONS,
    unguarded,
)

_DELIMITERS = ",;\t"
_ID = "article_id"
_ZONE = re.compile(r"(\w+) (\d+)-(\d+)")
_PART = re.compile(r"(\d+)-(\d+)")
_LONGEST_OFFSET = 9
_PROVENANCE = tuple(zip(KEYS, PROVENANCE, strict=True))

Row = Mapping[str, str]


class Rows(Protocol):
    """What the csv module reads with."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


def recognised(head: Head) -> bool:
    """Whether a file is one of the tables, by the names of its columns."""
    return _table_of(head.text.partition("\n")[0]) is not None


def belongs_to(source: Source) -> Iterator[Source]:
    """The table of articles, with which the others are read."""
    if source.path is not None and source.path.name in COLUMNS and source.path.name != ARTICLES:
        articles = source.beside(ARTICLES)
        if articles is not None:
            with articles.open() as stream:
                first = stream.readline().removeprefix(codecs.BOM_UTF8)
            if _table_of(first.decode(errors="replace")) == ARTICLES:
                yield articles


def _table_of(header: str) -> str | None:
    """Which table has *header* as its first line."""
    header = header.strip("\r\n")
    try:
        names = next(csv.reader([header], delimiter=_delimiter(header)), [])
    except csv.Error:
        # a carriage return by itself, as of old Macs, or no text at all
        return None
    if _ID not in names:
        return None
    asked = {ARTICLES: "text", MENTIONS: "mention_id", EVENTS: "event_id"}
    asked |= {RELATIONS: "relation_id", LABELS: "label_id", COMMENTS: "comment_id"}
    return next((name for name in (*list(asked)[1:], ARTICLES) if asked[name] in names), None)


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def read(source: Source) -> Iterator[Draft | Loss]:
    """The articles of a table, with what the tables beside it say of each.

    Raises:
        UsageError: when *source* is no table of articles, has none beside it, or is not
            UTF-8.
    """
    articles = _Table(_articles_of(source))
    order = {id: number for number, id in enumerate(articles.ids())}
    tables = {
        name: _Grouped(_Table(beside), order)
        for name in COLUMNS
        if name != ARTICLES and (beside := articles.source.beside(name)) is not None
    }
    for line, row in articles.rows():
        id = row.get(_ID, "")
        of_article = {name: table.of(id) for name, table in tables.items()}
        yield _Reading(articles.source, line, row).draft(of_article)
    for name, table in tables.items():
        for line, id in table.strays():
            yield Loss(id, "", Reason.NO_TARGET, where=f"{name}, line {line}")


def _articles_of(source: Source) -> Source:
    with source.open() as stream:
        first = stream.readline().removeprefix(codecs.BOM_UTF8).decode(errors="replace")
    table = _table_of(first)
    if table == ARTICLES:
        return source
    articles = source.beside(ARTICLES)
    if table is None:
        raise UsageError(
            f"{source.name} is no table of Goldleaf's CSV; that of articles has the columns"
            " article_id and text."
        )
    if articles is None:
        raise UsageError(
            f"{source.name} is about articles that are not there; put {ARTICLES} beside it."
        )
    return articles


class _Table:
    """One file: its rows, as often as needed."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows with the line on which each ends, by column; apostrophes are taken away."""
        with self._reader() as (names, reader):
            for cells in reader:
                if cells:
                    texts = [unguarded(cell) if cell[:1] == "'" else cell for cell in cells]
                    yield reader.line_num, dict(zip(names, texts, strict=False))

    def ids(self) -> Iterator[str]:
        """The article of each row."""
        with self._reader() as (names, reader):
            at = names.index(_ID)
            for cells in reader:
                if cells:
                    yield unguarded(cells[at]) if at < len(cells) else ""

    @contextmanager
    def _reader(self) -> Iterator[tuple[list[str], Rows]]:
        # an article may be longer than the 131,072 characters that are the limit else
        csv.field_size_limit(sys.maxsize)
        stream = self.source.open()
        with io.TextIOWrapper(stream, "utf-8-sig", newline="") as text:
            try:
                header = _first_line(text)
                reader = csv.reader(text, delimiter=_delimiter(header))
                names = [one.strip() for one in next(reader, [])]
                if _ID not in names:
                    raise UsageError(f"{self.source.name} has no column {_ID}; add it.")
                yield names, reader
            except UnicodeDecodeError:
                raise UsageError(
                    f"{self.source.name} is not UTF-8; save it as CSV UTF-8."
                ) from None
            except csv.Error as error:
                raise UsageError(f"{self.source.name} is not CSV ({error}); repair it.") from None


def _first_line(text: TextIO) -> str:
    line = text.readline()
    text.seek(0)
    return line


class _Grouped:
    """The rows of a table by article.

    Read along with the articles where they come in the same order, else all at once.
    """

    def __init__(self, table: _Table, order: Mapping[str, int]) -> None:
        runs = [id for id, _ in groupby(table.ids())]
        self._order = order
        numbers = [order[id] for id in runs if id in order]
        self._in_order = all(before < after for before, after in pairwise(numbers))
        self._strays: list[tuple[int, str]] = []
        self._rows = table.rows()
        self._next = next(self._rows, None)
        self._all: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
        if not self._in_order:
            while self._next is not None:
                self._take(self._all[self._next[1].get(_ID, "")])

    def of(self, id: str) -> list[tuple[int, Row]]:
        """The rows of article *id*, each with its line; articles are asked for in order."""
        found = self._all.pop(id, [])
        while self._next is not None:
            line, row = self._next
            other = row.get(_ID, "")
            if other == id:
                self._take(found)
            elif other not in self._order:
                self._strays.append((line, other))
                self._next = next(self._rows, None)
            else:
                break
        return found

    def _take(self, into: list[tuple[int, Row]]) -> None:
        assert self._next is not None
        into.append(self._next)
        self._next = next(self._rows, None)

    def strays(self) -> Iterator[tuple[int, str]]:
        """The line and article of the rows about articles that are not there; after all others."""
        self.of("")
        yield from self._strays
        for id, rows in self._all.items():
            yield from ((line, id) for line, _ in rows)


class _Reading:
    """An article while its rows are read."""

    def __init__(self, source: Source, line: int, row: Row) -> None:
        self._source = source
        self._row = row
        self._id = row.get(_ID, "")
        self._text = row.get("text", "")
        self._where = f"{source.name}, line {line}"
        self._gathered = Gathered(self._id, self._where)
        self._shift = 0
        self._all_hold = False
        self._line = line

    def draft(self, tables: Mapping[str, list[tuple[int, Row]]]) -> Draft:
        """The article with what *tables* say of it."""
        self._find_shift(tables)
        for line, row in tables.get(MENTIONS, ()):
            self._at(MENTIONS, line)
            self._mention(row)
        self._events(tables.get(EVENTS, []))
        for line, row in tables.get(LABELS, ()):
            self._at(LABELS, line)
            id = row.get("label_id") or self._gathered.new_id(DocumentLabel)
            self._add(DocumentLabel(id, row.get("label", "")), row)
        # last, since they join any of the others
        self._relations(tables.get(RELATIONS, []))
        self._gathered.where = self._where
        article = Article(
            self._id,
            self._text,
            title=self._row.get("title", ""),
            source=self._row.get("source", ""),
            published=self._row.get("published", ""),
            language=self._row.get("language", ""),
            meta=self._json(self._row.get("meta", "")),
        )
        gathered = self._gathered.annotated(AnnotatedArticle(article))
        annotated = AnnotatedArticle(
            article,
            zones=self._zones(),
            annotations=tuple(sorted(gathered.annotations, key=_kind)),
            provenance=gathered.provenance,
            comments=tuple(self._comments(tables.get(COMMENTS, []))),
            status=self._status(),
            annotator=self._row.get("annotator", ""),
        )
        stem = f"{self._source.stem}-{self._line}"
        return Draft(annotated, stem, losses=tuple(self._gathered.losses))

    def _at(self, table: str, line: int) -> None:
        self._gathered.where = f"{table}, line {line}"

    def _find_shift(self, tables: Mapping[str, list[tuple[int, Row]]]) -> None:
        told: list[Mention] = []
        for _, row in tables.get(MENTIONS, ()):
            told.append((*_pair(row, "start", "end"), row.get("text", "")))
        for _, row in tables.get(EVENTS, ()):
            told.append((*_pair(row, "trigger_start", "trigger_end"), row.get("trigger", "")))
            if row.get("role"):
                told.append((*_pair(row, "start", "end"), row.get("text", "")))
        shift = shift_of(self._text, told)
        self._shift = shift or 0
        self._all_hold = shift is not None
        if self._shift:
            detail = f"by {self._shift} characters"
            self._gathered.lose(Reason.SHIFTED, detail=detail, count=len(told))

    def _span(self, id: str, start: int, end: int, said: str = "") -> Span | None:
        """A stretch of the text, or a loss of annotation *id*."""
        start, end = start + self._shift, end + self._shift
        if not 0 <= start < end <= len(self._text):
            self._gathered.lose(Reason.OUTSIDE, id)
            return None
        span = Span(start, end)
        if said and not self._all_hold and not holds(self._text, span, said):
            self._gathered.lose(Reason.SURFACE, id, said)
            return None
        return span

    def _add(self, one: Entity | Event | Relation | DocumentLabel, row: Row) -> None:
        if not one.label.strip():
            self._gathered.lose(Reason.NO_LABEL, one.id)
        else:
            self._gathered.add(one, _provenance(row))

    def _mention(self, row: Row) -> None:
        id = row.get("mention_id") or self._gathered.new_id(Entity)
        span = self._span(id, *_pair(row, "start", "end"), row.get("text", ""))
        if span is None:
            return
        spans: tuple[Span, ...] = (span,)
        if parts := row.get("spans", ""):
            found = [_PART.fullmatch(one) for one in parts.split()]
            told = [self._span(id, _whole(one[1]), _whole(one[2])) for one in found if one]
            spans = tuple(one for one in told if one is not None)
            ordered = all(one.end <= other.start for one, other in pairwise(spans))
            if len(spans) < len(found) or not ordered or not spans:
                self._gathered.lose(Reason.MALFORMED, id, parts)
                return
        label, link = row.get("label", ""), row.get("link", "")
        self._add(Entity(id, spans, label, self._attributes(row, id), link), row)

    def _events(self, rows: list[tuple[int, Row]]) -> None:
        by_id: dict[str, list[tuple[int, Row]]] = {}
        for line, row in rows:
            by_id.setdefault(row.get("event_id", ""), []).append((line, row))
        # all triggers first: an event may fill a role of one that comes before it
        triggers: dict[str, Span] = {}
        for id, (first, *_) in by_id.items():
            self._at(EVENTS, first[0])
            if (trigger := self._trigger(id, first[1])) is not None:
                triggers[id] = trigger
        for id, trigger in triggers.items():
            arguments = []
            for line, row in by_id[id]:
                self._at(EVENTS, line)
                if (argument := self._argument(row, id, triggers)) is not None:
                    arguments.append(argument)
            line, row = by_id[id][0]
            self._at(EVENTS, line)
            attributes = self._attributes(row, id)
            id = id or self._gathered.new_id(Event)  # noqa: PLW2901
            self._add(Event(id, row.get("type", ""), trigger, tuple(arguments), attributes), row)

    def _trigger(self, id: str, row: Row) -> Span | None:
        if not row.get("trigger_start"):
            self._gathered.lose(Reason.NO_TRIGGER, id)
            return None
        if not row.get("type", "").strip():
            self._gathered.lose(Reason.NO_LABEL, id)
            return None
        place = _pair(row, "trigger_start", "trigger_end")
        return self._span(id, *place, row.get("trigger", ""))

    def _argument(self, row: Row, event: str, events: Mapping[str, Span]) -> Argument | None:
        role, filler = row.get("role", ""), row.get("filler_id", "")
        if not role:
            if filler or row.get("start"):
                self._gathered.lose(Reason.NO_LABEL, event)
            return None
        if filler and (filler in events or self._gathered.has(filler)):
            return Argument(role, filler)
        if filler and not row.get("start"):
            self._gathered.lose(Reason.NO_TARGET, event, filler)
            return None
        span = self._span(event, *_pair(row, "start", "end"), row.get("text", ""))
        return None if span is None else Argument(role, span)

    def _relations(self, rows: list[tuple[int, Row]]) -> None:
        found: dict[str, tuple[int, Row, Relation]] = {}
        for line, row in rows:
            self._at(RELATIONS, line)
            id = row.get("relation_id") or self._gathered.new_id(Relation)
            ends = (row.get("head_id", ""), row.get("tail_id", ""))
            if id in found:
                self._gathered.lose(Reason.DUPLICATE_ID, id)
                continue
            found[id] = (line, row, Relation(id, row.get("type", ""), *ends))
        while lacking := [
            (line, one.id)
            for line, _, one in found.values()
            if not all(end in found or self._gathered.has(end) for end in (one.head, one.tail))
        ]:
            for line, id in lacking:
                self._at(RELATIONS, line)
                self._gathered.lose(Reason.NO_TARGET, id)
                del found[id]
        for line, row, one in found.values():
            self._at(RELATIONS, line)
            self._add(one, row)

    def _comments(self, rows: list[tuple[int, Row]]) -> Iterator[Comment]:
        ids: set[str] = set()
        for number, (line, row) in enumerate(rows, start=1):
            id = row.get("comment_id") or f"c{number}"
            self._at(COMMENTS, line)
            if id in ids:
                self._gathered.lose(Reason.DUPLICATE_ID, id)
                continue
            ids.add(id)
            target: str | Span | None = row.get("target_id", "")
            if row.get("start"):
                target = self._span(id, *_pair(row, "start", "end"))
            if target is not None:
                yield Comment(id, row.get("text", ""), target)

    def _attributes(self, row: Row, id: str) -> dict[str, str]:
        value = self._json(row.get("attributes", ""), id)
        wrong = [name for name, one in value.items() if not isinstance(one, str)]
        for name in wrong:
            self._gathered.lose(Reason.MALFORMED, id, name)
        return {name: one for name, one in value.items() if name not in wrong}

    def _json(self, cell: str, id: str = "") -> dict[str, Any]:
        """The JSON object of a cell; what is none is told."""
        if not cell:
            return {}
        try:
            value = json.loads(cell)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict) and sound(cell):
            return value
        self._gathered.lose(Reason.MALFORMED, id, cell)
        return {}

    def _zones(self) -> tuple[Zone, ...]:
        zones = []
        for one in self._row.get("zones", "").split(";"):
            if not one.strip():
                continue
            found = _ZONE.fullmatch(one.strip())
            if found is None or found[1] not in [kind.value for kind in ZoneKind]:
                self._gathered.lose(Reason.MALFORMED, detail=one)
            elif span := self._span("", _whole(found[2]), _whole(found[3])):
                zones.append(Zone(span.start, span.end, ZoneKind(found[1])))
        return tuple(sorted(zones, key=zone_start))

    def _status(self) -> Status | None:
        status = self._row.get("status", "")
        if status and status not in [one.value for one in Status]:
            self._gathered.lose(Reason.MALFORMED, detail=status)
            return None
        return Status(status) if status else None


def _kind(annotation: Annotation) -> int:
    return (Entity, Event, Relation, DocumentLabel).index(type(annotation))


def _pair(row: Row, start: str, end: str) -> tuple[int, int]:
    return _whole(row.get(start, "")), _whole(row.get(end, ""))


def _whole(cell: str) -> int:
    """The number in *cell*, or one that is outside of everything."""
    return int(cell) if cell.isdecimal() and len(cell) <= _LONGEST_OFFSET else -1


def _provenance(row: Row) -> dict[str, object]:
    values: dict[str, object] = {
        key: value for key, column in _PROVENANCE if (value := row.get(column))
    }
    if "score" in values:
        try:
            values["score"] = float(str(values["score"]))
        except ValueError:
            del values["score"]
    return values
