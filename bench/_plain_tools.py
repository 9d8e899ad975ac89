"""The plainest loop for the files of annotation tools: brat, doccano, Prodigy, Label Studio."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from _plain_loop import Articles, Made, Plain, dumps, loads
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

# brat


def _write_brat(articles: Articles, folder: Path) -> None:
    """A text and its annotations for each article."""
    for one in articles:
        text = one.article.text
        names: dict[str, str] = {}
        lines: list[str] = []
        for each in one.annotations:
            if isinstance(each, Entity):
                names[each.id] = f"T{len(lines) + 1}"
                span = each.span
                surface = span.of(text)
                lines.append(
                    f"T{len(lines) + 1}\t{each.label} {span.start} {span.end}\t{surface}\n"
                )
            elif isinstance(each, Event):
                number = len(lines) + 1
                start, end = each.trigger
                fillers = " ".join(f"{a.role}:{names[str(a.filler)]}" for a in each.arguments)
                lines.append(
                    f"T{number}\t{each.type} {start} {end}\t{text[start:end]}\n"
                    f"E{number}\t{each.type}:T{number} {fillers}\n"
                )
            elif isinstance(each, Relation) and each.type == "coref":
                lines.append(f"*\tcoref {names[each.head]} {names[each.tail]}\n")
            elif isinstance(each, Relation):
                ends = f"Arg1:{names[each.head]} Arg2:{names[each.tail]}"
                lines.append(f"R{len(lines) + 1}\t{each.type} {ends}\n")
        (folder / f"{one.article.id}.txt").write_text(text, "utf-8")
        (folder / f"{one.article.id}.ann").write_text("".join(lines), "utf-8")


def _read_brat(folder: Path) -> Made:
    """The articles of a folder with texts and annotations."""
    for path in sorted(folder.glob("*.txt")):
        found: dict[str, Any] = {}
        spans: dict[str, Span] = {}
        for line in path.with_suffix(".ann").read_text("utf-8").splitlines():
            id, body, *_ = line.split("\t")
            if id[0] == "T":
                label, start, end = body.split(" ")
                spans[id] = Span(int(start), int(end))
                found[id] = Entity(id, (spans[id],), label)
            elif id[0] == "E":
                head, *fillers = body.split()
                type_, trigger = head.split(":")
                del found[trigger]
                arguments = tuple(Argument(*one.split(":")) for one in fillers)
                found[id] = Event(id, type_, spans[trigger], arguments)
            elif id[0] == "R":
                type_, *ends = body.split()
                found[id] = Relation(id, type_, *(end.split(":")[1] for end in ends))
            elif id == "*":
                type_, *members = body.split()
                for ends in pairwise(members):
                    found[f"*{len(found)}"] = Relation(f"*{len(found)}", type_, *ends)
        article = Article(path.stem, path.read_text("utf-8"))
        yield AnnotatedArticle(article, annotations=tuple(found.values()))


# doccano


def _write_doccano(articles: Articles, folder: Path) -> None:
    numbers = count(1)
    dumps((_doccano(one, numbers) for one in articles), folder / "gold.jsonl")


def _doccano(one: AnnotatedArticle, numbers: Iterator[int]) -> dict[str, Any]:
    ids = {each.id: next(numbers) for each in one.annotations}
    entities, relations = [], []
    for each in one.annotations:
        if isinstance(each, Relation):
            ends = {"from_id": ids[each.head], "to_id": ids[each.tail]}
            relations.append({"id": ids[each.id]} | ends | {"type": each.type})
            continue
        if not isinstance(each, Entity | Event):
            continue
        start, end = each.span
        place = {"start_offset": start, "end_offset": end}
        entities.append({"id": ids[each.id], "label": each.label} | place)
        if isinstance(each, Event):
            entities[-1]["kind"] = "trigger"
            relations += [
                {
                    "id": next(numbers),
                    "from_id": ids[each.id],
                    "to_id": ids[str(a.filler)],
                    "type": a.role,
                    "kind": "argument",
                }
                for a in each.arguments
            ]
    article = one.article
    return {
        "text": article.text,
        "entities": entities,
        "relations": relations,
        "id": article.id,
        "title": article.title,
        "language": article.language,
        "Comments": [],
    }


def _read_doccano(folder: Path) -> Made:
    for value in loads(folder):
        arguments: dict[int, list[Argument]] = {}
        relations = []
        for one in value["relations"]:
            if one.get("kind") == "argument":
                filler = Argument(one["type"], str(one["to_id"]))
                arguments.setdefault(one["from_id"], []).append(filler)
            else:
                ends = str(one["from_id"]), str(one["to_id"])
                relations.append(Relation(str(one["id"]), one["type"], *ends))
        found: list[Any] = []
        for one in value["entities"]:
            span = Span(one["start_offset"], one["end_offset"])
            id = one["id"]
            if one.get("kind") == "trigger":
                fillers = tuple(arguments.get(id, ()))
                found.append(Event(str(id), one["label"], span, fillers))
            else:
                found.append(Entity(str(id), (span,), one["label"]))
        article = Article(
            value["id"], value["text"], title=value["title"], language=value["language"]
        )
        yield AnnotatedArticle(article, annotations=(*found, *relations))


# Prodigy


def _write_prodigy(articles: Articles, folder: Path) -> None:
    dumps(map(_prodigy, articles), folder / "gold.jsonl")


def _tokens(one: AnnotatedArticle) -> list[dict[str, Any]]:
    """All of the text as tokens, with the white space that is more than a space as such, too."""
    assert one.segmentation is not None
    text = one.article.text
    tokens: list[dict[str, Any]] = []
    at = 0

    def add(start: int, end: int) -> None:
        ws = text[end : end + 1] == " "
        number = len(tokens)
        tokens.append({"text": text[start:end], "start": start, "end": end, "id": number, "ws": ws})

    for start, end in zip(one.segmentation.token_starts, one.segmentation.token_ends, strict=True):
        if start > at + 1 or (start > at and text[at] != " "):
            add(at, start)
        add(start, end)
        at = end
    return tokens


def _prodigy(one: AnnotatedArticle) -> dict[str, Any]:
    tokens, text = _tokens(one), one.article.text
    begins = {token["start"]: token["id"] for token in tokens}
    ends = {token["end"]: token["id"] for token in tokens}
    spans: dict[str, dict[str, Any]] = {}
    for each in one.annotations:
        if isinstance(each, Entity | Event):
            start, end = each.span
            spans[each.id] = {
                "start": start,
                "end": end,
                "token_start": begins[start],
                "token_end": ends[end],
                "label": each.label,
                "id": each.id,
            }
    relations = []

    def relate(head: str, child: str, label: str, more: dict[str, str]) -> None:
        relations.append(
            {
                "head": spans[head]["token_end"],
                "child": spans[child]["token_end"],
                "head_span": spans[head],
                "child_span": spans[child],
                "label": label,
            }
            | more
        )

    for each in one.annotations:
        if isinstance(each, Event):
            for argument in each.arguments:
                relate(each.id, str(argument.filler), argument.role, {"kind": "argument"})
        elif isinstance(each, Relation):
            relate(each.head, each.tail, each.type, {"id": each.id})
    triggers = {each.id for each in one.annotations if isinstance(each, Event)}
    return {
        "text": text,
        "meta": {
            "id": one.article.id,
            "title": one.article.title,
            "language": one.article.language,
        },
        "tokens": tokens,
        "spans": [
            span
            | {"text": text[span["start"] : span["end"]]}
            | ({"kind": "trigger"} if id in triggers else {})
            for id, span in spans.items()
        ],
        "relations": relations,
        "answer": "accept",
        "_annotator_id": one.annotator,
    }


def _read_prodigy(folder: Path) -> Made:
    for value in loads(folder):
        arguments: dict[str, list[Argument]] = {}
        relations = []
        for one in value["relations"]:
            head, child = one["head_span"]["id"], one["child_span"]["id"]
            if one.get("kind") == "argument":
                arguments.setdefault(head, []).append(Argument(one["label"], child))
            else:
                relations.append(Relation(one["id"], one["label"], head, child))
        found: list[Any] = []
        for one in value["spans"]:
            span = Span(one["start"], one["end"])
            if one.get("kind") == "trigger":
                fillers = tuple(arguments.get(one["id"], ()))
                found.append(Event(one["id"], one["label"], span, fillers))
            else:
                found.append(Entity(one["id"], (span,), one["label"]))
        meta = value["meta"]
        article = Article(meta["id"], value["text"], meta["title"], language=meta["language"])
        annotations = (*found, *relations)
        annotator = value["_annotator_id"]
        yield AnnotatedArticle(
            article,
            annotations=annotations,
            provenance={one.id: {"annotator": annotator} for one in annotations},
            status=Status.DONE if value["answer"] == "accept" else None,
            annotator=annotator,
        )


# Label Studio


def _write_label_studio(articles: Articles, folder: Path) -> None:
    with (folder / "tasks.json").open("w", encoding="utf-8") as file:
        json.dump([_task(one) for one in articles], file, ensure_ascii=False)


def _task(one: AnnotatedArticle) -> dict[str, Any]:
    text = one.article.text
    result: list[dict[str, Any]] = []

    def relate(head: str, tail: str, label: str, kind: str) -> None:
        ends = {"type": "relation", "from_id": head, "to_id": tail, "direction": "right"}
        result.append(ends | {"labels": [label], "kind": kind})

    for each in one.annotations:
        if isinstance(each, Entity | Event):
            start, end = each.span
            place = {"start": start, "end": end, "text": text[start:end], "labels": [each.label]}
            name = "entity" if isinstance(each, Entity) else "trigger"
            result.append(
                {
                    "id": each.id,
                    "to_name": "text",
                    "from_name": name,
                    "type": "labels",
                    "value": place,
                }
            )
    for each in one.annotations:
        if isinstance(each, Event):
            for argument in each.arguments:
                relate(each.id, str(argument.filler), argument.role, "argument")
        elif isinstance(each, Relation):
            relate(each.head, each.tail, each.type, "relation")
    article = one.article
    data = {
        "text": text,
        "id": article.id,
        "title": article.title,
        "language": article.language,
        "status": str(one.status),
        "annotator": one.annotator,
    }
    return {"data": data, "annotations": [{"result": result}], "predictions": []}


def _read_label_studio(folder: Path) -> Made:
    for task in json.loads((folder / "tasks.json").read_text("utf-8")):
        data = task["data"]
        spans: dict[str, tuple[str, str, Span]] = {}
        arguments: dict[str, list[Argument]] = {}
        relations = []
        for one in task["annotations"][0]["result"]:
            if one["type"] == "labels":
                value = one["value"]
                span = Span(value["start"], value["end"])
                spans[one["id"]] = (one["from_name"], value["labels"][0], span)
            elif one["kind"] == "argument":
                filler = Argument(one["labels"][0], one["to_id"])
                arguments.setdefault(one["from_id"], []).append(filler)
            else:
                ends = one["from_id"], one["to_id"]
                relations.append(Relation(f"r{len(relations)}", one["labels"][0], *ends))
        found = [
            Entity(id, (span,), label)
            if name == "entity"
            else Event(id, label, span, tuple(arguments.get(id, ())))
            for id, (name, label, span) in spans.items()
        ]
        article = Article(data["id"], data["text"], data["title"], language=data["language"])
        yield AnnotatedArticle(
            article,
            annotations=(*found, *relations),
            status=Status(data["status"]),
            annotator=data["annotator"],
        )


PLAIN_TOOLS: dict[str, Plain] = {
    "brat": Plain("str.split", _write_brat, _read_brat),
    "doccano": Plain("json", _write_doccano, _read_doccano),
    "prodigy": Plain("json", _write_prodigy, _read_prodigy),
    "label-studio": Plain("json", _write_label_studio, _read_label_studio),
}
