"""The shortest way into a review.

Typer validates with pydantic, and loading both takes longer than opening the article.
So the few forms in which a review is started every day are read here; everything else
is Typer's, which gives the same result for these forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_COMMAND = "review"
_WORKSPACE = ("-w", "--workspace")
_ANNOTATOR = "--annotator"


@dataclass(frozen=True, slots=True)
class PlainReview:
    """What a plain review was asked for; see the command ``review``."""

    workspace: Path | None = None
    article: str | None = None
    annotator: str | None = None


def plain_review(arguments: Sequence[str]) -> PlainReview | None:
    """The review that *arguments* ask for; ``None`` when they may mean anything else.

    Understood are ``[-w DIR] [review [ARTICLE] [--annotator NAME]]``, each option at
    most once and with a value that does not begin with a dash.
    """
    rest = list(arguments)
    workspace = article = annotator = None
    if rest[:1] and rest[0] in _WORKSPACE and _is_value(rest[1:2]):
        workspace = Path(rest[1])
        rest = rest[2:]
    if rest[:1] == [_COMMAND]:
        rest = rest[1:]
        if _is_value(rest[:1]):
            article = rest.pop(0)
        if rest[:1] == [_ANNOTATOR] and _is_value(rest[1:2]):
            annotator = rest[1]
            rest = rest[2:]
    return None if rest else PlainReview(workspace, article, annotator)


def _is_value(word: Sequence[str]) -> bool:
    return bool(word and word[0]) and not word[0].startswith("-")
