"""Formats that no loop was written for: what their library alone takes, and brat's by hand.

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
from goldleaf.core.model import AnnotatedArticle, Argument, Article, Entity, Event, Relation, Span

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


def write_brat(articles: Sequence[AnnotatedArticle], folder: Path) -> None:
    """A text and its annotations for each article."""
    for one in articles:
        text = one.article.text
        names: dict[str, str] = {}
        lines: list[str] = []
        for each in one.annotations:
            if isinstance(each, Entity):
                names[each.id] = f"T{len(lines) + 1}"
                span = each.span
                surface = span.of(text)
                lines.append(
                    f"T{len(lines) + 1}\t{each.label} {span.start} {span.end}\t{surface}\n"
                )
            elif isinstance(each, Event):
                number = len(lines) + 1
                start, end = each.trigger
                fillers = " ".join(f"{a.role}:{names[str(a.filler)]}" for a in each.arguments)
                lines.append(
                    f"T{number}\t{each.type} {start} {end}\t{text[start:end]}\n"
                    f"E{number}\t{each.type}:T{number} {fillers}\n"
                )
            elif isinstance(each, Relation):
                ends = f"Arg1:{names[each.head]} Arg2:{names[each.tail]}"
                lines.append(f"R{len(lines) + 1}\t{each.type} {ends}\n")
        (folder / f"{one.article.id}.txt").write_text(text, "utf-8")
        (folder / f"{one.article.id}.ann").write_text("".join(lines), "utf-8")


def read_brat(folder: Path) -> Iterator[AnnotatedArticle]:
    """The articles of a folder with texts and annotations."""
    for path in sorted(folder.glob("*.txt")):
        found: dict[str, Any] = {}
        spans: dict[str, Span] = {}
        for line in path.with_suffix(".ann").read_text("utf-8").splitlines():
            id, body, *_ = line.split("\t")
            if id[0] == "T":
                label, start, end = body.split(" ")
                spans[id] = Span(int(start), int(end))
                found[id] = Entity(id, (spans[id],), label)
            elif id[0] == "E":
                head, *fillers = body.split()
                type_, trigger = head.split(":")
                del found[trigger]
                arguments = tuple(Argument(*one.split(":")) for one in fillers)
                found[id] = Event(id, type_, spans[trigger], arguments)
            elif id[0] == "R":
                type_, *ends = body.split()
                found[id] = Relation(id, type_, *(end.split(":")[1] for end in ends))
        article = Article(path.stem, path.read_text("utf-8"))
        yield AnnotatedArticle(article, annotations=tuple(found.values()))


BRAT = Plain("str.split", write_brat, read_brat)
