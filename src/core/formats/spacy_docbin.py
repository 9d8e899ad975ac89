"""The dataset as spaCy's binary training data, with a configuration to train from it.

``train.spacy``, ``dev.spacy`` and ``test.spacy`` are ``DocBin`` files
(https://spacy.io/api/docbin), tokenised by the blank tokenizer of each article's
language:

- ``ents``: the entities, of overlapping ones the longest (then the first), since
  spaCy admits no overlap there. Tokens of boilerplate are *missing*, not outside:
  nobody looks for entities there, so a model should not learn that there are none.
- ``spans["sc"]``: all entities, nested and overlapping ones too, by annotation id.
- ``spans["triggers"]``: the triggers of the events, labelled with the event type.
- ``cats``: the document labels of the scheme, 1.0 where the article has the label.
- ``user_data["article"]``: the id of the article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..model import (
    AnnotatedArticle,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    ZoneKind,
)
from ..tokens import ANY_LANGUAGE, blank, tokenize
from .format import Destination, Format, Layout
from .keeps import Keeps
from .losses import Loss, Reason
from .made import is_edited, signed

if TYPE_CHECKING:
    from spacy.tokens import Doc, DocBin, Token
    from spacy.tokens import Span as DocSpan

CONFIG_NAME = "config.cfg"
_ENTITIES, _TRIGGERS = "sc", "triggers"
_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID")
_LEAST_SUGGESTED = 3
_COVERED = 0.95


@dataclass(slots=True)
class _Part:
    """What one of train, dev and test holds so far."""

    docs: DocBin
    articles: int = 0
    ents: int = 0
    lengths: dict[str, list[int]] = field(default_factory=lambda: {_ENTITIES: [], _TRIGGERS: []})


class SpacyWriter:
    """Gathers articles as spaCy documents and writes them when finished.

    A ``DocBin`` is one compressed block, so a part is held in memory until then:
    about fifty bytes a token.
    """

    def __init__(self, destination: Destination) -> None:
        """Write the parts and, unless someone has changed it, the training configuration."""
        from spacy.tokens import DocBin  # noqa: PLC0415  importing spaCy takes most of a second

        self._destination = destination
        self._categories = tuple(label.name for label in destination.scheme.document_labels)
        self._languages: set[str] = set()
        self._parts = {
            part: _Part(DocBin(attrs=_ATTRIBUTES, store_user_data=True))
            for part in destination.parts
        }

    def write(self, annotated: AnnotatedArticle, part: str) -> tuple[Loss, ...]:
        """Add one article to *part*; returns what the format cannot keep of it."""
        article = annotated.article
        nlp = blank(article.language)
        self._languages.add(str(nlp.lang))
        made = _Document(tokenize(nlp, article.text), article.id)
        made.add(annotated, self._categories)
        into = self._parts[part]
        into.docs.add(made.doc)
        into.articles += 1
        into.ents += len(made.doc.ents)
        for key, lengths in into.lengths.items():
            lengths.extend(len(span) for span in made.doc.spans[key])
        return tuple(made.losses)

    def finish(self) -> tuple[str, ...]:
        """Write the files; returns what their reader should know, a sentence each."""
        for part, made in self._parts.items():
            with self._destination.open(f"{part}.spacy") as file:
                file.write(made.docs.to_bytes())
        there = self._destination.present(CONFIG_NAME)
        if there is not None and is_edited(there):
            return (f"{CONFIG_NAME} was changed by hand and is kept as it is.",)
        text = self._training_config()
        with self._destination.open(CONFIG_NAME) as file:
            file.write(text.encode())
        if not text:
            return (f"There is nothing to learn in train yet, so {CONFIG_NAME} is empty.",)
        if not self._parts["dev"].articles:
            return (f"{CONFIG_NAME} scores a model on train.spacy, as dev is empty.",)
        return ()

    def _training_config(self) -> str:
        """The configuration for ``spacy train``, or nothing when there is nothing to learn."""
        train = self._parts["train"]
        lengths = {key: values for key, values in train.lengths.items() if values}
        components = (["ner"] if train.ents else []) + [
            "spancat" if key == _ENTITIES else key for key in lengths
        ]
        if not components:
            return ""
        (language, *others) = sorted(self._languages)
        return training_config(
            ANY_LANGUAGE if others else language,
            ner=bool(train.ents),
            longest={key: _covering(values) for key, values in lengths.items()},
            dev="dev.spacy" if self._parts["dev"].articles else "train.spacy",
        )


def training_config(language: str, *, ner: bool, longest: Mapping[str, int], dev: str) -> str:
    """A configuration that ``spacy train`` accepts, made by spaCy's own ``init config``.

    *longest* gives, by key of ``Doc.spans``, up to how many tokens a span category
    component should look at; *dev* is the file that a model is scored on. Paths are
    relative: train in the folder of the dataset. The first line holds a digest
    of the rest, by which :func:`.made.is_edited` sees whether someone changed it.
    """
    from spacy import util  # noqa: PLC0415
    from spacy.cli.init_config import init_config  # noqa: PLC0415

    config = init_config(
        lang=language, pipeline=["ner", "spancat"], optimize="efficiency", silent=True
    )
    spancat = config["components"].pop("spancat")
    config["nlp"]["pipeline"] = ["tok2vec"] + (["ner"] if ner else [])
    if not ner:
        del config["components"]["ner"]
    for key, size in longest.items():
        name = "spancat" if key == _ENTITIES else key
        component = spancat.copy() | {"spans_key": key}
        component["suggester"] = {
            "@misc": "spacy.ngram_range_suggester.v1",
            "min_size": 1,
            "max_size": size,
        }
        config["components"][name] = component
        config["nlp"]["pipeline"].append(name)
    config["paths"] |= {"train": "train.spacy", "dev": dev}
    scores = (["ents_f"] if ner else []) + [f"spans_{key}_f" for key in longest]
    config["training"]["score_weights"] = dict.fromkeys(scores, round(1 / len(scores), 2))
    text = util.load_model_from_config(config, auto_fill=True).config.to_str().strip() + "\n"
    return signed(text)


def _covering(lengths: list[int]) -> int:
    """The length most spans stay within: looking for the few long ones costs too much."""
    return max(_LEAST_SUGGESTED, sorted(lengths)[int((len(lengths) - 1) * _COVERED)])


class _Document:
    """A spaCy document in the making, and what of the annotations it could not take."""

    def __init__(self, doc: Doc, article_id: str) -> None:
        self.doc = doc
        self.losses: list[Loss] = []
        self._article_id = article_id
        self._starts = {token.idx: token.i for token in doc}
        self._ends = {token.idx + len(token): token.i + 1 for token in doc}

    def add(self, annotated: AnnotatedArticle, categories: tuple[str, ...]) -> None:
        """Put in all that fits of *annotated*."""
        entities: list[DocSpan] = []
        triggers: list[DocSpan] = []
        present: set[str] = set()
        for one in annotated.annotations:
            match one:
                case Entity():
                    entities += self._entity(one)
                    self._lose(one.id, Reason.ATTRIBUTES, len(one.attributes))
                case Event():
                    triggers += self._span(one.id, one.trigger, one.type)
                    self._lose(one.id, Reason.ARGUMENTS, len(one.arguments))
                    self._lose(one.id, Reason.ATTRIBUTES, len(one.attributes))
                case Relation():
                    self._lose(one.id, Reason.RELATION)
                case DocumentLabel():
                    present.add(one.label)
        self.doc.spans[_ENTITIES] = entities
        self.doc.spans[_TRIGGERS] = triggers
        self._set_ents(entities, annotated)
        self.doc.cats = dict.fromkeys(categories, 0.0) | dict.fromkeys(sorted(present), 1.0)
        self.doc.user_data["article"] = self._article_id

    def _entity(self, entity: Entity) -> list[DocSpan]:
        if len(entity.spans) > 1:
            self._lose(entity.id, Reason.DISCONTINUOUS)
            return []
        return self._span(entity.id, entity.span, entity.label, entity.link)

    def _span(self, id: str, span: Span, label: str, link: str = "") -> list[DocSpan]:
        """The tokens of *span*, or nothing and a loss when it is not made of tokens."""
        from spacy.tokens import Span as DocSpan  # noqa: PLC0415

        first, last = self._starts.get(span.start), self._ends.get(span.end)
        if first is None or last is None:
            self._lose(id, Reason.OFF_TOKENS)
        elif self.doc[first].is_space or self.doc[last - 1].is_space:
            self._lose(id, Reason.WHITE_SPACE)
        else:
            return [DocSpan(self.doc, first, last, label=label, kb_id=link, span_id=id)]
        return []

    def _set_ents(self, entities: Iterable[DocSpan], annotated: AnnotatedArticle) -> None:
        from spacy.tokens import Span as DocSpan  # noqa: PLC0415

        taken: set[int] = set()
        ents = []
        for span in sorted(entities, key=lambda one: (one.start - one.end, one.start)):
            tokens = range(span.start, span.end)
            if taken.isdisjoint(tokens):
                taken.update(tokens)
                ents.append(span)
            else:
                self._lose(span.id_, Reason.OVERLAP)
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


SPACY = Format(
    name="spacy",
    title="spaCy DocBin",
    offsets="tokens",
    keeps=Keeps(links=True, events=True, document_labels=True, language=False),
    layout=Layout.FOLDER,
    divided=True,
    writer=SpacyWriter,
)
