"""The lines of a WebAnno TSV file as a text, its tokens, and what stands in their columns.

Tokens are where their offsets say, if that is what is there: offsets that count something
else, or from somewhere else, show by the surfaces beside them and are put right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import le

from ...model import Span
from ..losses import Loss, Reason
from ..offsets import Utf16Offsets
from ..tokens.token_text import Places, TokenText, aligned
from .escaping import NOTHING, unescaped_text
from .header import FIRST_COLUMNS, Layer, layer_of

_TEXT = "#Text="
_SENTENCE = "#Sentence.id="
_NAME = re.compile(r"\d{1,9}-\d{1,9}(\.\d{1,9})?")
_OFFSETS = re.compile(r"(\d{1,12})-(\d{1,12})")
_JAVA_UNTIL = (3, 1)
_LAST_OF_PLANE = "\uffff"
_MOST_PADDING = 1_000_000
"""How many spaces a file may ask for between its sentences, all in all."""


@dataclass(frozen=True, slots=True)
class Row:
    """A token or a part of one in whose columns something stands.

    ``token`` is its number in the article, ``span`` its code points there.
    """

    where: str
    name: str
    sentence: int
    token: int
    span: Span
    cells: list[str]


@dataclass(slots=True)
class _Line:
    """The line of a token or part of one as it was read."""

    number: int
    name: str
    begin: int
    end: int
    surface: str
    rest: str


@dataclass(slots=True)
class _Sentence:
    texts: list[str] = field(default_factory=list)
    tokens: list[_Line] = field(default_factory=list)
    parts: list[tuple[int, _Line]] = field(default_factory=list)
    """Each with the number, in the sentence, of the token it is a part of."""


class Sheet:
    """A file while its lines are read, and what they hold."""

    def __init__(self, file: str, version: tuple[int, int]) -> None:
        self.layers: list[Layer] = []
        self.rows: list[Row] = []
        self.text = TokenText()
        self.losses: list[Loss] = []
        self.repairs: dict[str, None] = {}
        """How offsets were put right, in words."""

        self._file = file
        self._java = version <= _JAVA_UNTIL
        self._sentence = _Sentence()
        self._columns = 0
        self._blanks = frozenset(("",))
        self._names: set[str] = set()
        # code units beyond code points so far, unless the file's offsets are code points
        self._astral = 0
        self._counts_points = False
        self._drift = 0
        self._padding = 0

    def line(self, number: int, line: str) -> None:
        """Take in the next line of the file."""
        if line.startswith("#"):
            self._head(number, line)
        elif not line.strip():
            self.end_sentence()
        else:
            self._row(number, line)

    def _head(self, number: int, line: str) -> None:
        if self._sentence.tokens:
            self.end_sentence()
        if line.startswith(_TEXT):
            text = unescaped_text(line.removeprefix(_TEXT), java=self._java)
            self._sentence.texts.append(text)
        elif layer := layer_of(line, self._columns):
            self.layers.append(layer)
            self._columns = layer.after
            blank = "\t".join([NOTHING] * self._columns)
            self._blanks = frozenset(("", blank, f"{blank}\t"))
        elif line.startswith("#T_"):
            self._lose(Reason.MALFORMED, number, line)

    def _row(self, number: int, line: str) -> None:
        name, *others = line.split("\t", FIRST_COLUMNS)
        found = _OFFSETS.fullmatch(others[0]) if others else None
        if found is None or len(others) < FIRST_COLUMNS - 1 or not _NAME.fullmatch(name):
            self._lose(Reason.MALFORMED, number, line)
            return
        rest = others[2] if len(others) > FIRST_COLUMNS - 1 else ""
        row = _Line(number, name, int(found[1]), int(found[2]), others[1], rest)
        sentence = self._sentence
        if "." not in name:
            sentence.tokens.append(row)
        elif sentence.tokens:
            sentence.parts.append((len(sentence.tokens) - 1, row))
        else:
            self._lose(Reason.NO_TARGET, number, line)

    def end_sentence(self) -> None:
        """Take in the lines since the last sentence as one."""
        sentence, self._sentence = self._sentence, _Sentence()
        tokens = sentence.tokens
        surface = "\n".join(sentence.texts)
        if not tokens:
            if sentence.texts:
                self._separate(None)
                self._put(surface)
            return
        base = self.text.count
        words = [one.surface for one in tokens]
        start, places = self._places(surface, tokens, words)
        if places is None:
            if sentence.texts:
                self._lose(Reason.TEXT, tokens[0].number, surface)
            surface, start = " ".join(words), None
            places = aligned(surface, words) or ([0] * len(words), [0] * len(words))
        self._separate(start)
        at = self.text.length
        self.text.place(words, surface, places)
        self._astral += _astral(surface)
        self._take(sentence, base, at, places)

    # where the tokens are

    def _places(
        self, surface: str, tokens: list[_Line], words: list[str]
    ) -> tuple[int | None, Places | None]:
        """Where in *surface* the tokens are, and which offset of the file that begins at."""
        first = tokens[0].begin
        for blank in {0: None, len(surface) - len(surface.lstrip()): None}:
            begin = first - blank
            starts = [one.begin - begin for one in tokens]
            ends = [one.end - begin for one in tokens]
            if not self._counts_points and _astral(surface):
                units = Utf16Offsets(surface)
                found = [units.points(at) for at in starts], [units.points(at) for at in ends]
                if _hold(surface, words, found):
                    return begin, found
                if _hold(surface, words, (starts, ends)):
                    self.repairs["code points"] = None
                    self._counts_points = True
            if _hold(surface, words, (starts, ends)):
                return begin, (starts, ends)
        places = aligned(surface, words)
        if places is not None:
            self.repairs["by the surfaces of tokens"] = None
        return None, places

    def _separate(self, start: int | None) -> None:
        """Put what is between the last sentence and one that begins at offset *start*.

        A file says nothing of it but how long it is: a line feed, and spaces behind it.
        """
        between = "\n" if self.text.length else ""
        at = self.text.length + (0 if self._counts_points else self._astral)
        if start is None:
            self._put(between)
            return
        gap = start + self._drift - at
        if 0 <= gap <= _MOST_PADDING - self._padding:
            self._padding += gap
            self._put((between + " " * gap)[:gap])
            return
        self._put(between)
        self._drift = at + len(between) - start
        self.repairs[f"by {self._drift:+}"] = None

    def _put(self, text: str) -> None:
        self.text.put(text)
        self._astral += _astral(text)

    # what is in the columns

    def _take(self, sentence: _Sentence, base: int, at: int, places: Places) -> None:
        number = self.text.sentences
        self._name(sentence.tokens)
        starts, ends = places
        rows = [
            (at_token, line, Span(at + starts[at_token], at + ends[at_token]))
            for at_token, line in enumerate(sentence.tokens)
            if line.rest not in self._blanks
        ]
        for at_token, line in sentence.parts:
            if line.rest in self._blanks:
                continue
            token = sentence.tokens[at_token]
            span = self._part(token, line, at + starts[at_token])
            if span is not None:
                rows.append((at_token, line, span))
        if sentence.parts:
            rows.sort(key=lambda row: row[1].number)
        for at_token, line, span in rows:
            cells = line.rest.split("\t")
            if len(cells) < self._columns or any(cells[self._columns :]):
                detail = f"{len(cells)} columns, not {self._columns}"
                self._lose(Reason.MALFORMED, line.number, detail)
                cells += [NOTHING] * (self._columns - len(cells))
            where = f"{self._file}, line {line.number}"
            self.rows.append(Row(where, line.name, number, base + at_token, span, cells))

    def _name(self, tokens: list[_Line]) -> None:
        before = len(self._names)
        self._names.update(one.name for one in tokens)
        if len(self._names) < before + len(tokens):
            line = tokens[0]
            self._lose(Reason.DUPLICATE_ID, line.number, f"in the sentence of {line.name}")

    def _part(self, token: _Line, part: _Line, at: int) -> Span | None:
        """The code points of *part* of *token*, which is at *at*; a loss where it has none."""
        start, end = part.begin - token.begin, part.end - token.begin
        ways = [(start, end)]
        if _astral(token.surface):
            units = Utf16Offsets(token.surface)
            ways.insert(self._counts_points, (units.points(start), units.points(end)))
        for way in ways:
            if 0 <= way[0] < way[1] and token.surface[slice(*way)] == part.surface:
                return Span(at + way[0], at + way[1])
        if start == end:
            self._lose(Reason.OUTSIDE, part.number, f"{part.name}: nothing is between its ends")
        elif part.surface and token.surface.count(part.surface) == 1:
            self.repairs["by the surfaces of tokens"] = None
            found = at + token.surface.index(part.surface)
            return Span(found, found + len(part.surface))
        else:
            self._lose(Reason.SURFACE, part.number, f"{part.name}: {part.surface}")
        return None

    def _lose(self, reason: Reason, line: int, detail: str) -> None:
        where = f"{self._file}, line {line}"
        self.losses.append(Loss("", "", reason, where=where, detail=detail[:80]))


def _hold(surface: str, words: list[str], places: Places) -> bool:
    """Whether *words* are at *places* in *surface*, one after the other."""
    starts, ends = places
    return (
        starts[0] >= 0
        and [surface[start:end] for start, end in zip(starts, ends, strict=True)] == words
        and all(map(le, starts, ends))
        and all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    )


def _astral(text: str) -> int:
    """How many code points of *text* are two code units."""
    if text.isascii() or max(text) <= _LAST_OF_PLANE:
        return 0
    return sum(map(_LAST_OF_PLANE.__lt__, text))
