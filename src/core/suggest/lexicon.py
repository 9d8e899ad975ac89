"""The triggers of a scheme, found in a parsed passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..scheme import EventType, Scheme, Trigger
from .clauses import PARTS
from .mentions import NAME_LABELS
from .tree import Tree

_TAGS = {"verb": "VB", "noun": "NN", "adjective": "JJ"}
_MODIFIER_WEIGHT = 0.55
_CLOSE = 0.22  # a reading with as much less weight is a rival
_SPOKEN_OF = 2
_CLEARLY = 2
_FITS = 0.3
_PER_WORD = 0.15  # longer triggers know more
_NOT_SEMANTIC = frozenset({"aux", "auxpass", "compound", "case", "prt", "det", "nmod", "poss"})


@dataclass(frozen=True, slots=True)
class Match:
    """Words that may announce an event of ``type`` at ``token``, the head of them.

    ``consumed`` are the other words of the trigger; ``weight`` is the lexicon's,
    scaled down where the words stand in a less telling construction. ``rivals`` are
    readings as other types that are nearly as likely (a strike of workers, of jets).
    """

    token: int
    type: EventType
    pos: str
    weight: float
    consumed: tuple[int, ...] = ()
    rivals: tuple[Match, ...] = ()

    def in_view_of(self, topics: Mapping[str, int]) -> Match:
        """The reading that fits an article in which *topics* are so often spoken of.

        One sense per discourse: Gale, Church and Yarowsky (1992).
        """
        if not self.rivals:
            return self
        fitting = max((self, *self.rivals), key=lambda one: topics.get(one.type.name, 0))
        count = topics.get(fitting.type.name, 0)
        others = sum(topics.get(one.type.name, 0) for one in (self, *self.rivals)) - count
        if count < _SPOKEN_OF or count <= _CLEARLY * others:
            return self
        return replace(fitting, weight=min(1.0, fitting.weight + _FITS), rivals=())


class Lexicon:
    """The trigger words of all event types of a scheme, by the lemma of their head."""

    def __init__(self, scheme: Scheme) -> None:
        """Index the triggers of *scheme*."""
        by_head: dict[str, list[tuple[EventType, Trigger]]] = defaultdict(list)
        for type_ in scheme.event_types:
            for trigger in type_.triggers:
                head = trigger.lemmas[-1] if trigger.pos == "noun" else trigger.lemmas[0]
                by_head[head.lower()].append((type_, trigger))
        self._by_head = dict(by_head)

    def matches(self, tree: Tree) -> Iterator[Match]:
        """The best reading of each word of *tree* that is a trigger, by token."""
        found: list[Match] = []
        by_head = self._by_head
        for token, lemma in enumerate(tree.lemmas):
            entries = by_head.get(lemma) or by_head.get(tree.words[token].lower())
            if not entries or not _may_trigger(tree, token):
                continue
            ranked = [
                (match.weight + _PER_WORD * (len(trigger.lemmas) - 1), match)
                for type_, trigger in entries
                if (match := _match(tree, token, type_, trigger))
            ]
            if not ranked:
                continue
            rank, best = max(ranked, key=lambda one: one[0])
            if len(ranked) > 1 and not best.consumed:
                rivals = tuple(
                    other
                    for close, other in ranked
                    if other.type is not best.type and rank - close < _CLOSE
                )
                best = replace(best, rivals=rivals)
            if best.weight > 0:
                found.append(best)
        taken = {token for match in found for token in match.consumed}
        for match in found:
            if match.token not in taken:
                yield match


def _may_trigger(tree: Tree, token: int) -> bool:
    if tree.deps[token] in _NOT_SEMANTIC:
        return False
    name = tree.name_of[token]
    return name < 0 or tree.names[name].label not in NAME_LABELS


def _match(tree: Tree, token: int, type_: EventType, trigger: Trigger) -> Match | None:
    tag = tree.tags[token]
    weight = trigger.weight
    word = tree.words[token].lower()
    if tag[:2] != _TAGS[trigger.pos]:
        as_adjective = trigger.pos == "adjective" and tag in {"VBN", "VBD"}
        if not (as_adjective and trigger.lemmas[0] == word):
            return None
        if tree.child(token, "agent", "dobj") >= 0:
            return None
    elif trigger.pos == "verb" and tree.deps[token] == "amod":
        weight *= _MODIFIER_WEIGHT
    if len(trigger.lemmas) == 1:
        return Match(token, type_, trigger.pos, weight)
    rest = trigger.lemmas[:-1] if trigger.pos == "noun" else trigger.lemmas[1:]
    consumed = _follow(tree, token, rest)
    return None if consumed is None else Match(token, type_, trigger.pos, weight, consumed)


def _follow(tree: Tree, token: int, lemmas: tuple[str, ...]) -> tuple[int, ...] | None:
    """Dependents of *token*, direct or through one another, with *lemmas* in any order."""
    pool = list(tree.children[token])
    for one in tree.children[token]:
        if tree.lemmas[one] in PARTS and tree.deps[one] in {"dobj", "nsubjpass"}:
            for of in tree.children_with(one, "prep"):
                pool += tree.children_with(of, "pobj")
    consumed: list[int] = []
    wanted = list(lemmas)
    while wanted:
        step = next(
            ((lemma, hit) for lemma in wanted if (hit := _hit(tree, pool, lemma)) >= 0), None
        )
        if step is None:
            # the `to` of an infinitive hangs on its verb
            infinitive = any(tree.deps[one] == "xcomp" and tree.tags[one] == "VB" for one in pool)
            return tuple(consumed) if infinitive and wanted == ["to"] else None
        lemma, hit = step
        wanted.remove(lemma)
        consumed.append(hit)
        pool = [*tree.children[hit], *(one for one in pool if one != hit)]
    return tuple(consumed)


def _hit(tree: Tree, pool: list[int], lemma: str) -> int:
    for one in pool:
        if (tree.lemmas[one] == lemma or tree.words[one].lower() == lemma) and (
            tree.deps[one] not in {"conj", "advcl", "nsubj", "relcl"}
        ):
            return one
    return -1
