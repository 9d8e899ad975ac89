"""The dataset card: what README.md tells of a dataset, in parts, and its YAML for the Hub.

The form is that of https://huggingface.co/docs/hub/datasets-cards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...measure import Agreement
from ...scheme import Scheme
from ...wording import counted
from .counts import Counts
from .duplicates import SIMILAR
from .fields import FIELDS, PROVENANCE
from .markdown import code, deeper, inline, joined, table
from .rows import Type, features

SPLITS = {"train": "train", "dev": "validation", "test": "test"}
"""The parts of a division by the names that the Hub has for them."""

UNKNOWN_LICENSE = "unknown"
_MOST_NAMED = 20
_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
_SIZE_NAMES = ("n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M", "10M<n<100M")


@dataclass(frozen=True, slots=True)
class Card:
    """What a card tells of a dataset; ``parts`` are its splits that have any article."""

    name: str
    license: str
    annotator: str
    include: str
    split: str
    seed: int
    scheme: Scheme
    columns: Mapping[str, Type]
    parts: Mapping[str, Counts]
    left_out: int
    near: int
    agreement: Agreement
    guidelines: str

    @property
    def front_matter(self) -> dict[str, Any]:
        """What programs read."""
        total = self._total
        kinds = {kind for kind, _ in total.labels}
        tasks = {
            "token-classification": kinds != {"labels"},
            "text-classification": "labels" in kinds,
        }
        tags = {
            "named-entity-recognition": "entities" in kinds,
            "event-extraction": "events" in kinds,
            "relation-extraction": "relations" in kinds,
            "goldleaf": True,
        }
        creators = {
            "expert-generated": any(total.how[one] for one in ("accepted", "fixed", "added")),
            "machine-generated": total.how["suggested"] > 0,
            "no-annotation": not kinds,
        }
        return {
            "pretty_name": self.name,
            "license": self.license,
            "language": sorted(total.languages),
            "task_categories": _those(tasks),
            "tags": _those(tags),
            "annotations_creators": _those(creators),
            "size_categories": [_SIZE_NAMES[sum(total.articles >= least for least in _SIZES)]],
            "configs": [
                {
                    "config_name": "default",
                    "data_files": [
                        {"split": SPLITS[part], "path": f"data/{part}.parquet"}
                        for part in self.parts
                    ],
                }
            ],
            "dataset_info": {
                "features": features(self.columns),
                "splits": [
                    {
                        "name": SPLITS[part],
                        "num_bytes": counts.bytes,
                        "num_examples": counts.articles,
                    }
                    for part, counts in self.parts.items()
                ],
            },
        }

    @property
    def sections(self) -> dict[str, str]:
        """What people read, by the name of each part, in their order."""
        found = {
            "summary": self._summary(),
            "files": self._files(),
            "counts": self._counts(),
            "labels": self._labels(),
            "fields": self._fields(),
            "agreement": self._agreement(),
            "splits": self._splits(),
            "guidelines": self._guidelines(),
        }
        texts = {name: "\n".join(lines).strip() for name, lines in found.items()}
        return {name: text for name, text in texts.items() if text}

    @property
    def _total(self) -> Counts:
        return Counts.total(self.parts.values())

    @property
    def _splits_named(self) -> list[str]:
        return [SPLITS[part] for part in self.parts]

    def _summary(self) -> Iterator[str]:
        total, scheme = self._total, self.scheme
        arguments = f" with {counted(total.roles.total(), 'argument')}" if total.roles else ""
        kinds = {
            "entities": counted(total.of("entities"), "entity", "entities"),
            "events": counted(total.of("events"), "event") + arguments,
            "relations": counted(total.of("relations"), "relation"),
            "labels": counted(total.of("labels"), "document label"),
        }
        there = [text for kind, text in kinds.items() if total.of(kind)] or ["no annotations"]
        by = f"decided by {inline(self.annotator)}" if self.annotator else "made"
        when = f" {_from_to(total.days)}" if total.days else ""
        yield (
            f"{counted(total.articles, 'article')} with {joined(there)}, {by} with"
            f" Goldleaf{when}, under the scheme *{inline(scheme.name)}*."
        )
        if scheme.description:
            yield f"\n{inline(scheme.description)}"
        if pending := total.how["suggested"]:
            are = counted(pending, "annotation is", "annotations are")
            yield f"\n{are} suggested and not decided on: that is no gold."
        if self.license == UNKNOWN_LICENSE:
            yield "\nNo licence is named: ask before you use the texts."
        else:
            yield f"\nLicence: {code(self.license)}."

    def _files(self) -> Iterator[str]:
        yield "## Files\n"
        files = {
            "data/*.parquet": "a row an article: what `datasets.load_dataset` reads",
            "data/*.jsonl": "the same as Goldleaf JSONL, a line an article",
            "scheme.toml": "the scheme: labels, event types, roles, attributes, constraints",
            "guidelines.md": "what the annotators were told",
            "provenance.jsonl": "a line an article: its split, and for each annotation the"
            " `provenance` that its row has, too",
            "manifest.json": "the SHA-256 and size of every file, and how the dataset was made",
        }
        if not self.guidelines.strip():
            del files["guidelines.md"]
        yield from table(["file", "what"], ([code(name), what] for name, what in files.items()))
        yield '```python\nfrom datasets import load_dataset\n\ngold = load_dataset("DIR")\n```'

    def _counts(self) -> Iterator[str]:
        total = self._total
        columns = [*self.parts.values(), total]
        numbers: dict[str, list[int]] = {
            "articles": [one.articles for one in columns],
            "tokens": [one.tokens for one in columns],
            "entities": [one.of("entities") for one in columns],
            "events": [one.of("events") for one in columns],
            "arguments": [one.roles.total() for one in columns],
            "relations": [one.of("relations") for one in columns],
            "document labels": [one.of("labels") for one in columns],
        }
        numbers |= {
            f"annotations {how}": [one.how[how] for one in columns]
            for how in ("accepted", "fixed", "added", "suggested")
            if total.how[how]
        }
        if "rejected" in self.columns:
            numbers["rejected"] = [one.rejected.total() for one in columns]
        yield "## Counts\n"
        yield from table(
            ["", *self._splits_named, "all"],
            ([name, *map(_number, row)] for name, row in numbers.items()),
            numbers=len(columns),
        )
        if len(total.languages) > 1:
            yield f"Articles by language: {_most(total.languages)}.\n"
        if total.sites:
            yield f"Articles by site: {_most(total.sites)}.\n"
        if total.published:
            yield f"Articles were published {_from_to(total.published)}.\n"
        if total.suggesters:
            yield f"What was suggested and is here came from {_most(total.suggesters)}."

    def _labels(self) -> Iterator[str]:
        scheme, total = self.scheme, self._total
        for kind, title, defined in (
            ("entities", "Entity labels", scheme.labels),
            ("events", "Event types", scheme.event_types),
            ("relations", "Relations", scheme.relations),
            ("labels", "Document labels", scheme.document_labels),
        ):
            names = _with_others(
                {(kind, one.name): one.description for one in defined},
                (one for one in total.labels if one[0] == kind),
            )
            if names:
                yield f"## {title}\n"
                yield from self._label_table(
                    ["name", "meaning"],
                    {key: [code(key[1]), meaning] for key, meaning in names.items()},
                    [one.labels for one in self.parts.values()],
                )
        roles = {
            (type_.name, role.name): role.description
            for type_ in scheme.event_types
            for role in type_.roles
            if total.roles[type_.name, role.name]
        }
        if total.roles:
            yield "## Roles\n"
            yield from self._label_table(
                ["event", "role", "meaning"],
                {
                    key: [*map(code, key), meaning]
                    for key, meaning in _with_others(roles, total.roles).items()
                },
                [one.roles for one in self.parts.values()],
            )

        attributes = {
            (one.name, value): ""
            for one in scheme.attributes
            for value in one.values
            if total.attributes[one.name, value]
        }
        if scheme.attributes or total.attributes:
            yield "## Attributes\n"
        if scheme.attributes:
            told = [f"{code(one.name)} is {code(one.default)}" for one in scheme.attributes]
            yield f"An attribute that is not there has its default: {joined(told)}.\n"
        if total.attributes:
            yield from self._label_table(
                ["attribute", "value"],
                {key: [*map(code, key)] for key in _with_others(attributes, total.attributes)},
                [one.attributes for one in self.parts.values()],
            )

    def _label_table(
        self,
        head: Sequence[str],
        rows: Mapping[tuple[str, str], Sequence[str]],
        counts: Sequence[Mapping[tuple[str, str], int]],
    ) -> Iterator[str]:
        yield from table(
            [*head, *self._splits_named],
            ([*row, *(_number(one[key]) for one in counts)] for key, row in rows.items()),
            numbers=len(counts),
        )

    def _fields(self) -> Iterator[str]:
        yield "## Fields\n"
        yield (
            "Offsets count Unicode code points of `text` from 0, the end not included. What is"
            " absent is an empty string or list, a score that is absent is null.\n"
        )
        yield from table(["column", "what"], ([code(one), FIELDS[one]] for one in self.columns))
        yield "`provenance` tells where an annotation comes from:\n"
        yield from table(["key", "what"], ([code(one), what] for one, what in PROVENANCE.items()))

    def _agreement(self) -> Iterator[str]:
        agreement = self.agreement
        yield "## Agreement\n"
        if not agreement.articles:
            yield "No article was decided by more than one annotator."
            return
        yield (
            f"{counted(agreement.articles, 'article was', 'articles were')} decided by several"
            f" annotators; the gold is what {inline(self.annotator)} decided. F1 takes one"
            " annotator's annotations as the gold of the other's: entities by spans and label,"
            " triggers by span and type, arguments by span, role and type of the event"
            " (Hripcsak and Rothschild 2005). Annotators who begin from the same suggestions agree"
            " more than they would without.\n"
        )
        yield from table(
            ["annotators", "articles", "entities F1", "triggers F1", "arguments F1"],
            (
                [
                    inline(" and ".join(one.annotators)),
                    _number(one.articles),
                    *(f"{f1:.3f}" for f1 in (one.entities, one.triggers, one.arguments)),
                ]
                for one in agreement.pairs()
            ),
            numbers=4,
        )
        if agreement.alpha is not None:
            yield (
                "Krippendorff's alpha (nominal) over tokens, each with the label of the entity"
                f" that it is in: {agreement.alpha:.3f}."
            )

    def _splits(self) -> Iterator[str]:
        order = {
            "done": "in the order in which they were first marked done",
            "decided": "in the order of the first decision on them",
            "all": "in the order in which they were added",
        }[self.include]
        labels = "" if self.include == "all" else " and of its labels"
        yield "## Splits\n"
        yield (
            f"Articles were divided {self.split} into train, validation and test {order}: each"
            f" went to the split that it brings nearest to its share of articles{labels} (seed"
            f" {self.seed}). An article keeps its split when others are added.\n"
        )
        yield (
            "Near-duplicates (sets of five-word shingles with a Jaccard similarity of"
            f" {SIMILAR} or more, by MinHash) are in one split:"
            f" {counted(self.near, 'article is', 'articles are')} where an earlier one is, and"
            f" {counted(self.left_out, 'article was', 'articles were')} left out as near to"
            " articles of several splits."
        )

    def _guidelines(self) -> Iterator[str]:
        if self.guidelines.strip():
            yield "## Guidelines\n"
            yield "What the annotators were told, as it is in `guidelines.md`:\n"
            yield from deeper(self.guidelines.strip())


def _those(asked: Mapping[str, bool]) -> list[str]:
    return [name for name, there in asked.items() if there]


def _with_others(
    defined: Mapping[tuple[str, str], str], used: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """What is *defined*, with its meaning, then what else is *used*."""
    meanings = {key: inline(meaning) for key, meaning in defined.items()}
    others = sorted(set(used) - meanings.keys())
    return {**meanings, **dict.fromkeys(others, "(not in the scheme)")}


def _most(counts: Counter[str]) -> str:
    """The most frequent of *counts*, with their numbers."""
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    told = [f"{inline(name)} ({count:,})" for name, count in ordered[:_MOST_NAMED]]
    if others := ordered[_MOST_NAMED:]:
        told.append(f"{counted(len(others), 'other')} ({sum(count for _, count in others):,})")
    return joined(told)


def _from_to(days: tuple[str, ...]) -> str:
    first, last = days
    return f"on {first}" if first == last else f"between {first} and {last}"


def _number(value: int) -> str:
    return f"{value:,}"
