"""The names of keys: as a user writes them, as a terminal sends them, as the screen shows them.

A sequence is two keys one after the other, written with a space between them: ``d d``.
"""

from __future__ import annotations

import re

ALWAYS_QUITS = "ctrl+c"
"""The key that ends Goldleaf wherever it is pressed; it cannot be given to another action."""

_LONGEST = 2
_ALIASES = {
    " ": "space",
    "return": "enter",
    "esc": "escape",
    "del": "delete",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "page_down": "pagedown",
    "page_up": "pageup",
    "backtab": "shift+tab",
}
_NAMED = (
    "space|enter|escape|tab|backspace|delete|insert|home|end|pagedown|pageup"
    "|up|down|left|right|f[1-9]|f1[0-9]|f2[0-4]"
)
_KEY = re.compile(
    rf"(?:{_NAMED})|(?:ctrl\+)?(?:alt\+)?(?:shift\+)?(?:{_NAMED})|(?:ctrl\+)?(?:alt\+)?[a-z0-9]"
)
_SHOWN = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "delete": "del",
    "backspace": "bksp",
}


def canonical_sequence(text: str) -> str:
    """The one or two canonical keys of *text*; raises ``ValueError`` where it is none."""
    parts = text.split() if len(text) > 1 else [text]
    if not 0 < len(parts) <= _LONGEST:
        raise ValueError(text)
    return " ".join(canonical_key(part) for part in parts)


def canonical_key(text: str) -> str:
    """The name under which the key *text* is looked up; raises ``ValueError`` for none.

    A key that types a character is that character; the others have names
    (``enter``, ``ctrl+r``, ``shift+tab``).
    """
    name = _ALIASES.get(text, text)
    if len(name) == 1 and name.isprintable():
        return name
    *modifiers, last = name.lower().split("+")
    name = "+".join([*modifiers, _ALIASES.get(last, last)])
    if not _KEY.fullmatch(name):
        raise ValueError(text)
    return name


def pressed_key(key: str, character: str | None) -> str:
    """The canonical name of a pressed key.

    *key* is Textual's name of it and *character* what it types, if anything.
    """
    if character is not None and character != " " and character.isprintable():
        return character
    return key


def shown_key(key: str) -> str:
    """A canonical key, or a sequence of them, as it is written on the screen."""
    if " " in key:
        return " ".join(map(shown_key, key.split()))
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*modifiers, _SHOWN.get(last, last)])
