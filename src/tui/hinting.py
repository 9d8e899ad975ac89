"""Letters that stand on the text: pressing them chooses what they stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..core.model import Span

LETTERS = "asdfghjklqwertyuiopzxcvbnmASDFGHJKLQWERTYUIOPZXCVBNM"
"""The letters in the order in which they are given away: the home row first."""


class Spot(NamedTuple):
    """A place in view that letters can stand on.

    ``value`` is the id of a mention or the span of a word, ``start`` its first code
    point; ``line`` and ``cell`` are where the letters begin.
    """

    value: str | Span
    start: int
    line: int
    cell: int


class Letters(NamedTuple):
    """Letters to be drawn; ``barred`` ones stand on what cannot be chosen."""

    line: int
    cell: int
    text: str
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """A spot and its letters; ``why_not`` says why it cannot be chosen, if it cannot."""

    spot: Spot
    code: str
    why_not: str = ""


def codes(count: int, letters: str = LETTERS) -> list[str]:
    """*count* codes of one or two letters, the shortest first, none the beginning of another.

    As few letters as possible are set aside to begin codes of two. There are at most as
    many codes as there are pairs of letters.
    """
    number = len(letters)
    pairing = 0
    while pairing < number and number - pairing + pairing * number < count:
        pairing += 1
    firsts = letters[number - pairing :]
    pairs = [first + second for first in firsts for second in letters]
    return [*letters[: number - pairing], *pairs][:count]


def hinted(
    spots: Iterable[Spot],
    near: int,
    why_not: Callable[[Spot], str] = lambda _: "",
    *,
    last: Iterable[Spot] = (),
    letters: str = LETTERS,
) -> list[Hint]:
    """Give *letters* to *spots*: to those that can be chosen first, the nearest to *near* first.

    Those of *last* come after the others that can be chosen.
    """
    late = frozenset(last)
    ranked = sorted(
        ((why_not(spot), spot) for spot in spots),
        key=lambda found: (
            bool(found[0]),
            found[1] in late,
            abs(found[1].start - near),
            found[1].start,
        ),
    )
    given = codes(len(ranked), letters)
    return [Hint(spot, code, reason) for (reason, spot), code in zip(ranked, given, strict=False)]


class Hinting:
    """Hints to choose from under a title, and the letters typed so far.

    ``lay`` gives the hints for what is in view when it is called. ``chosen`` gets the spot
    that is chosen. ``words`` turns to the words in view, where that makes sense, and ``take``
    is what the key that takes things does.
    """

    def __init__(
        self,
        title: str,
        lay: Callable[[], Sequence[Hint]],
        chosen: Callable[[Spot], object],
        *,
        words: Callable[[], object] | None = None,
        take: Callable[[], object] | None = None,
        other: Callable[[str], bool] | None = None,
    ) -> None:
        self.title = title
        self._lay = lay
        self.chosen = chosen
        self.words = words
        self.take = take
        self.other = other
        self.lay()

    def lay(self) -> None:
        """Give letters to what is in view now; what was typed of the old ones is gone."""
        self.hints = tuple(self._lay())
        self.typed = ""

    def press(self, key: str) -> Hint | None:
        """The hint whose letters *key* completes; ``None`` when there are more to come.

        Raises ``LookupError`` when no letters go on with *key*.
        """
        typed = self.typed + key
        found = [hint for hint in self.hints if hint.code.startswith(typed)]
        if not found:
            raise LookupError(key)
        if found[0].code == typed:
            return found[0]
        self.typed = typed
        return None

    def is_letter(self, key: str) -> bool:
        """Whether *key* could be one of the letters; capitals may be kept for other things."""
        return len(key) == 1 and (
            (key in LETTERS and key.islower()) or any(key in hint.code for hint in self.hints)
        )

    def erase(self) -> None:
        """Take the last letter back."""
        self.typed = self.typed[:-1]

    @property
    def letters(self) -> list[Letters]:
        """What is still to be typed, and where."""
        done = len(self.typed)
        return [
            Letters(hint.spot.line, hint.spot.cell, hint.code[done:], bool(hint.why_not))
            for hint in self.hints
            if hint.code.startswith(self.typed)
        ]
