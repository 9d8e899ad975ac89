"""Who takes part, as whole phrases: ``Kenyan police officers`` and not only ``Kenyan``.

Coders of political events mark actors by phrases, which a dictionary resolves later (PLOVER,
and CAMEO before it). Such a phrase begins with the first name, title or noun before its
head; articles, numbers and mere adjectives stay out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .phrases import NOT_PARTICIPANTS
from .tree import Name, Tree
from .vocabulary import words

GROUP = "GROUP"
"""The label of a phrase with a name in it whose head is a common noun for one who acts."""

UNNAMED = "UNNAMED"
"""The label of such a phrase without a name."""

_OFFICES = words("titles")
_ACTORS = words("groups") | words("actors") | _OFFICES
_BEFORE = frozenset({"compound", "amod", "nmod", "poss"})
_COMPLEMENTED = frozenset({"PERSON", "NORP"})
_SURE = frozenset({"PERSON", "ORG", "GPE"})
_SCORE = 0.75


def with_phrases(tree: Tree) -> Tree:
    """*tree* with the phrases of those who may take part, in the place of the names in them."""
    phrases = sorted(_phrases(tree), key=lambda one: (one.start, -one.end))
    kept: list[Name] = []
    for phrase in phrases:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    inside = {token for one in kept for token in range(one.start, one.end)}
    others = [one for one in tree.names if inside.isdisjoint(range(one.start, one.end))]
    copy = replace(tree)
    copy.set_names(sorted([*kept, *others], key=lambda one: one.start))
    return copy


def _phrases(tree: Tree) -> Iterator[Name]:
    for name in tree.names:
        if name.label not in NOT_PARTICIPANTS:
            head = _head(tree, name)
            start = min(_start(tree, head), name.start)
            end = _end(tree, head, name.end) if name.label in _COMPLEMENTED else name.end
            yield replace(name, start=start, end=end)
    for head in range(len(tree)):
        if tree.name_of[head] < 0 and _acts(tree, head):
            start = _start(tree, head)
            end = _end(tree, head, head + 1) if tree.lemmas[head] in _OFFICES else head + 1
            named = any(tree.name_of[one] >= 0 for one in range(start, end))
            if named or _stands_alone(tree, head):
                yield Name(start, end, GROUP if named else UNNAMED, _SCORE)


def _head(tree: Tree, name: Name) -> int:
    """The word of *name* that the others depend on."""
    inside = range(name.start, name.end)
    return next((one for one in inside if tree.heads[one] not in inside), name.end - 1)


def _acts(tree: Tree, head: int) -> bool:
    """Whether *head* is a common noun for one who acts, and has no name beside it."""
    if tree.tags[head][:2] != "NN" or tree.lemmas[head] not in _ACTORS:
        return False
    beside = (tree.name_of[one] for one in tree.children_with(head, "appos"))
    return not any(name >= 0 and tree.names[name].label in _SURE for name in beside)


def _stands_alone(tree: Tree, head: int) -> bool:
    """Whether the noun *head* says by itself who acts: not ``its troops``, ``groups of …``."""
    owner, prep = tree.child(head, "poss"), tree.child(head, "prep")
    return owner < 0 and (prep < 0 or tree.lemmas[prep] != "of")


def _start(tree: Tree, head: int) -> int:
    """Where the phrase around *head* begins: with a name, a title or another noun."""
    start = head
    for child in tree.children_with(head, *_BEFORE):
        if child < head:
            start = min(start, *_below(tree, child))
    while start < head and not _may_begin(tree, start):
        start += 1
    return start


def _below(tree: Tree, token: int) -> Iterator[int]:
    yield token
    for child in tree.children[token]:
        yield from _below(tree, child)


def _may_begin(tree: Tree, token: int) -> bool:
    name = tree.name_of[token]
    if name >= 0:
        return tree.names[name].label not in NOT_PARTICIPANTS
    return tree.tags[token][:2] == "NN"


def _end(tree: Tree, head: int, end: int) -> int:
    """Where the phrase ends: ``president of`` a country goes on to the end of its name."""
    for prep in tree.children_with(head, "prep"):
        if prep == end and tree.lemmas[prep] == "of":
            for noun in tree.children_with(prep, "pobj"):
                if tree.name_of[noun] >= 0:
                    return tree.names[tree.name_of[noun]].end
    return end
