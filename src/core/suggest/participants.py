"""Who and what stands around a trigger, by grammatical slot.

Reads the labels of spaCy's English pipelines (ClearNLP dependencies): nsubj,
nsubjpass, dobj, dative, agent, prep/pobj, xcomp, ccomp, relcl, acl, advcl, conj,
appos, poss, amod, compound.
"""

from __future__ import annotations

from .tree import Tree

Slots = dict[str, list[int]]
"""Names (their numbers in the tree), by the slot they were found in."""

LIGHT_VERBS = frozenset(
    "hold have conduct stage launch make give take begin start continue open end reach carry "
    "undertake mount resume renew wage host attend organize organise lead join pay commit "
    "face suffer receive get do enter perform finish complete speed accelerate delay halt conclude finalize offer seek "
    "initiate chair sponsor plan schedule cancel postpone suspend break break_off arrange "
    "issue deliver lodge impose strike sign exchange announce deny prepare".split()
)
"""Verbs that lend their subject to a noun for an event: ``held talks``."""

HAPPENING_VERBS = frozenset(
    "hold take occur happen schedule convene organize organise host stage open begin start "
    "conclude end plan".split()
)
"""Verbs that say of an event no more than that it takes place."""

_OBJECT_CONTROL = frozenset(
    "urge ask order force tell allow help persuade invite encourage press require compel enable "
    "permit instruct command request beg authorize push lead warn advise expect want get cause "
    "convince pressure charge train commission".split()
)
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_PERSONAL = frozenset({"he", "she", "it", "they"})
_SPEECH = frozenset(
    "say state announce declare add tell report note stress insist confirm claim warn argue "
    "indicate maintain reiterate think believe hope signal suggest affirm explain".split()
)
_PARTS = frozenset(
    "round series number wave dozen hundred thousand sideline start end beginning conclusion "
    "day week eve margin part resumption completion "
    "string spate risk kind type opening closing phase stage course".split()
)
_SKIP_LABELS = frozenset(
    "DATE TIME CARDINAL ORDINAL PERCENT MONEY QUANTITY WORK_OF_ART LANGUAGE LAW EVENT".split()
)
PLACES = frozenset({"GPE", "LOC", "FAC"})
TIMES = frozenset({"DATE", "TIME"})
_PLACE_PREPOSITIONS = frozenset(
    "in at near inside outside across throughout around within off on beside along".split()
)
_TIME_PREPOSITIONS = frozenset(
    "on in at during since until before after from by between within over throughout for".split()
)
_TAKING_PART = frozenset("during at in after for following before amid with through via".split())
_SHARING = frozenset("during at in amid".split())
_DEEPEST = 4
_DEEPEST_PHRASE = 6


class Reader:
    """Reads slots from one tree; remembers the subjects it has found."""

    def __init__(self, tree: Tree) -> None:
        """Read *tree*, whose names are final."""
        self.tree = tree
        self._subjects: dict[int, int] = {}

    # Noun phrases

    def names_in(self, token: int, depth: int = 0) -> list[int]:
        """The names that the noun phrase headed by *token* is about, conjuncts included.

        A name stands for itself; a common noun for its apposition, else for its
        possessor or modifier (``Russian troops``), else for the complement of its
        ``of`` or ``from``.
        """
        found: list[int] = []
        for one in self.tree.conjuncts(token):
            if self.tree.is_verb(one) and self.tree.name_of[one] < 0:
                continue
            for name in self._names_of_one(one, depth):
                if name not in found:
                    found.append(name)
        return found

    def _names_of_one(self, token: int, depth: int) -> list[int]:
        tree = self.tree
        own = self._name_at(token)
        if own >= 0:
            return [own]
        if tree.words[token].lower() in _RELATIVE or depth > _DEEPEST:
            return []
        by_dep: dict[str, list[int]] = {}
        for child in tree.children[token]:
            by_dep.setdefault(tree.deps[child], []).append(child)
        found: list[int] = []
        beside: list[int] = []
        for child in by_dep.get("appos", ()):
            beside += self.names_in(child, depth + 1)
        if any(tree.names[one].label != "NORP" for one in beside):
            return beside
        for dep in ("poss", "amod", "compound", "nmod"):
            for child in by_dep.get(dep, ()):
                found += self._modifier_names(child, depth)
        if found or beside:
            return _unique(found or beside)
        for child in by_dep.get("prep", ()):
            if tree.lemmas[child] in {"of", "from", "between", "among", "including", "by"}:
                for noun in tree.children_with(child, "pobj"):
                    found += self.names_in(noun, depth + 1)
        return _unique(found)

    def _modifier_names(self, token: int, depth: int) -> list[int]:
        found: list[int] = []
        for one in self.tree.conjuncts(token):
            name = self._name_at(one)
            if name >= 0:
                found.append(name)
            elif self.tree.deps[one] in {"poss", "compound", "nmod"}:
                if depth < _DEEPEST:
                    found += self._names_of_one(one, depth + 1)
            else:
                for child in self.tree.children_with(one, "npadvmod", "compound", "amod"):
                    inner = self._name_at(child)
                    if inner >= 0:
                        found.append(inner)
        return found

    def _name_at(self, token: int) -> int:
        name = self.tree.name_of[token]
        return name if name >= 0 and self.tree.names[name].label not in _SKIP_LABELS else -1

    # Clauses

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

    def _find_subject(self, verb: int, depth: int) -> int:
        tree = self.tree
        own = tree.child(verb, "nsubj", "nsubjpass", "csubj")
        dep, head = tree.deps[verb], tree.heads[verb]
        if own >= 0:
            return self._referent(own, verb, depth)
        if depth > _DEEPEST or head == verb:
            return -1
        match dep:
            case "xcomp" | "ccomp" if tree.is_verb(head) or tree.tags[head][:2] == "JJ":
                controller = tree.child(head, "dobj", "dative")
                if dep == "xcomp" and controller >= 0 and tree.lemmas[head] in _OBJECT_CONTROL:
                    return controller
                return self.subject_of(head, depth + 1)
            case "conj" | "advcl" | "acomp" | "dep" | "parataxis":
                return self.subject_of(head, depth + 1) if self._is_predicate(head) else -1
            case "pcomp":
                above = tree.heads[head]
                target = tree.child(above, "dobj", "nsubjpass")
                if target >= 0 and tree.lemmas[head] in {"of", "from"}:
                    return target  # accused him of …, kept them from …
                if self._is_predicate(above):
                    return self.subject_of(above, depth + 1)
                return self.owner_of(above, depth + 1)
            case "acl":
                owner = self.owner_of(head, depth + 1)
                if tree.tags[verb] == "VB":
                    return owner
                # a declaration demanding …: who declares, demands
                speaks = tree.tags[verb] == "VBG" and owner >= 0 and not self.names_in(head)
                return owner if speaks else head
            case "relcl" | "amod":
                return head
        return -1

    def _is_predicate(self, token: int) -> bool:
        return self.tree.is_verb(token) or self.tree.tags[token][:2] == "JJ"

    def _referent(self, subject: int, verb: int, depth: int) -> int:
        tree = self.tree
        word = tree.words[subject].lower()
        dep, head = tree.deps[verb], tree.heads[verb]
        if word in _RELATIVE and dep == "relcl":
            return head
        if (
            word in _PERSONAL
            and dep == "ccomp"
            and tree.lemmas[head] in _SPEECH
            and depth <= _DEEPEST
        ):
            speaker = self.subject_of(head, depth + 1)
            if speaker >= 0 and self._agrees(word, speaker):
                return speaker
        return subject

    def _agrees(self, pronoun: str, antecedent: int) -> bool:
        name = self._name_at(antecedent)
        person = name >= 0 and self.tree.names[name].label == "PERSON"
        several = self.tree.child(antecedent, "conj") >= 0
        if name < 0:
            several = several or self.tree.tags[antecedent] in {"NNS", "NNPS"}
            if self.tree.tags[antecedent][:2] != "NN":
                return False
            return (pronoun == "they") == several
        match pronoun:
            case "he" | "she":
                return person and not several
            case "it":
                return not person and not several
            case _:
                return several or not person

    def owner_of(self, noun: int, depth: int = 0) -> int:
        """Who does what *noun* names: its possessor, else the clause's subject."""
        tree = self.tree
        possessor = tree.child(noun, "poss")
        if possessor >= 0 and tree.tags[possessor] != "PRP$":
            return possessor
        governor = tree.heads[noun]
        if tree.deps[noun] in {"dobj", "attr"} and tree.is_verb(governor) and depth <= _DEEPEST:
            return self.subject_of(governor, depth + 1)
        return -1

    # Slots

    def of_verb(self, verb: int, *, adjective: bool = False) -> Slots:
        """The slots of a verb or, with *adjective*, of an adjective.

        A participle that is an adjective (``is opposed to``) is no passive.
        """
        tree = self.tree
        slots: Slots = {}
        subject = self.subject_of(verb)
        objects = [self._object_referent(one, verb) for one in tree.children_with(verb, "dobj")]
        if not objects and tree.deps[verb] == "relcl":
            relative = tree.child(verb, "nsubj", "nsubjpass")
            if relative >= 0 and tree.words[relative].lower() not in _RELATIVE:
                objects = [tree.heads[verb]]
        # a noun coordinated with a verb was meant to go with the verb's object
        strays = [
            one
            for one in tree.children_with(verb, "conj")
            if tree.tags[one][:2] == "NN" and tree.child(one, "nsubj", "aux") < 0
        ]
        if not adjective and self.is_passive(verb):
            if subject >= 0:
                self._put(slots, "object", subject)
        elif subject >= 0 and subject not in objects:
            self._put(slots, "subject", subject)
            if not objects:
                self._put(slots, "intransitive", subject)
        for one in (*objects, *strays):
            self._put(slots, "object", one)
        self._prepositions(slots, verb)
        for one in tree.children_with(verb, "dative"):
            if tree.tags[one] in {"IN", "TO"}:
                for noun in tree.children_with(one, "pobj"):
                    self._put(slots, "indirect", noun)
            else:
                self._put(slots, "indirect", one)
        for one in (*objects, *strays):
            if self._name_at(one) < 0:
                self._prepositions(slots, one, of_object=True)
        self._complement(slots, verb)
        return slots

    def of_noun(self, noun: int, *, inherits: bool) -> Slots:
        """The slots of a noun for an event.

        With *inherits* the subject of the clause takes part in an event that the
        clause only mentions (``agreed during a meeting``).
        """
        tree = self.tree
        slots: Slots = {}
        for child in tree.children[noun]:
            dep = tree.deps[child]
            if dep == "poss":
                self._put(slots, "possessor", child)
            elif dep in {"amod", "compound", "nmod"}:
                for name in self._modifier_names(child, 0):
                    _put_name(slots, "modifier", name)
            elif dep in {"acl", "relcl"} and tree.tags[child][:2] == "VB":
                for agent in tree.children_with(child, "agent"):
                    for one in tree.children_with(agent, "pobj"):
                        self._put(slots, "subject", one)
                if tree.lemmas[child] in {"involve", "include", "bring", "unite"}:
                    for one in tree.children_with(child, "dobj"):
                        self._put(slots, "between", one)
        self._prepositions(slots, noun)
        outer, governor, link = self._governor(noun)
        if outer != noun:
            self._prepositions(slots, outer)
        if governor >= 0:
            light = link in {"dobj", "nsubjpass"} and tree.lemmas[governor] in LIGHT_VERBS
            if light:
                if link == "dobj" and not self.is_passive(governor):
                    subject = self.subject_of(governor)
                    if subject >= 0:
                        self._put(slots, "subject", subject)
                self._prepositions(slots, governor)
                for one in tree.children_with(governor, "dative"):
                    self._put(slots, "indirect", one)
            elif inherits and not (slots.keys() & {"possessor", "between", "of", "subject"}):
                subject = self.subject_of(governor)
                journey = link == "on" and tree.lemmas[noun] in {"visit", "trip", "tour"}
                if subject >= 0 and (link in _TAKING_PART or journey):
                    self._put(slots, "subject", subject)
        return slots

    def is_supported(self, noun: int) -> bool:
        """Whether the clause says that the event named by *noun* happens."""
        _, governor, link = self._governor(noun)
        return governor >= 0 and (
            (link in {"dobj", "nsubjpass"} and self.tree.lemmas[governor] in LIGHT_VERBS)
            or (link in {"nsubj", "nsubjpass"} and self.tree.lemmas[governor] in HAPPENING_VERBS)
        )

    def _governor(self, noun: int) -> tuple[int, int, str]:
        """The noun phrase around *noun*, the verb it belongs to, and by which link."""
        tree = self.tree
        outer = noun
        for _ in range(_DEEPEST):
            head, dep = tree.heads[outer], tree.deps[outer]
            if dep == "conj" and not tree.is_verb(head):
                outer = head
                continue
            if dep == "pobj":
                above = tree.heads[head]
                if tree.is_verb(above):
                    return outer, above, tree.lemmas[head]
                if tree.lemmas[head] in {"of", "on"} and tree.lemmas[above] in _PARTS:
                    outer = above
                    continue
                return outer, -1, ""
            if tree.is_verb(head) and head != outer:
                return outer, head, dep
            break
        return outer, -1, ""

    def _object_referent(self, token: int, verb: int) -> int:
        relative = self.tree.words[token].lower() in _RELATIVE
        return self.tree.heads[verb] if relative and self.tree.deps[verb] == "relcl" else token

    def _prepositions(self, slots: Slots, token: int, *, of_object: bool = False) -> None:
        tree = self.tree
        for prep in tree.children_with(token, "prep", "agent"):
            slot = "by" if tree.deps[prep] == "agent" else tree.lemmas[prep]
            if of_object and slot in {"by", "of", "between"}:
                continue  # these say whose the object is
            for noun in tree.children_with(prep, "pobj"):
                self._put(slots, slot, noun)
            for inner in tree.children_with(prep, "prep"):
                for noun in tree.children_with(inner, "pobj"):
                    self._put(slots, tree.lemmas[inner], noun)

    def _complement(self, slots: Slots, verb: int) -> None:
        """What the clause says that somebody agreed, asked or threatened to do."""
        tree = self.tree
        for clause in tree.children_with(verb, "xcomp", "ccomp"):
            if not self._is_predicate(clause):
                continue
            subject = tree.child(clause, "nsubj", "nsubjpass")
            if subject >= 0 and tree.words[subject].lower() not in _PERSONAL:
                self._put(slots, "clause subject", subject)
            inner: Slots = {}
            for one in tree.children_with(clause, "dobj", "dative"):
                self._put(inner, "object", one)
                if self._name_at(one) < 0:
                    self._prepositions(inner, one)
            self._prepositions(inner, clause)
            for deeper in tree.children_with(clause, "ccomp", "xcomp"):
                for one in tree.children_with(deeper, "nsubj"):
                    self._put(inner, "object", one)
            for slot in ("with", "to", "object", "against", "for", "from", "on", "toward"):
                for name in inner.get(slot, ()):
                    _put_name(slots, "clause " + slot, name)
                    _put_name(slots, "clause", name)

    def _put(self, slots: Slots, slot: str, token: int) -> None:
        for name in self.names_in(token):
            _put_name(slots, slot, name)

    # Circumstances

    def circumstances(self, token: int, *, inherits: bool) -> Slots:
        """Where and when it happens: ``place`` and ``time``.

        *inherits* as in :meth:`of_noun`.
        """
        slots: Slots = {}
        self._down(slots, token, 0)
        governing = token
        for _ in range(_DEEPEST):
            if "place" in slots and "time" in slots:
                break
            governing = self._clause_above(governing, inherits=inherits)
            if governing < 0:
                break
            above: Slots = {}
            self._down(above, governing, 0)
            for slot, names in above.items():
                slots.setdefault(slot, names)
        return slots

    def _clause_above(self, token: int, *, inherits: bool) -> int:
        """The verb or noun that shares its circumstances with *token*, or -1."""
        tree = self.tree
        head, dep = tree.heads[token], tree.deps[token]
        if dep == "pobj":
            above = tree.heads[head]
            shared = tree.lemmas[head] in _SHARING or (inherits and tree.is_verb(above))
            return above if shared or tree.lemmas[above] in _PARTS else -1
        if dep in {"dobj", "nsubj", "nsubjpass"} and tree.is_verb(head):
            is_light = tree.lemmas[head] in LIGHT_VERBS or tree.lemmas[head] in HAPPENING_VERBS
            return head if is_light else -1
        return head if dep in {"xcomp", "acomp", "prep"} and head != token else -1

    def _down(self, slots: Slots, token: int, depth: int) -> None:
        """Gather from the phrases under *token*, the nearest first."""
        tree = self.tree
        deeper: list[int] = []
        for child in tree.children[token]:
            dep = tree.deps[child]
            if dep in {"npadvmod", "tmod", "advmod", "nmod"}:
                self._circumstance(slots, "time", child, TIMES)
            elif dep == "prep":
                for noun in tree.children_with(child, "pobj"):
                    lemma = tree.lemmas[child]
                    settled = False
                    if lemma in _PLACE_PREPOSITIONS:
                        settled = self._place(slots, noun)
                    if lemma in _TIME_PREPOSITIONS and not settled:
                        settled = self._circumstance(slots, "time", noun, TIMES)
                    if not settled:
                        deeper.append(noun)
            elif dep in {"acl", "relcl"}:
                if tree.lemmas[child] in HAPPENING_VERBS:
                    deeper.append(child)
            elif dep in {"dobj", "pobj", "appos", "xcomp"} and self._name_at(child) < 0:
                if dep == "dobj":
                    self._circumstance(slots, "time", child, TIMES)
                deeper.append(child)
        if depth < _DEEPEST_PHRASE:
            for one in deeper:
                inner: Slots = {}
                self._down(inner, one, depth + 1)
                for slot, names in inner.items():
                    slots.setdefault(slot, names)

    def _place(self, slots: Slots, noun: int, *, settlement: bool = False) -> bool:
        if self._circumstance(slots, "place", noun, PLACES):
            return True
        tree = self.tree
        settlement = settlement or tree.lemmas[noun] in _SETTLEMENTS
        for child in tree.children[noun]:
            if tree.deps[child] == "prep" and tree.lemmas[child] == "of":
                for inner in tree.children_with(child, "pobj"):
                    if settlement:
                        return self._circumstance(slots, "place", inner, PLACES)
            elif tree.deps[child] in {"appos", "compound", "poss", "nmod"} and (
                self._circumstance(slots, "place", child, PLACES)
                or (tree.deps[child] == "appos" and self._place(slots, child, settlement=settlement))
            ):
                return True
        return False

    def _circumstance(
        self, slots: Slots, slot: str, token: int, labels: frozenset[str]
    ) -> bool:
        found = False
        for one in self.tree.conjuncts(token):
            name = self.tree.name_of[one]
            if name >= 0 and self.tree.names[name].label in labels:
                if slot not in slots or found:
                    _put_name(slots, slot, name)
                found = True
        return found


_SETTLEMENTS = frozenset(
    "city town village capital province district region port state area north south east west "
    "part center centre outskirt suburb coast island county territory".split()
)


def _put_name(slots: Slots, slot: str, name: int) -> None:
    names = slots.setdefault(slot, [])
    if name not in names:
        names.append(name)


def _unique(names: list[int]) -> list[int]:
    return list(dict.fromkeys(names))

