"""The lines of a WebAnno TSV file as a text, its tokens, and what stands in their columns.

Tokens are where their offsets say, if that is what is there: offsets that count something
else, or from somewhere else, show by the surfaces beside them and are put right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import le
from typing import NamedTuple

from ...model import Span
from ..losses import Loss, Reason
from ..offsets import Utf16Offsets
from ..tokens.token_text import Places, TokenText, aligned, joined
from .escaping import NOTHING, unescaped_text
from .header import FIRST_COLUMNS, Layer, layer_of

_TEXT = "#Text="
_WHOLE = r"[\d-]*+"
_NAME = r"[\d.-]*+"
_OFFSETS = r"\d{1,12}-\d{1,12}"
_ROW = re.compile(rf"{_NAME}\t{_OFFSETS}\t", re.ASCII)
_SENTENCE = re.compile(
    rf"\n*((?:#(?!FORMAT|T_).*+\n)*+)((?:{_WHOLE}\t{_OFFSETS}\t[^\t\n]*+\t.*+\n)++)", re.ASCII
)
"""Comments, then rows of whole tokens."""

_JAVA_UNTIL = (3, 1)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_LONGEST_WHOLE = 1_000
"""In how many code points of a token a part is looked for whose offsets are wrong."""

_MOST_PADDING = 1_000_000
"""How many spaces a file may ask for between its sentences, all in all."""


class Row(NamedTuple):
    """A token or a part of one in whose columns something stands.

    ``token`` is its number in the article, ``start`` and ``end`` its code points there,
    ``rest`` what stands in the columns of all layers.
    """

    line: int
    name: str
    sentence: int
    token: int
    start: int
    end: int
    rest: str


class _Line(NamedTuple):
    """The line of a token or part of one as it was read."""

    number: int
    name: str
    offsets: str
    surface: str
    rest: str


class _Lines(NamedTuple):
    """Lines by their columns."""

    numbers: Sequence[int]
    names: Sequence[str]
    offsets: Sequence[str]
    surfaces: Sequence[str]
    rests: Sequence[str]


class _Token(NamedTuple):
    """A token that has parts: its number in its sentence, its surface, and where it begins."""

    nth: int
    surface: str
    begin: int
    units: Utf16Offsets | None

    @classmethod
    def of(cls, nth: int, tokens: _Lines) -> _Token:
        surface = tokens.surfaces[nth]
        units = Utf16Offsets(surface) if _astral(surface) else None
        return cls(nth, surface, _begin(tokens.offsets[nth]), units)


class Sheet:
    """A file while its lines are read, and what they hold.

    Sentences go to :meth:`sentence`, and what is none, or unusual, by its lines to :meth:`line`.
    """

    def __init__(self, file: str, version: tuple[int, int]) -> None:
        self.layers: list[Layer] = []
        self.rows: list[Row] = []
        self.text = TokenText()
        self.losses: list[Loss] = []
        self.repairs: dict[str, None] = {}
        """How offsets were put right, in words."""

        self._file = file
        self._java = version <= _JAVA_UNTIL
        self._texts: list[str] = []
        # rows of a sentence, each with its number
        self._waiting: list[tuple[int, str]] = []
        self.columns = 0
        """How many columns the layers have."""

        # what stands in the columns of a token without annotations, when first needed
        self._blanks: frozenset[str] = frozenset()
        self._names: set[str] = set()
        # code units beyond code points so far, unless the file's offsets are code points
        self._astral = 0
        self._counts_points = False
        self._drift = 0
        self._padding = 0

    def sentence(self, number: int, block: str) -> bool:
        """Take in the lines of *block*, the first with its *number*, where they are a sentence.

        That is as INCEpTION writes it: comments, then rows of whole tokens. Gives whether
        it was one; anything else goes by its lines to :meth:`line`.
        """
        found = _SENTENCE.fullmatch(block)
        if found is None:
            return False
        comments, rows = found.groups()
        self._texts += [self._said(one) for one in comments.split("\n") if one.startswith(_TEXT)]
        lines = [line.split("\t", FIRST_COLUMNS) for line in rows.removesuffix("\n").split("\n")]
        first = number + block.count("\n", 0, found.start(2))
        self._take(_Lines(range(first, first + len(lines)), *zip(*lines, strict=True)), [])
        return True

    def line(self, number: int, line: str) -> None:
        """Take in the next line of the file."""
        if not line or line.isspace():
            self._end_sentence()
            return
        if not line.startswith("#"):
            self._waiting.append((number, line))
            return
        if self._waiting:
            self._end_sentence()
        if line.startswith(_TEXT):
            self._texts.append(self._said(line))
        elif layer := layer_of(line, self.columns):
            self.layers.append(layer)
            self.columns = layer.after
            self._blanks = frozenset()
        elif line.startswith("#T_"):
            self._lose(Reason.MALFORMED, number, line)

    def _said(self, line: str) -> str:
        """The text that a *line* tells."""
        return unescaped_text(line.removeprefix(_TEXT), java=self._java)

    def _lines(self) -> Iterator[_Line]:
        """The rows of a sentence, as they should be; a loss for each that is not."""
        for number, line in self._waiting:
            # where there are no layers, nothing need follow the surface
            if _ROW.match(line):
                name, offsets, surface, *rest = line.split("\t", FIRST_COLUMNS)
                yield _Line(number, name, offsets, surface, "".join(rest))
            else:
                self._lose(Reason.MALFORMED, number, line)

    def _divided(self) -> tuple[list[_Line], list[tuple[int, _Line]]]:
        """The tokens of a sentence, and their parts, each with the number of its token."""
        tokens: list[_Line] = []
        parts = []
        for line in self._lines():
            if "." not in line.name:
                tokens.append(line)
            elif tokens:
                parts.append((len(tokens) - 1, line))
            else:
                self._lose(Reason.NO_TARGET, line.number, line.name)
        return tokens, parts

    def finished(self) -> Sheet:
        """The sheet, with its last sentence taken in."""
        self._end_sentence()
        return self

    def _end_sentence(self) -> None:
        """Take in the lines since the last sentence as one."""
        tokens, parts = self._divided()
        self._waiting.clear()
        if tokens:
            self._take(_Lines(*zip(*tokens, strict=True)), parts)
        elif self._texts:
            self._separate(None)
            self._put("\n".join(self._texts))
            self._texts.clear()

    def _take(self, tokens: _Lines, parts: list[tuple[int, _Line]]) -> None:
        """Take in a sentence of *tokens*, and of *parts*, each with the number of its token."""
        has_text = bool(self._texts)
        surface = "\n".join(self._texts)
        self._texts.clear()
        base = self.text.count
        start, places = self._places(surface, tokens)
        if places is None:
            if has_text:
                self._lose(Reason.TEXT, tokens.numbers[0], surface)
            places, surface = joined(tokens.surfaces)
        self._separate(start)
        at = self.text.length
        self.text.place(tokens.surfaces, surface, places)
        self._astral += _astral(surface)
        self._keep(tokens, parts, base, (at, *places))

    # where the tokens are

    def _places(self, surface: str, tokens: _Lines) -> tuple[int | None, Places | None]:
        """Where in *surface* the tokens are, and which offset of the file that begins at.

        Tokens with nothing but white space between them can be nowhere else.
        """
        places = aligned(surface, tokens.surfaces)
        if places is None:
            return self._counted(surface, tokens)
        start, end = places[0][0], places[1][-1]
        begin = _begin(tokens.offsets[0])
        length = _end(tokens.offsets[-1]) - begin
        before = astral = 0
        if not (surface.isascii() or self._counts_points):
            before, astral = _astral(surface[:start]), _astral(surface[start:end])
        if length != end - start + astral:
            if length == end - start:
                self.repairs["code points"] = None
                self._counts_points = True
            else:
                self.repairs["by the surfaces of tokens"] = None
        return begin - start - before, places

    def _counted(self, surface: str, tokens: _Lines) -> tuple[int | None, Places | None]:
        """Where tokens are that leave something out: where their offsets say, if that is right."""
        words = list(tokens.surfaces)
        begins, ends = list(map(_begin, tokens.offsets)), list(map(_end, tokens.offsets))
        for blank in (0, len(surface) - len(surface.lstrip())):
            begin = begins[0] - blank
            given = [one - begin for one in begins], [one - begin for one in ends]
            units = Utf16Offsets(surface)
            found = units.all_points(given[0]), units.all_points(given[1])
            if not self._counts_points and _hold(surface, words, found):
                return begin, found
            if _hold(surface, words, given):
                self.repairs["code points"] = None
                self._counts_points = True
                return begin, given
        return None, None

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
            self._padding += max(gap - len(between), 0)
            self._put((between + " " * gap)[:gap])
            return
        self._put(between)
        self._drift = at + len(between) - start
        self.repairs[f"by {self._drift:+}"] = None

    def _put(self, text: str) -> None:
        self.text.put(text)
        self._astral += _astral(text)

    # what is in the columns

    def _keep(
        self,
        tokens: _Lines,
        parts: list[tuple[int, _Line]],
        base: int,
        places: tuple[int, Sequence[int], Sequence[int]],
    ) -> None:
        """Keep the rows of a sentence, whose first token is *base*.

        *places* is where the sentence is in the text, and its tokens are in the sentence.
        """
        if not self._blanks:
            blank = "\t".join([NOTHING] * self.columns)
            self._blanks = frozenset(("", blank, f"{blank}\t"))
        self._name(tokens)
        at, starts, ends = places
        number, blanks = self.text.sentences, self._blanks
        rows = [
            Row(
                tokens.numbers[nth],
                tokens.names[nth],
                number,
                base + nth,
                at + starts[nth],
                at + ends[nth],
                rest,
            )
            for nth, rest in enumerate(tokens.rests)
            if rest not in blanks
        ]
        token: _Token | None = None
        for nth, line in parts:
            if line.rest not in blanks:
                if token is None or token.nth != nth:
                    token = _Token.of(nth, tokens)
                span = self._part(token, line, at + starts[nth])
                if span is not None:
                    rows.append(Row(line.number, line.name, number, base + nth, *span, line.rest))
        if parts:
            rows.sort(key=lambda row: row.line)
        self.rows += rows

    def _name(self, tokens: _Lines) -> None:
        before = len(self._names)
        self._names.update(tokens.names)
        if len(self._names) < before + len(tokens.names):
            detail = f"in the sentence of {tokens.names[0]}"
            self._lose(Reason.DUPLICATE_ID, tokens.numbers[0], detail)

    def _part(self, token: _Token, part: _Line, at: int) -> Span | None:
        """The code points of *part* of *token*, which is at *at*; a loss where it has none."""
        start, end = _begin(part.offsets) - token.begin, _end(part.offsets) - token.begin
        ways = [(start, end)]
        if token.units:
            points = token.units.points
            ways.insert(self._counts_points, (points(start), points(end)))
        for way in ways:
            if (
                0 <= way[0] < way[1] <= len(token.surface)
                and token.surface[slice(*way)] == part.surface
            ):
                return Span(at + way[0], at + way[1])
        if start == end:
            self._lose(Reason.OUTSIDE, part.number, f"{part.name}: nothing is between its ends")
        elif part.surface and token.surface[:_LONGEST_WHOLE].count(part.surface) == 1:
            self.repairs["by the surfaces of tokens"] = None
            found = at + token.surface.index(part.surface)
            return Span(found, found + len(part.surface))
        else:
            self._lose(Reason.SURFACE, part.number, f"{part.name}: {part.surface}")
        return None

    def _lose(self, reason: Reason, line: int, detail: str) -> None:
        where = f"{self._file}, line {line}"
        self.losses.append(Loss("", "", reason, where=where, detail=detail[:80]))


def _begin(offsets: str) -> int:
    return int(offsets.partition("-")[0])


def _end(offsets: str) -> int:
    return int(offsets.partition("-")[2])


def _hold(surface: str, words: list[str], places: Places) -> bool:
    """Whether *words* are at *places* in *surface*, one after the other."""
    starts, ends = places
    return (
        starts[0] >= 0
        and [surface[start:end] for start, end in zip(starts, ends, strict=True)] == words
        and all(map(le, starts, ends))
        and all(map(le, ends, starts[1:]))
    )


def _astral(text: str) -> int:
    """How many code points of *text* are two code units."""
    return 0 if text.isascii() else len(_ASTRAL.findall(text))
