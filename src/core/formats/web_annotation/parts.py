"""One annotation as its parts: bodies by purpose, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..gathered import Gathered
from ..values import scored, string
from .selectors import Stretch, Targets
from .terms import (
    CLASSIFYING,
    COMMENTING,
    HOW,
    LINKING,
    SCORE,
    SUGGESTED,
    VERSION,
    id_in,
    id_of,
    listed,
    term,
    type_of,
)

Json = Mapping[str, Any]

_REMARKS = frozenset((COMMENTING, "replying", "questioning"))
_ORIGIN = frozenset((HOW, "creator", "generator", "created", SCORE))
_SAYS_NOTHING = frozenset(("", "highlighting", "bookmarking")) | _REMARKS


class Body(NamedTuple):
    """A body: what it is for, and its text or the resource that it is."""

    purpose: str
    value: str
    source: str
    raw: Json

    @property
    def name(self) -> str:
        """What it says: its text, its name, or the end of its IRI."""
        if self.value:
            return self.value
        source = self.raw.get("source")
        for one in (self.raw, source if isinstance(source, dict) else {}):
            if found := string(one.get("label", one.get("rdfs:label"))):
                return found
        return re.split("[/#:]", self.source.rstrip("/#"))[-1]


class Parts(NamedTuple):
    """An annotation with its bodies, its stretches of the text, and what else it is about.

    ``bodies`` are those for each purpose, ``groups`` the stretches of each target, several
    where it is a composite. ``about`` are IRIs of annotations and of texts. ``broken``:
    there is a target that cannot be found.
    """

    id: str
    where: str
    motivation: str
    bodies: Mapping[str, Sequence[Body]]
    groups: Sequence[Sequence[Stretch]]
    about: Sequence[str]
    broken: bool
    provenance: Mapping[str, object]

    def values(self, purpose: str) -> list[str]:
        """The texts and names of resources of the bodies for *purpose*."""
        return [name for one in self.bodies.get(purpose, ()) if (name := one.name)]

    def classified_as(self, kind: str) -> bool:
        """Whether a body says that this is a *kind*, a term with its prefix."""
        return any(term(one.source) == term(kind) for one in self.bodies.get(CLASSIFYING, ()))


def parts_of(value: Json, text: str, where: str, gathered: Gathered) -> Parts:
    """The parts of the annotation *value* about *text*; what has no place is told."""
    motivation = term(value.get("motivation", value.get("oa:motivatedBy")))
    bodies: dict[str, list[Body]] = {}
    for given in _bodies(value):
        body = _body(given, motivation)
        bodies.setdefault(body.purpose, []).append(body)
    id = id_of(value.get("id", value.get("@id")))
    targets = Targets(text, id, gathered)
    for one in listed(value.get("target")):
        targets.take(one)
    if motivation == LINKING:
        for body in bodies.get(LINKING, ()):
            if "selector" in body.raw:
                targets.take(body.raw)
    return Parts(
        id,
        where,
        motivation,
        bodies,
        targets.groups,
        targets.about,
        targets.broken,
        origin_of(value),
    )


def _bodies(value: Json) -> Iterator[str | Json]:
    """The bodies of *value*, those of a choice or set one by one."""
    for one in listed(value.get("body")):
        if isinstance(one, dict):
            if isinstance(one.get("items"), list):
                yield from (item for item in one["items"] if isinstance(item, str | dict))
            else:
                yield one
        elif isinstance(one, str):
            yield one
    if isinstance(text := value.get("bodyValue"), str):
        yield {"type": "TextualBody", "value": text}


def _body(body: str | Json, motivation: str) -> Body:
    raw: Json = {"source": body} if isinstance(body, str) else body
    value = string(raw.get("value") or raw.get("chars"))
    purpose = term(raw.get("purpose"))
    if purpose in _REMARKS:
        purpose = COMMENTING
    elif not purpose:
        # a text without a purpose is a remark, unless the annotation says what it is
        purpose = COMMENTING if value and motivation in _SAYS_NOTHING else motivation
    return Body(purpose, value, "" if value and "source" not in raw else id_in(raw), raw)


def origin_of(value: Json) -> dict[str, object]:
    """Who says *value*, a person or a program that suggests it, as provenance."""
    if _ORIGIN.isdisjoint(value):
        return {}
    found: dict[str, object] = {"how": string(value.get(HOW))}
    creator, program = (_first(value.get(one)) for one in ("creator", "generator"))
    if isinstance(creator, dict) and type_of(creator) in {"Software", "SoftwareAgent"}:
        found["how"] = SUGGESTED
        program = creator
    elif isinstance(creator, dict):
        names = (string(creator.get(one)) for one in ("name", "nickname", "id"))
        found["annotator"] = next(filter(None, names), "")
    else:
        found["annotator"] = string(creator)
    if isinstance(program, dict):
        found["suggester"] = string(program.get("name"))
        found["version"] = string(program.get(VERSION))
    found["at"] = string(value.get("created"))
    return {name: one for name, one in found.items() if one} | scored(value.get(SCORE))


def _first(value: object) -> object:
    return next(iter(listed(value)), None)
