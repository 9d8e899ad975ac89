"""The JSON of OneIE (Lin et al. 2020, http://blender.cs.illinois.edu/software/oneie/).

One sentence a line: ``doc_id``, ``sent_id``, ``tokens``, ``sentence``, and mentions of
entities, relations and events, whose ``start`` and ``end`` count the tokens of the sentence,
the end not included. Lines of one ``doc_id`` that follow one another are an article. Roles
and relations join entities of the same sentence by id.

``space_before`` and ``space_after`` are Goldleaf's own: the text between sentences, so that
an article comes back to the byte. ``pieces`` and ``token_lens`` belong to the tokenizer of
a model, and are not written.

Reading also takes what OneIE puts out (``graph``) as suggestions, TextEE's lines (``wnd_id``,
``text``), arguments with offsets of their own, ACE's subtypes beside the types, and
coreference from ids such as ``…-E14-185``, the mention 185 of the entity E14.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
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
from ..format import Destination, Format
from ..gathered import Gathered
from ..json_lines import about_texts
from ..keeps import Keeps, reduced
from ..losses import Loss, Reason
from ..source import Draft, Head, Source
from ..values import whole
from .oneie_graph import GRAPH, origin, with_mentions
from .placing import Place, Placing
from .token_places import TokenPlaces
from .token_text import TokenText

_KEEPS = Keeps(entity_attributes=True, events=True, fillers=frozenset(("entity",)), relations=True)
_SENTENCE = "a sentence in the form of OneIE is a JSON object with 'tokens'"
_ATTRIBUTES = ("mention_type", "entity_subtype")
_NO_MENTION_TYPE = "UNK"
_HEAD, _TAIL = "Arg-1", "Arg-2"
_MENTIONS = ("entity_mentions", "event_mentions", "relation_mentions")
_OF_AN_ENTITY = re.compile(r"(.+-E\d+)-\d+")


class OneieWriter:
    """Writes articles, as they come, a sentence a line."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination

    def write(self, annotated: AnnotatedArticle, part: str) -> list[Loss]:
        """Write one article; returns what OneIE's form cannot keep of it."""
        kept, reduction = reduced(annotated, _KEEPS)
        writing = _Writing(annotated, kept)
        lines = [safe_json(line).encode() + b"\n" for line in writing.lines()]
        self._destination.file(part).write(b"".join(lines))
        return [*reduction, *writing.placing.losses]

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


class _Writing:
    def __init__(self, annotated: AnnotatedArticle, kept: AnnotatedArticle) -> None:
        self.placing = Placing(annotated, kept)
        self._id = annotated.article.id
        self._mentions: dict[str, defaultdict[int, list[dict[str, Any]]]] = {
            key: defaultdict(list) for key in _MENTIONS
        }
        for one in kept.annotations:
            place = self.placing.places.get(one.id)
            match one:
                case Entity() if place is not None:
                    self._mentions["entity_mentions"][place.sentence].append(
                        self._entity(one, place)
                    )
                case Event() if place is not None:
                    self._mentions["event_mentions"][place.sentence].append(self._event(one, place))
                case Relation():
                    self._relation(one)

    def _entity(self, entity: Entity, place: Place) -> dict[str, Any]:
        for name in entity.attributes:
            if name not in _ATTRIBUTES:
                self.placing.lose(entity.id, Reason.ATTRIBUTES)
        first, after = self.placing.within(place)
        subtype = entity.attributes.get("entity_subtype")
        return {
            "id": entity.id,
            "text": self.placing.surface(place),
            "entity_type": entity.label,
            "mention_type": entity.attributes.get("mention_type", _NO_MENTION_TYPE),
            **({"entity_subtype": subtype} if subtype else {}),
            "start": first,
            "end": after,
        }

    def _event(self, event: Event, place: Place) -> dict[str, Any]:
        first, after = self.placing.within(place)
        return {
            "id": event.id,
            "event_type": event.type,
            "trigger": {"text": self.placing.surface(place), "start": first, "end": after},
            "arguments": [
                {"entity_id": one.filler, "text": self.placing.surface(filler), "role": one.role}
                for one in event.arguments
                if (filler := self._filler(event, place, one)) is not None
            ],
        }

    def _filler(self, event: Event, place: Place, argument: Argument) -> Place | None:
        assert isinstance(argument.filler, str)
        filler = self.placing.places.get(argument.filler)
        if filler is None:
            self.placing.lose(event.id, Reason.FILLER_UNKNOWN)
        elif filler.sentence != place.sentence:
            self.placing.lose(event.id, Reason.SENTENCES)
            return None
        return filler

    def _relation(self, relation: Relation) -> None:
        head, tail = map(self.placing.places.get, (relation.head, relation.tail))
        if head is None or tail is None:
            self.placing.lose(relation.id, Reason.RELATION_END)
        elif head.sentence != tail.sentence:
            self.placing.lose(relation.id, Reason.SENTENCES)
        else:
            ends = ((_HEAD, relation.head, head), (_TAIL, relation.tail, tail))
            self._mentions["relation_mentions"][head.sentence].append(
                {
                    "id": relation.id,
                    "relation_type": relation.type.split(":")[0],
                    "relation_subtype": relation.type,
                    "arguments": [
                        {"entity_id": id, "text": self.placing.surface(place), "role": role}
                        for role, id, place in ends
                    ],
                }
            )

    def lines(self) -> Iterator[dict[str, Any]]:
        """The sentences of the article."""
        tokenized = self.placing.tokenized
        words = tokenized.words_by_sentence()
        for number, (sentence, around) in enumerate(tokenized.spaced()):
            line: dict[str, Any] = {
                "doc_id": self._id,
                "sent_id": f"{self._id}-{number}",
                "tokens": words[number],
                "sentence": sentence,
            }
            yield line | {key: of[number] for key, of in self._mentions.items()} | around


def read(source: Source) -> Iterator[Draft | Loss]:
    """The articles of *source*, each of the lines with its ``doc_id``.

    Raises:
        UsageError: when no line is a JSON object with tokens.
    """
    reading: _Reading | None = None
    with source.open() as stream:
        for found in about_texts(stream, source.name, _with_tokens, _SENTENCE):
            if isinstance(found, Loss):
                yield found
                continue
            value, where, _ = found
            id = _article_id(value)
            if reading is None or not id or id != reading.id:
                if reading is not None:
                    yield reading.draft()
                reading = _Reading(source, id, where)
            reading.sentence(value, where)
    if reading is not None:
        yield reading.draft()


def _with_tokens(value: dict[str, Any]) -> dict[str, Any] | None:
    return value if isinstance(value.get("tokens"), list) else None


def _article_id(value: dict[str, Any]) -> str:
    id = value.get("doc_id")
    if not isinstance(id, str):
        sentence = value.get("sent_id", value.get("wnd_id"))
        id = sentence.rpartition("-")[0] if isinstance(sentence, str) else ""
    return id.strip()


class _Reading:
    """An article while its sentences are read."""

    def __init__(self, source: Source, id: str, where: str) -> None:
        self.id = id
        self._source = source
        self._gathered = Gathered(id, where)
        self._text = TokenText()
        self._lines: list[tuple[str, dict[str, Any]]] = []
        self._chains: defaultdict[str, list[str]] = defaultdict(list)
        self._places = TokenPlaces(self._text, self._gathered)
        self._number = 0

    def sentence(self, value: dict[str, Any], where: str) -> None:
        """Take in one line: its text now, what is in it when all of the article is there."""
        gathered = self._gathered
        gathered.where = where
        words = list(map(str, value["tokens"]))
        surface = value.get("sentence", value.get("text"))
        if not self._text.add_spaced(words, value, surface):
            gathered.lose(Reason.TEXT, detail=surface)
        self._lines.append((where, with_mentions(value, len(self._lines))))

    def draft(self) -> Draft:
        """The article."""
        gathered = self._gathered
        self._places.find_shift(
            (number, *said)
            for number, (_, value) in enumerate(self._lines)
            for said in _surfaces(value)
        )
        for number, (where, value) in enumerate(self._lines):
            gathered.where = where
            self._number = number
            for one in gathered.objects(value.get("entity_mentions")):
                self._entity(one)
            for one in gathered.objects(value.get("event_mentions")):
                self._event(one)
            for one in gathered.objects(value.get("relation_mentions")):
                self._relation(one)
        for ids in self._chains.values():
            gathered.chain(ids)
        article = Article(self.id, self._text.text, source=self._source.name)
        annotated = gathered.annotated(
            AnnotatedArticle(article, segmentation=self._text.segmentation())
        )
        return Draft(annotated, self._source.stem, losses=tuple(gathered.losses))

    def _span(self, value: dict[str, Any], id: str) -> Span | None:
        first, after = whole(value.get("start")), whole(value.get("end"))
        return self._places.span(self._number, first, after, value.get("text"), id)

    def _entity(self, value: dict[str, Any]) -> None:
        gathered = self._gathered
        attributes = {
            name: text
            for name in _ATTRIBUTES
            if name in value and (text := gathered.string(value[name])) and text != _NO_MENTION_TYPE
        }
        id = gathered.string(value.get("id")) or gathered.new_id(Entity)
        id = gathered.entity(
            id,
            self._span(value, id),
            value.get("entity_type"),
            attributes,
            origin(value),
        )
        if id and (found := _OF_AN_ENTITY.fullmatch(id)):
            self._chains[found[1]].append(id)

    def _event(self, value: dict[str, Any]) -> None:
        gathered = self._gathered
        trigger = value.get("trigger")
        id = gathered.string(value.get("id")) or gathered.new_id(Event)
        if not isinstance(trigger, dict):
            gathered.lose(Reason.NO_TRIGGER, id)
            return
        arguments = [
            argument
            for one in gathered.objects(value.get("arguments"))
            if (argument := self._argument(one, id)) is not None
        ]
        type, subtype = value.get("event_type"), value.get("event_subtype")
        if isinstance(type, str) and isinstance(subtype, str) and subtype and ":" not in type:
            type = f"{type}:{subtype}"
        span = self._span(trigger, id)
        gathered.event(id, span, type, tuple(arguments), origin(value))

    def _argument(self, value: dict[str, Any], event: str) -> Argument | None:
        role = self._gathered.string(value.get("role"), event)
        target = value.get("entity_id")
        if not role:
            self._gathered.lose(Reason.NO_LABEL, event)
        elif isinstance(target, str) and self._gathered.has(target):
            return Argument(role, target)
        elif "start" in value:
            span = self._span(value, event)
            return None if span is None else Argument(role, span)
        else:
            self._gathered.lose(Reason.NO_TARGET, event, target)
        return None

    def _relation(self, value: dict[str, Any]) -> None:
        gathered = self._gathered
        ends = sorted(
            gathered.objects(value.get("arguments")), key=lambda one: one.get("role") == _TAIL
        )
        ids = [gathered.string(one.get("entity_id")) for one in ends]
        if len(ids) != 2:  # noqa: PLR2004 - a head and a tail
            gathered.lose(Reason.NO_TARGET, gathered.string(value.get("id")))
            return
        type = value.get("relation_subtype") or value.get("relation_type")
        gathered.relation(value.get("id"), type, ids[0], ids[1], origin(value))


def _surfaces(value: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Where the mentions of a sentence are, and what they say stands there."""
    for key in ("entity_mentions", "event_mentions"):
        mentions = value.get(key)
        for one in mentions if isinstance(mentions, list) else ():
            place = one.get("trigger", one) if isinstance(one, dict) else None
            if isinstance(place, dict) and isinstance(said := place.get("text"), str):
                yield whole(place.get("start")), whole(place.get("end")), said


def _recognised(head: Head) -> bool:
    first = head.first_object
    if first is None or not isinstance(first.get("tokens"), list):
        return False
    listed = any(isinstance(first.get(key), list) for key in _MENTIONS)
    return listed or isinstance(first.get(GRAPH), dict)


ONEIE = Format(
    name="oneie",
    title="OneIE JSON",
    offsets="tokens",
    keeps=_KEEPS,
    suffix=".json",
    recognises=_recognised,
    read=read,
    writer=OneieWriter,
)
