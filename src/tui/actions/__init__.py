"""The one table of actions: everything a reviewer can do, and with which keys.

Bindings, legend, help, command palette, ``goldleaf keys``, ``docs/keys.md`` and the
check of a user's own keys all come from it. Keys are in lower case, punctuation or
with ctrl, since capital letters and digits belong to the labels of the scheme.

Each module gives the actions of a group, in the order in which they are listed.
"""

from __future__ import annotations

from . import article, boundaries, building, deciding, going, lists, moving, program
from .action import Action, Command, Condition, Context, Group, always

__all__ = ["ACTIONS", "Action", "Command", "Condition", "Context", "Group", "always"]

ACTIONS: tuple[Action, ...] = (
    *deciding.actions(),
    *building.actions(),
    *boundaries.actions(),
    *moving.actions(),
    *going.actions(),
    *article.actions(),
    *program.actions(),
    *lists.actions(),
)
"""Every action there is, in the order in which they are listed."""
