"""Goldleaf itself: help, palette, leaving."""

from __future__ import annotations

from .action import Action, Group


def actions() -> tuple[Action, ...]:
    """What concerns Goldleaf."""
    return (
        Action("help", ("?", "f1"), Group.GOLDLEAF, "Show all keys", "help"),
        Action("palette", (":", "ctrl+k"), Group.GOLDLEAF, "Find an action by its name"),
        Action(
            "label_names",
            ("_",),
            Group.GOLDLEAF,
            "Spell the labels in the text: by marks, in full, or not at all",
        ),
        Action("theme", ("|",), Group.GOLDLEAF, "Choose the theme: its colours and contrast"),
        Action(
            "escape",
            ("escape",),
            Group.GOLDLEAF,
            "Leave what is begun: a list, a search, a selection",
        ),
        Action(
            "suspend",
            ("ctrl+z",),
            Group.GOLDLEAF,
            "Go back to the shell for a while; fg there brings Goldleaf back",
        ),
        Action(
            "quit",
            ("q", "ctrl+q", "ctrl+c"),
            Group.GOLDLEAF,
            "Quit; the next review goes on exactly here",
            "quit",
        ),
    )
