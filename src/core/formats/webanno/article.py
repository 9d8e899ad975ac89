"""What stands in the columns of a WebAnno TSV file as what it is in Goldleaf."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count, filterfalse, pairwise

from ...model import AnnotatedArticle, Argument, Article, Entity, Event, Relation, Span
from ..cas import types
from ..cas.chains import Members
from ..cas.layers import BARE, IDENTIFIER, OURS, is_others, label_feature, short
from ..equivalence import COREFERENCE
from ..gathered import Gathered
from ..losses import Loss, Reason
from ..source import Draft
from .escaping import NOTHING, NULL, SLOTS, STACKED, divided, unescaped_value, without_id
from .header import Kind, Layer
from .sheet import Row, Sheet

_LINK = re.compile(r"(.*)->(\d{1,9})-(\d{1,9})", re.DOTALL)
_ENDS = re.compile(r"(.*)\[(\d{1,9})_(\d{1,9})\]", re.DOTALL)
_MOST_REPAIRS = 3
_NOWHERE = Span(0, 0)
_NONE = frozenset((NULL, NOTHING))
_EMPTY = frozenset(("", NOTHING))
_Take = Callable[[Layer, Row, list[str]], "_Mark | None"]
_Columns = tuple[Layer, int, int, list[str], _Take]
_TYPE, _RELATION = "referenceType", "referenceRelation"


@dataclass(slots=True, eq=False)
class _Mark:
    """An annotation as rows tell it: where it is, the values of its features, its links."""

    layer: Layer
    first: Row
    last: Row
    values: dict[str, str]
    number: int = 0
    links: tuple[tuple[str, str, str], ...] = ()
    """Of each link of a slot: the layer it goes to, the role, and the target."""

    source: str = ""
    id: str = ""
    span: Span = _NOWHERE
    """From where the first row begins, or an earlier one, to where the last ends."""


def draft_of(sheet: Sheet, file: str, stem: str, annotator: str) -> Draft:
    """The article of *sheet*, a file called *file*; without an id, to be named after *stem*.

    *annotator* is whose annotations they are, where the place of the file tells that.
    """
    building = _Building(sheet, file)
    building.take()
    gathered = building.gathered
    annotated = gathered.annotated(
        AnnotatedArticle(
            Article("", sheet.text.text, source=file),
            annotator=annotator,
            segmentation=sheet.text.segmentation(),
        )
    )
    losses = [*sheet.losses, *gathered.losses]
    if sheet.repairs and annotated.annotations:
        how = ", ".join(list(sheet.repairs)[:_MOST_REPAIRS])
        losses.append(Loss("", "", Reason.SHIFTED, len(annotated.annotations), file, how))
    return Draft(annotated, stem, losses=tuple(losses))


class _Building:
    def __init__(self, sheet: Sheet, file: str) -> None:
        self.gathered = Gathered("", file)
        self._file = file
        self._sheet = sheet
        self._labels = {
            one.first: label_feature([name for name, _ in one.features]) for one in sheet.layers
        }
        self._others = {
            one.first for one in sheet.layers if is_others(one.name) and one.name not in OURS
        }
        self._marks: list[_Mark] = []
        self._entities: list[Entity] = []
        self._relations: list[_Mark] = []
        self._chains: defaultdict[tuple[int, int], dict[int, _Mark]] = defaultdict(dict)
        self._layers = {one.name for one in sheet.layers}
        # what rows with a number go on with, by the first column of the layer
        self._newest: defaultdict[int, dict[int, _Mark]] = defaultdict(dict)

    def take(self) -> None:
        """Take in all rows, and make annotations of them."""
        takes = {Kind.SPAN: self._span, Kind.RELATION: self._relation, Kind.CHAIN: self._link}
        layers: list[_Columns] = [
            (one, one.first, one.after, [NOTHING] * (one.after - one.first), takes[one.kind])
            for one in self._sheet.layers
        ]
        before: Row | None = None
        marks: list[_Mark] = []
        for row in self._sheet.rows:
            if before and marks and row.rest == before.rest and row.token == before.token + 1:
                for mark in marks:
                    mark.last = row
            else:
                marks = self._row(row, layers)
            before = row
        self._make()

    # what rows tell

    def _row(self, row: Row, layers: list[_Columns]) -> list[_Mark]:
        """Take in *row*; the annotations that reach on where the next token has the same cells.

        None where more than that must be done for each row.
        """
        columns = self._columns(row)
        whole = len(columns) == self._sheet.columns and "" not in columns
        stacked = STACKED in row.rest
        marks = []
        for layer, first, after, blank, take in layers:
            cells = columns[first:after]
            if cells == blank:
                continue
            if not whole:
                if _EMPTY.issuperset(cells):
                    continue
                cells += blank[len(cells) :]
            if stacked:
                for pieces in _stacked(cells):
                    take(layer, row, pieces)
            elif mark := take(layer, row, cells):
                marks.append(mark)
            else:
                whole = False
        return marks if whole else []

    def _columns(self, row: Row) -> list[str]:
        """What stands in the columns; a loss where there are too few or too many."""
        cells = row.rest.split("\t")
        number = self._sheet.columns
        if len(cells) == number + 1 and not cells[-1]:
            # as INCEpTION writes it
            cells.pop()
        elif len(cells) < number or any(cells[number:]):
            self._lose(row, Reason.MALFORMED, f"{len(cells)} columns, not {number}")
        return cells

    def _span(self, layer: Layer, row: Row, pieces: list[str]) -> _Mark | None:
        values, number = _values(layer, pieces)
        links: list[tuple[str, str, str]] = []
        for slot in layer.slots:
            roles, behind = without_id(pieces[slot.at])
            number = number or behind
            links += _links(slot.feature, slot.target, roles, pieces[slot.at + 1])
        mark = None
        if number:
            before = self._newest[layer.first].get(number)
            mark = before and self._extended(before, row, values, number)
        if mark is None:
            mark = _Mark(layer, row, row, values, number, tuple(links))
            self._marks.append(mark)
            if number:
                self._newest[layer.first][number] = mark
        return mark if number else None

    def _extended(self, mark: _Mark, row: Row, values: dict[str, str], number: int) -> _Mark | None:
        """*mark* with *row*, which has its *number*; ``None`` where that must be another one."""
        alike = values == mark.values or all(
            mark.values.get(name, value) == value for name, value in values.items()
        )
        near = row.token - mark.last.token <= 1
        if mark.last is row or not alike or not (near or row.sentence == mark.last.sentence):
            self._lose(row, Reason.DUPLICATE_ID, f"{short(mark.layer.name)} [{number}]")
            return None
        if not near:
            self._lose(row, Reason.HULL, f"{short(mark.layer.name)} [{number}]")
        mark.values |= values
        mark.last = row
        return mark

    def _relation(self, layer: Layer, row: Row, pieces: list[str]) -> None:
        source = pieces[layer.source] if layer.source >= 0 else ""
        mark = _Mark(layer, row, row, _values(layer, pieces)[0], source=source)
        self._relations.append(mark)

    def _link(self, layer: Layer, row: Row, pieces: list[str]) -> _Mark | None:
        cells = {name: pieces[at] for name, at in layer.features}
        label, chain = without_id(cells.get(_TYPE, NULL))
        found = _LINK.fullmatch(cells.get(_RELATION, ""))
        chain = int(found[2]) if found else chain
        if not chain:
            self._lose(row, Reason.MALFORMED, "a link without its chain")
            return None
        members = self._chains[layer.first, chain]
        nth = (
            int(found[3]) if found else next(filterfalse(members.__contains__, count(len(members))))
        )
        if nth in members:
            members[nth].last = row
        else:
            values = {_TYPE: label, _RELATION: found[1] if found else NULL}
            kept = {name: unescaped_value(one) for name, one in values.items() if one not in _NONE}
            members[nth] = _Mark(layer, row, row, kept)
        return members[nth] if found else None

    # what becomes of it

    def _make(self) -> None:
        passed: Counter[str] = Counter()
        events = []
        for mark in self._marks:
            layer = mark.layer
            if layer.first in self._others:
                passed[layer.name] += 1
            elif not self._placed(mark):
                continue
            elif layer.slots:
                mark.id = self.gathered.new_id(Event)
                events.append(mark)
            elif layer.name not in BARE or self._label(mark)[0]:
                mark.id = self.gathered.new_id(Entity)
                entity = self._entity(mark)
                self._entities.append(entity)
                self.gathered.add(entity)
        for mark in events:
            self._event(mark)
        self._join(passed)
        self._chain()
        self.gathered.losses += [
            Loss("", "", Reason.UNKNOWN, number, self.gathered.where, layer)
            for layer, number in sorted(passed.items())
        ]

    def _event(self, mark: _Mark) -> None:
        label, feature = self._label(mark)
        arguments = []
        for layer, role, target in mark.links:
            filler = self._found(layer, *without_id(target))
            if filler is None or filler is mark or not (filler.id or filler.layer.name in BARE):
                self._lose(mark.first, Reason.NO_TARGET, f"{role} {target}", mark.id)
            else:
                arguments.append(Argument(role, filler.id or filler.span))
        mark.values.pop(feature, None)
        type_ = label or _called(mark.layer)
        self.gathered.add(Event(mark.id, type_, mark.span, tuple(arguments), mark.values))

    @cached_property
    def _by_number(self) -> dict[str, dict[int, _Mark]]:
        """The first annotation of each layer with each number, and of them all."""
        found: dict[str, dict[int, _Mark]] = {"": {}}
        for mark in self._marks:
            if mark.number:
                found.setdefault(mark.layer.name, {}).setdefault(mark.number, mark)
                found[""].setdefault(mark.number, mark)
        return found

    @cached_property
    def _by_unit(self) -> dict[tuple[str, str], _Mark]:
        """The first annotation of each layer that begins at each unit, and of them all."""
        found: dict[tuple[str, str], _Mark] = {}
        for mark in self._marks:
            found.setdefault((mark.layer.name, mark.first.name), mark)
            found.setdefault(("", mark.first.name), mark)
        return found

    def _found(self, layer: str, unit: str, number: int) -> _Mark | None:
        """The annotation that a reference names; *layer* is where to look if the file has it."""
        named = layer if layer in self._layers else ""
        if number:
            numbered = self._by_number
            return numbered.get(named, {}).get(number) or numbered[""].get(number)
        return self._by_unit.get((named, unit))

    def _join(self, passed: Counter[str]) -> None:
        seen: dict[tuple[str, str, str, str], Row] = {}
        for mark in self._relations:
            name = mark.layer.name
            if mark.layer.first in self._others:
                passed[name] += 1
                continue
            head, tail = self._ends(mark)
            if head is None or tail is None or not head.id or not tail.id:
                self._lose(mark.first, Reason.NO_TARGET, f"{short(name)} {mark.source}")
                continue
            label, feature = self._label(mark)
            lost = sorted(mark.values.keys() - {feature})
            key = (name, label, head.id, tail.id)
            # INCEpTION repeats a relation where its target ends inside a token
            if seen.setdefault(key, mark.first) is not mark.first:
                continue
            if lost:
                self._lose(mark.first, Reason.ATTRIBUTES, ", ".join(lost), count=len(lost))
            id = self.gathered.new_id(Relation)
            self.gathered.add(Relation(id, label or _called(mark.layer), head.id, tail.id))

    def _ends(self, mark: _Mark) -> tuple[_Mark | None, _Mark | None]:
        found = _ENDS.fullmatch(mark.source)
        unit, *numbers = found.groups() if found else (mark.source, 0, 0)
        base = mark.layer.base
        return (
            self._found(base, unit, int(numbers[0])),
            self._found(base, mark.first.name, int(numbers[1])),
        )

    def _chain(self) -> None:
        def make(span: Span, label: str) -> Entity:
            made = Entity(self.gathered.new_id(Entity), (span,), label)
            self.gathered.add(made)
            return made

        places = Members(self._entities, make)
        for members in self._chains.values():
            layer = next(iter(members.values())).layer
            is_coreference = layer.name == types.CHAIN_LINK
            name = _called(layer)
            kind = COREFERENCE if is_coreference else name.removesuffix("Link") or name
            ids = []
            for _, mark in sorted(members.items()):
                if not self._placed(mark):
                    continue
                label = mark.values.get(_TYPE, "")
                ids.append(places.id_of(mark.span, label, _called(layer)))
                if relation := mark.values.get(_RELATION):
                    self._lose(mark.first, Reason.UNKNOWN, f"{_RELATION} {relation}")
            for pair in pairwise(dict.fromkeys(ids)):
                self.gathered.add(Relation(self.gathered.new_id(Relation), kind, *pair))

    def _label(self, mark: _Mark) -> tuple[str, str]:
        """The label of *mark*, empty where it has none, and the feature that it is the value of."""
        feature = self._labels[mark.layer.first]
        label = mark.values.get(feature, "")
        return ("" if label.isspace() else label), feature

    def _entity(self, mark: _Mark) -> Entity:
        values = mark.values
        label = values.pop(self._labels[mark.layer.first], "")
        link = values.pop(IDENTIFIER, "")
        if not label or label.isspace():
            label = _called(mark.layer)
        return Entity(mark.id, (mark.span,), label, values, link)

    def _placed(self, mark: _Mark) -> bool:
        """Find where *mark* is; gives whether something is there, and tells where nothing is."""
        first, last = mark.first, mark.last
        if first is last:
            mark.span = Span(first.start, first.end)
        else:
            mark.span = Span(min(first.start, last.start), max(first.end, last.end))
        if mark.span.start < mark.span.end:
            return True
        self._lose(first, Reason.OUTSIDE, f"{short(mark.layer.name)} on nothing")
        return False

    def _lose(self, row: Row, reason: Reason, detail: str, id: str = "", *, count: int = 1) -> None:
        where = f"{self._file}, line {row.line}"
        loss = Loss("", id, reason, count, where, detail[:80])
        self.gathered.losses.append(loss)


def _called(layer: Layer) -> str:
    """The label of what has none."""
    return short(layer.name) or layer.name


def _stacked(cells: list[str]) -> Iterator[list[str]]:
    """The cells of each of the annotations that are stacked in the *cells* of a layer."""
    stacks = [divided(one, STACKED) if one not in _EMPTY else [] for one in cells]
    for nth in range(max(map(len, stacks))):
        yield [one[nth] if nth < len(one) else NULL for one in stacks]


def _values(layer: Layer, pieces: list[str]) -> tuple[dict[str, str], int]:
    """The values of the features that have one, and the number that stands behind them."""
    if not layer.features:
        return {}, without_id(pieces[0])[1]
    values = {}
    number = 0
    for name, at in layer.features:
        value, behind = without_id(pieces[at])
        number = number or behind
        # an empty one is none unless a number says that it is there
        if value not in _NONE and (value or behind):
            values[name] = unescaped_value(value)
    return values, number


def _links(feature: str, layer: str, roles: str, targets: str) -> Iterator[tuple[str, str, str]]:
    """The links of a slot; one without a role has the *feature* for it."""
    if targets in _NONE or not targets:
        return
    named = divided(roles, SLOTS)
    for nth, target in enumerate(divided(targets, SLOTS)):
        role = named[nth] if nth < len(named) else NULL
        yield layer, feature if role in _NONE or not role else unescaped_value(role), target
