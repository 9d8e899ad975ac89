"""How long going on takes in breadth-first review of many small articles, on a real terminal.

*Next article* accepts the only name of a label in an article, with the commit, and draws the
next article that has one; *next label* goes on from the last one of a label to the first article
with the next label; *nothing left* looks through the whole workspace for nothing. Prints
medians and maxima in milliseconds.

    python bench/rounds.py [--json] [--articles 3000] [--presses 40]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from _terminal import Terminal
from goldleaf.core.model import (
    Article,
    Decision,
    DecisionKind,
    Entity,
    Record,
    RecordChange,
    Span,
    Suggestion,
    Verdict,
    next_id,
)
from goldleaf.core.review import Order, Queue, ReviewSession
from goldleaf.core.scheme import load_preset, preset_text
from goldleaf.core.store import Store, Workspace
from keys import as_bytes, goldleaf_keys, segment

LIMIT = 100.0
"""Milliseconds that going on may take to feel as if at once."""
NEXT_ARTICLE, NEXT_LABEL, NOTHING = "next article", "next label", "nothing left"
MENTIONS = 20
STARTS = 5
COLUMNS = (("median", "median"), ("most", "most"), ("at most", "limit"))


def make_workspace(root: Path, articles: int) -> Workspace:
    """A workspace of that many articles, each with twenty names that take the labels in turn."""
    workspace = Workspace.create(root, preset_text("news"))
    labels = list(load_preset("news").label_named)
    with workspace.store() as store, store.transaction():
        for number in range(articles):
            names = [f"Name{number}of{at}" for at in range(MENTIONS)]
            text = ". ".join(f"Today {name} spoke of the harbour" for name in names) + "."
            id = f"a{number:06d}"
            store.add_article(Article(id, text, f"Sample {number}"), (), segment(text))
            store.put_suggestions(
                id,
                "sample",
                "1",
                [
                    Suggestion(
                        entity(f"{id}-{at}", text, name, labels[at % len(labels)]),
                        0.8,
                        "sample",
                        "1",
                    )
                    for at, name in enumerate(names)
                ],
            )
    return workspace


def entity(id: str, text: str, name: str, label: str) -> Entity:
    """The mention of *name* in *text*."""
    start = text.index(name)
    return Entity(id, (Span(start, start + len(name)),), label)


def decide_all(store: Store, annotator: str, labels: Collection[str]) -> None:
    """Accept all that is pending of *labels*."""
    with store.transaction():
        for article_id in store.article_ids():
            records = store.state(article_id, annotator).records
            changes = tuple(
                RecordChange(one.id, None, Record(one.annotation, Verdict.ACCEPTED))
                for one in store.suggestions(article_id)
                if one.id not in records and one.annotation.label in labels
            )
            if changes:
                id = next_id(store.last_decision_id(annotator))
                kind = DecisionKind.CONFIRM
                at = "2026-01-01T00:00:00.000Z"
                store.append(Decision(id, article_id, annotator, kind, at, changes))


def begin(workspace: Workspace, article: str, label: str) -> None:
    """Let the review resume at the first mention of *label* in *article*, breadth-first."""
    with workspace.store() as store:
        session = ReviewSession(store, workspace.scheme, workspace.annotator())
        session.offer(Queue(Order.BREADTH_FIRST))
        session.open(article)
        session.focus_on(next(one.id for one in session.items if one.label == label))
        session.save()


def timed(workspace: Workspace, key: bytes, presses: int) -> list[float]:
    """Milliseconds of each of so many *presses* of *key* in the review of *workspace*."""
    terminal = Terminal([sys.executable, "-m", "goldleaf", "-w", str(workspace.root), "review"])
    try:
        terminal.first_frame("spoke of")
        terminal.rest(2)
        found = []
        for _ in range(presses):
            found.append(1000 * terminal.press(key))
            terminal.rest(0.2)
        return found
    finally:
        terminal.close()


def measure(root: Path, articles: int, presses: int) -> dict[str, list[float]]:
    """The times of the three ways of going on."""
    keys = goldleaf_keys()
    accept, go_on = as_bytes(keys["accept"]), as_bytes(keys["next_pending"])
    workspace = make_workspace(root, articles)
    labels = sorted(load_preset("news").label_named)
    first = labels[0]
    begin(workspace, "a000000", first)
    times = {NEXT_ARTICLE: timed(workspace, accept, presses)}
    for way, decided in ((NEXT_LABEL, [first]), (NOTHING, labels)):
        with workspace.store() as store:
            decide_all(store, workspace.annotator(), decided)
        times[way] = []
        for _ in range(STARTS):
            # the same key again would go elsewhere, or say the same
            begin(workspace, f"a{articles // 2:06d}", first)
            times[way] += timed(workspace, go_on, 1)
    return times


def main() -> None:
    """Measure and print; exits with 1 where a median is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--presses", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        times = measure(Path(folder) / "rounds", chosen.articles, chosen.presses)
    rows = {
        name: {"median": statistics.median(one), "most": max(one), "limit": LIMIT}
        for name, one in times.items()
    }
    if chosen.json:
        print(json.dumps({"articles": chosen.articles, "milliseconds": rows}, indent=2))
    else:
        print(f"{'':14}" + "".join(f"{head:>10}" for head, _ in COLUMNS))
        for name, row in rows.items():
            print(f"{name:14}" + "".join(f"{row[key]:>7.1f} ms" for _, key in COLUMNS))
    sys.exit(any(row["median"] > LIMIT for row in rows.values()))


if __name__ == "__main__":
    main()
