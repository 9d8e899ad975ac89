"""What comments may be on in a format, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Literal

from ..model import Annotation, Comment, DocumentLabel, Entity, Event, Relation, Span
from .losses import Loss, Reason

About = Literal["article", "entity", "event", "relation", "label", "span", "gone"]
"""What a comment is on; ``gone``: an annotation that is not in the article any more."""

ANYTHING: frozenset[About] = frozenset(
    ("article", "entity", "event", "relation", "label", "span", "gone")
)
_KINDS: dict[type, About] = {
    Entity: "entity",
    Event: "event",
    Relation: "relation",
    DocumentLabel: "label",
}


def about(target: str | Span, annotations: Mapping[str, Annotation]) -> About:
    """What kind of thing *target* is, among *annotations* by id."""
    if isinstance(target, Span):
        return "span"
    if not target:
        return "article"
    return _KINDS[type(annotations[target])] if target in annotations else "gone"


def placed_comments(
    comments: Iterable[Comment],
    article_id: str,
    has_place: Callable[[str | Span], bool],
    *,
    on_article: bool = True,
) -> tuple[tuple[Comment, ...], list[Loss]]:
    """*comments* where a format has places for them, and the losses.

    One on a target that has none becomes the article's, or goes where not even
    that has a place.
    """
    kept: list[Comment] = []
    losses: list[Loss] = []
    for one in comments:
        if has_place(one.target):
            kept.append(one)
        elif on_article and one.target:
            losses.append(Loss(article_id, one.id, Reason.TARGET))
            kept.append(replace(one, target=""))
        else:
            losses.append(Loss(article_id, one.id, Reason.COMMENT))
    return tuple(kept), losses
