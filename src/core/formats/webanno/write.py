"""An article as a WebAnno TSV file, in the layers of INCEpTION."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from ...model import AnnotatedArticle, Argument, Entity, Event, Relation, Span
from ..cas import types
from ..cas.chains import chains_of
from ..cas.layers import IDENTIFIER
from ..file_names import FileNames
from ..format import Destination
from ..losses import Loss
from .escaping import NOTHING, NULL, SLOTS, STACKED, escaped_text, escaped_value
from .fit import fitted
from .header import Kind, base_field, header_lines, slot_fields
from .units import Unit, Units

SUFFIX = ".tsv"
_VALUE = "value"
_ARGUMENTS = "arguments"
_CHAIN_FIELDS = ["referenceRelation", "referenceType"]


class WebAnnoWriter:
    """Writes a file for each article."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination
        self._names = FileNames(len(SUFFIX))

    def write(self, annotated: AnnotatedArticle, part: str) -> tuple[Loss, ...]:
        """Write one article into the folder of *part*; what a WebAnno TSV cannot keep of it."""
        kept, losses = fitted(annotated, self._destination.scheme)
        name = "/".join(filter(None, (part, self._names.name(kept.article.id, part))))
        text = _Sheet(kept, Units(annotated)).text()
        with self._destination.open(name + SUFFIX) as file:
            file.write(text.encode())
        return losses

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


class _Mark:
    """An annotation of a layer: its units, the number that tells it from others, its cells."""

    __slots__ = ("cells", "number", "numbered", "units")

    def __init__(self, units: list[Unit], *, numbered: bool = False) -> None:
        self.units = units
        self.numbered = numbered or len(units) > 1
        self.number = 0
        self.cells: list[str] = []


class _Layer:
    """A layer that an article needs, with its columns and where its annotations are."""

    def __init__(self, kind: Kind, name: str, fields: list[str]) -> None:
        self.kind = kind
        self.name = name
        self.fields = fields
        self.at: dict[Unit, list[_Mark]] = {}

    def put(self, mark: _Mark, units: list[Unit]) -> _Mark:
        for unit in units:
            self.at.setdefault(unit, []).append(mark)
        return mark

    @property
    def blank(self) -> str:
        return "\t".join([NOTHING] * max(len(self.fields), 1))

    def cells(self) -> Iterator[tuple[Unit, str]]:
        """What stands in the columns, at each unit where anything does."""
        for unit, marks in self.at.items():
            if len(marks) == 1:
                yield unit, "\t".join(marks[0].cells)
            else:
                stacked = zip(*(mark.cells for mark in marks), strict=True)
                yield unit, "\t".join(map(STACKED.join, stacked))


class _Sheet:
    """The lines of one article, which must be one that :func:`.fit.fitted` gave."""

    def __init__(self, annotated: AnnotatedArticle, units: Units) -> None:
        along = sorted(
            (one for one in annotated.annotations if isinstance(one, Entity | Event)),
            key=lambda one: (one.span.start, -one.span.end),
        )
        self._units = units
        self._entities = [one for one in along if isinstance(one, Entity)]
        self._events = [one for one in along if isinstance(one, Event)]
        chains, inside = chains_of(annotated)
        self._relations = [
            one
            for one in annotated.annotations
            if isinstance(one, Relation) and one.id not in inside
        ]
        self._marks: dict[str | Span, _Mark] = {}
        self._layers = list(self._filled(chains))

    def text(self) -> str:
        """The whole file."""
        layers = [(one.kind, one.name, one.fields) for one in self._layers]
        blank = [f"{one.blank}\t" for one in self._layers]
        found: dict[Unit, list[str]] = {}
        for number, layer in enumerate(self._layers):
            for unit, cells in layer.cells():
                found.setdefault(unit, blank.copy())[number] = f"{cells}\t"
        filled = {unit: "".join(cells) for unit, cells in found.items()}
        lines = [*header_lines(layers), "", *self._lines(filled, "".join(blank)), ""]
        return "\n".join(lines)

    def _lines(self, filled: dict[Unit, str], blank: str) -> Iterator[str]:
        units = self._units
        starts, ends = units.offsets()
        split = {unit[0] for unit in filled if unit[1] >= 0}
        for number, (sentence, text) in enumerate(
            zip(units.sentences, units.texts(), strict=True), start=1
        ):
            yield ""
            for line in text.split("\n"):
                yield f"#Text={escaped_text(line)}"
            base = sentence.first - 1
            for at in range(sentence.first, sentence.after):
                rest = filled.get((at, -1, 0), blank)
                yield f"{number}-{at - base}\t{starts[at]}-{ends[at]}\t{units.words[at]}\t{rest}"
                if at in split:
                    yield from self._parts(at, filled, blank)

    def _parts(self, token: int, filled: dict[Unit, str], blank: str) -> Iterator[str]:
        units = self._units
        word, base = units.words[token], units.starts[token]
        for unit in units.parts(token):
            start, end = unit[1], -unit[2]
            offsets = f"{units.offset(start)}-{units.offset(end)}"
            surface = word[start - base : end - base]
            yield f"{units.name(unit)}\t{offsets}\t{surface}\t{filled.get(unit, blank)}"

    # the layers in INCEpTION's order: spans, spans with slots, chains, relations

    def _filled(self, chains: list[list[Entity]]) -> Iterator[_Layer]:
        bare = sorted(
            {
                argument.filler
                for event in self._events
                for argument in event.arguments
                if isinstance(argument.filler, Span)
            }
        )
        spans = [
            self._placed(types.ENTITY, _features(self._entities, IDENTIFIER), self._entities),
            self._placed(types.BARE_SPAN, [], bare),
            self._placed(types.EVENT, _features(self._events, _ARGUMENTS), self._events),
        ]
        self._number(spans)
        for entity in self._entities:
            self._marks[entity.id].cells = self._cells(entity, spans[0].fields)
        for event in self._events:
            self._marks[event.id].cells = self._cells(event, spans[2].fields)
        for one in bare:
            self._marks[one].cells = [NULL + self._suffix(one)]
        if _ARGUMENTS in spans[2].fields:
            at = spans[2].fields.index(_ARGUMENTS)
            spans[2].fields[at : at + 1] = slot_fields(
                types.EVENT, _ARGUMENTS, types.EVENT_LINK, types.ANNOTATION
            )
        yield from (one for one in spans if one.at)
        if chains:
            yield self._chains(chains)
        if self._relations:
            yield self._related()

    def _placed(
        self, name: str, fields: list[str], annotations: list[Entity] | list[Event] | list[Span]
    ) -> _Layer:
        layer = _Layer(Kind.SPAN, name, fields)
        for one in annotations:
            span, key, values = (
                (one, one, ())
                if isinstance(one, Span)
                else (one.span, one.id, one.attributes.values())
            )
            # an empty value is told from no annotation by what stands behind it
            mark = _Mark(self._units.of(span), numbered=not all(values))
            self._marks[key] = layer.put(mark, mark.units)
        return layer

    def _number(self, layers: list[_Layer]) -> None:
        """Give a number to each annotation that several units or references have to tell."""
        for event in self._events:
            for argument in event.arguments:
                self._marks[argument.filler].numbered = True
        for relation in self._relations:
            self._marks[relation.head].numbered = self._marks[relation.tail].numbered = True
        for layer in layers:
            for marks in layer.at.values():
                if len(marks) > 1:
                    for mark in marks:
                        mark.numbered = True
        numbers = count(1)
        for mark in self._marks.values():
            if mark.numbered:
                mark.number = next(numbers)

    def _suffix(self, key: str | Span) -> str:
        number = self._marks[key].number
        return f"[{number}]" if number else ""

    def _name(self, key: str | Span) -> str:
        return self._units.name(self._marks[key].units[0])

    def _cells(self, one: Entity | Event, fields: list[str]) -> list[str]:
        suffix = self._suffix(one.id)
        values = {**one.attributes, _VALUE: one.label}
        if isinstance(one, Entity) and one.link:
            values[IDENTIFIER] = one.link
        cells = []
        for field in fields:
            if isinstance(one, Event) and field == _ARGUMENTS:
                roles, targets = self._slots(one.arguments)
                cells += [roles + suffix, targets]
            else:
                value = values.get(field)
                cells.append((NULL if value is None else escaped_value(value)) + suffix)
        return cells

    def _slots(self, arguments: tuple[Argument, ...]) -> tuple[str, str]:
        if not arguments:
            return NOTHING, NULL
        return (
            SLOTS.join(escaped_value(one.role) for one in arguments),
            SLOTS.join(self._name(one.filler) + self._suffix(one.filler) for one in arguments),
        )

    def _chains(self, chains: list[list[Entity]]) -> _Layer:
        layer = _Layer(Kind.CHAIN, types.CHAIN_LINK, _CHAIN_FIELDS)
        for number, members in enumerate(chains, start=1):
            for nth, one in enumerate(members, start=1):
                mark = _Mark(self._marks[one.id].units)
                mark.cells = [f"{NULL}->{number}-{nth}", f"{escaped_value(one.label)}[{number}]"]
                layer.put(mark, mark.units)
        return layer

    def _related(self) -> _Layer:
        entities = {one.id for one in self._entities}
        base = types.ENTITY if self._relations[0].head in entities else types.EVENT
        layer = _Layer(Kind.RELATION, types.RELATION, [_VALUE, base_field(base)])
        for one in self._relations:
            head, tail = self._marks[one.head], self._marks[one.tail]
            # a relation stands where its target begins
            mark = _Mark(tail.units[:1])
            source = f"{self._name(one.head)}[{head.number}_{tail.number}]"
            mark.cells = [escaped_value(one.type), source]
            layer.put(mark, mark.units)
        return layer


def _features(annotations: list[Entity] | list[Event], own: str) -> list[str]:
    """The features of a layer: the label, its *own*, and one for each attribute."""
    attributes = chain.from_iterable(one.attributes for one in annotations)
    return sorted({_VALUE, own, *attributes})
