"""Repair of entity mentions within an article: one name, one label, everywhere.

The idea of label consistency goes back to Krishnan and Manning (2006), "An
effective two-stage model for exploiting non-local dependencies in named entity
recognition"; here it is rules on exact strings, which a reviewer can follow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from .gazetteer import gazetteer
from .mentions import NAME_LABELS, TITLES, add, has_title_before
from .reliability import prior, together
from .tree import Name, Tree
from .vocabulary import words as word_list

_MOST_WORDS = 8
_AGREEMENT = 0.35
_GAZETTEER = 0.5
_WHERE = frozenset({"in", "off", "near"})
_LONGEST_TOWN = 2  # words
_LONGEST_SHORT = 3  # letters of acronyms of countries
_SEVERAL = 1.2  # the scores of two mentions, at least
_WITH_DISSENT = 0.65
_TAKEN_FOR_PLACES = frozenset({"PERSON", "ORG", "NORP", "PRODUCT"})
_PLACE_HEADS = word_list("settlements") | word_list("territories")
_CORPORATE = word_list("corporate")
_OFFICES = TITLES - word_list("no_role") | word_list("offices")
_STAKES = word_list("stakes")
_SPEECH = word_list("speech")


def make_consistent(trees: Sequence[Tree]) -> None:
    """Give the names of one article's passages labels that agree, and add missed ones."""
    persons = _person_parts(trees)
    acronyms = _acronyms(trees)
    labels = _decided_labels(trees, persons, acronyms)
    for tree in trees:
        tree.set_names([_relabelled(tree, name, labels) for name in tree.names])
    _rejoin_and_add(trees, labels, persons)


def _person_parts(trees: Sequence[Tree]) -> dict[str, bool]:
    """The words of the full names of persons; ``True`` for the last one of a name."""
    table = gazetteer()
    parts: dict[str, bool] = {}
    for tree in trees:
        for name in tree.names:
            if name.label != "PERSON" or name.end - name.start < 2:  # noqa: PLR2004
                continue
            words = tree.words[name.start : name.end]
            if not all(word[0].isupper() or word in {"al", "-", "bin", "de"} for word in words):
                continue
            for word, is_last in ((words[0], False), (words[-1], True)):
                known = word in table.labels and word not in table.ambiguous
                if len(word) > 1 and word[0].isupper() and not known:
                    parts[word] = parts.get(word, False) or is_last
    return parts


def _acronyms(trees: Sequence[Tree]) -> dict[str, str]:
    """Acronyms in parentheses after a name they abbreviate, with the name's label."""
    found: dict[str, str] = {}
    for tree in trees:
        added: list[Name] = []
        for name in tree.names:
            at = name.end
            if at + 2 >= len(tree) or tree.words[at] != "(" or tree.words[at + 2] != ")":
                continue
            short = tree.words[at + 1]
            if name.label in NAME_LABELS and _abbreviates(short, tree.words[name.start : at]):
                label = name.label if name.label in {"ORG", "GPE", "EVENT", "LAW"} else "ORG"
                found[short] = label
                added.append(Name(at + 1, at + 2, label, together(prior(label), _AGREEMENT)))
        add(tree, added)
    return found


def _abbreviates(short: str, words: Sequence[str]) -> bool:
    letters = [letter.lower() for letter in short if letter.isalpha()]
    if not 2 <= len(letters) <= 8 or not short[0].isupper():  # noqa: PLR2004
        return False
    if not sum(letter.isupper() for letter in short) * 2 >= len(letters):
        return False
    initials = [word[0].lower() for word in words if word[0].isalpha()]
    hits = 0
    at = 0
    for letter in letters:
        if letter in initials[at:]:
            at = initials.index(letter, at) + 1
            hits += 1
    return hits * 3 >= len(letters) * 2 or hits == len([w for w in words if w[0].isupper()])


def _decided_labels(
    trees: Sequence[Tree], persons: Mapping[str, bool], acronyms: Mapping[str, str]
) -> dict[str, tuple[str, float]]:
    """For each name the label all its mentions get, and the score of that reading."""
    table = gazetteer()
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for tree in trees:
        for name in tree.names:
            if name.label in NAME_LABELS:
                text = tree.name_text(name)
                votes[text][name.label] += name.score
                if text not in table.labels:
                    votes[text]["PERSON"] += _signs_of_a_person(tree, name)
                    votes[text]["GPE"] += _signs_of_a_place(tree, name)
                if name.label == "GPE" and len(text) > _LONGEST_SHORT and text.isupper():
                    votes[text.title()]["GPE"] += 1.0  # a town in a dateline
    decided: dict[str, tuple[str, float]] = {}
    for text, counts in votes.items():
        known = table.labels.get(text) if "LANGUAGE" not in counts else None
        if text in acronyms:
            label = acronyms[text]
        elif known and text not in table.ambiguous:
            label = known
        elif text in persons and (known is None or counts.get("PERSON")):
            label = "PERSON"
        else:
            label = known or max(sorted(counts), key=lambda one: counts[one])
        decided[text] = label, _score(label, counts, known=known == label)
    return decided


def _signs_of_a_person(tree: Tree, name: Name) -> float:
    """What speaks for a person: an office in apposition, a title before it, a verb of saying."""
    head = tree.heads[name.end - 1]
    last = tree.words[name.end - 1]
    beside = [head] if tree.deps[name.end - 1] == "appos" else []
    beside += tree.children_with(name.end - 1, "appos")
    if any(tree.lemmas[one] in _OFFICES for one in beside):
        return 2.0 * (last.lower() not in _CORPORATE and not last.isupper())
    if name.end - name.start > 1:
        return 0.0
    speaks = tree.deps[name.start] == "nsubj" and tree.lemmas[tree.heads[name.start]] in _SPEECH
    return 2.0 * has_title_before(tree, name.start) + 0.3 * speaks


def _signs_of_a_place(tree: Tree, name: Name) -> float:
    """What speaks for a place: something is in it, or it is called a town."""
    last = name.end - 1
    confused = name.label in _TAKEN_FOR_PLACES and last - name.start < _LONGEST_TOWN
    if not confused or tree.words[last].isupper() or tree.words[last].lower() in _CORPORATE:
        return 0.0
    if any(tree.lemmas[one] in _PLACE_HEADS for one in tree.children_with(last, "appos")):
        return 2.0
    while tree.deps[last] == "conj" and tree.name_of[tree.heads[last]] >= 0:
        last = tree.heads[last]
    where = tree.heads[last]
    if tree.words[where] == "of" and tree.lemmas[tree.heads[where]] in _PLACE_HEADS:
        return 2.0
    inside = tree.words[where].lower() in _WHERE and tree.deps[last] == "pobj"
    return 1.0 * (inside and tree.lemmas[tree.heads[where]] not in _STAKES)


def _score(label: str, counts: Mapping[str, float], *, known: bool) -> float:
    """The belief in *label*: its prior, raised by support and lowered by dissent."""
    total = sum(counts.values())
    agreeing = counts.get(label, 0.0) / total
    score = prior(label)
    if known:
        score = together(score, _GAZETTEER)
    if counts.get(label, 0.0) > _SEVERAL:
        score = together(score, _AGREEMENT)
    return round(score * (_WITH_DISSENT + (1 - _WITH_DISSENT) * agreeing), 3)


def _relabelled(tree: Tree, name: Name, labels: Mapping[str, tuple[str, float]]) -> Name:
    if name.label not in NAME_LABELS or name.label == "LANGUAGE":
        return name
    label, score = labels.get(tree.name_text(name), (name.label, name.score))
    return Name(name.start, name.end, label, score)


def _rejoin_and_add(
    trees: Sequence[Tree],
    labels: Mapping[str, tuple[str, float]],
    persons: Mapping[str, bool],
) -> None:
    """Add the mentions of known names that were passed over or broken into parts."""
    by_first: dict[str, list[tuple[tuple[str, ...], str, float]]] = defaultdict(list)
    seen: set[str] = set()
    for tree in trees:
        for name in tree.names:
            text = tree.name_text(name)
            if text in seen or name.label not in NAME_LABELS or text not in labels:
                continue
            seen.add(text)
            words = tuple(tree.words[name.start : name.end])
            if len(words) <= _MOST_WORDS and len(text) > 1:
                label, score = labels[text]
                by_first[words[0]].append((words, label, score))
    for word, is_last in persons.items():
        if is_last and word not in seen:
            by_first[word].append(((word,), "PERSON", 0.8))
    for group in by_first.values():
        group.sort(key=lambda one: -len(one[0]))
    for tree in trees:
        _add_mentions(tree, by_first)


def _add_mentions(
    tree: Tree, by_first: Mapping[str, Sequence[tuple[tuple[str, ...], str, float]]]
) -> None:
    names = list(tree.names)
    changed = False
    token = 0
    while token < len(tree):
        for words, label, score in by_first.get(tree.words[token], ()):
            end = token + len(words)
            if tuple(tree.words[token:end]) != words:
                continue
            held = {tree.name_of[index] for index in range(token, end)} - {-1}
            inside = all(
                token <= tree.names[one].start and tree.names[one].end <= end for one in held
            )
            whole = len(held) == 1 and all(
                (tree.names[one].start, tree.names[one].end) == (token, end) for one in held
            )
            if whole:
                token = end - 1
                break
            if held and (not inside or len(words) == 1):
                break
            if len(words) == 1 and not _may_be_name(tree, token):
                break
            gone = {tree.names[one] for one in held}
            names = [name for name in names if name not in gone]
            names.append(Name(token, end, label, round(score * 0.9, 3)))
            changed = True
            token = end - 1
            break
        token += 1
    if changed:
        tree.set_names(sorted(names, key=lambda one: one.start))


def _may_be_name(tree: Tree, token: int) -> bool:
    """Whether one unlabelled word, known as a name elsewhere, is one here too."""
    if tree.tags[token] not in {"NNP", "NNPS", "JJ"} or not tree.words[token][0].isupper():
        return False
    after = token + 1
    if after < len(tree) and tree.tags[after] in {"NNP", "NNPS"} and tree.heads[token] >= after:
        return tree.words[after].lower() in TITLES
    before = token - 1
    return not (
        before >= 0
        and tree.tags[before] in {"NNP", "NNPS"}
        and tree.heads[before] == token
        and tree.words[before].lower() not in TITLES
    )
