"""The dataset card: README.md with the YAML that the Hugging Face Hub reads.

The form is that of https://huggingface.co/docs/hub/datasets-cards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...measure import Agreement
from ...scheme import Scheme
from .rows import Type, features

SPLITS = {"train": "train", "dev": "validation", "test": "test"}
"""The parts by the names that the Hub has for them."""

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"))


@dataclass(slots=True)
class Counts:
    """What the parts of a dataset hold."""

    articles: Counter[str] = field(default_factory=Counter)
    bytes: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    labels: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    languages: set[str] = field(default_factory=set)

    def add(self, part: str, row: Mapping[str, Any]) -> None:
        """Count an article's row in *part*."""
        self.articles[part] += 1
        if row["language"]:
            self.languages.add(row["language"].partition("-")[0].lower())
        kinds = self.kinds.setdefault(part, Counter())
        for kind, key in (
            ("entities", "label"),
            ("events", "type"),
            ("relations", "type"),
            ("labels", "label"),
        ):
            kinds[kind] += len(row[kind])
            for one in row[kind]:
                self.labels.setdefault((kind, one[key]), Counter())[part] += 1
        kinds["arguments"] += sum(len(one["arguments"]) for one in row["events"])


@dataclass(frozen=True, slots=True)
class Card:
    """What a card tells of a dataset."""

    name: str
    license: str
    scheme: Scheme
    columns: Mapping[str, Type]
    counts: Counts
    agreement: Agreement
    guidelines: str

    @property
    def text(self) -> str:
        """The card: YAML for programs, Markdown for people."""
        import srsly  # noqa: PLC0415  comes with spaCy

        return f"---\n{srsly.yaml_dumps(self._front_matter())}---\n\n" + "\n".join(self._body())

    @property
    def _parts(self) -> list[str]:
        return [part for part in SPLITS if self.counts.articles[part]]

    def _front_matter(self) -> dict[str, Any]:
        counts, parts = self.counts, self._parts
        size = next((label for most, label in _SIZES if counts.articles.total() < most), "n>100K")
        return {
            "pretty_name": self.name,
            "license": self.license,
            "language": sorted(counts.languages),
            "task_categories": ["token-classification"],
            "tags": ["named-entity-recognition", "event-extraction"],
            "size_categories": [size],
            "configs": [
                {
                    "config_name": "default",
                    "data_files": [
                        {"split": SPLITS[part], "path": f"data/{part}.parquet"} for part in parts
                    ],
                }
            ],
            "dataset_info": {
                "features": features(self.columns),
                "splits": [
                    {
                        "name": SPLITS[part],
                        "num_examples": counts.articles[part],
                        "num_bytes": counts.bytes[part],
                    }
                    for part in parts
                ],
            },
        }

    def _body(self) -> Iterator[str]:
        counts, parts = self.counts, self._parts
        yield f"# {self.name}\n"
        yield (
            "Articles with entities and events that were reviewed with Goldleaf. `data/` has each"
            " split as Parquet and as JSON lines; offsets count Unicode code points of `text`, the"
            " end not included. `scheme.toml` is the label scheme, `manifest.json` lists every"
            " file with its SHA-256, `provenance.jsonl` tells of each annotation who decided it,"
            " when and how.\n"
        )
        yield "## What there is\n"
        kinds = ("entities", "events", "arguments", "relations", "labels")
        yield _table(
            ("split", "articles", *kinds),
            (
                (SPLITS[part], counts.articles[part], *(counts.kinds[part][kind] for kind in kinds))
                for part in parts
            ),
        )
        yield (
            "Splits are by article and by label; articles that are nearly the same are in one"
            " split, and an article stays in its split when others are added.\n"
        )
        yield "## Labels\n"
        yield self._labels()
        yield from _agreement(self.agreement)
        if self.guidelines.strip():
            yield "## Guidelines\n"
            # one level further down, below the heading of the card
            yield re.sub(r"^(#+ )", r"##\1", self.guidelines.strip(), flags=re.MULTILINE) + "\n"

    def _labels(self) -> str:
        scheme, counts, parts = self.scheme, self.counts, self._parts
        defined = {
            (kind, one.name): one.description
            for kind, several in (
                ("entities", scheme.labels),
                ("events", scheme.event_types),
                ("relations", scheme.relations),
                ("labels", scheme.document_labels),
            )
            for one in several
        }
        used = [key for key in defined if key in counts.labels]
        used += sorted(key for key in counts.labels if key not in defined)
        return _table(
            ("label", "of", "meaning", *(SPLITS[part] for part in parts)),
            (
                (
                    f"`{label}`",
                    kind,
                    defined.get((kind, label), ""),
                    *(counts.labels[kind, label][part] for part in parts),
                )
                for kind, label in used
            ),
        )


def _agreement(agreement: Agreement) -> Iterator[str]:
    yield "## Agreement\n"
    pairs = list(agreement.pairs())
    if not pairs:
        yield "One annotator decided on each article, so agreement cannot be told.\n"
        return
    yield (
        f"On {agreement.articles} articles that several annotators decided on: F1 of one annotator"
        " against the other (spans and label exactly), and Krippendorff's alpha over tokens.\n"
    )
    yield _table(
        ("annotators", "articles", "entities F1", "triggers F1", "arguments F1"),
        (
            (
                " and ".join(one.annotators),
                one.articles,
                *(f"{f1:.3f}" for f1 in (one.entities, one.triggers, one.arguments)),
            )
            for one in pairs
        ),
    )
    if agreement.alpha is not None:
        yield f"Krippendorff's alpha over tokens: {agreement.alpha:.3f}.\n"


def _table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_cell(one) for one in line)} |\n" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value).replace("|", "\\|").split())
