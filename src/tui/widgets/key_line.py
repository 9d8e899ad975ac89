"""One line of keys with a word for each; a click on one presses it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from textual import events
from textual.message import Message

from ..keymap import Keymap
from ..keynames import canonical_sequence, shown_key
from ..lines import Line, Run, width_of
from ..looks import Looks
from .panel import Panel

_GAP = 2


class Way(NamedTuple):
    """Keys, and the word for what they do.

    ``keys`` are canonical, or a word for many of them, such as ``letter``. Where there is no
    room for all, those of a lower ``rank`` are kept, and of the same one the first.
    """

    keys: tuple[str, ...]
    word: str
    rank: int = 0


class _Spot(NamedTuple):
    """The cells ``[start, end)``, and what a click there presses."""

    start: int
    end: int
    key: str


class _Written(NamedTuple):
    """How a way is written, in how many cells, and where a click presses what."""

    line: Line
    width: int
    spots: tuple[_Spot, ...]


@lru_cache(maxsize=512)
def _written(way: Way) -> _Written:
    """Kept, since a legend asks for the same thirty at every key."""
    line = ((" ".join(map(shown_key, way.keys)), "key"), (f" {way.word}", "dim"))
    width = width_of(line)
    spots: list[_Spot] = []
    at = 0
    for key in way.keys:
        end = at + width_of(((shown_key(key), ""),))
        spots.append(_Spot(at, end, key))
        at = end + 1
    return _Written(line, width, (*spots, _Spot(0, width, way.keys[0])))


def _fitting(ways: Sequence[Way], room: int) -> list[Way]:
    """Those of *ways* that fit into so many cells together, in the order they have."""
    kept: set[int] = set()
    for index in sorted(range(len(ways)), key=lambda index: ways[index].rank):
        width = _written(ways[index]).width
        if width <= room:
            kept.add(index)
            room -= width + _GAP
    return [way for index, way in enumerate(ways) if index in kept]


class KeyLine(Panel):
    """As many of its ways as fit, each whole: none is cut."""

    class Pressed(Message):
        """The canonical ``key``, or the sequence of them, was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, looks: Looks, *, id: str = "legend") -> None:
        super().__init__(looks, id=id)
        self._spots: list[_Spot] = []

    def ways(self) -> Sequence[Way]:
        """What works now, in the order it is shown; the last is shown whatever happens."""
        raise NotImplementedError

    def build(self, width: int, height: int) -> list[Line]:
        """One line of keys."""
        del height
        *ways, last = [way for way in self.ways() if way.keys] or [Way((), "")]
        if not last.keys:
            return [()]
        self._spots = []
        line: list[Run] = [(" ", "")]
        used = 1
        for way in (*_fitting(ways, width - _written(last).width - _GAP - 2), last):
            used = self._put(line, used, way)
        return [tuple(line)]

    def _put(self, line: list[Run], used: int, way: Way) -> int:
        """Put *way* behind the *used* cells of *line*; how many are used then."""
        if len(line) > 1:
            line.append((" " * _GAP, ""))
            used += _GAP
        written = _written(way)
        line += written.line
        self._spots += [_Spot(used + at, used + end, key) for at, end, key in written.spots]
        return used + written.width

    def on_click(self, event: events.Click) -> None:
        """Press what is clicked: a key, or the first of those whose word is."""
        event.stop()
        for spot in self._spots:
            if spot.start <= event.x < spot.end and _is_pressable(spot.key):
                self.post_message(self.Pressed(spot.key))
                return


def _is_pressable(key: str) -> bool:
    try:
        return canonical_sequence(key) == key and key != "…"
    except ValueError:
        return False


class KeysOf(KeyLine):
    """The keys of some actions, in a list that knows no others."""

    def __init__(
        self, keymap: Keymap, ways: Sequence[tuple[Sequence[str], str]], looks: Looks
    ) -> None:
        """Show *ways*: ids of actions, or none for all letters, and the word for what they do."""
        super().__init__(looks)
        self._ways = [
            Way(tuple(key for id in ids for key in keymap.action(id).keys[:1]), word)
            if ids
            else Way(("letters",), word)
            for ids, word in ways
        ]

    def ways(self) -> Sequence[Way]:
        """What works here."""
        return self._ways
