"""Articles become tasks, with annotations for what is decided and predictions for the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Any

from ...model import (
    AnnotatedArticle,
    Annotation,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Status,
)
from ...model.codec import zone_to_json
from ...model.safe_json import safe_json
from ..article_fields import fields_of
from ..format import Destination
from ..keeps import EVERYTHING, reduced
from ..losses import Loss
from ..mentions import edges_of
from ..remarks import placed_comments
from .config import COMMENT, ENTITY, LABEL, LINK, REMARKED, TEXT, TRIGGER, Controls

CONFIG_NAME = "label-config.xml"
TASKS = tuple(f"{part}.json" for part in ("tasks", "train", "dev", "test"))
OPEN = Status.OPEN.value
KEEPS = replace(
    EVERYTHING,
    discontinuous=False,
    fillers=frozenset(("entity", "event")),
    relation_ends=frozenset(("entity", "event")),
    comments=frozenset(("article", "entity", "event", "span")),
)
_RESULT_ID = "doc-{}"

Json = dict[str, Any]


class LabelStudioWriter:
    """Writes a list of tasks for each part, as they come, and the configuration for them all."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination
        self._controls = Controls(destination.scheme)
        self._files = {
            part: destination.open(f"{part or 'tasks'}.json") for part in destination.parts
        }
        self._begun: set[str] = set()

    def write(self, annotated: AnnotatedArticle, part: str) -> list[Loss]:
        """Write one article; returns what the format cannot keep of it."""
        kept, reduction = reduced(annotated, KEEPS)
        kept, losses = _with_regions_of_comments(kept)
        before = b",\n" if part in self._begun else b"[\n"
        self._begun.add(part)
        self._files[part].write(before + safe_json(self._task(kept)).encode())
        return [*reduction, *losses]

    def finish(self) -> tuple[str, ...]:
        """End the lists and write the configuration; what their reader should know."""
        for part, file in self._files.items():
            file.write(b"\n]\n" if part in self._begun else b"[]\n")
        with self._destination.open(CONFIG_NAME) as file:
            file.write(self._controls.xml())
        return (f"{CONFIG_NAME} is the labelling configuration of the project to import into.",)

    def _task(self, annotated: AnnotatedArticle) -> Json:
        article = annotated.article
        fields, _ = fields_of(replace(article, meta={}))
        status = annotated.status or Status.OPEN
        data = {TEXT: article.text} | fields | {"status": status.value}
        if annotated.zones:
            data["zones"] = [zone_to_json(one) for one in annotated.zones]
        if annotated.annotator:
            data["annotator"] = annotated.annotator
        task: Json = {"data": data}
        if article.meta:
            task["meta"] = dict(article.meta)
        by_suggester: defaultdict[str, list[Annotation]] = defaultdict(list)
        decided: list[Annotation] = []
        for one in annotated.annotations:
            origin = annotated.provenance.get(one.id, {})
            (by_suggester[_model(origin)] if _is_open(origin) else decided).append(one)
        done = decided or annotated.comments or status is not Status.OPEN
        task["annotations"] = [self._annotation(annotated, decided, status)] if done else []
        task["predictions"] = [
            self._prediction(annotated, model, found) for model, found in by_suggester.items()
        ]
        return task

    def _annotation(
        self, annotated: AnnotatedArticle, decided: Iterable[Annotation], status: Status
    ) -> Json:
        return {
            "result": list(self._result(annotated, decided, annotated.comments)),
            "was_cancelled": status is Status.SKIPPED,
            "ground_truth": False,
        }

    def _prediction(
        self, annotated: AnnotatedArticle, model: str, suggested: Iterable[Annotation]
    ) -> Json:
        result = list(self._result(annotated, suggested, ()))
        scores = [one["score"] for one in result if "score" in one]
        value: Json = {"model_version": model, "result": result}
        return value | ({"score": fmean(scores)} if scores else {})

    def _result(
        self,
        annotated: AnnotatedArticle,
        annotations: Iterable[Annotation],
        comments: tuple[Comment, ...],
    ) -> Iterator[Json]:
        listed = list(annotations)
        own = {one.id for one in listed}
        chosen = {one.id: one for one in _with_ends(listed, annotated)}
        part = replace(annotated, annotations=tuple(chosen.values()))
        notes = _notes(comments)
        for one in chosen.values():
            if isinstance(one, Entity | Event):
                copied = {} if one.id in own else {"copied": True}
                for region in self._region(one, part, notes.get(one.id, ())):
                    yield region | copied
        for edge in edges_of(part):
            self._controls.met("relation", str(edge.label))
            yield {
                "type": "relation",
                "from_id": edge.head,
                "to_id": edge.tail,
                "direction": "right",
                "labels": [edge.label],
                "kind": "argument" if edge.argument else "relation",
            }
        labels = [one.label for one in chosen.values() if isinstance(one, DocumentLabel)]
        if labels:
            for label in labels:
                self._controls.met(LABEL, label)
            yield _whole(LABEL, "choices", {"choices": labels})
        yield from _comments(notes, annotated)

    def _region(
        self, one: Entity | Event, annotated: AnnotatedArticle, notes: Sequence[str]
    ) -> Iterator[Json]:
        control = TRIGGER if isinstance(one, Event) else ENTITY
        self._controls.met(control, one.label)
        where = _where(one.span, annotated)
        base = {"id": one.id, "to_name": TEXT}
        region: Json = base | {
            "from_name": control,
            "type": "labels",
            "value": where | {"labels": [one.label]},
        }
        score = annotated.provenance.get(one.id, {}).get("score")
        if isinstance(score, int | float):
            region["score"] = score
        if notes:
            region["meta"] = {"text": list(notes)}
        yield region
        for name, value in one.attributes.items():
            named, closed = self._controls.attribute(name, value)
            told = where | ({"choices": [value]} if closed else {"text": [value]})
            kind = "choices" if closed else "textarea"
            yield base | {"from_name": named, "type": kind, "value": told}
        if isinstance(one, Entity) and one.link:
            yield base | {
                "from_name": LINK,
                "type": "textarea",
                "value": where | {"text": [one.link]},
            }


def _notes(comments: Iterable[Comment]) -> Mapping[str | Span, list[str]]:
    """What is said of each target."""
    notes: defaultdict[str | Span, list[str]] = defaultdict(list)
    for comment in comments:
        notes[comment.target].append(comment.text)
    return notes


def _comments(notes: Mapping[str | Span, list[str]], annotated: AnnotatedArticle) -> Iterator[Json]:
    """What is said of the text, and of stretches of it that are no annotations."""
    for target, said in notes.items():
        if isinstance(target, Span):
            value = _where(target, annotated) | {"labels": [REMARKED]}
            name = f"{REMARKED}-{target.start}-{target.end}"
            yield _whole(REMARKED, "labels", value, name) | {"meta": {"text": said}}
        elif not target:
            yield _whole(COMMENT, "textarea", {"text": said})


def _where(span: Span, annotated: AnnotatedArticle) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(annotated.article.text)}


def _whole(control: str, kind: str, value: Json, name: str = "") -> Json:
    return {
        "id": _RESULT_ID.format(name or control),
        "from_name": control,
        "to_name": TEXT,
        "type": kind,
        "value": value,
    }


def _with_ends(
    annotations: Iterable[Annotation], annotated: AnnotatedArticle
) -> Iterator[Annotation]:
    """*annotations*, and what their relations and roles join: a result is whole by itself."""
    by_id = {one.id: one for one in annotated.annotations}
    taken: dict[str, Annotation] = {}
    pending = list(annotations)[::-1]
    wanted = {one.id for one in pending}
    while pending:
        one = pending.pop()
        if one.id in taken:
            continue
        taken[one.id] = one
        if isinstance(one, Event) and one.id in wanted:
            ends = [each.filler for each in one.arguments if isinstance(each.filler, str)]
        elif isinstance(one, Relation):
            ends = [one.head, one.tail]
        else:
            ends = []
        pending += [by_id[end] for end in ends if end not in taken]
    for one in taken.values():
        # what is only there to be joined has its own roles in its own result
        if isinstance(one, Event) and one.id not in wanted:
            yield replace(one, arguments=())
        else:
            yield one


def _is_open(origin: Mapping[str, object]) -> bool:
    return origin.get("how") == "suggested"


def _model(origin: Mapping[str, object]) -> str:
    return " ".join(str(origin[key]) for key in ("suggester", "version") if origin.get(key))


def _with_regions_of_comments(
    annotated: AnnotatedArticle,
) -> tuple[AnnotatedArticle, list[Loss]]:
    """*annotated* with comments on regions of the annotation that they stand in, or on the text."""
    regions = {
        one.id
        for one in annotated.annotations
        if isinstance(one, Entity | Event) and not _is_open(annotated.provenance.get(one.id, {}))
    }
    comments, losses = placed_comments(
        annotated.comments,
        annotated.article.id,
        lambda target: isinstance(target, Span) or not target or target in regions,
    )
    return replace(annotated, comments=comments), losses
