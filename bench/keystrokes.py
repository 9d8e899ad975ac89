"""How many keys a review costs, counted in the real app on articles with gold annotations.

A simulated reviewer who knows the gold reviews each article in the app, without a terminal, from
Goldleaf's suggestions to exactly the gold, and again without suggestions. Keys are looked up in
the keymap and go through the app's handling of keys; what the app shows (the focus, the letters on
the text, the choices) is read from it. Every suggestion is decided; the database is then compared
with the gold, and a difference is an error. Prints keys per gold annotation (an entity, a
trigger, an argument), beside those of the key model of SLATE on the same gold.

Reads what ``bench/suggestions.py`` reads. The scheme ``labels`` is made from the corpus's own
entity labels, of which the outermost mentions count; its mentions are phrases where pronouns are
among them.

    python bench/keystrokes.py --corpus FILE [--scheme NAME] [--no-suggestions] [--limit N] [--json]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from _gold import KINDS, Gold, gold_of, labels_of, mentions_of, mismatches, scheme_of
from _keyboard import Keyboard
from _reviewer import Reviewer
from _slate import slate_keys
from goldleaf.core.model import Article, Entity, Event, Zone, ZoneKind
from goldleaf.core.review import ReviewSession
from goldleaf.core.scheme import Scheme, parse_scheme, preset_names, preset_text
from goldleaf.core.segment import segment
from goldleaf.core.store import Store, Workspace
from goldleaf.core.suggest import PipelineSuggester
from goldleaf.tui.app import GoldleafApp
from suggestions import read

SIZE = (120, 40)
ANNOTATOR = "bench"
COSTLIEST = 12


@dataclass
class Run:
    """The keys of one review of a corpus, by kind of annotation and action."""

    keys: dict[tuple[str, str], float] = field(default_factory=dict)
    articles: list[dict[str, Any]] = field(default_factory=list)

    @property
    def total(self) -> float:
        """All keys."""
        return sum(self.keys.values())

    def by_kind(self) -> dict[str, float]:
        """Keys by kind of annotation, and ``article`` for those that close an article."""
        found: dict[str, float] = {}
        for (kind, _), count in self.keys.items():
            found[kind] = found.get(kind, 0) + count
        return found

    def by_action(self) -> dict[str, float]:
        """Keys by what they did, the costliest first."""
        found: dict[str, float] = {}
        for (_, action), count in self.keys.items():
            found[action] = found.get(action, 0) + count
        return dict(sorted(found.items(), key=lambda one: -one[1]))


def figures(run: Run, counts: Mapping[str, int]) -> dict[str, Any]:
    """The figures of *run* on gold with *counts* annotations of each kind, ready for JSON."""
    by_kind = run.by_kind()
    annotations = sum(counts.values())
    return {
        "keys": round(run.total),
        "keys per annotation": round(run.total / max(annotations, 1), 3),
        "keys per article": round(run.total / max(len(run.articles), 1), 1),
        "keys per annotation by kind": {
            kind: round(by_kind.get(kind, 0) / counts[kind], 3) for kind in KINDS if counts[kind]
        },
        "keys by kind": {kind: round(count, 1) for kind, count in by_kind.items()},
        "costliest": {
            action: {
                "keys": round(count),
                **{
                    kind: round(run.keys[kind, action], 1)
                    for kind in (*KINDS, "article")
                    if (kind, action) in run.keys
                },
            }
            for action, count in list(run.by_action().items())[:COSTLIEST]
        },
        "articles": run.articles,
    }


async def play(store: Store, scheme: Scheme, golds: Mapping[str, Gold]) -> Run:
    """Review every article of *store* in the app until it has exactly its gold.

    Raises ``SystemExit`` with a list of what differs where the database has not.
    """
    run = Run()
    session = ReviewSession(store, scheme, ANNOTATOR)
    app = GoldleafApp(session, "bench")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        keyboard = Keyboard(app)
        if all(gold.entities is None for gold in golds.values()) and session.total:
            await Reviewer(app, keyboard, golds[session.article.id]).only_events()
        for _ in golds:
            id = session.article.id
            before = sum(keyboard.keys.values())
            reviewer = Reviewer(app, keyboard, golds[id])
            await reviewer.review()
            _check(store, id, golds[id])
            await reviewer.close()
            run.articles.append({"id": id, "keys": round(sum(keyboard.keys.values()) - before)})
        run.keys = dict(keyboard.keys)
    return run


def _check(store: Store, id: str, gold: Gold) -> None:
    records = store.state(id, ANNOTATOR).records
    wrong = mismatches(gold, records, store.article(id).text)
    counted = Event if gold.entities is None else Entity | Event
    wrong += [
        f"left the suggested {one.annotation.label} {one.id} open"
        for one in store.suggestions(id)
        if isinstance(one.annotation, counted) and one.id not in records
    ]
    if wrong:
        raise SystemExit(f"{id} did not come to its gold:\n  " + "\n  ".join(wrong))


def measure(
    records: Sequence[Mapping[str, Any]], scheme_name: str, *, with_suggestions: bool
) -> dict[str, Any]:
    """The figures of reviews of *records* with and without suggestions, and of SLATE."""
    text = _scheme_text(scheme_name, records)
    counts: Counter[str] = Counter()
    slate: Counter[str] = Counter()
    report: dict[str, Any] = {"scheme": scheme_name, "articles": len(records)}
    for suggesting in (True, False) if with_suggestions else (False,):
        with tempfile.TemporaryDirectory() as folder:
            workspace = Workspace.create(Path(folder) / "workspace", text)
            with workspace.store() as store:
                golds = fill(store, parse_scheme(text, scheme_name), records, suggesting=suggesting)
                run = asyncio.run(play(store, workspace.scheme, golds))
                counts, slate = Counter(), Counter()
                for id, gold in golds.items():
                    counts.update(gold.counts)
                    slate += slate_keys(store.article(id).text, store.segmentation(id), gold)
        name = "with suggestions" if suggesting else "without suggestions"
        report[name] = figures(run, counts)
    report["gold"] = dict(counts)
    report["SLATE"] = {
        "keys": slate.total(),
        "keys per annotation": round(slate.total() / max(counts.total(), 1), 3),
        "keys per annotation by kind": {
            kind: round(slate[kind] / counts[kind], 3) for kind in KINDS if counts[kind]
        },
    }
    return report


def fill(
    store: Store, scheme: Scheme, records: Sequence[Mapping[str, Any]], *, suggesting: bool
) -> dict[str, Gold]:
    """Keep the articles of *records* with Goldleaf's suggestions; the gold of each by its id."""
    golds: dict[str, Gold] = {}
    read_: list[tuple[Article, tuple[Zone, ...]]] = []
    for number, (record, gold) in enumerate(zip(records, gold_of(records, scheme), strict=True)):
        zones = tuple(
            Zone(one["start"], one["end"], ZoneKind(one["kind"])) for one in record.get("zones", ())
        )
        article = Article(
            str(record.get("id", number)),
            record["text"],
            title=record.get("title", ""),
            language=record.get("language", "en"),
        )
        if store.add_article(article, zones, segment(article.text, article.language, zones)):
            golds[article.id] = gold
            read_.append((article, zones))
    if suggesting:
        suggester = PipelineSuggester(scheme)
        for id, found in suggester.suggest(read_):
            store.put_suggestions(id, suggester.name, suggester.version, found)
    return golds


def _scheme_text(name: str, records: Sequence[Mapping[str, Any]]) -> str:
    if name == "labels":
        return scheme_of(labels_of(records), mentions_of(records))
    return preset_text(name) if name in preset_names() else Path(name).read_text("utf-8")


def print_report(report: dict[str, Any]) -> None:
    """The figures as a table."""
    gold = report["gold"]
    parts = ", ".join(f"{count} {kind}" for kind, count in gold.items())
    print(f"{report['articles']} articles, scheme {report['scheme']}; gold: {parts}")
    print(f"{'keys per':22}{'annotation':>12}" + "".join(f"{kind:>12}" for kind in KINDS))
    runs = ("with suggestions", "without suggestions", "SLATE")
    for name in runs:
        if name in report:
            one = report[name]
            kinds = one["keys per annotation by kind"]
            print(
                f"{name:22}{one['keys per annotation']:12.2f}"
                + "".join(f"{kinds[kind]:12.2f}" if kind in kinds else " " * 12 for kind in KINDS)
            )
    for name in runs[:2]:
        if name not in report:
            continue
        print(
            f"\n{name}: {report[name]['keys']} keys, {report[name]['keys per article']} a article"
        )
        for action, shares in report[name]["costliest"].items():
            split = ", ".join(f"{kind} {count}" for kind, count in shares.items() if kind != "keys")
            print(f"  {action:24}{shares['keys']:6}   {split}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, help="a JSON or JSONL gold file")
    parser.add_argument("--scheme", default="news", help="a preset, a scheme file, or labels")
    parser.add_argument("--no-suggestions", action="store_true", help="only from scratch")
    parser.add_argument("--limit", type=int, help="only the first articles")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    records = read(options.corpus)[: options.limit]
    report = measure(records, options.scheme, with_suggestions=not options.no_suggestions)
    report = {"corpus": options.corpus.name, **report}
    if options.json:
        print(json.dumps(report, indent=1))
    else:
        print_report(report)


if __name__ == "__main__":
    main()
