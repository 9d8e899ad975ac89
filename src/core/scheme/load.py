"""Schemes from files and from the presets that come with Goldleaf."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from ..model import UsageError
from .parse import Lexicon, read_scheme, read_toml
from .problems import meant
from .scheme import Scheme
from .triggers import read_triggers

_PRESETS = ("news", "plover", "ace2005", "ontonotes5", "conll2003")
_LEXICONS = ("plover", "ace2005")


def load_scheme(path: Path, *, lexicon: bool = True) -> Scheme:
    """The scheme in the file *path*.

    Without *lexicon* the event types are left without triggers, and the lexicons
    that the scheme includes are not read: only suggesting needs them. Raises
    ``UsageError`` that names file, line and key.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not text in UTF-8 (byte {error.start}); save it as UTF-8."
        ) from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read as a label scheme ({error.strerror}).") from None
    return parse_scheme(text, path.name, lexicon=lexicon)


def parse_scheme(toml_text: str, origin: str, *, lexicon: bool = True) -> Scheme:
    """The scheme that *toml_text* describes; *origin* is its name in error messages.

    *lexicon* as in :func:`load_scheme`. Raises ``UsageError`` with line and key.
    """
    return read_scheme(toml_text, origin, _lexicon if lexicon else None, _LEXICONS)


def preset_names() -> tuple[str, ...]:
    """The names of the presets, the default one first."""
    return _PRESETS


def preset_text(name: str) -> str:
    """The TOML text of the preset *name*; raises ``UsageError`` when there is none."""
    if name not in _PRESETS:
        known = ", ".join(_PRESETS)
        raise UsageError(f"there is no preset scheme {name!r} ({known}){meant(name, _PRESETS)}")
    return _packaged("presets", name)


def load_preset(name: str, *, lexicon: bool = True) -> Scheme:
    """The preset *name*; *lexicon* as in :func:`load_scheme`."""
    return parse_scheme(preset_text(name), f"preset {name}", lexicon=lexicon)


@cache
def _lexicon(name: str) -> Lexicon:
    top = read_toml(_packaged("lexicons", name), f"lexicon {name}")
    triggers = {key: read_triggers(top.table(key)) for key in top.values}
    top.problems.check()
    return triggers


def _packaged(folder: str, name: str) -> str:
    return (files(__package__) / folder / f"{name}.toml").read_text("utf-8")
