"""The part of an article that WebAnno TSV can hold, in the names that INCEpTION's layers have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...model import AnnotatedArticle, Annotation, Argument, Entity, Event, Relation, Span
from ...scheme import Scheme
from ..cas import fit
from ..keeps import Keeps
from ..losses import Loss, Reason

KEEPS = Keeps(
    entity_attributes=True,
    links=True,
    events=True,
    event_attributes=True,
    fillers=frozenset(("entity", "event", "span")),
    relations=True,
    relation_ends=frozenset(("entity", "event")),
)
_RETURN = "\r"


def fitted(
    annotated: AnnotatedArticle, scheme: Scheme
) -> tuple[AnnotatedArticle, tuple[Loss, ...]]:
    """What a WebAnno TSV will hold of *annotated*, and a loss for each thing that differs."""
    fitting = _Fitting(annotated)
    return fitting.article(scheme), tuple(fitting.losses)


class _Fitting:
    def __init__(self, annotated: AnnotatedArticle) -> None:
        self.losses: list[Loss] = []
        self._given = annotated
        self._id = annotated.article.id
        self._text = annotated.article.text

    def article(self, scheme: Scheme) -> AnnotatedArticle:
        placed = tuple(filter(self._has_place, self._given.annotations))
        kept, losses = fit.fitted(replace(self._given, annotations=placed), scheme, KEEPS)
        self.losses += losses
        return replace(
            kept,
            article=replace(kept.article, text=self._begun()),
            annotations=tuple(map(self._written, kept.annotations)),
        )

    def _begun(self) -> str:
        """The text as it comes back: before the first token there are only spaces."""
        rest = self._text.lstrip()
        before = self._text[: len(self._text) - len(rest)]
        if not before.strip(" "):
            return self._text
        self._lose("", Reason.TEXT)
        return " " * len(before) + rest

    def _has_place(self, one: Annotation) -> bool:
        spans: tuple[Span, ...] = ()
        if isinstance(one, Entity):
            spans = one.spans
        elif isinstance(one, Event):
            spans = (one.trigger,)
        if all(map(self._on_tokens, spans)):
            return True
        self._lose(one.id, Reason.WHITE_SPACE)
        return False

    def _on_tokens(self, span: Span) -> bool:
        """Whether *span* begins and ends in tokens, which is all that has numbers."""
        text = self._text
        return not text[span.start].isspace() and not text[span.end - 1].isspace()

    def _written(self, one: Annotation) -> Annotation:
        match one:
            case Entity():
                return replace(
                    one,
                    label=self._value(one.id, one.label),
                    attributes=self._values(one.id, one.attributes),
                    link=self._value(one.id, one.link),
                )
            case Event():
                return replace(
                    one,
                    type=self._value(one.id, one.type),
                    arguments=tuple(self._arguments(one)),
                    attributes=self._values(one.id, one.attributes),
                )
            case Relation():
                return replace(one, type=self._value(one.id, one.type))
        return one

    def _arguments(self, event: Event) -> list[Argument]:
        fit: list[Argument] = []
        for one in event.arguments:
            if isinstance(one.filler, Span) and not self._on_tokens(one.filler):
                self._lose(event.id, Reason.WHITE_SPACE)
            elif one.filler == event.id:
                self._lose(event.id, Reason.FILLER_EVENT)
            else:
                fit.append(replace(one, role=self._value(event.id, one.role)))
        return fit

    def _values(self, id: str, values: Mapping[str, str]) -> Mapping[str, str]:
        return {name: self._value(id, value) for name, value in values.items()}

    def _value(self, id: str, value: str) -> str:
        """*value* without carriage returns: they end lines, and there is no escape for them."""
        if _RETURN not in value:
            return value
        self._lose(id, Reason.NAME)
        return value.replace("\r\n", "\n").replace(_RETURN, "\n")

    def _lose(self, id: str, reason: Reason) -> None:
        self.losses.append(Loss(self._id, id, reason))
