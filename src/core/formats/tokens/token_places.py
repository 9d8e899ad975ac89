"""Mentions that a file places by their tokens in a sentence, checked by what they say."""

from __future__ import annotations

from collections.abc import Iterable

from ...model import Span
from ..gathered import Gathered
from ..losses import Reason
from ..surfaces import MOST_SHIFTED
from .token_text import TokenText, in_texts

Said = tuple[int, int, int, str]
"""A sentence, the tokens ``[first, after)`` in it, and the surface string."""


class TokenPlaces:
    """Finds the code points of tokens; where a whole article is shifted, puts that right."""

    def __init__(self, text: TokenText, gathered: Gathered) -> None:
        self._tokens = text
        self._gathered = gathered
        self._shift = 0
        self._all_hold = False
        self._text = ""

    def find_shift(self, mentions: Iterable[Said]) -> None:
        """See by how many tokens all of *mentions* are off, and tell it; call it first."""
        self._text = self._tokens.text
        told = [one for one in mentions if one[-1]]
        for shift in sorted(range(-MOST_SHIFTED, MOST_SHIFTED + 1), key=abs):
            if all(self._holds(one, shift) for one in told):
                self._shift, self._all_hold = shift, True
                break
        if self._shift:
            self._gathered.lose(Reason.SHIFTED, detail=f"by {self._shift} tokens", count=len(told))

    def span(self, sentence: int, first: int, after: int, said: object, id: str) -> Span | None:
        """The code points of tokens of *sentence*.

        ``None``, and a loss of annotation *id*, where they are not in it or are not what
        the file says.
        """
        span = self._tokens.in_sentence(sentence, first + self._shift, after + self._shift)
        if span is None:
            self._gathered.lose(Reason.OUTSIDE, id)
        elif self._all_hold:
            return span
        elif isinstance(said, str) and said and not self._says(span, said):
            self._gathered.lose(Reason.SURFACE, id, said)
            return None
        return span

    def _holds(self, mention: Said, shift: int) -> bool:
        sentence, first, after, said = mention
        span = self._tokens.in_sentence(sentence, first + shift, after + shift)
        return span is not None and self._says(span, said)

    def _says(self, span: Span, said: str) -> bool:
        surface = span.of(self._text)
        if surface == said:
            return True
        found = "".join(surface.split())
        return found in {"".join(said.split()), "".join(map(in_texts, said.split()))}
