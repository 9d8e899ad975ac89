"""Why an action is not possible now: a sentence, or nothing when it is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ...core.review import ReviewSession


def needs_target(session: ReviewSession) -> str:
    """Of what needs an annotation in focus or at the cursor."""
    return "" if session.target else "There is no annotation here: tab goes to the next one."


def needs_event(session: ReviewSession) -> str:
    """Of what needs an event."""
    target = session.target
    if target and target.is_event:
        return ""
    return "That is for events: go to one, or add one on its trigger."


def needs_entity(session: ReviewSession) -> str:
    """Of what needs an entity."""
    target = session.target
    return "" if target and not target.is_event else "That is for entities: go to one."


def needs_relations(session: ReviewSession) -> str:
    """Of what needs an annotation, and relations in the scheme."""
    return needs_target(session) if session.scheme.relations else "The scheme has no relations."


def needs_document_labels(session: ReviewSession) -> str:
    """Of what needs labels for articles in the scheme."""
    return "" if session.scheme.document_labels else "The scheme has no labels for articles."


def needs_attributes(session: ReviewSession) -> str:
    """Of what needs an annotation that the scheme gives attributes."""
    target = session.target
    if target is None:
        return needs_target(session)
    sort: Literal["event", "entity"] = "event" if target.is_event else "entity"
    return (
        "" if session.scheme.attributes_of(sort) else f"The scheme gives an {sort} no attributes."
    )


def needs_labels(session: ReviewSession) -> str:
    """Of what needs selected words, and labels in the scheme."""
    return needs_selection(session) if session.scheme.labels else "The scheme has no labels."


def needs_types(session: ReviewSession) -> str:
    """Of what needs selected words, and event types in the scheme."""
    return needs_selection(session) if session.scheme.event_types else "The scheme has no events."


def needs_selection(session: ReviewSession) -> str:
    """Of what needs selected words."""
    return "" if session.selection.length else "This article has no words to annotate."
