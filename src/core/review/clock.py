"""Where a session reads the time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

PACE_OF = 50
"""How many decisions the pace is taken from."""

_IDLE_SECONDS = 300.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The wall clock, and seconds that only grow."""

    now: Callable[[], datetime] = _utc_now
    seconds: Callable[[], float] = time.monotonic

    def stamp(self) -> str:
        """The wall clock's time in UTC, ISO 8601 with milliseconds."""
        return self.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Stopwatch:
    """How long the annotator's decisions take.

    A pause of five minutes or more is no time spent on a decision and counts as unknown.
    """

    def __init__(self, clock: Clock, earlier: Iterable[float]) -> None:
        """Go on from the seconds of *earlier* decisions, oldest first."""
        self._clock = clock
        self._paces = deque(earlier, PACE_OF)
        self._since = clock.seconds()

    def start(self) -> None:
        """Begin to count for the next decision."""
        self._since = self._clock.seconds()

    def read(self) -> float:
        """Seconds since the last start; 0 when that is a pause."""
        elapsed = self._clock.seconds() - self._since
        return round(elapsed, 3) if elapsed < _IDLE_SECONDS else 0.0

    def note(self, seconds: float) -> None:
        """Count a decision that took *seconds*, and begin anew."""
        if seconds:
            self._paces.append(seconds)
        self.start()

    @property
    def pace(self) -> float:
        """Median seconds of the last decisions; 0 before the first."""
        return median(self._paces) if self._paces else 0.0
