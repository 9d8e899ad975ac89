"""Which slot fills which role of an event type."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..scheme import EventType, Mentions, Role, Scheme
from .participants import GROUP, UNNAMED
from .phrases import PLACES, TIMES
from .slots import Slots

_FIRST_ACTOR = ("subject", "by", "between", "possessor", "modifier")
_OTHER_ACTOR = ("indirect", "object", "with", "to", "against", "on", "at", "of", "from", "for")


@dataclass(frozen=True, slots=True)
class RolePlan:
    """Where the fillers of ``role`` stand: groups of slots in order of preference.

    ``circumstance`` roles (place and time) say nothing on whether an event is
    plausible.
    """

    role: Role
    slots: tuple[tuple[str, ...], ...]
    circumstance: bool

    @property
    def takes_phrases(self) -> bool:
        """Whether whole phrases are suggested for the role."""
        return self.role.mentions is Mentions.PHRASES

    def fillers(self, slots: Slots, labels: Sequence[str]) -> list[int]:
        """The names of the first group that holds any that the role admits.

            ``labels`` gives the scheme's label of each name, empty when it has none, and
        ``GROUP`` for a phrase without a name of its own.
        """
        for unnamed in (False, True) if self.takes_phrases else (False,):
            for group in self.slots:
                found = [
                    name
                    for slot in group
                    for name in slots.get(slot, ())
                    if self._takes(labels[name], unnamed=unnamed)
                ]
                if found:
                    unique = list(dict.fromkeys(found))
                    return unique[: self.role.maximum] if self.role.maximum else unique
        return []

    def _takes(self, label: str, *, unnamed: bool) -> bool:
        if label in {GROUP, UNNAMED}:
            return self.takes_phrases and (unnamed or label == GROUP)
        return bool(label) and self.role.admits(label)


@dataclass(frozen=True, slots=True)
class Frame:
    """The plans of all roles of an event type.

    ``takes_part``: the subject of a clause takes part in events it mentions by a
    noun. ``absorbs``: a clause that completes the trigger is no event of its own.
    ``negated`` is the type that a denial of this one amounts to, if any.
    ``intended``: there is no such event unless somebody meant it.
    """

    roles: tuple[RolePlan, ...]
    takes_part: bool
    absorbs: bool
    negated: str
    intended: bool

    @property
    def participants(self) -> list[RolePlan]:
        """The plans of those who take part."""
        return [plan for plan in self.roles if not plan.circumstance]

    @property
    def circumstances(self) -> list[RolePlan]:
        """The plans of place and time."""
        return [plan for plan in self.roles if plan.circumstance]


@dataclass(frozen=True, slots=True)
class _Meanings:
    """A scheme's labels by what they name; a site is a place that cannot act."""

    places: frozenset[str]
    sites: frozenset[str]
    times: frozenset[str]


def frames(scheme: Scheme) -> dict[str, Frame]:
    """The frame of each event type of *scheme*."""
    known = _known()
    meanings = _Meanings(
        places=_labels_meaning(scheme, PLACES),
        sites=_labels_meaning(scheme, PLACES - {"GPE"}),
        times=_labels_meaning(scheme, TIMES),
    )
    return {type_.name: _frame(type_, known, meanings) for type_ in scheme.event_types}


def done_to_persons() -> frozenset[str]:
    """Lemmas of verbs that mean their event only with a person or body for an object."""
    return frozenset(_known()["done_to_persons"])


def _frame(type_: EventType, known: Mapping[str, Any], labels: _Meanings) -> Frame:
    by_role, by_type = known["roles"], known["types"]
    plans: list[RolePlan] = []
    actors = 0
    for role in type_.roles:
        fillers = frozenset(role.fillers)
        written = by_type.get(type_.name, {}).get(role.name) or by_role.get(role.name)
        circumstance = False
        if written:
            slots = tuple(tuple(group.split("+")) for group in written)
        elif fillers and fillers <= labels.times:
            slots, circumstance = (("time",),), True
        elif fillers <= labels.places and fillers & labels.sites:
            slots, circumstance = (("place",),), True
        else:
            slots = tuple((slot,) for slot in (_OTHER_ACTOR if actors else _FIRST_ACTOR))
            actors += 1
        plans.append(RolePlan(role, slots, circumstance))
    return Frame(
        tuple(plans),
        takes_part=type_.name in known["takes_part"],
        absorbs=type_.name in known["absorbs"],
        negated=known["negated"].get(type_.name, ""),
        intended=type_.name in known["intended"],
    )


def _labels_meaning(scheme: Scheme, spacy_labels: frozenset[str]) -> frozenset[str]:
    return frozenset(
        label.name for label in scheme.labels if {*(label.spacy or (label.name,))} & spacy_labels
    )


@cache
def _known() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "roles.toml").read_text("utf-8"))
