"""Resolving the decisions on an article into its gold annotations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ..formats import Loss, Reason
from ..model import (
    AnnotatedArticle,
    Annotation,
    Argument,
    ArticleState,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Status,
    Suggestion,
    Verdict,
)
from ..store import Material, Standing


class Include(StrEnum):
    """Which articles and annotations become part of a dataset.

    ``DONE``: articles marked done, with their accepted annotations. ``DECIDED``:
    articles about which anything was decided, unless skipped, with their accepted
    annotations. ``ALL``: every article that is not skipped, with its accepted
    annotations and the suggestions that were not rejected.
    """

    DONE = "done"
    DECIDED = "decided"
    ALL = "all"

    def admits(self, standing: Standing) -> bool:
        """Whether an article that stands so becomes part of the dataset."""
        if self is Include.DONE:
            return standing.status is Status.DONE
        if standing.status is Status.SKIPPED:
            return False
        return self is Include.ALL or standing.touched


@dataclass(frozen=True, slots=True)
class Resolved:
    """The gold of one article, and what of its annotations could not be part of it."""

    annotated: AnnotatedArticle
    losses: tuple[Loss, ...] = ()


def resolve(material: Material, include: Include, annotator: str = "") -> Resolved:
    """The annotations that *include* asks for, each with its provenance.

    The zones that *annotator* has set replace those of the import. Retired suggestions are
    never pending, but annotations that were decided from them keep their provenance.
    Provenance says ``how`` an annotation came to be (``accepted`` as suggested, ``fixed``
    where the reviewer changed the suggestion, ``added`` where there was none,
    ``suggested`` where it is pending), who decided and when, and the suggester
    with its version and score.

    An argument whose filler is not part of the result becomes the bare span of
    that filler; a relation with an end that is not is left out. Both are losses.
    """
    article, state, suggestions = material.article, material.state, material.suggestions
    suggested = {one.id: one for one in (*material.retired, *suggestions)}
    known = {id: one.annotation for id, one in suggested.items()}
    known |= {id: record.annotation for id, record in state.records.items()}
    kept = {
        id: record.annotation
        for id, record in state.records.items()
        if record.verdict is Verdict.ACCEPTED
    }
    if include is Include.ALL:
        kept |= {one.id: one.annotation for one in suggestions if one.id not in state.records}

    losses: list[Loss] = []
    kept = _related(kept, article.id, losses)
    annotations = tuple(
        _linked(one, kept, known, article.id, losses) if isinstance(one, Event) else one
        for one in sorted(kept.values(), key=reading_order)
    )
    provenance = {
        one.id: _provenance(
            one.id,
            state=state,
            suggestion=suggested.get(one.id),
            annotator=annotator,
            at=material.decided_at.get(one.id, ""),
        )
        for one in annotations
    }
    return Resolved(
        AnnotatedArticle(
            article=article,
            zones=material.zones if state.zones is None else state.zones,
            annotations=annotations,
            provenance=provenance,
            comments=tuple(state.comments[id] for id in sorted(state.comments)),
            status=state.status,
            annotator=annotator,
            segmentation=material.segmentation,
        ),
        tuple(losses),
    )


def reading_order(annotation: Annotation) -> tuple[int, int, int, str]:
    """Sort key: by kind, then through the text, longer first, so that bytes repeat."""
    match annotation:
        case Entity():
            return (0, annotation.span.start, -annotation.span.end, annotation.id)
        case Event():
            return (1, annotation.span.start, -annotation.span.end, annotation.id)
        case Relation():
            return (2, 0, 0, annotation.id)
        case DocumentLabel():
            return (3, 0, 0, annotation.id)


def _related(
    kept: dict[str, Annotation], article_id: str, losses: list[Loss]
) -> dict[str, Annotation]:
    """*kept* without relations that lack an end, which may be another relation."""
    while lacking := {
        one.id
        for one in kept.values()
        if isinstance(one, Relation) and not (one.head in kept and one.tail in kept)
    }:
        losses.extend(Loss(article_id, id, Reason.RELATION_END) for id in sorted(lacking))
        kept = {id: one for id, one in kept.items() if id not in lacking}
    return kept


def _linked(
    event: Event,
    kept: Mapping[str, Annotation],
    known: Mapping[str, Annotation],
    article_id: str,
    losses: list[Loss],
) -> Event:
    """*event* with every argument filled by something of *kept*, or by a bare span."""
    arguments: list[Argument] = []
    for argument in event.arguments:
        filler = argument.filler
        if isinstance(filler, Span) or isinstance(kept.get(filler), Entity | Event):
            arguments.append(argument)
            continue
        was = known.get(filler)
        if isinstance(was, Entity | Event):
            arguments.append(replace(argument, filler=was.span))
            losses.append(Loss(article_id, event.id, Reason.FILLER))
        else:
            losses.append(Loss(article_id, event.id, Reason.FILLER_UNKNOWN))
    return replace(event, arguments=tuple(arguments))


def _provenance(
    id: str, *, state: ArticleState, suggestion: Suggestion | None, annotator: str, at: str
) -> dict[str, object]:
    record = state.records.get(id)
    values: dict[str, object] = {}
    if record is None:
        values["how"] = "suggested"
    else:
        if suggestion is None:
            values["how"] = "added"
        else:
            values["how"] = "accepted" if record.annotation == suggestion.annotation else "fixed"
        values["annotator"] = annotator
        values["at"] = at
    if suggestion is not None:
        values["suggester"] = suggestion.suggester
        values["version"] = suggestion.version
        values["score"] = suggestion.score
    return {key: value for key, value in values.items() if value != ""}
