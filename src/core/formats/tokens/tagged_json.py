"""JSON lines of tokens with a tag for each, as data sets on the Hugging Face hub have them.

``{"id": "7", "tokens": ["Oslo", "waits"], "ner_tags": ["B-LOC", "O"]}`` is an article, in any
of the schemes of :mod:`.tags`. Tags that are numbers, as of a ``ClassLabel``, have their
names elsewhere (https://huggingface.co/docs/datasets/about_dataset_features), and are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...model import AnnotatedArticle, Article, Entity
from ..format import Format
from ..json_lines import drafts
from ..keeps import Keeps
from ..losses import Loss, Reason
from ..source import Draft, Head, Source
from ..values import string
from . import tags
from .token_text import TokenText

_TOKENS = ("tokens", "words")
_TAGS = ("ner_tags", "tags", "labels", "ner")
_WHAT = "a line is a JSON object with 'tokens' and 'ner_tags', lists of strings of one length"
_NUMBERS = "tags are numbers, whose names are in the features of the data set"


def read(source: Source) -> Iterator[Draft | Loss]:
    """The articles of *source*, one a line.

    Raises:
        UsageError: when no line is a JSON object with tokens.
    """

    def draft(value: dict[str, Any], where: str, line: int) -> Draft:
        return _draft(value, where, f"{source.stem}-{line}", source.name)

    return drafts(source, _with_tokens, draft, _WHAT)


def _with_tokens(value: dict[str, Any]) -> dict[str, Any] | None:
    return value if any(map(string, _words(value))) else None


def _words(value: dict[str, Any]) -> list[Any]:
    found = (value[name] for name in _TOKENS if isinstance(value.get(name), list))
    return next(found, [])


def _tags(value: dict[str, Any]) -> list[Any]:
    found = (value[name] for name in _TAGS if isinstance(value.get(name), list))
    return next(found, [])


def _draft(value: dict[str, Any], where: str, stem: str, name: str) -> Draft:
    id = string(value.get("id"))
    text = TokenText()
    words, given = [string(one) for one in _words(value)], _tags(value)
    text.add(words)
    entities: list[Entity] = []
    losses: list[Loss] = []
    if len(given) != len(words):
        detail = f"{len(words)} tokens and {len(given)} tags"
        losses.append(Loss(id, "", Reason.MALFORMED, where=where, detail=detail))
    elif not all(map(string, given)):
        detail = _NUMBERS if all(type(one) is int for one in given) else "tags are strings"
        losses.append(Loss(id, "", Reason.UNKNOWN, where=where, detail=detail))
    else:
        for first, after, label in tags.entities(given):
            if (span := text.span(first, after)) is not None:
                entities.append(Entity(f"e{len(entities) + 1}", (span,), label))
    annotated = AnnotatedArticle(
        Article(id, text.text, source=name),
        annotations=tuple(entities),
        segmentation=text.segmentation(),
    )
    return Draft(annotated, stem, losses=tuple(losses))


def _recognised(head: Head) -> bool:
    first = head.first_object
    if first is None or "sentences" in first or "entity_mentions" in first:
        return False
    words, given = _words(first), _tags(first)
    return (
        bool(words)
        and len(words) == len(given)
        and all(isinstance(one, str) for one in words)
        and all(type(one) is int or isinstance(one, str) for one in given)
    )


TAGGED_JSON = Format(
    name="hf-tokens",
    title="JSON lines of tokens and tags (Hugging Face)",
    offsets="tokens",
    keeps=Keeps(overlap=False),
    recognises=_recognised,
    read=read,
)
