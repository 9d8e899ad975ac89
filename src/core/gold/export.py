"""The gold dataset of a workspace, as files."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, get_args

from ..model import AnnotatedArticle, ArticleState, GoldleafError, UsageError
from ..scheme import Scheme
from ..store import Store
from . import files
from .jsonl_writer import JsonlWriter
from .losses import Loss, LossReport
from .resolve import Include, Resolved, decision_times, resolve
from .spacy_writer import CONFIG_NAME, SpacyWriter, is_edited
from .split import PARTS, Split

Format = Literal["jsonl", "spacy"]
FORMATS: tuple[str, ...] = get_args(Format)

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


class Writer(Protocol):
    """Writes articles in some format."""

    def write(self, annotated: AnnotatedArticle, part: str) -> tuple[Loss, ...]:
        """Take one article into *part*; what the format cannot keep of it."""

    def finish(self) -> tuple[str, ...]:
        """Write what is still held back; sentences for the user."""


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
    progress: Progress | None = None,
) -> ExportReport:
    """Write what *annotator* decided to *dest* as *format*.

    ``jsonl`` writes the file *dest*, or standard output for ``-``; with a *split*,
    the folder *dest* with a file for each part. ``spacy`` always writes a folder,
    divided 80/10/10 when no *split* is given. Everything appears at the end at
    once, or nothing does, and nothing is written outside *dest*. The same
    decisions give the same bytes. *annotator* may be left out where there is
    only one.

    Raises:
        UsageError: when the format, the annotator, the split or *dest* is wrong.
        GoldleafError: when there is nothing to export, or writing fails.
    """
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!r}; the formats are {', '.join(FORMATS)}.")
    include = _include(include)
    if isinstance(split, str):
        split = Split.parse(split)
    if split is None and format == "spacy":
        split = DEFAULT_SPLIT
    who = _annotator(store, annotator, include)
    ids = _admitted(store, who, include)
    part_of = split.assign(ids, seed) if split else dict.fromkeys(ids, "")

    annotations = 0
    losses: list[Loss] = []
    with (
        files.file_errors(dest),
        _destination(format, dest, scheme, split=split) as (writer, commit),
    ):
        for done, id in enumerate(ids, start=1):
            resolved = _resolved(store, id, who, include)
            losses += resolved.losses
            losses += writer.write(resolved.annotated, part_of[id])
            annotations += len(resolved.annotated.annotations)
            if progress is not None:
                progress(done, len(ids))
        notes = writer.finish()
        written, more_notes = commit()
    sizes = Counter(part_of.values())
    return ExportReport(
        len(ids),
        annotations,
        written,
        LossReport(tuple(losses)),
        {part: sizes[part] for part in PARTS} if split else {},
        _empty_parts(split, sizes) + notes + more_notes,
    )


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
    ids = store.article_ids()
    for id in ids:
        state = store.state(id, annotator)
        for one in Include:
            if one.admits(state):
                admitted[one].append(id)
    if admitted[include]:
        return admitted[include]
    if not ids:
        raise GoldleafError(f"There are no articles in {store.path}; `goldleaf add` some first.")
    hint = " or ".join(
        f"--include {one} ({len(found)} of {len(ids)})" for one, found in admitted.items() if found
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
    return resolve(
        store.article(id),
        store.zones(id),
        store.suggestions(id),
        store.state(id, annotator) if annotator else ArticleState(),
        include,
        retired=store.suggestions(id, retired=True),
        annotator=annotator,
        decided_at=decision_times(store.log(id, annotator)) if annotator else {},
    )


Commit = Callable[[], tuple[tuple[Path, ...], tuple[str, ...]]]


@contextmanager
def _destination(
    format: str, dest: Path, scheme: Scheme, *, split: Split | None
) -> Iterator[tuple[Writer, Commit]]:
    """A writer for *dest*, and what puts its files in place and names them."""
    if split is None:
        with _single_file(dest) as opened:
            yield opened
        return
    if dest == files.STANDARD_OUTPUT:
        raise UsageError("Several files cannot go to standard output; name a folder.")
    with ExitStack() as stack:
        undo = stack.enter_context(files.prepare_folder(dest))
        made = stack.enter_context(files.outputs(dest))
        out = {part: made.open(f"{part}.{format}") for part in PARTS}
        notes: tuple[str, ...] = ()
        writer: Writer
        if format == "spacy":
            config = dest / CONFIG_NAME
            kept = config.is_file() and is_edited(config.read_bytes())
            if kept:
                notes = (f"{config} was changed by hand and is kept as it is.",)
            writer = SpacyWriter(out, None if kept else made.open(CONFIG_NAME), scheme)
        else:
            writer = JsonlWriter(out)

        def commit() -> tuple[tuple[Path, ...], tuple[str, ...]]:
            written = made.commit()
            undo.pop_all()
            return written, notes

        yield writer, commit


@contextmanager
def _single_file(dest: Path) -> Iterator[tuple[Writer, Commit]]:
    if dest == files.STANDARD_OUTPUT:
        pipe = sys.stdout.buffer

        def flush() -> tuple[tuple[Path, ...], tuple[str, ...]]:
            pipe.flush()
            return (), ()

        yield JsonlWriter({"": pipe}), flush
        return
    files.check_file(dest)
    with files.outputs(dest.parent) as made:
        writer = JsonlWriter({"": made.open(dest.name)})
        yield writer, lambda: (made.commit(), ())
