"""brat's ``annotation.conf`` as a label scheme, and a label scheme as that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ...model import AnnotatedArticle, Entity, Event, Relation, Span
from ...scheme import Attribute, EntityLabel, EventType, RelationType, Role, Scheme
from ...scheme.table import is_name
from ..equivalence import COREFERENCE
from .config import Entry, Slot, parse_config, suffix_of
from .names import BARE_SPAN, EQUIVALENCE, stored, stored_value

_FLAG = ("false", "true")
_UNSET = "none"
_SPECIAL = ("<", "ENTITY-NESTING")
_ANY_ENTITY, _ANY_EVENT, _ANYTHING = "<ENTITY>", "<EVENT>", "<ANY>"
_NOTHING = frozenset(("<NONE>", "<EMPTY>"))
_EQUIVALENT = {"symmetric", "transitive"}


@dataclass(slots=True)
class Used:
    """What articles use beyond what a scheme may declare, in the names that brat can write."""

    labels: set[str] = field(default_factory=set)
    types: dict[str, Counter[str]] = field(default_factory=dict)
    relations: set[str] = field(default_factory=set)
    attributes: dict[str, set[str]] = field(default_factory=dict)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    bare_spans: bool = False

    def take(self, annotated: AnnotatedArticle) -> None:
        """Note what *annotated* uses."""
        self.bare_spans |= any(isinstance(one.target, Span) for one in annotated.comments)
        for one in annotated.annotations:
            match one:
                case Entity():
                    self.labels.add(one.label)
                    if one.attributes:
                        self._attributes("entity", one.attributes)
                case Event():
                    self._event(one)
                    if one.attributes:
                        self._attributes("event", one.attributes)
                case Relation():
                    self.relations.add(one.type)

    def _event(self, event: Event) -> None:
        most = self.types.setdefault(event.type, Counter())
        roles = []
        for one in event.arguments:
            roles.append(one.role)
            most[one.role] = max(most[one.role], roles.count(one.role))
            self.bare_spans = self.bare_spans or isinstance(one.filler, Span)

    def _attributes(self, kind: str, attributes: Mapping[str, str]) -> None:
        for name, value in attributes.items():
            self.attributes.setdefault(name, set()).add(value)
            self.kinds.setdefault(name, set()).add(kind)


def is_flag(attribute: Attribute) -> bool:
    """Whether brat has *attribute* without values: it is there or not."""
    return set(attribute.values) == set(_FLAG) and attribute.default == _FLAG[0]


def conf_text(scheme: Scheme, used: Used | None = None) -> str:
    """The ``annotation.conf`` of *scheme*, and of what is *used* without being in it.

    Entities may lie within each other everywhere. A role that needs several fillers
    and may have any number is written as one that needs one.
    """
    used = used or Used()
    sections = {
        "entities": _entity_lines(scheme, used),
        "relations": _relation_lines(scheme, used),
        "events": _event_lines(scheme, used),
        "attributes": _attribute_lines(scheme, used),
    }
    return "\n".join(
        "".join((f"[{name}]\n", *(f"{line}\n" for line in lines)))
        for name, lines in sections.items()
    )


def _distinct(names: Iterable[str], more: Iterable[str] = ()) -> list[str]:
    return list(dict.fromkeys((*map(stored, names), *sorted(more))))


def _entity_lines(scheme: Scheme, used: Used) -> Iterator[str]:
    yield from _distinct((one.name for one in scheme.labels), used.labels)
    if used.bare_spans:
        yield BARE_SPAN


def _relation_lines(scheme: Scheme, used: Used) -> Iterator[str]:
    there = set()
    for one in scheme.relations:
        name = stored(one.name)
        if name in there:
            continue
        there.add(name)
        how = [word for word in ("symmetric", "transitive") if getattr(one, word)]
        if one.name == COREFERENCE:
            how = ["symmetric", "transitive"]
        kind = f", <REL-TYPE>:{'-'.join(how)}" if how else ""
        yield f"{name} Arg1:{_types(one.head)}, Arg2:{_types(one.tail)}{kind}"
    for name in sorted(used.relations - there):
        kind = ", <REL-TYPE>:symmetric-transitive" if name == COREFERENCE else ""
        yield f"{name} Arg1:{_ANYTHING}, Arg2:{_ANYTHING}{kind}"
    yield f"<OVERLAP> Arg1:{_ANYTHING}, Arg2:{_ANYTHING}, <OVL-TYPE>:<ANY>"


def _event_lines(scheme: Scheme, used: Used) -> Iterator[str]:
    roles_of = {
        stored(one.name): {stored(r.name): r for r in one.roles} for one in scheme.event_types
    }
    for type_ in _distinct(roles_of, used.types):
        declared = roles_of.get(type_, {})
        slots = [
            f"{name}{_suffix(name, role.minimum, role.maximum)}:{_types(role.fillers, _ANY_ENTITY)}"
            for name, role in declared.items()
        ]
        for name, times in sorted(used.types.get(type_, {}).items()):
            if name not in declared:
                slots.append(f"{name}{_suffix(name, 0, 1 if times == 1 else None)}:{_ANYTHING}")
        yield f"{type_} {', '.join(slots)}".rstrip()


def _suffix(role: str, minimum: int, maximum: int | None) -> str:
    # of a name with a digit at its end no second filler could be told from another role
    return suffix_of(min(minimum, 1), 1) if role[-1].isdigit() else suffix_of(minimum, maximum)


def _attribute_lines(scheme: Scheme, used: Used) -> Iterator[str]:
    there = set()
    for one in scheme.attributes:
        name = stored(one.name)
        if name in there:
            continue
        there.add(name)
        whose = {"entity": _ANY_ENTITY, "event": _ANY_EVENT}
        of = "|".join(whose[kind] for kind in ("entity", "event") if kind in one.applies_to)
        if is_flag(one):
            yield f"{name} Arg:{of}"
        else:
            values = _distinct_values((*one.values, *sorted(used.attributes.get(name, ()))))
            yield f"{name} Arg:{of}, Value:{values}, <DEFAULT>:{stored_value(one.default)}"
    for name in sorted(used.attributes.keys() - there):
        of = "|".join(f"<{kind.upper()}>" for kind in sorted(used.kinds[name]))
        yield f"{name} Arg:{of}, Value:{_distinct_values(sorted(used.attributes[name]))}"


def _distinct_values(values: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(map(stored_value, values)))


def _types(names: tuple[str, ...], default: str = _ANYTHING) -> str:
    return "|".join(map(stored, names)) or default


def scheme_of(text: str, origin: str, name: str) -> tuple[Scheme, tuple[str, ...]]:
    """The scheme called *name* of an ``annotation.conf``, and what of that has no place in it.

    What has no place comes as sentences: constraints finer than a scheme's, and names
    that a scheme cannot have. Attributes without a default get a value ``none`` that is it.

    Raises:
        UsageError: as :func:`.config.parse_config`.
    """
    making = _Making(parse_config(text, origin), origin)
    scheme = Scheme(
        name=name,
        labels=tuple(making.labels()),
        event_types=tuple(making.event_types()),
        attributes=tuple(making.attributes()),
        relations=tuple(making.relations()),
    )
    return scheme, tuple(making.notes)


class _Making:
    def __init__(self, sections: Mapping[str, list[Entry]], origin: str) -> None:
        self.notes: list[str] = []
        self._origin = origin
        self._sections = sections
        self._types = [one.name for one in self._of("events", quiet=True)]
        self._labels = [
            one.name for one in self._of("entities", quiet=True) if one.name not in self._types
        ]

    def labels(self) -> Iterator[EntityLabel]:
        for one in self._of("entities"):
            if one.name in self._types:
                self._note(one, "is an event type as well, so there is no entity label of it")
            elif one.name != BARE_SPAN:
                yield EntityLabel(one.name, mark=one.name)

    def event_types(self) -> Iterator[EventType]:
        for one in self._of("events"):
            roles = tuple(self._role(slot, one) for slot in one.slots if self._is_role(slot, one))
            yield EventType(one.name, mark=one.name, roles=roles)

    def attributes(self) -> Iterator[Attribute]:
        for one in self._of("attributes"):
            by_name = {slot.name: slot for slot in one.slots}
            whose = by_name["Arg"].types if "Arg" in by_name else ()
            applies_to = tuple(self._kinds(whose))
            if not applies_to:
                self._note(one, "applies to nothing that has attributes, so it is left out")
                continue
            if set(whose) - {_ANY_ENTITY, _ANY_EVENT, _ANYTHING}:
                self._note(one, f"now applies to every {' and '.join(applies_to)}")
            values = by_name["Value"].types if "Value" in by_name else ()
            default = one.special.get("<DEFAULT>", "")
            if not values:
                yield Attribute(one.name, _FLAG, _FLAG[0], applies_to=applies_to)
                continue
            if default not in values or len(values) == 1:
                values, default = (_UNSET, *(v for v in values if v != _UNSET)), _UNSET
            yield Attribute(one.name, values, default, applies_to=applies_to)

    def relations(self) -> Iterator[RelationType]:
        made: dict[str, RelationType] = {}
        for one in self._of("relations", repeated=True):
            name = COREFERENCE if one.name == EQUIVALENCE else one.name
            ends = [self._named(slot.types, one) for slot in one.slots[:2]]
            head, tail = (*ends, (), ())[:2]
            how = set(one.special.get("<REL-TYPE>", "").split("-"))
            how |= _EQUIVALENT if one.name == EQUIVALENCE and len(how) == 1 else set()
            before = made.get(name)
            if before is not None:
                self._note(one, "is there several times: every head now goes with every tail")
                head = tuple(dict.fromkeys((*before.head, *head))) if before.head and head else ()
                tail = tuple(dict.fromkeys((*before.tail, *tail))) if before.tail and tail else ()
            made[name] = RelationType(
                name,
                head=head,
                tail=tail,
                symmetric="symmetric" in how,
                transitive="transitive" in how,
            )
        yield from made.values()

    def _of(self, section: str, *, quiet: bool = False, repeated: bool = False) -> Iterator[Entry]:
        """The entries of *section* that a scheme can have."""
        seen: set[str] = set()
        for one in self._sections[section]:
            if one.unused or one.name.startswith(_SPECIAL):
                continue
            problem = ""
            if not is_name(one.name):
                problem = "is no name that a scheme can have, so it is left out"
            elif one.name in seen and not repeated:
                problem = "is there twice: the later one is left out"
            seen.add(one.name)
            if not problem:
                yield one
            elif not quiet:
                self._note(one, problem)

    def _is_role(self, slot: Slot, entry: Entry) -> bool:
        if is_name(slot.name):
            return True
        self._note(entry, f"has a role {slot.name!r}, which no scheme can have: left out")
        return False

    def _role(self, slot: Slot, entry: Entry) -> Role:
        fillers = self._named(slot.types, entry)
        # without fillers a role takes any entity
        if set(fillers) == set(self._labels):
            fillers = ()
        maximum = slot.maximum if slot.maximum is None else max(slot.maximum, 1)
        least = slot.minimum if maximum is None else min(slot.minimum, maximum)
        return Role(slot.name, fillers=fillers, minimum=least, maximum=maximum)

    def _named(self, types: tuple[str, ...], entry: Entry) -> tuple[str, ...]:
        """The labels and event types that *types* stand for; none for everything."""
        if not types or (_ANYTHING in types and entry not in self._sections["events"]):
            return ()
        found: list[str] = []
        for one in types:
            if one in _NOTHING:
                continue
            if one in {_ANY_ENTITY, _ANYTHING}:
                found += self._labels
            if one in {_ANY_EVENT, _ANYTHING}:
                found += self._types
            if one.startswith("<"):
                continue
            if one in (*self._labels, *self._types):
                found.append(one)
            elif below := self._below(one):
                found += below
            else:
                self._note(entry, f"names {one!r}, which is no type of this configuration")
        return tuple(dict.fromkeys(found))

    def _below(self, name: str) -> list[str]:
        """The types under *name*, which is there only to stand above others."""
        return [
            one.name
            for section in ("entities", "events")
            for one in self._sections[section]
            if name in one.parents and one.name in (*self._labels, *self._types)
        ]

    def _kinds(self, types: tuple[str, ...]) -> Iterator[str]:
        for kind, every, names in (
            ("entity", _ANY_ENTITY, self._labels),
            ("event", _ANY_EVENT, self._types),
        ):
            if {every, _ANYTHING, *names}.intersection(types):
                yield kind

    def _note(self, entry: Entry, what: str) -> None:
        self.notes.append(f"{self._origin}, line {entry.line}: {entry.name} {what}.")
