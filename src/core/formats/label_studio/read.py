"""Tasks become articles, with the result of each annotator and what models predicted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

from ...model import AnnotatedArticle, Status
from ..article_fields import article_of, keepable, stem_of, zones_of
from ..equivalence import COREFERENCE
from ..gathered import Gathered
from ..json_lines import about_texts
from ..losses import Loss, Reason
from ..mentions import Edge, Mention
from ..source import Draft, Head, Source
from ..values import objects, scored, string
from .config import COMMENT, LINK, REMARKED, TEXT, TRIGGER, attribute_of
from .texts import Json, Offsets, TaskText, text_of

_LABELS = ("labels", "hypertextlabels", "paragraphlabels")
_OWN_DATA = frozenset((TEXT, "status", "annotator", "zones"))
_MIN_MARKS = frozenset(("annotation_id", "lead_time"))
_MIN_KNOWN = _MIN_MARKS | {"annotator", "created_at", "updated_at", "agreement"}
_RELATED = "related"
"""The type of relations that have no label, which Label Studio admits."""

_TASK = "a task of Label Studio is a JSON object whose 'data' hold a text"


@dataclass(frozen=True, slots=True)
class _Result:
    """One annotation or prediction: what was drawn, by its id, and who did it."""

    regions: tuple[tuple[str, Json], ...]
    provenance: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Task:
    """A task about a text; ``annotations`` are those of each annotator."""

    text: TaskText
    data: Json
    meta: Json
    number: object
    annotations: tuple[Json, ...]
    predictions: tuple[Json, ...]


def read(source: Source) -> Iterator[Draft | Loss]:
    """The texts of *source*: once for each annotator, with the predictions of models.

    Raises:
        UsageError: when no value is a task about a text.
    """
    with source.open() as stream:
        for found in about_texts(stream, source.name, _task, _TASK):
            if isinstance(found, Loss):
                yield found
                continue
            task, where, line = found
            stem = stem_of(source, line, task.number)
            # drafts of annotators who cancelled count where there is nothing else
            submitted = [one for one in task.annotations if not _cancelled(one)]
            for annotation in submitted or task.annotations[-1:]:
                yield _draft(task, annotation, where, stem)
            if not task.annotations:
                yield _draft(task, None, where, stem)


def _task(value: Json) -> _Task | None:
    data = value.get("data")
    if isinstance(data, dict):
        found = [*objects(value.get("annotations")), *objects(value.get("completions"))]
        # what was chosen as the truth comes first, and so stays where only one may
        found.sort(key=lambda one: one.get("ground_truth") is not True)
        predictions = objects(value.get("predictions"))
        values = (
            _value(one) for each in (*found, *predictions) for one in objects(each.get("result"))
        )
        text = text_of(data, values)
        meta = value.get("meta")
        return text and _Task(
            text,
            {name: one for name, one in data.items() if name != text.member},
            meta if isinstance(meta, dict) else {},
            value.get("id"),
            tuple(found),
            tuple(predictions),
        )
    return _minimal_task(value)


def _minimal_task(value: Json) -> _Task | None:
    """A task in the short form (JSON-MIN), where each control is a member beside the data."""
    result: list[Json] = []
    data: dict[str, Any] = {}
    for name, one in value.items():
        listed = one if isinstance(one, list) else [one]
        members = objects(listed)
        if members and len(members) == len(listed) and any(map(_kind_of, members)):
            result += [
                {"from_name": name, "type": _kind_of(member), "value": member, "id": f"{name}{at}"}
                for at, member in enumerate(members)
            ]
        elif name not in {"id"} | _MIN_KNOWN:
            data[name] = one
    text = text_of(data, map(_value, result))
    if text is None:
        return None
    del data[text.member]
    annotation = {"result": result, "completed_by": value.get("annotator")}
    annotation["created_at"] = value.get("created_at")
    return _Task(text, data, {}, value.get("id"), (annotation,), ())


def _kind_of(value: Json) -> str:
    """The kind of a result of the short form, by its value; empty where it is none."""
    return next((kind for kind in (*_LABELS, "choices", "taxonomy") if kind in value), "")


def _draft(task: _Task, annotation: Json | None, where: str, stem: str) -> Draft:
    text = task.text.text
    gathered = Gathered(stem, where, text)
    results = [] if annotation is None else [_annotated(annotation)]
    results += [_predicted(one) for one in task.predictions]
    whole = {id for result in results for id, one in result.regions if not _is_copy(one)}
    gathered.reserve(whole)
    _gather(results, whole, gathered, task.text.offsets)
    rest = {name: one for name, one in task.data.items() if name not in _OWN_DATA}
    article = article_of(text, rest, gathered)
    meta = {name: one for name, one in task.meta.items() if keepable(name, one, gathered)}
    article = replace(article, meta={**article.meta, **meta})
    annotated = AnnotatedArticle(
        article,
        zones=zones_of(task.data.get("zones"), len(text), gathered),
        status=_status(task, annotation),
        annotator=_annotator(annotation or {}) or string(task.data.get("annotator")),
    )
    return Draft(gathered.annotated(annotated), stem, losses=tuple(gathered.losses))


def _gather(
    results: Sequence[_Result], whole: AbstractSet[str], gathered: Gathered, offsets: Offsets
) -> None:
    """Take all results, of regions that are in several the first; *whole* are not only copies."""
    taken: set[str] = set()
    readings = []
    for result in results:
        regions = [
            (id, one)
            for id, one in result.regions
            if id not in taken and not (_is_copy(one) and id in whole)
        ]
        readings.append(reading := _Reading(gathered.text, regions, result.provenance))
        # the first versions counted UTF-16 code units
        gathered.mentions(reading.mentions(offsets), utf16=True)
        taken.update(reading.ids)
    for result, reading in zip(results, readings, strict=True):
        gathered.edges(_edges(result))
        for region in reading.of_text:
            _take_of_text(region, result.provenance, gathered)
        for id, notes in reading.notes.items():
            for note in notes:
                gathered.comment(note, id)


def _take_of_text(region: Json, provenance: Mapping[str, object], gathered: Gathered) -> None:
    """Take what is said of the whole text: its labels, or a remark."""
    value, name = _value(region), string(region.get("from_name"))
    if "start" in value:
        # what is chosen for a stretch that has no label
        gathered.lose(Reason.NO_LABEL, _id(region), name)
        return
    match region.get("type"):
        case "choices" | "taxonomy":
            for one in _listed(value.get(str(region["type"]))):
                gathered.document_label(_path(one), provenance=provenance)
        case "textarea":
            for one in _listed(value.get("text")):
                gathered.comment(one if name == COMMENT else f"{name}: {one}")
        case kind:
            gathered.lose(Reason.UNKNOWN, _id(region), detail=f"{kind} {name}")


class _Reading:
    """One result, divided into regions, what is said of each, and what of the whole text."""

    def __init__(
        self, text: str, regions: Sequence[tuple[str, Json]], provenance: Mapping[str, object]
    ) -> None:
        self._text = text
        self._provenance = provenance
        self.notes: dict[str, list[str]] = {}
        self._regions: list[tuple[str, Json]] = []
        self._said: defaultdict[str, list[Json]] = defaultdict(list)
        self.of_text: list[Json] = []
        rest = []
        for id, one in regions:
            if _is_region(one):
                self._regions.append((id, one))
            elif one.get("type") != "relation":
                rest.append((id, one))
        self.ids = {id for id, _ in self._regions if id}
        for id, one in rest:
            if id in self.ids:
                self._said[id].append(one)
            else:
                self.of_text.append(one)

    def mentions(self, offsets: Offsets) -> Iterator[Mention]:
        seen: set[str] = set()
        for id, region in self._regions:
            value = _value(region)
            attributes, link = self._properties(id)
            start, end = offsets(value)
            surface = self._surface(value)
            if _is_remarked(region):
                for note in _notes(region):
                    yield Mention(None, start, end, REMARKED, surface, remark=note)
                continue
            trigger = region.get("from_name") == TRIGGER
            score = scored(region.get("score"))
            provenance = {**self._provenance, **score} if score else self._provenance
            if "meta" in region and (notes := _notes(region)):
                self.notes[id] = notes
            for label in _labels(value) or [None]:
                # a region with several labels is several entities
                own = "" if id in seen else id
                seen.add(id)
                yield Mention(
                    *(id, start, end, label, surface, own, trigger, attributes, link, provenance)
                )

    def _surface(self, value: Json) -> str:
        surface = string(value.get("text"))
        if "\\n" not in surface or surface in self._text:
            return surface
        # Label Studio writes a line end as two characters
        return surface.replace("\\n", "\n")

    def _properties(self, id: str) -> tuple[dict[str, str], str]:
        """The attributes and the link that are given to the region *id*."""
        attributes: dict[str, str] = {}
        link = ""
        for one in self._said.get(id, ()):
            kind, name = one.get("type"), string(one.get("from_name"))
            said = _value(one).get("text" if kind == "textarea" else str(kind))
            told = "; ".join(filter(None, map(_path, _listed(said))))
            if name == LINK:
                link = told
            elif name and told:
                attributes[attribute_of(name)] = told
        return attributes, link


def _edges(result: _Result) -> Iterator[Edge[str]]:
    relations = [one for _, one in result.regions if one.get("type") == "relation"]
    triggers = {id for id, one in result.regions if one.get("from_name") == TRIGGER}
    # Label Studio itself does not keep what it does not know
    told = any("kind" in one for one in relations)
    for one in relations:
        head, tail = string(one.get("from_id")), string(one.get("to_id"))
        if one.get("direction") == "left":
            head, tail = tail, head
        for label in _listed(one.get("labels")) or [_RELATED]:
            argument = one.get("kind") == "argument" or (
                not told and head in triggers and label != COREFERENCE
            )
            yield Edge(head, tail, label, "", argument, result.provenance)


def _annotated(annotation: Json) -> _Result:
    found = {"annotator": _annotator(annotation), "at": _at(annotation)}
    return _Result(_regions(annotation), {key: one for key, one in found.items() if one})


def _predicted(prediction: Json) -> _Result:
    found: dict[str, object] = {"how": "suggested"}
    suggester, _, version = string(prediction.get("model_version")).partition(" ")
    found |= {name: one for name, one in (("suggester", suggester), ("version", version)) if one}
    found |= scored(prediction.get("score"))
    return _Result(_regions(prediction), found)


def _regions(result: Json) -> tuple[tuple[str, Json], ...]:
    return tuple([(_id(one), one) for one in objects(result.get("result"))])


def _annotator(annotation: Json) -> str:
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        return next((one for key in ("email", "username") if (one := string(who.get(key)))), "")
    numbered = isinstance(who, int) and not isinstance(who, bool) and 0 <= who < 10**9
    return f"annotator-{who}" if numbered else string(who)


def _at(annotation: Json) -> str:
    return string(annotation.get("updated_at")) or string(annotation.get("created_at"))


def _status(task: _Task, annotation: Json | None) -> Status | None:
    told = task.data.get("status")
    if told in [one.value for one in Status]:
        return None if told == Status.OPEN else Status(told)
    if annotation is None:
        return None
    return Status.SKIPPED if _cancelled(annotation) else Status.DONE


def _cancelled(annotation: Json) -> bool:
    return annotation.get("was_cancelled") is True or annotation.get("skipped") is True


def _is_copy(region: Json) -> bool:
    return region.get("copied") is True


def _is_region(region: Json) -> bool:
    value = _value(region)
    return region.get("type") in _LABELS or any(name in value for name in _LABELS)


def _is_remarked(region: Json) -> bool:
    return region.get("from_name") == REMARKED and _labels(_value(region)) == [REMARKED]


def _id(region: Json) -> str:
    return string(region.get("id"))


def _value(region: Json) -> Json:
    value = region.get("value")
    return value if isinstance(value, dict) else {}


def _labels(value: Json) -> list[object]:
    found = value.get("labels")
    if isinstance(found, list) and found:
        return found
    return [one for name in _LABELS for one in _listed(value.get(name))]


def _notes(region: Json) -> list[str]:
    meta = region.get("meta")
    return (
        [one for one in _listed(meta.get("text")) if string(one)] if isinstance(meta, dict) else []
    )


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _path(value: object) -> str:
    """A choice as a string: one of a taxonomy is the list of what it stands under."""
    if isinstance(value, list):
        return " / ".join(str(one) for one in value)
    return str(value) if isinstance(value, str | int | float) else ""


def recognised(head: Head) -> bool:
    """Whether a file begins with a task of Label Studio about a text."""
    value = head.first_object
    if value is None:
        return False
    data = value.get("data")
    if isinstance(data, dict):
        results = [*objects(value.get("annotations")), *objects(value.get("completions"))]
        return text_of(data, ()) is not None or any("result" in one for one in results)
    return value.keys() >= _MIN_MARKS and text_of(value, ()) is not None
