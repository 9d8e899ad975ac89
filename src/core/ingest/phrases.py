"""What web pages print around an article: the tables of ``phrases.toml`` and how lines match."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

_LONGEST_FRAME_WORDS = 45
_INDEXED = 3
_LABEL_WORDS = 4
_COLON = re.compile(r"[:：︰﹕]\s*")
_LETTERS = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
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
class _Frames:
    """The phrases of all kinds of frame, by how they match; starts by their first letters."""

    whole: dict[str, Frame]
    lead: dict[str, Frame]
    starts: dict[str, list[tuple[str, Frame]]]
    within: list[tuple[re.Pattern[str], Frame]]


def fold(text: str) -> str:
    """*text* without case, accents, and punctuation at its ends, for comparing lines."""
    bare = text.casefold()
    if not bare.isascii():
        spread = unicodedata.normalize("NFKD", bare)
        bare = "".join(char for char in spread if not unicodedata.combining(char))
    found = _LETTERS.search(_SPACE.sub(" ", bare).replace("’", "'").replace("ı", "i"))
    return found[0] if found else ""


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))


@cache
def _labels() -> dict[str, str]:
    return {
        fold(phrase): field for field, phrases in _tables()["labels"].items() for phrase in phrases
    }


@cache
def _frames() -> _Frames:
    frames = _Frames({}, {}, defaultdict(list), [])
    for name, table in _tables()["boilerplate"].items():
        frame = Frame(name, table["cut"], table.get("list", False))
        for phrase in map(fold, table.get("whole", ())):
            frames.whole.setdefault(phrase, frame)
        for phrase in map(fold, table.get("lead", ())):
            frames.lead.setdefault(phrase, frame)
        for phrase in map(fold, table.get("start", ())):
            frames.starts[phrase[:_INDEXED]].append((phrase, frame))
        if within := table.get("within"):
            pattern = "|".join(re.escape(fold(phrase)) for phrase in within)
            frames.within.append((re.compile(pattern), frame))
    return frames


@cache
def _byline_starts() -> tuple[str, ...]:
    return tuple(sorted(map(fold, _tables()["byline"]["start"]), key=len, reverse=True))


@cache
def _byline_roles() -> tuple[str, ...]:
    return tuple(map(fold, _tables()["byline"]["role"]))


@cache
def _agencies() -> frozenset[str]:
    return frozenset(map(fold, _tables()["byline"]["agency"]))


def is_agency(line: str) -> bool:
    """Whether *line* is no more than the name of a news agency or desk."""
    return fold(line) in _agencies()


def is_signed_by_role(line: str) -> bool:
    """Whether *line* names a writer by the post alone, as in ``By our labour correspondent``."""
    key = fold(line)
    return key.endswith(_byline_roles()) and any(_starts(key, one) for one in _byline_starts())


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
    words = list(islice(re.finditer(r"\S+", line), _LABEL_WORDS + 1))
    if not words or not any(char.isdigit() for char in line):
        return None
    for count in range(min(_LABEL_WORDS, len(words) - 1), 0, -1):
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
    frames = _frames()
    key = fold(line)
    found = frames.whole.get(key)
    if found is None and any(char.isdigit() for char in line):
        found = frames.whole.get(fold(_COUNT.sub("", line)))
    if found is None and (colon := _COLON.search(line)):
        found = frames.lead.get(fold(line[: colon.start()]))
    if found is not None:
        return found
    for phrase, frame in frames.starts.get(key[:_INDEXED], ()):
        if _starts(key, phrase):
            return frame
    return next((frame for pattern, frame in frames.within if pattern.search(key)), None)


def _starts(key: str, phrase: str) -> bool:
    if not key.startswith(phrase):
        return False
    after = key[len(phrase) : len(phrase) + 1]
    return not after.isalnum() or ord(phrase[-1]) >= _SCRIPTS_WITHOUT_SPACES
