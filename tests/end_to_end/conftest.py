"""Goldleaf in a real terminal: a pseudo-terminal, and an emulator that keeps its screen."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

PATIENCE = 30.0
"""Seconds until a screen that does not come is taken for one that never will."""


_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "GOLDLEAF_ANNOTATOR")


class Terminal:
    """One run of ``goldleaf`` and what its terminal shows."""

    def __init__(self, *arguments: str, cwd: Path, columns: int, lines: int, term: str) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "goldleaf", *arguments],
            cwd=str(cwd),
            env={name: os.environ[name] for name in _KEPT if name in os.environ} | {"TERM": term},
            dimensions=(lines, columns),
            # as under nohup: the terminal's end must be noticed without the signal too
            ignore_sighup=True,
        )
        self._child.delaybeforesend = None

    @property
    def shown(self) -> str:
        """The screen as text."""
        return "\n".join(self._screen.display)

    def wait_until(self, holds: Callable[[str], object]) -> str:
        """Draw what comes until *holds* is true of the screen; the screen then."""
        end = time.monotonic() + PATIENCE
        while not holds(self.shown):
            assert time.monotonic() < end, f"this never came:\n{self.shown}"
            try:
                self._stream.feed(self._child.read_nonblocking(65536, timeout=0.1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                pytest.fail(f"goldleaf ended before that came:\n{self.shown}")
        return self.shown

    def wait_for(self, text: str) -> str:
        """Draw what comes until the screen shows *text*."""
        return self.wait_until(lambda shown: text in shown)

    def press(self, keys: str) -> None:
        """Type *keys*, as the bytes that a terminal sends."""
        self._child.send(keys)

    def kill(self) -> None:
        """End the process as a crash would: without a chance to write anything."""
        self._child.kill(signal.SIGKILL)
        self._child.wait()
        assert self._child.signalstatus == signal.SIGKILL

    def hang_up(self) -> int:
        """Close the other side of the terminal; the exit code that follows."""
        os.close(self._child.child_fd)
        self._child.closed = True
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            ended, status = os.waitpid(self._child.pid, os.WNOHANG)
            if ended:
                self._child.terminated = True
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.1)
        os.kill(self._child.pid, signal.SIGKILL)
        pytest.fail("goldleaf goes on without its terminal")

    def wait_for_end(self) -> int:
        """Draw what comes until the process ends; its exit code."""
        while True:
            try:
                self._stream.feed(self._child.read_nonblocking(65536, timeout=PATIENCE))
            except pexpect.EOF:
                break
        self._child.close()
        code: int = self._child.exitstatus
        return code

    def close(self) -> None:
        if not self._child.terminated:
            self._child.close(force=True)


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """``open_terminal("-w", "project", "review", columns=80, lines=24)``."""
    opened: list[Terminal] = []

    def start(
        *arguments: str, columns: int = 120, lines: int = 40, term: str = "xterm-256color"
    ) -> Terminal:
        terminal = Terminal(*arguments, cwd=tmp_path, columns=columns, lines=lines, term=term)
        opened.append(terminal)
        return terminal

    yield start
    for one in opened:
        one.close()
