"""Noun phrases: which names they are about.

Here and in :mod:`.clauses` and :mod:`.slots` the labels are those of spaCy's English
pipelines (ClearNLP dependencies): nsubj, nsubjpass, dobj, dative, agent, prep and pobj,
xcomp, ccomp, relcl, acl, advcl, conj, appos, poss, amod, compound.
"""

from __future__ import annotations

from collections.abc import Iterable

from .tree import Tree

PLACES = frozenset({"GPE", "LOC", "FAC"})
TIMES = frozenset({"DATE", "TIME"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
DEEPEST = 4
"""How many steps the rules follow from one phrase or clause to the next."""

NOT_PARTICIPANTS = frozenset(
    {
        "DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "WORK_OF_ART",
        "LANGUAGE", "LAW", "EVENT",
    }
)  # fmt: skip
_WHOSE = frozenset({"of", "from", "between", "among", "including", "by"})


class Phrases:
    """Finds the names in the noun phrases of a tree."""

    def __init__(self, tree: Tree) -> None:
        """Read *tree*, whose names are final."""
        self.tree = tree

    def name_at(self, token: int) -> int:
        """The name at *token* if it can take part in an event, or -1."""
        name = self.tree.name_of[token]
        return name if name >= 0 and self.tree.names[name].label not in NOT_PARTICIPANTS else -1

    def names_in(self, token: int, depth: int = 0) -> list[int]:
        """The names that the noun phrase headed by *token* is about, conjuncts included.

        A name stands for itself; a common noun for its apposition, else for its
        possessor or modifier (``Russian troops``), else for the complement of its
        ``of`` or ``from``.
        """
        found: list[int] = []
        for one in self.tree.conjuncts(token):
            if not self.tree.is_verb(one) or self.tree.name_of[one] >= 0:
                found += self._names_of_one(one, depth)
        return unique(found)

    def modifier_names(self, token: int, depth: int = 0) -> list[int]:
        """The names in a modifier of a noun: ``Russian``, ``EU``, ``China's``, ``US-led``."""
        tree = self.tree
        found: list[int] = []
        for one in tree.conjuncts(token):
            own = self.name_at(one)
            if own >= 0:
                found.append(own)
            elif tree.deps[one] not in {"poss", "compound", "nmod"}:
                inner = tree.children_with(one, "npadvmod", "compound", "amod")
                found += (name for name in map(self.name_at, inner) if name >= 0)
            elif depth < DEEPEST:
                found += self._names_of_one(one, depth + 1)
        return found

    def _names_of_one(self, token: int, depth: int) -> list[int]:
        tree = self.tree
        own = self.name_at(token)
        if own >= 0:
            return [own]
        if tree.words[token].lower() in RELATIVES or depth > DEEPEST:
            return []
        beside: list[int] = []
        for child in tree.children_with(token, "appos"):
            beside += self.names_in(child, depth + 1)
        if any(tree.names[one].label != "NORP" for one in beside):
            return beside
        inside: list[int] = []
        for dep in ("poss", "amod", "compound", "nmod"):
            for child in tree.children_with(token, dep):
                inside += self.modifier_names(child, depth)
        return unique(inside or beside or self._complements(token, depth))

    def _complements(self, token: int, depth: int) -> list[int]:
        tree = self.tree
        found: list[int] = []
        for prep in tree.children_with(token, "prep"):
            if tree.lemmas[prep] in _WHOSE:
                for noun in tree.children_with(prep, "pobj"):
                    found += self.names_in(noun, depth + 1)
        return found


def unique(names: Iterable[int]) -> list[int]:
    """*names* without repetitions, in order."""
    return list(dict.fromkeys(names))
