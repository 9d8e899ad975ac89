"""What an export tells: how far it is, and what it wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..formats import Format, LossReport
from ..model import UsageError


class Progress(Protocol):
    """Told how far an export is."""

    def __call__(self, done: int, total: int, *, doing: str = "") -> None:
        """So many articles, or files, of so many are through with the step *doing*."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote.

    ``parts`` counts the articles by part where they were divided. ``files`` is
    empty when the dataset went to standard output. ``notes`` are sentences for
    the user.
    """

    articles: int
    annotations: int
    files: tuple[Path, ...]
    losses: LossReport
    parts: Mapping[str, int]
    notes: tuple[str, ...] = ()


def not_kept(format: Format, losses: LossReport) -> UsageError:
    """What to say where a loss is an error."""
    return UsageError(
        f"{format.title} cannot keep everything, so nothing was written:"
        f" {'; '.join(losses.sentences())}. Leave --strict out to export the rest."
    )
