"""Who and what stands around a trigger, by grammatical slot."""

from __future__ import annotations

from .clauses import Clauses
from .phrases import RELATIVES
from .vocabulary import words

Slots = dict[str, list[int]]
"""Names (their numbers in the tree), by the slot they were found in."""

LIGHT_VERBS = words("light_verbs")
"""Verbs that lend their subject to a noun for an event: ``held talks``."""

HAPPENING_VERBS = words("happening_verbs")
"""Verbs that say of an event no more than that it takes place."""

_PERSONAL = frozenset({"he", "she", "it", "they"})
_UNDERGOING = words("undergoing")
_LEAVING = words("leaving")
_TAKING_PART = words("taking_part")
_JOURNEYS = frozenset({"visit", "trip", "tour"})
_ASIDE = frozenset({"according", "unlike", "despite", "regarding", "concerning"})
_INSIDE_OBJECT = frozenset({"by", "of", "between"})
_CLAUSE_SLOTS = ("with", "to", "object", "against", "for", "from", "on", "toward", "of", "at", "by")
_PROTESTING = words("protesting")


class Reader(Clauses):
    """Reads the slots of the triggers of one tree."""

    def of_verb(self, verb: int, *, adjective: bool = False) -> Slots:
        """The slots of a verb or, with *adjective*, of an adjective.

        A participle that is an adjective (``is opposed to``) is no passive.
        """
        slots: Slots = {}
        subject = self.subject_of(verb)
        objects = self._objects(verb)
        # a noun coordinated with a verb was meant to go with the verb's object
        strays = [
            one
            for one in self.tree.children_with(verb, "conj")
            if self.tree.tags[one][:2] == "NN" and self.tree.child(one, "nsubj", "aux") < 0
        ]
        if not adjective and self.is_passive(verb):
            if subject >= 0:
                self._put(slots, "object", subject)
        elif subject >= 0 and subject not in objects:
            self._put(slots, "subject", subject)
            if not objects:
                self._put(slots, "intransitive", subject)
        left = self.tree.lemmas[verb] in _LEAVING
        for one in (*objects, *strays):
            self._put(slots, "from" if left else "object", one)
        self._prepositions(slots, verb)
        self._indirect(slots, verb)
        for one in (*objects, *strays):
            if self.name_at(one) < 0:
                self._prepositions(slots, one, of_object=True)
        self._complement(slots, verb)
        self._purpose(slots, verb)
        return slots

    def of_noun(self, noun: int, *, inherits: bool) -> Slots:
        """The slots of a noun for an event.

        With *inherits* the subject of the clause takes part in an event that the
        clause only mentions (``agreed during a meeting``).
        """
        tree = self.tree
        slots: Slots = {}
        self._determiners(slots, noun)
        self._prepositions(slots, noun)
        self._purpose(slots, noun)
        outer, governor, link = self.governor(noun)
        if outer != noun:
            self._prepositions(slots, outer)
        if governor < 0:
            return slots
        if self._is_light(governor, link):
            if link == "dobj" and not self.is_passive(governor):
                undergoes = self.tree.lemmas[governor] in _UNDERGOING
                self._put_subject(slots, governor, "object" if undergoes else "subject")
            self._prepositions(slots, governor)
            self._indirect(slots, governor)
            self._purpose(slots, governor)
        elif inherits and not slots.keys() & {"possessor", "between", "of", "subject"}:
            journey = link == "on" and tree.lemmas[noun] in _JOURNEYS
            if link in _TAKING_PART or journey:
                self._put_subject(slots, governor)
        return slots

    def _determiners(self, slots: Slots, noun: int) -> None:
        """Possessors, modifiers, and the agent of a participle: ``talks led by …``."""
        tree = self.tree
        for child in tree.children_with(noun, "poss"):
            self._put(slots, "possessor", child)
        for child in tree.children_with(noun, "amod", "compound", "nmod"):
            put_names(slots, "modifier", self.modifier_names(child))
        for clause in tree.children_with(noun, "acl", "relcl"):
            agent = tree.child(clause, "agent")
            for one in tree.children_with(agent, "pobj") if agent >= 0 else ():
                self._put(slots, "subject", one)

    def is_supported(self, noun: int) -> bool:
        """Whether the clause says that the event named by *noun* happens."""
        _, governor, link = self.governor(noun)
        return governor >= 0 and (
            self._is_light(governor, link)
            or (link in {"nsubj", "nsubjpass"} and self.tree.lemmas[governor] in HAPPENING_VERBS)
        )

    def _is_light(self, verb: int, link: str) -> bool:
        return link in {"dobj", "nsubjpass"} and self.tree.lemmas[verb] in LIGHT_VERBS

    def _objects(self, verb: int) -> list[int]:
        tree = self.tree
        relative = tree.deps[verb] == "relcl"
        found = [
            tree.heads[verb] if relative and tree.words[one].lower() in RELATIVES else one
            for one in tree.children_with(verb, "dobj")
        ]
        if not found and relative:
            subject = tree.child(verb, "nsubj", "nsubjpass")
            if subject >= 0 and tree.words[subject].lower() not in RELATIVES:
                return [tree.heads[verb]]
        return found

    def _indirect(self, slots: Slots, verb: int) -> None:
        tree = self.tree
        for one in tree.children_with(verb, "dative"):
            if tree.tags[one] in {"IN", "TO"}:
                for noun in tree.children_with(one, "pobj"):
                    self._put(slots, "indirect", noun)
            else:
                self._put(slots, "indirect", one)

    def _prepositions(self, slots: Slots, token: int, *, of_object: bool = False) -> None:
        tree = self.tree
        for prep in tree.children_with(token, "prep", "agent"):
            slot = "by" if tree.deps[prep] == "agent" else tree.lemmas[prep]
            if tree.words[prep].lower() in _ASIDE or (of_object and slot in _INSIDE_OBJECT):
                continue
            for noun in tree.children_with(prep, "pobj"):
                self._put(slots, slot, noun)
            for inner in tree.children_with(prep, "prep"):
                for noun in tree.children_with(inner, "pobj"):
                    self._put(slots, tree.lemmas[inner], noun)

    def _complement(self, slots: Slots, verb: int) -> None:
        """What the clause says that somebody agreed, asked or threatened to do."""
        tree = self.tree
        for clause in tree.children_with(verb, "xcomp", "ccomp"):
            if not self.is_predicate(clause):
                continue
            subject = tree.child(clause, "nsubj", "nsubjpass")
            if subject >= 0 and tree.words[subject].lower() not in _PERSONAL:
                self._put(slots, "clause subject", subject)
            inner = self._around(clause)
            for deeper in tree.children_with(clause, "ccomp", "xcomp"):
                for one in tree.children_with(deeper, "nsubj"):
                    self._put(inner, "object", one)
            for slot in _CLAUSE_SLOTS:
                put_names(slots, "clause " + slot, inner.get(slot, []))
            self._condition(slots, clause)
        self._condition(slots, verb)

    def _purpose(self, slots: Slots, token: int) -> None:
        """What is done in order to do or say: ``marched to demand …``, ``in protest of …``."""
        tree = self.tree
        clauses = [
            clause
            for clause in tree.children_with(token, "advcl", "acl", "xcomp")
            if tree.tags[clause] in {"VB", "VBG"} and tree.child(clause, "mark", "nsubj") < 0
        ]
        for prep in tree.children_with(token, "prep"):
            if tree.lemmas[prep] == "in":
                clauses += tree.children_with(prep, "pobj")
        for clause in clauses:
            if tree.lemmas[clause] in _PROTESTING:
                inner = self._around(clause)
                for slot in _CLAUSE_SLOTS:
                    put_names(slots, "purpose " + slot, inner.get(slot, []))

    def _condition(self, slots: Slots, verb: int) -> None:
        """Who would have to do something: ``unless`` and ``if``."""
        tree = self.tree
        for clause in tree.children_with(verb, "advcl"):
            mark, subject = tree.child(clause, "mark"), tree.child(clause, "nsubj", "nsubjpass")
            if mark >= 0 and subject >= 0 and tree.lemmas[mark] in {"if", "unless"}:
                self._put(slots, "condition", subject)

    def _around(self, clause: int) -> Slots:
        """The object of *clause* and the phrases that go with it, as far as the rules look."""
        tree = self.tree
        inner: Slots = {}
        for one in tree.children_with(clause, "dobj", "dative"):
            self._put(inner, "object", one)
            if self.name_at(one) < 0:
                self._prepositions(inner, one)
        self._prepositions(inner, clause)
        return inner

    def _put_subject(self, slots: Slots, verb: int, slot: str = "subject") -> None:
        subject = self.subject_of(verb)
        if subject >= 0:
            self._put(slots, slot, subject)

    def _put(self, slots: Slots, slot: str, token: int) -> None:
        put_names(slots, slot, self.names_in(token))


def put_names(slots: Slots, slot: str, names: list[int]) -> None:
    """Add to *slot* those of *names* that are not there yet."""
    for name in names:
        known = slots.setdefault(slot, [])
        if name not in known:
            known.append(name)
