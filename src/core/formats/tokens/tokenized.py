"""An article as sentences of tokens, for formats that know a text as nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ...model import AnnotatedArticle, Segmentation, Span
from ...segment import segment
from ..losses import Reason


class TokenSpan(NamedTuple):
    """Consecutive tokens of a text, ``[first, after)``, counted through all its sentences."""

    first: int
    after: int


class Tokenized:
    """The tokens of an article: those of its workspace, else those its language's rules make.

    ``words`` are the tokens as strings, without white space inside, and ``sentences`` where
    each sentence begins and ends in them. Spans are found by their code points.
    """

    def __init__(self, annotated: AnnotatedArticle) -> None:
        article = annotated.article
        self.text = text = article.text
        division = annotated.segmentation or segment(text, article.language)
        starts, ends = division.token_starts.tolist(), division.token_ends.tolist()
        firsts = _firsts(division, starts)
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        joined = "".join(words)
        if joined.split() != [joined]:
            starts, ends, firsts = _without_white_space(text, starts, ends, firsts)
            words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        self.words = words
        self.starts, self.ends = starts, ends
        self.sentences = [TokenSpan(*one) for one in pairwise([*firsts, len(words)])]
        self._by_start = dict(zip(starts, range(len(starts)), strict=True))
        self._by_end = dict(zip(ends, range(1, len(ends) + 1), strict=True))
        self._firsts = firsts

    def tokens(self, span: Span) -> TokenSpan | None:
        """The tokens that *span* consists of; ``None`` where it begins or ends inside one."""
        first, after = self._by_start.get(span.start), self._by_end.get(span.end)
        return None if first is None or after is None else TokenSpan(first, after)

    def misfit(self, span: Span) -> Reason:
        """Why *span* does not consist of tokens."""
        edges = (self.text[span.start], self.text[span.end - 1])
        return Reason.WHITE_SPACE if any(map(str.isspace, edges)) else Reason.OFF_TOKENS

    def sentence_of(self, tokens: TokenSpan) -> int | None:
        """The number of the sentence that holds all of *tokens*, if one does."""
        number = bisect_right(self._firsts, tokens.first) - 1
        return number if tokens.after <= self.sentences[number].after else None

    def words_by_sentence(self) -> list[list[str]]:
        """The tokens of each sentence."""
        return [self.words[first:after] for first, after in self.sentences]

    def stretches(self) -> list[str]:
        """The text in pieces, each from the start of a sentence to that of the next.

        The first piece begins with the text, so that together they are all of it.
        """
        starts = [0, *(self.starts[first] for first in self._firsts[1:]), len(self.text)]
        return [self.text[start:end] for start, end in pairwise(starts)]

    def spaced(self) -> Iterator[tuple[str, dict[str, str]]]:
        """The text of each sentence, and under ``space_before`` what stands before it.

        With the last one, ``space_after`` is what stands after it, if anything does.
        """
        at = 0
        last = len(self.sentences) - 1
        for number, (first, after) in enumerate(self.sentences):
            start, end = self.starts[first], self.ends[after - 1]
            around = {"space_before": self.text[at:start]}
            if number == last and self.text[end:]:
                around["space_after"] = self.text[end:]
            at = end
            yield self.text[start:end], around


def rebuilt(sentences: Iterable[Iterable[str]]) -> str:
    """The text that is made of nothing but tokens: spaces between them, a line a sentence."""
    return "\n".join(map(" ".join, sentences))


def _firsts(division: Segmentation, starts: list[int]) -> list[int]:
    """The index of the first token of each sentence."""
    at = dict(zip(starts, range(len(starts)), strict=True))
    return [at[start] for start in division.sentence_starts]


def _without_white_space(
    text: str, starts: list[int], ends: list[int], firsts: list[int]
) -> tuple[list[int], list[int], list[int]]:
    """Tokens and sentences, with the tokens that hold white space in several pieces."""
    before: list[int] = [0]
    pieces: list[Span] = []
    for start, end in zip(starts, ends, strict=True):
        pieces += _pieces(text, start, end)
        before.append(len(pieces))
    return (
        [one.start for one in pieces],
        [one.end for one in pieces],
        [before[first] for first in firsts],
    )


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    for word in text[start:end].split():
        at = text.index(word, start)
        start = at + len(word)
        yield Span(at, start)
