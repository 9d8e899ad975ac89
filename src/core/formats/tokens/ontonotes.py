"""OntoNotes in the columns of CoNLL-2011 and 2012, as in its files ``*_gold_conll``.

A token a line: document, part, number, word, part of speech, parse, lemma and frameset of
a predicate, sense, speaker, names in brackets, a column for each predicate with its
arguments, and coreference last (https://conll.cemantix.org/2012/data.html, Pradhan et al. 2012).
Lines ``#begin document (bc/cctv/00/cctv_0000); part 000`` begin articles.

Names become entities; a mention in a chain is the entity on the same tokens, else one
labelled ``MENTION``; predicates become events with their ``ARG…`` as bare spans.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...model import Argument, Span, UsageError
from ..format import Format
from ..keeps import Keeps
from ..losses import Loss, Reason
from ..source import Draft, Head, Source
from ..text_lines import text_lines
from .reading import ArticleReading
from .token_text import in_texts

_BEGIN = "#begin document"
_END = "#end document"
_BEGINNING = re.compile(r"#begin document \(?([^\s();]*)\)?;?\s*(?:part\s+(\d+))?")
_NUMBER, _WORD, _LEMMA, _FRAMESET, _NAMES = 2, 3, 6, 7, 10
_LEAST = _NAMES + 2
_NOTHING = frozenset("-*_")
_BRACKET = re.compile(r"(\()?([^()*|]*)\*?(\))?")
_MENTION = "MENTION"
_PREDICATE, _REST_OF_PREDICATE = "V", "C-V"
_CONTINUED = "C-"


def read(source: Source) -> Iterator[Draft | Loss]:
    """The articles of *source*, one for each part of a document.

    Raises:
        UsageError: when no line has the columns of a token.
    """
    reading = _Reading(source)
    found = False
    for number, line in text_lines(source):
        if line.startswith((_BEGIN, _END)):
            if draft := reading.draft():
                found = True
                yield draft
            name = _BEGINNING.match(line)
            part = f"-{name[2]}" if name and name[2] else ""
            reading.begin(f"{name[1]}{part}" if name else "")
        elif not line or line.isspace():
            reading.end_sentence()
        elif not line.startswith("#"):
            reading.row(number, line.split())
    if draft := reading.draft():
        found = True
        yield draft
    if not found:
        raise UsageError(
            f"{source.name} has no token in the columns of OntoNotes, of which there are at"
            f" least {_LEAST}."
        )


class _Reading(ArticleReading):
    """A file of OntoNotes while its lines are read."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._rows: list[tuple[int, list[str]]] = []
        self._chains: defaultdict[str, list[str]] = defaultdict(list)
        self._by_tokens: dict[tuple[int, int], str] = {}

    def begin(self, id: str) -> None:
        """Begin another part."""
        super().begin(id)
        self._chains.clear()
        self._by_tokens.clear()

    def row(self, number: int, cells: list[str]) -> None:
        """Take in the line of a token."""
        if len(cells) < _LEAST:
            self.lose(Reason.MALFORMED, number, f"{len(cells)} columns of {_LEAST} or more")
        if len(cells) > _WORD:
            self._rows.append((number, cells))

    def end_sentence(self) -> None:
        """Take in the lines since the last sentence as one."""
        rows, self._rows = self._rows, []
        if not rows:
            return
        base = self.text.count
        self.text.add([in_texts(_unescaped(cells[_WORD])) for _, cells in rows])
        width = len(rows[0][1])
        if width < _LEAST or any(len(cells) != width for _, cells in rows):
            if width >= _LEAST:
                self.lose(Reason.MALFORMED, rows[0][0], "lines of a sentence differ in columns")
            return
        for label, first, after in self._bracketed(rows, _NAMES):
            span = self.text.span(base + first, base + after)
            if span is not None:
                id = self.add((span,), label)
                self._by_tokens.setdefault((base + first, base + after), id)
        self._coreference(rows, base)
        self._predicates(rows, base)

    def _predicates(self, rows: Sequence[tuple[int, list[str]]], base: int) -> None:
        """The predicate of each column between the names and the chains."""
        for column in range(_NAMES + 1, len(rows[0][1]) - 1):
            trigger: tuple[int, int] | None = None
            arguments = []
            for role, first, after in self._bracketed(rows, column):
                span = self.text.span(base + first, base + after)
                if role == _PREDICATE and trigger is None:
                    trigger = first, after
                elif role == _REST_OF_PREDICATE:
                    self.lose(Reason.HULL, rows[first][0], "the trigger without its second part")
                elif span is not None:
                    name = role.removeprefix(_CONTINUED)
                    arguments.append(Argument(name, self._filler(base + first, base + after, span)))
            if trigger is None:
                self.lose(Reason.NO_TRIGGER, rows[0][0], f"column {column + 1}")
                continue
            cells = rows[trigger[0]][1]
            sense = cells[_FRAMESET] if cells[_FRAMESET] not in _NOTHING else ""
            lemma = cells[_LEMMA] if cells[_LEMMA] not in _NOTHING else cells[_WORD]
            span = self.text.span(base + trigger[0], base + trigger[1])
            if span is not None:
                self.add_event(f"{lemma}.{sense}" if sense else lemma, span, tuple(arguments))

    def _filler(self, first: int, after: int, span: Span) -> str | Span:
        return self._by_tokens.get((first, after), span)

    def _coreference(self, rows: Sequence[tuple[int, list[str]]], base: int) -> None:
        for chain, first, after in self._bracketed(rows, -1):
            place = base + first, base + after
            span = self.text.span(*place)
            if span is not None:
                if place not in self._by_tokens:
                    self._by_tokens[place] = self.add((span,), _MENTION)
                self._chains[chain].append(self._by_tokens[place])

    def _bracketed(
        self, rows: Sequence[tuple[int, list[str]]], column: int
    ) -> Iterator[tuple[str, int, int]]:
        """What is in brackets in *column*: its name, and its tokens ``[first, after)``.

        A bracket that ends a name or argument has none itself, and one of a chain has.
        """
        opened: list[tuple[str, int, int]] = []
        found: list[tuple[str, int, int]] = []
        for at, (number, cells) in enumerate(rows):
            for opens, name, closes in _BRACKET.findall(cells[column]):
                if opens:
                    opened.append((name, at, number))
                if not closes:
                    continue
                last = next((one for one in reversed(opened) if name in {"", one[0]}), None)
                if last is None:
                    detail = f"closed and never opened: {cells[column]}"
                    self.lose(Reason.MALFORMED, number, detail)
                else:
                    opened.remove(last)
                    found.append((last[0], last[1], at + 1))
        for name, _, number in opened:
            self.lose(Reason.MALFORMED, number, f"opened and never closed: {name}")
        yield from sorted(found, key=lambda one: (one[1], -one[2]))

    def draft(self) -> Draft | None:
        """The article that was read since the last, if there was one."""
        self.end_sentence()
        for ids in self._chains.values():
            self.chain(ids)
        self._chains.clear()
        return super().draft()


def _unescaped(word: str) -> str:
    # of conversations: /. and /? end sentences, and %pw is a word cut short
    return word[1:] if len(word) == 2 and word[0] == "/" and not word[1].isalnum() else word  # noqa: PLR2004


def _recognised(head: Head) -> bool:
    lines = head.text.split("\n", 30)
    if not any(line.startswith(_BEGIN) for line in lines):
        return False
    token = next((line.split() for line in lines if line.strip() and line[0] != "#"), [])
    return len(token) >= _LEAST and token[_NUMBER].isdigit()


ONTONOTES = Format(
    name="ontonotes",
    title="OntoNotes columns (CoNLL-2012)",
    offsets="tokens",
    keeps=Keeps(events=True, fillers=frozenset(("entity", "span")), relations=True),
    recognises=_recognised,
    read=read,
)
