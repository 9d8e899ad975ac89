"""One line of a text: what its words and signs let it be, wherever it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from ...lines import Paragraph, ends_sentence
from ...model import ZoneKind
from ..dates import find_date, is_relative_time
from ..phrases import Frame, Label, fold, is_agency, is_signed_by_role, name_in_byline

_WHITE = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
_LEADING_MARKUP = "#*_>•·▪|-" + _WHITE
_TRAILING_MARKUP = "*_|" + _WHITE
PROSE_CHARS = 90
PROSE_WORDS = 3
_HEADLINE_CHARS = 200
_HEADLINE_WORDS = 30
SHORT_WORDS = 4
_VALUE_CHARS = 100
_SENTENCE_WORDS = 7
_DATE_LINE_REST = 45
_BYLINE_WORDS = 12
LINE_CHARS = 160
_SEPARATORS = re.compile(r"\s[|–—·•»›>/-]\s|[|»›]")
_ADDRESS = re.compile(r"^\W*(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w+)\W*$")
_READING = re.compile(
    r"^\W*\d+\s?(?:-\s?)?(?:min(?:ute)?s?(?:\.|\b)|минут\w*|dk|分).{0,3}"
    r"(?:read|lectura|lecture|lesezeit|lettura|leitura|leestijd|чтения|okuma|czytania|で読める)?\W*$",
    re.IGNORECASE,
)


@dataclass(eq=False)
class Line:
    """One paragraph, and what it was found to be so far (``None``: nothing yet)."""

    paragraph: Paragraph
    raw: str
    kind: ZoneKind | None = None
    label: Label | None = None
    frame: Frame | None = None
    date: str = ""

    @cached_property
    def text(self) -> str:
        """The line without the marks of lists and headings around it."""
        return self.raw.lstrip(_LEADING_MARKUP).rstrip(_TRAILING_MARKUP)

    @cached_property
    def key(self) -> str:
        """The folded form in which lines are compared."""
        return fold(self.raw)

    @cached_property
    def variants(self) -> frozenset[str]:
        """The line as it is, and without the name of the site behind it."""
        if len(self.raw) > 2 * _HEADLINE_CHARS:
            return frozenset({self.key})
        cut = {fold(self.text[: match.start()]) for match in _SEPARATORS.finditer(self.text)}
        return frozenset({self.key} | {key for key in cut if len(key) >= 2 * SHORT_WORDS})

    @cached_property
    def words(self) -> int:
        """How many words it has; where none are apart, two wide characters count as one."""
        wide = sum(unicodedata.east_asian_width(char) in "WF" for char in self.raw)
        return max(len(self.raw.split()), wide // 2)

    @cached_property
    def is_prose(self) -> bool:
        """Whether it reads as a sentence, or is as long as only a paragraph is."""
        if not self.key:
            return False
        ended = ends_sentence(self.text)
        return (
            (ended and self.words >= PROSE_WORDS)
            or len(self.raw) >= PROSE_CHARS
            or (self.words >= 2 * SHORT_WORDS and self.raw[:1].islower())
        )

    @cached_property
    def is_byline(self) -> bool:
        """Whether it names who wrote the article."""
        if len(self.raw) > LINE_CHARS or self.words > _BYLINE_WORDS or ends_sentence(self.raw):
            return False
        return is_signed_by_role(self.text) or _is_name(name_in_byline(self.text))

    @property
    def value(self) -> str:
        """What follows the label."""
        return self.text[self.label.value_start :] if self.label else ""

    @property
    def is_open(self) -> bool:
        """Whether nothing was found of it so far."""
        return self.kind is None


def is_headline(line: Line) -> bool:
    """Whether *line* may be a headline by its length, beginning and end."""
    bare = line.text.rstrip().rstrip("\"'”’»›)]}」』）】》〉")
    if not line.key or len(line.raw) > _HEADLINE_CHARS or line.words > _HEADLINE_WORDS:
        return False
    if bare.endswith(tuple(".。;,:；：،…")) and not re.search(r"\b(?:\w\.){2,}$", bare):
        return False
    return not line.text[:1].islower()


def is_breadcrumb(line: Line) -> bool:
    """Whether *line* is the way to a page: short names with signs between them."""
    parts = re.split(r"[>»›→]|\s/\s", line.raw)
    return len(parts) > 1 and all(len(part.split()) <= SHORT_WORDS for part in parts[:-1])


def says_same(line: Line, other: Line) -> bool:
    """Whether the lines say the same, the name of the site behind one of them aside."""
    if not line.key or not other.key:
        return False
    return line.key in other.variants or other.key in line.variants


def day_of(text: str, language: str) -> str:
    """The day that *text* gives, where it gives little else; else an empty string."""
    if len(text) > LINE_CHARS or not any(char.isdigit() for char in text):
        return ""
    date = find_date(text, language)
    if date is None:
        return ""
    rest = (text[: date.start] + text[date.end :]).strip()
    is_sentence = ends_sentence(rest) and len(rest.split()) > SHORT_WORDS
    return "" if is_sentence or len(rest) > _DATE_LINE_REST else date.iso


def is_plausible_label(line: Line) -> bool:
    """Whether *line* is a label with nothing, or with what may be its value."""
    return line.label is not None and is_value(line.value)


def is_value(value: str) -> bool:
    """Whether *value* may be what a label stands before."""
    return len(value) <= _VALUE_CHARS and not (
        ends_sentence(value) and len(value.split()) >= _SENTENCE_WORDS
    )


def _is_name(text: str) -> bool:
    """Whether the words of *text* are written as names are, small connecting words aside."""
    words: list[str] = re.findall(r"[^\W\d_][\w'’.-]*", text)
    named = [word for word in words if not word[0].islower()]
    small = [word for word in words if word[0].islower()]
    return (
        bool(named)
        and all(len(word) <= SHORT_WORDS or "for" in word for word in small)
        and len(small) <= len(named)
    )


def _is_aside(raw: str) -> bool:
    return _ADDRESS.match(raw) is not None or _READING.match(raw) is not None


def is_loose_metadata(line: Line, language: str) -> bool:
    """Whether *line* is metadata when it stands in the head or the tail."""
    if line.is_byline or is_agency(line.text) or _is_aside(line.raw):
        return True
    line.date = line.date or day_of(line.text, language)
    return bool(line.date) or (line.words <= 2 * SHORT_WORDS and is_relative_time(line.text))
