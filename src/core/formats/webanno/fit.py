"""The part of an article that WebAnno TSV can hold, in the names that INCEpTION's layers have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...model import AnnotatedArticle, Annotation, Argument, Entity, Event, Relation, Span
from ...scheme import Scheme
from ..cas import fit
from ..keeps import Keeps, with_edges
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
        placed, losses = with_edges(self._given, self._on_tokens)
        self.losses += losses
        kept, losses = fit.fitted(placed, scheme, KEEPS)
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

    def _on_tokens(self, span: Span) -> bool:
        """Whether *span* begins and ends in tokens, which is all that has numbers."""
        text = self._text
        return not text[span.start].isspace() and not text[span.end - 1].isspace()

    def _written(self, one: Annotation) -> Annotation:
        fit: dict[str, Any] = {}
        match one:
            case Entity():
                fit["label"] = self._value(one.id, one.label)
                fit["link"] = self._value(one.id, one.link)
            case Event():
                fit["type"] = self._value(one.id, one.type)
                fit["arguments"] = self._arguments(one)
            case Relation():
                fit["type"] = self._value(one.id, one.type)
        if isinstance(one, Entity | Event) and one.attributes:
            fit["attributes"] = self._values(one.id, one.attributes)
        alike = all(getattr(one, name) == value for name, value in fit.items())
        return one if alike else replace(one, **fit)

    def _arguments(self, event: Event) -> tuple[Argument, ...]:
        fit: list[Argument] = []
        for one in event.arguments:
            if isinstance(one.filler, Span) and not self._on_tokens(one.filler):
                self._lose(event.id, Reason.WHITE_SPACE)
            elif one.filler == event.id:
                self._lose(event.id, Reason.FILLER_EVENT)
            else:
                role = self._value(event.id, one.role)
                fit.append(one if role == one.role else replace(one, role=role))
        return tuple(fit)

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
