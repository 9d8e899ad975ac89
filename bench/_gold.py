"""Gold annotations as spans, and how what stands in a review differs from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldleaf.core.model import Entity, Event, Record, Span, Verdict
from goldleaf.core.scheme import Mentions, Scheme
from suggestions import Scores

KINDS = ("entities", "triggers", "roles")
"""What counts as one annotation each: an entity, an event's trigger, an argument."""

_PRONOUNS = frozenset({"he", "she", "it", "they", "we"})

Mention = tuple[Span, str]
Arguments = frozenset[tuple[str, Span]]

_SPACY = {
    "person": ("PERSON",),
    "organization": ("ORG", "NORP"),
    "place": ("GPE", "LOC", "FAC"),
    "time": ("DATE", "TIME"),
    "event": ("EVENT",),
    "object": ("PRODUCT", "WORK_OF_ART"),
}
"""Which labels of an English pipeline are near to labels that corpora use."""


@dataclass(frozen=True)
class GoldEvent:
    """An event: its type, its trigger, and a role and a span for each argument."""

    type: str
    trigger: Span
    arguments: Arguments


@dataclass(frozen=True)
class Gold:
    """What an article's review should come to.

    ``entities`` is ``None`` where the corpus marks none that the scheme knows: then any may
    stand, and only events count.
    """

    entities: frozenset[Mention] | None
    events: tuple[GoldEvent, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many annotations of each kind there are."""
        return {
            "entities": len(self.entities or ()),
            "triggers": len(self.events),
            "roles": sum(len(event.arguments) for event in self.events),
        }


def outermost(entities: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those of *entities* that lie in no longer one."""
    found: list[Mapping[str, Any]] = []
    reach = -1
    for one in sorted(entities, key=lambda one: (one["start"], -one["end"])):
        if one["end"] > reach:
            found.append(one)
            reach = one["end"]
    return found


def labels_of(records: Iterable[Mapping[str, Any]]) -> list[str]:
    """The entity labels of *records*."""
    return sorted({one["label"] for record in records for one in record.get("entities", ())})


def mentions_of(records: Iterable[Mapping[str, Any]]) -> Mentions:
    """What the entities of *records* are marked on: phrases where pronouns are among them."""
    texts = (
        record["text"][one["start"] : one["end"]].lower()
        for record in records
        for one in record.get("entities", ())
    )
    return Mentions.PHRASES if not _PRONOUNS.isdisjoint(texts) else Mentions.NAMES


def scheme_of(labels: Sequence[str], mentions: Mentions = Mentions.NAMES) -> str:
    """The TOML of a scheme with *labels*, each with a capital of its name as its key."""
    lines = ['name = "labels"', f'mentions = "{mentions}"']
    free = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    for label in labels:
        wanted = (key for key in [*label.upper(), *free] if key in free)
        key = next(wanted, "")
        lines += ["", f"[entities.{label}]", f'key = "{key}"' if key else ""]
        if key:
            free.remove(key)
        if label in _SPACY:
            lines.append(f"spacy = {list(_SPACY[label])}")
    return "\n".join(lines) + "\n"


def gold_of(records: Sequence[Mapping[str, Any]], scheme: Scheme) -> list[Gold]:
    """The gold of each of *records*, as far as *scheme* has its labels, types and roles.

    Nested mentions count only by their outermost.
    """
    labels = {label.name for label in scheme.labels}
    scores = Scores(labels, {type_.name for type_ in scheme.event_types})
    knows_entities = bool(labels.intersection(labels_of(records)))
    found = []
    for record in records:
        known = [one for one in record.get("entities", ()) if one["label"] in labels]
        entities = frozenset(
            (Span(one["start"], one["end"]), one["label"]) for one in outermost(known)
        )
        events: dict[tuple[str, Span], Arguments] = {}
        for event in scores.gold_events(dict(record)):
            if not event["trigger"]:
                continue
            key = event["type"], Span(event["trigger"]["start"], event["trigger"]["end"])
            arguments = {
                (one["role"], Span(one["start"], one["end"])) for one in event["arguments"]
            }
            events[key] = events.get(key, frozenset()) | arguments
        found.append(
            Gold(
                entities if knows_entities else None,
                tuple(GoldEvent(*key, arguments) for key, arguments in sorted(events.items())),
            )
        )
    return found


def mismatches(gold: Gold, records: Mapping[str, Record], text: str) -> list[str]:
    """What the accepted *records* of an article lack of *gold*, and have beyond it."""
    accepted = {
        id: record.annotation
        for id, record in records.items()
        if record.verdict is Verdict.ACCEPTED and isinstance(record.annotation, Entity | Event)
    }
    entities = [(one.span, one.label) for one in accepted.values() if isinstance(one, Entity)]

    def place(filler: str | Span) -> Span:
        return filler if isinstance(filler, Span) else accepted[filler].span

    events = [
        GoldEvent(
            one.type,
            one.trigger,
            frozenset((each.role, place(each.filler)) for each in one.arguments),
        )
        for one in accepted.values()
        if isinstance(one, Event)
    ]
    lines: list[str] = []
    if gold.entities is not None:
        lines += [f"lacks {label} {span.of(text)!r}" for span, label in gold.entities - {*entities}]
        lines += [
            f"has {label} {span.of(text)!r} beyond" for span, label in {*entities} - gold.entities
        ]
        if len(entities) != len(set(entities)):
            lines.append("has an entity twice")
    lines += [f"lacks {_worded(event, text)}" for event in {*gold.events} - {*events}]
    lines += [f"has {_worded(event, text)} beyond" for event in {*events} - {*gold.events}]
    if len(events) != len(set(events)):
        lines.append("has an event twice")
    return sorted(lines)


def _worded(event: GoldEvent, text: str) -> str:
    arguments = ", ".join(f"{role} {span.of(text)!r}" for role, span in sorted(event.arguments))
    return f"{event.type} {event.trigger.of(text)!r} ({arguments})"
