"""Coreference as classes, where Goldleaf has pairs and other tools have chains."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from ..model import AnnotatedArticle, Annotation, Entity, Event, Relation
from ..scheme import Scheme
from .losses import Loss, Reason

COREFERENCE = "coref"

_H = TypeVar("_H", bound=Hashable)


def equivalence_types(scheme: Scheme) -> frozenset[str]:
    """The relation types that divide annotations into classes: ``coref``, and what is like it."""
    alike = (one.name for one in scheme.relations if one.symmetric and one.transitive)
    return frozenset((COREFERENCE, *alike))


def classes(pairs: Iterable[tuple[_H, _H]]) -> list[list[_H]]:
    """The members of each class that *pairs* connect, in the order of their first mention."""
    member_of: dict[_H, list[_H]] = {}
    for pair in pairs:
        for one in pair:
            member_of.setdefault(one, [one])
        first, second = (member_of[one] for one in pair)
        if first is not second:
            first += second
            member_of.update(dict.fromkeys(second, first))
    order = {one: at for at, one in enumerate(member_of)}
    distinct = {id(members): members for members in member_of.values()}
    return [sorted(members, key=order.__getitem__) for members in distinct.values()]


def chained(
    annotated: AnnotatedArticle, types: Collection[str]
) -> tuple[AnnotatedArticle, tuple[Loss, ...]]:
    """*annotated* with each class of *types* as a chain of pairs along the text.

    The relations of a class say the same whichever of its members they join, and in
    whichever direction, so nothing is lost but those that join an annotation to itself.
    The pairs take the ids of the relations they stand for, as far as they need them.
    """
    among = [
        one for one in annotated.annotations if isinstance(one, Relation) and one.type in types
    ]
    if not among:
        return annotated, ()
    members = {end for one in among for end in (one.head, one.tail)}
    place = {
        one.id: (one.span, at)
        for at, one in enumerate(annotated.annotations)
        if one.id in members and isinstance(one, Entity | Event)
    }
    chains: list[Annotation] = []
    losses = []
    for type_ in dict.fromkeys(one.type for one in among):
        own = [one for one in among if one.type == type_]
        alone = [one.id for one in own if one.head == one.tail]
        losses += [Loss(annotated.article.id, id, Reason.RELATION) for id in alone]
        ids = iter([one.id for one in own if one.id not in alone])
        for alike in classes((one.head, one.tail) for one in own):
            along = sorted(alike, key=place.__getitem__)
            chains += [Relation(next(ids), type_, *pair) for pair in pairwise(along)]
    joined = {one.id for one in among}
    rest = [one for one in annotated.annotations if one.id not in joined]
    return replace(annotated, annotations=(*rest, *chains)), tuple(losses)
