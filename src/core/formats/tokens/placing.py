"""Where annotations are in sentences of tokens, for writing."""

from __future__ import annotations

from typing import NamedTuple

from ...model import AnnotatedArticle, Entity, Event, Span
from ..losses import Loss, Reason
from .tokenized import Tokenized, TokenSpan


class Place(NamedTuple):
    """Tokens ``[first, after)`` of one sentence, counted through the article."""

    sentence: int
    first: int
    after: int


class Placing:
    """Finds the tokens of entities and triggers, and loses what has none in one sentence."""

    def __init__(self, annotated: AnnotatedArticle, kept: AnnotatedArticle) -> None:
        """Place the annotations of *kept*, in the tokens of *annotated*."""
        self.tokenized = Tokenized(annotated)
        self.losses: list[Loss] = []
        self._article_id = annotated.article.id
        self.places: dict[str, Place] = {}
        """The tokens of each entity, and of each event's trigger, by id."""

        for one in kept.annotations:
            if isinstance(one, Entity | Event):
                place = self.place(one.id, one.span)
                if place is not None:
                    self.places[one.id] = place

    def place(self, id: str, span: Span) -> Place | None:
        """The tokens of *span*, or a loss of annotation *id*."""
        tokens = self.tokenized.tokens(span)
        if tokens is None:
            self.lose(id, self.tokenized.misfit(span))
            return None
        sentence = self.tokenized.sentence_of(tokens)
        if sentence is None:
            self.lose(id, Reason.SENTENCES)
            return None
        return Place(sentence, *tokens)

    def within(self, place: Place) -> TokenSpan:
        """The tokens of *place*, counted from the start of its sentence."""
        base = self.tokenized.sentences[place.sentence].first
        return TokenSpan(place.first - base, place.after - base)

    def surface(self, place: Place) -> str:
        """The text of *place*."""
        tokenized = self.tokenized
        return tokenized.text[tokenized.starts[place.first] : tokenized.ends[place.after - 1]]

    def lose(self, id: str, reason: Reason) -> None:
        """Tell that something of annotation *id* has no place."""
        self.losses.append(Loss(self._article_id, id, reason))
