"""Columns: a token a line with its tag, a blank line after each sentence.

- ``conll2003``: token, part of speech, chunk, tag, as in the shared task of CoNLL-2003
  (https://aclanthology.org/W03-0419); what Goldleaf does not know is ``_``, and tags are
  IOB2, as most copies have them today.
- ``iob2``, ``iobes``: token and tag, with a tab between.

A line ``-DOCSTART-`` begins each article, as in CoNLL-2003. Nothing else is in such a file,
so a text is read as its tokens with a space between them and a line for each sentence.

Reading takes white space or tabs between columns, any scheme of tags, and any number of
columns: the token is the first and the tag the last. In lines that begin with the number
of the token (GermEval 2014) the token is the second, and all others are layers of tags.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ...model import AnnotatedArticle, Entity, UsageError
from ..format import Destination, Format
from ..keeps import Keeps, reduced
from ..losses import Loss, Reason
from ..source import Draft, Head, Source
from ..text_lines import text_lines
from . import tags
from .reading import ArticleReading
from .tokenized import Tokenized, rebuilt

DOCUMENT_START = "-DOCSTART-"
_KEEPS = Keeps(overlap=False)
_WHITE_SPACE = re.compile(r"\s+")
_LOOKED_AT = 200
_FEW = 3
_NUMBERED_COLUMNS = 3
_CONLL_COLUMNS = 4

Tags = Callable[[int, Iterable[tags.Tagged]], list[str]]


def flat_entities(
    tokenized: Tokenized, annotated: AnnotatedArticle
) -> tuple[list[tags.Tagged], list[Loss]]:
    """The entities of *annotated* as tokens, and a loss for each that is not made of them."""
    found: list[tags.Tagged] = []
    losses: list[Loss] = []
    id = annotated.article.id
    for one in annotated.annotations:
        if not isinstance(one, Entity):
            continue
        tokens = tokenized.tokens(one.span)
        if tokens is None:
            losses.append(Loss(id, one.id, tokenized.misfit(one.span)))
            continue
        if tokenized.sentence_of(tokens) is None:
            losses.append(Loss(id, one.id, Reason.SENTENCES))
            continue
        label = _WHITE_SPACE.sub("_", one.label)
        if label != one.label:
            losses.append(Loss(id, one.id, Reason.NAME, detail=one.label))
        found.append(tags.Tagged(*tokens, label))
    return found, losses


class ColumnsWriter:
    """Writes articles, as they come, as lines of tokens and tags."""

    def __init__(self, destination: Destination, scheme: Tags, start: str, between: str) -> None:
        """Begin each article with *start*, and write *between* between token and tag."""
        self._destination = destination
        self._scheme = scheme
        self._start = f"{start}\n\n"
        self._between = between

    def write(self, annotated: AnnotatedArticle, part: str) -> list[Loss]:
        """Write one article; returns what the columns cannot keep of it."""
        kept, reduction = reduced(annotated, _KEEPS)
        tokenized = Tokenized(annotated)
        entities, misfits = flat_entities(tokenized, kept)
        losses = [*reduction, *misfits]
        tagged = self._scheme(len(tokenized.words), entities)
        between = self._between
        words = tokenized.words
        if DOCUMENT_START in annotated.article.text:
            # the one token that would begin another article
            words = [word.replace(DOCUMENT_START, DOCUMENT_START.strip("-")) for word in words]
        lines = [f"{word}{between}{tag}\n" for word, tag in zip(words, tagged, strict=True)]
        blocks = ["".join(lines[first:after]) for first, after in tokenized.sentences]
        text = "\n".join(blocks)
        self._destination.file(part).write(f"{self._start}{text}\n".encode())
        if rebuilt(words[first:after] for first, after in tokenized.sentences) != tokenized.text:
            losses.append(Loss(annotated.article.id, "", Reason.TEXT))
        return losses

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


def read(source: Source) -> Iterator[Draft | Loss]:
    """The articles of *source*: what stands between two lines ``-DOCSTART-``, or all of it.

    Comments ``# newdoc id = …`` begin articles, too, and ``# text = …`` is how the sentence
    that follows was written.

    Raises:
        UsageError: when no line has a token and a tag.
    """
    reading = _Reading(source)
    found = False
    for number, line in text_lines(source):
        if not line or line.isspace():
            reading.end_sentence()
            continue
        cells = _cells(line)
        if line[0] not in "-#":
            reading.rows.append((number, cells))
        elif line.startswith((DOCUMENT_START, "# newdoc")):
            if draft := reading.draft():
                found = True
                yield draft
            reading.begin(comment_value(line, "newdoc id"))
        elif _is_comment(cells):
            reading.comment(line)
        else:
            reading.rows.append((number, cells))
    if draft := reading.draft():
        found = True
        yield draft
    if not found:
        raise UsageError(
            f"{source.name} has no line with a token and its tag; columns have one on each line."
        )


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return line.rstrip("\t").split("\t")
    cells = line.split(" ")
    return cells if all(cells) else line.split() or [""]


def _is_comment(cells: list[str]) -> bool:
    # a token may be a number sign, but then it has a tag
    return cells[0].startswith("#") and not tags.TAG.fullmatch(cells[-1])


class _Reading(ArticleReading):
    """A file of columns while its lines are read."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.rows: list[tuple[int, list[str]]] = []
        self._numbered: bool | None = None
        self._surface: str | None = None

    def comment(self, line: str) -> None:
        """Take in what a comment says of the sentence that follows."""
        self.end_sentence()
        if surface := comment_value(line, "text"):
            self._surface = surface

    def end_sentence(self) -> None:
        """Take in the lines since the last sentence as one."""
        rows, self.rows = self.rows, []
        if not rows:
            return
        if self._numbered is None and len(rows) > 1:
            self._numbered = all(
                len(cells) >= _NUMBERED_COLUMNS and cells[0] == str(number)
                for number, (_, cells) in enumerate(rows, start=1)
            )
        if not self._numbered and all(len(cells) > 1 and cells[0] for _, cells in rows):
            words = [cells[0] for _, cells in rows]
            layers = [[cells[-1] for _, cells in rows]]
        else:
            words, layers = self._layers(rows)
        base = self.text.count
        if not self.text.add(words, self._surface):
            self.lose(Reason.TEXT, rows[0][0])
        self._surface = None
        self.add_entities(layers, base)

    def _layers(self, rows: list[tuple[int, list[str]]]) -> tuple[list[str], list[list[str]]]:
        """The tokens of a sentence and, layer by layer, their tags."""
        words: list[str] = []
        layers: list[list[str]] = [[]]
        for number, cells in rows:
            word, marks = (
                (cells[1], cells[2:])
                if self._numbered and len(cells) >= _NUMBERED_COLUMNS
                else (cells[0], cells[-1:])
            )
            if len(cells) == 1 or not word.strip():
                self.lose(Reason.MALFORMED, number, "a line is a token and its tag")
                marks = []
            layers += [[tags.OUTSIDE] * len(words) for _ in range(len(layers), len(marks))]
            words.append(word)
            for at, layer in enumerate(layers):
                layer.append(marks[at] if at < len(marks) else tags.OUTSIDE)
        return words, layers


def comment_value(line: str, key: str) -> str:
    """What a line ``# key = value`` says of *key*; empty where it is another line."""
    name, _, value = line.removeprefix("#").partition("=")
    return value.strip() if line.startswith("#") and name.strip() == key else ""


def _sample(head: Head) -> list[list[str]]:
    """The cells of the first lines with tokens, or none where these are no columns."""
    lines = head.text.split("\n")
    if len(lines) > 1:
        lines.pop()  # it may be cut
    rows: list[list[str]] = []
    for line in lines[:_LOOKED_AT]:
        cells = _cells(line.rstrip("\r"))
        if not line.strip() or cells[0].startswith(DOCUMENT_START) or _is_comment(cells):
            continue
        if len(cells) < 2 or tags.TAG.fullmatch(cells[-1]) is None:  # noqa: PLR2004
            return []
        rows.append(cells)
    marked = any(cells[-1] != tags.OUTSIDE for cells in rows)
    started = head.text.startswith(DOCUMENT_START)
    alike = len({len(cells) for cells in rows}) == 1
    return rows if alike and (marked or started or len(rows) >= _FEW) else []


def _is_conll(head: Head) -> bool:
    rows = _sample(head)
    return bool(rows) and len(rows[0]) >= _CONLL_COLUMNS


def _is_iobes(head: Head) -> bool:
    prefixes = {cells[-1][0] for cells in _sample(head)}
    return bool(prefixes) and (not prefixes.isdisjoint("ESLU") or prefixes == {tags.OUTSIDE})


def _is_iob(head: Head) -> bool:
    return bool(_sample(head))


def _format(
    name: str,
    title: str,
    recognises: Callable[[Head], bool],
    scheme: Tags,
    *,
    start: str,
    between: str,
    suffix: str,
) -> Format:
    return Format(
        name=name,
        title=title,
        offsets="tokens",
        keeps=_KEEPS,
        suffix=suffix,
        recognises=recognises,
        read=read,
        writer=lambda destination: ColumnsWriter(destination, scheme, start, between),
    )


CONLL2003 = _format(
    "conll2003",
    "CoNLL-2003 columns",
    _is_conll,
    tags.iob2,
    start=f"{DOCUMENT_START} -X- O O",
    between=" _ _ ",
    suffix=".conll",
)
IOBES = _format(
    "iobes",
    "IOBES columns",
    _is_iobes,
    tags.iobes,
    start=f"{DOCUMENT_START}\tO",
    between="\t",
    suffix=".tsv",
)
IOB2 = _format(
    "iob2",
    "IOB2 columns",
    _is_iob,
    tags.iob2,
    start=f"{DOCUMENT_START}\tO",
    between="\t",
    suffix=".tsv",
)
