"""Articles with gold annotations as spaCy documents that all components learn from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..model import AnnotatedArticle, Annotation, Entity, Event, Span
from ..suggest.passages import passages
from ..suggest.trained import ARGUMENTS, ENTITIES, TRIGGERS, Filled
from ..tokens import tokenize

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan


def documents(annotated: AnnotatedArticle, nlp: Language) -> Iterator[Doc]:
    """A document for each passage that is read when suggesting, tokenised as *nlp* does.

    Of overlapping entities ``ents`` has the longest, ``spans["sc"]`` all. What is off the
    tokens is left out. ``user_data["arguments"]`` has the roles, by the tokens of trigger
    and filler. Boilerplate is not read.
    """
    for passage in passages(annotated.article, annotated.zones):
        doc = tokenize(nlp, passage.text)
        if len(doc):
            _annotate(doc, passage.start, annotated.annotations)
            yield doc


def _annotate(doc: Doc, start: int, annotations: Sequence[Annotation]) -> None:
    from spacy.util import filter_spans  # noqa: PLC0415

    entities: dict[str, DocSpan] = {}
    events: dict[str, DocSpan] = {}
    for one in annotations:
        if isinstance(one, Entity) and len(one.spans) == 1:
            into, label = entities, one.label
        elif isinstance(one, Event):
            into, label = events, one.type
        else:
            continue
        if span := _span(doc, start, one.span, label):
            into[one.id] = span
    doc.spans[ENTITIES] = list(entities.values())
    doc.spans[TRIGGERS] = list(events.values())
    doc.set_ents(filter_spans(entities.values()), default="outside")
    doc.user_data[ARGUMENTS] = list(_filled(doc, start, annotations, {**entities, **events}))


def _filled(
    doc: Doc, start: int, annotations: Sequence[Annotation], spans: Mapping[str, DocSpan]
) -> Iterator[Filled]:
    for event in annotations:
        trigger = spans.get(event.id)
        if not isinstance(event, Event) or trigger is None:
            continue
        for one in event.arguments:
            if isinstance(one.filler, Span):
                filler = _span(doc, start, one.filler, "")
            else:
                filler = spans.get(one.filler)
            if filler is not None:
                yield (trigger.start, trigger.end, filler.start, filler.end, one.role, 1.0)


def _span(doc: Doc, start: int, span: Span, label: str) -> DocSpan | None:
    """*span* of the article in the document of the passage that begins at *start*."""
    if span.start < start:
        return None
    found = doc.char_span(span.start - start, span.end - start, label=label)
    if found is None or found[0].is_space or found[-1].is_space:
        return None
    return found
