"""Coreference as INCEpTION's chains of links, which are spans of their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from ...model import AnnotatedArticle, Entity, Relation, Span
from ..equivalence import COREFERENCE, classes


def chains_of(annotated: AnnotatedArticle) -> tuple[list[list[Entity]], set[str]]:
    """The entities of each chain, and the ids of the relations that chains take the place of.

    Coreference must be chained along the text. A link tells an entity by its place and
    label: a class with a member that those do not tell stays in relations.
    """
    entities = {one.id: one for one in annotated.annotations if isinstance(one, Entity)}
    places = Counter((one.span, one.label) for one in entities.values())
    relations = [
        one
        for one in annotated.annotations
        if isinstance(one, Relation) and one.type == COREFERENCE
    ]
    by_head = {one.head: one.id for one in relations}
    chains = []
    inside: set[str] = set()
    for members in classes((one.head, one.tail) for one in relations):
        found = [entities[one] for one in members if one in entities]
        if len(found) == len(members) and all(places[one.span, one.label] == 1 for one in found):
            chains.append(found)
            inside |= {by_head[one] for one in members if one in by_head}
    return chains, inside


class Members:
    """The entities that the links of chains are, by place and label."""

    def __init__(self, entities: Iterable[Entity], make: Callable[[Span, str], Entity]) -> None:
        """Look among *entities*; where none is, *make* one of a span and a label."""
        self._make = make
        self._places: dict[Span, list[Entity]] = defaultdict(list)
        for one in entities:
            self._places[one.span].append(one)

    def id_of(self, span: Span, label: str, otherwise: str) -> str:
        """The id of the entity at *span*, that of *label* if there is one.

        A new one without a label is labelled *otherwise*.
        """
        there = self._places[span]
        if not there:
            there.append(self._make(span, label or otherwise))
        return next((one.id for one in there if one.label == label), there[0].id)
