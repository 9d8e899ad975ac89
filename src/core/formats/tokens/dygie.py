"""The JSON lines of DyGIE++ (Wadden et al. 2019, https://github.com/dwadden/dygiepp).

One article a line: ``doc_key``, ``sentences`` of tokens and, for each sentence, ``ner``
``[start, end, label]``, ``relations`` ``[start, end, start, end, label]`` and ``events``
``[[trigger, type], [start, end, role], …]``; ``clusters`` of coreferent mentions belong to
the whole. Tokens are counted through the article, and the end is included.

What a sentence holds joins mentions of that sentence; a trigger is one token. ``_text``
holds for each sentence the text up to the next one: DyGIE++ passes over keys that begin
with an underscore, if they have a value for each sentence.

Reading takes ``predicted_…`` (with scores) as suggestions, triggers of several tokens
(``[start, end, type]``), clusters of events, ``_sentence_start``, the files of one
sentence a line that the scripts for ACE make, and RAMS.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ...model import (
    AnnotatedArticle,
    Argument,
    Article,
    Entity,
    Event,
    Relation,
    Span,
)
from ...model.safe_json import safe_json
from ..equivalence import COREFERENCE, classes
from ..format import Destination, Format
from ..gathered import Gathered
from ..json_lines import drafts
from ..keeps import Keeps, reduced
from ..losses import Loss, Reason
from ..source import Draft, Head, Source
from ..values import whole
from .placing import Place, Placing
from .rams import as_dygie, is_rams
from .token_text import TokenText

_KEEPS = Keeps(events=True, fillers=frozenset(("entity", "span")), relations=True)
_LISTS = ("ner", "relations", "events", "clusters", "event_clusters")
_SINGULAR = {"sentence": "sentences", "relation": "relations", "event": "events"}
_PREDICTED = "predicted_"
_ARTICLE = "an article in the form of DyGIE++ is a JSON object with 'sentences', lists of tokens"
_SUGGESTER = "dygie++"
_ENTITY, _RELATION, _TRIGGER = 3, 5, 2
_SCORED = 2
"""Predictions end with the logit and the probability."""


class DygieWriter:
    """Writes articles, as they come, one a line."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination

    def write(self, annotated: AnnotatedArticle, part: str) -> list[Loss]:
        """Write one article; returns what DyGIE++ cannot keep of it."""
        kept, reduction = reduced(annotated, _KEEPS)
        writing = _Writing(annotated, kept)
        value = writing.value(self._destination.scheme.name)
        self._destination.file(part).write(safe_json(value).encode() + b"\n")
        return [*reduction, *writing.placing.losses]

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


class _Writing:
    def __init__(self, annotated: AnnotatedArticle, kept: AnnotatedArticle) -> None:
        self.placing = placing = Placing(annotated, kept)
        self._annotated = annotated
        self._entities: dict[str, Place] = {}
        count = len(placing.tokenized.sentences)
        self._ner: list[list[list[Any]]] = [[] for _ in range(count)]
        self._relations: list[list[list[Any]]] = [[] for _ in range(count)]
        self._events: list[list[list[Any]]] = [[] for _ in range(count)]
        taken: set[Place] = set()
        for one in kept.annotations:
            place = placing.places.get(one.id)
            if not isinstance(one, Entity) or place is None:
                continue
            if place in taken:
                # its reader knows one label for a span
                placing.lose(one.id, Reason.OVERLAP)
                continue
            taken.add(place)
            self._entities[one.id] = place
            self._ner[place.sentence].append([*_inclusive(place), one.label])
        pairs = []
        for one in kept.annotations:
            if isinstance(one, Event):
                self._event(one)
            elif isinstance(one, Relation):
                pairs += self._relation(one)
        self._clusters = [
            [_inclusive(self._entities[id]) for id in chain] for chain in classes(pairs)
        ]

    def _event(self, event: Event) -> None:
        place = self.placing.places.get(event.id)
        if place is None:
            return
        if place.after - place.first > 1:
            self.placing.lose(event.id, Reason.LONG_TRIGGER)
            return
        arguments = []
        for one in event.arguments:
            filler = (
                self.placing.place(event.id, one.filler)
                if isinstance(one.filler, Span)
                else self.placing.places.get(one.filler)
            )
            if filler is None:
                if isinstance(one.filler, str):
                    self.placing.lose(event.id, Reason.FILLER_UNKNOWN)
            elif filler.sentence != place.sentence:
                self.placing.lose(event.id, Reason.SENTENCES)
            else:
                arguments.append([*_inclusive(filler), one.role])
        self._events[place.sentence].append([[place.first, event.type], *arguments])

    def _relation(self, relation: Relation) -> list[tuple[str, str]]:
        """Place *relation*; where it is coreference, its two ends instead."""
        head, tail = map(self._entities.get, (relation.head, relation.tail))
        if head is None or tail is None:
            self.placing.lose(relation.id, Reason.RELATION_END)
        elif relation.type == COREFERENCE:
            return [(relation.head, relation.tail)]
        elif head.sentence != tail.sentence:
            self.placing.lose(relation.id, Reason.SENTENCES)
        else:
            ends = (*_inclusive(head), *_inclusive(tail))
            self._relations[head.sentence].append([*ends, relation.type])
        return []

    def value(self, dataset: str) -> dict[str, Any]:
        """The JSON of the article."""
        tokenized = self.placing.tokenized
        return {
            "doc_key": self._annotated.article.id,
            "dataset": dataset,
            "sentences": tokenized.words_by_sentence(),
            "ner": self._ner,
            "relations": self._relations,
            "events": self._events,
            "clusters": self._clusters,
            "_text": tokenized.stretches(),
        }


def _inclusive(place: Place) -> list[int]:
    return [place.first, place.after - 1]


def read(source: Source) -> Iterator[Draft | Loss]:
    """The articles of *source*.

    Raises:
        UsageError: when no line is a JSON object with sentences.
    """

    def draft(value: dict[str, Any], where: str, line: int) -> Draft:
        return _Reading(value, where).draft(source, line)

    return drafts(source, _in_plural, draft, _ARTICLE)


def _in_plural(value: dict[str, Any]) -> dict[str, Any] | None:
    """*value* as an article, also where it is a sentence; ``None`` where it is neither."""
    if not isinstance(value.get("sentence"), list):
        if not isinstance(value.get("sentences"), list):
            return None
        return as_dygie(value) if is_rams(value) else value
    one: dict[str, Any] = {
        str(_SINGULAR.get(key, key)): [members] if key in {"ner", *_SINGULAR} else members
        for key, members in value.items()
    }
    return one | {"_sentence_start": [whole(value.get("s_start", 0))]}


class _Reading:
    """An article while it is read."""

    def __init__(self, value: dict[str, Any], where: str) -> None:
        self._value = value
        key = value.get("doc_key")
        self._id = key if isinstance(key, str) else ""
        self._gathered = Gathered(self._id, where)
        self._text = TokenText()
        self._shifts: list[int] = []
        """By sentence, from the tokens as the file counts them to those of the text."""

        self._by_span: dict[Span, str] = {}
        self._triggers: defaultdict[Span, list[str]] = defaultdict(list)

    def draft(self, source: Source, line: int) -> Draft:
        self._sentences()
        predicted = any(key.startswith(_PREDICTED) for key in self._value)
        for prefix in ("", _PREDICTED) if predicted else ("",):
            scored = bool(prefix)
            for number, one in self._of(prefix + "ner", _ENTITY):
                self._entity(one, number, scored=scored)
            for number, one in self._of(prefix + "events", 1):
                self._event(one, number, scored=scored)
            for number, one in self._of(prefix + "relations", _RELATION):
                self._relation(one, number, scored=scored)
            provenance = _suggested(None) if prefix else None
            # files about sentences have an empty cluster for each that has none
            for cluster in self._gathered.lists(self._value.get(prefix + "clusters"), 0):
                self._cluster(cluster, self._by_span.get, provenance)
            for cluster in self._gathered.lists(self._value.get(prefix + "event_clusters"), 0):
                self._cluster(cluster, self._first_event, provenance)
        article = Article(self._id, self._text.text, source=source.name)
        annotated = self._gathered.annotated(
            AnnotatedArticle(article, segmentation=self._text.segmentation())
        )
        stem = f"{source.stem}-{line}"
        return Draft(annotated, stem, losses=tuple(self._gathered.losses))

    def _sentences(self) -> None:
        gathered = self._gathered
        texts = self._value.get("_text")
        starts = self._value.get("_sentence_start", self._value.get("sentence_start"))
        for number, words in enumerate(self._value["sentences"]):
            if not isinstance(words, list):
                gathered.lose(Reason.MALFORMED, detail=words)
                words = []  # noqa: PLW2901
            told = starts[number] if isinstance(starts, list) and number < len(starts) else None
            # counted through the article; a sentence on its own says where it begins
            count = self._text.count
            self._shifts.append(count - told if isinstance(told, int) and told >= 0 else 0)
            text = texts[number] if isinstance(texts, list) and number < len(texts) else None
            words = list(map(str, words))  # noqa: PLW2901
            if isinstance(text, str):
                if not self._text.add(words, text, glued=True):
                    gathered.lose(Reason.TEXT, detail=text)
            else:
                self._text.add(words)

    def _of(self, key: str, least: int) -> Iterator[tuple[int, list[Any]]]:
        """The members of *key*, each with the number of its sentence."""
        by_sentence = self._gathered.members(self._value.get(key))
        for number, members in enumerate(by_sentence[: self._text.sentences]):
            if members != []:
                for one in self._gathered.lists(members, least):
                    yield number, one

    def _span(self, first: object, last: object, number: int) -> Span | None:
        """The code points of tokens that sentence *number* tells of, the last included."""
        if type(first) is not int or type(last) is not int:
            return None
        shift = self._shifts[number]
        return self._text.span(first + shift, last + shift + 1)

    def _entity(self, one: list[Any], number: int, *, scored: bool) -> None:
        span = self._span(one[0], one[1], number)
        provenance = _suggested(_probability(one, _ENTITY)) if scored else None
        id = self._gathered.new_id(Entity)
        label = self._gathered.label(one[2], id)
        if span is None:
            self._gathered.lose(Reason.OUTSIDE, id, one)
        elif label and self._gathered.add(Entity(id, (span,), label), provenance):
            self._by_span.setdefault(span, id)

    def _event(self, one: list[Any], number: int, *, scored: bool) -> None:
        gathered = self._gathered
        id = gathered.new_id(Event)
        trigger = one[0]
        if not isinstance(trigger, list) or len(trigger) < _TRIGGER:
            gathered.lose(Reason.NO_TRIGGER, id, trigger)
            return
        several = len(trigger) > _TRIGGER and isinstance(trigger[1], int)
        last, type = trigger[1:3] if several else (trigger[0], trigger[1])
        arguments = []
        for argument in gathered.lists(one[1:], _ENTITY):
            filler = self._filler(argument, number)
            role = gathered.string(argument[2], id)
            if filler is not None and role:
                arguments.append(Argument(role, filler))
            else:
                gathered.lose(Reason.OUTSIDE if filler is None else Reason.NO_LABEL, id)
        span = self._span(trigger[0], last, number)
        if span is None:
            gathered.lose(Reason.OUTSIDE, id, trigger)
        provenance = _suggested(_probability(trigger, len(trigger) - _SCORED)) if scored else None
        id = gathered.event(id, span, type, tuple(arguments), provenance)
        if id and span is not None:
            self._triggers[span].append(id)

    def _filler(self, argument: list[Any], number: int) -> str | Span | None:
        """The entity on the tokens of *argument*, else its code points."""
        span = self._span(argument[0], argument[1], number)
        return None if span is None else self._by_span.get(span, span)

    def _relation(self, one: list[Any], number: int, *, scored: bool) -> None:
        head = self._span(one[0], one[1], number)
        tail = self._span(one[2], one[3], number)
        provenance = _suggested(_probability(one, _RELATION)) if scored else None
        head_id = self._by_span.get(head, "") if head else ""
        tail_id = self._by_span.get(tail, "") if tail else ""
        self._gathered.relation(None, one[4], head_id, tail_id, provenance)

    def _first_event(self, span: Span) -> str | None:
        return next(iter(self._triggers.get(span, ())), None)

    def _cluster(
        self, cluster: list[Any], find: Any, provenance: Mapping[str, object] | None
    ) -> None:
        ids = []
        for one in self._gathered.lists(cluster, 2):
            span = self._span(one[0], one[1], 0) if self._shifts else None
            id = find(span) if span is not None else None
            if id is None:
                self._gathered.lose(Reason.NO_TARGET, detail=one)
            else:
                ids.append(id)
        self._gathered.chain(ids, provenance)


def _probability(values: list[Any], at: int) -> object:
    """The probability among *values*, of which the first *at* are no scores."""
    scores = values[at:]
    return scores[1] if len(scores) == _SCORED else None


def _suggested(score: object) -> Mapping[str, object]:
    provenance: dict[str, object] = {"how": "suggested", "suggester": _SUGGESTER}
    if isinstance(score, int | float) and 0 <= score <= 1:
        provenance["score"] = score
    return provenance


def _recognised(head: Head) -> bool:
    first = head.first_object
    if first is None:
        return False
    if isinstance(sentences := first.get("sentences"), list):
        of_tokens = all(isinstance(one, list) for one in sentences)
        keys = {key.removeprefix(_PREDICTED) for key in first}
        return of_tokens and ("doc_key" in first or not keys.isdisjoint(_LISTS))
    return isinstance(first.get("sentence"), list) and "ner" in first


DYGIE = Format(
    name="dygie",
    title="DyGIE++ JSONL",
    offsets="tokens, the last included",
    keeps=_KEEPS,
    suffix=".jsonl",
    recognises=_recognised,
    read=read,
    writer=DygieWriter,
)
