"""A parsed passage as plain lists: what the rules read, quick to walk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .vocabulary import pairs

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MISREAD = pairs("misread")


@dataclass(frozen=True, slots=True)
class Name:
    """An entity mention in tokens ``[start, end)`` of a passage.

    ``score`` in [0, 1] says how sure the reading is.
    """

    start: int
    end: int
    label: str
    score: float


@dataclass(eq=False, slots=True)
class Tree:
    """The tokens of one passage with their parse.

    ``starts`` and ``ends`` are offsets in the passage; ``heads`` are token numbers,
    a root is its own head; ``children`` are in the order of the text. ``tags`` are
    Penn Treebank tags, ``pos`` universal ones, ``deps`` those of spaCy's English
    pipelines. ``names`` are the pipeline's entities, until the repair sets its own.
    """

    text: str
    words: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    children: list[list[int]]
    names: list[Name] = field(default_factory=list)
    name_of: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def set_names(self, names: list[Name]) -> None:
        """Take *names*, sorted and without overlap, for those of the passage."""
        self.names = names
        name_of = [-1] * len(self.words)
        for index, name in enumerate(names):
            for token in range(name.start, name.end):
                name_of[token] = index
        self.name_of = name_of

    def name_text(self, name: Name) -> str:
        """The surface of *name*."""
        return self.text[self.starts[name.start] : self.ends[name.end - 1]]

    def child(self, token: int, *deps: str) -> int:
        """The first child of *token* with one of *deps*, or -1."""
        for child in self.children[token]:
            if self.deps[child] in deps:
                return child
        return -1

    def children_with(self, token: int, *deps: str) -> Iterator[int]:
        """The children of *token* with one of *deps*."""
        for child in self.children[token]:
            if self.deps[child] in deps:
                yield child

    def is_verb(self, token: int) -> bool:
        """Whether *token* is a verb or an auxiliary."""
        return self.tags[token][:2] in ("VB", "MD")

    def conjuncts(self, token: int) -> Iterator[int]:
        """*token* and everything coordinated after it."""
        seen = 0
        pending = [token]
        while pending and seen < 40:  # noqa: PLR2004 - longer lists are no lists of names
            one = pending.pop(0)
            seen += 1
            yield one
            pending.extend(self.children_with(one, "conj"))


def _lemma(lemma: str, word: str) -> str:
    right = _MISREAD.get(lemma)
    if right:
        stem = right.removesuffix("e")
        return right if word.startswith((stem + "e", stem + "i")) else lemma
    return lemma or word


def tree_of(doc: Doc) -> Tree:
    """The tree of a parsed *doc*, its entities as names of middling score."""
    strings = doc.vocab.strings
    known: dict[int, str] = {}

    def text_of(key: int) -> str:
        value = known.get(key)
        if value is None:
            value = known[key] = strings[key]
        return value

    columns = doc.to_array(["ORTH", "LEMMA", "TAG", "POS", "DEP", "HEAD", "IDX", "LENGTH"])
    rows = columns.astype("int64").T.tolist() if len(doc) else [[]] * 8
    orths, lemmas, tags, pos, deps, offsets, starts, lengths = rows
    # the hashes are unsigned: read as signed numbers they would name nothing
    as_hash = (1 << 64) - 1
    heads = [index + offset for index, offset in enumerate(offsets)]
    children: list[list[int]] = [[] for _ in heads]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    words = [text_of(key & as_hash) for key in orths]
    tree = Tree(
        text=doc.text,
        words=words,
        lemmas=[
            _lemma(text_of(key & as_hash).lower(), word.lower())
            for key, word in zip(lemmas, words, strict=True)
        ],
        tags=[text_of(key & as_hash) for key in tags],
        pos=[text_of(key & as_hash) for key in pos],
        deps=[text_of(key & as_hash) for key in deps],
        heads=heads,
        starts=starts,
        ends=[start + length for start, length in zip(starts, lengths, strict=True)],
        children=children,
    )
    tree.set_names([Name(one.start, one.end, one.label_, 0.75) for one in doc.ents])
    return tree
