"""Ending with the terminal, where Textual would wait for it for ever."""

from __future__ import annotations

import os
import sys
import termios
import threading
import time
from collections.abc import Callable

_LOOK_SECONDS = 1.0
_HUNG_UP = 129


def end_with_the_terminal(keep: Callable[[], None]) -> None:
    """Watch the terminal from a thread, and end the process when it is gone.

    Once a terminal has hung up, Textual's drawing waits for it without an end, so that
    nothing more happens in the event loop. *keep* is to ask that loop, without waiting
    for it, to keep what can be kept; what was decided is committed already.
    """

    def watch() -> None:
        while not _terminal_is_gone():
            time.sleep(_LOOK_SECONDS)
        keep()
        time.sleep(_LOOK_SECONDS)
        os._exit(_HUNG_UP)

    threading.Thread(target=watch, name="terminal-watch", daemon=True).start()


def _terminal_is_gone() -> bool:
    if sys.__stdin__ is None:
        return True
    try:
        termios.tcgetattr(sys.__stdin__.fileno())
    except (termios.error, OSError, ValueError):
        return True
    return False
