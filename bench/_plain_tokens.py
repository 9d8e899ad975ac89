"""The plainest loop for each format that knows a text as its tokens."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any

import conllu
from conllu.models import Token, TokenList

from _plain_loop import Articles, Made, Plain, dumps, loads
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Entity,
    Event,
    Relation,
    Segmentation,
    Span,
)


def _sentences(one: AnnotatedArticle) -> Iterator[tuple[int, int]]:
    """The tokens of each sentence."""
    segmentation = one.segmentation
    assert segmentation is not None
    after = 0
    for end in segmentation.sentence_ends:
        first = after
        while after < segmentation.token_count and segmentation.token_ends[after] <= end:
            after += 1
        yield first, after


def _words(one: AnnotatedArticle) -> list[str]:
    assert one.segmentation is not None
    text = one.article.text
    starts, ends = one.segmentation.token_starts, one.segmentation.token_ends
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _borders(one: AnnotatedArticle) -> tuple[dict[int, int], dict[int, int]]:
    """The token that begins, and the one that ends, at each code point."""
    assert one.segmentation is not None
    starts, ends = one.segmentation.token_starts, one.segmentation.token_ends
    return {at: n for n, at in enumerate(starts)}, {at: n for n, at in enumerate(ends)}


def _of_sentences(
    id: str, sentences: Sequence[Sequence[str]], text: str = ""
) -> tuple[Article, Segmentation, list[int]]:
    """An article of tokens, in *text* or with a space between them, and where each begins."""
    text = text or "\n".join(" ".join(words) for words in sentences)
    starts, ends = array("i"), array("i")
    sentence_starts, sentence_ends = array("i"), array("i")
    at = 0
    for words in sentences:
        first = len(starts)
        for word in words:
            at = text.index(word, at)
            starts.append(at)
            at += len(word)
            ends.append(at)
        sentence_starts.append(starts[first])
        sentence_ends.append(at)
    division = Segmentation(starts, ends, sentence_starts, sentence_ends)
    return Article(id, text), division, starts.tolist()


def _spaced(sentences: Sequence[dict[str, Any]]) -> str:
    return "".join(
        one["space_before"] + one["sentence"] + one.get("space_after", "") for one in sentences
    )


# Columns


def _write_columns(articles: Articles, folder: Path) -> None:
    with (folder / "gold.tsv").open("w", encoding="utf-8") as file:
        for one in articles:
            words, tags = _words(one), _tags(one)
            file.write("-DOCSTART-\tO\n\n")
            for first, after in _sentences(one):
                for at in range(first, after):
                    file.write(f"{words[at]}\t{tags[at]}\n")
                file.write("\n")


def _tags(one: AnnotatedArticle) -> list[str]:
    begins, ends = _borders(one)
    tags = ["O"] * len(begins)
    for each in one.annotations:
        if isinstance(each, Entity) and each.span.start in begins and each.span.end in ends:
            first = begins[each.span.start]
            tags[first] = f"B-{each.label}"
            for at in range(first + 1, ends[each.span.end] + 1):
                tags[at] = f"I-{each.label}"
    return tags


def _read_columns(folder: Path) -> Made:
    (path,) = folder.iterdir()
    with path.open(encoding="utf-8") as file:
        rows = (line.split() for line in file)
        for started, lines in groupby(rows, lambda row: row[:1] == ["-DOCSTART-"]):
            if not started:
                sentences = [list(sentence) for there, sentence in groupby(lines, bool) if there]
                yield _of_rows(sentences)


def _of_rows(sentences: list[list[list[str]]]) -> AnnotatedArticle:
    article, segmentation, starts = _of_sentences(
        "", [[row[0] for row in rows] for rows in sentences]
    )
    tags = [row[-1] for rows in sentences for row in rows]
    found: list[Entity] = []
    first, label = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if label and tag != f"I-{label}":
            end = segmentation.token_ends[at - 1]
            found.append(Entity(f"e{len(found)}", (Span(starts[first], end),), label))
            label = ""
        if tag != "O" and not label:
            first, label = at, tag[2:]
    return AnnotatedArticle(article, annotations=tuple(found), segmentation=segmentation)


# CoNLL-U


def _write_conllu(articles: Articles, folder: Path) -> None:
    with (folder / "gold.conllu").open("w", encoding="utf-8") as file:
        for one in articles:
            words, tags = _words(one), _tags(one)
            for first, after in _sentences(one):
                tokens = [
                    Token(
                        id=at - first + 1,
                        form=words[at],
                        lemma="_",
                        upos="_",
                        xpos=None,
                        feats=None,
                        head=None,
                        deprel="_",
                        deps=None,
                        misc={"NER": tags[at]} if tags[at] != "O" else None,
                    )
                    for at in range(first, after)
                ]
                file.write(TokenList(tokens).serialize())


def _read_conllu(folder: Path) -> Made:
    (path,) = folder.iterdir()
    with path.open(encoding="utf-8") as file:
        sentences: list[list[list[str]]] = []
        for sentence in conllu.parse_incr(file):
            if "newdoc id" in sentence.metadata and sentences:
                yield _of_rows(sentences)
                sentences = []
            sentences.append(
                [[token["form"], (token["misc"] or {}).get("NER", "O")] for token in sentence]
            )
        yield _of_rows(sentences)


# OneIE, DyGIE++, MAVEN


def _write_oneie(articles: Articles, folder: Path) -> None:
    dumps((line for one in articles for line in _oneie(one)), folder / "gold.json")


def _oneie(one: AnnotatedArticle) -> Iterator[dict[str, Any]]:
    text, words = one.article.text, _words(one)
    begins, ends = _borders(one)
    surfaces = {each.id: each.span.of(text) for each in one.annotations if isinstance(each, Entity)}
    for number, (first, after) in enumerate(_sentences(one)):

        def within(span: Span, first: int = first, after: int = after) -> bool:
            return first <= begins[span.start] < after

        def placed(span: Span, first: int = first) -> dict[str, Any]:
            start, end = begins[span.start] - first, ends[span.end] - first + 1
            return {"text": span.of(text), "start": start, "end": end}

        yield {
            "doc_id": one.article.id,
            "sent_id": f"{one.article.id}-{number}",
            "tokens": words[first:after],
            "sentence": " ".join(words[first:after]),
            "entity_mentions": [
                {"id": each.id, "entity_type": each.label, "mention_type": "UNK"}
                | placed(each.span)
                for each in one.annotations
                if isinstance(each, Entity) and within(each.span)
            ],
            "event_mentions": [
                {
                    "id": each.id,
                    "event_type": each.type,
                    "trigger": placed(each.trigger),
                    "arguments": [
                        {"entity_id": a.filler, "role": a.role, "text": surfaces[str(a.filler)]}
                        for a in each.arguments
                    ],
                }
                for each in one.annotations
                if isinstance(each, Event) and within(each.trigger)
            ],
            "relation_mentions": [],
        }


def _read_oneie(folder: Path) -> Made:
    for id, lines in groupby(loads(folder), lambda value: value["doc_id"]):
        values = list(lines)
        tokens = [one["tokens"] for one in values]
        article, segmentation, starts = _of_sentences(id, tokens, _spaced(values))
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
    words = _words(one)
    begins, ends = _borders(one)
    spans = {each.id: each.span for each in one.annotations if isinstance(each, Entity)}
    sentences = list(_sentences(one))

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
        "relations": [[] for _ in sentences],
        "clusters": [],
    }


def _read_dygie(folder: Path) -> Made:
    for value in loads(folder):
        article, segmentation, starts = _of_sentences(
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
    text, words = one.article.text, _words(one)
    begins, ends = _borders(one)
    sentences = list(_sentences(one))
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
        "content": [
            {"sentence": " ".join(words[first:after]), "tokens": words[first:after]}
            for first, after in sentences
        ],
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
        article, segmentation, starts = _of_sentences(
            value["id"], sentences, _spaced(value["content"])
        )
        bases = [0, *accumulate(map(len, sentences))]
        found: list[Any] = []
        for event in value["events"]:
            for one in event["mention"]:
                base = bases[one["sent_id"]]
                start, end = one["offset"]
                span = Span(starts[base + start], segmentation.token_ends[base + end - 1])
                found.append(Event(one["id"], event["type"], span))
        yield AnnotatedArticle(article, annotations=tuple(found), segmentation=segmentation)


def _write_maven_arg(articles: Articles, folder: Path) -> None:
    dumps(map(_maven_arg, articles), folder / "gold.jsonl")


def _maven_arg(one: AnnotatedArticle) -> dict[str, Any]:
    text = one.article.text
    assert one.segmentation is not None
    places = zip(one.segmentation.token_starts, one.segmentation.token_ends, strict=True)
    events = [each for each in one.annotations if isinstance(each, Event)]
    triggers = {event.trigger.start for event in events}
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
                "argument": {a.role: [{"entity_id": f"ENTITY_{a.filler}"}] for a in each.arguments},
            }
            for each in events
        ],
        "entities": [
            {
                "id": f"ENTITY_{each.id}",
                "type": each.label,
                "mention": [{"id": each.id, "mention": each.span.of(text), "offset": [*each.span]}],
            }
            for each in one.annotations
            if isinstance(each, Entity)
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
        article = Article(value["id"], value["document"], title=value["title"])
        yield AnnotatedArticle(article, annotations=tuple(found))


PLAIN_TOKENS: dict[str, Plain] = {
    "conll2003": Plain("str.split", _write_columns, _read_columns),
    "iob2": Plain("str.split", _write_columns, _read_columns),
    "iobes": Plain("str.split", _write_columns, _read_columns),
    "conllu": Plain("conllu", _write_conllu, _read_conllu),
    "oneie": Plain("json", _write_oneie, _read_oneie),
    "dygie": Plain("json", _write_dygie, _read_dygie),
    "maven": Plain("json", _write_maven, _read_maven),
    "maven-arg": Plain("json", _write_maven_arg, _read_maven_arg),
}
