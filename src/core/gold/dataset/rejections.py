"""What a reviewer rejected, as hard negatives: what looks right to a suggester and is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from ...model import (
    AnnotatedArticle,
    Annotation,
    Decision,
    DocumentLabel,
    Entity,
    Event,
    RecordChange,
    Relation,
    Span,
    Suggestion,
    Verdict,
)
from ...model.jsonl import article_to_json
from ...scheme import Scheme
from ...store import Material
from ..resolve import reading_order

KINDS = ("entities", "events", "relations", "labels")
_Content = tuple[object, ...]


def rejections(
    material: Material, gold: AnnotatedArticle, log: Iterable[Decision], scheme: Scheme
) -> dict[str, list[dict[str, Any]]]:
    """The rejected annotations of an article by kind, in the form of Goldleaf JSONL.

    *log* holds the annotator's decisions on the article, and *gold* their result. A rejected
    annotation with the same content as one in *gold* is not a negative and is left out, such
    as a second suggester's copy of what was accepted.

    An argument always has a span, and its ``target`` where that is in *gold* or rejected, too.
    The ends of a relation have spans where they are mentions or events. ``provenance`` has the
    suggester with its version and score, if there was one, who rejected the annotation and
    when, and the kind of ``decision``; ``reason`` is the annotator's comment on it.
    """
    records = material.state.records
    suggested = {one.id: one for one in (*material.retired, *material.suggestions)}
    known: dict[str, Annotation] = {id: one.annotation for id, one in suggested.items()}
    known |= {id: one.annotation for id, one in records.items()}
    symmetric = {one.name for one in scheme.relations if one.symmetric}
    there = {_content(one, known, symmetric) for one in gold.annotations}
    rejected = {
        id: one.annotation
        for id, one in records.items()
        if one.verdict is Verdict.REJECTED
        and _content(one.annotation, known, symmetric) not in there
    }
    if not rejected:
        return {}
    changed = _last_changes(log)
    reasons: dict[str, list[str]] = {}
    for comment in gold.comments:
        if isinstance(comment.target, str):
            reasons.setdefault(comment.target, []).append(comment.text)

    named = rejected.keys() | {one.id for one in gold.annotations}
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, one in _as_json(rejected, known, gold):
        id = one["id"]
        for argument in one.get("arguments", ()):
            if argument.get("target") not in named:
                argument.pop("target", None)
        if kind == "relations":
            one.update(_ends(one, known, gold.article.text))
        one["provenance"] = _provenance(gold.annotator, suggested.get(id), changed.get(id))
        if id in reasons:
            one["reason"] = "\n".join(reasons[id])
        found.setdefault(kind, []).append(one)
    return found


def _as_json(
    rejected: Mapping[str, Annotation], known: Mapping[str, Annotation], gold: AnnotatedArticle
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The kind and form of each of *rejected*, in reading order."""
    listed = [
        _answered(one, known) if isinstance(one, Event) else one
        for one in sorted(rejected.values(), key=reading_order)
    ]
    fillers = {
        argument.filler
        for one in listed
        if isinstance(one, Event)
        for argument in one.arguments
        if isinstance(argument.filler, str)
    }
    others = [known[id] for id in sorted(fillers - rejected.keys())]
    # for their spans alone
    bare = [replace(one, arguments=()) if isinstance(one, Event) else one for one in others]
    value = article_to_json(AnnotatedArticle(gold.article, annotations=(*listed, *bare)))
    for kind in KINDS:
        for one in value.get(kind, ()):
            if one["id"] in rejected:
                yield kind, one


def _answered(event: Event, known: Mapping[str, Annotation]) -> Event:
    """*event* without the arguments whose filler is gone."""
    return replace(
        event,
        arguments=tuple(
            one
            for one in event.arguments
            if isinstance(one.filler, Span) or isinstance(known.get(one.filler), Entity | Event)
        ),
    )


def _ends(
    relation: Mapping[str, Any], known: Mapping[str, Annotation], text: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    for end in ("head", "tail"):
        annotation = known.get(relation[end])
        if isinstance(annotation, Entity | Event):
            span = annotation.span
            yield f"{end}_span", {"start": span.start, "end": span.end, "text": span.of(text)}


def _provenance(
    annotator: str, suggestion: Suggestion | None, last: Decision | None
) -> dict[str, object]:
    values: dict[str, object] = {"how": "rejected", "annotator": annotator}
    if last:
        values |= {"at": last.at, "decision": last.kind.value}
    if suggestion:
        values |= {"suggester": suggestion.suggester, "version": suggestion.version}
        values["score"] = suggestion.score
    return values


def _last_changes(log: Iterable[Decision]) -> dict[str, Decision]:
    """The decision that last changed each annotation."""
    changed = chain.from_iterable(
        ((change.id, one) for change in one.changes if isinstance(change, RecordChange))
        for one in log
    )
    return dict(changed)


def _content(
    annotation: Annotation, known: Mapping[str, Annotation], symmetric: set[str]
) -> _Content:
    """What *annotation* says, whatever its id and details."""
    match annotation:
        case Entity():
            return (Entity, annotation.label, annotation.spans)
        case Event():
            arguments = frozenset(
                (one.role, _place(one.filler, known)) for one in annotation.arguments
            )
            return (Event, annotation.type, annotation.trigger, arguments)
        case Relation():
            ends = (_place(annotation.head, known), _place(annotation.tail, known))
            if annotation.type in symmetric:
                return (Relation, annotation.type, frozenset(ends))
            return (Relation, annotation.type, ends)
        case DocumentLabel():
            return (DocumentLabel, annotation.label)


def _place(filler: str | Span, known: Mapping[str, Annotation]) -> object:
    one = known.get(filler) if isinstance(filler, str) else None
    return one.span if isinstance(one, Entity | Event) else filler
