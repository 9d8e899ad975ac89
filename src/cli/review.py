"""The review, started without waiting for what the other commands need.

Typer reads arguments with pydantic, and loading the two takes longer than all of a
review's own code. So what plainly asks for a review is read here; anything else, help
and mistakes among it, is left to Typer.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..core.store import Workspace
from .output import require_terminal

_BEFORE = {"-w": "workspace", "--workspace": "workspace"}
_AFTER = {"--annotator": "annotator"}


class ReviewRequest(NamedTuple):
    """The arguments of a review; ``None`` where one is not given."""

    workspace: Path | None = None
    annotator: str | None = None
    article: str | None = None

    def run(self) -> None:
        """Open the review; raises ``GoldleafError`` when it cannot be."""
        require_terminal("review")
        # nothing made while starting is garbage; the app lets the collector on when it has settled
        gc.disable()
        from ..tui.app import review

        workspace = Workspace.find(self.workspace)
        if workspace.knowledge is not None:
            from .knowledge import bring_up_to_date

            bring_up_to_date(workspace.knowledge)
        review(workspace, self.annotator, self.article)


def parse_review(arguments: Sequence[str]) -> ReviewRequest | None:
    """The review that *arguments* plainly ask for, or ``None``: then Typer reads them.

    So it is with help, other commands, other spellings of an option, and mistakes.
    """
    given: dict[str, str] = {}
    options = _BEFORE
    rest = iter(arguments)
    for one in rest:
        if one == "review" and options is _BEFORE:
            options = _AFTER
            continue
        name = options.get(one)
        value: str | None = next(rest, "") if name else one
        if name is None and options is _AFTER:
            name = "article"
        if name is None or name in given or not value or value.startswith("-"):
            return None
        given[name] = value
    workspace = given.get("workspace")
    return ReviewRequest(
        Path(workspace) if workspace else None, given.get("annotator"), given.get("article")
    )
