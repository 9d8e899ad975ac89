"""Schemes: which labels, event types, roles, attributes and relations exist."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

PartOfSpeech = Literal["verb", "noun", "adjective"]


class Mentions(StrEnum):
    """What a scheme's entities are marked on, or what fills a role.

    ``NAMES``: names, times and amounts, alone. ``PHRASES``: whole noun phrases, whether
    a name, a noun or a pronoun heads them.
    """

    NAMES = "names"
    PHRASES = "phrases"


@dataclass(frozen=True, slots=True)
class EntityLabel:
    """A label a mention may have.

    ``key`` is the key that sets it in review, ``colour`` a CSS-like colour or one
    of the sixteen ANSI names, ``mark`` the short form drawn beside a mention.
    ``spacy`` names the labels of a spaCy pipeline that mean this one; when empty,
    that is ``name`` itself.
    """

    name: str
    description: str = ""
    key: str = ""
    colour: str = ""
    mark: str = ""
    spacy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A role of an event type.

    ``fillers`` names the entity labels and event types that may fill it; empty
    means any entity. ``maximum`` is ``None`` where there is no upper bound. ``mentions``
    says whether names are suggested for it, or the whole phrases of those who act.
    """

    name: str
    key: str = ""
    fillers: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int | None = None
    description: str = ""
    mentions: Mentions = Mentions.NAMES

    def admits(self, label: str) -> bool:
        """Whether an annotation with *label* (or event type) may fill this role."""
        return not self.fillers or label in self.fillers


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that announce an event: lemmas in order, of which the head has ``pos``.

    ``weight`` in (0, 1] says how surely the words mean the type; it scales a
    suggestion's score.
    """

    lemmas: tuple[str, ...]
    pos: PartOfSpeech
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event with its roles and the lexicon of words that trigger it."""

    name: str
    description: str = ""
    key: str = ""
    colour: str = ""
    mark: str = ""
    roles: tuple[Role, ...] = ()
    triggers: tuple[Trigger, ...] = ()

    def role(self, name: str) -> Role | None:
        """The role called *name*, or ``None``."""
        return next((role for role in self.roles if role.name == name), None)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A property of an annotation with a closed set of values.

    ``applies_to`` holds ``"entity"``, ``"event"`` or both.
    """

    name: str
    values: tuple[str, ...]
    default: str
    key: str = ""
    applies_to: tuple[str, ...] = ("event",)
    description: str = ""


@dataclass(frozen=True, slots=True)
class RelationType:
    """A type of relation; empty ``head`` or ``tail`` admits any annotation."""

    name: str
    description: str = ""
    key: str = ""
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    symmetric: bool = False
    transitive: bool = False


@dataclass(frozen=True)
class Scheme:
    """A label scheme, as ``scheme.toml`` gives it."""

    name: str
    description: str = ""
    labels: tuple[EntityLabel, ...] = ()
    event_types: tuple[EventType, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    relations: tuple[RelationType, ...] = ()
    document_labels: tuple[EntityLabel, ...] = ()
    mentions: Mentions = Mentions.NAMES

    @cached_property
    def label_named(self) -> dict[str, EntityLabel]:
        """The entity labels by name."""
        return {label.name: label for label in self.labels}

    @cached_property
    def type_named(self) -> dict[str, EventType]:
        """The event types by name."""
        return {type_.name: type_ for type_ in self.event_types}

    def attributes_of(self, kind: Literal["entity", "event"]) -> tuple[Attribute, ...]:
        """The attributes that annotations of *kind* have."""
        return tuple(one for one in self.attributes if kind in one.applies_to)
