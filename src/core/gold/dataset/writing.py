"""The files of a dataset, written as the articles come."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
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

_GROUP_ROWS = 1000
_GROUP_BYTES = 4_000_000
"""Rows of so many bytes as JSON at most make a row group: they are in memory together."""


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
            from pyarrow import parquet  # noqa: PLC0415
        except ImportError:
            raise missing("pyarrow") from None
        self.annotations = 0
        self.counts = {part: Counts() for part in parts}
        self._destination = destination
        self._files: dict[str, Hashed] = {}
        self._columns = columns
        self._arrow = pa
        self._schema = pa.schema([(name, arrow_type(one)) for name, one in columns.items()])
        self._rows: dict[str, list[dict[str, Any]]] = {part: [] for part in parts}
        self._bytes = dict.fromkeys(parts, 0)
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
        line = safe_json(value).encode() + b"\n"
        self._lines[part].write(line)
        told = {"article": annotated.article.id, "split": part, "annotations": _told(annotated)}
        self._provenance.write(safe_json(told).encode() + b"\n")
        tokens = annotated.segmentation.token_count if annotated.segmentation else 0
        self.counts[part].add(value, tokens)
        self.annotations += len(annotated.annotations)
        rows = self._rows[part]
        rows.append(row_of(value, self._columns))
        self._bytes[part] += len(line)
        if len(rows) >= _GROUP_ROWS or self._bytes[part] >= _GROUP_BYTES:
            self._write_group(part)

    def write(self, name: str, text: str) -> None:
        """A file called *name* that holds *text*."""
        self._open(name).write(text.encode())

    def finish_tables(self) -> None:
        """Write what is held back of the tables; only then are all counts known."""
        for part, table in self._tables.items():
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

    def _write_group(self, part: str) -> None:
        if self._rows[part]:
            table = self._arrow.Table.from_pylist(self._rows[part], schema=self._schema)
            self._tables[part].write_table(table)
            self.counts[part].bytes += table.nbytes
            self._rows[part].clear()
            self._bytes[part] = 0


def _told(annotated: AnnotatedArticle) -> dict[str, Any]:
    return {one.id: annotated.provenance.get(one.id, {}) for one in annotated.annotations}
