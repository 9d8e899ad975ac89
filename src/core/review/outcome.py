"""What a command of the review session did, for whoever draws the session."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Scope(IntEnum):
    """How much of the session a command changed; each includes the ones before."""

    NONE = 0
    """Nothing: the command could not be carried out, and the message says why."""

    FOCUS = 1
    """The focus, the cursor or the selection."""

    ITEMS = 2
    """The items named in ``touched``: they changed, appeared or went."""

    ARTICLE = 3
    """Everything: another article, other zones, or many items."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a command: a message for the reviewer, and what to draw anew."""

    message: str = ""
    scope: Scope = Scope.FOCUS
    touched: tuple[str, ...] = ()
