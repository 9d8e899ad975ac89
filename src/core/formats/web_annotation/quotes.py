"""Where a quotation stands in a text, also in one that is not quite what was quoted from.

A ``TextQuoteSelector`` tells the words and what is around them
(https://www.w3.org/TR/annotation-model/#text-quote-selector).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from ...model import Span

_MOST_MATCHES = 1000
_AROUND = 100
"""How many code points of what is around are looked at."""


class Quote(NamedTuple):
    """The words, and the text before and after them; each may be empty."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def places(text: str, quote: Quote, near: int | None = None) -> list[Span]:
    """The spans of *text* that *quote* means; the one nearest to *near*, if that is given.

    All that it fits to the letter, as the recommendation says. Where it fits nowhere, the
    words with any white space between them, of several those with the most around them
    that agrees; none where nothing around any of them does.
    """
    found = list(islice(_verbatim(text, quote), _MOST_MATCHES))
    if not found:
        found = _likely(text, quote, near)
    if near is not None and found:
        return [min(found, key=lambda span: abs(span.start - near))]
    return found


def _verbatim(text: str, quote: Quote) -> Iterator[Span]:
    whole = quote.prefix + quote.exact + quote.suffix
    at = text.find(whole) if quote.exact else -1
    while at >= 0:
        start = at + len(quote.prefix)
        yield Span(start, start + len(quote.exact))
        at = text.find(whole, at + 1)


def _likely(text: str, quote: Quote, near: int | None) -> list[Span]:
    words = quote.exact.split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = [Span(*one.span()) for one in islice(pattern.finditer(text), _MOST_MATCHES)]
    if len(found) <= 1:
        return found
    before, after = _squeezed(quote.prefix[-_AROUND:])[::-1], _squeezed(quote.suffix[:_AROUND])
    agreement = [
        _common(before, _squeezed(text[max(0, one.start - 2 * _AROUND) : one.start])[::-1])
        + _common(after, _squeezed(text[one.end : one.end + 2 * _AROUND]))
        for one in found
    ]
    most = max(agreement)
    if not most and near is None:
        return []
    return [one for one, much in zip(found, agreement, strict=True) if much == most]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _common(one: str, other: str) -> int:
    """How many characters *one* and *other* begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
