"""Carrying one decision to every identical mention of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Change, Entity, RecordChange, Segmentation, Span, Verdict, ZoneKind, next_id
from .desk import Desk
from .edits import accepting, categorised, recording
from .items import Item, Standing
from .zoning import zone_at

_POSSESSIVE = re.compile(r"['’](?:s|S)?$")


def identical_mentions(desk: Desk, item: Item) -> Iterator[Span]:
    """The places of the surface of *item* elsewhere in the article, outside boilerplate.

    A mention stands on token edges. Case counts, but a surface in capitals only, as in
    a headline, and one with capitals only at the beginnings of its words are the same;
    a possessive ending belongs to neither.
    """
    text = desk.article.text
    surface = _POSSESSIVE.sub("", item.span.of(text))
    own = Span(item.span.start, item.span.start + len(surface))
    words = [re.escape(word) for word in surface.split()]
    pattern = re.compile(r"\s+".join(words), re.IGNORECASE)
    for match in pattern.finditer(text):
        span = Span(*match.span())
        if (
            span != own
            and _same_case(match.group(), surface)
            and _on_token_edges(span, desk.segmentation, text)
            and _is_offered(desk, span)
        ):
            yield span


def propagated(desk: Desk, item: Item, last_id: str) -> list[Change]:
    """What it takes to decide every identical mention as *item* is decided.

    A rejected entity has the pending ones of its label rejected. Any other has them
    accepted under its label; where nothing stands, an entity is added, unless it would
    overlap one. An event decides the pending events of its type on the same word.
    """
    rejecting = item.standing is Standing.REJECTED
    if item.is_event:
        return _of_events(desk, item, rejecting=rejecting)
    changes: dict[str, Change] = {}
    for span in identical_mentions(desk, item):
        there = [one for one in _on(desk, span) if one.id != item.id]
        if rejecting:
            for one in there:
                if one.standing is Standing.PENDING and one.label == item.label:
                    changes[one.id] = recording(desk, one.annotation, Verdict.REJECTED)
        elif there:
            changes |= {one.id: one for one in _accepted_as(desk, there, item.label)}
        elif not any(not one.is_event for one in desk.items.touching(span)):
            last_id = next_id(last_id)
            entity = Entity(last_id, (span,), item.label)
            changes[entity.id] = recording(desk, entity, Verdict.ACCEPTED)
    return list(changes.values())


def _of_events(desk: Desk, item: Item, *, rejecting: bool) -> list[Change]:
    """Decide the pending events of the same type on the same word as *item* is decided."""
    text = desk.article.text
    word = item.span.of(text).casefold()
    same = [
        one
        for one in desk.items
        if one.is_event
        and one.standing is Standing.PENDING
        and (one.label, one.span.of(text).casefold()) == (item.label, word)
        and one.id != item.id
    ]
    if rejecting:
        return [recording(desk, one.annotation, Verdict.REJECTED) for one in same]
    return list(accepting(desk, same))


def _accepted_as(desk: Desk, there: list[Item], label: str) -> Iterator[RecordChange]:
    """Accept under *label* the one of *there* that is nearest to it, if that is undecided."""
    if any(one.label == label and one.standing is Standing.ACCEPTED for one in there):
        return
    pending = [one for one in there if one.standing is Standing.PENDING]
    chosen = next((one for one in pending if one.label == label), pending[0] if pending else None)
    if chosen is not None:
        new = Item(categorised(chosen.annotation, label), chosen.standing, chosen.suggestion)
        yield from accepting(desk, [new])


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


def _is_offered(desk: Desk, span: Span) -> bool:
    zone = zone_at(desk.zones, span.start)
    return zone is None or zone.kind is not ZoneKind.BOILERPLATE
