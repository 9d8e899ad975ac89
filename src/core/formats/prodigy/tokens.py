"""The tokens of a task: all of its text, divided where its annotations begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from ...model import AnnotatedArticle, Span
from ...segment import segment


class TaskTokens:
    """The tokens of an article as Prodigy draws its text from them.

    They are those of the workspace, else those that its language's rules make. White space
    is part of none of them but the one space that ``ws`` stands for; more of it is a token
    of its own, as in spaCy. A token in which an annotation begins or ends is divided there.
    """

    def __init__(self, annotated: AnnotatedArticle, spans: Iterable[Span]) -> None:
        """Divide the text of *annotated*, also where *spans* begin and end."""
        article = annotated.article
        self._text = text = article.text
        division = annotated.segmentation or segment(text, article.language, annotated.zones)
        spans = list(spans)
        first, after = {span.start for span in spans}, {span.end for span in spans}
        borders = sorted(
            {0, len(text), *division.token_starts, *division.token_ends} | first | after
        )
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in pairwise(borders):
            after_token = bool(self._ends) and self._ends[-1] == start
            annotated_space = start in first or start + 1 in after
            if after_token and text[start] == " " and not annotated_space:
                start += 1  # noqa: PLW2901
            if start < end:
                self._starts.append(start)
                self._ends.append(end)

    def json(self) -> list[dict[str, Any]]:
        """The tokens as the task lists them."""
        text, starts, ends = self._text, self._starts, self._ends
        following = [*starts[1:], len(text)]
        return [
            {"text": text[start:end], "start": start, "end": end, "id": id, "ws": after > end}
            for id, (start, end, after) in enumerate(zip(starts, ends, following, strict=True))
        ]

    def of(self, span: Span) -> tuple[int, int]:
        """The first and the last token of *span*, one of those that the tokens fit."""
        return bisect_right(self._starts, span.start) - 1, bisect_left(self._ends, span.end)
