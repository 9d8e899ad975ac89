"""The annotations of an article as a file gives them one by one, and what has no place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count, pairwise
from typing import Any

from ..model import (
    AnnotatedArticle,
    Annotation,
    Argument,
    Article,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Segmentation,
    Span,
)
from .losses import Loss, Reason

COREFERENCE = "coref"
_PREFIXES: dict[type[Annotation], str] = {
    Entity: "e",
    Event: "v",
    Relation: "r",
    DocumentLabel: "l",
}
_LONGEST_DETAIL = 80


class Gathered:
    """Takes what a file says of an article, and tells what is wrong with it.

    Values may be of any type, as JSON gives them. What is not as it should be is a loss
    at the place in the file that :attr:`where` names, and the rest comes in.
    """

    def __init__(self, article_id: str, where: str) -> None:
        self.article_id = article_id
        self.where = where
        self.losses: list[Loss] = []
        self._annotations: dict[str, Annotation] = {}
        self._provenance: dict[str, Mapping[str, object]] = {}
        self._numbers = {kind: count(1) for kind in _PREFIXES}

    def lose(self, reason: Reason, id: str = "", detail: object = "", count: int = 1) -> None:
        """Tell that something of annotation *id* has no place."""
        shown = detail if isinstance(detail, str) else repr(detail)
        self.losses.append(
            Loss(
                self.article_id,
                id,
                reason,
                count,
                where=self.where,
                detail=shown[:_LONGEST_DETAIL],
            )
        )

    # Values

    def string(self, value: object, id: str = "") -> str:
        """*value* if it is text that can be kept, else nothing; other types are told."""
        if type(value) is str and value.isascii():
            return value
        if value is None:
            return ""
        if isinstance(value, str) and encodable(value):
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
        if set(map(type, members)) <= {dict}:
            return members
        return self._only(members, lambda one: isinstance(one, dict))

    def lists(self, value: object, least: int) -> list[list[Any]]:
        """The members of a list that are lists with *least* members or more; others are told."""
        members = self.members(value)
        if set(map(type, members)) <= {list} and min(map(len, members), default=least) >= least:
            return members
        return self._only(members, lambda one: isinstance(one, list) and len(one) >= least)

    def _only(self, members: list[Any], is_right: Callable[[Any], bool]) -> list[Any]:
        for one in members:
            if not is_right(one):
                self.lose(Reason.MALFORMED, detail=one)
        return [one for one in members if is_right(one)]

    # Annotations

    def entity(
        self,
        given_id: object,
        span: Span | None,
        label: object,
        attributes: Mapping[str, str] | None = None,
        provenance: Mapping[str, object] | None = None,
    ) -> str:
        """Add an entity; its id, or nothing where it cannot be one.

        Whoever found no *span* has told so.
        """
        id = self._id(given_id, Entity)
        name = self.label(id, label)
        if not name or span is None:
            return ""
        return self.add(Entity(id, (span,), name, attributes or {}), provenance)

    def event(
        self,
        given_id: object,
        trigger: Span | None,
        type: object,
        arguments: tuple[Argument, ...] = (),
        provenance: Mapping[str, object] | None = None,
    ) -> str:
        """Add an event; its id, or nothing where it cannot be one.

        Whoever found no *trigger* has told so.
        """
        id = self._id(given_id, Event)
        name = self.label(id, type)
        if not name or trigger is None:
            return ""
        return self.add(Event(id, name, trigger, arguments), provenance)

    def relation(
        self,
        given_id: object,
        type: object,
        head: str,
        tail: str,
        provenance: Mapping[str, object] | None = None,
    ) -> str:
        """Add a relation; its id, or nothing where an end is not there."""
        id = self._id(given_id, Relation)
        name = self.label(id, type)
        if not name:
            return ""
        if head not in self._annotations or tail not in self._annotations or head == tail:
            self.lose(Reason.NO_TARGET, id)
            return ""
        return self.add(Relation(id, name, head, tail), provenance)

    def chain(self, ids: list[str], provenance: Mapping[str, object] | None = None) -> None:
        """Add coreference between each of *ids* and the next."""
        for head, tail in pairwise(ids):
            if head != tail:
                self.relation(None, COREFERENCE, head, tail, provenance)

    def new_id(self, kind: type[Annotation]) -> str:
        """An id that no annotation has yet."""
        prefix, numbers = _PREFIXES[kind], self._numbers[kind]
        while (id := f"{prefix}{next(numbers)}") in self._annotations:
            pass
        return id

    def has(self, id: str) -> bool:
        """Whether there is an annotation called *id*."""
        return id in self._annotations

    def _id(self, given: object, kind: type[Annotation]) -> str:
        return self.string(given) or self.new_id(kind)

    def label(self, id: str, label: object) -> str:
        """*label* if it can be one, without white space around it; else a loss, and nothing."""
        name = self.string(label, id)
        if name and not name.isspace():
            return name.strip()
        if label is None or isinstance(label, str):
            self.lose(Reason.NO_LABEL, id)
        return ""

    def add(self, one: Annotation, provenance: Mapping[str, object] | None = None) -> str:
        """Add an annotation as it is; its id, or nothing where that is there already."""
        if one.id in self._annotations:
            self.lose(Reason.DUPLICATE_ID, one.id)
            return ""
        self._annotations[one.id] = one
        if provenance:
            self._provenance[one.id] = provenance
        return one.id

    def annotated(
        self, article: Article, segmentation: Segmentation | None = None
    ) -> AnnotatedArticle:
        """*article* with what was added."""
        return AnnotatedArticle(
            article,
            annotations=tuple(self._annotations.values()),
            provenance=self._provenance,
            segmentation=segmentation,
        )


def whole(value: object) -> int:
    """*value* if it is a whole number, else one that is outside of everything."""
    return value if type(value) is int else -1  # and no bool


def pair(value: object) -> tuple[int, int]:
    """The two whole numbers of a list; numbers outside of everything where it is none."""
    if isinstance(value, list) and len(value) == 2:  # noqa: PLR2004 - a pair
        return whole(value[0]), whole(value[1])
    return -1, -1


def encodable(text: str) -> bool:
    """Whether *text* can be kept: it holds no half of a surrogate pair."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
