"""Names known by their form: long names of bodies, sums, measures, makes of weapons."""

from __future__ import annotations

import re
from collections.abc import Callable

from .gazetteer import gazetteer
from .tree import Name, Tree
from .vocabulary import words as word_list

_BODIES = word_list("bodies")
_BUILT = word_list("built")
_LAWS = word_list("laws")
_CURRENCIES = word_list("currencies")
_UNITS = word_list("units")
_ARMS = word_list("arms")
_NO_BODIES = word_list("no_bodies")
_TITLES = word_list("titles")
_LINKS = frozenset({"of", "for"})
_ON = frozenset({"Committee", "Commission", "Council", "Authority"})
_ROMAN = re.compile(r"[IVXLC]+$")
_MODEL = re.compile(r"(?=[A-Za-z-]*\d)[A-Z][A-Za-z]{0,3}-?\d{1,4}[A-Z]{0,2}\d?$")
_ACRONYM = re.compile(r"[A-Z]{3,6}$")
_PHONE = re.compile(r"\+\d[\d ()/-]{6,}\d")
_FOREIGN_MONTH = "|".join(sorted(word_list("foreign_months")))
_FOREIGN_DATE = re.compile(
    rf"\b\d{{1,2}}\.? (?:de )?(?:{_FOREIGN_MONTH}),?(?: de)? \d{{4}}\b", re.IGNORECASE
)
_SURE = 0.8
_LIKELY = 0.65


def with_forms(tree: Tree, is_word: Callable[[str], bool]) -> None:
    """Set the names of *tree* right where their form says what they are.

    A name found by its form takes the place of those inside it. *is_word* knows the
    words of the dictionary, in lower case.
    """
    _drop_phone_numbers(tree)
    _replace(tree, _bodies(tree))
    _replace(tree, [*_amounts(tree), *_makes(tree), *_by_last_word(tree)])
    _replace(tree, _full_names(tree, is_word))
    _replace(tree, _foreign_dates(tree))
    _replace(tree, _acronyms(tree))


def _replace(tree: Tree, found: list[Name]) -> None:
    """Put in the names *found* unless one reaches only partly into a name there is."""
    for name in found:
        held = {tree.name_of[token] for token in range(name.start, name.end)} - {-1}
        others = [tree.names[one] for one in held]
        if all(name.start <= one.start and one.end <= name.end for one in others):
            kept = [one for index, one in enumerate(tree.names) if index not in held]
            tree.set_names(sorted([*kept, name], key=lambda one: one.start))


def _drop_phone_numbers(tree: Tree) -> None:
    for match in _PHONE.finditer(tree.text):
        tree.set_names(
            [
                one
                for one in tree.names
                if tree.ends[one.end - 1] <= match.start() or tree.starts[one.start] >= match.end()
            ]
        )


def _bodies(tree: Tree) -> list[Name]:
    """``Ministry of …``, ``Law Society of …``, ``Russian Foreign Ministry``."""
    found: list[Name] = []
    for token, word in enumerate(tree.words):
        if word not in _BODIES or tree.tags[token] not in {"NNP", "NNPS", "NN", "NNS"}:
            continue
        start = token
        while start and _is_part(tree, start - 1):
            start -= 1
        end = _end_of_body(tree, token + 1)
        if end > token + 1 or (word in {"Ministry", "Department"} and start < token):
            found.append(Name(start, end, "ORG", _SURE))
    return found


def _is_part(tree: Tree, token: int) -> bool:
    word = tree.words[token]
    if word == "-":
        return token > 0 and tree.words[token - 1][0].isupper()
    return word[0].isupper() and tree.tags[token] in {"NNP", "NNPS", "JJ", "NN", "NNS"}


def _end_of_body(tree: Tree, end: int) -> int:
    """Where a name goes on to after its head: ``of the … and …``, all with capitals."""
    words = tree.words
    on = "on" if words[end - 1] in _ON else ""
    if end >= len(tree) or (words[end] not in _LINKS and words[end] != on):
        return end
    begin = at = end
    while at < len(tree):
        if _is_part(tree, at) and not _begins_person(tree, at):
            at += 1
            end = at
        elif _links(tree, begin, at, on):
            at += 1
        else:
            break
    return end


def _links(tree: Tree, begin: int, token: int, on: str) -> bool:
    """Whether a word without a capital may stand inside the name that began to go on."""
    word = tree.words[token]
    if word in {"and", "&"}:
        return _goes_on_after_and(tree, token + 1)
    return word == "the" or (word in {*_LINKS, on} and not _names_country(tree, begin, token))


def _begins_person(tree: Tree, token: int) -> bool:
    name = tree.name_of[token]
    return name >= 0 and tree.names[name].label == "PERSON" and tree.names[name].start == token


def _names_country(tree: Tree, begin: int, token: int) -> bool:
    """Whether a second link, at *token*, only says in which country the body is."""
    after = token + 1 + (tree.words[token + 1 : token + 2] == ["the"])
    known = gazetteer().labels.get(tree.words[after]) if after < len(tree) else None
    return token > begin and known == "GPE"


def _goes_on_after_and(tree: Tree, token: int) -> bool:
    if token >= len(tree) or not _is_part(tree, token) or tree.words[token] in _BODIES:
        return False
    known = gazetteer().labels.get(tree.words[token], "")
    alone = token + 1 >= len(tree) or not _is_part(tree, token + 1)
    return known not in {"GPE", "ORG"} and not (known and alone)


def _amounts(tree: Tree) -> list[Name]:
    """Numbers with the currency or unit after them."""
    found: list[Name] = []
    for name in tree.names:
        if name.end >= len(tree) or name.label not in {"CARDINAL", "PRODUCT", "NORP", "DATE"}:
            continue
        after = tree.words[name.end].lower()
        if not any(tree.tags[one] == "CD" for one in range(name.start, name.end)):
            continue
        if after in _CURRENCIES:
            found.append(Name(name.start, name.end + 1, "MONEY", _SURE))
        elif after in _UNITS and name.label == "CARDINAL":
            found.append(Name(name.start, name.end + 1, "QUANTITY", _SURE))
    return found


def _makes(tree: Tree) -> list[Name]:
    """Makes of weapons and vehicles: ``T-72 tanks``; the number before is one by itself."""
    found: list[Name] = []
    for token in range(len(tree) - 1):
        end = token + 1
        if (
            end + 1 < len(tree)
            and tree.words[end] == "-"
            and tree.words[end + 1].isdigit()
            and tree.words[token].isalpha()
        ):
            end += 2
        text = tree.text[tree.starts[token] : tree.ends[end - 1]]
        around = (*tree.lemmas[end : end + 3], *tree.lemmas[max(0, token - 2) : token])
        if not _MODEL.match(text) or not _ARMS.intersection(around):
            continue
        found.append(Name(token, end, "PRODUCT", _LIKELY))
        name = tree.names[tree.name_of[token]] if tree.name_of[token] >= 0 else None
        if name and name.start < token:
            shorter = [one for one in tree.names if one is not name]
            count = all(tree.tags[one] == "CD" for one in range(name.start, token))
            if count:
                shorter.append(Name(name.start, token, "CARDINAL", name.score))
            tree.set_names(sorted(shorter, key=lambda one: one.start))
    return found


def _by_last_word(tree: Tree) -> list[Name]:
    """``… Bridge`` and ``… Airport`` are built, ``… Act`` and ``… Treaty`` are laws."""
    found: list[Name] = []
    for name in tree.names:
        if name.end - name.start > 1:
            last = tree.words[name.end - 1].lower()
            if last in _BUILT and name.label in {"ORG", "GPE", "LOC", "PERSON", "PRODUCT"}:
                found.append(Name(name.start, name.end, "FAC", _LIKELY))
            elif last in _LAWS and name.label in {"ORG", "EVENT", "WORK_OF_ART", "PERSON", "GPE"}:
                found.append(Name(name.start, name.end, "LAW", _LIKELY))
    return found


def _full_names(tree: Tree, is_word: Callable[[str], bool]) -> list[Name]:
    """Persons with the first names that stand before what the pipeline took for all."""
    found: list[Name] = []
    for name in tree.names:
        start = name.start
        while (
            name.label == "PERSON"
            and start
            and tree.tags[start - 1] == "NNP"
            and tree.name_of[start - 1] < 0
            and tree.words[start - 1].isalpha()
            and tree.words[start - 1].istitle()
            and not (is_word(word := tree.words[start - 1].lower()) or word in _TITLES)
            and name.start <= tree.heads[start - 1] < name.end
        ):
            start -= 1
        if start < name.start:
            found.append(Name(start, name.end, "PERSON", name.score))
    return found


def _foreign_dates(tree: Tree) -> list[Name]:
    """Dates that a page in English still gives in the language of its frame."""
    found: list[Name] = []
    for match in _FOREIGN_DATE.finditer(tree.text):
        start = next((i for i, at in enumerate(tree.starts) if at == match.start()), -1)
        end = next((i for i, at in enumerate(tree.ends) if at == match.end()), -1)
        if 0 <= start <= end:
            found.append(Name(start, end + 1, "DATE", _SURE))
    return found


def _acronyms(tree: Tree) -> list[Name]:
    """Words of capitals only that no other rule explains, in text that does not shout."""
    if tree.text.isupper():
        return []
    return [
        Name(token, token + 1, "ORG", _LIKELY)
        for token, word in enumerate(tree.words)
        if tree.name_of[token] < 0
        and _ACRONYM.match(word)
        and not _ROMAN.match(word)
        and tree.tags[token] == "NNP"
        and word.lower() not in _NO_BODIES
    ]
