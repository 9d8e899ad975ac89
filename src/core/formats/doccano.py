"""doccano's JSONL, read and written: one text a line (https://github.com/doccano/doccano).

Written is the form of projects with relations: ``entities`` with ids that are numbers, which
``relations`` join. A trigger is an entity and a role a relation, both with a member ``kind``
that doccano leaves aside. Everything else about a text is a member beside ``text``, which
doccano takes for its ``meta`` and gives back.

Read are all forms that doccano's versions export: ``label`` or ``labels`` as triples or as
document labels, ``entities`` as triples or objects, ``annotations`` of the first versions,
``cats``, ``Comments``, and ``data`` for ``text``. Offsets count Unicode code points; files of
the first versions may count UTF-16 units, which surface strings would show, but there are none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from itertools import count
from typing import Any

from ..model import (
    AnnotatedArticle,
    Annotation,
    DocumentLabel,
    Entity,
    Event,
)
from ..model.safe_json import safe_json
from .article_fields import article_of, fields_of, stem_of
from .format import Destination, Format
from .gathered import Gathered
from .json_lines import drafts
from .keeps import Keeps, reduced
from .losses import Loss, Reason
from .mentions import Edge, Mention, edges_of
from .source import Draft, Head, Source
from .values import objects

_KEEPS = Keeps(
    events=True,
    fillers=frozenset(("entity", "event")),
    relations=True,
    relation_ends=frozenset(("entity", "event")),
    document_labels=True,
    comments=frozenset(("article",)),
    title=True,
    source=True,
    published=True,
    language=True,
    meta=True,
)
_COMMENTS = ("Comments", "comments", "comment")
_LABELS = ("label", "labels", "cats")
_KNOWN = frozenset(
    ("text", "data", "entities", "relations", "annotations", "spans", *_COMMENTS, *_LABELS)
)
_KEYS = str | int
_TRIPLE = 3
_LINE = "a line of doccano's is a JSON object with the key 'text'"


class DoccanoWriter:
    """Writes articles, as they come, to one file for each part."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination
        # as in doccano's database, no two of a file are the same
        self._numbers = count(1)

    def write(self, annotated: AnnotatedArticle, part: str) -> list[Loss]:
        """Write one article; returns what the format cannot keep of it."""
        kept, reduction = reduced(annotated, _KEEPS)
        article = kept.article
        fields, losses = fields_of(article)
        taken = sorted(_KNOWN & fields.keys())
        losses += [Loss(article.id, "", Reason.META, detail=name) for name in taken]
        value = {"text": article.text} | self._annotations(kept.annotations, kept)
        value |= {name: one for name, one in fields.items() if name not in taken}
        value["Comments"] = [one.text for one in kept.comments]
        self._destination.file(part).write(safe_json(value).encode() + b"\n")
        return [*reduction, *losses]

    def _annotations(
        self, annotations: tuple[Annotation, ...], annotated: AnnotatedArticle
    ) -> dict[str, Any]:
        entities = []
        numbers: dict[str, int] = {}
        for one in annotations:
            if isinstance(one, Entity | Event):
                numbers[one.id] = next(self._numbers)
                entity = {
                    "id": numbers[one.id],
                    "label": one.label,
                    "start_offset": one.span.start,
                    "end_offset": one.span.end,
                }
                entities.append(entity | ({"kind": "trigger"} if isinstance(one, Event) else {}))
        relations = [
            {
                "id": next(self._numbers),
                "from_id": numbers[edge.head],
                "to_id": numbers[edge.tail],
                "type": edge.label,
            }
            | ({"kind": "argument"} if edge.argument else {})
            for edge in edges_of(annotated)
        ]
        labels = [one.label for one in annotations if isinstance(one, DocumentLabel)]
        return {"entities": entities, "relations": relations} | ({"cats": labels} if labels else {})

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


def read(source: Source) -> Iterator[Draft | Loss]:
    """The texts of *source* with what is said of them.

    Raises:
        UsageError: when no line is one of doccano's about a text.
    """

    def draft(value: Mapping[str, Any], where: str, line: int) -> Draft:
        return _draft(value, where, stem_of(source, line, value.get("id")))

    return drafts(source, _with_text, draft, _LINE)


def _with_text(value: dict[str, Any]) -> dict[str, Any] | None:
    return None if _text(value) is None else value


def _draft(value: Mapping[str, Any], where: str, stem: str) -> Draft:
    text = _text(value) or ""
    gathered = Gathered(stem, where, text)
    mentions, labels = _spans_and_labels(value, gathered)
    gathered.mentions(mentions)
    gathered.edges(_edge(one) for one in objects(value.get("relations")))
    for label in labels:
        gathered.document_label(label)
    for one in _comments(value):
        gathered.comment(one)
    rest = {name: one for name, one in value.items() if name not in _KNOWN}
    annotated = gathered.annotated(AnnotatedArticle(article_of(text, rest, gathered)))
    return Draft(annotated, stem, losses=tuple(gathered.losses))


def _text(value: Mapping[str, Any]) -> str | None:
    text = value.get("text", value.get("data"))
    return text if isinstance(text, str) else None


def _spans_and_labels(
    value: Mapping[str, Any], gathered: Gathered
) -> tuple[list[Mention], list[str]]:
    """The spans of a line, and the labels of its text: both may stand under the same names."""
    mentions: list[Mention] = []
    labels: list[str] = []
    for name in ("entities", "spans", "annotations", *_LABELS):
        listed = value.get(name)
        for one in listed if isinstance(listed, list) else [listed]:
            if isinstance(one, dict) and "start_offset" in one:
                mentions.append(_mention(one))
            elif isinstance(one, list) and len(one) >= _TRIPLE:
                start, end, label, *_ = one
                mentions.append(Mention(None, start, end, label))
            elif isinstance(one, str | int) and not isinstance(one, bool):
                # older versions number the labels, and tell their names elsewhere
                labels.append(str(one))
            elif isinstance(one, dict) and "label" in one:
                labels.append(str(one["label"]))
            elif one is not None:
                gathered.lose(Reason.MALFORMED, detail=f"{name}: {one!r}")
    return mentions, labels


def _mention(value: Mapping[str, Any]) -> Mention:
    get = value.get
    label = get("label")
    if isinstance(label, int):
        label = str(label)
    trigger = get("kind") == "trigger"
    return Mention(
        _key(get("id")), value["start_offset"], get("end_offset"), label, "", "", trigger
    )


def _edge(value: Mapping[str, Any]) -> Edge[Hashable]:
    get = value.get
    argument = get("kind") == "argument"
    return Edge(_key(get("from_id")), _key(get("to_id")), get("type"), "", argument)


def _key(id: object) -> str | int | None:
    return id if isinstance(id, _KEYS) else None


def _comments(value: Mapping[str, Any]) -> Iterator[object]:
    for name in _COMMENTS:
        listed = value.get(name)
        for one in listed if isinstance(listed, list) else [listed]:
            if one is not None:
                yield one.get("text") if isinstance(one, dict) else one


def _recognised(head: Head) -> bool:
    value = head.first_object
    if value is None or _text(value) is None:
        return False
    if any("start_offset" in one for one in _members(value, "entities", "annotations")):
        return True
    if "Comments" in value or any("from_id" in one for one in _members(value, "relations")):
        return True
    if any(_is_triple(one) for name in ("entities", *_LABELS) for one in _list(value, name)):
        return True
    # Goldleaf's own lines may have document labels under the name that is "labels"
    label = value.get("label")
    return isinstance(label, str | list) and all(isinstance(one, str) for one in label)


def _members(value: Mapping[str, Any], *names: str) -> list[dict[str, Any]]:
    return [one for name in names for one in objects(value.get(name))]


def _list(value: Mapping[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []


def _is_triple(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == _TRIPLE
        and all(isinstance(one, int | float) for one in value[:2])
        and isinstance(value[2], str)
    )


DOCCANO = Format(
    name="doccano",
    title="doccano JSONL",
    offsets="Unicode code points",
    keeps=_KEEPS,
    suffix=".jsonl",
    recognises=_recognised,
    read=read,
    writer=DoccanoWriter,
)
