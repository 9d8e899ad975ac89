"""What is trained: the components for what the gold has, and how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..suggest.trained import ARGUMENTS, ENTITIES, TRIGGERS
from .pairs import roles_of

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc
    from thinc.api import Config

WIDTH = 96
"""The width of the vectors that all components share: that of spaCy's small pipelines."""

_LEAST_LENGTH = 3
_COVERED = 0.97
_WEIGHT_OF_NONE = 0.3
_EVALUATIONS = 40


@dataclass(slots=True)
class Content:
    """What there is to learn in some documents."""

    documents: int = 0
    entities: int = 0
    overlapping: int = 0
    triggers: int = 0
    arguments: int = 0
    lengths: dict[str, list[int]] = field(default_factory=lambda: {ENTITIES: [], TRIGGERS: []})

    @classmethod
    def of(cls, docs: Iterable[Doc]) -> Content:
        """Count what *docs* have."""
        found = cls()
        for doc in docs:
            found.documents += 1
            found.entities += len(doc.spans[ENTITIES])
            found.overlapping += len(doc.spans[ENTITIES]) - len(doc.ents)
            found.triggers += len(doc.spans[TRIGGERS])
            found.arguments += len(roles_of(doc))
            for key, lengths in found.lengths.items():
                lengths += [len(span) for span in doc.spans[key]]
        return found


def training_config(
    language: str,
    content: Content,
    folder: Path,
    *,
    base: str,
    seed: int,
    max_steps: int,
    patience: int,
) -> Config:
    """The configuration that trains what *content* has, from the files in *folder*.

    *base* names a pipeline whose vectors of words in context are taken to begin with; empty
    for none. Entities are learnt by ``ner`` where none overlap, else by ``spancat``; triggers by a
    span categorizer of their own; arguments by the component of :mod:`.arguments`.
    """
    from spacy.cli.init_config import init_config  # noqa: PLC0415

    config = init_config(
        lang=language, pipeline=["ner", "spancat"], optimize="efficiency", silent=True
    )
    components: dict[str, Any] = config["components"]
    ner, spancat = components.pop("ner"), components.pop("spancat")
    for component in (ner, spancat):
        component["model"]["tok2vec"]["width"] = WIDTH
    if base:
        components["tok2vec"] = {"source": base}
    scores: list[str] = []
    if content.entities and content.overlapping:
        components["spancat"] = _categorizer(spancat, ENTITIES, content)
        scores.append(f"spans_{ENTITIES}_f")
    elif content.entities:
        components["ner"] = ner
        scores.append("ents_f")
    if content.triggers:
        components[TRIGGERS] = _categorizer(spancat, TRIGGERS, content)
        scores.append(f"spans_{TRIGGERS}_f")
    if content.arguments:
        components[ARGUMENTS] = {"factory": "goldleaf_arguments"}
        scores.append("arguments_f")
    config["nlp"]["pipeline"] = list(components)
    config["paths"] |= {
        "train": str(folder / "train.spacy"),
        "dev": str(folder / "dev.spacy"),
    }
    config["training"] |= {
        "score_weights": dict.fromkeys(scores, round(1 / len(scores), 2)),
        "seed": seed,
        "max_steps": max_steps,
        "patience": patience,
        "eval_frequency": max(10, min(200, max_steps // _EVALUATIONS)),
        "logger": {"@loggers": "goldleaf.Progress.v1"},
    }
    return config


def _categorizer(spancat: dict[str, Any], key: str, content: Content) -> dict[str, Any]:
    lengths = sorted(content.lengths[key])
    longest = lengths[int((len(lengths) - 1) * _COVERED)]
    model = spancat["model"] | {"scorer": {"@layers": "Softmax.v2"}}
    return {
        "factory": "spancat_singlelabel",
        "model": model,
        "spans_key": key,
        "negative_weight": _WEIGHT_OF_NONE,
        "allow_overlap": True,
        "suggester": {
            "@misc": "spacy.ngram_range_suggester.v1",
            "min_size": 1,
            "max_size": max(_LEAST_LENGTH, longest),
        },
    }
