"""How far the words around a trigger support its event type, in [0, 1]."""

from __future__ import annotations

from .lexicon import Match
from .slots import Reader
from .tree import Tree
from .vocabulary import words

NATURE = words("nature")
"""What does harm without meaning to: floods, crashes, diseases."""

HARM = words("harm")
"""Verbs of harm that say nothing on whether somebody meant it."""

_WITH_PARTICIPANTS = 1.0
_WITH_PERSONS = 0.85
_BARE_VERB = 0.66
_BARE_NOUN = 0.62
_BACK_REFERENCE = 0.7
_SUPPORTED = 0.1
_OBJECT_IS_A_THING = 0.6
_BY_NATURE = 0.3
_TO_ONESELF = 0.3

_BACK = words("back")
_SOME = words("some")
_STRIKABLE = words("strikable")
_WHO = words("who")
_GROUPS = words("groups")
_LEGAL = words("legal")
_FORCES = words("forces")
_CIRCUMSTANCE = frozenset({"in", "by", "after", "during", "when", "from", "of"})


def evidence_of_company(reader: Reader, match: Match, participants: int) -> float:
    """How far participants, or persons and groups near the trigger, support its type."""
    tree, token = reader.tree, match.token
    if participants:
        return _WITH_PARTICIPANTS
    if match.pos == "noun":
        if is_only_named(tree, token):
            return _BARE_NOUN * _BACK_REFERENCE
        if any(tree.lemmas[one] in _BACK for one in tree.children[token]):
            return _BARE_NOUN * _BACK_REFERENCE  # named before: the event has its trigger there
        if reader.is_supported(token) and _is_person_like(tree, reader.owner_of(token)):
            return _WITH_PERSONS
        bonus = _SUPPORTED if reader.is_supported(token) else 0.0
        if any(_is_person_like(tree, one) for one in _around_noun(tree, token)):
            return _WITH_PERSONS - 0.1 + bonus
        return _BARE_NOUN + bonus
    subject = reader.subject_of(token)
    thing = subject if reader.is_passive(token) else tree.child(token, "dobj")
    if thing >= 0 and tree.lemmas[thing] in _STRIKABLE:
        return _WITH_PERSONS
    others = [*tree.children_with(token, "dobj", "dative")]
    for prep in tree.children_with(token, "prep", "agent"):
        others += tree.children_with(prep, "pobj")
    if any(_is_person_like(tree, one) for one in (subject, *others)):
        return _WITH_PERSONS
    return _BARE_VERB


def evidence_of_object(reader: Reader, match: Match) -> float:
    """Whether the object of a verb that is done to persons is one: less than 1 where not."""
    tree = reader.tree
    passive = reader.is_passive(match.token)
    thing = reader.subject_of(match.token) if passive else tree.child(match.token, "dobj")
    if thing >= 0 and tree.words[thing].lower().endswith(("self", "selves")):
        return _TO_ONESELF
    if thing < 0 or match.consumed or reader.names_in(thing) or _is_person_like(tree, thing):
        return 1.0
    persons = (
        tree.tags[thing][:3] in {"PRP", "WP", "WDT", "CD"} or tree.words[thing].lower() in _SOME
    )
    struck = tree.lemmas[thing] in _STRIKABLE or any(
        _is_person_like(tree, one) for one in tree.conjuncts(thing)
    )
    return 1.0 if persons or struck else _OBJECT_IS_A_THING


def _around_noun(tree: Tree, token: int) -> list[int]:
    around = [*tree.children_with(token, "poss", "compound")]
    for prep in tree.children_with(token, "prep"):
        around += tree.children_with(prep, "pobj")
    return around


def _is_person_like(tree: Tree, token: int) -> bool:
    if token < 0:
        return False
    if tree.lemmas[token] in _GROUPS or tree.words[token].lower() in _WHO:
        return True
    name = tree.name_of[token]
    return name >= 0 and tree.names[name].label in {"PERSON", "ORG", "NORP", "GPE"}


def evidence_of_intent(reader: Reader, match: Match, *, disaster: bool) -> float:
    """Whether the harm was intended: floods and crashes kill too, but attack nobody.

    In an article on a *disaster*, harm without an agent counts as not intended.
    """
    tree, token = reader.tree, match.token
    if match.pos == "noun" or tree.lemmas[token] not in HARM:
        return 1.0
    passive = reader.is_passive(token)
    around = [] if passive else [reader.subject_of(token)]
    for prep in tree.children_with(token, "prep", "agent"):
        if tree.lemmas[prep] in _CIRCUMSTANCE:
            around += tree.children_with(prep, "pobj")
    forces = NATURE | _FORCES
    if any(tree.lemmas[one] in forces for one in around if one >= 0):
        return _BY_NATURE
    return _BY_NATURE if disaster and (passive or around[0] < 0) else 1.0


def is_only_named(tree: Tree, token: int) -> bool:
    """Whether a noun names a kind of event that does not happen here.

    So it is where it is denied, and where a charge or a law says it: ``no arrests``,
    ``charged with assault``.
    """
    if any(tree.lemmas[one] == "no" for one in tree.children_with(token, "det")):
        return True
    head = tree.heads[token]
    return tree.deps[token] == "pobj" and tree.lemmas[tree.heads[head]] in _LEGAL
