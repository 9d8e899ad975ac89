"""The annotations of an article as a file gives them one by one, and what has no place.

Files of other tools hold mistakes. What cannot be an annotation becomes a loss that names
its line, and the rest comes in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import count, pairwise
from typing import Any

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
from .equivalence import COREFERENCE
from .losses import Loss, Reason
from .mentions import Edge, Mention, Provenance, placed
from .values import sound

_PREFIXES: dict[type, str] = {
    Entity: "e",
    Event: "v",
    Relation: "r",
    DocumentLabel: "l",
    Comment: "c",
}
_LONGEST_DETAIL = 80


class Gathered:
    """Takes what a file says of one text, and tells what is wrong with it.

    Values may be of any type, as JSON gives them. What is not as it should be is a loss
    at the place in the file that :attr:`where` names, and the rest comes in.
    """

    def __init__(self, article_id: str, where: str, text: str = "") -> None:
        """Gather what is said of *text*; that is needed only for :meth:`mentions`."""
        self.article_id = article_id
        self.where = where
        self.text = text
        self.losses: list[Loss] = []
        self._annotations: dict[str, Annotation] = {}
        self._comments: dict[str, Comment] = {}
        self._provenance: dict[str, Provenance] = {}
        self._arguments: defaultdict[str, list[Argument]] = defaultdict(list)
        self._by_key: dict[Hashable, str] = {}
        self._labels: set[object] = set()
        self._reserved: Collection[str] = frozenset()
        self._numbers = {kind: count(1) for kind in _PREFIXES}

    def lose(self, reason: Reason, id: str = "", detail: object = "", count: int = 1) -> None:
        """Tell that something of annotation *id* has no place."""
        shown = detail if isinstance(detail, str) else repr(detail)
        self.losses.append(
            Loss(self.article_id, id, reason, count, self.where, shown[:_LONGEST_DETAIL])
        )

    # Values

    def string(self, value: object, id: str = "") -> str:
        """*value* if it is text that can be kept, else nothing; other types are told."""
        if type(value) is str and value.isascii():
            return value
        if value is None:
            return ""
        if isinstance(value, str) and sound(value):
            return value
        self.lose(Reason.MALFORMED, id, value)
        return ""

    def members(self, value: object) -> list[Any]:
        """*value* as a list; ``null`` is an empty one, and what is none is told."""
        if value is None or isinstance(value, list):
            return value or []
        self.lose(Reason.MALFORMED, detail=value)
        return []

    def objects(self, value: object) -> list[dict[str, Any]]:
        """The members of a list that are JSON objects; others are told."""
        members = self.members(value)
        return self._without([one for one in members if not isinstance(one, dict)], members)

    def lists(self, value: object, least: int) -> list[list[Any]]:
        """The members of a list that are lists with *least* members or more; others are told."""
        members = self.members(value)
        wrong = [one for one in members if not (isinstance(one, list) and len(one) >= least)]
        return self._without(wrong, members)

    def _without(self, wrong: list[Any], members: list[Any]) -> list[Any]:
        """*members* without those that are *wrong*, which are told."""
        for one in wrong:
            self.lose(Reason.MALFORMED, detail=one)
        return [one for one in members if one not in wrong] if wrong else members

    def label(self, label: object, id: str = "") -> str:
        """*label* if it can be one; else a loss, and nothing."""
        if isinstance(label, str):
            if label in self._labels:
                return label
            if not label or label.isspace():
                self.lose(Reason.NO_LABEL, id)
                return ""
            if sound(label):
                self._labels.add(label)
                return label
        self.lose(Reason.NO_LABEL if label is None else Reason.MALFORMED, id, label or "")
        return ""

    # Ids

    def reserve(self, ids: Collection[str]) -> None:
        """Keep *ids*, which the file gives, from being made for what has none."""
        self._reserved = ids

    def new_id(self, kind: type[Annotation | Comment]) -> str:
        """An id that nothing has and that is not reserved."""
        prefix, numbers = _PREFIXES[kind], self._numbers[kind]
        id = f"{prefix}{next(numbers)}"
        while id in self._annotations or id in self._comments or id in self._reserved:
            id = f"{prefix}{next(numbers)}"
        return id

    def has(self, id: str) -> bool:
        """Whether there is an annotation called *id*."""
        return id in self._annotations

    @property
    def ids(self) -> AbstractSet[str]:
        """The ids of the annotations that were taken."""
        return self._annotations.keys()

    def id_of(self, key: Hashable) -> str | None:
        """The id of the mention with *key*, if it was taken."""
        return self._by_key.get(key)

    # What a file gives with offsets of its own

    def mentions(
        self, found: Iterable[Mention], *, utf16: bool = False, part: Span | None = None
    ) -> None:
        """Take the entities and triggers of a text, whatever their offsets are shifted by.

        *utf16*: the offsets of such files may count UTF-16 code units. *part* is the
        stretch of the text that the offsets are those of, where that is not all of it.
        """
        whole = [one for given in found if (one := self._with_offsets(given))]
        base = part.start if part else 0
        given = [(one.start, one.end, one.surface) for one in whole]
        spans = self.placed(given, utf16=utf16, part=part)
        for one, span in zip(whole, spans, strict=True):
            key, _, _, label, surface, id, trigger, attributes, link, provenance, remark = one
            if type(label) is not str or label not in self._labels:
                label = self.label(label, one.name)
            if isinstance(span, Reason):
                self.lose(span, one.name, surface)
            elif remark:
                self.comment(remark, Span(base + span.start, base + span.end))
            elif label and not (id and self._is_taken(id)):
                id = id or self.new_id(Event if trigger else Entity)
                at = Span(base + span.start, base + span.end) if base else span
                kept = dict(attributes) if attributes else {}
                self._annotations[id] = (
                    Event(id, label, at, (), kept)
                    if trigger
                    else Entity(id, (at,), label, kept, link)
                )
                if provenance:
                    self._provenance[id] = provenance
                if key is not None:
                    self._by_key.setdefault(key, id)

    def _with_offsets(self, mention: Mention) -> Mention | None:
        """*mention* where its offsets are whole numbers; a loss where they are not."""
        start, end = mention.start, mention.end
        if type(start) is int and type(end) is int:  # and no bool
            return mention
        if all(
            type(one) is int or (type(one) is float and one.is_integer()) for one in (start, end)
        ):
            # what went through a table of pandas has 4.0 for 4
            return mention._replace(start=int(start), end=int(end))
        self.lose(Reason.MALFORMED, mention.name, "offsets are numbers")
        return None

    def placed(
        self,
        given: Sequence[tuple[int, int, str]],
        *,
        utf16: bool = False,
        part: Span | None = None,
    ) -> list[Span | Reason]:
        """The span of each of *given* in *part*, or why it has none; tells what was put right.

        *given* has starts, ends and surfaces.
        """
        text = self.text if part is None else part.of(self.text)
        spans, told = placed(text, given, utf16=utf16)
        if told:
            self.lose(Reason.SHIFTED, detail=told, count=len(given))
        return spans

    def edges(self, found: Iterable[Edge[Any]]) -> None:
        """Take relations and roles between the mentions that were taken before."""
        by_key, annotations = self._by_key.get, self._annotations
        for one in found:
            given_head, given_tail, label, id, argument, provenance = one
            if type(label) is not str or label not in self._labels:
                label = self.label(label, id)
                if not label:
                    continue
            head, tail = by_key(given_head), by_key(given_tail)
            if head is None or tail is None:
                ends = f"{head or given_head} → {tail or given_tail}"
                self.lose(Reason.NO_TARGET, id, f"{label} {ends}")
            elif argument and isinstance(annotations[head], Event):
                self._arguments[head].append(Argument(label, tail))
            else:
                id = id or self.new_id(Relation)
                self.add(Relation(id, label, head, tail), provenance)

    # What a file gives with its place in the text

    def entity(
        self,
        given_id: object,
        span: Span | None,
        label: object,
        attributes: Mapping[str, str] | None = None,
        provenance: Provenance | None = None,
    ) -> str:
        """Add an entity; its id, or nothing where it cannot be one.

        Whoever found no *span* has told so.
        """
        id = self._id(given_id, Entity)
        name = self.label(label, id)
        if not name or span is None:
            return ""
        return self.add(Entity(id, (span,), name, attributes or {}), provenance)

    def event(
        self,
        given_id: object,
        trigger: Span | None,
        type: object,
        arguments: tuple[Argument, ...] = (),
        provenance: Provenance | None = None,
    ) -> str:
        """Add an event; its id, or nothing where it cannot be one.

        Whoever found no *trigger* has told so.
        """
        id = self._id(given_id, Event)
        name = self.label(type, id)
        if not name or trigger is None:
            return ""
        return self.add(Event(id, name, trigger, arguments), provenance)

    def relation(
        self,
        given_id: object,
        type: object,
        head: str,
        tail: str,
        provenance: Provenance | None = None,
    ) -> str:
        """Add a relation; its id, or nothing where an end is not there."""
        id = self._id(given_id, Relation)
        name = self.label(type, id)
        if not name:
            return ""
        if head not in self._annotations or tail not in self._annotations or head == tail:
            self.lose(Reason.NO_TARGET, id)
            return ""
        return self.add(Relation(id, name, head, tail), provenance)

    def chain(self, ids: list[str], provenance: Provenance | None = None) -> None:
        """Add coreference between each of *ids* and the next."""
        for head, tail in pairwise(ids):
            if head != tail:
                self.relation(None, COREFERENCE, head, tail, provenance)

    def _id(self, given: object, kind: type[Annotation]) -> str:
        return self.string(given) or self.new_id(kind)

    def fill(self, event: str, role: object, filler: str | Span) -> None:
        """Let *filler*, a span or the id of an entity or event, fill *role* of *event*."""
        name = self.label(role, event)
        fits = isinstance(filler, Span) or isinstance(self._annotations.get(filler), Entity | Event)
        if not fits or not isinstance(self._annotations.get(event), Event):
            self.lose(Reason.NO_TARGET, event, f"{name} {event!r} → {filler!r}")
        elif name:
            self._arguments[event].append(Argument(name, filler))

    def add(self, one: Annotation, provenance: Provenance | None = None) -> str:
        """Add an annotation as it is; its id, or nothing where that is there already."""
        id = one.id
        if self._is_taken(id):
            return ""
        self._annotations[id] = one
        if provenance:
            self._provenance[id] = provenance
        return id

    def _is_taken(self, id: str) -> bool:
        """Whether something is called *id*, which is a loss of what comes later."""
        if id in self._annotations or id in self._comments:
            self.lose(Reason.DUPLICATE_ID, id)
            return True
        return False

    # What is said of the whole

    def document_label(
        self, label: object, id: str = "", provenance: Provenance | None = None
    ) -> None:
        """Take a label of the whole article; twice the same is once."""
        name = self.label(label, id)
        if name and not self.document_label_id(name):
            self.add(DocumentLabel(id or self.new_id(DocumentLabel), name), provenance)

    def document_label_id(self, label: str) -> str:
        """The id of the *label* of the whole article; empty where it has none like that."""
        found = (
            id
            for id, one in self._annotations.items()
            if isinstance(one, DocumentLabel) and one.label == label
        )
        return next(found, "")

    def span(self, start: object, end: object) -> Span | None:
        """The stretch of the text from *start* to *end*, if there is one."""
        if type(start) is int and type(end) is int and 0 <= start < end <= len(self.text):
            return Span(start, end)
        return None

    def comment(self, text: object, target: Hashable = None, id: str = "") -> None:
        """Take a remark on the span *target*, on the mention with that key, or on the article."""
        if not isinstance(text, str) or not text.strip() or not sound(text):
            self.lose(Reason.MALFORMED, id, "a comment is a text")
        elif not (id and self._is_taken(id)):
            id = id or self.new_id(Comment)
            on = target if isinstance(target, Span) else self.id_of(target) or ""
            self._comments[id] = Comment(id, text, on)

    def annotated(self, rest: AnnotatedArticle) -> AnnotatedArticle:
        """*rest* with what was gathered."""
        annotations = self._annotations
        for id, arguments in self._arguments.items():
            event = annotations[id]
            assert isinstance(event, Event)
            arguments[:0] = event.arguments
            annotations[id] = Event(
                id, event.type, event.trigger, tuple(arguments), event.attributes
            )
        self._arguments.clear()
        return AnnotatedArticle(
            rest.article,
            rest.zones,
            tuple(annotations.values()),
            self._provenance,
            (*rest.comments, *self._comments.values()),
            rest.status,
            rest.annotator,
            rest.segmentation,
        )
