"""What annotations say about one text, put together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, product
from typing import Any

from ...model import (
    AnnotatedArticle,
    Annotation,
    Article,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Status,
    Zone,
    ZoneKind,
)
from ..article_fields import keepable
from ..checks import zone_start
from ..gathered import Gathered
from ..losses import Reason
from ..source import Draft, Source
from ..values import string
from .parts import Parts, parts_of
from .quotes import places
from .selectors import Stretch
from .terms import (
    ANNOTATOR,
    ASSESSING,
    CLASSIFYING,
    COMMENTING,
    DESCRIBING,
    EVENT,
    IDENTIFIER,
    IDENTIFYING,
    JSON_TYPE,
    LINKING,
    NAME,
    OF_ARTICLE,
    ROLE,
    TAGGING,
    id_of,
)

Json = Mapping[str, Any]
Groups = Sequence[Sequence[Span]]

_OF_STRETCHES = frozenset((TAGGING, CLASSIFYING, DESCRIBING, IDENTIFYING, COMMENTING))


def build(
    text: str, collection: Json, values: Iterable[tuple[Json, str]], source: Source, stem: str
) -> Draft:
    """The article with *text* and what *values*, each with its place, say about it."""
    gathered = Gathered(stem, source.name, text)
    annotations = []
    for value, where in values:
        gathered.where = where
        annotations.append(parts_of(value, text, where, gathered))
    gathered.reserve({one.id for one in annotations})
    return Building(annotations, gathered).draft(collection, source.name, stem)


class Building:
    """What *annotations* say about a text, taken into *gathered*."""

    def __init__(self, annotations: Sequence[Parts], gathered: Gathered) -> None:
        self.zones: list[Zone] = []
        self.comments: list[Comment] = []
        self.meta: dict[str, object] = {}
        self.status: Status | None = None
        self._gathered = gathered
        self._ids = {one.id for one in annotations if one.id}
        self._comment_ids: set[str] = set()
        self._relations: list[tuple[Parts, Relation]] = []
        placed_groups = self._placed(annotations)
        whole = [
            (one, groups)
            for one, groups in zip(annotations, placed_groups, strict=True)
            if groups is not None
        ]
        links = [pair for pair in whole if pair[0].motivation == LINKING]
        others = [pair for pair in whole if pair[0].motivation != LINKING]
        for one, groups in others:
            gathered.where = one.where
            self._take(one, groups)
        for one, groups in links:
            gathered.where = one.where
            self._link(one, groups)
        self._take_relations()

    def draft(self, collection: Json, file: str, stem: str) -> Draft:
        """The article with what was taken, and what *collection*, of *file*, tells of it."""
        gathered = self._gathered
        gathered.where = file
        article = Article(
            string(collection.get(IDENTIFIER)),
            gathered.text,
            **{name: string(collection.get(term)) for name, term in OF_ARTICLE.items()},
            meta=self.meta,
        )
        rest = AnnotatedArticle(
            article,
            zones=tuple(sorted(self.zones, key=zone_start)),
            comments=tuple(self.comments),
            status=self.status,
            annotator=string(collection.get(ANNOTATOR)),
        )
        return Draft(gathered.annotated(rest), stem, losses=tuple(gathered.losses))

    def _placed(self, annotations: Sequence[Parts]) -> list[Groups | None]:
        """The spans of the targets of each annotation; ``None`` where one cannot be found."""
        given = [
            (each.start, each.end, each.quote.exact)
            for one in annotations
            for group in one.groups
            for each in group
        ]
        # positions are code points, but programs in JavaScript often count its units
        spans = iter(self._gathered.placed(given, utf16=True))
        found: list[Groups | None] = []
        for one in annotations:
            if not one.groups:
                found.append(None if one.broken else ())
                continue
            self._gathered.where = one.where
            groups = [
                [self._by_quote(one.id, stretch, next(spans)) for stretch in group]
                for group in one.groups
            ]
            whole = all(self._is_whole(one.id, group) for group in groups)
            found.append(
                [sorted(span for span in group if isinstance(span, Span)) for group in groups]
                if whole and not one.broken
                else None
            )
        return found

    def _by_quote(self, id: str, stretch: Stretch, span: Span | Reason) -> Span | Reason:
        """*span*, or where that is none the one that the quotation means."""
        if isinstance(span, Span) or not stretch.quote.exact:
            return span
        found = places(self._gathered.text, stretch.quote, stretch.start)
        if not found:
            return Reason.SURFACE
        self._gathered.lose(Reason.SHIFTED, id, detail=f"found by its words {found[0]}")
        return found[0]

    def _is_whole(self, id: str, group: Sequence[Span | Reason]) -> bool:
        """Whether all of *group* is there and in one order; else a loss."""
        if len(group) == 1 and isinstance(group[0], Span):
            return True
        spans = sorted(span for span in group if isinstance(span, Span))
        if reason := next((one for one in group if isinstance(one, Reason)), None):
            self._gathered.lose(reason, id)
            return False
        if any(a.end > b.start for a, b in pairwise(spans)):
            self._gathered.lose(Reason.MALFORMED, id, detail="its parts overlap")
            return False
        return True

    def _take(self, one: Parts, groups: Groups) -> None:
        if groups:
            self._take_stretches(one, groups)
        elif about := next(filter(self._is_annotation, one.about), ""):
            self._comment(one, id_of(about), one.id)
        else:
            self._take_of_text(one)

    def _is_annotation(self, iri: str) -> bool:
        return iri.startswith("#") or iri in self._ids

    def _take_stretches(self, one: Parts, groups: Groups) -> None:
        labels = one.values(TAGGING)
        kinds = one.values(CLASSIFYING)
        if not labels and kinds and kinds[0] in [kind.value for kind in ZoneKind]:
            self.zones += [Zone(*group[0], ZoneKind(kinds[0])) for group in groups]
            return
        labels = labels or kinds
        if not labels:
            self._take_remarks(one, groups)
            return
        event = one.classified_as(EVENT)
        attributes = self._attributes(one)
        link = self._link_of(one)
        if event and link:
            self._gathered.lose(Reason.LINK, one.id, detail=link)
        self._tell_the_rest(one, _OF_STRETCHES)
        kind = Event if event else Entity
        first = id = self._id(one.id, kind)
        for group in groups:
            for label in labels:
                # further tags and targets are annotations of their own
                id = self._id(id, kind)
                if event:
                    hull = Span(group[0].start, group[-1].end)
                    made: Entity | Event = Event(id, label, hull, (), attributes)
                else:
                    made = Entity(id, tuple(group), label, attributes, link)
                self._gathered.add(made, one.provenance)
                id = ""
        self._comment(one, first, "")

    def _take_remarks(self, one: Parts, groups: Groups) -> None:
        """Take what is said of stretches that are given no label."""
        if not one.values(COMMENTING):
            self._gathered.lose(Reason.NO_LABEL, one.id)
            return
        self._tell_the_rest(one, {COMMENTING})
        id = one.id
        for group in groups:
            if len(group) > 1:
                self._gathered.lose(Reason.HULL, one.id)
            self._comment(one, Span(group[0].start, group[-1].end), id)
            id = ""

    def _attributes(self, one: Parts) -> dict[str, str]:
        found: dict[str, str] = {}
        for body in one.bodies.get(DESCRIBING, ()):
            if body.value:
                name = string(body.raw.get(NAME)) or DESCRIBING
                if name in found:
                    self._gathered.lose(Reason.ATTRIBUTES, one.id, detail=f"{name} {body.value}")
                else:
                    found[name] = body.value
        return found

    def _link_of(self, one: Parts) -> str:
        links = [
            found
            for body in one.bodies.get(IDENTIFYING, ())
            if (found := body.value or body.source)
        ]
        for link in links[1:]:
            self._gathered.lose(Reason.LINK, one.id, detail=link)
        return links[0] if links else ""

    def _tell_the_rest(self, one: Parts, purposes: AbstractSet[str]) -> None:
        """Tell of bodies that are for something else than *purposes*."""
        for purpose, bodies in one.bodies.items():
            if purpose not in purposes:
                detail = f"{purpose or 'a body'} {bodies[0].name}"
                self._gathered.lose(Reason.UNKNOWN, one.id, detail=detail)

    def _take_of_text(self, one: Parts) -> None:
        """Take what is said of the whole text."""
        names = [*one.values(CLASSIFYING), *one.values(TAGGING)]
        for number, name in enumerate(names):
            id = self._id("" if number else one.id, DocumentLabel)
            self._gathered.add(DocumentLabel(id, name), one.provenance)
        purposes = {CLASSIFYING, TAGGING, COMMENTING}
        for assessment in one.bodies.get(ASSESSING, ()):
            if assessment.value in [status.value for status in Status]:
                self.status = Status(assessment.value)
                purposes.add(ASSESSING)
        for description in one.bodies.get(DESCRIBING, ()):
            if description.raw.get("format") == JSON_TYPE:
                self._describe(description.value)
                purposes.add(DESCRIBING)
        self._tell_the_rest(one, purposes)
        self._comment(one, "", "" if names else one.id)

    def _describe(self, value: str) -> None:
        try:
            meta = json.loads(value)
        except (ValueError, RecursionError):
            meta = None
        if not isinstance(meta, dict):
            self._gathered.lose(Reason.META, detail=value)
            return
        self.meta |= {
            name: one for name, one in meta.items() if keepable(name, one, self._gathered)
        }

    def _comment(self, one: Parts, target: str | Span, id: str) -> None:
        """Take the remarks in *one* about *target*, the first of them called *id*."""
        for remark in one.values(COMMENTING):
            comment = Comment(self._id(id, Comment), remark, target)
            if comment.id in self._comment_ids:
                self._gathered.lose(Reason.DUPLICATE_ID, comment.id)
            else:
                self._comment_ids.add(comment.id)
                self.comments.append(comment)
            id = ""

    def _link(self, one: Parts, groups: Groups) -> None:
        """Take a role or a relation: from the target to the body, or between two targets."""
        # those with a selector are stretches, and in the groups
        ends = [body for body in one.bodies.get(LINKING, ()) if "selector" not in body.raw]
        about = [id_of(iri) for iri in one.about]
        head = about[0] if about else ""
        tails = [*(id_of(body.source) for body in ends if body.source), *about[1:]]
        labels = one.values(TAGGING) or ["related"]
        if one.classified_as(ROLE):
            fillers: list[str | Span] = [*(group[0] for group in groups), *tails]
            for filler in fillers or [""]:
                self._gathered.fill(head, labels[0], filler)
            self._tell_the_rest(one, {TAGGING, LINKING, CLASSIFYING})
            return
        self._tell_the_rest(one, {TAGGING, LINKING})
        id = one.id
        for label, tail in product(labels, tails or [""]):
            self._relations.append((one, Relation(self._id(id, Relation), label, head, tail)))
            id = ""

    def _take_relations(self) -> None:
        """Take the relations whose ends are there, other relations among them."""
        there = {one.id for _, one in self._relations}
        waiting = self._relations
        while True:
            known = self._gathered.ids | there
            lost = {one.id for _, one in waiting if one.head not in known or one.tail not in known}
            if not lost & there:
                break
            there -= lost
        for parts, one in waiting:
            self._gathered.where = parts.where
            if one.id in there:
                self._gathered.add(one, parts.provenance)
            else:
                detail = f"{one.type} {one.head!r} → {one.tail!r}"
                self._gathered.lose(Reason.NO_TARGET, one.id, detail=detail)

    def _id(self, id: str, kind: type[Annotation | Comment]) -> str:
        return id or self._gathered.new_id(kind)
