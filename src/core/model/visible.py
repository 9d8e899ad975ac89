"""Foreign text made fit for a terminal: one code point to one visible code point.

Articles, titles, labels and file names come from strangers. Whatever would
steer the terminal (ESC and the other control characters), turn the order of
what is read (bidirectional controls) or hide (zero-width and format
characters, tags, fillers) is replaced by a mark. Since every code point gives
exactly one, offsets into the text stay offsets into what is drawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

HIDDEN = "▯"
"""Stands for a character that would not be seen: zero-width, bidirectional, filler…"""

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands for what has no glyph of its own: C1 controls, surrogates, private use, unassigned."""

_NEW_LINES = (0x85, 0x2028, 0x2029)
_SOFT_HYPHEN = 0xAD
# Characters of categories that are otherwise seen, though they have no ink (Unicode's
# Default_Ignorable_Code_Point beyond Cf, and the blank Braille pattern).
_INKLESS = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
    | set(range(0x180B, 0x1810))
    | set(range(0xFE00, 0xFE10))
    | set(range(0x1D173, 0x1D17B))
    | set(range(0xE0000, 0xE1000))
)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
# A terminal may know a later Unicode than this Python: pictographs and ideographs are
# still being added inside these blocks, and what they hold is never a control.
_GROWING = (range(0x1F000, 0x1FB00), range(0x20000, 0x2FFFE), range(0x30000, 0x3FFFE))

_MOST_SHOWN = 80
_C0_END = 0x20
_DELETE = 0x7F

_PICTOGRAPH = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
_DRESSED = f"{_PICTOGRAPH}(?:[\U0001f3fb-\U0001f3ff]|[\ufe0e\ufe0f])?"
_EMOJI = f"{_DRESSED}(?:\u200d{_DRESSED})*|[0-9#*]\ufe0f\u20e3"
_EMOJI_GLUE = frozenset("\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")


def shortened(text: str) -> str:
    """*text* as far as a message has room for it: strangers may give an id of 10,000 characters."""
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


def visible(text: str, keep: str = "") -> str:
    """*text* with every unsafe or unseen code point replaced by a visible one.

    The result has the length of *text*. C0 controls and DEL become their control
    pictures (``ESC`` is ``␛``, a tab ``␉``), other line separators ``␤``, a soft
    hyphen ``‧``, characters without ink :data:`HIDDEN`, and those without a
    meaning :data:`UNKNOWN`. Combining marks and every kind of space stay.

    A zero-width joiner, variation selector or skin tone stays inside a well-formed
    emoji, where it shows in the emoji itself; anywhere else it is a mark too. That
    holds for the joiners of Arabic and Indic scripts as well: an annotator sees
    every code point that a span may take in.

    *keep* names characters to leave alone, for a caller that draws no line breaks
    or tabs itself but breaks lines at them.
    """
    if text.isascii() and text.isprintable():
        return text
    # By the characters that occur: few, even in a long text, and seldom one to replace.
    found = set(text)
    table = {character: _mark(character) for character in found.difference(keep)}
    unfit = [character for character, mark in table.items() if mark != character]
    if not unfit:
        return text
    shown = _any_of(unfit).sub(lambda run: "".join([table[one] for one in run[0]]), text)
    if not _EMOJI_GLUE.isdisjoint(unfit):
        shown = _restore_emoji(text, shown)
    return shown


def _any_of(characters: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(sorted(characters)))}]+")


def _restore_emoji(text: str, shown: str) -> str:
    parts: list[str] = []
    done = 0
    for emoji in re.finditer(_EMOJI, text):
        if emoji.end() - emoji.start() > 1:
            parts += (shown[done : emoji.start()], emoji[0])
            done = emoji.end()
    parts.append(shown[done:])
    return "".join(parts)


@cache
def _mark(character: str) -> str:
    code = ord(character)
    if code < _C0_END:
        return chr(0x2400 + code)
    if code == _DELETE:
        return "␡"
    if code in _NEW_LINES:
        return "␤"
    if code == _SOFT_HYPHEN:
        return "‧"
    if code in _INKLESS or code in _SKIN_TONES:
        return HIDDEN
    match unicodedata.category(character):
        case "Cf":
            return HIDDEN
        case "Cn" if not any(code in block for block in _GROWING):
            return UNKNOWN
        case "Cc" | "Cs" | "Co":
            return UNKNOWN
        case _:
            return character
