"""The way in: runs a command and turns what goes wrong into one sentence."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.model import GoldleafError
from .output import complain
from .review import parse_review

if TYPE_CHECKING:
    from typer import TyperException

_FAILED = 1
_WRONG_USE = 2
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that *arguments* (those of the process) name; the exit code.

    0 is done, 1 failed, 2 wrong use or wrong input. Errors that a user can put right
    are one sentence on standard error; any other is a defect and keeps its traceback.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    _open_closed_streams()
    if isinstance(sys.stdout, TextIOWrapper):
        # a terminal or file that is not in UTF-8 shows what it cannot write as an escape
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except GoldleafError as error:
        return _say(str(error), error.exit_code)
    except BrokenPipeError:
        # whoever read the output has enough; what Python flushes at exit must not complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILED
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except OSError as error:
        return _say(_reason(error), _FAILED)
    if code == _INTERRUPTED:
        return _say("stopped; what was finished before is kept.", code)
    return code


def _open_closed_streams() -> None:
    """Let what is printed to a stream that the shell has closed (``>&-``) go nowhere."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - to the end
            setattr(sys, name, nowhere)


def _run(arguments: Sequence[str]) -> int:
    asked = parse_review(arguments)
    if asked is not None:
        asked.run()
        return 0
    from typer import TyperException

    from .commands import app

    try:
        code = app(args=arguments, prog_name="goldleaf", standalone_mode=False)
    except TyperException as error:
        return _say(_usage(error), _WRONG_USE)
    return code if isinstance(code, int) else 0


def _say(sentence: str, code: int) -> int:
    complain(sentence)
    return code


def _usage(error: TyperException) -> str:
    said = error.format_message()
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "goldleaf"
    return f"{said.strip().rstrip('.')}; `{command} --help` tells what there is."


def _reason(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    said = (error.strerror or str(error)).lower()
    if error.errno == errno.ENOSPC:
        return f"{where}the disk is full; make room and try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{where}{said}; give yourself access to it, or name a place of your own."
    return f"{where}{said}; nothing more was done."
