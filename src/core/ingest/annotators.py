"""Whose decisions the annotations of a file are, where it tells of several annotators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ..model import (
    AnnotatedArticle,
    Annotation,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Record,
    Relation,
    Status,
    Suggestion,
    Verdict,
    next_id,
)

Provenance = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Share:
    """What one annotator decided on an article.

    ``suggesters`` tells, by id, which of the records are about a suggestion, and whose.
    """

    annotator: str
    records: tuple[Record, ...] = ()
    comments: tuple[Comment, ...] = ()
    status: Status = Status.OPEN
    suggesters: Mapping[str, str] = field(default_factory=dict, hash=False)


def shares(annotated: AnnotatedArticle, decided: Iterable[Annotation], default: str) -> list[Share]:
    """The *decided* annotations of an article, divided among the annotators who made them.

    An annotation belongs to the annotator that the article names, else to the one that its
    provenance names, else to *default*. Comments and the status belong to the annotator that
    the article names, else to *default*.
    """
    by_name: dict[str, list[Annotation]] = {}
    for one in decided:
        named = _string(annotated.provenance.get(one.id, {}).get("annotator"))
        by_name.setdefault(annotated.annotator or named or default, []).append(one)
    status = annotated.status or Status.OPEN
    whole = annotated.annotator or default
    if annotated.comments or status is not Status.OPEN:
        by_name.setdefault(whole, [])
    return [
        _share(name, found, annotated, with_rest=name == whole) for name, found in by_name.items()
    ]


def _share(
    name: str, decided: Iterable[Annotation], annotated: AnnotatedArticle, *, with_rest: bool
) -> Share:
    told = annotated.provenance
    records = tuple(Record(one, _verdict(told.get(one.id, {}))) for one in decided)
    ids = (record.annotation.id for record in records)
    suggesters = {id: found for id in ids if (found := _string(told.get(id, {}).get("suggester")))}
    if not with_rest:
        return Share(name, records, suggesters=suggesters)
    status = annotated.status or Status.OPEN
    return Share(name, records, annotated.comments, status, suggesters)


def beside(share: Share, suggestions: Iterable[Suggestion]) -> Share:
    """*share* for an article that has *suggestions*, without ids that clash by chance.

    A record with the id of a suggestion is a decision on it where the annotation is the same,
    or was made from a suggestion of that suggester; else the annotation gets a new id.
    """
    there = {one.annotation.id: one for one in suggestions}
    names = {
        record.annotation.id: next_id()
        for record in share.records
        if (found := there.get(record.annotation.id)) is not None
        and found.annotation != record.annotation
        and found.suggester != share.suggesters.get(record.annotation.id)
    }
    if not names:
        return share
    return replace(
        share,
        records=tuple(
            replace(one, annotation=_renamed(one.annotation, names)) for one in share.records
        ),
        comments=tuple(
            replace(one, target=names.get(one.target, one.target))
            if isinstance(one.target, str)
            else one
            for one in share.comments
        ),
    )


def _renamed(annotation: Annotation, names: Mapping[str, str]) -> Annotation:
    """*annotation* with what it is called, and what it names, by the new *names*."""
    id = names.get(annotation.id, annotation.id)
    match annotation:
        case Event():
            arguments = tuple(
                replace(one, filler=names.get(one.filler, one.filler))
                if isinstance(one.filler, str)
                else one
                for one in annotation.arguments
            )
            return replace(annotation, id=id, arguments=arguments)
        case Relation():
            head, tail = (names.get(end, end) for end in (annotation.head, annotation.tail))
            return replace(annotation, id=id, head=head, tail=tail)
        case Entity() | DocumentLabel():
            return replace(annotation, id=id)


def _verdict(provenance: Provenance) -> Verdict:
    return Verdict.REJECTED if provenance.get("how") == "rejected" else Verdict.ACCEPTED


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
