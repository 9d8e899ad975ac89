"""Which trigger and which mention may belong together, in tokens of a spaCy document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..suggest.trained import ARGUMENTS, ENTITIES, TRIGGERS, Filled

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

WINDOW = 40
"""How many tokens a trigger may be away from what fills a role of its event."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A trigger and a mention by their tokens ``[start, end)``, with event type and label."""

    trigger: tuple[int, int]
    filler: tuple[int, int]
    type: str
    label: str

    @property
    def distance(self) -> int:
        """Tokens from the trigger to the mention: 1 for the next, negative before it.

        0 where they overlap.
        """
        if self.filler[0] >= self.trigger[1]:
            return self.filler[0] - self.trigger[1] + 1
        if self.filler[1] <= self.trigger[0]:
            return self.filler[1] - self.trigger[0] - 1
        return 0


def pairs_of(doc: Doc) -> list[Pair]:
    """Every trigger of *doc* with every mention near it.

    Mentions are those of ``doc.spans["sc"]``, or of ``doc.ents`` where there are none.
    """
    mentions = _spans(doc, ENTITIES) or list(doc.ents)
    found = (
        Pair(
            (trigger.start, trigger.end),
            (mention.start, mention.end),
            trigger.label_,
            mention.label_,
        )
        for trigger in _spans(doc, TRIGGERS)
        for mention in mentions
        if (mention.start, mention.end) != (trigger.start, trigger.end)
    )
    return list(dict.fromkeys(pair for pair in found if abs(pair.distance) <= WINDOW))


def roles_of(doc: Doc) -> Mapping[tuple[tuple[int, int], tuple[int, int]], str]:
    """The role of each trigger and filler that ``doc.user_data`` tells of."""
    filled: Iterable[Filled] = doc.user_data.get(ARGUMENTS, ())
    return {((one[0], one[1]), (one[2], one[3])): one[4] for one in filled}


def _spans(doc: Doc, key: str) -> list[DocSpan]:
    return list(doc.spans[key]) if key in doc.spans else []
