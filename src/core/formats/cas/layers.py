"""What INCEpTION's layers are in Goldleaf, by their names and those of their features."""

from __future__ import annotations

from collections.abc import Sequence

from . import types

IDENTIFIER = "identifier"
"""The feature that links to a knowledge base, and never labels."""

OURS = frozenset((types.ENTITY, types.SEMANTIC_ARGUMENT, types.SEMANTIC_PREDICATE))
"""The layers of DKPro that are entities and events; its others are linguistic."""

BARE = frozenset((types.BARE_SPAN, types.SEMANTIC_ARGUMENT))
"""The layers of spans that are no entities unless they have a label, and fill roles."""

_LABELS = ("value", "category", "label", "type")
_OTHERS = (f"{types.DKPRO}.", "org.dkpro.core.api.", "uima.")


def is_others(layer: str) -> bool:
    """Whether *layer* belongs to UIMA or DKPro, which have no place for what Goldleaf knows."""
    return layer.startswith(_OTHERS)


def label_feature(features: Sequence[str]) -> str:
    """The one of a layer's *features* in text that labels; empty where there is none."""
    texts = [one for one in features if one != IDENTIFIER]
    return next((one for one in _LABELS if one in texts), texts[0] if texts else "")


def short(layer: str) -> str:
    """The name of *layer* without its package, which labels what has no label."""
    return layer.rpartition(".")[2]
