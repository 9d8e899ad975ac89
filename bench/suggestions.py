"""How good the suggestions are, measured against articles with gold annotations.

Reads Goldleaf JSONL, or one such object in a JSON file. Prints precision, recall
and F1 of entities (span and label) beside those of the bare pipeline, of triggers
(span and type; and by span alone), and of arguments (event type, role and filler;
exactly, and counted right when the last word of the filler is).

A PLOVER gold-standard corpus, with one event a sentence and the roles SRC and TAR,
is read too: its older type names are mapped (DEMAND to REQUEST, DISAPPROVE to
ACCUSE, FIGHT to ASSAULT, INVESTIGATE to ACCUSE), SRC is ACTOR, TAR is RECIPIENT,
and sentences are scored by whether a suggested event has the right type.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from goldleaf.core.model import Article, Entity, Event, Span, Suggestion, Zone, ZoneKind
from goldleaf.core.scheme import Scheme, load_preset, load_scheme
from goldleaf.core.suggest import DEFAULT_PIPELINE, PipelineSuggester
from goldleaf.core.suggest.pipeline import load

TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT", "INVESTIGATE": "ACCUSE"}
ROLES = {"SRC": "ACTOR", "TAR": "RECIPIENT"}
NOT_LABELS = {"ACTOR"}


def main() -> None:
    arguments = _arguments()
    records = read(arguments.corpus)
    scheme = _scheme(arguments.scheme)
    nlp = load(arguments.pipeline)
    suggester = PipelineSuggester(scheme, nlp)
    articles = [_article(number, record) for number, record in enumerate(records)]
    found = [suggestions for _, suggestions in suggester.suggest(articles)]
    labels = {label.name for label in scheme.labels}
    scores = Scores(labels, {type_.name for type_ in scheme.event_types})
    for record, (article, _), suggestions in zip(records, articles, found, strict=True):
        scores.add(record, article, suggestions)
        if arguments.show:
            show(record, article, suggestions, scores)
    bare = nlp.pipe([article.text for article, _ in articles])
    for number, (record, doc) in enumerate(zip(records, bare, strict=True)):
        gold = {(number, *key) for key in scores.gold_entities(record)}
        scores.count(
            "bare pipeline entities",
            gold,
            {(number, one.start_char, one.end_char, one.label_) for one in doc.ents},
        )
    report = {"corpus": arguments.corpus.name, "scheme": scheme.name, **scores.report()}
    if arguments.json:
        print(json.dumps(report, indent=1))
    else:
        print_report(report)


def read(path: Path) -> list[dict[str, Any]]:
    """The articles of a JSON or JSONL file."""
    text = path.read_text("utf-8")
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return value if isinstance(value, list) else [value]


class Scores:
    """Counts of what is right, suggested and in the gold, by measure."""

    def __init__(self, labels: set[str], types: set[str]) -> None:
        """Measure annotations with *labels* and event *types*."""
        self._labels = labels
        self._types = types
        self._counts: dict[str, Counter[str]] = {}
        self._sentences: Counter[str] = Counter()
        self._confusions: Counter[str] = Counter()

    def gold_entities(self, record: dict[str, Any]) -> set[tuple[int, int, str]]:
        """The gold entities whose labels the scheme has."""
        return {
            (one["start"], one["end"], one["label"])
            for one in record.get("entities", ())
            if one["label"] in self._labels
        }

    def gold_events(self, record: dict[str, Any]) -> list[dict[str, Any]]:
        """The gold events with the types and roles of the scheme."""
        return [
            {
                "type": TYPES.get(event["type"], event["type"]),
                "trigger": event.get("trigger"),
                "arguments": [
                    {**one, "role": ROLES.get(one["role"], one["role"])}
                    for one in event.get("arguments", ())
                    if one["role"] != "EVT-cont"
                ],
            }
            for event in record.get("events", ())
            if TYPES.get(event["type"], event["type"]) in self._types
        ]

    def add(self, record: dict[str, Any], article: Article, found: list[Suggestion]) -> None:
        """Compare the suggestions *found* for one article with its gold."""
        spans = {one.id: one.annotation.span for one in found if not _is_relation(one)}
        entities = {
            (*one.annotation.span, one.annotation.label)
            for one in found
            if isinstance(one.annotation, Entity)
        }
        events = [one.annotation for one in found if isinstance(one.annotation, Event)]
        if self.gold_entities(record):
            self.count("entities", self.gold_entities(record), entities)
        gold = self.gold_events(record)
        if not gold:
            return
        triggers = {
            (one["trigger"]["start"], one["trigger"]["end"], one["type"])
            for one in gold
            if one["trigger"]
        }
        self.count("triggers", triggers, {(*one.trigger, one.type) for one in events})
        self.count(
            "trigger spans",
            {(start, end) for start, end, _ in triggers},
            {tuple(one.trigger) for one in events},
        )
        gold_arguments = {
            (event["type"], one["role"], one["start"], one["end"])
            for event in gold
            for one in event["arguments"]
        }
        found_arguments = {
            (event.type, one.role, *self._filler(one.filler, spans))
            for event in events
            for one in event.arguments
        }
        self.count("arguments", gold_arguments, found_arguments)
        self.count(
            "argument heads",
            {_by_head(article.text, one) for one in gold_arguments},
            {_by_head(article.text, one) for one in found_arguments},
        )
        if len(gold) == 1:
            self._sentence(gold[0], events, spans)

    def _filler(self, filler: str | Span, spans: dict[str, Span]) -> Span:
        return filler if isinstance(filler, Span) else spans[filler]

    def _sentence(self, gold: dict[str, Any], events: list[Event], spans: dict[str, Span]) -> None:
        counts = self._sentences
        counts["sentences"] += 1
        trigger = gold["trigger"]
        best = [one for one in events if one.type == gold["type"]]
        counts["any event"] += bool(events)
        counts["type right"] += bool(best)
        counts["events suggested"] += len(events)
        if not best:
            self._confusions[f"{gold['type']}→{events[0].type if events else '-'}"] += 1
        if trigger:
            where = Span(trigger["start"], trigger["end"])
            counts["trigger overlaps"] += any(one.trigger.overlaps(where) for one in events)
            counts["trigger overlaps with type"] += any(one.trigger.overlaps(where) for one in best)
        for role in ("ACTOR", "RECIPIENT"):
            wanted = [
                Span(one["start"], one["end"]) for one in gold["arguments"] if one["role"] == role
            ]
            given = {
                self._filler(one.filler, spans)
                for event in best
                for one in event.arguments
                if one.role == role
            }
            counts[f"{role} in gold"] += len(wanted)
            counts[f"{role} overlaps"] += sum(
                any(one.overlaps(other) for other in given) for one in wanted
            )

    def count(self, measure: str, gold: set[Any], found: set[Any]) -> None:
        """Add the sets of one article to *measure*."""
        counts = self._counts.setdefault(measure, Counter())
        counts["right"] += len(gold & found)
        counts["found"] += len(found)
        counts["gold"] += len(gold)

    def report(self) -> dict[str, Any]:
        """The figures, ready for JSON."""
        figures: dict[str, Any] = {}
        for measure, counts in self._counts.items():
            right, found, gold = counts["right"], counts["found"], counts["gold"]
            if gold:
                figures[measure] = {
                    "precision": round(right / found, 3) if found else 0.0,
                    "recall": round(right / gold, 3),
                    "f1": round(2 * right / (found + gold), 3),
                    "right": right,
                    "found": found,
                    "gold": gold,
                }
        if self._sentences["sentences"] > 1:
            figures["sentences with one event"] = dict(self._sentences)
            figures["missed types"] = dict(self._confusions.most_common(25))
        return figures


def show(record: dict[str, Any], article: Article, found: list[Suggestion], scores: Scores) -> None:
    """Print what differs from the gold, for whoever works on the rules."""
    text = article.text
    spans = {one.id: one.annotation.span for one in found if not _is_relation(one)}
    entities = {
        (*one.annotation.span, one.annotation.label)
        for one in found
        if isinstance(one.annotation, Entity)
    }
    gold_entities = scores.gold_entities(record)
    print(f"== {article.id}  {text[:300] if len(text) < 500 else ''}")
    if gold_entities:
        for start, end, label in sorted(entities ^ gold_entities):
            sign = "+" if (start, end, label) in entities else "-"
            print(f"  {sign} {text[start:end]!r} {label}")
    for event in scores.gold_events(record):
        trigger = event["trigger"]
        where = text[trigger["start"] : trigger["end"]] if trigger else "-"
        roles = [(one["role"], text[one["start"] : one["end"]]) for one in event["arguments"]]
        print(f"  gold {event['type']} {where!r} {roles}")
    for one in found:
        if isinstance(one.annotation, Event):
            event_ = one.annotation
            given = [
                (a.role, (a.filler if isinstance(a.filler, Span) else spans[a.filler]).of(text))
                for a in event_.arguments
            ]
            extra = dict(event_.attributes)
            print(f"  find {event_.type} {event_.trigger.of(text)!r} {one.score} {given} {extra}")


def print_report(report: dict[str, Any]) -> None:
    """The report as a table."""
    print(f"{report['corpus']} with the scheme {report['scheme']}")
    for measure, figures in report.items():
        match figures:
            case {"precision": precision, "recall": recall, "f1": f1, "right": right, **rest}:
                print(
                    f"  {measure:24} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
                    f"   ({right} right of {rest['found']} found, {rest['gold']} in the gold)"
                )
            case dict():
                print(
                    f"  {measure}: " + ", ".join(f"{key} {value}" for key, value in figures.items())
                )


def _article(number: int, record: dict[str, Any]) -> tuple[Article, tuple[Zone, ...]]:
    zones = tuple(
        Zone(one["start"], one["end"], ZoneKind(one["kind"])) for one in record.get("zones", ())
    )
    id_ = str(record.get("id", number))
    return Article(id_, record["text"], title=record.get("title", "")), zones


def _scheme(name: str) -> Scheme:
    return load_scheme(Path(name)) if name.endswith(".toml") else load_preset(name)


def _is_relation(one: Suggestion) -> bool:
    return not isinstance(one.annotation, Entity | Event)


def _by_head(text: str, argument: tuple[str, str, int, int]) -> tuple[str, str, int]:
    type_, role, start, end = argument
    words = text[start:end].rstrip().rsplit(maxsplit=1)
    return type_, role, end - len(words[-1]) if words else end


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="a JSON or JSONL gold file")
    parser.add_argument("--scheme", default="news", help="a preset or a scheme file")
    parser.add_argument("--pipeline", default=DEFAULT_PIPELINE)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true", help="print each article's differences")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
