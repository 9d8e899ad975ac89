"""Mentions in brackets: ``Entity=(e1-person-…e1)`` in MISC, as CorefUD and GUM have them.

An opening bracket has fields with hyphens between them, whose names are those of
``# global.Entity``; a closing one has the entity alone, and ``e5[1/2]`` is a part of a
discontinuous mention (https://ufal.mff.cuni.cz/corefud, Nedoluzhko et al. 2022; Zeldes 2017).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

_BRACKET = re.compile(r"(\()?([^()]+)(\))?")
_PART = re.compile(r"(.+)\[(\d+)/(\d+)\]")
_TYPED = re.compile(r"(.+)-\d+")
_FIELDS = ("eid", "etype", "head", "other")
_ENTITY = frozenset(("eid", "grp"))
_TYPE, _IDENTITY = "etype", "identity"
_TOKEN_NUMBERS = frozenset(("head", "minspan"))
_NO_TYPE = "entity"


@dataclass(slots=True)
class Bracketed:
    """A mention of an entity: its parts as tokens ``[first, after)``, and what its fields say.

    ``line`` is where it begins in the file.
    """

    entity: str
    line: int
    label: str
    attributes: Mapping[str, str]
    link: str
    parts: list[tuple[int, int]] = field(default_factory=list)


class EntityBrackets:
    """The mentions of an article while its tokens are read."""

    def __init__(self) -> None:
        self._names: Sequence[str] = ()
        self._mentions: list[Bracketed] = []
        self._open: defaultdict[str, list[tuple[int, Bracketed]]] = defaultdict(list)

    def name_fields(self, names: str) -> None:
        """Take ``# global.Entity``: what the fields are called, with hyphens between."""
        self._names = tuple(names.strip().lower().split("-"))

    def begin(self) -> None:
        """Begin another article, in the same file."""
        self._mentions = []
        self._open.clear()

    def take(self, token: int, value: str, line: int) -> bool:
        """Take what stands in brackets at *token*; whether all of it ends what began."""
        whole = True
        for opens, body, closes in _BRACKET.findall(value):
            name = self._begin(token, body, line) if opens else body
            if closes and not self._end(token, name):
                whole = False
        return whole

    def _fields(self, body: str) -> tuple[str, dict[str, str]]:
        """The name of the entity that *body* begins, and its fields."""
        older = _TYPED.fullmatch(body)
        if older is not None and not self._names:
            # of GUM's older files, in which the closing bracket has both, too
            return body, {_TYPE: older[1]}
        names = self._names or _FIELDS
        fields = dict(zip(names, body.split("-", len(names) - 1), strict=False))
        return next((one for key, one in fields.items() if key in _ENTITY), body), fields

    def _begin(self, token: int, body: str, line: int) -> str:
        name, fields = self._fields(body)
        part = _PART.fullmatch(name)
        mention = self._unfinished(part[1]) if part and part[2] != "1" else None
        if mention is None:
            rest = {
                key: unquote(one)
                for key, one in fields.items()
                if one and key not in {*_ENTITY, *_TOKEN_NUMBERS, _TYPE, _IDENTITY}
            }
            mention = Bracketed(
                part[1] if part else name,
                line,
                fields.get(_TYPE) or _NO_TYPE,
                rest,
                unquote(fields.get(_IDENTITY, "")),
            )
            self._mentions.append(mention)
        self._open[name].append((token, mention))
        return name

    def _unfinished(self, entity: str) -> Bracketed | None:
        """The mention of *entity* that began last."""
        return next((one for one in reversed(self._mentions) if one.entity == entity), None)

    def _end(self, token: int, name: str) -> bool:
        if not self._open[name]:
            return False
        first, mention = self._open[name].pop()
        mention.parts.append((first, token + 1))
        return True

    def mentions(self) -> Iterator[Bracketed]:
        """The mentions that have ended, in the order in which they began."""
        return (one for one in self._mentions if one.parts)

    def unended(self) -> Iterator[Bracketed]:
        """The mentions that never end."""
        return (one for one in self._mentions if not one.parts)
