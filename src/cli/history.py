"""The log of decisions as rows of a table, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.model import (
    Annotation,
    Change,
    Comment,
    CommentChange,
    Decision,
    DocumentLabel,
    Entity,
    Event,
    Record,
    RecordChange,
    Relation,
    Span,
    StatusChange,
    Suggestion,
    Zone,
    ZonesChange,
)
from ..core.model.codec import change_to_json
from ..core.review.past import SUGGESTED, differences

if TYPE_CHECKING:
    from ..core.store import Store

_LONGEST_QUOTE = 40
_MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Background:
    """What is needed to describe the decisions on an article.

    ``began`` maps the id of each command over several articles to the article in which it
    was made. ``only`` is the id of the annotation that is asked about; empty for all.
    """

    text: str
    suggestions: Mapping[str, Suggestion]
    began: Mapping[str, str]
    only: str = ""

    @classmethod
    def of(cls, store: Store, article_id: str, log: Sequence[Decision], only: str) -> Background:
        """What *store* has of an article, for a *log* on it."""
        commands = {one.command for one in log if one.command}
        return cls(
            store.article(article_id).text,
            {one.id: one for one in store.suggestions(article_id, retired=True)},
            {id: store.decision(id).article_id for id in commands},
            only,
        )

    def chosen(self, changes: Iterable[Change]) -> list[Change]:
        """Those of *changes* that are asked about."""
        return [one for one in changes if not self.only or _concerns(one, self.only)]


def _concerns(change: Change, id: str) -> bool:
    match change:
        case RecordChange(changed):
            return changed == id
        case CommentChange(_, old, new):
            return id in {one.target for one in (old, new) if one}
        case _:
            return False


def concerning(log: Iterable[Decision], annotation_id: str) -> list[Decision]:
    """The decisions of *log* that concern an annotation."""
    return [one for one in log if any(_concerns(change, annotation_id) for change in one.changes)]


def history_rows(
    log: Sequence[Decision], standing: Sequence[Decision], background: Background
) -> list[tuple[str, ...]]:
    """``(time, annotator, what, details)`` of each decision of *log*, before them its id.

    The id is there only where one annotation is asked about. *standing* is the whole log,
    which says what was taken back.
    """
    taken_back = _taken_back(standing)
    words = _Words(standing, background)
    rows: list[tuple[str, ...]] = []
    if (suggestion := background.suggestions.get(background.only)) is not None:
        said = f"{words.named(suggestion.annotation)}, {_by(suggestion)}"
        rows.append((SUGGESTED, "", "", "suggest", said))
    for one in log:
        details = words.of_changes(background.chosen(one.changes)), _carried(one, background.began)
        row = (
            one.at[:19].replace("T", " "),
            one.annotator,
            one.kind.value + (" (undone)" if one.id in taken_back else ""),
            "; ".join(filter(None, details)),
        )
        rows.append((one.id, *row) if background.only else row)
    return rows


def history_json(log: Iterable[Decision], background: Background) -> list[dict[str, Any]]:
    """The decisions of *log* as JSON values, with the suggestions that they were made on."""
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
            "changes": [
                change_to_json(change) | _suggested(change, background)
                for change in background.chosen(one.changes)
            ],
        }
        for one in log
    ]


def _suggested(change: Change, background: Background) -> dict[str, Any]:
    found = background.suggestions.get(change.id) if isinstance(change, RecordChange) else None
    if found is None:
        return {}
    about = {"suggester": found.suggester, "version": found.version, "score": found.score}
    return {"suggested": about}


def _by(suggestion: Suggestion) -> str:
    return f"suggested by {suggestion.suggester} {suggestion.version}, {suggestion.score:.2f}"


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


class _Words:
    """Changes in words, as they are told against a background."""

    def __init__(self, log: Iterable[Decision], background: Background) -> None:
        self._text = background.text
        self._suggestions = background.suggestions
        self._spans = {
            id: one.annotation.span
            for id, one in background.suggestions.items()
            if isinstance(one.annotation, Entity | Event)
        }
        records = [
            change.new
            for decision in log
            for change in decision.changes
            if isinstance(change, RecordChange) and change.new is not None
        ]
        for record in records:
            if isinstance(record.annotation, Entity | Event):
                self._spans[record.annotation.id] = record.annotation.span
        # the ends of a relation are told by their words
        self._others = {
            one.annotation.id: self.named(one.annotation)
            for one in records
            if isinstance(one.annotation, Relation | DocumentLabel)
        }

    def of_changes(self, changes: Sequence[Change]) -> str:
        """The first of *changes*, and how many more there are."""
        said = [self._of(change) for change in changes[:_MOST_CHANGES]]
        if len(changes) > _MOST_CHANGES:
            said.append(f"and {len(changes) - _MOST_CHANGES} more")
        return "; ".join(said)

    def named(self, annotation: Annotation) -> str:
        """The words and the label of *annotation*."""
        match annotation:
            case Entity() | Event():
                return f"{_quoted(annotation.span.of(self._text))} {annotation.label}"
            case Relation():
                head, tail = (
                    self._quoted_filler(end) for end in (annotation.head, annotation.tail)
                )
                return f"{annotation.label} “{head}” – “{tail}”"
            case DocumentLabel():
                return annotation.label

    def _of(self, change: Change) -> str:
        match change:
            case RecordChange(id, old, new):
                return self._of_record(id, old, new)
            case StatusChange(old, new):
                return f"{old.value} → {new.value}"
            case CommentChange(_, old, new):
                return self._of_comment(old, new)
            case ZonesChange(old, new):
                return f"zones {_zones(old)} → {_zones(new)}"

    def _of_comment(self, old: Comment | None, new: Comment | None) -> str:
        comment = new or old
        assert comment is not None
        said = _quoted(comment.text) if new else f"removed {_quoted(comment.text)}"
        on = self._target(comment.target)
        return f"{said} on {on}" if on else said

    def _target(self, target: str | Span) -> str:
        """What a comment is on; empty for the article."""
        if not target:
            return ""
        if isinstance(target, str) and target in self._others:
            return self._others[target]
        return f"“{self._quoted_filler(target)}”"

    def _of_record(self, id: str, old: Record | None, new: Record | None) -> str:
        suggestion = self._suggestions.get(id)
        if new is None:
            return f"{self.named(old.annotation)} no longer decided" if old else "nothing"
        if old is None:
            origin = suggestion.annotation if suggestion else None
            by = f", {_by(suggestion)}" if suggestion else ""
            return f"{self._changed(origin, new)}{by}"
        return self._changed(old.annotation, new)

    def _changed(self, old: Annotation | None, new: Record) -> str:
        changed = (
            () if old is None else tuple(differences(old, new.annotation, self._quoted_filler))
        )
        verdict = new.verdict.value
        named = self.named(new.annotation)
        return f"{named} {verdict}: {', '.join(changed)}" if changed else f"{named} {verdict}"

    def _quoted_filler(self, filler: str | Span) -> str:
        span = self._spans.get(filler) if isinstance(filler, str) else filler
        return _quoted(span.of(self._text))[1:-1] if span else "(not there any more)"


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line[: _LONGEST_QUOTE - 1]}…”" if len(line) > _LONGEST_QUOTE else f"“{line}”"


def _zones(zones: Sequence[Zone] | None) -> str:
    if zones is None:
        return "of the import"
    counts = Counter(zone.kind.value for zone in zones)
    return ", ".join(f"{number} {kind}" for kind, number in counts.items()) or "none"
