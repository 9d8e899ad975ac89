"""What reading a file of tokens line by line comes to: article after article, with entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ...model import AnnotatedArticle, Argument, Article, Entity, Event, Relation, Span
from ..equivalence import COREFERENCE
from ..losses import Loss, Reason
from ..source import Draft, Source
from . import tags
from .token_text import TokenText


class ArticleReading:
    """The article that the lines being read belong to, as far as it was read."""

    def __init__(self, source: Source) -> None:
        self.text = TokenText()
        self._source = source
        self._documents = 0
        self._id = ""
        self._entities: list[Entity] = []
        self._events: list[Event] = []
        self._relations: list[Relation] = []
        self._losses: list[Loss] = []

    def end_sentence(self) -> None:
        """Take in what was read since the last sentence as one."""
        raise NotImplementedError

    def begin(self, id: str) -> None:
        """Begin another article, called *id* where that is not empty."""
        self._documents += 1
        self._id = id
        self.text = TokenText()
        self._entities = []
        self._events = []
        self._relations = []
        self._losses = []

    def add_entities(self, layers: Iterable[Sequence[str]], base: int) -> None:
        """Add the entities that *layers* of tags give the tokens from number *base* on."""
        for layer in layers:
            for first, after, label in tags.entities(layer):
                span = self.text.span(base + first, base + after)
                if span is not None:
                    self.add((span,), label)

    def add(
        self,
        spans: tuple[Span, ...],
        label: str,
        attributes: Mapping[str, str] | None = None,
        link: str = "",
    ) -> str:
        """Add an entity; its id."""
        id = f"e{len(self._entities) + 1}"
        self._entities.append(Entity(id, spans, label, attributes or {}, link))
        return id

    def add_event(self, type: str, trigger: Span, arguments: tuple[Argument, ...]) -> None:
        """Add an event."""
        self._events.append(Event(f"v{len(self._events) + 1}", type, trigger, arguments))

    def chain(self, ids: Sequence[str]) -> None:
        """Add coreference between each of *ids* and the next."""
        for head, tail in pairwise(ids):
            id = f"r{len(self._relations) + 1}"
            self._relations.append(Relation(id, COREFERENCE, head, tail))

    def lose(self, reason: Reason, line: int, detail: str = "") -> None:
        """Tell what could not be taken from *line*."""
        where = f"{self._source.name}, line {line}"
        self._losses.append(Loss(self._id, "", reason, where=where, detail=detail))

    def draft(self) -> Draft | None:
        """The article that was read since the last, if there was one."""
        self.end_sentence()
        text = self.text.text
        if not text.strip():
            return None
        stem = self._source.stem
        return Draft(
            AnnotatedArticle(
                Article(self._id, text, source=self._source.name),
                annotations=(*self._entities, *self._events, *self._relations),
                segmentation=self.text.segmentation(),
            ),
            f"{stem}-{self._documents}" if self._documents else stem,
            losses=tuple(self._losses),
        )
