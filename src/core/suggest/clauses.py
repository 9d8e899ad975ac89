"""Clauses: who does what a verb or noun says, and which verb a noun belongs to."""

from __future__ import annotations

from .phrases import DEEPEST, RELATIVES, Phrases
from .tree import Tree
from .vocabulary import words

_OBJECT_CONTROL = words("object_control")
_PERSONAL = frozenset({"he", "she", "it", "they"})
_SPEECH = words("speech")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
PARTS = words("parts")
"""Nouns of which only the complement counts: ``a round of talks``."""


class Clauses(Phrases):
    """Finds subjects through control, coordination, relative and participle clauses."""

    def __init__(self, tree: Tree) -> None:
        """Read *tree*, whose names are final."""
        super().__init__(tree)
        self._subjects: dict[int, int] = {}

    def subject_of(self, verb: int, depth: int = 0) -> int:
        """The word that is or controls the subject of *verb*, or -1."""
        known = self._subjects.get(verb)
        if known is None:
            known = self._subjects[verb] = self._find_subject(verb, depth)
        return known

    def is_passive(self, verb: int) -> bool:
        """Whether the subject of *verb* undergoes it."""
        tree = self.tree
        if tree.child(verb, "auxpass", "nsubjpass") >= 0:
            return True
        if tree.tags[verb] != "VBN" or tree.child(verb, "aux", "nsubj", "dobj") >= 0:
            return False
        dep = tree.deps[verb]
        if dep == "conj":
            return self.is_passive(tree.heads[verb])
        return dep in {"acl", "amod", "advcl", "ROOT"}

    def is_predicate(self, token: int) -> bool:
        """Whether *token* is a verb or an adjective."""
        return self.tree.is_verb(token) or self.tree.tags[token][:2] == "JJ"

    def owner_of(self, noun: int, depth: int = 0) -> int:
        """Who does what *noun* names: its possessor, else the clause's subject, or -1."""
        tree = self.tree
        possessor = tree.child(noun, "poss")
        if possessor >= 0 and tree.tags[possessor] != "PRP$":
            return possessor
        governor = tree.heads[noun]
        if tree.deps[noun] in {"dobj", "attr"} and tree.is_verb(governor) and depth <= DEEPEST:
            return self.subject_of(governor, depth + 1)
        return -1

    def governor(self, noun: int) -> tuple[int, int, str]:
        """The noun phrase around *noun*, the verb it belongs to or -1, and by which link.

        The link is a dependency label, or a preposition.
        """
        tree = self.tree
        outer = noun
        for _ in range(DEEPEST):
            head, dep = tree.heads[outer], tree.deps[outer]
            if dep == "conj" and not tree.is_verb(head):
                outer = head
            elif dep == "pobj":
                above = tree.heads[head]
                if tree.is_verb(above):
                    return outer, above, tree.lemmas[head]
                if tree.lemmas[head] not in {"of", "on"} or tree.lemmas[above] not in PARTS:
                    break
                outer = above
            else:
                if tree.is_verb(head) and head != outer:
                    return outer, head, dep
                break
        return outer, -1, ""

    def joined_to(self, verb: int) -> int:
        """The verb that *verb* is coordinated with.

        A finite verb does not continue an infinitive (``called on them to stop and
        thanked …``): parsers attach it there, but it belongs to the clause above.
        """
        tree = self.tree
        other = tree.heads[verb]
        while (
            tree.tags[verb] in _FINITE
            and tree.tags[other] == "VB"
            and tree.child(other, "nsubj") < 0
            and tree.deps[other] in {"xcomp", "ccomp", "advcl", "conj", "acl"}
            and tree.is_verb(tree.heads[other])
        ):
            other = tree.heads[other]
        return other

    def _find_subject(self, verb: int, depth: int) -> int:
        tree = self.tree
        own = tree.child(verb, "nsubj", "nsubjpass", "csubj")
        dep, head = tree.deps[verb], tree.heads[verb]
        if own >= 0:
            return self._referent(own, verb, depth)
        if depth > DEEPEST or head == verb:
            return -1
        match dep:
            case "xcomp" | "ccomp" if self.is_predicate(head):
                controller = tree.child(head, "dobj", "dative")
                if dep == "xcomp" and controller >= 0 and tree.lemmas[head] in _OBJECT_CONTROL:
                    return controller
                return self.subject_of(head, depth + 1)
            case "conj" if self.is_predicate(head):
                return self.subject_of(self.joined_to(verb), depth + 1)
            case "advcl" | "acomp" | "dep" | "parataxis":
                return self.subject_of(head, depth + 1) if self.is_predicate(head) else -1
            case "pcomp":
                return self._subject_of_gerund(head, depth)
            case "acl":
                return self._subject_of_modifier(verb, head, depth)
            case "relcl" | "amod":
                return head
        return -1

    def _subject_of_gerund(self, preposition: int, depth: int) -> int:
        tree = self.tree
        above = tree.heads[preposition]
        target = tree.child(above, "dobj", "nsubjpass")
        if target >= 0 and tree.lemmas[preposition] in {"of", "from"}:
            return target  # accused him of …, kept them from …
        if self.is_predicate(above):
            return self.subject_of(above, depth + 1)
        return self.owner_of(above, depth + 1)

    def _subject_of_modifier(self, verb: int, noun: int, depth: int) -> int:
        owner = self.owner_of(noun, depth + 1)
        tag = self.tree.tags[verb]
        if tag == "VB":
            return owner
        # a declaration demanding …: who declares, demands
        speaks = tag == "VBG" and owner >= 0 and not self.names_in(noun)
        return owner if speaks else noun

    def _referent(self, subject: int, verb: int, depth: int) -> int:
        tree = self.tree
        word = tree.words[subject].lower()
        dep, head = tree.deps[verb], tree.heads[verb]
        if word in RELATIVES and dep == "relcl":
            return head
        if word in _PERSONAL and dep == "ccomp" and tree.lemmas[head] in _SPEECH:
            speaker = self.subject_of(head, depth + 1) if depth <= DEEPEST else -1
            if speaker >= 0 and self._agrees(word, speaker):
                return speaker
        return subject

    def _agrees(self, pronoun: str, antecedent: int) -> bool:
        tree = self.tree
        name = self.name_at(antecedent)
        several = tree.child(antecedent, "conj") >= 0
        if name < 0:
            several = several or tree.tags[antecedent] in {"NNS", "NNPS"}
            return tree.tags[antecedent][:2] == "NN" and (pronoun == "they") == several
        person = tree.names[name].label == "PERSON"
        match pronoun:
            case "he" | "she":
                return person and not several
            case "it":
                return not person and not several
            case _:
                return several or not person
