"""A configuration to train a pipeline of spaCy's from the files (https://spacy.io/usage/training)."""

from __future__ import annotations

from collections.abc import Mapping

from ..made import signed

ENTITIES, TRIGGERS = "sc", "triggers"
"""The keys of ``Doc.spans`` for entities and triggers."""

_LEAST_SUGGESTED = 3
_COVERED = 0.95


def training_config(
    language: str, *, ner: bool, longest: Mapping[str, int], dev: str, train: str = "train.spacy"
) -> str:
    """A configuration that ``spacy train`` accepts, made by spaCy's own ``init config``.

    *longest* gives, by key of ``Doc.spans``, up to how many tokens a span category
    component should look at. *train* and *dev* are the files, or folders of them, that a
    model learns from and is scored on. Paths are relative: train in the folder of the
    dataset. The first line holds a digest of the rest, by which
    :func:`.made.is_edited` sees whether someone changed it.
    """
    from spacy import util  # noqa: PLC0415  importing spaCy takes most of a second
    from spacy.cli.init_config import init_config  # noqa: PLC0415

    config = init_config(
        lang=language, pipeline=["ner", "spancat"], optimize="efficiency", silent=True
    )
    spancat = config["components"].pop("spancat")
    config["nlp"]["pipeline"] = ["tok2vec"] + (["ner"] if ner else [])
    if not ner:
        del config["components"]["ner"]
    for key, size in longest.items():
        name = "spancat" if key == ENTITIES else key
        component = spancat.copy() | {"spans_key": key}
        component["suggester"] = {
            "@misc": "spacy.ngram_range_suggester.v1",
            "min_size": 1,
            "max_size": size,
        }
        config["components"][name] = component
        config["nlp"]["pipeline"].append(name)
    config["paths"] |= {"train": train, "dev": dev}
    scores = (["ents_f"] if ner else []) + [f"spans_{key}_f" for key in longest]
    config["training"]["score_weights"] = dict.fromkeys(scores, round(1 / len(scores), 2))
    text = util.load_model_from_config(config, auto_fill=True).config.to_str().strip() + "\n"
    return signed(text)


def covering(lengths: Mapping[int, int]) -> int:
    """The length most spans stay within: looking for the few long ones costs too much.

    *lengths* says how many spans there are of each length.
    """
    at = int((sum(lengths.values()) - 1) * _COVERED)
    for length in sorted(lengths):
        at -= lengths[length]
        if at < 0:
            return max(_LEAST_SUGGESTED, length)
    return _LEAST_SUGGESTED
