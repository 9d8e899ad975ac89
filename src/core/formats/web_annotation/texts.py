"""Which text annotations are about, and the file that it is in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from ..decode import decode
from ..source import Source
from .placed import Placed
from .terms import TEXT_SUFFIX, id_in

_LONGEST_NAME = 80
_PAGES = frozenset((".html", ".htm", ".xhtml"))


def texts_of(found: Sequence[Placed]) -> list[str]:
    """The IRI of the text that each annotation is about, through others; empty if none is told."""
    ids = {one.id for one in found if one.id}
    told = [targets_of(one.value) for one in found]
    direct = {
        one.id: name
        for one, targets in zip(found, told, strict=True)
        if (name := _text_among(targets, ids))
    }
    about = {one.id: targets for one, targets in zip(found, told, strict=True)}

    def through(targets: Iterable[str]) -> str:
        seen: set[str] = set()
        waiting = list(targets)
        while waiting:
            target = waiting.pop()
            if target in direct:
                return direct[target]
            if target not in seen:
                seen.add(target)
                waiting += about.get(target, ())
        return ""

    return [_text_among(targets, ids) or through(targets) for targets in told]


def _text_among(targets: Iterable[str], ids: AbstractSet[str]) -> str:
    for one in targets:
        if one and not one.startswith("#") and one not in ids:
            return one.partition("#")[0]
    return ""


def targets_of(value: Mapping[str, Any]) -> list[str]:
    """The IRIs of the texts and annotations that *value* is about."""
    found = []
    waiting = [value.get("target")]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict):
            waiting.append(id_in(one) or one.get("items"))
        elif isinstance(one, str):
            found.append(one)
    return found


def text_file(source: Source, named: str) -> Source | None:
    """The file *named* beside *source* with a text, else the one with the name of *source*.

    The text of a page is not what stands in its file, and is looked for under its name
    with another suffix.
    """
    names = [named, named + TEXT_SUFFIX, PurePosixPath(named).stem + TEXT_SUFFIX] if named else []
    for name in (*names, source.stem + TEXT_SUFFIX):
        found = source.beside(name)
        if found is not None and found.path != source.path and found.suffix not in _PAGES:
            return found
    return None


def text_in(source: Source) -> str:
    """The text in the file *source*, to the code point."""
    with source.open() as stream:
        data = stream.read()
    try:
        # a byte order mark is a code point, and counted as one
        return data.decode()
    except UnicodeDecodeError:
        return decode(data, source.name)


@lru_cache
def name_in(iri: str) -> str:
    """The name of the file at *iri*; empty where no file can be called that."""
    try:
        name = PurePosixPath(unquote(urlsplit(iri).path)).name
    except ValueError:
        return ""
    return name if len(name) <= _LONGEST_NAME and name.isprintable() else ""
