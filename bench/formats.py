"""How fast articles go in and out in each format, beside the plainest loop for it.

Goldleaf's writer and reader take turns with the loop of ``_plain_formats.py``, which does
the same with the format's own library and nothing else, over the same articles in the same
run (``_library_alone.py`` where none was written). Printed are the medians in articles per
second, and their ratio, by the clock and by processor time: on a machine that others use
too, only the latter can be trusted. The garbage of one turn is collected before the next.

``--large N`` makes a workspace of N articles with decisions and exports it with the real
``goldleaf export`` in a process of its own, once for each format named: how long it takes,
and the most memory the process has had. ``--add N`` does the same with ``goldleaf add``.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from _library_alone import library_alone
from _made_articles import made_articles
from _plain_formats import PLAIN
from _plain_loop import Plain
from goldleaf.core.formats import FORMATS, Draft, Format, Head, Source
from goldleaf.core.formats.jsonl import to_line
from goldleaf.core.model import (
    AnnotatedArticle,
    Decision,
    DecisionKind,
    Record,
    RecordChange,
    Status,
    StatusChange,
    Verdict,
    next_id,
)
from goldleaf.core.scheme import Scheme, preset_text
from goldleaf.core.segment import segment
from goldleaf.core.store import Store, Workspace

_SMALL = 0.1
"""The share of a large workspace that is measured too, to see how time grows."""


_MEASURED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Runs a program and prints the most memory it has had.

A process by itself and a small one: Linux counts for a program what the process that started
it had in memory then.
"""


class _Folder:
    """A folder that a writer's files go to."""

    def __init__(self, folder: Path, format: Format) -> None:
        self.scheme = Scheme("bench")
        self.parts = ("train", "dev", "test") if format.divided else ("",)
        self._folder = folder
        self._format = format
        self._files: list[BinaryIO] = []
        self._by_part: dict[str, BinaryIO] = {}

    def file(self, part: str) -> BinaryIO:
        if part not in self._by_part:
            self._by_part[part] = self.open(f"gold{self._format.suffix}")
        return self._by_part[part]

    def open(self, name: str) -> BinaryIO:
        path = self._folder / name
        if "/" in name:
            path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("wb")
        self._files.append(file)
        return file

    def present(self, name: str) -> bytes | None:  # noqa: ARG002 - there is nothing yet
        return None

    def close(self) -> None:
        for file in self._files:
            file.close()


def write_articles(format: Format, articles: Sequence[AnnotatedArticle], folder: Path) -> None:
    """Write *articles* into *folder* as *format*."""
    destination = _Folder(folder, format)
    assert format.writer is not None
    writer = format.writer(destination)
    for one in articles:
        for _ in writer.write(one, destination.parts[0]):
            pass
    writer.finish()
    destination.close()


def _sources(format: Format, folder: Path) -> list[Source]:
    """The files of *folder* that are articles, without what goes along with them."""
    sources = [Source(path.name, path) for path in sorted(folder.rglob("*")) if path.is_file()]
    paths = {one.path for one in sources}
    found = []
    for source in sources:
        with source.open() as stream:
            head = Head.of(source, stream)
        comes_along = any(other.path in paths for other in format.belongs_to(source))
        if format.recognises(head) and not comes_along:
            found.append(source)
    return found


def read_articles(format: Format, folder: Path) -> Iterator[AnnotatedArticle]:
    """The articles of *format* in *folder*."""
    return _read(format, _sources(format, folder))


def _read(format: Format, sources: Sequence[Source]) -> Iterator[AnnotatedArticle]:
    assert format.read is not None
    drafts = (one for source in sources for one in format.read(source))
    return (one.annotated for one in drafts if isinstance(one, Draft))


def _compared(
    format: Format, plain: Plain | None, articles: Sequence[AnnotatedArticle], turns: int
) -> dict[str, Any]:
    """The speed of both directions of *format*, with the ratio where there is a plain loop."""
    count = len(articles)
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "made"
        made.mkdir()
        write_articles(format, articles, made)
        plain = plain or library_alone(made)
        report: dict[str, Any] = {
            "format": format.name,
            "library": plain.library if plain else "",
        }
        if format.writer is not None:
            report |= _ratio(
                "write",
                count,
                turns,
                lambda folder: write_articles(format, articles, folder),
                _bound(plain and plain.write, articles),
            )
        if format.read is not None and format.writer is not None:
            sources = _sources(format, made)
            assert len([*_read(format, sources)]) == count, f"{format.name} reads other articles"
            report |= _ratio(
                "read",
                count,
                turns,
                lambda _: [None for _ in _read(format, sources)],
                _exhausted(plain and plain.read, made),
            )
    return report


def _bound(write: Any, articles: Sequence[AnnotatedArticle]) -> Callable[[Path], object] | None:
    return (lambda folder: write(articles, folder)) if write else None


def _exhausted(read: Any, made: Path) -> Callable[[Path], object] | None:
    return (lambda _: [None for _ in read(made)]) if read else None


def _ratio(
    what: str,
    count: int,
    turns: int,
    ours: Callable[[Path], object],
    plain: Callable[[Path], object] | None,
) -> dict[str, Any]:
    times: dict[str, list[tuple[float, float]]] = {"ours": [], "plain": []}
    for turn in range(turns + 1):
        for name, work in (("ours", ours), ("plain", plain)):
            if work is not None:
                seconds = _seconds(work)
                if turn:  # the first turn warms up
                    times[name].append(seconds)
    clock, processor = (
        {name: statistics.median(one[which] for one in of) for name, of in times.items() if of}
        for which in (0, 1)
    )
    report: dict[str, Any] = {
        f"{what}, articles per second": round(count / clock["ours"]),
        f"{what}, articles per second of processor time": round(count / processor["ours"]),
    }
    if plain is not None:
        report[f"{what}, plain loop"] = round(count / clock["plain"])
        report[f"{what}, ratio"] = round(clock["plain"] / clock["ours"], 2)
        report[f"{what}, ratio of processor time"] = round(
            processor["plain"] / processor["ours"], 2
        )
    return report


def _seconds(work: Callable[[Path], object]) -> tuple[float, float]:
    """How long *work* takes by the clock and on the processor."""
    with tempfile.TemporaryDirectory() as folder:
        gc.collect()
        began, used = time.perf_counter(), time.process_time()
        work(Path(folder))
        return time.perf_counter() - began, time.process_time() - used


def _large(count: int, formats: Sequence[str], sentences: int) -> list[dict[str, Any]]:
    """Export a workspace of *count* articles, and a part of it, in processes of their own."""
    reports = []
    with tempfile.TemporaryDirectory() as name:
        for size in (round(count * _SMALL), count):
            workspace = Workspace.create(Path(name) / f"w{size}", preset_text("news"))
            with workspace.store() as store:
                _fill(store, size, sentences)
            for format in formats:
                dest = Path(name) / f"out-{size}-{format}"
                seconds, memory = _run(
                    ["-w", str(workspace.root), "export", format, str(dest)], Path(name)
                )
                reports.append(
                    {
                        "export": format,
                        "articles": size,
                        "articles per second": round(size / seconds),
                        "peak memory, MB": memory,
                    }
                )
    return reports


def _added(count: int, sentences: int) -> list[dict[str, Any]]:
    """Add *count* articles of one file, and a part of them, in processes of their own."""
    reports = []
    with tempfile.TemporaryDirectory() as name:
        for size in (round(count * _SMALL), count):
            workspace = Workspace.create(Path(name) / f"w{size}", preset_text("news"))
            path = Path(name) / f"{size}.jsonl"
            with path.open("wb") as file:
                for one in made_articles(size, sentences):
                    file.write(to_line(one))
            seconds, memory = _run(
                ["-w", str(workspace.root), "add", str(path), "--as-gold"], Path(name)
            )
            reports.append(
                {
                    "add": "jsonl",
                    "articles": size,
                    "articles per second": round(size / seconds),
                    "peak memory, MB": memory,
                }
            )
    return reports


def _fill(store: Store, count: int, sentences: int) -> None:
    """Put *count* articles into *store*, each with a decision on all its annotations."""
    last = ""
    with store.transaction():
        for one in made_articles(count, sentences):
            article = one.article
            store.add_article(article, (), segment(article.text, article.language))
            changes = [
                RecordChange(each.id, None, Record(each, Verdict.ACCEPTED))
                for each in one.annotations
            ]
            last = next_id(last)
            store.append(
                Decision(
                    last,
                    article.id,
                    "bench",
                    DecisionKind.IMPORT,
                    "2026-03-01T10:00:00.000Z",
                    (*changes, StatusChange(Status.OPEN, Status.DONE)),
                )
            )


def _run(arguments: list[str], folder: Path) -> tuple[float, int]:
    """How long the real program takes, and the most memory it has had, in MB."""
    began = time.perf_counter()
    with (folder / "log").open("wb") as log:
        process = subprocess.run(
            [sys.executable, "-c", _MEASURED, sys.executable, "-m", "goldleaf", *arguments],
            stdout=subprocess.PIPE,
            stderr=log,
            check=False,
        )
    seconds = time.perf_counter() - began
    if process.returncode:
        sys.exit((folder / "log").read_text(errors="replace"))
    # Linux counts kilobytes, macOS bytes
    return seconds, int(process.stdout) // (1_000_000 if sys.platform == "darwin" else 1_000)


def main() -> None:
    arguments = _arguments()
    if arguments.large:
        formats = arguments.formats or ["jsonl", "iob2"]
        reports = _large(arguments.large, formats, arguments.sentences)
    elif arguments.add:
        reports = _added(arguments.add, arguments.sentences)
    else:
        articles = [
            replace(one, segmentation=segment(one.article.text, "en"))
            for one in made_articles(arguments.articles, arguments.sentences)
        ]
        chosen = sorted(FORMATS, key=lambda one: one.name)
        reports = [
            _compared(format, PLAIN.get(format.name), articles, arguments.turns)
            for format in chosen
            if format.writer is not None
            and (not arguments.formats or format.name in arguments.formats)
        ]
    if arguments.json:
        print(json.dumps(reports, indent=1))
        return
    for report in reports:
        print("  ".join(f"{name}: {value}" for name, value in report.items()))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("formats", nargs="*", help="only these formats")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--sentences", type=int, default=14, help="in each article")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--large", type=int, default=0, metavar="N", help="export N articles")
    parser.add_argument("--add", type=int, default=0, metavar="N", help="add N articles")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
