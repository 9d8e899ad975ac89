"""Values as rows of the database, and back."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from ..model import (
    Annotation,
    Article,
    Decision,
    DecisionKind,
    Segmentation,
    Span,
    Suggestion,
    Zone,
)
from ..model.codec import (
    annotation_from_json,
    annotation_to_json,
    change_from_json,
    change_to_json,
    zone_from_json,
)

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dumps(value: object) -> str:
    """*value* as compact JSON."""
    # json.dumps makes an encoder for every call that asks for other than its own separators
    return _ENCODER.encode(value)


def loads_all(texts: Iterable[str]) -> list[Any]:
    """The values of many JSON texts, read in one go: five times quicker than one by one."""
    values: list[Any] = json.loads(f"[{','.join(texts)}]")
    return values


def pack(segmentation: Segmentation) -> bytes:
    """The offsets of *segmentation* as little-endian 32-bit numbers, after their counts."""
    parts = (
        segmentation.token_starts,
        segmentation.token_ends,
        segmentation.sentence_starts,
        segmentation.sentence_ends,
    )
    numbers = array("i", (len(segmentation.token_starts), len(segmentation.sentence_starts)))
    for part in parts:
        numbers.extend(part.tolist())  # whatever the kind of the array
    return _little_endian(numbers).tobytes()


def unpack(blob: bytes) -> Segmentation:
    """The segmentation of :func:`pack`."""
    numbers = array("i")
    numbers.frombytes(blob)
    numbers = _little_endian(numbers)
    tokens, sentences = numbers[0], numbers[1]
    ends = [2]
    for count in (tokens, tokens, sentences, sentences):
        ends.append(ends[-1] + count)
    return Segmentation(*(numbers[start:end] for start, end in pairwise(ends)))


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers = array("i", numbers)
        numbers.byteswap()
    return numbers


ARTICLE_COLUMNS = "id, text, title, source, published, language, meta, zones, segmentation"


def article_of(row: tuple[Any, ...]) -> tuple[Article, tuple[Zone, ...], Segmentation]:
    """The article of the columns ``ARTICLE_COLUMNS``, its zones and its tokens."""
    id, text, title, source, published, language, meta, zones, segmentation = row
    return (
        Article(id, text, title, source, published, language, json.loads(meta)),
        tuple(zone_from_json(zone) for zone in json.loads(zones)),
        unpack(segmentation),
    )


def suggestions_of(found: Iterable[tuple[Any, ...]]) -> list[Suggestion]:
    """The suggestions of rows of score, suggester, version and annotation."""
    listed = list(found)
    values = loads_all(row[3] for row in listed)
    return [
        Suggestion(annotation_from_json(value), score, suggester, version)
        for (score, suggester, version, _), value in zip(listed, values, strict=True)
    ]


def change_times(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """When each annotation got its present form, of the times and changes of a log, in order."""
    listed = list(found)
    values = loads_all(changes for _, changes in listed)
    return {
        change["id"]: at
        for (at, _), changes in zip(listed, values, strict=True)
        for change in changes
        if change["of"] == "record"
    }


DECISION_COLUMNS = "id, article_id, annotator, kind, at, changes, seconds, undoes, command, source"


def decision_row(decision: Decision) -> tuple[object, ...]:
    """The columns of ``DECISION_COLUMNS`` for *decision*."""
    return (
        decision.id,
        decision.article_id,
        decision.annotator,
        decision.kind.value,
        decision.at,
        dumps([change_to_json(change) for change in decision.changes]),
        decision.seconds,
        decision.undoes or None,
        decision.command or None,
        decision.source,
    )


def decision_of(row: tuple[Any, ...]) -> Decision:
    """The decision of :func:`decision_row`."""
    id, article_id, annotator, kind, at, changes, seconds, undoes, command, source = row
    return Decision(
        id,
        article_id,
        annotator,
        DecisionKind(kind),
        at,
        tuple(change_from_json(change) for change in json.loads(changes)),
        seconds,
        undoes or "",
        command or "",
        source,
    )


def suggested(annotation: Annotation) -> tuple[str, str, str]:
    """The ``kind``, ``name`` and ``annotation`` of a suggestion as columns have them."""
    value = annotation_to_json(annotation)
    return (value["kind"], annotation.label, dumps(value))


_SPAN = "\t"
"""What the target of a comment on a span begins with; an id that begins so has it twice."""


def target_to_text(target: str | Span) -> str:
    """The *target* of a comment as a column has it."""
    if isinstance(target, Span):
        return f"{_SPAN}{target.start}-{target.end}"
    return f"{_SPAN}{target}" if target.startswith(_SPAN) else target


def target_from_text(text: str) -> str | Span:
    """The target that :func:`target_to_text` wrote; raises ``ValueError`` for a wrong one."""
    rest = text.removeprefix(_SPAN)
    if rest == text or rest.startswith(_SPAN):
        return rest
    start, _, end = rest.partition("-")
    return Span(int(start), int(end))
