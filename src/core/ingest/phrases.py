"""What web pages print around an article: the tables of ``phrases.toml`` and how lines match."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_LONGEST_FRAME_WORDS = 45
_COLON = re.compile(r"\s*[:：︰﹕]\s*")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_SPACE = re.compile(r"\s+")
_COUNT = re.compile(r"[\(\[（【]?\d[\d.,]*[kK]?[\)\]）】]?")
_ENGLISH_DATE_LABEL = re.compile(
    r"publish|posted|updated?\b|dated?\b|created|issued|last |first |submitted|modified|release"
)
_SCRIPTS_WITHOUT_SPACES = 0x2E80


@dataclass(frozen=True, slots=True)
class Label:
    """The beginning of a metadata line: which field it names, and what follows.

    ``value_start`` is the offset of the value in the line; ``english`` tells whether
    the label is an English one.
    """

    field: str
    value_start: int
    english: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What kind of page frame a line is; see ``phrases.toml``.

    ``cuts``: what follows up to the end belongs to it as well, as below a comment
    heading. ``lists``: the headlines that follow do.
    """

    kind: str
    cuts: bool = False
    lists: bool = False


@dataclass(frozen=True, slots=True)
class _Kind:
    frame: Frame
    whole: frozenset[str]
    lead: frozenset[str]
    start: tuple[str, ...]
    within: tuple[str, ...]


def fold(text: str) -> str:
    """*text* without case, accents, and punctuation at its ends, for comparing lines."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    return _EDGES.sub("", _SPACE.sub(" ", bare).replace("’", "'").replace("ı", "i"))


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))


@cache
def _labels() -> dict[str, str]:
    return {
        fold(phrase): field for field, phrases in _tables()["labels"].items() for phrase in phrases
    }


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            Frame(name, table["cut"], table.get("list", False)),
            frozenset(map(fold, table.get("whole", ()))),
            frozenset(map(fold, table.get("lead", ()))),
            tuple(map(fold, table.get("start", ()))),
            tuple(map(fold, table.get("within", ()))),
        )
        for name, table in _tables()["boilerplate"].items()
    )


@cache
def _byline_starts() -> tuple[str, ...]:
    return tuple(sorted(map(fold, _tables()["byline"]["start"]), key=len, reverse=True))


@cache
def _byline_roles() -> tuple[str, ...]:
    return tuple(map(fold, _tables()["byline"]["role"]))


def name_in_byline(line: str) -> str:
    """What stands for a name where *line* begins or ends as bylines do; else an empty string."""
    key = fold(line)
    if any(key.endswith(f" {role}") for role in _byline_roles()):
        return line
    for start in _byline_starts():
        if _starts(key, start) and key != start:
            return line[len(start) :].strip(" :/：／")
    return ""


def label_of(line: str) -> Label | None:
    """The label that *line* begins with, or ``None``."""
    if colon := _COLON.search(line):
        key = fold(line[: colon.start()])
        if field := _labels().get(key):
            return Label(field, colon.end(), _is_english(key))
    return None


def dated_label_of(line: str) -> Label | None:
    """The label for a date that *line* begins with, where no colon need follow."""
    words = list(re.finditer(r"\S+", line))
    for count in range(min(4, len(words) - 1), 0, -1):
        key = fold(line[: words[count - 1].end()])
        field = _labels().get(key, "")
        if field in {"published", "updated"}:
            return Label(field, words[count].start(), _is_english(key))
    return None


def _is_english(key: str) -> bool:
    return _ENGLISH_DATE_LABEL.match(key) is not None and " de " not in key


def frame_of(line: str) -> Frame | None:
    """What kind of page frame *line* is by its words alone, or ``None``."""
    words = len(line.split())
    if words > _LONGEST_FRAME_WORDS:
        return None
    key = fold(line)
    bare = fold(_COUNT.sub("", line))
    head = fold(_COLON.split(line, maxsplit=1)[0]) if _COLON.search(line) else ""
    for kind in _kinds():
        if key in kind.whole or bare in kind.whole or (head and head in kind.lead):
            return kind.frame
        if any(_starts(key, phrase) for phrase in kind.start):
            return kind.frame
        if any(phrase in key for phrase in kind.within):
            return kind.frame
    return None


def _starts(key: str, phrase: str) -> bool:
    if not key.startswith(phrase):
        return False
    after = key[len(phrase) : len(phrase) + 1]
    return not after.isalnum() or ord(phrase[-1]) >= _SCRIPTS_WITHOUT_SPACES
