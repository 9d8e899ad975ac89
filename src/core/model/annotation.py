"""What a reviewer or a suggester says about an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .span import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention: a label on one span, or on several when it is discontinuous.

    ``spans`` is never empty, is ordered by start, and its parts do not overlap.
    ``link`` is an identifier in a knowledge base.
    """

    id: str
    spans: tuple[Span, ...]
    label: str
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    link: str = ""

    @property
    def span(self) -> Span:
        """From the first code point of the first part to the last of the last."""
        spans = self.spans
        return spans[0] if len(spans) == 1 else Span(spans[0].start, spans[-1].end)


@dataclass(frozen=True, slots=True)
class Argument:
    """A role of an event and what fills it.

    ``filler`` is the id of an entity or event of the same article, or a bare span.
    A filler given by id follows its annotation when the boundaries of that move.
    """

    role: str
    filler: str | Span


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: a type, the words that say so, and who takes part."""

    id: str
    type: str
    trigger: Span
    arguments: tuple[Argument, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def span(self) -> Span:
        """The span of the trigger."""
        return self.trigger

    @property
    def label(self) -> str:
        """The event type, under the name that every annotation's category has."""
        return self.type


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed, directed pair of annotations, each given by its id."""

    id: str
    type: str
    head: str
    tail: str

    @property
    def label(self) -> str:
        """The relation type, under the name that every annotation's category has."""
        return self.type


@dataclass(frozen=True, slots=True)
class DocumentLabel:
    """A label on the whole article."""

    id: str
    label: str


Annotation = Entity | Event | Relation | DocumentLabel


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An annotation proposed by a suggester; never edited.

    ``score`` is in [0, 1]. An accepted suggestion keeps its annotation's id.
    """

    annotation: Annotation
    score: float
    suggester: str
    version: str

    @property
    def id(self) -> str:
        """The id of the proposed annotation."""
        return self.annotation.id
