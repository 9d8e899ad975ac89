r"""CoNLL-U (https://universaldependencies.org/format.html) with entities in the column MISC.

Ten columns a token, of which Goldleaf fills ID, FORM and MISC. There, ``NER=B-PERSON``
marks the entities as IOB2, the way Stanza writes them, and ``SpaceAfter=No`` and
UDPipe's ``SpacesAfter=\n``, ``SpacesBefore=\s`` give the white space, so that the text is
kept. ``# newdoc id`` begins an article, ``# text`` is a sentence.

Reading also takes CoNLL-U Plus, where ``# global.columns`` names the columns and one of
them has the tags; and mentions in brackets, as CorefUD and GUM have them, with coreference.
Words of a multiword token (``1-2``) share its surface, and empty nodes (``1.1``) are passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...model import AnnotatedArticle, UsageError
from ..format import Destination, Format
from ..keeps import Keeps, reduced
from ..losses import Loss, Reason
from ..source import Draft, Head, Source
from ..text_lines import text_lines
from . import tags
from .columns import comment_value, flat_entities
from .entity_brackets import EntityBrackets
from .reading import ArticleReading
from .tokenized import Tokenized

_KEEPS = Keeps(overlap=False)
_PLAIN = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
_ENTITY = "Entity"
_BRACKETS = frozenset("()")
_MARKS = ("NER", "NE", "ENTITY")
_ESCAPES = {" ": r"\s", "\t": r"\t", "\r": r"\r", "\n": r"\n", "|": r"\p", "\\": r"\\"}
_UNESCAPES = {escape: one for one, escape in _ESCAPES.items()}
_ESCAPE = re.compile(r"\\.", re.DOTALL)
# what ends a line for some readers, and has no escape
_LINE_BREAK = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_ID = re.compile(r"\d+")
_RANGE = re.compile(r"(\d+)-(\d+)")
_GLOBAL_COLUMNS = "# global.columns"


class ConlluWriter:
    """Writes articles, as they come, as sentences of CoNLL-U."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination

    def write(self, annotated: AnnotatedArticle, part: str) -> list[Loss]:
        """Write one article; returns what CoNLL-U cannot keep of it."""
        kept, reduction = reduced(annotated, _KEEPS)
        tokenized = Tokenized(annotated)
        entities, misfits = flat_entities(tokenized, kept)
        tagged = tags.iob2(len(tokenized.words), entities)
        id = annotated.article.id
        text = annotated.article.text
        lines = [f"# newdoc id = {id}"]
        for number, (first, after) in enumerate(tokenized.sentences, start=1):
            sentence = text[tokenized.starts[first] : tokenized.ends[after - 1]]
            lines += (f"# sent_id = {id}-{number}", f"# text = {' '.join(sentence.split())}")
            for nth, at in enumerate(range(first, after), start=1):
                misc = self._misc(tokenized, at, tagged[at])
                lines.append(f"{nth}\t{tokenized.words[at]}\t_\t_\t_\t_\t_\t_\t_\t{misc}")
            lines.append("")
        self._destination.file(part).write("\n".join([*lines, ""]).encode())
        losses = [*reduction, *misfits]
        if any(_LINE_BREAK.search(one) for one in _gaps(tokenized)):
            losses.append(Loss(id, "", Reason.TEXT))
        return losses

    def _misc(self, tokenized: Tokenized, at: int, tag: str) -> str:
        values = [] if tag == tags.OUTSIDE else [f"NER={tag}"]
        if at == 0 and tokenized.starts[0]:
            values.append(f"SpacesBefore={_escaped(tokenized.text[: tokenized.starts[0]])}")
        last = at + 1 == len(tokenized.words)
        end = len(tokenized.text) if last else tokenized.starts[at + 1]
        gap = tokenized.text[tokenized.ends[at] : end]
        if not gap:
            values.append("SpaceAfter=No")
        elif gap != " ":
            values.append(f"SpacesAfter={_escaped(gap)}")
        return "|".join(values) or "_"

    def finish(self) -> tuple[str, ...]:
        """Nothing remains to be done or said."""
        return ()


def _gaps(tokenized: Tokenized) -> Iterator[str]:
    at = 0
    for start, end in zip(tokenized.starts, tokenized.ends, strict=True):
        if start > at:
            yield tokenized.text[at:start]
        at = end
    yield tokenized.text[at:]


def _escaped(white: str) -> str:
    return "".join(_ESCAPES.get(one, one) for one in _LINE_BREAK.sub("\n", white))


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda found: _UNESCAPES.get(found[0], found[0]), value)


def read(source: Source) -> Iterator[Draft | Loss]:
    """The articles of *source*: what stands between two ``# newdoc``, or all of it.

    Raises:
        UsageError: when no line is a token in columns.
    """
    reading = _Reading(source)
    found = False
    for number, line in text_lines(source):
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                if draft := reading.draft():
                    found = True
                    yield draft
                reading.begin(comment_value(line, "newdoc id"))
            else:
                reading.comment(line)
        elif line.strip():
            reading.row(number, line.split("\t"))
        else:
            reading.end_sentence()
    if draft := reading.draft():
        found = True
        yield draft
    if not found:
        raise UsageError(
            f"{source.name} has no token in the columns of CoNLL-U; a token's line begins"
            " with its number and a tab."
        )


@dataclass(slots=True)
class _Sentence:
    """The lines of a sentence: tokens with what stands around them, and their tags."""

    line: int = 0
    words: list[str] = field(default_factory=list)
    before: str = ""
    after: list[str | None] = field(default_factory=list)
    layers: dict[str, list[str]] = field(default_factory=dict)
    brackets: list[tuple[int, str]] = field(default_factory=list)
    """Tokens with the mentions that begin and end there."""

    inside: int = 0
    """The last word of the multiword token that was read last."""

    surface: str = ""


class _Reading(ArticleReading):
    """A file of CoNLL-U while its lines are read."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._columns: Sequence[str] = _PLAIN
        self._sentence = _Sentence()
        self._brackets = EntityBrackets()

    def begin(self, id: str) -> None:
        """Begin another article."""
        super().begin(id)
        self._brackets.begin()

    def comment(self, line: str) -> None:
        """Take in what a comment says."""
        self.end_sentence()
        if columns := comment_value(line, "global.columns"):
            self._columns = tuple(columns.upper().split())
        elif names := comment_value(line, "global.Entity"):
            self._brackets.name_fields(names)
        elif line.startswith("# newpar") and self.text.count:
            self.text.put("\n")
        elif surface := comment_value(line, "text"):
            self._sentence.surface = surface

    def row(self, number: int, cells: list[str]) -> None:
        """Take in the line of a token."""
        named = dict(zip(self._columns, cells, strict=False))
        # a sentence without numbers is one of CoNLL-U Plus
        id = named.get("ID", str(len(self._sentence.words) + 1))
        word = named.get("FORM", "")
        misc = _misc_of(named.get("MISC", "_"))
        sentence = self._sentence
        sentence.line = sentence.line or number
        multiword = _RANGE.fullmatch(id)
        if not word or not (multiword or _ID.fullmatch(id)):
            if "." not in id:
                self.lose(Reason.MALFORMED, number, "no token")
            return
        if multiword is None and int(id) <= sentence.inside:
            self._mark(sentence, named, misc, last=True)
            return
        if multiword is not None:
            sentence.inside = int(multiword[2])
        if not sentence.words:
            sentence.before = _unescaped(misc.get("SpacesBefore", ""))
        sentence.words.append(word)
        sentence.after.append(_after(misc))
        self._mark(sentence, named, misc, last=False)

    def _mark(
        self, sentence: _Sentence, named: dict[str, str], misc: dict[str, str], *, last: bool
    ) -> None:
        """Give the newest token of *sentence* its tags; a *last* one adds to those it has."""
        count = len(sentence.words)
        if not _BRACKETS.isdisjoint(misc.get(_ENTITY, "")):
            sentence.brackets.append((count - 1, misc.pop(_ENTITY)))
        marks = {key.upper(): value for key, value in misc.items() if key.upper() in _MARKS}
        marks |= {
            key: value
            for key, value in named.items()
            if key not in _PLAIN and tags.TAG.fullmatch(value)
        }
        for key, value in marks.items():
            layer = sentence.layers.setdefault(key, [])
            layer += [tags.OUTSIDE] * (count - 1 - len(layer))
            if len(layer) < count:
                layer.append(value)
            elif last and layer[-1] == tags.OUTSIDE:
                layer[-1] = value

    def end_sentence(self) -> None:
        """Take in the lines since the last sentence as one."""
        sentence, self._sentence = self._sentence, _Sentence()
        if not sentence.words:
            self._sentence.surface = sentence.surface
            return
        base = self.text.count
        self.text.put(sentence.before)
        if any(one is not None for one in sentence.after) or not sentence.surface:
            for word, white in zip(sentence.words, sentence.after, strict=True):
                self.text.token(word)
                self.text.put(" " if white is None else white)
            self.text.end_sentence()
        elif not self.text.add(sentence.words, f"{sentence.surface} ", glued=True):
            self.lose(Reason.TEXT, sentence.line)
        self.add_entities(sentence.layers.values(), base)
        for token, value in sentence.brackets:
            if not self._brackets.take(base + token, value, sentence.line):
                self.lose(Reason.MALFORMED, sentence.line, f"closed and never opened: {value}")

    def draft(self) -> Draft | None:
        """The article that was read since the last, if there was one."""
        self.end_sentence()
        chains: defaultdict[str, list[str]] = defaultdict(list)
        for one in self._brackets.mentions():
            spans = sorted(
                span for part in one.parts if (span := self.text.span(*part)) is not None
            )
            if spans and all(a.end <= b.start for a, b in pairwise(spans)):
                id = self.add(tuple(spans), one.label, one.attributes, one.link)
                chains[one.entity].append(id)
        for ids in chains.values():
            self.chain(ids)
        for one in self._brackets.unended():
            self.lose(Reason.MALFORMED, one.line, f"opened and never closed: {one.entity}")
        return super().draft()


def _misc_of(cell: str) -> dict[str, str]:
    pairs = (one.partition("=") for one in cell.split("|"))
    return {key: value for key, equals, value in pairs if equals}


def _after(misc: dict[str, str]) -> str | None:
    """The white space after a token, ``None`` where nothing is said."""
    if "SpacesAfter" in misc:
        return _unescaped(misc["SpacesAfter"])
    return "" if misc.get("SpaceAfter") == "No" else None


def _recognised(head: Head) -> bool:
    if head.text.startswith(_GLOBAL_COLUMNS):
        return True
    for line in head.text.split("\n"):
        if line.startswith("#") or not line.strip():
            continue
        cells = line.split("\t")
        return len(cells) == len(_PLAIN) and re.fullmatch(r"1(-\d+)?|0\.1", cells[0]) is not None
    return False


CONLLU = Format(
    name="conllu",
    title="CoNLL-U",
    offsets="tokens",
    keeps=_KEEPS,
    suffix=".conllu",
    recognises=_recognised,
    read=read,
    writer=ConlluWriter,
)
