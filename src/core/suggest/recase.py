"""Headlines in ordinary case: where every word has a capital, none marks a name."""

from __future__ import annotations

import re
from collections.abc import Callable

from .gazetteer import gazetteer
from .vocabulary import words as word_list

_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*\.?")
_LOWER = re.compile(r"\b[^\W\d_]+\b")
_SMALL_WORDS = word_list("small_words")
_NAME_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]+")


def words_in_lower_case(text: str) -> frozenset[str]:
    """The words of *text* that stand in it in lower case."""
    return frozenset(word for word in _LOWER.findall(text) if word.islower())


def names_inside(text: str) -> frozenset[str]:
    """The words of *text* with a capital although a sentence is under way."""
    return frozenset(_NAME_INSIDE.findall(text))


def recase(
    headline: str,
    lower: frozenset[str],
    names: frozenset[str],
    is_word: Callable[[str], bool],
) -> str:
    """*headline* with capitals on names only; its length does not change.

    A word keeps its capital when it is the first one, when it is known as a name
    (from the article's body or the gazetteer), or when neither the body nor the
    dictionary *is_word* knows it in lower case.
    """
    kept = _known_names(headline)
    shouting = headline.isupper()
    first = len(headline) - len(headline.lstrip("'\"‘“ "))

    def one(match: re.Match[str]) -> str:
        word = match.group()
        start = match.start()
        if not word[0].isupper() or any(a <= start < b for a, b in kept):
            return word
        if start == first and not shouting:
            return word
        small = word.lower()
        if len(small) != len(word):
            return word
        if shouting:
            proper = word[0] + small[1:]
            if proper in names or (small not in lower and not is_word(small)):
                return proper
            return small
        if word.isupper() and len(word) > 1:
            return word
        if word in names and small not in _SMALL_WORDS:
            return word
        ordinary = small in _SMALL_WORDS or small in lower or is_word(small)
        return small if ordinary else word

    return _WORD.sub(one, headline)


def _known_names(headline: str) -> list[tuple[int, int]]:
    table = gazetteer()
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(headline):
        for name in table.by_first_word.get(match.group(), ()):
            end = match.start() + len(name)
            if headline.startswith(name, match.start()) and not headline[end : end + 1].isalnum():
                found.append((match.start(), end))
                break
    return found
