"""The files of a dataset, written as the articles come."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ...model import AnnotatedArticle
from ...model.safe_json import safe_json
from .counts import Counts
from .duplicates import missing
from .hashed import Hashed
from .manifest import MANIFEST, manifest_text
from .rows import Type, arrow_type, row_of

if TYPE_CHECKING:
    from ..destinations import FileDestination, FolderDestination

_BATCH = 50
"""Rows that are Python's objects at a time: as such they take ten times what Arrow needs."""

_GROUP_BYTES = 8_000_000
"""What a row group takes in memory at least, unless it is the last."""


class Writing:
    """A dataset in the making: rows, lines and provenance of each article, then the rest."""

    def __init__(
        self,
        destination: FolderDestination | FileDestination,
        open_files: ExitStack,
        columns: Mapping[str, Type],
        parts: list[str],
    ) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415  an extra
            from pyarrow import json, parquet  # noqa: PLC0415
        except ImportError:
            raise missing("pyarrow") from None
        self.annotations = 0
        self.counts = {part: Counts() for part in parts}
        self._destination = destination
        self._files: dict[str, Hashed] = {}
        self._columns = columns
        self._arrow = pa
        self._json = json
        self._schema = pa.schema([(name, arrow_type(one)) for name, one in columns.items()])
        self._rows: dict[str, list[dict[str, Any]]] = {part: [] for part in parts}
        self._batches: dict[str, list[Any]] = {part: [] for part in parts}
        self._lines: dict[str, Hashed] = {}
        self._tables: dict[str, Any] = {}
        for part in parts:
            self._lines[part] = self._open(f"data/{part}.jsonl")
            self._tables[part] = open_files.enter_context(
                parquet.ParquetWriter(
                    self._open(f"data/{part}.parquet"), self._schema, compression="zstd"
                )
            )
        self._provenance = self._open("provenance.jsonl")

    @property
    def names(self) -> list[str]:
        """The files so far, and the manifest that is to come."""
        return [*self._files, MANIFEST]

    def take(self, annotated: AnnotatedArticle, value: Mapping[str, Any], part: str) -> None:
        """Write an article to *part*; *value* is it in the form of Goldleaf JSONL."""
        self._lines[part].write(safe_json(value).encode() + b"\n")
        told = {"article": annotated.article.id, "split": part, "annotations": _told(annotated)}
        self._provenance.write(safe_json(told).encode() + b"\n")
        tokens = annotated.segmentation.token_count if annotated.segmentation else 0
        self.counts[part].add(value, tokens)
        self.annotations += len(annotated.annotations)
        self._rows[part].append(row_of(value, self._columns))
        if len(self._rows[part]) >= _BATCH:
            self._pack(part)
            if sum(one.nbytes for one in self._batches[part]) >= _GROUP_BYTES:
                self._write_group(part)

    def write(self, name: str, text: str) -> None:
        """A file called *name* that holds *text*."""
        self._open(name).write(text.encode())

    def finish_tables(self) -> None:
        """Write what is held back of the tables; only then are all counts known."""
        for part, table in self._tables.items():
            self._pack(part)
            self._write_group(part)
            table.close()

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Write the manifest, of all files that were written."""
        for made in self._files.values():
            if not made.closed:
                made.close()
        told = {name: made.told for name, made in self._files.items()}
        with self._destination.open(MANIFEST) as file:
            file.write(manifest_text(facts, told).encode())

    def _open(self, name: str) -> Hashed:
        self._files[name] = made = Hashed(self._destination.open(name))
        return made

    def _pack(self, part: str) -> None:
        """Turn the rows that wait into a table of Arrow's."""
        if self._rows[part]:
            # quicker than Table.from_pylist, which loads pandas where it is installed
            lines = "\n".join(map(safe_json, self._rows[part])).encode()
            table = self._json.read_json(
                BytesIO(lines),
                self._json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
                self._json.ParseOptions(
                    explicit_schema=self._schema, unexpected_field_behavior="error"
                ),
            )
            self.counts[part].bytes += table.nbytes
            self._batches[part].append(table)
            self._rows[part].clear()

    def _write_group(self, part: str) -> None:
        if self._batches[part]:
            table = self._arrow.concat_tables(self._batches[part])
            self._tables[part].write_table(table, row_group_size=table.num_rows)
            self._batches[part].clear()


def _told(annotated: AnnotatedArticle) -> dict[str, Any]:
    return {one.id: annotated.provenance.get(one.id, {}) for one in annotated.annotations}
