"""A program on a real terminal: keys go in, frames come out, and both are timed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_FRAME_END = b"\x1b[?2026l"
_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
}
"""What is asked of a terminal at the start, and what one with synchronized output says."""
_QUIET = 0.02
"""Seconds without output after which a frame counts as the last one of a key."""
_PATIENCE = 30.0


class SilenceError(Exception):
    """The program drew nothing, or ended."""


class Terminal:
    """A child process on a pseudo-terminal of its own."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start *command*; ``started`` is when, on the clock of ``time.perf_counter``."""
        self.started = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            # As installed: modules are compiled once, not at every start.
            settings = {
                "PYTHONDONTWRITEBYTECODE": "",
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "LANG": "C.UTF-8",
            }
            os.execvpe(command[0], command, {**os.environ, **settings, **(environment or {})})
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._tail = b""
        self.output = b""

    def first_frame(self, shown: str) -> float:
        """Seconds from the start to the last byte of the first frame with *shown* in it."""
        while True:
            last = self._next_frame(time.perf_counter() + _PATIENCE)
            if shown.encode() in self.output:
                return last - self.started

    def press(self, key: bytes) -> float:
        """Write *key*; seconds from then to the last byte of the last frame it caused."""
        begin = time.perf_counter()
        self.type(key)
        last = self._next_frame(begin + _PATIENCE)
        while (later := self._read(time.perf_counter() + _QUIET)) is not None:
            last = later or last
        return last - begin

    def type(self, key: bytes) -> None:
        """Write *key*, whatever it does."""
        os.write(self._file, key)

    def rest(self, seconds: float) -> None:
        """Let the program do what it does without keys."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self._read(until)

    def memory(self) -> float:
        """Resident memory of the program in megabytes (10⁶ bytes)."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(kilobytes.split()[1]) * 1024 / 1e6

    def close(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        until = time.perf_counter() + 3
        while time.perf_counter() < until:
            with contextlib.suppress(SilenceError):
                self._read(time.perf_counter() + 0.05)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._file)

    def _next_frame(self, until: float) -> float:
        while (now := self._read(until)) is not None:
            if now:
                return now
        raise SilenceError(f"no frame came; the last output was {self.output[-400:]!r}")

    def _read(self, until: float) -> float | None:
        """Read once: the time if a frame ended in it, 0 if not, ``None`` for no output."""
        ready, _, _ = select.select([self._file], [], [], max(0.0, until - time.perf_counter()))
        if not ready:
            return None
        try:
            data = os.read(self._file, 1 << 16)
        except OSError:
            raise SilenceError(f"the program ended; it said {self.output[-2000:]!r}") from None
        now = time.perf_counter()
        seen = self._tail + data
        for question, answer in _ANSWERS.items():
            if question in seen and question not in self._tail:
                os.write(self._file, answer)
        self.output = (self.output + data)[-(1 << 16) :]
        self._tail = seen[-(len(_FRAME_END) - 1) :]
        return now if _FRAME_END in seen else 0.0
