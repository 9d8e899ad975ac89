"""Writing the folder: two passes over the articles, one to divide them and one to write them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ...formats import EVERYTHING, Format, Layout, Loss, LossReport, Reason
from ...measure import Agreement
from ...model import AnnotatedArticle, UsageError
from ...model.jsonl import article_to_json
from ...model.safe_json import safe_json
from ...scheme import Scheme
from ...store import Store
from .. import files
from ..destinations import destination_of
from ..report import ExportReport, Progress, not_kept
from ..resolve import Include, resolve
from ..selecting import admitted_ids, annotator_named, include_named
from ..split import PARTS, Split
from .card import Card, Counts
from .dividing import divide
from .duplicates import missing
from .rejections import rejections
from .rows import arrow_type, columns, row_of

if TYPE_CHECKING:
    from ..destinations import FileDestination, FolderDestination

DATASET = Format(
    name="dataset",
    title="gold dataset",
    offsets="Unicode code points",
    keeps=EVERYTHING,
    layout=Layout.FOLDER,
    divided=True,
)
"""A folder to train from and to publish. It is written only."""

_MANIFEST = "manifest.json"
_ROWS = 200
"""Articles in a row group of Parquet, and so the most that are in memory."""


@dataclass(frozen=True, slots=True)
class DatasetOptions:
    """What a dataset has beside the gold.

    ``rejections``: suggestions that were rejected, as hard negatives in a column of their
    own. ``license`` is an identifier of the Hugging Face Hub.
    """

    name: str = "Gold dataset"
    license: str = "unknown"
    guidelines: str = ""
    scheme_text: str = ""
    rejections: bool = False


def export_dataset(
    store: Store,
    scheme: Scheme,
    dest: Path,
    options: DatasetOptions,
    *,
    annotator: str | None,
    include: Include | str,
    split: Split,
    seed: int,
    strict: bool,
    told: Callable[[Loss], None] | None,
    progress: Progress | None,
) -> ExportReport:
    """Write the folder *dest*: see :func:`goldleaf.core.gold.export`.

    Raises:
        UsageError: when *dest* holds something else, or the extra ``dataset`` is not
            installed, too.
    """
    _check(dest)
    include = include_named(include)
    who = annotator_named(store, annotator, include)
    ids = admitted_ids(store, who, include)
    losses = LossReport(told)
    divided = divide(store, who, include, split=split, seed=seed, progress=progress)
    kept = [id for id in ids if id in divided.parts]
    for id in ids:
        if near := divided.left_out.get(id):
            detail = f"near {', '.join(near)}"
            losses.take([Loss(id, "", Reason.NEAR_DUPLICATE, detail=detail)])
    with (
        files.file_errors(dest),
        destination_of(DATASET, dest, scheme, split=split) as destination,
        ExitStack() as open_files,
    ):
        writing = _Writing(destination, open_files, options, split)
        for done, id in enumerate(kept, start=1):
            material = store.material(id, who)
            resolved = resolve(material, include, who)
            losses.take(resolved.losses)
            value = article_to_json(resolved.annotated)
            if options.rejections:
                log = store.log(id, who) if who else ()
                if found := rejections(material, resolved.annotated, log, scheme):
                    value["rejected"] = found
            writing.take(resolved.annotated, value, divided.parts[id])
            if progress is not None:
                progress(done, len(kept), doing="Writing")
        if strict and losses.lost:
            raise not_kept(DATASET, losses)
        agreement = _agreement(store, include, kept)
        manifest = {"annotator": who, "include": include.value, "seed": seed, "split": str(split)}
        writing.finish(scheme, agreement, manifest)
        written = destination.commit()
    sizes = Counter(divided.parts[id] for id in kept)
    empty = [part for part, share in split.shares.items() if share and not sizes[part]]
    note = f"Too few articles to divide: {' and '.join(empty)} got none."
    return ExportReport(
        len(kept),
        writing.annotations,
        written,
        losses,
        {part: sizes[part] for part in PARTS},
        (note,) if empty else (),
    )


def _check(dest: Path) -> None:
    """Raise ``UsageError`` when *dest* holds files that are not a dataset's, such as a README."""
    if dest.is_dir() and any(dest.iterdir()) and not (dest / _MANIFEST).is_file():
        raise UsageError(
            f"{dest} holds files already and no dataset of Goldleaf's; name a new folder, or one"
            " that an earlier export made."
        )


def _agreement(store: Store, include: Include, ids: list[str]) -> Agreement:
    """The agreement of all annotators on the articles of the dataset."""
    agreement = Agreement()
    everyone = store.annotators()
    if len(everyone) > 1:
        admitted = {
            who: {one.id for one in store.standings(who) if include.admits(one) and one.touched}
            for who in everyone
        }
        for id in ids:
            shared = [who for who in everyone if id in admitted[who]]
            if len(shared) > 1:
                found = {
                    who: resolve(store.material(id, who), Include.DONE, who).annotated.annotations
                    for who in shared
                }
                agreement.add(found, store.segmentation(id))
    return agreement


@dataclass(slots=True)
class _Hashed:
    """A file that knows the digest of what was written to it."""

    file: BinaryIO
    digest: Any = field(default_factory=hashlib.sha256)
    size: int = 0
    closed: bool = False

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()

    def close(self) -> None:
        self.closed = True
        self.file.close()


class _Writing:
    """The files of a dataset in the making."""

    def __init__(
        self,
        destination: FolderDestination | FileDestination,
        open_files: ExitStack,
        options: DatasetOptions,
        split: Split,
    ) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415  an extra
            from pyarrow import parquet  # noqa: PLC0415
        except ImportError:
            raise missing("pyarrow") from None
        self.annotations = 0
        self._destination = destination
        self._options = options
        self._files: dict[str, _Hashed] = {}
        self._columns = columns(rejections=options.rejections)
        self._arrow = pa
        self._schema = pa.schema([(name, arrow_type(one)) for name, one in self._columns.items()])
        self._counts = Counts()
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._lines: dict[str, _Hashed] = {}
        self._tables: dict[str, Any] = {}
        for part in (part for part, share in split.shares.items() if share):
            self._rows[part] = []
            self._lines[part] = self._open(f"data/{part}.jsonl")
            table = parquet.ParquetWriter(
                self._open(f"data/{part}.parquet"), self._schema, compression="zstd"
            )
            self._tables[part] = open_files.enter_context(table)
        self._provenance = self._open("provenance.jsonl")

    def _open(self, name: str) -> _Hashed:
        self._files[name] = made = _Hashed(self._destination.open(name))
        return made

    def take(self, annotated: AnnotatedArticle, value: dict[str, Any], part: str) -> None:
        """Write an article to *part*; *value* is it in the form of Goldleaf JSONL."""
        row = row_of(value, self._columns)
        self.annotations += len(annotated.annotations)
        self._counts.add(part, row)
        self._lines[part].write(safe_json(value).encode() + b"\n")
        told = {"article": annotated.article.id, "split": part, "annotations": _told(annotated)}
        self._provenance.write(safe_json(told).encode() + b"\n")
        self._rows[part].append(row)
        if len(self._rows[part]) >= _ROWS:
            self._flush(part)

    def _flush(self, part: str) -> None:
        if self._rows[part]:
            table = self._arrow.Table.from_pylist(self._rows[part], schema=self._schema)
            self._tables[part].write_table(table)
            self._counts.bytes[part] += table.nbytes
            self._rows[part].clear()

    def finish(self, scheme: Scheme, agreement: Agreement, manifest: dict[str, Any]) -> None:
        """Write what is held back, and what tells of all the rest."""
        for part, table in self._tables.items():
            self._flush(part)
            table.close()
        options = self._options
        card = Card(
            options.name,
            options.license,
            scheme,
            self._columns,
            self._counts,
            agreement,
            options.guidelines,
        )
        self._write("README.md", card.text)
        if options.scheme_text:
            self._write("scheme.toml", options.scheme_text)
        if options.guidelines:
            self._write("guidelines.md", options.guidelines)
        for made in self._files.values():
            if not made.closed:
                made.close()
        manifest = {
            "goldleaf": version("goldleaf"),
            "scheme": scheme.name,
            **manifest,
            "articles": dict(sorted(self._counts.articles.items())),
            "provenance": "provenance.jsonl",
            "files": {
                name: {"sha256": made.digest.hexdigest(), "bytes": made.size}
                for name, made in sorted(self._files.items())
            },
        }
        with self._destination.open(_MANIFEST) as file:
            file.write(safe_json(manifest, indent=2).encode() + b"\n")

    def _write(self, name: str, text: str) -> None:
        self._open(name).write(text.encode())


def _told(annotated: AnnotatedArticle) -> dict[str, Any]:
    return {one.id: annotated.provenance.get(one.id, {}) for one in annotated.annotations}
