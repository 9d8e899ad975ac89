"""The part of an article that INCEpTION's layers can hold, in names that they can have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ...model import AnnotatedArticle, Comment, Entity, Event, Relation, Span
from ...scheme import Scheme
from ..equivalence import COREFERENCE, chained, equivalence_types
from ..keeps import Keeps, reduced
from ..losses import Loss, Reason
from ..remarks import ANYTHING, placed_comments
from .types import feature_name

KEEPS = Keeps(
    entity_attributes=True,
    links=True,
    events=True,
    event_attributes=True,
    fillers=frozenset(("entity", "event", "span")),
    relations=True,
    relation_ends=frozenset(("entity", "event")),
    document_labels=True,
    comments=ANYTHING - {"gone"},
    zones=True,
    title=True,
    source=True,
    published=True,
    language=True,
)
UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that no XML document can hold."""


def fitted(
    annotated: AnnotatedArticle, scheme: Scheme, keeps: Keeps = KEEPS, *, xml: bool = False
) -> tuple[AnnotatedArticle, tuple[Loss, ...]]:
    """What a CAS will hold of *annotated*, and a loss for each thing that differs.

    *keeps* is what the file has places for. *xml*: characters that XML cannot hold become
    U+FFFD, one for one.
    """
    kept, losses = reduced(annotated, keeps)
    told = list(losses)
    id = annotated.article.id
    article = replace(kept.article, language=kept.article.language.strip())
    if xml and UNWRITABLE.search(article.text):
        told.append(Loss(id, "", Reason.TEXT))
        article = replace(article, text=UNWRITABLE.sub("\ufffd", article.text))
    kept, losses = chained(
        replace(kept, article=article), {COREFERENCE} & equivalence_types(scheme)
    )
    told += losses
    annotations = []
    for one in kept.annotations:
        fit = one
        if isinstance(one, Entity | Event) and one.attributes:
            attributes, lost = _features(one.attributes)
            told += [Loss(id, one.id, reason) for reason in lost]
            if attributes != one.attributes:
                fit = replace(one, attributes=attributes)
        annotations.append(fit)
    comments, lost_targets = _comments(kept, xml=xml)
    told += lost_targets
    return replace(kept, annotations=tuple(annotations), comments=comments), tuple(told)


def _comments(annotated: AnnotatedArticle, *, xml: bool) -> tuple[tuple[Comment, ...], list[Loss]]:
    """The comments, but on nothing that is made a chain of, which has no relations."""
    id = annotated.article.id
    there: set[str | Span] = {
        one.id
        for one in annotated.annotations
        if not (isinstance(one, Relation) and one.type == COREFERENCE)
    }
    comments, losses = placed_comments(
        annotated.comments,
        id,
        lambda target: isinstance(target, Span) or not target or target in there,
    )
    if not xml:
        return comments, losses
    losses += [Loss(id, one.id, Reason.TEXT) for one in comments if UNWRITABLE.search(one.text)]
    return tuple(replace(one, text=UNWRITABLE.sub("\ufffd", one.text)) for one in comments), losses


def _features(attributes: Mapping[str, str]) -> tuple[dict[str, str], list[Reason]]:
    fit: dict[str, str] = {}
    lost = []
    for attribute, value in attributes.items():
        name = feature_name(attribute)
        if name in fit:
            lost.append(Reason.ATTRIBUTES)
            continue
        if name != attribute:
            lost.append(Reason.NAME)
        fit[name] = value
    return fit, lost
