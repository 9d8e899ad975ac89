"""The plainest loop for the JSON of event extraction: OneIE, DyGIE++, MAVEN."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any

from _plain_loop import Articles, Made, Plain, dumps, loads
from _plain_sentences import (
    borders_of,
    of_sentences,
    sentences_of,
    spaced,
    spaced_sentences,
    words_of,
)
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Entity,
    Event,
    Relation,
    Span,
)


def _write_oneie(articles: Articles, folder: Path) -> None:
    dumps((line for one in articles for line in _oneie(one)), folder / "gold.json")


def _oneie(one: AnnotatedArticle) -> Iterator[dict[str, Any]]:
    text = one.article.text
    begins, ends = borders_of(one)
    mentions = {each.id: each for each in one.annotations if isinstance(each, Entity)}

    def filler(id: str, role: str) -> dict[str, Any]:
        return {"entity_id": id, "role": role, "text": mentions[id].span.of(text)}

    for number, ((first, after), sentence) in enumerate(
        zip(sentences_of(one), spaced_sentences(one), strict=True)
    ):

        def within(span: Span, first: int = first, after: int = after) -> bool:
            return first <= begins[span.start] < after

        def placed(span: Span, first: int = first) -> dict[str, Any]:
            start, end = begins[span.start] - first, ends[span.end] - first + 1
            return {"text": span.of(text), "start": start, "end": end}

        yield {
            "doc_id": one.article.id,
            "sent_id": f"{one.article.id}-{number}",
            **sentence,
            "entity_mentions": [
                {"id": each.id, "entity_type": each.label, "mention_type": "UNK"}
                | placed(each.span)
                for each in mentions.values()
                if within(each.span)
            ],
            "event_mentions": [
                {
                    "id": each.id,
                    "event_type": each.type,
                    "trigger": placed(each.trigger),
                    "arguments": [filler(str(a.filler), a.role) for a in each.arguments],
                }
                for each in one.annotations
                if isinstance(each, Event) and within(each.trigger)
            ],
            "relation_mentions": [
                {
                    "id": each.id,
                    "relation_type": each.type,
                    "arguments": [filler(each.head, "Arg-1"), filler(each.tail, "Arg-2")],
                }
                for each in one.annotations
                if isinstance(each, Relation)
                and within(mentions[each.head].span)
                and within(mentions[each.tail].span)
            ],
        }


def _read_oneie(folder: Path) -> Made:
    for id, lines in groupby(loads(folder), lambda value: value["doc_id"]):
        values = list(lines)
        tokens = [one["tokens"] for one in values]
        article, segmentation, starts = of_sentences(id, tokens, spaced(values))
        ends = segmentation.token_ends
        found: list[Any] = []
        base = 0
        for value in values:
            for one in value["entity_mentions"]:
                span = Span(starts[base + one["start"]], ends[base + one["end"] - 1])
                found.append(Entity(one["id"], (span,), one["entity_type"]))
            for one in value["event_mentions"]:
                trigger = one["trigger"]
                span = Span(starts[base + trigger["start"]], ends[base + trigger["end"] - 1])
                fillers = tuple(Argument(a["role"], a["entity_id"]) for a in one["arguments"])
                found.append(Event(one["id"], one["event_type"], span, fillers))
            for one in value["relation_mentions"]:
                head, tail = (each["entity_id"] for each in one["arguments"])
                found.append(Relation(one["id"], one["relation_type"], head, tail))
            base += len(value["tokens"])
        yield AnnotatedArticle(article, annotations=tuple(found), segmentation=segmentation)


def _write_dygie(articles: Articles, folder: Path) -> None:
    dumps(map(_dygie, articles), folder / "gold.jsonl")


def _dygie(one: AnnotatedArticle) -> dict[str, Any]:
    assert one.segmentation is not None
    words, text = words_of(one), one.article.text
    begins, ends = borders_of(one)
    spans = {each.id: each.span for each in one.annotations if isinstance(each, Entity)}
    sentences = list(sentences_of(one))
    stretches = [0, *one.segmentation.sentence_starts[1:], len(text)]
    relations = [each for each in one.annotations if isinstance(each, Relation)]

    def tokens(span: Span) -> list[int]:
        return [begins[span.start], ends[span.end]]

    return {
        "doc_key": one.article.id,
        "sentences": [words[first:after] for first, after in sentences],
        "ner": [
            [
                [*tokens(each.span), each.label]
                for each in one.annotations
                if isinstance(each, Entity) and first <= begins[each.span.start] < after
            ]
            for first, after in sentences
        ],
        "events": [
            [
                [
                    [begins[each.trigger.start], each.type],
                    *([*tokens(spans[str(a.filler)]), a.role] for a in each.arguments),
                ]
                for each in one.annotations
                if isinstance(each, Event) and first <= begins[each.trigger.start] < after
            ]
            for first, after in sentences
        ],
        "relations": [
            [
                [*tokens(spans[each.head]), *tokens(spans[each.tail]), each.type]
                for each in relations
                if each.type != "coref" and first <= begins[spans[each.head].start] < after
            ]
            for first, after in sentences
        ],
        "clusters": [[tokens(spans[id]) for id in chain] for chain in _chains(relations)],
        "_text": [text[start:end] for start, end in pairwise(stretches)],
    }


def _chains(relations: Sequence[Relation]) -> list[list[str]]:
    """The chains that *relations* join, where each goes on from the last."""
    chains: list[list[str]] = []
    for one in relations:
        if one.type == "coref" and chains and chains[-1][-1] == one.head:
            chains[-1].append(one.tail)
        elif one.type == "coref":
            chains.append([one.head, one.tail])
    return chains


def _read_dygie(folder: Path) -> Made:
    for value in loads(folder):
        article, segmentation, starts = of_sentences(
            value["doc_key"], value["sentences"], "".join(value["_text"])
        )
        ends = segmentation.token_ends
        ids: dict[tuple[int, int], str] = {}
        found: list[Any] = []
        for sentence in value["ner"]:
            for start, end, label in sentence:
                ids[start, end] = id = f"e{len(found) + 1}"
                found.append(Entity(id, (Span(starts[start], ends[end]),), label))
        for sentence in value["events"]:
            for (token, type_), *arguments in sentence:
                fillers = tuple(Argument(role, ids[start, end]) for start, end, role in arguments)
                span = Span(starts[token], ends[token])
                found.append(Event(f"v{len(found)}", type_, span, fillers))
        for sentence in value["relations"]:
            for one in sentence:
                head, tail = ids[one[0], one[1]], ids[one[2], one[3]]
                found.append(Relation(f"r{len(found)}", one[4], head, tail))
        for cluster in value["clusters"]:
            for head, tail in pairwise(cluster):
                ends_ = ids[head[0], head[1]], ids[tail[0], tail[1]]
                found.append(Relation(f"r{len(found)}", "coref", *ends_))
        yield AnnotatedArticle(article, annotations=tuple(found), segmentation=segmentation)


def _write_maven(articles: Articles, folder: Path) -> None:
    dumps(map(_maven, articles), folder / "gold.jsonl")


def _maven(one: AnnotatedArticle) -> dict[str, Any]:
    text, words = one.article.text, words_of(one)
    begins, ends = borders_of(one)
    sentences = list(sentences_of(one))
    number_of = {at: n for n, (first, after) in enumerate(sentences) for at in range(first, after)}

    def mention(event: Event) -> dict[str, Any]:
        number = number_of[begins[event.trigger.start]]
        base = sentences[number][0]
        offset = [begins[event.trigger.start] - base, ends[event.trigger.end] - base + 1]
        return {
            "id": event.id,
            "trigger_word": event.trigger.of(text),
            "sent_id": number,
            "offset": offset,
        }

    events = [each for each in one.annotations if isinstance(each, Event)]
    triggers = {begins[event.trigger.start] for event in events}
    return {
        "id": one.article.id,
        "title": one.article.title,
        "content": list(spaced_sentences(one)),
        "events": [
            {"id": f"EVENT_{each.id}", "type": each.type, "type_id": 1, "mention": [mention(each)]}
            for each in events
        ],
        "negative_triggers": [
            {
                "id": f"n{at}",
                "trigger_word": word,
                "sent_id": number_of[at],
                "offset": [at - sentences[number_of[at]][0], at - sentences[number_of[at]][0] + 1],
            }
            for at, word in enumerate(words)
            if word.isalpha() and at not in triggers
        ],
    }


def _read_maven(folder: Path) -> Made:
    for value in loads(folder):
        sentences = [one["tokens"] for one in value["content"]]
        article, segmentation, starts = of_sentences(
            value["id"], sentences, spaced(value["content"])
        )
        bases = [0, *accumulate(map(len, sentences))]
        found: list[Any] = []
        for event in value["events"]:
            for one in event["mention"]:
                base = bases[one["sent_id"]]
                start, end = one["offset"]
                span = Span(starts[base + start], segmentation.token_ends[base + end - 1])
                found.append(Event(one["id"], event["type"], span))
        article = replace(article, title=value["title"])
        yield AnnotatedArticle(article, annotations=tuple(found), segmentation=segmentation)


def _write_maven_arg(articles: Articles, folder: Path) -> None:
    dumps(map(_maven_arg, articles), folder / "gold.jsonl")


def _maven_arg(one: AnnotatedArticle) -> dict[str, Any]:
    text = one.article.text
    assert one.segmentation is not None
    places = zip(one.segmentation.token_starts, one.segmentation.token_ends, strict=True)
    events = [each for each in one.annotations if isinstance(each, Event)]
    triggers = {event.trigger.start for event in events}
    entities = {each.id: each for each in one.annotations if isinstance(each, Entity)}
    chains = _chains([each for each in one.annotations if isinstance(each, Relation)])
    joined = {id for chain in chains for id in chain}
    chains += [[id] for id in entities if id not in joined]
    chain_of = {id: f"ENTITY_{chain[0]}" for chain in chains for id in chain}
    return {
        "id": one.article.id,
        "title": one.article.title,
        "document": text,
        "events": [
            {
                "id": f"EVENT_{each.id}",
                "type": each.type,
                "type_id": 1,
                "mention": [
                    {
                        "id": each.id,
                        "trigger_word": each.trigger.of(text),
                        "offset": [*each.trigger],
                    }
                ],
                "argument": {
                    a.role: [{"entity_id": chain_of[str(a.filler)]}] for a in each.arguments
                },
            }
            for each in events
        ],
        "entities": [
            {
                "id": f"ENTITY_{chain[0]}",
                "type": entities[chain[0]].label,
                "mention": [
                    {"id": id, "mention": span.of(text), "offset": [*span]}
                    for id in chain
                    for span in entities[id].spans
                ],
            }
            for chain in chains
        ],
        "negative_triggers": [
            {"id": f"n{start}", "trigger_word": text[start:end], "offset": [start, end]}
            for start, end in places
            if text[start:end].isalpha() and start not in triggers
        ],
    }


def _read_maven_arg(folder: Path) -> Made:
    for value in loads(folder):
        first = {chain["id"]: chain["mention"][0]["id"] for chain in value["entities"]}
        found: list[Any] = [
            Entity(one["id"], (Span(*one["offset"]),), chain["type"])
            for chain in value["entities"]
            for one in chain["mention"]
        ]
        for chain in value["events"]:
            arguments = tuple(
                Argument(role, first[one["entity_id"]])
                for role, fillers in chain["argument"].items()
                for one in fillers
            )
            found.extend(
                Event(one["id"], chain["type"], Span(*one["offset"]), arguments)
                for one in chain["mention"]
            )
        found += [
            Relation(f"r{len(found)}", "coref", one["id"], other["id"])
            for chain in (*value["entities"], *value["events"])
            for one, other in pairwise(chain["mention"])
        ]
        article = Article(value["id"], value["document"], title=value["title"])
        yield AnnotatedArticle(article, annotations=tuple(found))


PLAIN_EVENTS: dict[str, Plain] = {
    "oneie": Plain("json", _write_oneie, _read_oneie),
    "dygie": Plain("json", _write_dygie, _read_dygie),
    "maven": Plain("json", _write_maven, _read_maven),
    "maven-arg": Plain("json", _write_maven_arg, _read_maven_arg),
}
