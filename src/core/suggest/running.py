"""Suggesting for the articles of a workspace."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import Article, Entity, Event, Suggestion, Zone
from ..scheme import Scheme
from .pipeline import DEFAULT_PIPELINE
from .repeats import without_repeats
from .suggester import PipelineSuggester, suggester_named, suggester_of
from .trained import TRAINED_VERSION

if TYPE_CHECKING:
    from ..store import Store


@dataclass(frozen=True, slots=True)
class Progress:
    """How far suggesting is, after an article; ``seconds`` since it began."""

    article_id: str
    articles: int
    total: int
    words: int
    seconds: float

    @property
    def words_per_second(self) -> float:
        """The rate so far."""
        return self.words / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class SuggestReport:
    """What a run of suggesters has proposed, and how long it took.

    ``foreign`` names the articles in another language than a suggester reads.
    """

    articles: int = 0
    entities: int = 0
    events: int = 0
    words: int = 0
    seconds: float = 0.0
    foreign: tuple[str, ...] = ()


def suggest_articles(
    articles: Iterable[tuple[Article, tuple[Zone, ...]]],
    scheme: Scheme,
    *,
    pipeline: str = DEFAULT_PIPELINE,
    workers: int = 1,
) -> Iterator[tuple[str, list[Suggestion]]]:
    """The suggestions for *articles*, each with its id, without a workspace.

    Raises ``UsageError`` when the *pipeline* cannot be used.
    """
    return suggester_of(scheme, pipeline, workers=workers).suggest(articles)


def run(
    store: Store,
    scheme: Scheme,
    *,
    pipeline: str = DEFAULT_PIPELINE,
    suggesters: Sequence[str] = (PipelineSuggester.name,),
    article_ids: Iterable[str] | None = None,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
) -> SuggestReport:
    """Propose annotations for the articles of *store*, all or those of *article_ids*.

    What a suggester had proposed before is replaced, article by article, and so is what
    another pipeline had: an article has the suggestions of one. What came with a file is
    not proposed again. Decisions stay as they are. *progress* is called after each article.

    Raises:
        UsageError: when a suggester, an article or the pipeline is not there.
    """
    makers = [suggester_named(name) for name in suggesters]
    ids = store.article_ids() if article_ids is None else list(dict.fromkeys(article_ids))
    sizes: dict[str, int] = {}
    languages: dict[str, str] = {}
    for id_ in ids:
        article = store.article(id_)
        sizes[id_] = len(article.text.split())
        languages[id_] = article.language.partition("-")[0].lower()
    if not ids:
        # a pipeline takes seconds to load
        return SuggestReport()
    foreign: set[str] = set()
    began = time.monotonic()
    done = words = entities = events = 0
    for make in makers:
        suggester = make(scheme, pipeline, workers=workers)
        foreign.update(
            id_
            for id_ in ids
            if {languages[id_], suggester.language}.isdisjoint({"", "xx"})
            and languages[id_] != suggester.language
        )
        for id_, found in suggester.suggest((store.article(id_), store.zones(id_)) for id_ in ids):
            with store.transaction():
                _retire_others(store, id_, suggester.name)
                there = (s for s in store.suggestions(id_) if s.suggester != suggester.name)
                new = without_repeats(found, there)
                store.put_suggestions(id_, suggester.name, suggester.version, new)
            done += 1
            words += sizes[id_]
            entities += sum(isinstance(one.annotation, Entity) for one in new)
            events += sum(isinstance(one.annotation, Event) for one in new)
            if progress:
                seconds = time.monotonic() - began
                progress(Progress(id_, done, len(ids) * len(makers), words, seconds))
    seconds = time.monotonic() - began
    return SuggestReport(len(ids), entities, events, words, seconds, tuple(sorted(foreign)))


def _retire_others(store: Store, article_id: str, name: str) -> None:
    """Retire what pipelines other than that of the suggester called *name* propose."""
    for other, version in store.suggesters(article_id):
        of_pipeline = other == PipelineSuggester.name or version.startswith(TRAINED_VERSION)
        if other != name and of_pipeline:
            store.put_suggestions(article_id, other, version, [])
