"""What an action is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...core.review import Outcome, ReviewSession

Command = Callable[["ReviewSession"], "Outcome"]

Condition = Callable[["ReviewSession"], str]


class Context(StrEnum):
    """Where an action's keys work; the same key may mean another thing elsewhere."""

    REVIEW = "review"
    CHOICE = "choice"
    LETTERS = "letters"
    ARTICLES = "articles"
    GO = "go"
    PROMPT = "prompt"
    LIST = "list"
    HELP = "help"
    LINK = "link"


class Group(StrEnum):
    """Under which heading an action is listed."""

    DECIDE = "Decide"
    BUILD = "Add and complete"
    BOUNDARY = "Move a boundary"
    MOVE = "Move about"
    GO = "After the key that goes further"
    ARTICLE = "The article"
    GOLDLEAF = "Goldleaf"
    CHOICE = "In a list of choices"
    LETTERS = "While letters stand on the text"
    ARTICLES = "In the list of articles"
    PROMPT = "While a search is typed"
    LIST = "In other lists"
    HELP = "In the help"
    LINK = "While an entry to link to is sought"


def always(_session: ReviewSession) -> str:
    """The condition of what can be done at any time."""
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a reviewer can do.

    ``keys`` are the default ones, the first being the one that is shown. ``short``
    is the word for it in the legend, where it is empty for what is not shown there.
    ``why_not`` gives, for a session, the sentence that says why the action is not
    possible now, and an empty string when it is. ``command`` is what it does, where
    that is the session's alone; the screen itself does the others.
    """

    id: str
    keys: tuple[str, ...]
    group: Group
    description: str
    short: str = ""
    context: Context = Context.REVIEW
    why_not: Condition = always
    command: Command | None = None
