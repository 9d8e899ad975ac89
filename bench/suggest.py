"""How fast suggesting is, beside the bare pipeline on the same texts.

Takes turns: the bare ``nlp.pipe`` over whole articles, then the suggester (zones,
pipeline, repair, events), several times; prints the medians in words per second and
their ratio, by the clock and by processor time: on a machine that others use too, only
the latter can be trusted. The garbage of one turn is collected before the next begins.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from goldleaf.core.model import Article, Zone, ZoneKind
from goldleaf.core.scheme import load_preset
from goldleaf.core.suggest import DEFAULT_PIPELINE, PipelineSuggester
from goldleaf.core.suggest.pipeline import load

SAMPLES = Path(__file__).parent.parent / "annotations" / "articles"


def main() -> None:
    arguments = _arguments()
    texts = list(_texts(arguments.files or sorted(SAMPLES.glob("*.txt"))))
    texts = texts * (1 + arguments.words // max(1, sum(map(_words, texts))))
    words = sum(map(_words, texts))
    articles = [
        (Article(str(number), text), (Zone(0, len(text), ZoneKind.BODY),))
        for number, text in enumerate(texts)
    ]
    nlp = load(arguments.pipeline)
    suggester = PipelineSuggester(load_preset(arguments.scheme), nlp)
    proposed = 0

    def read() -> None:
        for _ in nlp.pipe(texts):
            pass

    def suggest() -> None:
        nonlocal proposed
        proposed = sum(len(found) for _, found in suggester.suggest(articles))

    bare: list[tuple[float, float]] = []
    full: list[tuple[float, float]] = []
    for turn in range(arguments.turns + 1):
        taken = _seconds(read), _seconds(suggest)
        if turn:  # the first turn warms up
            bare.append(taken[0])
            full.append(taken[1])
    clock = [statistics.median(wall for wall, _ in times) for times in (bare, full)]
    processor = [statistics.median(cpu for _, cpu in times) for times in (bare, full)]
    report = {
        "scheme": arguments.scheme,
        "articles": len(texts),
        "words": words,
        "turns": arguments.turns,
        "suggestions": proposed,
        "bare words per second": round(words / clock[0]),
        "suggest words per second": round(words / clock[1]),
        "ratio": round(clock[0] / clock[1], 3),
        "ratio of processor time": round(processor[0] / processor[1], 3),
    }
    if arguments.json:
        print(json.dumps(report, indent=1))
    else:
        for name, value in report.items():
            print(f"{name:26} {value}")


def _seconds(work: Callable[[], None]) -> tuple[float, float]:
    """How long *work* takes by the clock and on the processor."""
    gc.collect()
    began, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - used


def _words(text: str) -> int:
    return len(text.split())


def _texts(files: list[Path]) -> Iterator[str]:
    for file in files:
        content = file.read_text("utf-8")
        if file.suffix == ".jsonl":
            yield from (json.loads(line)["text"] for line in content.splitlines() if line.strip())
        elif file.suffix == ".json":
            yield json.loads(content)["text"]
        else:
            yield content


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="text, JSON or JSONL files")
    parser.add_argument("--scheme", default="news")
    parser.add_argument("--pipeline", default=DEFAULT_PIPELINE)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--words", type=int, default=0, help="repeat the texts up to this many")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
