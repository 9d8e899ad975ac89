"""Repair of entity mentions within one passage: their edges, and what names give away.

Labels are those of OntoNotes, which spaCy's English pipelines share; a pipeline
with other labels keeps its own, and only the rules on edges apply.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .forms import with_forms
from .gazetteer import gazetteer
from .reliability import prior, together
from .tree import Name, Tree
from .vocabulary import words as word_list

NAME_LABELS = frozenset(
    {
        "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW",
        "LANGUAGE", "PER", "MISC",
    }
)  # fmt: skip
"""Labels of names, as against those of numbers, sums and times."""

TITLES = word_list("titles")
"""Words that stand before a person's name and are no part of it, in lower case."""

_HONOURS = word_list("honours")
_DETERMINERS = frozenset({"the", "a", "an"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
EDGE = frozenset("\"'“”‘’`,.;:()[]{}-–—/*•|").union({"``", "''", "--", "..."})
_KEEPS_ARTICLE = frozenset({"WORK_OF_ART"})
_MEASURES = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "CARDINAL", "PERCENT"})
_HAPPENINGS = word_list("happenings")
_MONTHS = word_list("months")
_DAY = re.compile(r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_ROMAN = re.compile(r"[IVXLC]{1,6}$")
_ORDINAL_WORDS = word_list("ordinal_words")
_LANDSCAPE = dict.fromkeys(
    word_list("landforms"),
    "LOC",
) | dict.fromkeys(word_list("territories"), "GPE")
_WEEKDAYS = word_list("weekdays")
_HOURS = word_list("hours")
_SETTLEMENTS = word_list("settlements")
_CORPORATE = word_list("corporate")
_CONFUSED = frozenset({"PERSON", "ORG", "GPE", "NORP", "PRODUCT", "FAC", "LOC", "WORK_OF_ART"})
_BODIES_BEFORE = word_list("bodies_before")
_PERSONS_BEFORE = TITLES - word_list("no_role")
_PORTFOLIOS = word_list("portfolios")
_OFFICES = frozenset({"Minister", "Ministers", "Secretary", "minister", "ministers", "secretary"})


def repair(tree: Tree, is_word: Callable[[str], bool]) -> None:
    """Put right the names of *tree* that its own words show to be wrong.

    *is_word* knows the words of the dictionary, in lower case.
    """
    names: list[Name] = []
    for name in tree.names:
        for part in _reworked(tree, name):
            edged = _trimmed(tree, part)
            if edged and _plausible(tree, edged):
                names.append(_with_known_label(tree, edged))
    tree.set_names(names)
    _extend_dates(tree)
    _add_known(tree)
    add(tree, _settlements(tree))
    with_forms(tree, is_word)


def add(tree: Tree, extra: list[Name]) -> None:
    """Add the *extra* names that touch no other name of *tree*."""
    names = list(tree.names)
    taken = [index >= 0 for index in tree.name_of]
    for name in extra:
        if not any(taken[name.start : name.end]):
            names.append(name)
            taken[name.start : name.end] = [True] * (name.end - name.start)
    if len(names) > len(tree.names):
        tree.set_names(sorted(names, key=lambda one: one.start))


def has_title_before(tree: Tree, token: int) -> bool:
    """Whether the word before *token* is a form of address or an office."""
    return token > 0 and tree.words[token - 1].lower() in _HONOURS


def is_ordinal(word: str) -> bool:
    """Whether *word* is a rank such as ``third`` or ``48th``."""
    return word.lower() in _ORDINAL_WORDS or bool(_ORDINAL.match(word))


def _reworked(tree: Tree, name: Name) -> list[Name]:
    """*name*, or the names inside a longer stretch that only describes something."""
    if name.label not in {"ORG", "EVENT", "FAC", "WORK_OF_ART", "LAW", "PRODUCT"}:
        return [name]
    words = [word.lower() for word in tree.words[name.start : name.end]]
    opening = next((i for i, word in enumerate(words) if "(" in word), -1)
    if 0 < opening < len(words) - 1:
        return [
            Name(name.start, name.start + opening, name.label, name.score),
            Name(name.start + opening + 1, name.end, name.label, name.score),
        ]
    at = 1 if words[0] in _DETERMINERS else 0
    ranked = at < len(words) and (
        is_ordinal(words[at]) or bool(_ROMAN.match(tree.words[name.start + at]))
    )
    described = at + ranked
    if described >= len(words) or words[described] not in _HAPPENINGS:
        return [name]
    parts: list[Name] = []
    if ranked and is_ordinal(words[at]):
        parts.append(Name(name.start + at, name.start + at + 1, "ORDINAL", prior("ORDINAL")))
    if described == len(words) - 1:
        return parts if ranked or at else [name]
    if words[described + 1] != "of":
        return [name]
    parts.append(Name(name.start + described + 2, name.end, "ORG", name.score))
    return parts


def _trimmed(tree: Tree, name: Name) -> Name | None:
    start, end, label = name.start, name.end, name.label
    words = tree.words
    while start < end:
        first, last = words[start], words[end - 1]
        if first.isspace() or first in EDGE or _is_outside(tree, Name(start, end, label, 0)):
            start += 1
        elif last.isspace() or last in _POSSESSIVES or last in EDGE:
            end -= 1
        else:
            break
    return Name(start, end, label, name.score) if start < end else None


def _is_outside(tree: Tree, name: Name) -> bool:
    """Whether the first word of *name* is an article, a title or a nationality before it."""
    size = name.end - name.start
    first = tree.words[name.start].lower()
    table = gazetteer()
    if size == 1:
        return False
    if first in _DETERMINERS:
        may_go = first == "the" or name.label not in _MEASURES
        known = tree.name_text(name) in table.labels
        return may_go and not known and name.label not in _KEEPS_ARTICLE
    return name.label == "PERSON" and (
        first in TITLES
        or (size > 2 and tree.words[name.start + 1].lower() in TITLES)  # noqa: PLR2004
        or table.labels.get(tree.words[name.start]) == "NORP"
    )


def _plausible(tree: Tree, name: Name) -> bool:
    if name.label not in NAME_LABELS:
        return name.label != "CARDINAL" or not _is_in_compound(tree, name)
    text = tree.name_text(name)
    if text == "State" and name.start > 1 and tree.words[name.start - 2] == "Secretary":
        return False
    words = [word.lower() for word in tree.words[name.start : name.end]]
    if words[-1] in _PORTFOLIOS and name.end < len(tree) and tree.words[name.end] in _OFFICES:
        return len(words) > 1 and words[0] not in _PORTFOLIOS
    if name.label == "PERSON" and all(word in TITLES or word + "." in TITLES for word in words):
        return False
    return any(letter.isupper() for letter in text) and "://" not in text and "@" not in text


def _is_in_compound(tree: Tree, name: Name) -> bool:
    """Whether a number is but part of a word: ``two-way``."""
    end = name.end
    return (
        end + 1 < len(tree)
        and tree.words[end] == "-"
        and tree.ends[end - 1] == tree.starts[end]
        and tree.words[end + 1].isalpha()
    )


def _with_known_label(tree: Tree, name: Name) -> Name:
    """*name* with the label that the gazetteer or its last word gives it, if any."""
    if name.label not in NAME_LABELS:
        return Name(name.start, name.end, name.label, prior(name.label))
    table = gazetteer()
    text = tree.name_text(name)
    known = table.labels.get(text)
    if known and name.label != "LANGUAGE":
        if known == name.label:
            return Name(name.start, name.end, known, together(prior(known), 0.6))
        if text not in table.ambiguous:
            return Name(name.start, name.end, known, prior(known))
    label = _label_by_neighbours(tree, name, known=bool(known))
    return Name(name.start, name.end, label or name.label, 0.72 if label else prior(name.label))


def _label_by_neighbours(tree: Tree, name: Name, *, known: bool) -> str:
    """What the words before and after *name* say it is, or nothing.

    A name of the gazetteer, *known* for something else, keeps out of most of it.
    """
    after = tree.words[name.end].lower() if name.end < len(tree) else ""
    if after in _LANDSCAPE and name.label in {"PERSON", "ORG", "GPE", "PRODUCT"}:
        return _LANDSCAPE[after]
    before = tree.words[name.start - 1] if name.start else ""
    last = tree.words[name.end - 1].lower()
    if known or name.label not in _CONFUSED or last in _CORPORATE:
        return ""
    if before in _BODIES_BEFORE and tree.tags[name.start - 1] == "NN":
        return "ORG"
    if before in _PERSONS_BEFORE and not tree.words[name.start].isupper():
        return "PERSON"
    honoured = has_title_before(tree, name.start) and tree.deps[name.start - 1] == "compound"
    return "PERSON" if honoured and name.label in {"ORG", "GPE", "FAC", "PRODUCT"} else ""


def _extend_dates(tree: Tree) -> None:
    """Take the day that stands beside a month into the date."""
    words = tree.words
    changed: list[Name] = []
    for name in tree.names:
        start, end = name.start, name.end
        if name.label == "DATE":
            first = words[start].lower()
            if (
                first in _MONTHS
                and start
                and _DAY.match(words[start - 1])
                and tree.name_of[start - 1] in {-1, len(changed) - 1}
            ):
                start -= 1
                if changed and changed[-1].end > start:
                    changed.pop()
            if (
                end < len(words)
                and words[end - 1].lower() in _MONTHS
                and _DAY.match(words[end])
                and tree.name_of[end] < 0
            ):
                end += 1
        if (
            changed
            and words[start].lower() in _HOURS
            and changed[-1].end == start
            and words[start - 1].lower() in _WEEKDAYS
        ):
            start = changed.pop().start
            name = Name(start, end, "TIME", prior("TIME"))  # noqa: PLW2901
        changed.append(Name(start, end, name.label, name.score))
    tree.set_names(changed)


def _add_known(tree: Tree) -> None:
    """Names of the gazetteer, ordinals and dates that the pipeline passed over."""
    table = gazetteer()
    labels, ambiguous = table.labels, table.ambiguous
    at_start = {start: token for token, start in enumerate(tree.starts)}
    ends = {end: token for token, end in enumerate(tree.ends)}
    found: list[Name] = []
    for token, word in enumerate(tree.words):
        if tree.name_of[token] >= 0:
            continue
        if word[0].isupper():
            for name in table.by_first_word.get(word, ()):
                start = tree.starts[token]
                end = start + len(name)
                if not tree.text.startswith(name, start) or end not in ends:
                    continue
                last = ends[end] + 1
                if name in ambiguous and not _stands_alone(tree, at_start[start], last):
                    break
                if tree.pos[last - 1] in {"PROPN", "ADJ", "NOUN"} and not _goes_on(tree, last):
                    found.append(Name(token, last, labels[name], 0.8 * prior(labels[name])))
                break
        elif _ORDINAL.match(word) or (word in _ORDINAL_WORDS and tree.tags[token] == "JJ"):
            found.append(Name(token, token + 1, "ORDINAL", 0.8))
    add(tree, found)


def _settlements(tree: Tree) -> list[Name]:
    """Names after ``the city of``, which a pipeline without the name in its training misses."""
    found: list[Name] = []
    for token, word in enumerate(tree.words):
        if word != "of" or not any(
            tree.words[one].lower() in _SETTLEMENTS for one in range(max(0, token - 2), token)
        ):
            continue
        end = token + 1
        while end < len(tree) and tree.tags[end] in {"NNP", "NNPS"} and tree.name_of[end] < 0:
            end += 1
        if end > token + 1:
            found.append(Name(token + 1, end, "GPE", 0.75))
    return found


def _goes_on(tree: Tree, end: int) -> bool:
    """Whether a proper noun follows, of which the name is only a part."""
    return (
        end < len(tree)
        and tree.tags[end] in {"NNP", "NNPS"}
        and tree.deps[end - 1] == "compound"
        and tree.name_of[end] < 0
        and tree.words[end].lower() not in TITLES
        and tree.tags[end - 1] in {"NNP", "NNPS"}
    )


def _stands_alone(tree: Tree, start: int, end: int) -> bool:
    before = start > 0 and tree.tags[start - 1] in {"NNP", "NNPS"}
    after = end < len(tree) and tree.tags[end] in {"NNP", "NNPS"}
    return not before and not after and tree.tags[start] in {"NNP", "NNPS"}
