"""Articles become spaCy documents, in files of a size that memory and spaCy can bear."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...model import AnnotatedArticle, DocumentLabel, Entity, Event, Span, ZoneKind
from ...model.codec import zone_to_json
from ...tokens import ANY_LANGUAGE, blank, tokenize
from ..article_fields import FIELDS, comments_json
from ..format import Destination
from ..keeps import Keeps, reduced
from ..losses import Loss, Reason
from ..made import is_edited
from ..remarks import ANYTHING
from ..values import sound
from .config import ENTITIES, TRIGGERS, covering, training_config

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin, Token
    from spacy.tokens import Span as DocSpan

CONFIG_NAME = "config.cfg"
ARTICLE = "article"
"""What the id of the article is called in ``Doc.user_data``."""

EXTENSION = "._."
"""How keys of ``Doc.user_data`` begin that hold the values of spaCy's extension attributes."""

KEEPS = Keeps(
    entity_attributes=True,
    links=True,
    events=True,
    event_attributes=True,
    document_labels=True,
    comments=ANYTHING - {"relation"},
    zones=True,
    status=True,
    title=True,
    source=True,
    published=True,
    language=True,
    meta=True,
)
_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID")
_HIGHEST = 2**63
MOST_TOKENS = 500_000
"""Tokens of all parts from which on the fullest goes on in another file: they are in memory."""


@dataclass(slots=True)
class _Part:
    """What one of train, dev and test holds so far: files that are written, and one that is not."""

    docs: DocBin
    tokens: int = 0
    files: int = 0
    articles: int = 0
    ents: int = 0
    hidden: int = 0
    lengths: dict[str, Counter[int]] = field(
        default_factory=lambda: {ENTITIES: Counter(), TRIGGERS: Counter()}
    )


class SpacyWriter:
    """Gathers articles as spaCy documents and writes a file whenever there are many.

    A ``DocBin`` is one compressed block, so its documents are held in memory until then:
    about a hundred bytes a token.
    """

    def __init__(self, destination: Destination, most_tokens: int = MOST_TOKENS) -> None:
        """Write the parts and, unless someone has changed it, the training configuration."""
        self._destination = destination
        self._most_tokens = most_tokens
        self._categories = tuple(label.name for label in destination.scheme.document_labels)
        self._languages: set[str] = set()
        self._parts = {part: _Part(_docbin()) for part in destination.parts}

    def write(self, annotated: AnnotatedArticle, part: str) -> list[Loss]:
        """Add one article to *part*; returns what the format cannot keep of it."""
        kept, losses = reduced(annotated, KEEPS)
        article = kept.article
        nlp = blank(article.language)
        self._languages.add(str(nlp.lang))
        into = self._parts[part]
        # spaCy would keep every word that it has seen
        with nlp.memory_zone():
            made = _Document(tokenize(nlp, article.text), article.id)
            made.add(kept, self._categories)
            into.docs.add(made.doc)
            into.tokens += len(made.doc)
            into.articles += 1
            into.ents += len(made.doc.ents)
            into.hidden += len(made.doc.spans[ENTITIES]) - len(made.doc.ents)
            for key, lengths in into.lengths.items():
                lengths.update(len(span) for span in made.doc.spans[key])
        if sum(one.tokens for one in self._parts.values()) >= self._most_tokens:
            fullest = max(self._parts, key=lambda one: self._parts[one].tokens)
            self._write_file(fullest, self._parts[fullest])
        return [*losses, *made.losses]

    def _write_file(self, part: str, made: _Part) -> None:
        made.files += 1
        self._put(_file_name(part, made.files), made.docs)
        made.docs, made.tokens = _docbin(), 0

    def _put(self, name: str, docs: DocBin) -> None:
        with closing(self._destination.open(name)) as file:
            file.write(docs.to_bytes())

    def finish(self) -> tuple[str, ...]:
        """Write the files; returns what their reader should know, a sentence each."""
        for part, made in self._parts.items():
            if made.files == 0:
                self._put(f"{part}.spacy", made.docs)
            elif len(made.docs):
                self._write_file(part, made)
            self._empty_old_files(part, made.files)
        return (*self._notes(), *self._finish_config())

    def _empty_old_files(self, part: str, files: int) -> None:
        """Empty what an earlier export left of *part*: spaCy reads all files of a folder."""
        if files and self._destination.present(f"{part}.spacy") is not None:
            self._put(f"{part}.spacy", _docbin())
        while self._destination.present(name := _file_name(part, files + 1)) is not None:
            self._put(name, _docbin())
            files += 1

    def _notes(self) -> Iterable[str]:
        hidden = sum(made.hidden for made in self._parts.values())
        if hidden:
            yield (
                f'Entities that overlap longer ones are in spans["{ENTITIES}"] alone ({hidden:,}),'
                " since ents do not overlap."
            )

    def _finish_config(self) -> tuple[str, ...]:
        there = self._destination.present(CONFIG_NAME)
        if there is not None and is_edited(there):
            return (f"{CONFIG_NAME} was changed by hand and is kept as it is.",)
        text = self._training_config()
        with closing(self._destination.open(CONFIG_NAME)) as file:
            file.write(text.encode())
        if not text:
            return (f"There is nothing to learn in train yet, so {CONFIG_NAME} is empty.",)
        if not self._parts["dev"].articles:
            return (f"{CONFIG_NAME} scores a model on {self._path('train')}, as dev is empty.",)
        return ()

    def _training_config(self) -> str:
        """The configuration for ``spacy train``, or nothing when there is nothing to learn."""
        train = self._parts["train"]
        lengths = {key: values for key, values in train.lengths.items() if values}
        components = (["ner"] if train.ents else []) + [
            "spancat" if key == ENTITIES else key for key in lengths
        ]
        if not components:
            return ""
        (language, *others) = sorted(self._languages)
        return training_config(
            ANY_LANGUAGE if others else language,
            ner=bool(train.ents),
            longest={key: covering(values) for key, values in lengths.items()},
            train=self._path("train"),
            dev=self._path("dev" if self._parts["dev"].articles else "train"),
        )

    def _path(self, part: str) -> str:
        """Where *part* is: in a file, or in a folder of them."""
        return part if self._parts[part].files else f"{part}.spacy"


class _Document:
    """A spaCy document in the making, and what of the annotations it could not take."""

    def __init__(self, doc: Doc, article_id: str) -> None:
        self.doc = doc
        self.losses: list[Loss] = []
        self._article_id = article_id
        self._values: dict[Any, Any] = {}
        self._starts = {token.idx: token.i for token in doc}
        self._ends = {token.idx + len(token): token.i + 1 for token in doc}

    def add(self, annotated: AnnotatedArticle, categories: tuple[str, ...]) -> None:
        """Put in all that fits of *annotated*."""
        made = {
            one: span
            for one in annotated.annotations
            if isinstance(one, Entity | Event) and (span := self._span(one)) is not None
        }
        entities = [span for one, span in made.items() if isinstance(one, Entity)]
        triggers = [span for one, span in made.items() if isinstance(one, Event)]
        present = {one.label for one in annotated.annotations if isinstance(one, DocumentLabel)}
        self.doc.spans[ENTITIES] = entities
        self.doc.spans[TRIGGERS] = triggers
        self._set_ents(entities, annotated)
        self.doc.cats = dict.fromkeys(categories, 0.0) | dict.fromkeys(sorted(present), 1.0)
        self._set_attributes(made)
        self._values |= _of_article(annotated)
        self._set_meta(annotated)
        self.doc.user_data.update(self._values)

    def _span(self, one: Entity | Event) -> DocSpan | None:
        """The tokens of *one*, or nothing and a loss when it is not made of tokens."""
        from spacy.tokens import Span as DocSpan  # noqa: PLC0415

        span = one.span
        first, last = self._starts.get(span.start), self._ends.get(span.end)
        if first is None or last is None:
            self._lose(one.id, Reason.OFF_TOKENS)
        elif self.doc[first].is_space or self.doc[last - 1].is_space:
            self._lose(one.id, Reason.WHITE_SPACE)
        else:
            link = one.link if isinstance(one, Entity) else ""
            return DocSpan(self.doc, first, last, label=one.label, kb_id=link, span_id=one.id)
        return None

    def _set_attributes(self, made: Iterable[Entity | Event]) -> None:
        """Set attributes as spaCy keeps those of extensions: by the place, whatever is there."""
        by_place: defaultdict[Span, list[Entity | Event]] = defaultdict(list)
        for one in made:
            by_place[one.span].append(one)
        for span, there in by_place.items():
            attributes = there[0].attributes
            if any(one.attributes != attributes for one in there):
                for one in there:
                    self._lose(one.id, Reason.ATTRIBUTES, len(one.attributes))
                continue
            for name, value in attributes.items():
                self._values[EXTENSION, name, span.start, span.end] = value

    def _set_meta(self, annotated: AnnotatedArticle) -> None:
        meta = {}
        for name, value in annotated.article.meta.items():
            if _is_packable(name) and _is_packable(value):
                meta[name] = value
            else:
                self.losses.append(Loss(self._article_id, "", Reason.META, detail=name))
        if meta:
            self._values["meta"] = meta

    def _set_ents(self, entities: Iterable[DocSpan], annotated: AnnotatedArticle) -> None:
        from spacy.tokens import Span as DocSpan  # noqa: PLC0415

        taken: set[int] = set()
        ents = []
        for span in sorted(entities, key=lambda one: (one.start - one.end, one.start)):
            tokens = range(span.start, span.end)
            if taken.isdisjoint(tokens):
                taken.update(tokens)
                ents.append(span)
        unread = [
            DocSpan(self.doc, token.i, token.i + 1)
            for zone in annotated.zones
            if zone.kind is ZoneKind.BOILERPLATE
            for token in self._tokens_in(zone.span)
            if token.i not in taken
        ]
        self.doc.set_ents(sorted(ents), missing=unread, default="outside")

    def _tokens_in(self, span: Span) -> Iterable[Token]:
        """The tokens that begin in *span*."""
        first = bisect_left(self.doc, span.start, key=lambda token: token.idx)
        last = bisect_left(self.doc, span.end, key=lambda token: token.idx)
        return self.doc[first:last]

    def _lose(self, id: str, reason: Reason, count: int = 1) -> None:
        if count:
            self.losses.append(Loss(self._article_id, id, reason, count))


def _of_article(annotated: AnnotatedArticle) -> dict[str, Any]:
    """What else is known of an article, by the names of Goldleaf JSONL, absent when empty."""
    article = annotated.article
    values: dict[str, Any] = {ARTICLE: article.id}
    values |= {name: getattr(article, name) for name in FIELDS}
    values |= {
        "zones": [zone_to_json(one) for one in annotated.zones],
        "comments": comments_json(annotated),
        "status": annotated.status.value if annotated.status else "",
        "annotator": annotated.annotator,
    }
    return {name: one for name, one in values.items() if one or name == ARTICLE}


def _is_packable(value: object) -> bool:
    """Whether MessagePack, which spaCy writes, can hold a JSON *value*: no number over 64 bits."""
    if isinstance(value, dict):
        return all(map(_is_packable, value)) and all(map(_is_packable, value.values()))
    if isinstance(value, list):
        return all(map(_is_packable, value))
    if isinstance(value, int):
        return -_HIGHEST <= value < _HIGHEST
    return sound(value) if isinstance(value, str) else True


def _docbin() -> DocBin:
    from spacy.tokens import DocBin  # noqa: PLC0415

    return DocBin(attrs=_ATTRIBUTES, store_user_data=True)


def _file_name(part: str, number: int) -> str:
    return f"{part}/{number:05}.spacy"
