"""Decisions in the words of a list: when, who, what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..core.model import (
    Annotation,
    Change,
    CommentChange,
    Decision,
    DocumentLabel,
    Entity,
    Event,
    RecordChange,
    Relation,
    StatusChange,
    Zone,
    ZonesChange,
)
from ..core.model.codec import change_to_json

_LONGEST_QUOTE = 40
_MOST_CHANGES = 3


def history_rows(
    log: Sequence[Decision], text: str, began: Mapping[str, str]
) -> list[tuple[str, str, str, str]]:
    """``(time, annotator, what, details)`` of each decision of *log* on an article's *text*.

    *began* has the article in which each command over several articles was made.
    """
    taken_back = _taken_back(log)
    return [
        (
            one.at[:19].replace("T", " "),
            one.annotator,
            one.kind.value + (" (undone)" if one.id in taken_back else ""),
            "; ".join(filter(None, (_changes(one.changes, text), _carried(one, began)))),
        )
        for one in log
    ]


def history_json(log: Iterable[Decision]) -> list[dict[str, Any]]:
    """The decisions of *log* as JSON values."""
    return [
        {
            "id": one.id,
            "article": one.article_id,
            "annotator": one.annotator,
            "kind": one.kind.value,
            "at": one.at,
            "seconds": one.seconds,
            **({"undoes": one.undoes} if one.undoes else {}),
            **({"command": one.command} if one.command else {}),
            **({"source": one.source} if one.source else {}),
            "changes": [change_to_json(change) for change in one.changes],
        }
        for one in log
    ]


def _taken_back(log: Sequence[Decision]) -> set[str]:
    """The ids of the decisions that do not stand: a redo takes back an undo."""
    taken_back: set[str] = set()
    for one in reversed(log):
        if one.undoes and one.id not in taken_back:
            taken_back.add(one.undoes)
    return taken_back


def _carried(one: Decision, began: Mapping[str, str]) -> str:
    """From where the decision *one* was carried here."""
    if one.command in ("", one.id):
        return f"carried from {one.source}" if one.source else ""
    where = began[one.command]
    return f"carried from {one.source} of {where}" if one.source else f"with {where}"


def _changes(changes: Sequence[Change], text: str) -> str:
    said = [_change(change, text) for change in changes[:_MOST_CHANGES]]
    if len(changes) > _MOST_CHANGES:
        said.append(f"and {len(changes) - _MOST_CHANGES} more")
    return "; ".join(said)


def _change(change: Change, text: str) -> str:
    match change:
        case RecordChange(_, None, None):
            return "nothing"
        case RecordChange(_, None, new) if new is not None:
            return f"{_named(new.annotation, text)} {new.verdict.value}"
        case RecordChange(_, old, None) if old is not None:
            return f"{_named(old.annotation, text)} no longer decided"
        case RecordChange(_, old, new) if old is not None and new is not None:
            if old.annotation == new.annotation:
                return f"{_named(new.annotation, text)} {new.verdict.value}"
            before, after = _named(old.annotation, text), _named(new.annotation, text)
            return f"{before} → {after}" if before != after else f"{after} changed"
        case StatusChange(old, new):
            return f"{old.value} → {new.value}"
        case CommentChange(_, old, new):
            return _quoted(new.text) if new else f"removed {_quoted(old.text if old else '')}"
        case ZonesChange(old, new):
            return f"zones {_zones(old)} → {_zones(new)}"
    raise AssertionError(change)


def _named(annotation: Annotation, text: str) -> str:
    match annotation:
        case Entity() | Event():
            return f"{_quoted(annotation.span.of(text))} {annotation.label}"
        case Relation() | DocumentLabel():
            return annotation.label


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line[: _LONGEST_QUOTE - 1]}…”" if len(line) > _LONGEST_QUOTE else f"“{line}”"


def _zones(zones: Sequence[Zone] | None) -> str:
    if zones is None:
        return "of the import"
    counts: Mapping[str, int] = {}
    for zone in zones:
        counts = {**counts, zone.kind.value: counts.get(zone.kind.value, 0) + 1}
    return ", ".join(f"{number} {kind}" for kind, number in counts.items()) or "none"
