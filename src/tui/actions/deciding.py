"""Deciding on what is suggested."""

from __future__ import annotations

from .action import Action, Group
from .conditions import (
    needs_target,
)


def actions() -> tuple[Action, ...]:
    """What decides."""
    return (
        Action(
            "accept",
            ("space",),
            Group.DECIDE,
            "Accept the annotation in focus, a whole event with its entities, and go on",
            "accept",
            why_not=needs_target,
            command=lambda session: session.accept(),
        ),
        Action(
            "reject",
            ("x",),
            Group.DECIDE,
            "Reject the annotation in focus and go on",
            "reject",
            why_not=needs_target,
            command=lambda session: session.reject(),
        ),
        Action(
            "confirm_sentence",
            ("enter",),
            Group.DECIDE,
            "Accept all that is still pending in the sentence and go to the next",
            "sentence",
            command=lambda session: session.confirm_sentence(),
        ),
        Action(
            "accept_only",
            ("^",),
            Group.DECIDE,
            "Accept this one, reject what else of its sort is pending in the sentence, and go on",
            "only this",
            why_not=needs_target,
            command=lambda session: session.accept_only(),
        ),
        Action(
            "propagate",
            ("=",),
            Group.DECIDE,
            "Decide the same in every other place of the article with the same words",
            "same",
            why_not=needs_target,
            command=lambda session: session.propagate(),
        ),
        Action(
            "relabel",
            ("r",),
            Group.DECIDE,
            "Give the annotation in focus another label or type",
            "relabel",
            why_not=needs_target,
        ),
        Action(
            "delete",
            ("-", "delete", "backspace"),
            Group.DECIDE,
            "Delete the annotation in focus",
            "delete",
            why_not=needs_target,
            command=lambda session: session.delete(),
        ),
        Action(
            "undo",
            ("u",),
            Group.DECIDE,
            "Undo the last decision, as often as there are decisions",
            "undo",
            command=lambda session: session.undo(),
        ),
        Action(
            "redo",
            ("ctrl+r",),
            Group.DECIDE,
            "Do again what was undone last",
            "redo",
            command=lambda session: session.redo(),
        ),
        Action(
            "repeat",
            ("\\",),
            Group.DECIDE,
            "Do again what was decided last, here: the same label, attribute, boundary …",
        ),
    )
