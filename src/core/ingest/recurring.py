"""Lines that many articles of one origin share, which are boilerplate in each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from ..formats import Draft
from ..lines import paragraphs
from ..model import Zone
from ..segment import segment
from ..store import Store
from .zones import find_zones, recurring_key

_RECURRING_ARTICLES = 3
_RECURRING_SHARE = 0.3
_LONGEST_RECURRING = 500
_NEIGHBOURS = 200


@dataclass(frozen=True, slots=True)
class _Brought:
    """What the source of an article says of its zones and tokens."""

    title: str
    known: tuple[Zone, ...]
    segmented: bool


class Recurring:
    """What articles that were just added share with others of their source."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # by id, for articles whose zones are ours: what their source says, without the text
        self._derived: dict[str, _Brought] = {}
        # by what articles of one origin have in common: their ids, in the order they were added
        self._groups: defaultdict[str, dict[str, None]] | None = None

    def note(self, id: str, draft: Draft) -> None:
        """Remember what *draft* says of the article *id*, whose zones are to be found."""
        annotated = draft.annotated
        self._derived[id] = _Brought(
            annotated.article.title, draft.known, annotated.segmentation is not None
        )

    def mark(self, added: Sequence[tuple[str, str]]) -> None:
        """Mark as boilerplate what the articles *added*, id and source, share with others."""
        fresh = {id for id, _ in added}
        groups = self._grouped(added)
        for group in {name for _, source in added if (name := _group(source))}:
            ids = list(groups[group])
            new = [id for id in ids if id in fresh and id in self._derived]
            if new and len(ids) >= _RECURRING_ARTICLES:
                recurring = recurring_lines(
                    self._store.article(id).text for id in ids[-_NEIGHBOURS:]
                )
                for id in new:
                    self._find_zones_again(id, recurring)
        for id in fresh:
            self._derived.pop(id, None)

    def _grouped(self, added: Sequence[tuple[str, str]]) -> Mapping[str, Mapping[str, None]]:
        if self._groups is None:
            self._groups = defaultdict(dict)
            added = [(one.id, one.source) for one in self._store.overview("")]
        for id, source in added:
            if group := _group(source):
                self._groups[group][id] = None
        return self._groups

    def _find_zones_again(self, id: str, recurring: frozenset[str]) -> None:
        article = self._store.article(id)
        brought = self._derived[id]
        lines = (article.text[one.start : one.end] for one in paragraphs(article.text))
        if not any(recurring_key(line) in recurring for line in lines):
            return
        findings = find_zones(
            article.text,
            title=brought.title,
            language=article.language,
            recurring=recurring,
            known=brought.known,
        )
        if findings.zones != self._store.zones(id):
            division = (
                self._store.segmentation(id)
                if brought.segmented
                else segment(article.text, article.language, findings.zones)
            )
            self._store.replace_zones(id, findings.zones, division)


def recurring_lines(texts: Iterable[str]) -> frozenset[str]:
    """The lines, as ``recurring_key`` gives them, that many of *texts* have.

    Many: three, and three in ten.
    """
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        counts.update(
            {
                key
                for one in paragraphs(text)
                if one.end - one.start <= _LONGEST_RECURRING
                and (key := recurring_key(text[one.start : one.end]))
            }
        )
    least = max(_RECURRING_ARTICLES, total * _RECURRING_SHARE)
    return frozenset(key for key, count in counts.items() if count >= least)


def _group(source: str) -> str:
    """What articles of one origin have in common: the host of an address, the folder of a file."""
    if host := urlsplit(source).hostname if "://" in source else None:
        return host.removeprefix("www.")
    return str(PurePath(source).parent) if source else ""
