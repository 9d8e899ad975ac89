"""Formats that no loop was written for: what their library alone takes.

Reading is parsing what Goldleaf made and going over all of it; writing is putting out again
what was parsed before. Nothing is made of the values, so this is more than fair to the library.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import cassis

from _plain_loop import Plain
from goldleaf.core.model import AnnotatedArticle

_TYPES = "TypeSystem.xml"


def library_alone(made: Path) -> Plain | None:
    """The library for the files in *made*, if there is one here."""
    files = [path for path in sorted(made.rglob("*")) if path.is_file()]
    suffixes = {path.suffix for path in files}
    if ".xmi" in suffixes:
        return _xmi([path for path in files if path.suffix == ".xmi"], made / _TYPES)
    if suffixes <= {".json", ".jsonl"}:
        if '"%FEATURE_STRUCTURES"' in files[0].read_text("utf-8"):
            return _cas_json(files)
        return _json(files)
    return None


def _plain(
    library: str, load: Callable[[Path], Any], put: Callable[[Any, Path], object], files: list[Path]
) -> Plain:
    values = [load(path) for path in files]

    def write(_: Sequence[AnnotatedArticle], folder: Path) -> None:
        for number, value in enumerate(values):
            put(value, folder / str(number))

    def read(_: Path) -> Iterator[Any]:
        for path in files:
            yield load(path)

    return Plain(library, write, read)


def _xmi(files: list[Path], types: Path) -> Plain:
    with types.open("rb") as file:
        system = cassis.load_typesystem(file)

    def load(path: Path) -> cassis.Cas:
        with path.open("rb") as file:
            return _walked(cassis.load_cas_from_xmi(file, typesystem=system))

    return _plain("cassis alone", load, lambda cas, path: cas.to_xmi(path), files)


def _cas_json(files: list[Path]) -> Plain:
    def load(path: Path) -> cassis.Cas:
        with path.open("rb") as file:
            return _walked(cassis.load_cas_from_json(file))

    return _plain("cassis alone", load, lambda cas, path: cas.to_json(path), files)


def _walked(cas: cassis.Cas) -> cassis.Cas:
    for one in cas.select_all():
        getattr(one, "begin", None)
    return cas


def _json(files: list[Path]) -> Plain:
    def load(path: Path) -> list[Any]:
        with path.open(encoding="utf-8") as file:
            if path.suffix == ".json":
                return [json.load(file)]
            return [json.loads(line) for line in file]

    def put(values: list[Any], path: Path) -> None:
        with path.open("w", encoding="utf-8") as file:
            for value in values:
                file.write(json.dumps(value, ensure_ascii=False) + "\n")

    return _plain("json alone", load, put, files)
