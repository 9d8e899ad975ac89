"""What a suggester is, and the one that Goldleaf brings along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ..model import Argument, Article, Entity, Event, Span, Suggestion, UsageError, Zone
from ..scheme import Mentions, Scheme
from .consistency import make_consistent
from .dateline import read_dateline
from .events import EventFinder, Happening
from .ids import suggestion_id
from .mentions import repair
from .nominals import Phrase, kind_of, noun_phrases
from .passages import Passage, passages
from .pipeline import DEFAULT_PIPELINE, dictionary, is_trained, load
from .recase import names_inside, recase, words_in_lower_case
from .reliability import prior
from .trained import TrainedSuggester
from .tree import Name, Tree, tree_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ArticleToRead = tuple[Article, tuple[Zone, ...]]

_BATCH = 96
"""Passages per batch: a paragraph is short, and the pipeline likes full batches."""

_PHRASE = 0.7
"""How often the ends of a noun phrase are those of a mention, as measured on news."""
_NOUN = 0.8
_UNKNOWN = 0.3


class Suggester(Protocol):
    """Proposes annotations for articles, the same ones for the same articles."""

    @property
    def name(self) -> str:
        """The name that suggestions carry."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the suggestions may change."""
        ...

    @property
    def language(self) -> str:
        """The language it reads, as ISO 639; ``xx`` for any."""
        ...

    def suggest(self, articles: Iterable[ArticleToRead]) -> Iterator[tuple[str, list[Suggestion]]]:
        """The suggestions for each of *articles*, with its id, in the order given."""
        ...


@dataclass(slots=True)
class _Reading:
    """An article on its way through the pipeline."""

    article: Article
    parts: list[Passage]
    trees: list[Tree] = field(default_factory=list)


class PipelineSuggester:
    """Entities from a spaCy pipeline, repaired; events from triggers and the parse."""

    name = "rules"

    def __init__(
        self, scheme: Scheme, pipeline: str | Language = DEFAULT_PIPELINE, *, workers: int = 1
    ) -> None:
        """Suggest what *scheme* has, with the spaCy *pipeline* (or its name).

        *workers* processes parse at the same time. Raises ``UsageError`` when the
        pipeline is not installed, or lacks the parser that events need.
        """
        self._nlp = load(pipeline) if isinstance(pipeline, str) else pipeline
        self._workers = workers
        self._finder = EventFinder(scheme)
        self._whole_phrases = scheme.mentions is Mentions.PHRASES
        self._unknown_label = _unknown_label(scheme)
        self._is_word = dictionary(self._nlp)
        meta = self._nlp.meta
        self.language: str = self._nlp.lang or "xx"
        self.version = f"1 {meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}"
        needing = [
            *(["events"] if any(type_.triggers for type_ in scheme.event_types) else []),
            *(["whole phrases"] if self._whole_phrases else []),
        ]
        missing = {"parser", "tagger"} - set(self._nlp.pipe_names)
        if needing and missing:
            raise UsageError(
                f"the spaCy pipeline {meta.get('name', '')!r} has no "
                f"{' and no '.join(sorted(missing))}, which {' and '.join(needing)} need; name "
                "another one as `pipeline` in goldleaf.toml."
            )

    def suggest(self, articles: Iterable[ArticleToRead]) -> Iterator[tuple[str, list[Suggestion]]]:
        """The suggestions for each of *articles*, with its id, in the order given."""
        waiting: list[_Reading] = []
        docs = self._nlp.pipe(
            self._texts(articles, waiting),
            as_tuples=True,
            batch_size=_BATCH,
            n_process=self._workers,
        )
        done = 0
        doc: Doc
        for doc, _ in docs:
            while len(waiting[done].parts) == len(waiting[done].trees):
                yield self._suggestions(waiting[done])
                done += 1
            tree = tree_of(doc)
            reading = waiting[done]
            if reading.parts[len(reading.trees)].dateline:
                read_dateline(tree)
            else:
                repair(tree, self._is_word)
            reading.trees.append(tree)
            if done > _BATCH:
                del waiting[:done]
                done = 0
        for reading in waiting[done:]:
            yield self._suggestions(reading)

    def _texts(
        self, articles: Iterable[ArticleToRead], waiting: list[_Reading]
    ) -> Iterator[tuple[str, None]]:
        for article, zones in articles:
            reading = _Reading(article, list(passages(article, zones)))
            waiting.append(reading)
            texts = [part.text for part in reading.parts]
            if any(part.headline for part in reading.parts):
                running = "\n".join(part.text for part in reading.parts if not part.headline)
                lower, names = words_in_lower_case(running), names_inside(running)
                texts = [
                    recase(text, lower, names, self._is_word) if part.headline else text
                    for part, text in zip(reading.parts, texts, strict=True)
                ]
            for text in texts:
                yield text, None

    def _suggestions(self, reading: _Reading) -> tuple[str, list[Suggestion]]:
        make_consistent(reading.trees)
        found: list[Suggestion] = []
        events = self._finder.find(reading.trees)
        for part, tree, happenings in zip(reading.parts, reading.trees, events, strict=True):
            if self._whole_phrases:
                entities = self._phrases(reading.article.id, part, tree)
            else:
                entities = [self._entity(reading.article.id, part, tree, one) for one in tree.names]
            found += {one.id: one for one in entities if one}.values()
            for happening in happenings:
                found.append(self._event(reading.article.id, part, tree, happening, entities))
        return reading.article.id, found

    def _entity(self, article: str, part: Passage, tree: Tree, name: Name) -> Suggestion | None:
        label = self._finder.label(name.label)
        if not label:
            return None
        span = Span(part.start + tree.starts[name.start], part.start + tree.ends[name.end - 1])
        return self._mention(article, label, span, name.score)

    def _phrases(self, article: str, part: Passage, tree: Tree) -> list[Suggestion | None]:
        """The mention that each name of *tree* belongs to, then those that have no name."""
        mention_at: dict[int, Suggestion] = {}
        nameless: list[Suggestion | None] = []
        for phrase in noun_phrases(tree):
            span = Span(
                part.start + tree.starts[phrase.start], part.start + tree.ends[phrase.end - 1]
            )
            mention = self._mention(article, *self._read(tree, phrase, span))
            within = tree.name_of[phrase.start : phrase.end]
            mention_at.update((name, mention) for name in within if name >= 0)
            if max(within) < 0:
                nameless.append(mention)
        named = [
            mention_at.get(index) or self._entity(article, part, tree, name)
            for index, name in enumerate(tree.names)
        ]
        return named + nameless

    def _read(self, tree: Tree, phrase: Phrase, span: Span) -> tuple[str, Span, float]:
        """The label of *phrase*, its *span*, and how sure that is."""
        kind = kind_of(tree, phrase)
        label = self._finder.label(kind)
        if not label:
            return self._unknown_label, span, _UNKNOWN
        named = tree.name_of[phrase.head] >= 0
        return label, span, round(_PHRASE * (prior(kind) if named else _NOUN), 3)

    def _mention(self, article: str, label: str, span: Span, score: float) -> Suggestion:
        id_ = suggestion_id(article, self.name, "entity", label, (span,))
        return Suggestion(Entity(id_, (span,), label), score, self.name, self.version)

    def _event(
        self,
        article: str,
        part: Passage,
        tree: Tree,
        happening: Happening,
        entities: Sequence[Suggestion | None],
    ) -> Suggestion:
        token = happening.token
        trigger = Span(part.start + tree.starts[token], part.start + tree.ends[token])
        entity_at = {
            (name.start, name.end): entity.id
            for name, entity in zip(tree.names, entities, strict=False)
            if entity is not None
        }

        def filler(name: Name) -> str | Span:
            bare = Span(part.start + tree.starts[name.start], part.start + tree.ends[name.end - 1])
            return entity_at.get((name.start, name.end), bare)

        arguments = tuple(Argument(role, filler(name)) for role, name in happening.arguments)
        id_ = suggestion_id(article, self.name, "event", happening.type, (trigger,))
        event = Event(id_, happening.type, trigger, arguments, happening.attributes)
        return Suggestion(event, happening.score, self.name, self.version)


def _unknown_label(scheme: Scheme) -> str:
    """The label of phrases of which nothing is known: the first that no pipeline's label means."""
    labels = [label.name for label in scheme.labels if not label.spacy] or [
        label.name for label in scheme.labels
    ]
    return labels[0] if labels else ""


SuggesterFactory = Callable[..., Suggester]
"""Called with a scheme, a pipeline (or its name) and ``workers``."""


def suggester_of(
    scheme: Scheme, pipeline: str | Language = DEFAULT_PIPELINE, *, workers: int = 1
) -> Suggester:
    """What suggests with *pipeline*: rules around it, or itself where Goldleaf trained it.

    Raises ``UsageError`` when the pipeline cannot be used.
    """
    nlp = load(pipeline) if isinstance(pipeline, str) else pipeline
    if is_trained(nlp):
        return TrainedSuggester(scheme, nlp, workers=workers)
    return PipelineSuggester(scheme, nlp, workers=workers)


SUGGESTERS: dict[str, SuggesterFactory] = {PipelineSuggester.name: suggester_of}
"""The suggesters there are, by name."""


def suggester_named(name: str) -> SuggesterFactory:
    """What makes the suggester called *name*; raises ``UsageError`` when there is none."""
    try:
        return SUGGESTERS[name]
    except KeyError:
        known = ", ".join(sorted(SUGGESTERS))
        raise UsageError(f"there is no suggester {name!r}; choose from {known}.") from None
