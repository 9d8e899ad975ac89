"""Giving a paragraph another zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import Span, Zone, ZoneKind


def zone_at(zones: Iterable[Zone], offset: int) -> Zone | None:
    """The zone that holds *offset*, or ``None``."""
    return next((zone for zone in zones if zone.start <= offset < zone.end), None)


def in_boilerplate(zones: Iterable[Zone], offset: int) -> bool:
    """Whether *offset* is in a zone where nothing is offered."""
    zone = zone_at(zones, offset)
    return zone is not None and zone.kind is ZoneKind.BOILERPLATE


def paragraph_at(text: str, zones: Sequence[Zone], offset: int) -> Span:
    """The paragraph at *offset*: its lines up to the blank ones around, within its zone.

    On a blank line that is an empty span.
    """
    start, end = _line_start(text, offset), _line_end(text, offset)
    if not text[start:end].strip():
        return Span(offset, offset)
    while start > 0 and text[_line_start(text, start - 1) : start].strip():
        start = _line_start(text, start - 1)
    while end < len(text) and text[end : _line_end(text, end)].strip():
        end = _line_end(text, end)
    zone = zone_at(zones, offset)
    if zone is not None:
        start, end = max(start, zone.start), min(end, zone.end)
    return _without_blanks(text, start, end)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def _without_blanks(text: str, start: int, end: int) -> Span:
    stretch = text[start:end]
    right = end - (len(stretch) - len(stretch.rstrip()))
    left = min(start + len(stretch) - len(stretch.lstrip()), right)
    return Span(left, right)


def with_zone(zones: Iterable[Zone], span: Span, kind: ZoneKind, text: str) -> tuple[Zone, ...]:
    """*zones* with *span* of *kind*: what it overlaps is cut, like neighbours are joined."""
    cut: list[Zone] = [Zone(span.start, span.end, kind)]
    for zone in zones:
        for start, end in (
            (zone.start, min(zone.end, span.start)),
            (max(zone.start, span.end), zone.end),
        ):
            left, right = _without_blanks(text, start, max(start, end))
            if left < right:
                cut.append(Zone(left, right, zone.kind))
    joined: list[Zone] = []
    for zone in sorted(cut, key=lambda zone: zone.start):
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.kind is zone.kind
            and zone.kind in (ZoneKind.BODY, ZoneKind.BOILERPLATE)
            and not text[before.end : zone.start].strip()
        ):
            joined[-1] = Zone(before.start, zone.end, zone.kind)
        else:
            joined.append(zone)
    return tuple(joined)
