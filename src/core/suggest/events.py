"""Events of one passage: trigger, type, roles, attributes, score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..scheme import Scheme
from .attributes import attributes_of, is_denied
from .circumstances import circumstances
from .evidence import HARM, NATURE, evidence_of_company, evidence_of_intent, evidence_of_object
from .lexicon import Lexicon, Match
from .participants import GROUP, UNNAMED, with_phrases
from .roles import Frame, RolePlan, done_to_persons, frames
from .slots import Reader, Slots
from .tree import Name, Tree

THRESHOLD = 0.52
"""Events below this score are not suggested."""

_UNMISTAKABLE = 0.95
_TELLING = 0.75
_DISASTER = 3


@dataclass(frozen=True, slots=True)
class Happening:
    """A suggested event, in tokens of its passage.

    ``arguments`` pairs role names with what fills them: a name of the passage, or a phrase.
    """

    token: int
    type: str
    arguments: tuple[tuple[str, Name], ...]
    attributes: Mapping[str, str]
    score: float


class EventFinder:
    """Finds the events of a scheme in trees with final names."""

    def __init__(self, scheme: Scheme) -> None:
        """Prepare the lexicon and the frames of *scheme*."""
        self._scheme = scheme
        self._lexicon = Lexicon(scheme)
        self._frames = frames(scheme)
        self._takes_phrases = any(
            plan.takes_phrases for frame in self._frames.values() for plan in frame.roles
        )
        self._done_to_persons = done_to_persons()
        self._label_of = {
            source: label.name
            for label in scheme.labels
            for source in (label.spacy or (label.name,))
        }

    def label(self, spacy_label: str) -> str:
        """The scheme's label for a pipeline's, empty when it has none."""
        return self._label_of.get(spacy_label, "")

    def find(self, trees: Sequence[Tree]) -> list[list[Happening]]:
        """The events of each of *trees*, the passages of one article, by token."""
        matches = [list(self._lexicon.matches(tree)) for tree in trees]
        topics = Counter(
            match.type.name
            for found in matches
            for match in found
            if match.weight >= _TELLING and not match.rivals
        )
        disaster = self._is_disaster(trees, matches)
        return [
            self._find(tree, [one.in_view_of(topics) for one in found], disaster=disaster)
            for tree, found in zip(trees, matches, strict=True)
        ]

    def _is_disaster(self, trees: Sequence[Tree], matches: Sequence[Sequence[Match]]) -> bool:
        """Whether an article is on a disaster, and on no deed that somebody intended."""
        if sum(lemma in NATURE for tree in trees for lemma in tree.lemmas) < _DISASTER:
            return False
        return not any(
            self._frames[match.type.name].intended
            and match.weight >= _TELLING
            and tree.lemmas[match.token] not in HARM
            for tree, found in zip(trees, matches, strict=True)
            for match in found
        )

    def _find(self, tree: Tree, matches: Sequence[Match], *, disaster: bool) -> list[Happening]:
        if not matches:
            return []
        reader = Reader(tree)
        phrases = Reader(with_phrases(tree)) if self._takes_phrases else None
        found: dict[int, tuple[Match, Happening]] = {}
        for match in matches:
            happening = self._happening(reader, phrases, match, disaster=disaster)
            if happening.score >= THRESHOLD:
                found[match.token] = (match, happening)
        absorbing = {
            token for token, (match, one) in found.items() if self._frames[one.type].absorbs
        }
        return [
            happening
            for match, happening in found.values()
            if not _said_already(tree, match, found) and not _is_absorbed(reader, match, absorbing)
        ]

    def _happening(
        self, reader: Reader, phrases: Reader | None, match: Match, *, disaster: bool
    ) -> Happening:
        tree, frame = reader.tree, self._frames[match.type.name]
        type_ = match.type.name
        attributes = attributes_of(tree, match.token, self._scheme)
        if match.pos != "noun" and frame.negated in self._frames and is_denied(tree, match.token):
            type_, frame = frame.negated, self._frames[frame.negated]
            attributes = {k: v for k, v in attributes.items() if k != "polarity"}
        labels = [self.label(name.label) for name in tree.names]
        slots = _slots(reader, match, frame)
        arguments = _arguments(frame.participants, slots, tree, labels)
        score = match.weight * evidence_of_company(reader, match, len(arguments))
        if phrases is not None:
            arguments = self._with_phrases(phrases, match, frame, arguments)
        if match.weight >= THRESHOLD:
            around = circumstances(tree, match.token, inherits=frame.takes_part)
            arguments += _arguments(frame.circumstances, around, tree, labels, arguments)
        if match.pos == "verb" and tree.lemmas[match.token] in self._done_to_persons:
            score *= evidence_of_object(reader, match)
        if frame.intended:
            score *= evidence_of_intent(reader, match, disaster=disaster)
        if arguments:
            score *= 0.9 + 0.1 * min(name.score for _, name in arguments)
        return Happening(
            match.token,
            type_,
            tuple(arguments),
            attributes,
            round(score, 3),
        )

    def _with_phrases(
        self, reader: Reader, match: Match, frame: Frame, named: Sequence[tuple[str, Name]]
    ) -> list[tuple[str, Name]]:
        """*named*, with phrases in the roles that take them."""
        tree = reader.tree
        labels = [
            name.label if name.label in {GROUP, UNNAMED} else self.label(name.label)
            for name in tree.names
        ]
        plans = [plan for plan in frame.participants if plan.takes_phrases]
        found = _arguments(plans, _slots(reader, match, frame), tree, labels)
        taking = {plan.role.name for plan in plans}
        kept = [one for one in named if one[0] not in taking]
        return [*found, *(one for one in kept if _is_free(one[1], found))]


def _slots(reader: Reader, match: Match, frame: Frame) -> Slots:
    if match.pos == "noun":
        return reader.of_noun(match.token, inherits=frame.takes_part)
    return reader.of_verb(match.token, adjective=match.pos == "adjective")


def _arguments(
    plans: Iterable[RolePlan],
    slots: Slots,
    tree: Tree,
    labels: Sequence[str],
    others: Sequence[tuple[str, Name]] = (),
) -> list[tuple[str, Name]]:
    """What fills the roles of *plans*; nothing that fills another role or one of *others*."""
    arguments: list[tuple[str, Name]] = []
    for plan in plans:
        taken = (*others, *arguments)
        free = {
            slot: [name for name in names if _is_free(tree.names[name], taken)]
            for slot, names in slots.items()
        }
        arguments += [(plan.role.name, tree.names[name]) for name in plan.fillers(free, labels)]
    return arguments


def _is_free(name: Name, arguments: Iterable[tuple[str, Name]]) -> bool:
    return all(name.end <= other.start or other.end <= name.start for _, other in arguments)


def _said_already(tree: Tree, match: Match, found: Mapping[int, tuple[Match, Happening]]) -> bool:
    """Whether another trigger announces the same event.

    So it is for a verb whose object names the event (``host talks``), and for the
    content of an agreement or demand of the same type (``pledged to promote …``).
    """
    token = match.token
    for child in tree.children_with(token, "dobj", "nsubjpass"):
        other = found.get(child)
        if (
            other
            and other[1].type == match.type.name
            and match.pos == "verb"
            and not match.consumed
            and match.weight < _UNMISTAKABLE
        ):
            return True
    head = tree.heads[token]
    above = found.get(head)
    return (
        head != token
        and above is not None
        and above[1].type == match.type.name
        and tree.deps[token] in {"xcomp", "ccomp"}
    )


def _is_absorbed(reader: Reader, match: Match, absorbing: set[int]) -> bool:
    """Whether *match* is a verb in a clause that only says what was agreed or asked."""
    tree, token = reader.tree, match.token
    if match.pos == "noun":
        return False
    for _ in range(4):
        head, dep = tree.heads[token], tree.deps[token]
        if dep in {"xcomp", "ccomp"} and head in absorbing:
            return True
        if dep == "conj" and tree.is_verb(head) and reader.joined_to(token) != head:
            return False
        if head == token or dep not in {"xcomp", "conj", "acomp"}:
            return False
        token = head
    return False
