"""The keys that the same gold costs in SLATE, by its published key model.

SLATE (Kummerfeld 2019, "SLATE: A Super-Lightweight Annotation Tool for Experts") starts from
the bare text with a cursor on a word. An annotation costs the keys to move the cursor there,
one key for each further word of the span, and one key for the label; a link costs the keys to
move to its other end, and one. Moving is counted as cheaply as it can be: a key a word, or a
key a line and then a key a word, on lines of 120 columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from _gold import Gold
from goldleaf.core.model import Segmentation, Span

_COLUMNS = 120


class _Lines:
    """Where the tokens stand when the text is wrapped."""

    def __init__(self, text: str, segmentation: Segmentation) -> None:
        self._places: list[tuple[int, int]] = []
        self._lines: list[list[int]] = [[]]
        column = end = 0
        for index in range(segmentation.token_count):
            token = segmentation.token(index)
            gap = text[end : token.start]
            breaks = gap.count("\n")
            column += len(gap)
            if breaks or column + token.length > _COLUMNS:
                self._lines += [[] for _ in range(max(breaks, 1))]
                column = 0
            self._places.append((len(self._lines) - 1, column))
            self._lines[-1].append(index)
            column += token.length
            end = token.end

    def keys(self, start: int, goal: int) -> int:
        """The fewest keys from one token to another."""
        words = abs(goal - start)
        (line, column), (goal_line, _) = self._places[start], self._places[goal]
        there = self._lines[goal_line]
        columns = [self._places[index][1] for index in there]
        landing = there[max(bisect_right(columns, column) - 1, 0)]
        return min(words, abs(goal_line - line) + abs(goal - landing))


def slate_keys(text: str, segmentation: Segmentation, gold: Gold) -> Counter[str]:
    """Keys by kind of annotation: entities, triggers, roles; each kind from the top of the text."""
    lines = _Lines(text, segmentation)
    keys: Counter[str] = Counter()
    spans = sorted(span for span, _ in gold.entities or ())
    keys["entities"] = sum(_marking(lines, segmentation, spans))
    keys["triggers"] = sum(
        _marking(lines, segmentation, sorted(event.trigger for event in gold.events))
    )
    for event in gold.events:
        at = segmentation.token_at(event.trigger.start)
        for _, span in event.arguments:
            keys["roles"] += lines.keys(at, segmentation.token_at(span.start)) + 1
    return keys


def _marking(lines: _Lines, segmentation: Segmentation, spans: list[Span]) -> Iterator[int]:
    at = 0
    for span in spans:
        first, last = (segmentation.token_at(at) for at in (span.start, span.end - 1))
        yield lines.keys(at, first) + (last - first) + 1
        at = first
