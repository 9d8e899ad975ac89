"""A progress bar on standard error, with rate and time left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from ..core.wording import counted

if TYPE_CHECKING:
    from ..core.ingest import AddProgress


class Advance(Protocol):
    """Told how far something is."""

    def __call__(self, done: int, total: int, rate: str = "", *, doing: str = "") -> None:
        """*done* of *total* units; *rate* takes the place of units a second.

        *doing* names the step, where there are several.
        """


@contextmanager
def progress_bar(doing: str, unit: str) -> Iterator[Advance]:
    """Show how far something is while the block runs.

    Of bytes the number is shown in kB and MB; of a total of 0, which is unknown, no time
    left. Nothing is shown where standard error is no terminal: a log needs no bar.
    """
    if not sys.stderr.isatty():
        yield lambda done, total, rate="", *, doing="": None  # noqa: ARG005
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Units a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            measured = "" if speed is None else f"{speed:,.1f} {unit}/s"
            return Text(task.fields.get("rate") or measured)

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        DownloadColumn() if unit == "bytes" else MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        first = progress.add_task(doing, total=None)
        # one line for each step, the finished ones with what they took
        steps: dict[str, TaskID] = {}

        before = 0

        def advance(done: int, total: int, rate: str = "", *, doing: str = doing) -> None:
            nonlocal before
            if doing not in steps:
                steps[doing] = progress.add_task(doing) if steps else first
            elif done < before:
                # from the beginning again: how fast it was before tells nothing
                progress.reset(steps[doing])
            before = done
            progress.update(
                steps[doing], description=doing, completed=done, total=total or None, rate=rate
            )

        yield advance


@contextmanager
def adding_bar() -> Iterator[Callable[[AddProgress], None]]:
    """Show how far files are read while articles are added."""
    with progress_bar("Adding", "bytes") as advance:

        def tell(now: AddProgress) -> None:
            found = counted(now.articles, "article")
            advance(now.done, now.total, f"{found} checked" if now.checking else found)

        yield tell
