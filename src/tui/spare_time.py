"""Small jobs that are done while nothing else is to be done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

_PAUSE = 0.015
"""Seconds without a key after which time is to spare; a fast reader leaves three times as many."""
_BETWEEN = 0.002
"""Seconds between two slices, in which a key gets its turn."""
_SLICE = 4
"""Jobs done in one go: a key that comes meanwhile waits for that long."""


class SpareTime:
    """Does jobs, numbers that its owner knows what to do with, a few at a time."""

    def __init__(self, do: Callable[[int], object]) -> None:
        """*do* a job; it should take a tenth of a millisecond at most."""
        self._do = do
        self._left: Iterator[int] = iter(())
        self._timer: asyncio.TimerHandle | None = None

    @property
    def busy(self) -> bool:
        """Whether there may be jobs left."""
        return self._timer is not None

    def use_for(self, jobs: Iterable[int]) -> None:
        """Do *jobs*, in place of what is left of those before."""
        self._left = iter(jobs)
        self._go_on_after(_PAUSE)

    def wait(self) -> None:
        """Leave the time to something else, and go on after a pause."""
        if self.busy:
            self._go_on_after(_PAUSE)

    def end(self) -> None:
        """Do nothing more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _go_on_after(self, seconds: float) -> None:
        self.end()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._go_on)

    def _go_on(self) -> None:
        self._timer = None
        done = [self._do(job) for job in islice(self._left, _SLICE)]
        if done:
            self._go_on_after(_BETWEEN)
