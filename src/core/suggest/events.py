"""Events of one passage: trigger, type, roles, attributes, score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..scheme import Scheme
from .attributes import attributes_of, is_denied
from .circumstances import circumstances
from .lexicon import Lexicon, Match
from .roles import Frame, done_to_persons, frames
from .slots import Reader, Slots
from .tree import Tree
from .vocabulary import words

THRESHOLD = 0.52
"""Events below this score are not suggested."""

_WITH_PARTICIPANTS = 1.0
_WITH_PERSONS = 0.85
_BARE_VERB = 0.66
_BARE_NOUN = 0.62
_SUPPORTED = 0.1
_UNMISTAKABLE = 0.95
_OBJECT_IS_A_THING = 0.6

_BACK = words("back")
_SOME = words("some")
_STRIKABLE = words("strikable")
_WHO = words("who")
_GROUPS = words("groups")


@dataclass(frozen=True, slots=True)
class Happening:
    """A suggested event, in tokens and names of its passage.

    ``arguments`` pairs role names with numbers of names.
    """

    token: int
    type: str
    arguments: tuple[tuple[str, int], ...]
    attributes: Mapping[str, str]
    score: float


class EventFinder:
    """Finds the events of a scheme in trees with final names."""

    def __init__(self, scheme: Scheme) -> None:
        """Prepare the lexicon and the frames of *scheme*."""
        self._scheme = scheme
        self._lexicon = Lexicon(scheme)
        self._frames = frames(scheme)
        self._done_to_persons = done_to_persons()
        self._label_of = {
            source: label.name
            for label in scheme.labels
            for source in (label.spacy or (label.name,))
        }

    def label(self, spacy_label: str) -> str:
        """The scheme's label for a pipeline's, empty when it has none."""
        return self._label_of.get(spacy_label, "")

    def find(self, tree: Tree) -> list[Happening]:
        """The events of *tree*, by token."""
        matches = list(self._lexicon.matches(tree))
        if not matches:
            return []
        reader = Reader(tree)
        labels = [self.label(name.label) for name in tree.names]
        found: dict[int, tuple[Match, Happening]] = {}
        for match in matches:
            happening = self._happening(reader, match, labels)
            if happening.score >= THRESHOLD:
                found[match.token] = (match, happening)
        absorbing = {
            token for token, (match, one) in found.items() if self._frames[one.type].absorbs
        }
        return [
            happening
            for match, happening in found.values()
            if not _said_already(tree, match, found) and not _is_absorbed(tree, match, absorbing)
        ]

    def _happening(self, reader: Reader, match: Match, labels: Sequence[str]) -> Happening:
        tree, frame = reader.tree, self._frames[match.type.name]
        type_ = match.type.name
        attributes = attributes_of(tree, match.token, self._scheme)
        if match.pos == "noun":
            slots = reader.of_noun(match.token, inherits=frame.takes_part)
        else:
            if frame.negated in self._frames and is_denied(tree, match.token):
                type_, frame = frame.negated, self._frames[frame.negated]
                attributes = {k: v for k, v in attributes.items() if k != "polarity"}
            slots = reader.of_verb(match.token, adjective=match.pos == "adjective")
        arguments, participants = _arguments(frame, slots, labels)
        if match.weight * _WITH_PARTICIPANTS >= THRESHOLD:
            around = circumstances(tree, match.token, inherits=frame.takes_part)
            arguments += _circumstances(frame, around, labels, arguments)
        score = match.weight * _evidence(reader, match, participants)
        if match.pos == "verb" and tree.lemmas[match.token] in self._done_to_persons:
            score *= _object_evidence(reader, match)
        if arguments:
            least = min(tree.names[name].score for _, name in arguments)
            score *= 0.9 + 0.1 * least
        return Happening(
            match.token,
            type_,
            tuple(arguments),
            attributes,
            round(score, 3),
        )


def _arguments(
    frame: Frame, slots: Slots, labels: Sequence[str]
) -> tuple[list[tuple[str, int]], int]:
    arguments: list[tuple[str, int]] = []
    used: set[int] = set()
    for plan in frame.roles:
        if plan.circumstance:
            continue
        free = {slot: [name for name in names if name not in used] for slot, names in slots.items()}
        for name in plan.fillers(free, labels):
            arguments.append((plan.role.name, name))
            used.add(name)
    return arguments, len(arguments)


def _circumstances(
    frame: Frame, slots: Slots, labels: Sequence[str], arguments: Sequence[tuple[str, int]]
) -> list[tuple[str, int]]:
    used = {name for _, name in arguments}
    return [
        (plan.role.name, name)
        for plan in frame.roles
        if plan.circumstance
        for name in plan.fillers(slots, labels)
        if name not in used
    ]


def _evidence(reader: Reader, match: Match, participants: int) -> float:
    """How far the company a trigger keeps bears out its type, in [0, 1]."""
    tree, token = reader.tree, match.token
    if participants:
        return _WITH_PARTICIPANTS
    if match.pos == "noun":
        if any(tree.lemmas[one] in _BACK for one in tree.children[token]):
            return _BARE_NOUN * 0.7  # named before: the event has its trigger there
        bonus = _SUPPORTED if reader.is_supported(token) else 0.0
        if any(_is_person_like(tree, one) for one in _around_noun(tree, token)):
            return _WITH_PERSONS - 0.1 + bonus
        return _BARE_NOUN + bonus
    subject = reader.subject_of(token)
    others = [*tree.children_with(token, "dobj", "dative")]
    for prep in tree.children_with(token, "prep", "agent"):
        others += tree.children_with(prep, "pobj")
    if any(_is_person_like(tree, one) for one in (subject, *others) if one >= 0):
        return _WITH_PERSONS
    return _BARE_VERB


def _object_evidence(reader: Reader, match: Match) -> float:
    """Whether a verb that takes persons for objects has one, where it has an object."""
    tree = reader.tree
    passive = reader.is_passive(match.token)
    thing = reader.subject_of(match.token) if passive else tree.child(match.token, "dobj")
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
    if tree.lemmas[token] in _GROUPS or tree.words[token].lower() in _WHO:
        return True
    name = tree.name_of[token]
    return name >= 0 and tree.names[name].label in {"PERSON", "ORG", "NORP", "GPE"}


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


def _is_absorbed(tree: Tree, match: Match, absorbing: set[int]) -> bool:
    """Whether *match* is a verb in a clause that only says what was agreed or asked."""
    token = match.token
    if match.pos == "noun":
        return False
    for _ in range(4):
        head, dep = tree.heads[token], tree.deps[token]
        if dep in {"xcomp", "ccomp"} and head in absorbing:
            return True
        if head == token or dep not in {"xcomp", "conj", "acomp"}:
            return False
        token = head
    return False
