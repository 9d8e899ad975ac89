"""What a dataset counts, article by article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .rejections import KINDS

_SITE = re.compile(r"https?://(?:www\.)?([^/?#:@\s]+)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_COUNTERS = (
    "labels", "roles", "attributes", "how", "suggesters", "rejected", "languages", "sites",
)  # fmt: skip
_NAMES = {"entities": "label", "events": "type", "relations": "type", "labels": "label"}


@dataclass(slots=True)
class Counts:
    """What a split holds, or all of them together.

    ``labels`` counts annotations by kind and label, ``roles`` arguments by type of their
    event and role, ``attributes`` those of entities and events by name and value, ``how``
    annotations by how they came to be, ``sites`` articles by the host of their source;
    ``bytes`` is what the rows take as an Arrow table. ``published`` and ``days`` have the
    first and the last day of a publication and of a decision.
    """

    articles: int = 0
    tokens: int = 0
    bytes: int = 0
    labels: Counter[tuple[str, str]] = field(default_factory=Counter)
    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    attributes: Counter[tuple[str, str]] = field(default_factory=Counter)
    how: Counter[str] = field(default_factory=Counter)
    suggesters: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    published: tuple[str, ...] = ()
    days: tuple[str, ...] = ()

    def add(self, value: Mapping[str, Any], tokens: int) -> None:
        """Count an article in the form of Goldleaf JSONL, which has so many *tokens*."""
        self.articles += 1
        self.tokens += tokens
        if language := value.get("language", "").partition("-")[0].lower():
            self.languages[language] += 1
        if site := _SITE.match(value.get("source", "")):
            self.sites[site[1].lower()] += 1
        if day := _DAY.match(value.get("published", "")):
            self.published = _range((*self.published, day[0]))
        for kind in KINDS:
            for one in value.get(kind, ()):
                self.labels[kind, one[_NAMES[kind]]] += 1
                self.attributes.update(one.get("attributes", {}).items())
                self._count_provenance(one.get("provenance", {}))
                if kind == "events":
                    self.roles.update(
                        (one["type"], each["role"]) for each in one.get("arguments", ())
                    )
        for kind, several in value.get("rejected", {}).items():
            self.rejected[kind] += len(several)

    def _count_provenance(self, provenance: Mapping[str, Any]) -> None:
        self.how[provenance.get("how", "")] += 1
        if suggester := provenance.get("suggester"):
            self.suggesters[f"{suggester} {provenance.get('version', '')}".strip()] += 1
        if day := provenance.get("at", "")[:10]:
            self.days = _range((*self.days, day))

    def of(self, kind: str) -> int:
        """How many annotations of *kind* there are."""
        return sum(number for (one, _), number in self.labels.items() if one == kind)

    @classmethod
    def total(cls, several: Iterable[Counts]) -> Counts:
        """All of *several* together."""
        whole = cls()
        for one in several:
            whole.articles += one.articles
            whole.tokens += one.tokens
            whole.bytes += one.bytes
            for name in _COUNTERS:
                getattr(whole, name).update(getattr(one, name))
            whole.published = _range((*whole.published, *one.published))
            whole.days = _range((*whole.days, *one.days))
        return whole


def _range(days: tuple[str, ...]) -> tuple[str, ...]:
    return (min(days), max(days)) if days else ()
