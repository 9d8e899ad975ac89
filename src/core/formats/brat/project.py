"""The configuration files of a brat project, read as one label scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from ...model import UsageError
from ...scheme import EntityLabel, EventType, Scheme
from ...scheme.table import is_colour, is_key, is_mark
from .read import CONFIGURATION
from .scheme import scheme_of

_VISUAL, _SHORTCUTS = "visual.conf", "kb_shortcuts.conf"
_BACKGROUND = re.compile(
    r"^[ \t]*(\S+)[ \t].*\bbgColor:[ \t]*(#[0-9A-Fa-f]{6}|[A-Za-z]+)", re.MULTILINE
)
_SHORTCUT = re.compile(r"^[ \t]*(\S)[ \t]+(\S+)[ \t\r]*$", re.MULTILINE)

_Category = TypeVar("_Category", EntityLabel, EventType)


def read_project(path: Path, name: str | None = None) -> tuple[Scheme, tuple[str, ...]]:
    """The scheme that *path*, an ``annotation.conf`` or its folder, describes.

    With what has no place in it, a sentence each. ``visual.conf`` beside it gives
    colours and short forms, ``kb_shortcuts.conf`` keys, where a scheme can have them.

    Raises:
        UsageError: when it cannot be read, is no UTF-8 or is no configuration.
    """
    config = path / CONFIGURATION if path.is_dir() else path
    text = _read(config)
    scheme, notes = scheme_of(text, str(config), name or config.absolute().parent.name or "brat")
    visual, shortcuts = (
        _read(beside) if (beside := config.with_name(other)).is_file() else ""
        for other in (_VISUAL, _SHORTCUTS)
    )
    marks = _marks(visual)
    colours = dict(_BACKGROUND.findall(visual))
    keys: dict[str, str] = {}
    for key, type_ in _SHORTCUT.findall(shortcuts):
        if key != "#" and is_key(key) and key not in keys.values():
            keys.setdefault(type_, key)
    looks = (marks, colours, keys)
    return (
        replace(
            scheme,
            labels=tuple(_dressed(one, *looks) for one in scheme.labels),
            event_types=tuple(_dressed(one, *looks) for one in scheme.event_types),
        ),
        notes,
    )


def _dressed(
    one: _Category, marks: Mapping[str, str], colours: Mapping[str, str], keys: Mapping[str, str]
) -> _Category:
    colour = colours.get(one.name, "").lower()
    return replace(
        one,
        mark=marks.get(one.name, one.mark),
        colour=colour if is_colour(colour) else "",
        key=keys.get(one.name, ""),
    )


def _marks(visual: str) -> Mapping[str, str]:
    """The shortest of the forms that ``[labels]`` has for each type."""
    section = re.search(r"^\[labels\][^\n]*\n(.*?)(?=^\[|\Z)", visual, re.MULTILINE | re.DOTALL)
    marks = {}
    for line in section[1].split("\n") if section else ():
        type_, *forms = [one.strip() for one in line.split("|")]
        fit = [one for one in forms if is_mark(one)]
        if fit and not type_.startswith("#"):
            marks[type_] = min(fit, key=len)
    return marks


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not text in UTF-8 (byte {error.start}); save it as UTF-8."
        ) from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None
