"""What a format has places for, and the part of an article that fits into them."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ..model import (
    AnnotatedArticle,
    Annotation,
    Argument,
    Article,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Status,
)
from .losses import Loss, Reason
from .remarks import ANYTHING, About, about, placed_comments

Filler = Literal["entity", "event", "span"]


@dataclass(frozen=True, slots=True)
class Keeps:
    """What a format can hold: one place for each thing that an article may have.

    ``overlap``: entities that share code points; where it is false, of overlapping
    ones the longest stays (of equally long ones the first). ``fillers`` is what may fill
    a role; an event or entity that may not becomes its bare span where that may.
    ``relation_ends`` are the kinds that a relation may join. ``comments`` is what a comment
    may be on; one on something else becomes the article's where that may. ``meta`` is
    whether an article's further JSON values go through.
    """

    entities: bool = True
    overlap: bool = True
    discontinuous: bool = False
    entity_attributes: bool = False
    links: bool = False
    events: bool = False
    event_attributes: bool = False
    fillers: frozenset[Filler] = frozenset()
    relations: bool = False
    relation_ends: frozenset[Literal["entity", "event", "relation", "label"]] = frozenset(
        ("entity",)
    )
    document_labels: bool = False
    comments: frozenset[About] = frozenset()
    zones: bool = False
    status: bool = False
    title: bool = False
    source: bool = False
    published: bool = False
    language: bool = False
    meta: bool = False


EVERYTHING = Keeps(
    discontinuous=True,
    entity_attributes=True,
    links=True,
    events=True,
    event_attributes=True,
    fillers=frozenset(("entity", "event", "span")),
    relations=True,
    relation_ends=frozenset(("entity", "event", "relation", "label")),
    document_labels=True,
    comments=ANYTHING,
    zones=True,
    status=True,
    title=True,
    source=True,
    published=True,
    language=True,
    meta=True,
)


def reduced(annotated: AnnotatedArticle, keeps: Keeps) -> tuple[AnnotatedArticle, tuple[Loss, ...]]:
    """The part of *annotated* that a format can hold, and a loss for each thing it cannot.

    The id of the article and the provenance of what is left stay as they are. A
    status of ``open`` and an annotator are no losses: they say nothing of the gold.
    """
    reduction = _Reduction(annotated, keeps)
    return reduction.article(), tuple(reduction.losses)


def with_edges(
    annotated: AnnotatedArticle, fit: Callable[[Span], bool]
) -> tuple[AnnotatedArticle, tuple[Loss, ...]]:
    """*annotated* with the entities and triggers whose spans *fit*, and a loss for each other one.

    For formats that have no place for what begins or ends with white space.
    """
    placed = []
    losses = []
    for one in annotated.annotations:
        spans: tuple[Span, ...] = ()
        if isinstance(one, Entity):
            spans = one.spans
        elif isinstance(one, Event):
            spans = (one.trigger,)
        if all(map(fit, spans)):
            placed.append(one)
        else:
            losses.append(Loss(annotated.article.id, one.id, Reason.WHITE_SPACE))
    if not losses:
        return annotated, ()
    return replace(annotated, annotations=tuple(placed)), tuple(losses)


class _Reduction:
    def __init__(self, annotated: AnnotatedArticle, keeps: Keeps) -> None:
        self.losses: list[Loss] = []
        self._annotated = annotated
        self._keeps = keeps
        self._by_id = {one.id: one for one in annotated.annotations}
        # when first needed
        self._entities_on: dict[Span, str] | None = None

    def article(self) -> AnnotatedArticle:
        annotated, keeps = self._annotated, self._keeps
        article = self._article()
        zones = annotated.zones
        if zones and not keeps.zones:
            self._lose("", Reason.ZONES)
            zones = ()
        status = annotated.status
        if status is not None and not keeps.status:
            if status is not Status.OPEN:
                self._lose("", Reason.STATUS)
            status = None
        annotations = tuple(self._annotations())
        provenance, comments = annotated.provenance, annotated.comments
        if comments:
            left = {one.id: one for one in annotations}
            comments, losses = placed_comments(
                comments,
                article.id,
                lambda target: about(target, left) in keeps.comments,
                on_article="article" in keeps.comments,
            )
            self.losses += losses
        if self.losses:
            ids = {one.id for one in annotations}
            provenance = {id: one for id, one in provenance.items() if id in ids}
        return AnnotatedArticle(
            article,
            zones,
            annotations,
            provenance,
            comments,
            status,
            annotated.annotator,
            annotated.segmentation,
        )

    def _article(self) -> Article:
        article, keeps = self._annotated.article, self._keeps
        for has, has_place, reason in (
            (article.title, keeps.title, Reason.TITLE),
            (article.source, keeps.source, Reason.SOURCE),
            (article.published, keeps.published, Reason.PUBLISHED),
            (article.language, keeps.language, Reason.LANGUAGE),
        ):
            if has and not has_place:
                self._lose("", reason)
        if article.meta and not keeps.meta:
            self._lose("", Reason.META, len(article.meta))
        if not self.losses:
            return article
        return Article(
            article.id,
            article.text,
            title=article.title if keeps.title else "",
            source=article.source if keeps.source else "",
            published=article.published if keeps.published else "",
            language=article.language if keeps.language else "",
            meta=article.meta if keeps.meta else {},
        )

    def _annotations(self) -> Iterator[Annotation]:
        found = map(self._placed, self._annotated.annotations)
        kept = {one.id: one for one in found if one is not None}
        if not self._keeps.overlap:
            self._drop_overlapping(kept)
        self._drop_unjoined(kept)
        for one in kept.values():
            yield self._event(one, kept) if isinstance(one, Event) else one

    def _placed(self, one: Annotation) -> Annotation | None:
        """*one* as far as its own kind has a place; arguments and overlaps are looked at later."""
        if isinstance(one, Entity):
            return self._entity(one)
        match one:
            case Event():
                has_place, reason = self._keeps.events, Reason.EVENT
            case Relation():
                has_place, reason = self._keeps.relations, Reason.RELATION
            case DocumentLabel():
                has_place, reason = self._keeps.document_labels, Reason.DOCUMENT_LABEL
        if has_place:
            return one
        self._lose(one.id, reason)
        return None

    def _entity(self, entity: Entity) -> Entity | None:
        keeps = self._keeps
        if not keeps.entities:
            self._lose(entity.id, Reason.ENTITY)
            return None
        if len(entity.spans) > 1 and not keeps.discontinuous:
            self._lose(entity.id, Reason.DISCONTINUOUS)
            return None
        if entity.attributes and not keeps.entity_attributes:
            self._lose(entity.id, Reason.ATTRIBUTES, len(entity.attributes))
            entity = replace(entity, attributes={})
        if entity.link and not keeps.links:
            self._lose(entity.id, Reason.LINK)
            entity = replace(entity, link="")
        return entity

    def _event(self, event: Event, kept: dict[str, Annotation]) -> Event:
        if event.attributes and not self._keeps.event_attributes:
            self._lose(event.id, Reason.ATTRIBUTES, len(event.attributes))
            event = replace(event, attributes={})
        lost = len(self.losses)
        arguments = [self._argument(event.id, one, kept) for one in event.arguments]
        if lost == len(self.losses):
            return event
        return replace(event, arguments=tuple(one for one in arguments if one is not None))

    def _argument(
        self, event_id: str, argument: Argument, kept: dict[str, Annotation]
    ) -> Argument | None:
        fillers = self._keeps.fillers
        if not fillers:
            self._lose(event_id, Reason.ARGUMENTS)
            return None
        filler = argument.filler
        if isinstance(filler, Span):
            if "span" in fillers:
                return argument
            if entity := self._entity_on(filler, kept) if "entity" in fillers else "":
                self._lose(event_id, Reason.FILLER_ENTITY)
                return replace(argument, filler=entity)
            self._lose(event_id, Reason.FILLER_SPAN)
            return None
        named = kept.get(filler)
        if (isinstance(named, Entity) and "entity" in fillers) or (
            isinstance(named, Event) and "event" in fillers
        ):
            return argument
        was = self._by_id.get(filler)
        if "span" in fillers and isinstance(was, Entity | Event):
            self._lose(event_id, Reason.FILLER)
            return replace(argument, filler=was.span)
        self._lose(
            event_id, Reason.FILLER_EVENT if isinstance(was, Event) else Reason.FILLER_UNKNOWN
        )
        return None

    def _entity_on(self, span: Span, kept: dict[str, Annotation]) -> str:
        """The id of the first entity that is *span*; empty where there is none."""
        if self._entities_on is None:
            entities = [one for one in kept.values() if isinstance(one, Entity)]
            self._entities_on = {
                one.spans[0]: one.id for one in reversed(entities) if len(one.spans) == 1
            }
        return self._entities_on.get(span, "")

    def _drop_overlapping(self, kept: dict[str, Annotation]) -> None:
        entities = [one for one in kept.values() if isinstance(one, Entity)]
        if all(one.end <= other.start for one, other in pairwise(sorted(e.span for e in entities))):
            return
        taken: list[Span] = []
        for one in sorted(entities, key=lambda one: (-one.span.length, one.span.start)):
            at = bisect(taken, one.span)
            if any(one.span.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
                self._lose(one.id, Reason.OVERLAP)
                del kept[one.id]
            else:
                taken.insert(at, one.span)

    def _drop_unjoined(self, kept: dict[str, Annotation]) -> None:
        kinds = {Entity: "entity", Event: "event", Relation: "relation", DocumentLabel: "label"}
        admitted = self._keeps.relation_ends

        def joined(relation: Relation) -> bool:
            ends = (kept.get(relation.head), kept.get(relation.tail))
            return all(one is not None and kinds[type(one)] in admitted for one in ends)

        relations = [one for one in kept.values() if isinstance(one, Relation)]
        while lacking := [one for one in relations if one.id in kept and not joined(one)]:
            for one in lacking:
                self._lose(one.id, Reason.RELATION_END)
                del kept[one.id]

    def _lose(self, id: str, reason: Reason, count: int = 1) -> None:
        self.losses.append(Loss(self._annotated.article.id, id, reason, count))
