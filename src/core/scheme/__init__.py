"""Label schemes: what may be annotated."""

from .load import load_preset, load_scheme, parse_scheme, preset_names, preset_text
from .scheme import (
    Attribute,
    EntityLabel,
    EventType,
    Mentions,
    PartOfSpeech,
    RelationType,
    Role,
    Scheme,
    Trigger,
)
from .write import scheme_text

__all__ = [
    "Attribute",
    "EntityLabel",
    "EventType",
    "Mentions",
    "PartOfSpeech",
    "RelationType",
    "Role",
    "Scheme",
    "Trigger",
    "load_preset",
    "load_scheme",
    "parse_scheme",
    "preset_names",
    "preset_text",
    "scheme_text",
]
