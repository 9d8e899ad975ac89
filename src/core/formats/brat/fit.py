"""The part of an article that brat's files can hold, in the names that they can write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from ...model import (
    AnnotatedArticle,
    Annotation,
    Argument,
    Comment,
    Entity,
    Event,
    Relation,
    Span,
)
from ...scheme import Scheme
from ..equivalence import chained, equivalence_types
from ..keeps import Keeps, reduced, with_edges
from ..losses import Loss, Reason
from ..remarks import placed_comments
from .names import stored, stored_value

KEEPS = Keeps(
    discontinuous=True,
    entity_attributes=True,
    links=True,
    events=True,
    event_attributes=True,
    fillers=frozenset(("entity", "event", "span")),
    relations=True,
    relation_ends=frozenset(("entity", "event")),
    comments=frozenset(("entity", "event", "relation", "span")),
)
BOM = "\ufeff"
_BREAKS = re.compile(r"[\r\n]+")
_BREAK = frozenset("\r\n")


def fitted(
    annotated: AnnotatedArticle, scheme: Scheme
) -> tuple[AnnotatedArticle, tuple[Loss, ...]]:
    """What brat's files will hold of *annotated*, and a loss for each thing that differs."""
    fitting = _Fitting(annotated, scheme)
    return fitting.article(), tuple(fitting.losses)


class _Fitting:
    def __init__(self, annotated: AnnotatedArticle, scheme: Scheme) -> None:
        self.losses: list[Loss] = []
        self._id = annotated.article.id
        self._text = annotated.article.text
        self._given = annotated
        self._equivalences = equivalence_types(scheme)
        self._declared = {
            stored(type_.name): frozenset(stored(role.name) for role in type_.roles)
            for type_ in scheme.event_types
        }

    def article(self) -> AnnotatedArticle:
        if self._text.startswith(BOM):
            self._lose("", Reason.TEXT)
        placed, losses = with_edges(self._given, self._writable)
        self.losses += losses
        kept, losses = reduced(placed, KEEPS)
        self.losses += losses
        kept, losses = chained(kept, self._equivalences)
        self.losses += losses
        return replace(
            kept,
            annotations=tuple(map(self._renamed, kept.annotations)),
            comments=tuple(self._comments(kept)) if kept.comments else (),
        )

    def _writable(self, span: Span) -> bool:
        """Whether *span* has more than white space, within lines, after a byte order mark."""
        surface = self._text[span.start : span.end]
        return (
            surface[0] not in _BREAK
            and surface[-1] not in _BREAK
            and not surface.isspace()
            and not (span.start == 0 and surface[0] == BOM)
        )

    def _renamed(self, one: Annotation) -> Annotation:
        label = stored(one.label)
        if label != one.label:
            self._lose(one.id, Reason.NAME)
        match one:
            case Entity():
                if label == one.label and not (one.attributes or one.link or one.spans[1:]):
                    return one
                attributes = self._attributes(one.id, one.attributes)
                return Entity(one.id, self._joined(one), label, attributes, self._link(one))
            case Event():
                arguments = self._arguments(one, label)
                if label == one.label and arguments is one.arguments and not one.attributes:
                    return one
                attributes = self._attributes(one.id, one.attributes)
                return Event(one.id, label, one.trigger, arguments, attributes)
            case Relation() if label != one.label:
                return Relation(one.id, label, one.head, one.tail)
            case _:
                return one

    def _joined(self, entity: Entity) -> tuple[Span, ...]:
        """The spans of *entity* as they come back: brat has a part for each line anyway."""
        spans = [entity.spans[0]]
        for before, after in pairwise(entity.spans):
            if _BREAKS.fullmatch(self._text, before.end, after.start):
                self._lose(entity.id, Reason.JOINED)
                spans[-1] = Span(spans[-1].start, after.end)
            else:
                spans.append(after)
        return tuple(spans)

    def _link(self, entity: Entity) -> str:
        if not re.search(r"\s", entity.link):
            return entity.link
        self._lose(entity.id, Reason.LINK)
        return ""

    def _attributes(self, id: str, attributes: Mapping[str, str]) -> dict[str, str]:
        fit: dict[str, str] = {}
        for name, value in attributes.items():
            name_now, value_now = stored(name), stored_value(value)
            if not value or name_now in fit:
                self._lose(id, Reason.ATTRIBUTES)
                continue
            if (name_now, value_now) != (name, value):
                self._lose(id, Reason.NAME)
            fit[name_now] = value_now
        return fit

    def _arguments(self, event: Event, type_: str) -> tuple[Argument, ...]:
        fit = []
        lost = len(self.losses)
        for argument in event.arguments:
            if isinstance(argument.filler, Span) and not self._writable(argument.filler):
                self._lose(event.id, Reason.WHITE_SPACE)
                continue
            if argument.filler == event.id:
                self._lose(event.id, Reason.FILLER_EVENT)
                continue
            role = self._role(argument.role, event, type_)
            if role != argument.role:
                self._lose(event.id, Reason.NAME)
            fit.append(Argument(role, argument.filler))
        return event.arguments if lost == len(self.losses) else tuple(fit)

    def _role(self, role: str, event: Event, type_: str) -> str:
        """*role* as it can be written: behind it comes the number of a further filler."""
        name = stored(role)
        if not name[-1].isdigit():
            return name
        several = sum(argument.role == role for argument in event.arguments) > 1
        declared = name in self._declared.get(type_, ())
        return f"{name}_" if several or not declared else name

    def _comments(self, kept: AnnotatedArticle) -> Iterator[Comment]:
        nameable = {
            one.id
            for one in kept.annotations
            if not (isinstance(one, Relation) and one.type in self._equivalences)
        }
        comments, losses = placed_comments(
            kept.comments,
            self._id,
            lambda target: (
                self._writable(target) if isinstance(target, Span) else target in nameable
            ),
            on_article=False,
        )
        self.losses += losses
        yield from filter(None, map(self._comment, comments))

    def _comment(self, comment: Comment) -> Comment | None:
        if not comment.text.strip():
            self._lose(comment.id, Reason.COMMENT)
            return None
        text = " ".join(comment.text.split())
        if text != comment.text:
            self._lose(comment.id, Reason.TEXT)
        return replace(comment, text=text)

    def _lose(self, id: str, reason: Reason, count: int = 1) -> None:
        self.losses.append(Loss(self._id, id, reason, count))
