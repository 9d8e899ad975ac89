"""The gold dataset of a workspace, as files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from ..formats import FORMATS, Format, Loss, LossReport, format_named
from ..model import AnnotatedArticle, UsageError
from ..scheme import Scheme
from ..store import Store
from . import files
from .dataset import DATASET, DatasetOptions, export_dataset
from .destinations import destination_of
from .report import ExportReport, Progress, not_kept
from .resolve import Include
from .selecting import admitted_ids, annotator_named, include_named, resolved
from .split import PARTS, Split

WRITTEN: tuple[str, ...] = tuple(
    sorted([DATASET.name, *(one.name for one in FORMATS if one.writer)])
)
"""The names of the formats that a dataset can be written in."""

DEFAULT_SPLIT = Split(80, 10, 10)


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
    options: DatasetOptions | None = None,
    told: Callable[[Loss], None] | None = None,
    progress: Progress | None = None,
) -> ExportReport:
    """Write what *annotator* decided to *dest* as *format*, one of :data:`WRITTEN`.

    Formats that are one file write the file *dest*, or standard output for ``-``; with a
    *split*, they write the folder *dest* with a file for each part. Other formats always
    write a folder; ``spacy`` is divided 80/10/10 when no *split* is given. The files appear
    together at the end, or none of them, and nothing is written outside *dest*. They hold
    what was decided when the export began; the same decisions give the same bytes.

    *annotator* may be left out where only one has decided. *options* are for ``dataset``
    alone. *told* is called with every loss; with *strict*, a loss is an error and nothing
    is written.

    Raises:
        UsageError: when the format, the annotator, the split or *dest* is wrong.
        GoldleafError: when there is nothing to export, or writing fails.
    """
    # whoever reviews meanwhile goes on, and what they decide comes with the next export
    with store.snapshot():
        if format == DATASET.name:
            return export_dataset(
                store,
                scheme,
                dest,
                options or DatasetOptions(),
                annotator=annotator,
                include=include,
                split=Split.parse(split) if isinstance(split, str) else split or DEFAULT_SPLIT,
                seed=seed,
                strict=strict,
                told=told,
                progress=progress,
            )
        written_as = _format(format)
        include = include_named(include)
        if isinstance(split, str):
            split = Split.parse(split)
        if split is None and written_as.divided:
            split = DEFAULT_SPLIT
        who = annotator_named(store, annotator, include)
        ids = admitted_ids(store, who, include)
        part_of = split.assign(ids, seed) if split else dict.fromkeys(ids, "")

        annotations = 0
        losses = LossReport(told)
        with (
            files.file_errors(dest),
            destination_of(written_as, dest, scheme, split=split) as destination,
        ):
            assert written_as.writer is not None
            writer = written_as.writer(destination)
            for done, id in enumerate(ids, start=1):
                gold = resolved(store, id, who, include)
                losses.take(gold.losses)
                losses.take(writer.write(gold.annotated, part_of[id]))
                annotations += len(gold.annotated.annotations)
                if progress is not None:
                    progress(done, len(ids))
            notes = writer.finish()
            if strict and losses.lost:
                raise not_kept(written_as, losses)
            written = destination.commit(progress)
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
        raise UsageError(f"there is no format {name!r}; the formats are {', '.join(WRITTEN)}.")
    return format


def gold_articles(
    store: Store, annotator: str | None = None, include: Include | str = Include.DONE
) -> Iterator[AnnotatedArticle]:
    """The gold of the articles that *include* admits, one by one, as :func:`export` resolves it.

    Raises:
        UsageError: when *annotator* or *include* is wrong.
        GoldleafError: when no article is admitted.
    """
    include = include_named(include)
    who = annotator_named(store, annotator, include)
    for id in admitted_ids(store, who, include):
        yield resolved(store, id, who, include).annotated


def _empty_parts(split: Split | None, sizes: Counter[str]) -> tuple[str, ...]:
    empty = (
        [part for part, share in split.shares.items() if share and not sizes[part]] if split else []
    )
    return (f"Too few articles to divide: {' and '.join(empty)} got none.",) if empty else ()
