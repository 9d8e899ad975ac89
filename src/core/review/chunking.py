"""Base noun phrases by closed-class words and punctuation, without a parser.

A rule-based chunker in the manner of the finite-state ones (Abney 1996, "Partial parsing via
finite-state cascades"): what stands between words that no noun phrase has inside is one. In a
language without word lists, words of up to three letters are taken for such words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib.resources import files

_HYPHENS = frozenset("-–/&")
_OPENING = frozenset('"“‘«„')
_POSSESSIVES = frozenset({"'s", "’s"})
_SHORT = 3
_LONGER = 4


@dataclass(frozen=True, slots=True)
class _Words:
    """The closed-class words of a language, in lower case; all empty where none are known."""

    openers: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    lookalikes: frozenset[str] = frozenset()


class _Kind(Enum):
    """What a word does to the phrase that it comes to."""

    BREAK = auto()
    OPENER = auto()
    PRONOUN = auto()
    JOINT = auto()
    WORD = auto()


@cache
def _words_of(language: str) -> _Words:
    lists = tomllib.loads((files(__package__) / "closed_words.toml").read_text("utf-8"))
    found = lists.get(language.partition("-")[0].lower(), {})
    return _Words(**{name: frozenset(words.split()) for name, words in found.items()})


def base_phrases(words: Sequence[str], language: str) -> list[tuple[int, int]]:
    """Where the base noun phrases of a sentence begin and end, as indices of its *words*."""
    lists = _words_of(language)
    found: list[tuple[int, int]] = []
    start = -1
    before = _Kind.BREAK
    for index in range(len(words)):
        before = _kind(words, index, before, lists, inside=start >= 0)
        if before is _Kind.JOINT and start >= 0:
            continue
        opens = before in {_Kind.OPENER, _Kind.PRONOUN} and not (
            before is _Kind.OPENER and start >= 0 and _opens(words[index - 1], lists)
        )
        if start >= 0 and (opens or before is _Kind.BREAK):
            found += _closed(words, start, index, lists)
            start = -1
        if before is _Kind.PRONOUN:
            found.append((index, index + 1))
        elif before in {_Kind.OPENER, _Kind.WORD} and start < 0:
            start = index
    return found + (_closed(words, start, len(words), lists) if start >= 0 else [])


def links(word: str, language: str) -> bool:
    """Whether *word* between two phrases makes them one, as ``of`` does."""
    return word.lower() in _words_of(language).linking


def _closed(words: Sequence[str], start: int, end: int, lists: _Words) -> list[tuple[int, int]]:
    while end > start and not any(one.isalnum() for one in words[end - 1]):
        end -= 1
    alone = all(word.lower() in lists.determiners for word in words[start:end])
    return [] if alone else [(start, end)]


def _opens(word: str, lists: _Words) -> bool:
    return word.lower() in lists.openers or word.lower() in _POSSESSIVES


def _kind(words: Sequence[str], index: int, before: _Kind, lists: _Words, *, inside: bool) -> _Kind:
    word = words[index]
    lower = word.lower()
    after = words[index + 1].lower() if index + 1 < len(words) else ""
    if not any(one.isalnum() for one in word):
        return _kind_of_mark(word, after, before)
    if lower in _POSSESSIVES:
        owns = after.isalnum() and not _is_closed(after, lists)
        return _Kind.JOINT if owns and inside else _Kind.BREAK
    if lower in lists.breaks:
        return _Kind.BREAK
    if word[0].isupper() and index:
        return _Kind.WORD
    if not lists.breaks:
        return _Kind.BREAK if len(word) <= _SHORT and word.isalpha() else _Kind.WORD
    if lower in lists.openers:
        return _Kind.OPENER
    if lower in lists.pronouns:
        return _Kind.PRONOUN
    if before in {_Kind.OPENER, _Kind.JOINT} or lower in lists.lookalikes:
        return _Kind.WORD
    previous = words[index - 1].lower() if index else ""
    no_noun = _is_no_noun((previous, lower, after), lists, inside=inside)
    return _Kind.BREAK if no_noun else _Kind.WORD


def _kind_of_mark(mark: str, after: str, before: _Kind) -> _Kind:
    if before is _Kind.OPENER and mark in _OPENING:
        return _Kind.OPENER
    joins = mark in _HYPHENS and before is _Kind.WORD and after[:1].isalnum()
    return _Kind.JOINT if joins else _Kind.BREAK


def _is_closed(word: str, lists: _Words) -> bool:
    return word in lists.breaks or word in lists.openers or word in lists.pronouns


def _is_no_noun(words: tuple[str, str, str], lists: _Words, *, inside: bool) -> bool:
    """Whether the middle one of three is a verb or an adverb, by its list, ending or place."""
    before, lower, after = words
    if lower in lists.adverbs or lower in lists.verbs:
        return True
    goes_on = after[:1].isalnum() and after not in lists.breaks
    if before in lists.infinitives and goes_on:
        return True
    if len(lower) <= _LONGER:
        return False
    if lower.endswith("ly"):
        return True
    if lower.endswith("ed"):
        is_verb = inside or before in lists.auxiliaries or not goes_on
        return is_verb or _is_closed(after, lists)
    if lower.endswith("ing"):
        linked = after in lists.linking and inside
        return before in lists.auxiliaries or (_is_closed(after, lists) and not linked)
    return False
