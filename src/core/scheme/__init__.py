"""Label schemes: what may be annotated."""

from .scheme import (
    Attribute,
    EntityLabel,
    EventType,
    PartOfSpeech,
    RelationType,
    Role,
    Scheme,
    Trigger,
)

__all__ = [
    "Attribute",
    "EntityLabel",
    "EventType",
    "PartOfSpeech",
    "RelationType",
    "Role",
    "Scheme",
    "Trigger",
]
