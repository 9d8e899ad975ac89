"""The annotations of one article, gathered from what a file says of it, one by one.

Files of other tools hold mistakes. What cannot be an annotation becomes a loss that names
its line, and the rest comes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from math import isfinite
from typing import Any, Generic, TypeVar

from ..model import (
    AnnotatedArticle,
    Annotation,
    Argument,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
)
from .losses import Loss, Reason
from .offsets import Utf16Offsets
from .surfaces import MOST_SHIFTED, holds, shift_of

_K = TypeVar("_K")

Provenance = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled stretch as a file gives it: an entity, or the trigger of an event.

    ``key`` is what relations of the file name it by, ``id`` what it is to be called,
    where the file says that. Offsets are any values; ``surface`` is empty where the
    file does not tell it.
    """

    key: object
    start: object
    end: object
    label: object
    surface: str = ""
    id: str = ""
    trigger: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    link: str = ""
    provenance: Provenance = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Edge(Generic[_K]):
    """A labelled pair of mentions as a file gives it: a relation, or a role of an event.

    ``head`` and ``tail`` are keys of mentions.
    """

    head: _K
    tail: _K
    label: object
    id: str = ""
    argument: bool = False
    provenance: Provenance = field(default_factory=dict, hash=False)


class Gathering:
    """What is said of one text, at ``where`` (file and line)."""

    def __init__(self, text: str, where: str, article_id: str = "") -> None:
        self.where = where
        self.losses: list[Loss] = []
        self.text = text
        self._article_id = article_id
        self._ids: set[str] = set()
        self._annotations: dict[str, Annotation] = {}
        self._provenance: dict[str, Provenance] = {}
        self._comments: list[Comment] = []
        self._by_key: dict[object, str] = {}
        self._reserved: frozenset[str] = frozenset()
        self._numbers: dict[str, count[int]] = {}

    def lose(self, reason: Reason, id: str = "", *, count: int = 1, detail: str = "") -> None:
        """Tell that something could not be taken."""
        self.losses.append(Loss(self._article_id, id, reason, count, self.where, detail[:80]))

    def reserve(self, ids: Iterable[str]) -> None:
        """Keep *ids*, which the file gives, from being made for what has none."""
        self._reserved = frozenset(ids)

    def mentions(
        self, found: Iterable[Mention], *, utf16: bool = False, part: Span | None = None
    ) -> None:
        """Take the entities and triggers of a text, whatever their offsets are shifted by.

        *utf16*: the offsets of such files may count UTF-16 code units. *part* is the
        stretch of the text that the offsets are those of, where that is not all of it.
        """
        whole = [one for one in found if self.has_offsets(one)]
        text = part.of(self.text) if part else self.text
        spans = placed(text, whole, self, utf16=utf16)
        if part:
            base = part.start
            spans = [
                Span(base + one.start, base + one.end) if isinstance(one, Span) else one
                for one in spans
            ]
        for one, span in zip(whole, spans, strict=True):
            name = one.id or _named(one.key)
            label = self._label(one.label, name)
            if isinstance(span, Reason):
                self.lose(span, name, detail=one.surface)
            elif label and (id := self._new_id(one.id, "v" if one.trigger else "e")):
                attributes = dict(one.attributes)
                if one.trigger:
                    self._take(Event(id, label, span, (), attributes), one.provenance)
                else:
                    self._take(Entity(id, (span,), label, attributes, one.link), one.provenance)
                if one.key is not None:
                    self._by_key.setdefault(_hashable(one.key), id)

    def edges(self, found: Iterable[Edge[Any]]) -> None:
        """Take relations and roles between the mentions that were taken before."""
        for one in found:
            label = self._label(one.label, one.id)
            head, tail = (self.id_of(key) for key in (one.head, one.tail))
            if not label:
                continue
            if head is None or tail is None:
                self.lose(Reason.NO_TARGET, one.id, detail=f"{label} {one.head!r} → {one.tail!r}")
            elif one.argument and isinstance(self._annotations[head], Event):
                self._fill(head, Argument(label, tail))
            elif id := self._new_id(one.id, "r"):
                self._take(Relation(id, label, head, tail), one.provenance)

    def fill(self, event: object, role: object, filler: object) -> None:
        """Let *filler*, a span or the key of a mention, fill a role of the event with that key."""
        id, name = self.id_of(event), self._label(role, "")
        filled = filler if isinstance(filler, Span) else self.id_of(filler)
        fits = isinstance(filled, Span) or isinstance(
            self._annotations.get(filled or ""), Entity | Event
        )
        if id is None or filled is None or not fits or not isinstance(self._annotations[id], Event):
            self.lose(Reason.NO_TARGET, detail=f"{name} {event!r} → {filler!r}")
        elif name:
            self._fill(id, Argument(name, filled))

    def _fill(self, id: str, argument: Argument) -> None:
        event = self._annotations[id]
        assert isinstance(event, Event)
        self._annotations[id] = replace(event, arguments=(*event.arguments, argument))

    def label(self, label: object, id: str = "", provenance: Provenance | None = None) -> None:
        """Take a label of the whole article; twice the same is once."""
        name = self._label(label, id)
        there = any(
            isinstance(one, DocumentLabel) and one.label == name
            for one in self._annotations.values()
        )
        if name and not there and (new := self._new_id(id, "l")):
            self._take(DocumentLabel(new, name), provenance or {})

    def add(self, annotation: Annotation, provenance: Provenance | None = None) -> None:
        """Take *annotation* as it is, unless its id is there already."""
        if self._new_id(annotation.id, ""):
            self._take(annotation, provenance or {})
            self._by_key[annotation.id] = annotation.id

    def comment(self, text: object, target: object = None, id: str = "") -> None:
        """Take a remark about the mention with the key *target*, or about the article."""
        if not isinstance(text, str) or not text.strip() or not sound(text):
            self.lose(Reason.MALFORMED, id, detail="a comment is a text")
        elif new := self._new_id(id, "c"):
            self._comments.append(Comment(new, text, self.id_of(target) or ""))

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the annotations that were taken."""
        return frozenset(self._annotations)

    def id_of(self, key: object) -> str | None:
        """The id of the mention with *key*, if it was taken."""
        return None if key is None else self._by_key.get(_hashable(key))

    def annotated(self, rest: AnnotatedArticle) -> AnnotatedArticle:
        """*rest* with what was gathered."""
        return replace(
            rest,
            annotations=tuple(self._annotations.values()),
            provenance=self._provenance,
            comments=(*rest.comments, *self._comments),
        )

    def _take(self, annotation: Annotation, provenance: Provenance) -> None:
        self._annotations[annotation.id] = annotation
        if provenance:
            self._provenance[annotation.id] = provenance

    def _label(self, label: object, name: str) -> str:
        if isinstance(label, str) and label.strip():
            if sound(label):
                return label
            self.lose(Reason.MALFORMED, name, detail="half of a surrogate pair in the label")
        else:
            self.lose(Reason.NO_LABEL, name)
        return ""

    def _new_id(self, given: str, prefix: str) -> str:
        """*given*, or one that is free; empty, and a loss, where *given* is there already."""
        if given and sound(given):
            if given in self._ids:
                self.lose(Reason.DUPLICATE_ID, given)
                return ""
            new = given
        else:
            new = self.free_id(prefix)
        self._ids.add(new)
        return new

    def free_id(self, prefix: str) -> str:
        """An id that nothing has and that the file does not give."""
        numbers = self._numbers.setdefault(prefix, count(1))
        return next(
            id
            for number in numbers
            if (id := f"{prefix}{number}") not in self._ids and id not in self._reserved
        )

    def has_offsets(self, mention: Mention) -> bool:
        """Whether the offsets of *mention* are numbers; a loss where they are not."""
        if all(isinstance(at, int) and not isinstance(at, bool) for at in _ends(mention)):
            return True
        self.lose(Reason.MALFORMED, mention.id or _named(mention.key), detail="offsets are numbers")
        return False


def placed(
    text: str, mentions: Sequence[Mention], gathering: Gathering, *, utf16: bool
) -> list[Span | Reason]:
    """The span of each of *mentions* in *text*, or why it has none.

    Their offsets are numbers; what all of them are shifted by is told to *gathering*.
    """
    given = [(*_ends(one), one.surface) for one in mentions]
    counted, told = _counted(text, given, utf16=utf16)
    if told:
        gathering.lose(Reason.SHIFTED, count=len(mentions), detail=told)
    return [_span(text, *counted(start, end), surface) for start, end, surface in given]


def _counted(
    text: str, given: list[tuple[int, int, str]], *, utf16: bool
) -> tuple[Callable[[int, int], tuple[int, int]], str]:
    """How offsets become code points, and in words where that is a repair."""
    ways: list[tuple[Callable[[int], int], str]] = [(lambda at: at, "")]
    if utf16 and not text.isascii():
        units = Utf16Offsets(text)
        if units.length > len(text):
            ways.append((units.points, "UTF-16 code units"))
    for most in (0, MOST_SHIFTED):
        for way, named in ways:
            converted = [(way(start), way(end), said) for start, end, said in given]
            shift = shift_of(text, converted, most)
            if shift is not None:
                told = ", ".join(one for one in (named, shift and f"by {-shift:+}") if one)
                return _moved(way, shift), told
    return _moved(ways[0][0], 0), ""


def _span(text: str, start: int, end: int, surface: str) -> Span | Reason:
    if not 0 <= start < end <= len(text):
        return Reason.OUTSIDE
    span = Span(start, end)
    return Reason.SURFACE if surface and not holds(text, span, surface) else span


def edges_of(annotated: AnnotatedArticle) -> Iterator[Edge[str]]:
    """The roles of the events of *annotated*, then its relations, as pairs of ids.

    Roles filled by bare spans are no pairs.
    """
    for one in annotated.annotations:
        if isinstance(one, Event):
            for argument in one.arguments:
                if isinstance(argument.filler, str):
                    yield Edge(one.id, argument.filler, argument.role, argument=True)
    for one in annotated.annotations:
        if isinstance(one, Relation):
            yield Edge(one.head, one.tail, one.type, one.id)


def sound(value: str) -> bool:
    """Whether a string of JSON can be kept: half of a surrogate pair can be in no file."""
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def string(value: object) -> str:
    """*value* where it is a string that can be kept, else an empty one."""
    return value if isinstance(value, str) and (value.isascii() or sound(value)) else ""


def strings(value: object) -> dict[str, str]:
    """The members of a JSON object that are strings."""
    if not isinstance(value, dict):
        return {}
    return {key: one for key, one in value.items() if sound(key) and string(one)}


def scored(value: object) -> dict[str, float]:
    """``{"score": value}`` where *value* is a number, for a provenance."""
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return {"score": value}
    return {}


def objects(value: object) -> list[dict[str, Any]]:
    """The members of a JSON list that are objects."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _ends(mention: Mention) -> tuple[Any, Any]:
    return mention.start, mention.end


def _moved(way: Callable[[int], int], shift: int) -> Callable[[int, int], tuple[int, int]]:
    return lambda start, end: (way(start) + shift, way(end) + shift)


def _named(key: object) -> str:
    return str(key) if isinstance(key, str | int) else ""


def _hashable(key: object) -> object:
    return key if isinstance(key, str | int | tuple) else repr(key)
