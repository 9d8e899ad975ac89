"""Suggestions of a pipeline that Goldleaf trained: just what it predicts, with its own scores."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..model import Argument, Article, Entity, Event, Span, Suggestion, Zone
from ..scheme import Scheme
from ..tokens import tokenize
from .ids import suggestion_id
from .passages import Passage, passages

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

ENTITIES, TRIGGERS = "sc", "triggers"
"""The keys of ``Doc.spans`` for entities and for triggers."""

ARGUMENTS = "arguments"
"""The key of ``Doc.user_data`` for a list of :data:`Filled`."""

Filled = tuple[int, int, int, int, str, float]
"""First and end token of a trigger and of a filler; the role, and its probability."""

_UNKNOWN = 0.5
TRAINED_VERSION = "trained "
"""What the version of every trained suggester begins with."""
_BATCH = 64


@dataclass(slots=True)
class _Reading:
    """An article on its way through the pipeline: how many of its passages are read."""

    article_id: str
    parts: list[Passage]
    read: int = 0
    found: dict[str, Suggestion] = field(default_factory=dict)


class TrainedSuggester:
    """What a trained pipeline predicts.

    The score of an entity that a ``ner`` component found is the component's precision with
    that label on the articles it was tested on; of all others, the probability that the
    pipeline gives.
    """

    def __init__(self, scheme: Scheme, nlp: Language, *, workers: int = 1) -> None:
        self._nlp = nlp
        self._workers = workers
        self._labels = set(scheme.label_named)
        self._types = set(scheme.type_named)
        self.name = str(nlp.meta.get("name") or "trained")
        self.version = f"{TRAINED_VERSION}{nlp.meta.get('version', '')}"
        self.language: str = nlp.lang or "xx"
        by_label: Mapping[str, Any] = nlp.meta.get("performance", {}).get("ents_per_type") or {}
        self._precision = {label: float(one.get("p", 0.0)) for label, one in by_label.items()}

    def suggest(
        self, articles: Iterable[tuple[Article, tuple[Zone, ...]]]
    ) -> Iterator[tuple[str, list[Suggestion]]]:
        """The suggestions for each of *articles*, with its id, in the order given.

        Labels and event types that the scheme does not have are left out.
        """
        waiting: deque[_Reading] = deque()
        # one stream for all articles: the worker processes start once
        docs = self._nlp.pipe(
            self._docs(articles, waiting), batch_size=_BATCH, n_process=self._workers
        )
        for doc in docs:
            while waiting[0].read == len(waiting[0].parts):
                yield _finished(waiting.popleft())
            reading = waiting[0]
            part = reading.parts[reading.read]
            reading.found |= {one.id: one for one in self._read(reading.article_id, part, doc)}
            reading.read += 1
        yield from map(_finished, waiting)

    def _docs(
        self, articles: Iterable[tuple[Article, tuple[Zone, ...]]], waiting: deque[_Reading]
    ) -> Iterator[Doc]:
        for article, zones in articles:
            parts = list(passages(article, zones))
            waiting.append(_Reading(article.id, parts))
            for part in parts:
                yield tokenize(self._nlp, part.text)

    def _read(self, article: str, part: Passage, doc: Doc) -> Iterator[Suggestion]:
        entities: dict[tuple[int, int], Suggestion] = {}
        for span, score in self._mentions(doc):
            if span.label_ in self._labels:
                entities[span.start, span.end] = self._entity(article, part, span, score)
        yield from entities.values()
        for span, score in _scored(doc, TRIGGERS):
            if span.label_ in self._types:
                yield self._event(article, part, span, score, entities)

    def _mentions(self, doc: Doc) -> Iterator[tuple[DocSpan, float]]:
        if ENTITIES in doc.spans:
            yield from _scored(doc, ENTITIES)
        else:
            for span in doc.ents:
                yield span, self._precision.get(span.label_, _UNKNOWN)

    def _entity(self, article: str, part: Passage, found: DocSpan, score: float) -> Suggestion:
        span = _placed(part, found)
        id_ = suggestion_id(article, self.name, "entity", found.label_, (span,))
        entity = Entity(id_, (span,), found.label_)
        return Suggestion(entity, round(score, 3), self.name, self.version)

    def _event(
        self,
        article: str,
        part: Passage,
        found: DocSpan,
        score: float,
        entities: Mapping[tuple[int, int], Suggestion],
    ) -> Suggestion:
        trigger = _placed(part, found)
        arguments = []
        filled: Iterable[Filled] = found.doc.user_data.get(ARGUMENTS, ())
        for from_, to, start, end, role, _ in filled:
            if (from_, to) == (found.start, found.end):
                entity = entities.get((start, end))
                filler = entity.id if entity else _placed(part, found.doc[start:end])
                arguments.append(Argument(role, filler))
        id_ = suggestion_id(article, self.name, "event", found.label_, (trigger,))
        event = Event(id_, found.label_, trigger, tuple(dict.fromkeys(arguments)))
        return Suggestion(event, round(score, 3), self.name, self.version)


def _finished(reading: _Reading) -> tuple[str, list[Suggestion]]:
    return reading.article_id, list(reading.found.values())


def _scored(doc: Doc, key: str) -> Iterator[tuple[DocSpan, float]]:
    """The spans of a group with the score of each; 1 where the pipeline tells none."""
    if key in doc.spans:
        group = doc.spans[key]
        scores = group.attrs.get("scores")
        for at, span in enumerate(group):
            # a row of probabilities where a component chooses one label among several
            yield span, 1.0 if scores is None else float(scores[at].max())


def _placed(part: Passage, span: DocSpan) -> Span:
    """Where *span* of a passage is in the article."""
    return Span(part.start + span.start_char, part.start + span.end_char)
