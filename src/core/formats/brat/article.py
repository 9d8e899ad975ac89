"""brat's lines and the text they annotate become an article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, pairwise

from ...model import (
    AnnotatedArticle,
    Annotation,
    Argument,
    Article,
    Comment,
    Entity,
    Event,
    Relation,
    Span,
)
from ..equivalence import COREFERENCE
from ..line_ends import LineEnds
from ..losses import Loss, Reason
from ..surfaces import holds, shift_of
from .lines import Bound, Equivalence, Line, Linked, Property
from .names import BARE_SPAN, EQUIVALENCE, NO_DATABASE, NOTE

Roles = Mapping[str, frozenset[str]]
"""The roles of each event type, as far as a configuration tells them."""

_PAIR_OF_ENDS = 2
_LINE_BREAK = re.compile(r"[\r\n]+")
_TRUE = "true"


def build(
    article: Article, lines: Iterable[Line | Loss], roles: Roles
) -> tuple[AnnotatedArticle, tuple[Loss, ...]]:
    """*article* with what *lines* say about its text, and what of that has no place."""
    building = _Building(article, roles)
    for one in lines:
        building.take(one)
    return building.annotated(), tuple(building.losses)


class _Building:
    def __init__(self, article: Article, roles: Roles) -> None:
        self.losses: list[Loss] = []
        self._article = article
        self._roles = roles
        self._bounds: dict[str, Bound] = {}
        self._linked: list[Linked] = []
        self._equivalences: list[Equivalence] = []
        self._properties: dict[str, list[Property]] = defaultdict(list)
        # filled while building
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._events_at: dict[str, list[str]] = defaultdict(list)
        self._ids: set[str] = set()

    def take(self, line: Line | Loss) -> None:
        match line:
            case Bound():
                self._bounds[line.id] = line
            case Linked():
                self._linked.append(line)
            case Equivalence():
                self._equivalences.append(line)
            case Property():
                self._properties[line.kind].append(line)
            case Loss():
                self.losses.append(line)

    def annotated(self) -> AnnotatedArticle:
        self._place()
        triggered = [one for one in self._linked if one.id[0] == "E"]
        events = [one for one in triggered if self._has_trigger(one)]
        for one in events:
            self._events_at[one.arguments[0][1]].append(one.id)
        entities = [
            id
            for id in self._spans
            if id not in self._events_at and self._bounds[id].type != BARE_SPAN
        ]
        self._ids = {*entities, *(one.id for one in events)}
        attributes, links = self._attributes(), self._links(set(entities))
        relations = list(self._relations())
        annotations: list[Annotation] = [
            Entity(id, self._spans[id], self._bounds[id].type, attributes[id], links.get(id, ""))
            for id in entities
        ]
        annotations += [self._event(one, attributes[one.id]) for one in events]
        annotations += relations
        self._ids.update(one.id for one in relations)
        return AnnotatedArticle(
            self._article, annotations=tuple(annotations), comments=tuple(self._comments())
        )

    # where things are

    def _place(self) -> None:
        """Find the spans of all text-bound annotations, whatever their offsets count."""
        text = self._article.text
        counted, shift = self._counted(text)
        by = shift or 0
        if by:
            named = next(iter(self._bounds.values()))
            self._lose("", Reason.SHIFTED, named.where, len(self._bounds), f"by {-by:+}")
        folded = len(counted) < len(text)
        ends = LineEnds(text if folded else "")
        fits = shift is not None and not folded
        for bound in self._bounds.values():
            start, end, said = bound.fragments[0]
            if fits and said and len(bound.fragments) == 1:
                self._spans[bound.id] = (Span(start + by, end + by),)
            else:
                self._place_parts(bound, counted, by, ends)

    def _place_parts(self, bound: Bound, counted: str, shift: int, ends: LineEnds) -> None:
        """Find the spans of *bound*, of which nothing is known to be right."""
        spans = [(Span(start + shift, end + shift), said) for start, end, said in bound.fragments]
        raw = sorted(one for one, _ in spans)
        if any(not 0 <= one.start < one.end <= len(counted) for one in raw):
            self._lose(bound.id, Reason.OUTSIDE, bound.where)
        elif any(said and not holds(counted, one, said) for one, said in spans):
            said = " ".join(said for _, said in spans)
            self._lose(bound.id, Reason.SURFACE, bound.where, detail=said[:60])
        elif any(one.end > other.start for one, other in pairwise(raw)):
            self._lose(bound.id, Reason.MALFORMED, bound.where, detail="its parts overlap")
        else:
            unfolded = [Span(ends.unfolded(one.start), ends.unfolded(one.end)) for one in raw]
            self._spans[bound.id] = tuple(_joined(unfolded, self._article.text))

    def _counted(self, text: str) -> tuple[str, int | None]:
        """The text whose code points the offsets count, and what to add to each of them.

        brat reads a CRLF as one character; other tools that write its files do not. ``None``
        where nothing that could be added makes all mentions what they say.
        """
        mentions = [one for bound in self._bounds.values() for one in bound.fragments]
        shifts = {
            one: shift_of(one, mentions)
            for one in dict.fromkeys((text.replace("\r\n", "\n"), text))
        }
        right = [(one, shift) for one, shift in shifts.items() if shift is not None]
        if right:
            return min(right, key=lambda pair: abs(pair[1]))

        def fitting(counted: str) -> int:
            return sum(holds(counted, Span(start, end), said) for start, end, said in mentions)

        return max(shifts, key=fitting), None

    def _hull(self, id: str, owner: Linked | Property, what: str) -> Span:
        spans = self._spans[id]
        if len(spans) > 1:
            self._lose(owner.id, Reason.HULL, owner.where, detail=f"{what} {id}")
        return Span(spans[0].start, spans[-1].end)

    # events and relations

    def _has_trigger(self, event: Linked) -> bool:
        if event.arguments[0][1] in self._spans:
            return True
        self._lose(event.id, Reason.NO_TRIGGER, event.where)
        return False

    def _event(self, line: Linked, attributes: Mapping[str, str]) -> Event:
        (type_, trigger), *rest = line.arguments
        arguments = []
        for role, target in rest:
            filler = target if target in self._ids else self._filler(target, line)
            if filler is None or filler == line.id:
                self._lose(line.id, Reason.NO_TARGET, line.where, detail=f"{role}:{target}")
            else:
                name = self._role(role, line) if role[-1].isdigit() else role
                arguments.append(Argument(name, filler))
        span = self._hull(trigger, line, "trigger")
        return Event(line.id, type_, span, tuple(arguments), attributes)

    def _filler(self, target: str, line: Linked) -> str | Span | None:
        if target in self._spans and self._bounds[target].type == BARE_SPAN:
            return self._hull(target, line, "filler")
        return self._meant(target)

    def _meant(self, target: str) -> str | None:
        """The annotation that *target* names: itself, or the event that it triggers."""
        if target in self._ids:
            return target
        return next(iter(self._events_at.get(target, ())), None)

    def _role(self, role: str, event: Linked) -> str:
        """*role* without the number that tells a second filler from the first."""
        base = role.rstrip("0123456789")
        declared = self._roles.get(event.type)
        if declared:
            return role if role in declared or base not in declared else base
        beside = (name for name, _ in event.arguments[1:])
        return base if base in beside else role

    def _relations(self) -> Iterator[Relation]:
        for line in self._linked:
            if line.id[0] != "R":
                continue
            if len(line.arguments) != _PAIR_OF_ENDS:
                detail = f"{len(line.arguments)} ends"
                self._lose(line.id, Reason.MALFORMED, line.where, detail=detail)
                continue
            names = tuple(name for name, _ in line.arguments)
            ends = line.arguments if names != ("Arg2", "Arg1") else line.arguments[::-1]
            if set(names) != {"Arg1", "Arg2"}:
                self._lose(line.id, Reason.UNKNOWN, line.where, detail=f"ends called {names}")
            head, tail = (self._meant(target) for _, target in ends)
            if head is None or tail is None:
                self._lose(line.id, Reason.NO_TARGET, line.where)
            else:
                yield Relation(line.id, _relation_type(line.type), head, tail)
        yield from self._equal_pairs()

    def _equal_pairs(self) -> Iterator[Relation]:
        taken = {one.id for one in self._linked} | self._ids
        numbers = (id for number in count(1) if (id := f"R{number}") not in taken)
        for line in self._equivalences:
            members = [self._meant(member) for member in line.members]
            there = list(dict.fromkeys(one for one in members if one is not None))
            if missing := members.count(None):
                self._lose("", Reason.NO_TARGET, line.where, missing)
            for head, tail in pairwise(there):
                yield Relation(next(numbers), _relation_type(line.type), head, tail)

    # what is said about them

    def _attributes(self) -> Mapping[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for line in self._properties["A"]:
            target = self._meant(line.target)
            if target is None:
                self._lose(line.id, self._why_not(line.target, Reason.ATTRIBUTES), line.where)
            elif line.name in found[target]:
                self._lose(target, Reason.ATTRIBUTES, line.where, detail=f"{line.name} twice")
            else:
                found[target][line.name] = line.value or _TRUE
        return found

    def _links(self, entities: set[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for line in self._properties["N"]:
            if line.target in entities and line.target not in found:
                database, _, id = line.value.partition(":")
                found[line.target] = id if database == NO_DATABASE else line.value
            else:
                self._lose(line.id, self._why_not(line.target, Reason.LINK), line.where)
        return found

    def _comments(self) -> Iterator[Comment]:
        given = {one.id for one in self._properties["#"]}
        ids = (id for number in count(1) if (id := f"#{number}") not in given)
        taken: set[str] = set()
        for line in self._properties["#"]:
            id = line.id if line.id not in taken and len(line.id) > 1 else next(ids)
            taken.add(id)
            target = self._remarked(line)
            text = line.value if line.value.strip() else line.name
            if target is None or (text == NOTE and not line.value.strip()):
                reason = self._why_not(line.target, Reason.COMMENT)
                self._lose(line.id, reason, line.where)
            else:
                yield Comment(id, text, target)

    def _remarked(self, line: Property) -> str | Span | None:
        """What the note *line* is on: an annotation, or a stretch that is none."""
        if line.target in self._ids:
            return line.target
        if line.target in self._spans and self._bounds[line.target].type == BARE_SPAN:
            return self._hull(line.target, line, "commented text")
        return self._meant(line.target)

    def _why_not(self, target: str, no_place: Reason) -> Reason:
        """Why something about *target* is lost: that is not there, or has no place for it."""
        there = target in self._spans or any(target == one.id for one in self._linked)
        return no_place if there else Reason.NO_TARGET

    def _lose(self, id: str, reason: Reason, where: str, number: int = 1, detail: str = "") -> None:
        self.losses.append(Loss("", id, reason, number, where, detail))


def _relation_type(type_: str) -> str:
    return COREFERENCE if type_ == EQUIVALENCE else type_


def _joined(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """*spans* with those made one between which there is but a line break.

    brat has no spans across lines: it divides them there.
    """
    open_: Span | None = None
    for span in spans:
        if open_ is None:
            open_ = span
        elif _LINE_BREAK.fullmatch(text, open_.end, span.start):
            open_ = Span(open_.start, span.end)
        else:
            yield open_
            open_ = span
    if open_ is not None:
        yield open_
