"""The JSON lines of MAVEN (Wang et al. 2020, https://github.com/THU-KEG/MAVEN-dataset).

- ``maven``: ``content`` has the sentences with their tokens; an event is a type and the
  ``mention`` list of its triggers, which mean the same; a trigger is at tokens ``offset`` of
  sentence ``sent_id``, the end not included. Relations between events are written as in
  MAVEN-ERE (Wang et al. 2022) where their type is one of it.
- ``maven-arg``: MAVEN-Arg (Wang et al. 2024): ``document`` is the text, offsets are its code
  points; ``entities`` are chains of mentions too, and ``argument`` gives for each role of an
  event the chains, or stretches of text, that fill it.

``negative_triggers`` are the words that trigger nothing: those with a letter that are no
stop word of the language. ``space_before`` and ``space_after`` are Goldleaf's own: the text
between sentences, so that an article comes back to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ...model import AnnotatedArticle, Annotation, Entity, Event, Relation, Span
from ...model.safe_json import safe_json
from ...tokens import blank
from ..equivalence import COREFERENCE, classes
from ..format import Destination, Format
from ..keeps import Keeps, reduced
from ..losses import Loss, Reason
from .maven_read import CAUSAL, SUBEVENT, TEMPORAL, is_maven, is_maven_arg, read
from .placing import Place, Placing
from .tokenized import Tokenized

_MAVEN_KEEPS = Keeps(
    entities=False,
    events=True,
    relations=True,
    relation_ends=frozenset(("event",)),
    title=True,
)
_ARG_KEEPS = Keeps(
    events=True,
    fillers=frozenset(("entity", "span")),
    relations=True,
    relation_ends=frozenset(("entity", "event")),
    title=True,
)


class _Chains:
    """The entities or events of an article, those that mean the same together.

    Only annotations of one label can be one chain.
    """

    def __init__(self, annotated: AnnotatedArticle, losses: list[Loss]) -> None:
        self._by_id = {one.id: one for one in annotated.annotations}
        article_id = annotated.article.id
        pairs = []
        self.relations: list[Relation] = []
        for one in annotated.annotations:
            if not isinstance(one, Relation):
                continue
            if one.type != COREFERENCE:
                self.relations.append(one)
                continue
            head, tail = self._by_id[one.head], self._by_id[one.tail]
            if type(head) is type(tail) and head.label == tail.label:
                pairs.append((one.head, one.tail))
            else:
                losses.append(Loss(article_id, one.id, Reason.RELATION))
        chained = {id: chain for chain in classes(pairs) for id in chain}
        self.name: dict[str, str] = {}
        """By annotation, the id that its chain has in the file."""

        self._chains: dict[str, list[str]] = {}
        for one in annotated.annotations:
            if isinstance(one, Entity | Event):
                first, *_ = chain = chained.get(one.id, [one.id])
                kind = "ENTITY" if isinstance(one, Entity) else "EVENT"
                self.name[one.id] = name = f"{kind}_{first}"
                self._chains[name] = chain

    def events(self) -> Iterator[tuple[str, list[Event]]]:
        """The chains of events, by id."""
        for name, ids in self._chains.items():
            found = [one for id in ids if isinstance(one := self._by_id[id], Event)]
            if found:
                yield name, found

    def entities(self) -> Iterator[tuple[str, list[Entity]]]:
        """The chains of entities, by id."""
        for name, ids in self._chains.items():
            found = [one for id in ids if isinstance(one := self._by_id[id], Entity)]
            if found:
                yield name, found


class _Writer:
    """Writes articles, as they come, one a line."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination
        types = destination.scheme.event_types
        self._types = {one.name: number for number, one in enumerate(types, start=1)}

    def _put(self, part: str, value: dict[str, Any]) -> None:
        self._destination.file(part).write(safe_json(value).encode() + b"\n")

    def _type(self, name: str) -> dict[str, Any]:
        """An event type with its number: that in the scheme, or the next one."""
        number = self._types.setdefault(name, len(self._types) + 1)
        return {"type": name, "type_id": number}

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


class MavenWriter(_Writer):
    """Writes triggers by token, with chains of events and relations between them."""

    def write(self, annotated: AnnotatedArticle, part: str) -> list[Loss]:
        """Write one article; returns what MAVEN's form cannot keep of it."""
        kept, reduction = reduced(annotated, _MAVEN_KEEPS)
        placing = Placing(annotated, kept)
        losses = [*reduction, *placing.losses]
        placed = _only(kept, placing.places, losses)
        found = _Chains(placed, losses)
        words = placing.tokenized.words_by_sentence()
        events = [
            {
                "id": name,
                **self._type(mentions[0].type),
                "mention": [_mention(placing, one) for one in mentions],
            }
            for name, mentions in found.events()
        ]
        self._put(
            part,
            {
                "id": annotated.article.id,
                "title": kept.article.title,
                "content": [
                    {"sentence": sentence, "tokens": words[number]} | around
                    for number, (sentence, around) in enumerate(placing.tokenized.spaced())
                ],
                "events": events,
                "negative_triggers": _negative_by_token(
                    placing, annotated.article.language, placing.places.values()
                ),
            }
            | _relations(found, annotated.article.id, losses),
        )
        return losses


class MavenArgWriter(_Writer):
    """Writes triggers, entities and arguments by code point."""

    def write(self, annotated: AnnotatedArticle, part: str) -> list[Loss]:
        """Write one article; returns what MAVEN-Arg cannot keep of it."""
        kept, reduction = reduced(annotated, _ARG_KEEPS)
        losses = [*reduction]
        found = _Chains(kept, losses)
        text = annotated.article.text
        triggers = [one.trigger for one in kept.annotations if isinstance(one, Event)]
        self._put(
            part,
            {
                "id": annotated.article.id,
                "title": kept.article.title,
                "document": text,
                "events": [
                    {
                        "id": name,
                        **self._type(mentions[0].type),
                        "mention": [
                            {"id": one.id, "trigger_word": one.trigger.of(text)}
                            | {"offset": [*one.trigger]}
                            for one in mentions
                        ],
                        "argument": _arguments(mentions, found, text),
                    }
                    for name, mentions in found.events()
                ],
                "entities": [
                    {
                        "id": name,
                        "type": mentions[0].label,
                        "mention": [
                            {"id": one.id, "mention": one.span.of(text), "offset": [*one.span]}
                            for one in mentions
                        ],
                    }
                    for name, mentions in found.entities()
                ],
                "negative_triggers": _negative_by_offset(annotated, triggers),
            }
            | _relations(found, annotated.article.id, losses),
        )
        return losses


def _only(
    annotated: AnnotatedArticle, there: Iterable[str], losses: list[Loss]
) -> AnnotatedArticle:
    """*annotated* with the annotations that are *there*, and the relations between these."""
    ids = set(there)
    kept: list[Annotation] = []
    for one in annotated.annotations:
        if not isinstance(one, Relation):
            if one.id in ids:
                kept.append(one)
        elif one.head in ids and one.tail in ids:
            kept.append(one)
        else:
            losses.append(Loss(annotated.article.id, one.id, Reason.RELATION_END))
    return AnnotatedArticle(annotated.article, annotations=tuple(kept))


def _mention(placing: Placing, event: Event) -> dict[str, Any]:
    place = placing.places[event.id]
    return {
        "id": event.id,
        "trigger_word": placing.surface(place),
        "sent_id": place.sentence,
        "offset": [*placing.within(place)],
    }


def _arguments(mentions: list[Event], found: _Chains, text: str) -> dict[str, list[Any]]:
    """What fills each role of a chain of events, each filler once."""
    fillers: dict[str, list[Any]] = {}
    for argument in (argument for one in mentions for argument in one.arguments):
        filler = argument.filler
        value: dict[str, Any] = (
            {"content": filler.of(text), "offset": [*filler]}
            if isinstance(filler, Span)
            else {"entity_id": found.name[filler]}
        )
        of_role = fillers.setdefault(argument.role, [])
        if value not in of_role:
            of_role.append(value)
    return fillers


def _relations(found: _Chains, article_id: str, losses: list[Loss]) -> dict[str, Any]:
    """The relations between chains of events, as MAVEN-ERE has them; others are losses."""
    by_key: dict[str, Any] = {}
    for one in found.relations:
        ends = [found.name.get(one.head, ""), found.name.get(one.tail, "")]
        of_events = all(end.startswith("EVENT") for end in ends)
        if of_events and one.type in TEMPORAL:
            by_key.setdefault("temporal_relations", {}).setdefault(one.type, []).append(ends)
        elif of_events and one.type in CAUSAL:
            by_key.setdefault("causal_relations", {}).setdefault(one.type, []).append(ends)
        elif of_events and one.type == SUBEVENT:
            by_key.setdefault("subevent_relations", []).append(ends)
        else:
            losses.append(Loss(article_id, one.id, Reason.RELATION))
    return by_key


def _negative(
    tokenized: Tokenized, language: str, is_free: Callable[[int], bool]
) -> Iterator[tuple[str, int]]:
    """The words that trigger nothing, each with an id and its number."""
    stop_words = blank(language).Defaults.stop_words
    number = 0
    for at, word in enumerate(tokenized.words):
        lower = word.lower()
        if lower not in stop_words and any(map(str.isalpha, word)) and is_free(at):
            number += 1
            yield f"n{number}", at


def _negative_by_token(
    placing: Placing, language: str, triggers: Iterable[Place]
) -> list[dict[str, Any]]:
    tokenized = placing.tokenized
    taken = {at for one in triggers for at in range(one.first, one.after)}
    found = []
    sentence = 0
    for id, at in _negative(tokenized, language, lambda at: at not in taken):
        while tokenized.sentences[sentence].after <= at:
            sentence += 1
        within = at - tokenized.sentences[sentence].first
        found.append(
            {
                "id": id,
                "trigger_word": tokenized.words[at],
                "sent_id": sentence,
                "offset": [within, within + 1],
            }
        )
    return found


def _negative_by_offset(
    annotated: AnnotatedArticle, triggers: Iterable[Span]
) -> list[dict[str, Any]]:
    tokenized = Tokenized(annotated)
    taken = {at for one in triggers for at in range(one.start, one.end)}

    def is_free(at: int) -> bool:
        return taken.isdisjoint(range(tokenized.starts[at], tokenized.ends[at]))

    return [
        {
            "id": id,
            "trigger_word": tokenized.words[at],
            "offset": [tokenized.starts[at], tokenized.ends[at]],
        }
        for id, at in _negative(tokenized, annotated.article.language, is_free)
    ]


MAVEN = Format(
    name="maven",
    title="MAVEN JSONL",
    offsets="tokens",
    keeps=_MAVEN_KEEPS,
    suffix=".jsonl",
    recognises=is_maven,
    read=read,
    writer=MavenWriter,
)
MAVEN_ARG = Format(
    name="maven-arg",
    title="MAVEN-Arg JSONL",
    offsets="Unicode code points",
    keeps=_ARG_KEEPS,
    suffix=".jsonl",
    recognises=is_maven_arg,
    read=read,
    writer=MavenArgWriter,
)
