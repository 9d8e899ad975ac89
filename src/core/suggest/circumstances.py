"""Where and when an event happens."""

from __future__ import annotations

from .clauses import PARTS
from .phrases import DEEPEST, PLACES, TIMES
from .slots import HAPPENING_VERBS, LIGHT_VERBS, Slots, put_names
from .tree import Tree
from .vocabulary import words

_PLACE_PREPOSITIONS = words("place_prepositions")
_TIME_PREPOSITIONS = words("time_prepositions")
_PLACE_HEADS = words("place_heads")
_SHARING = words("sharing")
_DEEPEST_PHRASE = 6


def circumstances(tree: Tree, token: int, *, inherits: bool) -> Slots:
    """The names in the slots ``place`` and ``time`` of the trigger *token*.

    Looks under the trigger first, the nearest phrases before the more deeply nested,
    then in the clauses that share their place and time with it; with *inherits* in
    any clause that only mentions the event.
    """
    slots: Slots = {}
    _down(tree, slots, token, 0)
    governing = token
    for _ in range(DEEPEST):
        governing = _clause_above(tree, governing, inherits=inherits)
        if governing < 0 or len(slots) == 2:  # noqa: PLR2004 - place and time
            break
        above: Slots = {}
        _down(tree, above, governing, 0)
        slots.update({slot: names for slot, names in above.items() if slot not in slots})
    return slots


def _clause_above(tree: Tree, token: int, *, inherits: bool) -> int:
    """The verb or noun that shares its circumstances with *token*, or -1."""
    head, dep = tree.heads[token], tree.deps[token]
    if dep == "pobj":
        above = tree.heads[head]
        shared = tree.lemmas[head] in _SHARING or (inherits and tree.is_verb(above))
        return above if shared or tree.lemmas[above] in PARTS else -1
    if dep in {"dobj", "nsubj", "nsubjpass"} and tree.is_verb(head):
        lends = tree.lemmas[head] in LIGHT_VERBS or tree.lemmas[head] in HAPPENING_VERBS
        return head if lends else -1
    return head if dep in {"xcomp", "acomp", "prep"} and head != token else -1


def _down(tree: Tree, slots: Slots, token: int, depth: int) -> None:
    """Gather from the phrases under *token*, the nearest first."""
    deeper: list[int] = []
    for child in tree.children[token]:
        dep = tree.deps[child]
        if dep in {"npadvmod", "tmod", "advmod", "nmod"}:
            _take(tree, slots, "time", child, TIMES)
        elif dep == "prep":
            deeper += [
                noun
                for noun in tree.children_with(child, "pobj")
                if not _settled(tree, slots, child, noun)
            ]
        elif dep in {"dobj", "appos"} or (
            dep in {"acl", "relcl"} and tree.lemmas[child] in HAPPENING_VERBS
        ):
            deeper.append(child)
    for one in deeper if depth < _DEEPEST_PHRASE else ():
        inner: Slots = {}
        _down(tree, inner, one, depth + 1)
        slots.update({slot: names for slot, names in inner.items() if slot not in slots})


def _settled(tree: Tree, slots: Slots, preposition: int, noun: int) -> bool:
    """Whether the phrase of *preposition* and *noun* is itself a place or a time."""
    lemma = tree.lemmas[preposition]
    if lemma in _PLACE_PREPOSITIONS and _place(tree, slots, noun):
        return True
    return lemma in _TIME_PREPOSITIONS and _take(tree, slots, "time", noun, TIMES)


def _place(tree: Tree, slots: Slots, noun: int, *, settlement: bool = False) -> bool:
    """Take the place that *noun* names or describes: ``in the city of …``."""
    if _take(tree, slots, "place", noun, PLACES):
        return True
    settlement = settlement or tree.lemmas[noun] in _PLACE_HEADS
    for child in tree.children[noun]:
        dep = tree.deps[child]
        if dep == "prep" and tree.lemmas[child] == "of" and settlement:
            inner = tree.child(child, "pobj")
            if inner >= 0 and _take(tree, slots, "place", inner, PLACES):
                return True
        elif dep in {"appos", "compound", "poss", "nmod"} and (
            _take(tree, slots, "place", child, PLACES)
            or (dep == "appos" and _place(tree, slots, child, settlement=settlement))
        ):
            return True
    return False


def _take(tree: Tree, slots: Slots, slot: str, token: int, labels: frozenset[str]) -> bool:
    """Fill *slot*, if it is empty, with the names at *token* and its conjuncts."""
    names = [
        tree.name_of[one]
        for one in tree.conjuncts(token)
        if tree.name_of[one] >= 0 and tree.names[tree.name_of[one]].label in labels
    ]
    if slot not in slots:
        put_names(slots, slot, names)
    return bool(names)
