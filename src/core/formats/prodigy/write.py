"""Articles become tasks: spans, relations and choices in one, as ``rel.manual`` shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from ...model import AnnotatedArticle, DocumentLabel, Entity, Event, Span, Status
from ...model.codec import zone_to_json
from ...model.safe_json import safe_json
from ..article_fields import comments_json, fields_of
from ..format import Destination
from ..keeps import EVERYTHING, reduced
from ..losses import Loss
from ..mentions import edges_of
from .tokens import TaskTokens

KEEPS = replace(
    EVERYTHING,
    discontinuous=False,
    fillers=frozenset(("entity", "event")),
    relation_ends=frozenset(("entity", "event")),
)
INPUT_HASH = "_input_hash"
"""Kept, as it is that of the text. ``_task_hash`` is not: Prodigy makes it of the annotations."""

ACCEPT, REJECT, IGNORE = "accept", "reject", "ignore"


class ProdigyWriter:
    """Writes articles, as they come, to one file for each part."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination
        self._labels = [one.name for one in destination.scheme.document_labels]

    def write(self, annotated: AnnotatedArticle, part: str) -> list[Loss]:
        """Write one article; returns what the format cannot keep of it."""
        kept, reduction = reduced(annotated, KEEPS)
        meta, losses = fields_of(kept.article)
        task: dict[str, Any] = {"text": kept.article.text}
        if isinstance(meta.get(INPUT_HASH), int):
            task[INPUT_HASH] = meta.pop(INPUT_HASH)
        task |= {"meta": meta} | self._annotations(kept)
        # members that Prodigy does not know pass through it
        if kept.zones:
            task["zones"] = [zone_to_json(one) for one in kept.zones]
        if kept.comments:
            task["comments"] = comments_json(kept)
        task |= _answer(kept)
        self._destination.file(part).write(safe_json(task).encode() + b"\n")
        return [*reduction, *losses]

    def _annotations(self, annotated: AnnotatedArticle) -> dict[str, Any]:
        marked = [one for one in annotated.annotations if isinstance(one, Entity | Event)]
        # drawn in the order of the text
        marked.sort(key=lambda one: (one.span.start, -one.span.end))
        tokens = TaskTokens(annotated, [one.span for one in marked])
        spans = {one.id: _span(one, tokens.of(one.span), annotated) for one in marked}
        relations = [
            _relation(edge.label, spans[edge.head], spans[edge.tail])
            | ({"kind": "argument"} if edge.argument else {"id": edge.id})
            for edge in edges_of(annotated)
        ]
        found: dict[str, Any] = {
            "tokens": tokens.json(),
            "spans": list(spans.values()),
            "relations": relations,
        }
        chosen = [one for one in annotated.annotations if isinstance(one, DocumentLabel)]
        if offered := dict.fromkeys([*self._labels, *(one.label for one in chosen)]):
            found["options"] = [{"id": label, "text": label} for label in offered]
            found["accept"] = [one.label for one in chosen]
        return found

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


def _span(
    one: Entity | Event, tokens: tuple[int, int], annotated: AnnotatedArticle
) -> dict[str, Any]:
    first, last = tokens
    span: Span = one.span
    value: dict[str, Any] = {
        "start": span.start,
        "end": span.end,
        "token_start": first,
        "token_end": last,
        "label": one.label,
        "id": one.id,
        "text": span.of(annotated.article.text),
    }
    if isinstance(one, Event):
        value["kind"] = "trigger"
    elif one.link:
        value["kb_id"] = one.link
    if one.attributes:
        value["attributes"] = dict(one.attributes)
    return value | _origin(annotated.provenance.get(one.id, {}))


def _origin(provenance: Mapping[str, object]) -> dict[str, object]:
    """Who suggested a span, under the names that Prodigy's own recipes give that."""
    names = {"source": "suggester", "score": "score"}
    return {name: provenance[key] for name, key in names.items() if key in provenance}


def _relation(label: object, head: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """A relation between the last tokens of two spans, which is where Prodigy draws it."""
    keys = ("start", "end", "token_start", "token_end", "label", "id")
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": {key: head[key] for key in keys},
        "child_span": {key: child[key] for key in keys},
        "label": label,
    }


def _answer(annotated: AnnotatedArticle) -> dict[str, Any]:
    """What became of the task: no answer where that is open."""
    value: dict[str, Any] = {}
    match annotated.status:
        case Status.DONE:
            value["answer"] = ACCEPT
        case Status.SKIPPED:
            value["answer"] = IGNORE
        case Status.FLAGGED:
            value |= {"answer": ACCEPT, "flagged": True}
        case _:
            pass
    if annotated.annotator:
        value["_annotator_id"] = annotated.annotator
    times = [_seconds(one.get("at")) for one in annotated.provenance.values()]
    if latest := max((one for one in times if one is not None), default=None):
        value["_timestamp"] = latest
    return value


def _seconds(at: object) -> int | None:
    """An ISO 8601 time in seconds since 1970."""
    try:
        return int(datetime.fromisoformat(str(at)).timestamp()) if at else None
    except (ValueError, OverflowError):
        return None
