"""The files that are read together: texts, pages of a collection, annotations one by one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from ...model import UsageError
from ..json_lines import json_values
from ..source import Head, Source
from ..values import string
from .placed import Placed, placed_in
from .recognising import recognised
from .terms import SUFFIX, TEXT_SUFFIX, listed, term
from .texts import name_in, text_file, texts_of

Json = Mapping[str, Any]
_T = TypeVar("_T")

_SUFFIXES = frozenset((".json", SUFFIX))
_MOST_PAGES = 10_000
_LARGEST_SINGLE = 65_536
"""In bytes; an annotation by itself is small."""
_OF_SEVERAL = (b"AnnotationPage", b"AnnotationCollection")


def belongs_to(source: Source) -> Iterator[Source]:
    """The file of annotations that *source*, a text or one more such file, is read with."""
    if source.path is None or source.suffix not in {TEXT_SUFFIX, *_SUFFIXES}:
        return
    if source.suffix == TEXT_SUFFIX and (found := source.beside(source.stem + SUFFIX)):
        yield found
    elif source.suffix != SUFFIX or not source.beside(source.stem + TEXT_SUFFIX):
        name = _in_folder(_read_with, source).get(source.path.name, "")
        if name and (found := source.beside(name)):
            yield found


def annotations_of(source: Source) -> tuple[list[Placed], Json, Sequence[Source]]:
    """All annotations in *source* and what is read with it, their collection, and the files.

    Raises:
        UsageError: when a file is no JSON.
    """
    found: list[Placed] = []
    collection: Json = {}
    waiting = _singles(source) or [source]
    files: dict[str, Source] = {}
    while waiting and len(files) < _MOST_PAGES:
        one = waiting.pop(0)
        if one.name in files:
            continue
        files[one.name] = one
        with one.open() as stream:
            for line, value in json_values(stream, one.name):
                if isinstance(value, dict) and not collection and "first" in value:
                    collection = value
                found += placed_in(value, f"{one.name}, line {line}")
                waiting += _pages(value, one)
    return found, collection, list(files.values())


def _pages(value: object, source: Source) -> Iterator[Source]:
    """The files of further pages that *value* names and that stand beside *source*."""
    pages = [value] if isinstance(value, dict) else []
    while pages:
        page = pages.pop()
        for name in ("first", "next"):
            one = page.get(name)
            if isinstance(one, dict):
                pages.append(one)
            elif (named := name_in(string(one))) and (found := source.beside(named)):
                yield found


def _singles(source: Source) -> list[Source]:
    """The files with one annotation about the text that *source* is about, itself among them.

    None where it is something else than a file with one annotation.
    """
    if source.path is None or source.suffix not in _SUFFIXES:
        return []
    names = _in_folder(_groups, source).get(source.path.name, ())
    return [found for name in names if (found := source.beside(name))]


def _in_folder(look: Callable[[Path, int], Mapping[str, _T]], source: Source) -> Mapping[str, _T]:
    """What *look* finds in the folder of *source*, as it is now."""
    assert source.path is not None
    folder = source.path.parent
    try:
        return look(folder, folder.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=4)
def _groups(folder: Path, changed: int) -> Mapping[str, Sequence[str]]:  # noqa: ARG001 - a key
    """By the name of each file with one annotation in *folder*, those it goes with."""
    found = [Placed.of(value, path.name) for path in _of_json(folder) if (value := _single(path))]
    by_text: defaultdict[str, list[str]] = defaultdict(list)
    for one, iri in zip(found, texts_of(found), strict=True):
        by_text[name_in(iri) or iri].append(one.where)
    return {name: names for names in by_text.values() for name in names}


def _single(path: Path) -> Json | None:
    """The annotation that is all of the file at *path*."""
    try:
        if path.stat().st_size > _LARGEST_SINGLE:
            return None
        data = path.read_bytes()
        # most files of JSON are none, and parsing them takes its time
        single = b'"target"' in data and not any(one in data for one in _OF_SEVERAL)
        value = json.loads(data) if single else None
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or "target" not in value:
        return None
    types = map(term, listed(value.get("type", value.get("@type"))))
    return value if "Annotation" in types else None


@lru_cache(maxsize=4)
def _read_with(folder: Path, changed: int) -> Mapping[str, str]:  # noqa: ARG001 - a key
    """By the name of a text or page in *folder*, the file of annotations it is read with."""
    found: dict[str, str] = {}
    for path in _of_json(folder):
        source = Source(path.name, path)
        if path.name in found or not _holds_annotations(source):
            continue
        try:
            annotations, _, files = annotations_of(source)
        except UsageError:
            continue
        names = [one.name for one in files]
        names += {
            text.name
            for iri in set(texts_of(annotations))
            if (text := text_file(source, name_in(iri)))
        }
        found |= {name: names[0] for name in names[1:] if name not in found}
    # a page that comes before its collection by name
    return {name: found.get(first, first) for name, first in found.items()}


def _holds_annotations(source: Source) -> bool:
    with source.open() as stream:
        head = Head.of(source, stream)
    return (b'"target"' in head.data or b'"first"' in head.data) and recognised(head)


def _of_json(folder: Path) -> list[Path]:
    """The files of *folder* that may hold annotations, by name."""
    return sorted(
        path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and path.is_file()
    )
