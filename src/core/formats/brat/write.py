"""An article as a text and brat's annotations beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import count

from ...model import AnnotatedArticle, Entity, Event, Relation, Span
from ...scheme import Scheme
from ..equivalence import classes, equivalence_types
from ..file_names import FileNames
from ..format import Destination
from ..line_ends import LineEnds
from ..losses import Loss
from ..made import is_edited, signed
from .fit import BOM, fitted
from .names import BARE_SPAN, NO_DATABASE, NOTE, stored
from .read import ANNOTATIONS, CONFIGURATION, TEXT_SUFFIX
from .scheme import Used, conf_text, is_flag

_LINES = re.compile(r"[^\r\n]+")
_DATABASE = re.compile(r"[^:\s]+:\S+")


class BratWriter:
    """Writes a ``.txt`` and an ``.ann`` for each article, and an ``annotation.conf`` for all."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination
        self._names = FileNames(len(TEXT_SUFFIX))
        self._used = Used()

    def write(self, annotated: AnnotatedArticle, part: str) -> tuple[Loss, ...]:
        """Write one article into the folder of *part*; what brat cannot keep of it."""
        kept, losses = fitted(annotated, self._destination.scheme)
        self._used.take(kept)
        name = "/".join(filter(None, (part, self._names.name(kept.article.id, part))))
        lines = Standoff(kept, self._destination.scheme).lines()
        text = kept.article.text.removeprefix(BOM)
        for suffix, content in (
            (TEXT_SUFFIX, text),
            (ANNOTATIONS[0], "\n".join((*lines, ""))),
        ):
            with self._destination.open(name + suffix) as file:
                file.write(content.encode())
        return losses

    def finish(self) -> tuple[str, ...]:
        """Write the configuration, unless someone has changed the one that is there."""
        there = self._destination.present(CONFIGURATION)
        if there is not None and is_edited(there):
            return (f"{CONFIGURATION} was changed by hand and is kept as it is.",)
        with self._destination.open(CONFIGURATION) as file:
            file.write(signed(conf_text(self._destination.scheme, self._used)).encode())
        return ()


class Standoff:
    """The lines of one article, which must be one that :func:`fitted` gave."""

    def __init__(self, annotated: AnnotatedArticle, scheme: Scheme) -> None:
        self._annotated = annotated
        self._text = annotated.article.text
        self._ends = LineEnds(self._text)
        self._mark = 1 if self._text.startswith(BOM) else 0
        self._shifts = bool(self._mark or self._ends)
        self._equivalences = {stored(one) for one in equivalence_types(scheme)}
        self._flags = {stored(one.name): one.default for one in scheme.attributes if is_flag(one)}
        self._declared = {
            stored(type_.name): {stored(role.name) for role in type_.roles}
            for type_ in scheme.event_types
        }
        self._numbers = {prefix: count(1) for prefix in "TERAN#"}
        # brat's ids, by ours
        self._ids: dict[str, str] = {}
        self._bounds: dict[tuple[str, Span], str] = {}

    def lines(self) -> Iterator[str]:
        """All of them, in the order in which they refer to each other."""
        annotations = self._annotated.annotations
        entities = [one for one in annotations if isinstance(one, Entity)]
        events = [one for one in annotations if isinstance(one, Event)]
        for one in entities:
            self._ids[one.id] = self._new("T")
            yield self._bound(self._ids[one.id], one.label, one.spans)
        for event in events:
            self._ids[event.id] = self._new("E")
            yield from self._shared(event.type, event.trigger)
            yield from self._bare_spans(event)
        yield from map(self._event, events)
        yield from self._relations()
        for holders in (entities, events):
            for holder in holders:
                if holder.attributes:
                    yield from self._attributes(holder.id, holder.attributes)
        yield from (self._link(one) for one in entities if one.link)
        for comment in self._annotated.comments:
            on = comment.target
            if isinstance(on, Span):
                yield from self._shared(BARE_SPAN, on)
            id = self._bounds[BARE_SPAN, on] if isinstance(on, Span) else self._ids[on]
            yield f"{self._new('#')}\t{NOTE} {id}\t{comment.text}"

    def _new(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers[prefix])}"

    def _shared(self, type_: str, span: Span) -> Iterator[str]:
        """The line of a trigger or bare span that no other event has needed yet."""
        if (type_, span) not in self._bounds:
            id = self._bounds[type_, span] = self._new("T")
            yield self._bound(id, type_, (span,))

    def _bare_spans(self, event: Event) -> Iterator[str]:
        for argument in event.arguments:
            if isinstance(argument.filler, Span):
                yield from self._shared(BARE_SPAN, argument.filler)

    def _bound(self, id: str, type_: str, spans: tuple[Span, ...]) -> str:
        text = self._text
        if len(spans) == 1:
            ((start, end),) = spans
            surface = text[start:end]
            if "\n" not in surface and "\r" not in surface:
                if self._shifts:
                    start, end = self._offset(start), self._offset(end)
                return f"{id}\t{type_} {start} {end}\t{surface}"
        # brat has no spans across lines
        parts = [line.span() for span in spans for line in _LINES.finditer(text, *span)]
        places = ";".join([f"{self._offset(start)} {self._offset(end)}" for start, end in parts])
        return f"{id}\t{type_} {places}\t{' '.join([text[start:end] for start, end in parts])}"

    def _offset(self, offset: int) -> int:
        return self._ends.folded(offset) - self._mark

    def _event(self, event: Event) -> str:
        fillers: dict[str, str] = {}
        for argument in event.arguments:
            filler = argument.filler
            role = argument.role
            if role in fillers:
                role = self._numbered(role, event, fillers)
            fillers[role] = (
                self._bounds[BARE_SPAN, filler] if isinstance(filler, Span) else self._ids[filler]
            )
        pairs = [(event.type, self._bounds[event.type, event.trigger]), *fillers.items()]
        return f"{self._ids[event.id]}\t{' '.join([f'{role}:{id}' for role, id in pairs])}"

    def _numbered(self, role: str, event: Event, taken: Collection[str]) -> str:
        """*role* with the first number that makes it none of *taken* and no other role."""
        others = {one.role for one in event.arguments} | self._declared.get(event.type, set())
        named = (f"{role}{number}" for number in count(2))
        return next(one for one in named if one not in taken and one not in others)

    def _relations(self) -> Iterator[str]:
        equal: dict[str, list[tuple[str, str]]] = {}
        for one in self._annotated.annotations:
            if not isinstance(one, Relation):
                continue
            ends = self._ids[one.head], self._ids[one.tail]
            if one.type in self._equivalences:
                equal.setdefault(one.type, []).append(ends)
                continue
            self._ids[one.id] = id = self._new("R")
            yield f"{id}\t{one.type} Arg1:{ends[0]} Arg2:{ends[1]}\t"
        for type_, pairs in equal.items():
            for members in classes(pairs):
                yield f"*\t{type_} {' '.join(members)}"

    def _attributes(self, id: str, attributes: Mapping[str, str]) -> Iterator[str]:
        for name, value in attributes.items():
            if name not in self._flags:
                yield f"{self._new('A')}\t{name} {self._ids[id]} {value}"
            elif value != self._flags[name]:
                # one without values: that it is there says everything
                yield f"{self._new('A')}\t{name} {self._ids[id]}"

    def _link(self, entity: Entity) -> str:
        known = _DATABASE.fullmatch(entity.link) and not entity.link.startswith(f"{NO_DATABASE}:")
        link = entity.link if known else f"{NO_DATABASE}:{entity.link}"
        surface = " ".join(" ".join(one.of(self._text) for one in entity.spans).split())
        return f"{self._new('N')}\tReference {self._ids[entity.id]} {link}\t{surface}"
