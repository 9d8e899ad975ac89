"""spaCy's tokenizers for texts and language tags from anywhere.

spaCy takes a tag for the name of a module of its own, and needs time that grows
with the square of a word's length where that word is punctuation. Both are settled
here, for what reads text and what writes it as spaCy's documents.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ANY_LANGUAGE = "xx"
"""spaCy's name for the rules that fit every language a little."""

# longer than any word or usual address, and a few milliseconds at worst
_TOO_LONG = re.compile(r"\S{300}(?=\S)")
_CODE = re.compile(r"[a-z]{2,3}")


def blank(language: str) -> Language:
    """The spaCy pipeline of nothing but the tokenizer of *language*, a BCP 47 tag.

    That for any language where spaCy has none, or one that needs what is not installed.
    """
    return _blank(re.split("[-_]", language, maxsplit=1)[0].lower())


@cache
def _blank(code: str) -> Language:
    # costs a second, and commands that read no text can do without
    import spacy  # noqa: PLC0415

    if _CODE.fullmatch(code):
        try:
            return spacy.blank(code)
        except (ImportError, ValueError, AttributeError):
            pass
    return spacy.blank(ANY_LANGUAGE)


def tokenize(nlp: Language, text: str) -> Doc:
    """The tokens of *text*; a stretch of 300 characters without white space ends one."""
    cuts = [0, *(found.end() for found in _TOO_LONG.finditer(text)), len(text)]
    if len(cuts) == 2:  # noqa: PLR2004 - the whole text
        return nlp.tokenizer(text)
    from spacy.tokens import Doc  # noqa: PLC0415

    parts = [nlp.tokenizer(text[start:end]) for start, end in pairwise(cuts)]
    return Doc.from_docs(parts, ensure_whitespace=False) or nlp.tokenizer("")
