"""The gold dataset of a workspace, as files."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..formats import FORMATS, Format, Layout, Loss, LossReport, format_named
from ..model import AnnotatedArticle, GoldleafError, UsageError
from ..scheme import Scheme
from ..store import Store
from . import files
from .resolve import Include, Resolved, resolve
from .split import PARTS, Split

WRITTEN: tuple[str, ...] = tuple(sorted(one.name for one in FORMATS if one.writer))
"""The names of the formats that a dataset can be written in."""

DEFAULT_SPLIT = Split(80, 10, 10)

Progress = Callable[[int, int], None]
"""Told how many articles are written, and of how many."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote.

    ``parts`` counts the articles by part where they were divided. ``files`` is
    empty when the dataset went to standard output. ``notes`` are sentences for
    the user.
    """

    articles: int
    annotations: int
    files: tuple[Path, ...]
    losses: LossReport
    parts: Mapping[str, int]
    notes: tuple[str, ...] = ()


def export(
    store: Store,
    scheme: Scheme,
    format: str,
    dest: Path,
    *,
    annotator: str | None = None,
    include: Include | str = Include.DONE,
    split: Split | str | None = None,
    seed: int = 0,
    strict: bool = False,
    told: Callable[[Loss], None] | None = None,
    progress: Progress | None = None,
) -> ExportReport:
    """Write what *annotator* decided to *dest* as *format*, one of :data:`WRITTEN`.

    A format that is a file writes *dest*, or standard output for ``-``; with a *split*,
    the folder *dest* with a file for each part. Others always write a folder; ``spacy``
    is divided 80/10/10 when no *split* is given. Everything appears at the end at
    once, or nothing does, and nothing is written outside *dest*. The same
    decisions give the same bytes. *annotator* may be left out where there is
    only one. *told* gets every loss as it comes up; with *strict* one is an error,
    and nothing is written.

    Raises:
        UsageError: when the format, the annotator, the split or *dest* is wrong.
        GoldleafError: when there is nothing to export, or writing fails.
    """
    written_as = _format(format)
    include = _include(include)
    if isinstance(split, str):
        split = Split.parse(split)
    if split is None and written_as.divided:
        split = DEFAULT_SPLIT
    who = _annotator(store, annotator, include)
    ids = _admitted(store, who, include)
    part_of = split.assign(ids, seed) if split else dict.fromkeys(ids, "")

    annotations = 0
    losses = LossReport(told)
    with (
        files.file_errors(dest),
        _destination(written_as, dest, scheme, split=split) as destination,
    ):
        assert written_as.writer is not None
        writer = written_as.writer(destination)
        for done, id in enumerate(ids, start=1):
            resolved = _resolved(store, id, who, include)
            losses.take(resolved.losses)
            losses.take(writer.write(resolved.annotated, part_of[id]))
            annotations += len(resolved.annotated.annotations)
            if progress is not None:
                progress(done, len(ids))
        notes = writer.finish()
        if strict and losses.lost:
            raise UsageError(
                f"{written_as.title} cannot keep everything, so nothing was written:"
                f" {'; '.join(losses.sentences())}. Leave --strict out to export the rest."
            )
        written = destination.commit()
    sizes = Counter(part_of.values())
    return ExportReport(
        len(ids),
        annotations,
        written,
        losses,
        {part: sizes[part] for part in PARTS} if split else {},
        _empty_parts(split, sizes) + notes,
    )


def _format(name: str) -> Format:
    format = format_named(name)
    if format is None or format.writer is None:
        raise UsageError(f"There is no format {name!r}; the formats are {', '.join(WRITTEN)}.")
    return format


def gold_articles(
    store: Store, annotator: str | None = None, include: Include | str = Include.DONE
) -> Iterator[AnnotatedArticle]:
    """The gold of the articles that *include* admits, one by one, as :func:`export` resolves it.

    Raises:
        UsageError: when *annotator* or *include* is wrong.
        GoldleafError: when no article is admitted.
    """
    include = _include(include)
    who = _annotator(store, annotator, include)
    for id in _admitted(store, who, include):
        yield _resolved(store, id, who, include).annotated


def _empty_parts(split: Split | None, sizes: Counter[str]) -> tuple[str, ...]:
    empty = (
        [part for part, share in split.shares.items() if share and not sizes[part]] if split else []
    )
    return (f"Too few articles to divide: {' and '.join(empty)} got none.",) if empty else ()


def _include(name: str) -> Include:
    try:
        return Include(name)
    except ValueError:
        raise UsageError(
            f"There is nothing called {name!r} to include; choose one of {', '.join(Include)}."
        ) from None


def _annotator(store: Store, name: str | None, include: Include) -> str:
    """The name of the annotator whose decisions count; empty when nobody decided anything."""
    there = store.annotators()
    if name is not None:
        if name not in there and include is not Include.ALL:
            who = f"there are decisions of {', '.join(there)}" if there else "nobody has decided"
            raise UsageError(f"There are no decisions of {name!r} in {store.path}; {who}.")
        return name
    if len(there) > 1:
        raise UsageError(
            f"There are decisions of {', '.join(there)} in {store.path};"
            " say whose to export with --annotator."
        )
    return there[0] if there else ""


def _admitted(store: Store, annotator: str, include: Include) -> list[str]:
    """The ids of the articles that *include* asks for, in the order they were added."""
    admitted: dict[Include, list[str]] = {one: [] for one in Include}
    standings = store.standings(annotator)
    for standing in standings:
        for one in Include:
            if one.admits(standing):
                admitted[one].append(standing.id)
    if admitted[include]:
        return admitted[include]
    if not standings:
        raise GoldleafError(f"There are no articles in {store.path}; `goldleaf add` some first.")
    hint = " or ".join(
        f"--include {one} ({len(found)} of {len(standings)})"
        for one, found in admitted.items()
        if found
    )
    nothing = {
        Include.DONE: "No article is done",
        Include.DECIDED: "Nothing is decided yet",
        Include.ALL: "Every article is skipped",
    }[include]
    who = f" by {annotator}" if annotator else ""
    raise GoldleafError(
        f"{nothing}{who}, so there is nothing to export; review some with `goldleaf review`"
        + (f", or take {hint}." if hint else ".")
    )


def _resolved(store: Store, id: str, annotator: str, include: Include) -> Resolved:
    return resolve(store.material(id, annotator), include, annotator)


class _Folder:
    """A folder as a destination: files by part, or whatever names the format gives."""

    def __init__(
        self, made: files.Outputs, scheme: Scheme, parts: tuple[str, ...], suffix: str
    ) -> None:
        self.scheme = scheme
        self.parts = parts
        self._made = made
        # opened at once, so that a part without articles is an empty file and not a missing one
        self._by_part = {part: made.open(f"{part}{suffix}") for part in parts} if suffix else {}

    def file(self, part: str) -> BinaryIO:
        return self._by_part[part]

    def open(self, name: str) -> BinaryIO:
        return self._made.open(name)

    def present(self, name: str) -> bytes | None:
        path = self._made.folder / name
        return path.read_bytes() if path.is_file() else None

    def commit(self) -> tuple[Path, ...]:
        return self._made.commit()


class _File:
    """One file, or standard output, as a destination."""

    parts = ("",)

    def __init__(self, file: BinaryIO, scheme: Scheme, commit: Commit) -> None:
        self.scheme = scheme
        self.commit = commit
        self._file = file

    def file(self, part: str) -> BinaryIO:  # noqa: ARG002 - there is one
        return self._file

    def open(self, name: str) -> BinaryIO:
        raise ValueError(f"{name!r} has no place where the dataset is one file")

    def present(self, name: str) -> bytes | None:  # noqa: ARG002 - there is none
        return None


Commit = Callable[[], tuple[Path, ...]]


@contextmanager
def _destination(
    format: Format, dest: Path, scheme: Scheme, *, split: Split | None
) -> Iterator[_Folder | _File]:
    """Where the files of an export to *dest* go."""
    if split is None and format.layout is Layout.FILE:
        with _single_file(dest, format, scheme) as opened:
            yield opened
        return
    if dest == files.STANDARD_OUTPUT:
        raise UsageError("Several files cannot go to standard output; name a folder.")
    suffix = format.suffix if format.layout is Layout.FILE else ""
    with ExitStack() as stack:
        undo = stack.enter_context(files.prepare_folder(dest))
        made = stack.enter_context(files.outputs(dest))
        yield _Folder(made, scheme, PARTS if split else ("",), suffix)
        undo.pop_all()


@contextmanager
def _single_file(dest: Path, format: Format, scheme: Scheme) -> Iterator[_File]:
    if dest == files.STANDARD_OUTPUT:
        pipe = sys.stdout.buffer

        def flush() -> tuple[Path, ...]:
            pipe.flush()
            return ()

        yield _File(pipe, scheme, flush)
        return
    files.check_file(dest, format)
    with files.outputs(dest.parent) as made:
        yield _File(made.open(dest.name), scheme, made.commit)
