"""Carrying one decision to every identical mention of an article: where, and what changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..model import Entity, RecordChange, Segmentation, Span, Verdict, next_id
from .desk import Desk
from .edits import accepting, categorised, editing, recording
from .items import Item, Standing
from .zoning import in_boilerplate

_POSSESSIVE = re.compile(r"['’](?:s|S)?$")


@dataclass(frozen=True, slots=True)
class Carried:
    """A decision freed of its place: what is to hold wherever the same words stand.

    ``surface`` has no possessive ending. ``link`` is empty where no link is carried.
    """

    surface: str
    label: str
    is_event: bool
    rejecting: bool
    link: str = ""

    @classmethod
    def from_item(cls, item: Item, text: str) -> Carried:
        """The decision that *item* stands for in *text*; a pending one counts as accepted."""
        surface = item.span.of(text)
        link = ""
        if isinstance(item.annotation, Entity):
            surface = _POSSESSIVE.sub("", surface) or surface
            link = item.annotation.link
        rejecting = item.standing is Standing.REJECTED
        return cls(surface, item.label, item.is_event, rejecting, link)

    def is_in(self, text: str) -> bool:
        """Whether *text* may have an occurrence: a first look, before anything is loaded."""
        return _pattern(self.surface).search(text) is not None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place that a decision can be carried to.

    ``label`` is what stands there now, empty where nothing does; ``changes`` is what it
    takes to decide the same there.
    """

    span: Span
    label: str
    changes: tuple[RecordChange, ...]


def changes_of(occurrences: Iterable[Occurrence]) -> list[RecordChange]:
    """What it takes to decide all of *occurrences*, each annotation once."""
    return list({one.id: one for place in occurrences for one in place.changes}.values())


def occurrences(desk: Desk, carried: Carried, besides: Item | None = None) -> list[Occurrence]:
    """Where in the article of *desk* there is something to decide as *carried* says.

    A rejected entity has the pending ones of its label rejected. Any other has them
    accepted under its label, with its link if it has one; where nothing stands, an entity
    is added, unless it would overlap one. An event decides the pending events of its type
    on the same word. *besides* is the item whose decision is carried.
    """
    find = _of_event if carried.is_event else _of_entity
    return sorted(find(desk, carried, besides), key=lambda one: one.span)


def identical_mentions(desk: Desk, item: Item) -> Iterator[Span]:
    """The places of the surface of *item* elsewhere in the article, outside boilerplate.

    A mention stands on token edges. Case counts, but a surface in capitals only, as in
    a headline, and one with capitals only at the beginnings of its words are the same;
    a possessive ending belongs to neither.
    """
    return _mentions(desk, Carried.from_item(item, desk.article.text).surface, item)


def _mentions(desk: Desk, surface: str, besides: Item | None) -> Iterator[Span]:
    text = desk.article.text
    own = Span(besides.span.start, besides.span.start + len(surface)) if besides else None
    for match in _pattern(surface).finditer(text):
        span = Span(*match.span())
        if (
            span != own
            and _same_case(match.group(), surface)
            and _on_token_edges(span, desk.segmentation, text)
            and not in_boilerplate(desk.zones, span.start)
        ):
            yield span


def _pattern(surface: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in surface.split()]
    return re.compile(r"\s+".join(words), re.IGNORECASE)


def _of_entity(desk: Desk, carried: Carried, besides: Item | None) -> Iterator[Occurrence]:
    for span in _mentions(desk, carried.surface, besides):
        there = [one for one in _on(desk, span) if besides is None or one.id != besides.id]
        if carried.rejecting:
            for one in there:
                if one.standing is Standing.PENDING and one.label == carried.label:
                    change = recording(desk, one.annotation, Verdict.REJECTED)
                    yield Occurrence(one.span, one.label, (change,))
        elif there:
            yield from _accepted_as(desk, there, carried)
        elif not any(not one.is_event for one in desk.items.touching(span)):
            entity = Entity(next_id(), (span,), carried.label, link=carried.link)
            change = recording(desk, entity, Verdict.ACCEPTED)
            yield Occurrence(span, "", (change,))


def _of_event(desk: Desk, carried: Carried, besides: Item | None) -> Iterator[Occurrence]:
    """Decide the pending events of the same type on the same word."""
    text = desk.article.text
    word = carried.surface.casefold()
    for one in desk.items:
        if (
            one.is_event
            and one.standing is Standing.PENDING
            and (one.label, one.span.of(text).casefold()) == (carried.label, word)
            and (besides is None or one.id != besides.id)
        ):
            changes = [recording(desk, one.annotation, Verdict.REJECTED)]
            if not carried.rejecting:
                changes = accepting(desk, [one])
            yield Occurrence(one.span, one.label, tuple(changes))


def _accepted_as(desk: Desk, there: list[Item], carried: Carried) -> Iterator[Occurrence]:
    """Accept as *carried* the one of *there* that is nearest to it, if that is undecided."""
    if any(one.label == carried.label and one.standing is Standing.ACCEPTED for one in there):
        return
    pending = [one for one in there if one.standing is Standing.PENDING]
    alike = (one for one in pending if one.label == carried.label)
    chosen = next(alike, pending[0] if pending else None)
    if chosen is not None:
        yield taking_over(desk, chosen, carried)


def taking_over(desk: Desk, item: Item, carried: Carried) -> Occurrence:
    """Accept *item* with the label of *carried*, and with its link if it has one."""
    annotation = categorised(item.annotation, carried.label)
    if carried.link and isinstance(annotation, Entity):
        annotation = replace(annotation, link=carried.link)
    return Occurrence(item.span, item.label, tuple(editing(desk, item, annotation)))


def _on(desk: Desk, span: Span) -> list[Item]:
    """The entities on *span*, a possessive ending more or less."""
    text = desk.article.text
    return [
        one
        for one in desk.items.touching(span)
        if not one.is_event
        and one.span.start == span.start
        and (one.span == span or _POSSESSIVE.sub("", one.span.of(text)) == span.of(text))
    ]


def _same_case(found: str, surface: str) -> bool:
    return found == surface or (
        {found.isupper(), surface.isupper()} == {True, False}
        and found[:1].isupper()
        and surface[:1].isupper()
    )


def _on_token_edges(span: Span, segmentation: Segmentation, text: str) -> bool:
    first, last = segmentation.token_at(span.start), segmentation.token_at(span.end - 1)
    return segmentation.token(first).start == span.start and (
        segmentation.token(last).end == span.end
        or bool(_POSSESSIVE.fullmatch(text[span.end : segmentation.token(last).end]))
    )
