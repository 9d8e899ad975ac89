"""Whole noun phrases: the mentions of schemes that mark more than names.

A phrase reaches from the first to the last word that depends on its head, so that the
complement and the relative clause of a noun belong to it. What is coordinated, and what
stands in apposition, is a phrase of its own. Phrases within phrases are not found.
"""

from __future__ import annotations

from dataclasses import dataclass

from .mentions import EDGE, TITLES
from .phrases import TIMES
from .tree import Tree
from .vocabulary import words as word_list

_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
_DEMONSTRATIVE = "DT"
_DEMONSTRATIVE_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})
_NO_PHRASE = frozenset({"expl", "punct", "cc", "prep", "advmod", "mark", "det"})
_APART = frozenset({"conj", "cc", "appos", "preconj", "parataxis", "intj"})
_OWN = frozenset({"det", "poss", "nummod"})
_FOCUSING = word_list("focusing")
_PERSONAL = word_list("who")

_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("PERSON", TITLES | word_list("people") | _PERSONAL),
    ("ORG", word_list("collectives") | frozenset(one.lower() for one in word_list("bodies"))),
    ("ORG", word_list("corporate")),
    ("DATE", word_list("periods") | word_list("weekdays") | word_list("months")),
    ("TIME", word_list("hours")),
    ("GPE", word_list("settlements") | word_list("territories")),
    ("LOC", word_list("landforms") | word_list("place_heads")),
    ("FAC", word_list("built")),
    ("EVENT", word_list("happenings")),
    ("LAW", word_list("laws")),
    ("PRODUCT", word_list("arms")),
    ("PERSON", word_list("groups")),
)
"""What pipelines call the kind of thing that common nouns are heads for; the first counts."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in tokens ``[start, end)`` of a passage, with its head."""

    start: int
    end: int
    head: int


def noun_phrases(tree: Tree) -> list[Phrase]:
    """The outermost noun phrases of *tree*, in the order of the text."""
    found: list[Phrase] = []
    taken = [False] * len(tree)
    waiting = [token for token in range(len(tree)) if tree.heads[token] == token][::-1]
    seen = 0
    while waiting and seen <= 2 * len(tree):
        token = waiting.pop()
        seen += 1
        inside: range | tuple[int, ...] = ()
        if _is_head(tree, token) and not taken[token]:
            phrase = _phrase(tree, token, taken)
            found.append(phrase)
            inside = range(phrase.start, phrase.end)
            taken[phrase.start : phrase.end] = [True] * len(inside)
        waiting += [child for child in reversed(tree.children[token]) if child not in inside]
    return sorted(found, key=lambda one: one.start)


def kind_of(tree: Tree, phrase: Phrase) -> str:
    """The label that a pipeline would give to what the head of *phrase* names, or nothing."""
    name = tree.name_of[phrase.head]
    if name >= 0:
        return tree.names[name].label
    word, lemma = tree.words[phrase.head].lower(), tree.lemmas[phrase.head]
    return next((kind for kind, nouns in _KINDS if word in nouns or lemma in nouns), "")


def _is_head(tree: Tree, token: int) -> bool:
    tag, dep = tree.tags[token], tree.deps[token]
    if tag == _DEMONSTRATIVE:
        return dep in _DEMONSTRATIVE_DEPS
    return (
        (tag in _HEADS or tree.pos[token] in {"NOUN", "PROPN"})
        and dep not in _NO_PHRASE
        and tree.words[token] not in EDGE
    )


def _phrase(tree: Tree, head: int, taken: list[bool]) -> Phrase:
    """The phrase around *head*, up to what is *taken*."""
    inside = set(_words_of(tree, head))
    start = end = head
    while start - 1 in inside and not taken[start - 1]:
        start -= 1
    while end + 1 in inside and not taken[end + 1]:
        end += 1
    while start < head and tree.words[start] in EDGE:
        start += 1
    while end > head and (tree.words[end] in EDGE or tree.words[end].isspace()):
        end -= 1
    while start > 1 and tree.words[start - 1] == "-" and not any(taken[start - 2 : start]):
        start -= 2
    lacking_before, lacking_after = _lacking_marks(tree, start, end)
    start -= lacking_before and not taken[start - 1]
    end += lacking_after and not taken[end + 1]
    return Phrase(start, end + 1, head)


def _words_of(tree: Tree, head: int) -> list[int]:
    """What depends on *head*, without what is a phrase of its own beside it."""
    joined = [child for child in tree.children_with(head, "conj") if _is_joint(tree, head, child)]
    last = max(joined, default=-1)
    found = [head]
    waiting = [
        child
        for child in tree.children[head]
        if (child <= last and tree.deps[child] in {"cc", "conj"})
        or not _is_apart(tree, head, child)
    ]
    while waiting:
        token = waiting.pop()
        found.append(token)
        waiting += tree.children[token]
    return found


def _is_apart(tree: Tree, head: int, child: int) -> bool:
    dep = tree.deps[child]
    if dep in _APART:
        return True
    if dep == "advmod":
        return child < head and tree.words[child].lower() in _FOCUSING
    if dep == "npadvmod":
        return child > head
    if dep == "prep":
        return child < head or (tree.lemmas[child] != "of" and _is_of_time(tree, child))
    return False


def _is_of_time(tree: Tree, prep: int) -> bool:
    names = (tree.name_of[noun] for noun in tree.children_with(prep, "pobj"))
    return any(name >= 0 and tree.names[name].label in TIMES for name in names)


def _is_joint(tree: Tree, head: int, other: int) -> bool:
    """Whether two nouns share what stands before the first: ``our hopes and fears``."""

    def has_own(token: int) -> bool:
        return any(child < token for child in tree.children_with(token, *_OWN))

    common = {"NN", "NNS"}
    both = tree.tags[head] in common and tree.tags[other] in common
    return both and has_own(head) and not has_own(other)


def _lacking_marks(tree: Tree, start: int, end: int) -> tuple[bool, bool]:
    """Whether the word before, or after, is the other one of a mark within."""
    inside = tree.words[start : end + 1]
    after = tree.words[end + 1] if end + 1 < len(tree) else ""
    if inside.count("(") > inside.count(")") and after == ")":
        return False, True
    if inside.count('"') % 2:
        return (
            (False, True) if after == '"' else (start > 0 and tree.words[start - 1] == '"', False)
        )
    return False, False
