"""What WebAnno TSV writes for the characters that it gives a meaning.

Values and texts are escaped each in a way of their own, as INCEpTION's ``Escaping`` does it.
"""

from __future__ import annotations

import re
from functools import lru_cache

NULL = "*"
"""The value of a feature that is not set."""

NOTHING = "_"
"""What stands where there is no annotation."""

STACKED = "|"
"""Between the annotations of a layer that share a unit."""

SLOTS = ";"
"""Between the links of a slot feature."""

_VALUE = re.compile(r"->|[\\\[\]|_;*\t\n]")
_VALUE_ESCAPES = {"\t": r"\t", "\n": r"\n"}
_ESCAPED_VALUE = re.compile(r"\\(->|[\\\[\]|_;*tn])")
_READABLE = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r", "\\": "\\"}
_CONTROLS = [chr(one) for one in range(32) if not 7 < one < 14]  # noqa: PLR2004
_TEXT = re.compile(f"[{re.escape(''.join([*_CONTROLS, *_READABLE]))}]")
_ESCAPED_TEXT = re.compile(rf"\\([{re.escape(''.join(_CONTROLS))}bfnrt\\])")
_UNESCAPES = {escape: one for one, escape in _READABLE.items()}
_JAVA = re.compile(r"\\(?:u+([0-9a-fA-F]{4})|(.))", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_DIGITS = 9


@lru_cache(maxsize=4096)
def escaped_value(value: str) -> str:
    """*value* as it stands in a cell."""
    return _VALUE.sub(lambda found: _VALUE_ESCAPES.get(found[0], f"\\{found[0]}"), value)


def unescaped_value(cell: str) -> str:
    """The value that stands in a cell as *cell*; what is no escape stays."""
    if "\\" not in cell:
        return cell
    return _ESCAPED_VALUE.sub(lambda found: {"t": "\t", "n": "\n"}.get(found[1], found[1]), cell)


def escaped_text(text: str) -> str:
    """*text*, without line feeds, as it stands behind ``#Text=``."""
    return _TEXT.sub(lambda found: f"\\{_READABLE.get(found[0], found[0])}", text)


def unescaped_text(line: str, *, java: bool = False) -> str:
    r"""The text that stands behind ``#Text=`` as *line*; what is no escape stays.

    *java*: as versions before 3.2 wrote it, with ``\u`` and four hexadecimal digits for all
    that is not ASCII. Half of a surrogate pair becomes U+FFFD.
    """
    if "\\" not in line:
        return line
    if java:
        units = _JAVA.sub(
            lambda found: (
                chr(int(found[1], 16)) if found[1] else _UNESCAPES.get(found[2], found[2])
            ),
            line,
        )
        whole = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return _HALF.sub("\ufffd", whole)
    return _ESCAPED_TEXT.sub(lambda found: _UNESCAPES.get(found[1], found[1]), line)


def divided(cell: str, separator: str) -> list[str]:
    """The parts of *cell* between those of *separator* that are not escaped."""
    if "\\" not in cell:
        return cell.split(separator)
    parts = []
    start = 0
    for found in re.finditer(rf"\\.|{re.escape(separator)}", cell, re.DOTALL):
        if found[0] == separator:
            parts.append(cell[start : found.start()])
            start = found.end()
    return [*parts, cell[start:]]


@lru_cache(maxsize=4096)
def without_id(cell: str) -> tuple[str, int]:
    """A cell without the ``[number]`` at its end, and the number; 0 where there is none."""
    if cell[-1:] != "]":
        return cell, 0
    value, _, number = cell[:-1].rpartition("[")
    if not (number.isdecimal() and number.isascii() and len(number) <= _DIGITS):
        return cell, 0
    # a bracket of the value has a backslash of its own
    escapes = len(value) - len(value.rstrip("\\"))
    return (cell, 0) if escapes % 2 else (value, int(number))
