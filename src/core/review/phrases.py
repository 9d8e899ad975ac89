"""The phrases of an article that may be mentions: selected with one key, made longer or shorter."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ..model import Segmentation, Span


class Phrases:
    """The phrases of one text, each sentence being read when it is first asked for.

    A phrase is a base noun phrase with those that ``of`` joins to it.
    """

    def __init__(self, text: str, segmentation: Segmentation, language: str) -> None:
        """Read *text* with its *segmentation*; *language* is a BCP 47 tag."""
        self._text = text
        self._segmentation = segmentation
        self._language = language
        self._read: dict[int, list[list[Span]]] = {}

    def after(self, offset: int) -> Iterator[Span]:
        """The phrases that begin at *offset* or later, in the order of the text."""
        first = max(self._segmentation.sentence_at(offset), 0)
        for sentence in range(first, len(self._segmentation.sentence_starts)):
            yield from (one for one in self._phrases(sentence) if one.start >= offset)

    def before(self, offset: int) -> Iterator[Span]:
        """The phrases that end at *offset* or earlier, the last one first."""
        for sentence in range(self._segmentation.sentence_at(offset), -1, -1):
            yield from (one for one in reversed(self._phrases(sentence)) if one.end <= offset)

    def around(self, offset: int) -> Span | None:
        """The phrase that *offset* lies in."""
        phrases = self._phrases(self._segmentation.sentence_at(offset))
        return next((one for one in phrases if one.start <= offset < one.end), None)

    def grown(self, span: Span) -> Span | None:
        """*span* with the next base phrase of its sentence taken in."""
        ends = self._ends(span)
        index = bisect_right(ends, span.end)
        return Span(span.start, ends[index]) if index < len(ends) else None

    def shrunk(self, span: Span) -> Span | None:
        """*span* without its last base phrase."""
        ends = self._ends(span)
        index = bisect_left(ends, span.end) - 1
        return Span(span.start, ends[index]) if index >= 0 else None

    def _ends(self, span: Span) -> list[int]:
        """Where base phrases of the sentence of *span* end, after its start."""
        sentence = self._segmentation.sentence_at(span.start)
        ends = (base.end for phrase in self._bases(sentence) for base in phrase)
        return [end for end in ends if end > span.start]

    def _phrases(self, sentence: int) -> list[Span]:
        return [Span(bases[0].start, bases[-1].end) for bases in self._bases(sentence)]

    def _bases(self, sentence: int) -> list[list[Span]]:
        """The phrases of *sentence*, each as the base phrases that make it up."""
        if sentence < 0:
            return []
        if sentence not in self._read:
            self._read[sentence] = self._find(sentence)
        return self._read[sentence]

    def _find(self, sentence: int) -> list[list[Span]]:
        # a review begins without its tables of words
        from .chunking import base_phrases, links  # noqa: PLC0415

        segmentation = self._segmentation
        span = segmentation.sentence(sentence)
        first, last = segmentation.token_at(span.start), segmentation.token_at(span.end - 1)
        words = [segmentation.token(index).of(self._text) for index in range(first, last + 1)]
        found: list[list[Span]] = []
        end = -1
        for start, stop in base_phrases(words, self._language):
            base = Span(
                segmentation.token(first + start).start, segmentation.token(first + stop - 1).end
            )
            if found and start == end + 1 and links(words[end], self._language):
                found[-1].append(base)
            else:
                found.append([base])
            end = stop
        return found
