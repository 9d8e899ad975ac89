"""The plainest loop for each format: its own library, the same values, and nothing else.

No checks, no losses, no repair, no ids made, nothing put in place at the end: what someone
would write for a single run over data that is known to be right. Both directions deal in
the values of Goldleaf's model, as Goldleaf does.
"""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import DocBin
from spacy.util import filter_spans

from _plain_columns import PLAIN_COLUMNS
from _plain_events import PLAIN_EVENTS
from _plain_loop import Articles, Made, Plain, dumps, loads
from _plain_tools import PLAIN_TOOLS
from _plain_web import PLAIN_WEB
from _plain_webanno import PLAIN_WEBANNO
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Entity,
    Event,
    Relation,
    Span,
    Status,
)

# Goldleaf JSONL


def _write_jsonl(articles: Articles, folder: Path) -> None:
    dumps(map(_jsonl, articles), folder / "gold.jsonl")


def _jsonl(one: AnnotatedArticle) -> dict[str, Any]:
    text = one.article.text
    spans = {each.id: each.span for each in one.annotations if isinstance(each, Entity | Event)}

    def placed(span: Span) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}

    return {
        "id": one.article.id,
        "title": one.article.title,
        "text": text,
        "language": one.article.language,
        "entities": [
            {"id": each.id, "label": each.label}
            | placed(each.span)
            | {"provenance": one.provenance[each.id]}
            for each in one.annotations
            if isinstance(each, Entity)
        ],
        "events": [
            {
                "id": each.id,
                "type": each.type,
                "trigger": placed(each.trigger),
                "arguments": [
                    {"role": argument.role, "target": argument.filler}
                    | placed(spans[str(argument.filler)])
                    for argument in each.arguments
                ],
                "provenance": one.provenance[each.id],
            }
            for each in one.annotations
            if isinstance(each, Event)
        ],
        "relations": [
            {
                "id": each.id,
                "type": each.type,
                "head": each.head,
                "tail": each.tail,
                "provenance": one.provenance[each.id],
            }
            for each in one.annotations
            if isinstance(each, Relation)
        ],
        "status": str(one.status),
        "annotator": one.annotator,
    }


def _read_jsonl(folder: Path) -> Made:
    for value in loads(folder):
        entities = [
            Entity(one["id"], (Span(one["start"], one["end"]),), one["label"])
            for one in value["entities"]
        ]
        events = [
            Event(
                one["id"],
                one["type"],
                Span(one["trigger"]["start"], one["trigger"]["end"]),
                tuple(Argument(a["role"], a["target"]) for a in one["arguments"]),
            )
            for one in value["events"]
        ]
        relations = [
            Relation(one["id"], one["type"], one["head"], one["tail"]) for one in value["relations"]
        ]
        told = (*value["entities"], *value["events"], *value["relations"])
        yield AnnotatedArticle(
            Article(value["id"], value["text"], title=value["title"], language=value["language"]),
            annotations=(*entities, *events, *relations),
            provenance={one["id"]: one["provenance"] for one in told if "provenance" in one},
            status=Status(value["status"]),
            annotator=value["annotator"],
        )


# spaCy


def _write_spacy(articles: Articles, folder: Path) -> None:

    nlp = spacy.blank("en")
    docs = DocBin(store_user_data=True)
    for one in articles:
        doc = nlp.make_doc(one.article.text)
        spans = [
            doc.char_span(each.span.start, each.span.end, each.label, span_id=each.id)
            for each in one.annotations
            if isinstance(each, Entity)
        ]
        doc.spans["sc"] = [span for span in spans if span is not None]
        doc.ents = filter_spans(doc.spans["sc"])
        triggers = [
            doc.char_span(each.trigger.start, each.trigger.end, each.type, span_id=each.id)
            for each in one.annotations
            if isinstance(each, Event)
        ]
        doc.spans["triggers"] = [span for span in triggers if span is not None]
        doc.user_data |= {
            "article": one.article.id,
            "title": one.article.title,
            "language": one.article.language,
            "status": str(one.status),
            "annotator": one.annotator,
        }
        docs.add(doc)
    docs.to_disk(folder / "train.spacy")


def _read_spacy(folder: Path) -> Made:

    nlp = spacy.blank("en")
    for path in folder.glob("*.spacy"):
        for doc in DocBin().from_disk(path).get_docs(nlp.vocab):
            entities = [
                Entity(span.id_, (Span(span.start_char, span.end_char),), span.label_)
                for span in doc.spans["sc"]
            ]
            events = [
                Event(span.id_, span.label_, Span(span.start_char, span.end_char))
                for span in doc.spans["triggers"]
            ]
            told = doc.user_data
            article = Article(told["article"], doc.text, told["title"], language=told["language"])
            yield AnnotatedArticle(
                article,
                annotations=(*entities, *events),
                status=Status(told["status"]),
                annotator=told["annotator"],
            )


# CSV


_ARTICLE = (
    *("article_id", "title", "text", "source", "published", "language"),
    *("status", "annotator", "zones", "meta"),
)
_MENTION = (
    *("article_id", "mention_id", "label", "start", "end", "text"),
    *("spans", "link", "attributes"),
)
_EVENT = (
    *("article_id", "event_id", "type", "trigger_start", "trigger_end", "trigger", "attributes"),
    *("role", "filler_id", "start", "end", "text"),
)
_RELATION = ("article_id", "relation_id", "type", "head_id", "tail_id")
_ORIGIN = ("how", "annotator", "decided_at", "suggester", "version", "score")


def _write_csv(articles: Articles, folder: Path) -> None:
    with (
        (folder / "articles.csv").open("w", encoding="utf-8-sig", newline="") as texts,
        (folder / "mentions.csv").open("w", encoding="utf-8-sig", newline="") as mentions,
        (folder / "events.csv").open("w", encoding="utf-8-sig", newline="") as events,
        (folder / "relations.csv").open("w", encoding="utf-8-sig", newline="") as relations,
    ):
        of_articles, of_mentions, of_events, of_relations = map(
            csv.writer, (texts, mentions, events, relations)
        )
        of_articles.writerow(_ARTICLE)
        of_mentions.writerow((*_MENTION, *_ORIGIN))
        of_events.writerow((*_EVENT, *_ORIGIN))
        of_relations.writerow((*_RELATION, *_ORIGIN))
        for one in articles:
            id, text = one.article.id, one.article.text
            spans = {each.id: each.span for each in one.annotations if isinstance(each, Entity)}
            told = (one.article.language, str(one.status), one.annotator, "", "")
            of_articles.writerow((id, one.article.title, text, "", "", *told))
            for each in one.annotations:
                if isinstance(each, Entity):
                    start, end = each.span
                    row = (id, each.id, each.label, start, end, text[start:end], "", "", "")
                    of_mentions.writerow((*row, "accepted", "", "", "", "", ""))
                elif isinstance(each, Event):
                    start, end = each.trigger
                    head = (id, each.id, each.type, start, end, text[start:end], "")
                    for a in each.arguments:
                        span = spans[str(a.filler)]
                        filler = (a.role, a.filler, *span, text[span.start : span.end])
                        of_events.writerow((*head, *filler, "accepted", "", "", "", "", ""))
                elif isinstance(each, Relation):
                    pair = (id, each.id, each.type, each.head, each.tail)
                    of_relations.writerow((*pair, "accepted", "", "", "", "", ""))


def _read_csv(folder: Path) -> Made:
    tables = {}
    for name in ("articles", "mentions", "events", "relations"):
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    found: dict[str, list[Any]] = {}
    provenance: dict[str, dict[str, dict[str, Any]]] = {}
    kept = ("how", "annotator", "suggester", "version", "score")

    def add(one: Any, row: dict[str, str]) -> None:
        found.setdefault(row["article_id"], []).append(one)
        told = {key: row[key] for key in kept if row[key]}
        provenance.setdefault(row["article_id"], {})[one.id] = told

    for row in tables["mentions"]:
        span = Span(int(row["start"]), int(row["end"]))
        add(Entity(row["mention_id"], (span,), row["label"]), row)
    of_event = groupby(tables["events"], lambda row: (row["article_id"], row["event_id"]))
    for (_, event), lines in of_event:
        rows = list(lines)
        trigger = Span(int(rows[0]["trigger_start"]), int(rows[0]["trigger_end"]))
        arguments = tuple(Argument(row["role"], row["filler_id"]) for row in rows)
        add(Event(event, rows[0]["type"], trigger, arguments), rows[0])
    for row in tables["relations"]:
        add(Relation(row["relation_id"], row["type"], row["head_id"], row["tail_id"]), row)
    for row in tables["articles"]:
        id = row["article_id"]
        yield AnnotatedArticle(
            Article(id, row["text"], row["title"], language=row["language"]),
            annotations=tuple(found[id]),
            provenance=provenance[id],
            status=Status(row["status"]),
            annotator=row["annotator"],
        )


PLAIN: dict[str, Plain] = (
    PLAIN_COLUMNS
    | PLAIN_EVENTS
    | PLAIN_TOOLS
    | PLAIN_WEB
    | PLAIN_WEBANNO
    | {
        "jsonl": Plain("json", _write_jsonl, _read_jsonl),
        "spacy": Plain("spaCy DocBin", _write_spacy, _read_spacy),
        "csv": Plain("csv", _write_csv, _read_csv),
    }
)
