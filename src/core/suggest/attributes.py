"""Polarity, tense, modality of an event, read off the verb group."""

from __future__ import annotations

from collections.abc import Mapping

from ..scheme import Scheme
from .tree import Tree
from .vocabulary import words

_NEGATIONS = frozenset({"no", "neither", "without", "never", "nor"})
_HEDGES = words("hedges")
_WISHES = words("wishes")
_FAILURES = words("failures")
_IF = frozenset({"if", "unless", "whether"})


def attributes_of(tree: Tree, token: int, scheme: Scheme) -> Mapping[str, str]:
    """The attributes of the event announced by *token* that differ from the defaults.

    Knows polarity, tense and modality by their usual names, and says nothing on an
    attribute or value that *scheme* lacks.
    """
    verb = _verb_of(tree, token)
    found = {
        "polarity": _polarity(tree, token, verb),
        "tense": _tense(tree, verb),
        "modality": _modality(tree, verb),
    }
    chosen: dict[str, str] = {}
    for attribute in scheme.attributes_of("event"):
        value = found.get(attribute.name.lower())
        match = next((one for one in attribute.values if one.lower() == value), None)
        if match and match != attribute.default:
            chosen[attribute.name] = match
    return chosen


def is_denied(tree: Tree, token: int) -> bool:
    """Whether the clause says that what *token* announces does not happen."""
    return _polarity(tree, token, _verb_of(tree, token)) == "negative"


def _verb_of(tree: Tree, token: int) -> int:
    """The verb that carries the tense of *token*, or -1."""
    if tree.is_verb(token):
        return token
    head = tree.heads[token]
    predicative = tree.deps[token] in {"acomp", "dobj", "nsubjpass", "attr"}
    return head if predicative and tree.is_verb(head) else -1


def _polarity(tree: Tree, token: int, verb: int) -> str:
    for one in {token, verb} - {-1}:
        for child in tree.children[one]:
            dep = tree.deps[child]
            if dep == "neg" or (dep in {"det", "preconj"} and tree.lemmas[child] in _NEGATIONS):
                return "negative"
        head = tree.heads[one]
        if tree.deps[one] in {"pobj", "pcomp"} and tree.lemmas[head] == "without":
            return "negative"
        if tree.deps[one] == "xcomp" and (
            tree.lemmas[head] in _FAILURES or tree.child(head, "neg") >= 0
        ):
            return "negative"
    return "positive"


def _tense(tree: Tree, verb: int) -> str:
    if verb < 0:
        return ""
    auxiliaries = [tree.words[one].lower() for one in tree.children_with(verb, "aux", "auxpass")]
    if any(word in {"will", "'ll", "’ll", "shall", "wo"} for word in auxiliaries):
        return "future"
    if tree.deps[verb] == "xcomp" and tree.lemmas[tree.heads[verb]] == "go":
        return "future"
    if any(word in _HEDGES for word in auxiliaries):
        return ""
    tag = tree.tags[verb]
    if tag == "VBD" or any(
        word in {"was", "were", "had", "has", "have", "did", "'ve", "’ve"} for word in auxiliaries
    ):
        return "past"
    if tag in {"VBZ", "VBP"} or any(word in {"is", "are", "'re", "am"} for word in auxiliaries):
        return "present"
    return "past" if tag == "VBN" and tree.deps[verb] == "acl" else ""


def _modality(tree: Tree, verb: int) -> str:
    if verb < 0:
        return ""
    for child in tree.children[verb]:
        lemma = tree.words[child].lower()
        if (tree.deps[child] == "aux" and lemma in _HEDGES) or (
            tree.deps[child] == "mark" and lemma in _IF
        ):
            return "other"
    wished = tree.deps[verb] == "xcomp" and tree.lemmas[tree.heads[verb]] in _WISHES
    return "other" if wished else ""
