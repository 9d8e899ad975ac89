"""The plainest loop for W3C Web Annotation: a text and a collection for each article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from _plain_loop import Articles, Made, Plain
from goldleaf.core.model import (
    AnnotatedArticle,
    Annotation,
    Argument,
    Article,
    Entity,
    Event,
    Relation,
    Span,
    Status,
)


def _write(articles: Articles, folder: Path) -> None:
    for one in articles:
        id, text = one.article.id, one.article.text
        items: list[Any] = []
        for each in one.annotations:
            items.append({"id": f"#{each.id}", "type": "Annotation"} | _said(each, id, text))
            items[-1]["dcterms:provenance"] = one.provenance[each.id]["how"]
            if isinstance(each, Event):
                items += [
                    {
                        "id": f"#{each.id}/{number}",
                        "type": "Annotation",
                        "motivation": "linking",
                        "body": [
                            _textual("tagging", a.role),
                            _resource("linking", f"#{a.filler}"),
                            _resource("classifying", "schema:Role"),
                        ],
                        "target": f"#{each.id}",
                    }
                    for number, a in enumerate(each.arguments, start=1)
                ]
        items.append(
            {
                "type": "Annotation",
                "motivation": "assessing",
                "body": _textual("assessing", str(one.status)),
                "target": f"{id}.txt",
            }
        )
        value = {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "#",
            "type": "AnnotationCollection",
            "label": one.article.title,
            "dcterms:language": one.article.language,
            "dcterms:identifier": id,
            "dcterms:creator": one.annotator,
            "total": len(items),
            "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
        }
        (folder / f"{id}.txt").write_text(text, "utf-8")
        (folder / f"{id}.jsonld").write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def _said(one: Annotation, id: str, text: str) -> dict[str, Any]:
    match one:
        case Entity():
            body = [_textual("tagging", one.label)]
            return {"motivation": "tagging", "body": body, "target": _target(one.span, id, text)}
        case Event():
            body = [_textual("tagging", one.type), _resource("classifying", "schema:Event")]
            return {"motivation": "tagging", "body": body, "target": _target(one.trigger, id, text)}
        case Relation():
            body = [_textual("tagging", one.type), _resource("linking", f"#{one.tail}")]
            return {"motivation": "linking", "body": body, "target": f"#{one.head}"}
    raise AssertionError(one)


def _textual(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _resource(purpose: str, source: str) -> dict[str, str]:
    return {"type": "SpecificResource", "purpose": purpose, "source": source}


def _target(span: Span, id: str, text: str) -> dict[str, Any]:
    start, end = span
    return {
        "type": "SpecificResource",
        "source": f"{id}.txt",
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - 16) : start],
                "suffix": text[end : end + 16],
            },
        ],
    }


def _read(folder: Path) -> Made:
    for path in sorted(folder.glob("*.jsonld")):
        value = json.loads(path.read_text("utf-8"))
        found: dict[str, Annotation] = {}
        arguments: dict[str, list[Argument]] = {}
        provenance = {}
        status = None
        for item in value["first"]["items"]:
            id = item["id"][1:]
            bodies = item["body"]
            if item["motivation"] == "assessing":
                status = Status(bodies["value"])
                continue
            label = bodies[0]["value"]
            kinds = [one["source"] for one in bodies if one["purpose"] == "classifying"]
            if item["motivation"] == "linking":
                head, tail = item["target"][1:], bodies[1]["source"][1:]
                if kinds:
                    arguments.setdefault(head, []).append(Argument(label, tail))
                else:
                    found[id] = Relation(id, label, head, tail)
            else:
                place = item["target"]["selector"][0]
                span = Span(place["start"], place["end"])
                found[id] = Event(id, label, span) if kinds else Entity(id, (span,), label)
            if "dcterms:provenance" in item:
                provenance[id] = {"how": item["dcterms:provenance"]}
        annotations = [
            Event(one.id, one.type, one.trigger, tuple(arguments.get(one.id, ())))
            if isinstance(one, Event)
            else one
            for one in found.values()
        ]
        article = Article(
            value["dcterms:identifier"],
            path.with_suffix(".txt").read_text("utf-8"),
            value["label"],
            language=value["dcterms:language"],
        )
        yield AnnotatedArticle(
            article,
            annotations=tuple(annotations),
            provenance=provenance,
            status=status,
            annotator=value["dcterms:creator"],
        )


PLAIN_WEB = {"web-annotation": Plain("json", _write, _read)}
