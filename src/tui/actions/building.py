"""Adding annotations, and completing them."""

from __future__ import annotations

from .action import Action, Group
from .conditions import (
    needs_attributes,
    needs_entity,
    needs_event,
    needs_labels,
    needs_relations,
    needs_selection,
    needs_types,
)


def actions() -> tuple[Action, ...]:
    """What adds and completes."""
    return (
        Action(
            "add_entity",
            ("a",),
            Group.BUILD,
            "Add an entity on the selected words: choose its label",
            "add",
            why_not=needs_labels,
        ),
        Action(
            "add_event",
            ("e",),
            Group.BUILD,
            "Add an event with the selected words as its trigger: choose its type, then its roles",
            "event",
            why_not=needs_types,
        ),
        Action(
            "role",
            ("o",),
            Group.BUILD,
            "Set or drop the filler of a role in a list: the role's key, then that of a mention",
            "role",
            why_not=needs_event,
        ),
        Action(
            "attribute",
            ("t",),
            Group.BUILD,
            "Set an attribute of the annotation in focus, such as its polarity",
            "attribute",
            why_not=needs_attributes,
        ),
        Action(
            "swap",
            ("%",),
            Group.BUILD,
            "Swap the fillers of two roles of the event, or let both roles have all of them",
            why_not=needs_event,
        ),
        Action(
            "move_trigger",
            ("`",),
            Group.BUILD,
            "Move the trigger of the event by letters: its first word, then its last; roles stay",
            why_not=needs_event,
        ),
        Action(
            "duplicate",
            ("*",),
            Group.BUILD,
            "Add a second event on the same trigger, with the same roles",
            why_not=needs_event,
            command=lambda session: session.duplicate_event(),
        ),
        Action(
            "merge",
            ("&",),
            Group.BUILD,
            "Merge another event into this one: its letters give this one its roles",
            why_not=needs_event,
        ),
        Action(
            "fragment",
            ("+",),
            Group.BUILD,
            "Add a part to a discontinuous entity, or take one out: the letters of its words",
            why_not=needs_entity,
        ),
        Action(
            "relate",
            ("~",),
            Group.BUILD,
            "Relate to another annotation, such as one that means the same, or no longer",
            why_not=needs_relations,
        ),
        Action(
            "link",
            ("@",),
            Group.BUILD,
            "Link the entity to an entry of a knowledge base",
            why_not=needs_entity,
        ),
        Action(
            "next_phrase",
            ("y",),
            Group.BUILD,
            "Select the phrase at the cursor, or the next one without an entity",
            "next phrase",
            why_not=needs_selection,
            command=lambda session: session.select_phrase(1),
        ),
        Action(
            "previous_phrase",
            ("ctrl+l",),
            Group.BUILD,
            "Select the phrase at the cursor, or the one before without an entity",
            why_not=needs_selection,
            command=lambda session: session.select_phrase(-1),
        ),
        Action(
            "extend_right",
            ("w", "shift+right"),
            Group.BUILD,
            "Extend the selection by a word",
            "select",
            command=lambda session: session.extend_selection(1),
        ),
        Action(
            "extend_left",
            ("b", "shift+left"),
            Group.BUILD,
            "Take the last word off the selection again",
            command=lambda session: session.extend_selection(-1),
        ),
        Action(
            "select",
            ("v",),
            Group.BUILD,
            "Select from here: what moves the cursor extends the selection until v or escape",
        ),
    )
