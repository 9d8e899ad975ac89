"""What a task of Label Studio is about: which of its data is annotated, and how that is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ..values import objects
from .config import TEXT
from .hypertext import HyperText

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|data:|/data/)\S*", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*<(?:!doctype|html|head|body|article|div|h\d|p|section|span|table|[uo]l)\b", re.IGNORECASE
)
_SPEAKERS = ("author", "speaker", "name")

Json = Mapping[str, Any]
Offsets = Callable[[Json], tuple[object, object]]


class TaskText(NamedTuple):
    """The text that is annotated, the member of the data that it is, and how regions count it.

    ``offsets`` gives the start and end of a region's value in code points, or what stands there.
    """

    member: str
    text: str
    offsets: Offsets


def text_of(data: Json, values: Iterable[Json]) -> TaskText | None:
    """The text of a task with *data*, whose regions have *values*; ``None`` if it has none.

    That is the member ``text``, else the longest one that is no address; a dialogue where
    regions are in one, or there is nothing else.
    """
    texts = {
        name: one
        for name, one in data.items()
        if isinstance(one, str) and (name == TEXT or not _ADDRESS.fullmatch(one))
    }
    # the first region says what kind all of them are
    region = next((one for one in values if "start" in one or "globalOffsets" in one), None)
    if not texts or (region and "paragraphlabels" in region):
        for name, one in data.items():
            turns = objects(one)
            if turns and all(isinstance(turn.get(TEXT), str) for turn in turns):
                dialogue = _Dialogue(turns)
                return TaskText(name, dialogue.text, dialogue.offsets)
    if not texts:
        return None
    name = TEXT if TEXT in texts else max(texts, key=lambda name: len(texts[name]))
    if _is_page(texts[name], region):
        page = HyperText(texts[name])
        return TaskText(name, page.text, page.offsets)
    return TaskText(name, texts[name], _offsets)


def _is_page(text: str, region: Json | None) -> bool:
    if region is not None:
        return "hypertextlabels" in region or "startOffset" in region
    return _PAGE.match(text) is not None


def _offsets(value: Json) -> tuple[object, object]:
    at = value.get("globalOffsets")
    at = at if isinstance(at, dict) else value
    return at.get("start"), at.get("end")


class _Dialogue:
    """What is said in turns, each on a line of its own after its speaker's name.

    Regions name turns by their number, and how far in they begin and end.
    """

    def __init__(self, turns: Iterable[Json]) -> None:
        lines: list[str] = []
        self._starts: list[int] = []
        at = 0
        for turn in turns:
            names = (turn.get(key) for key in _SPEAKERS)
            speaker = next((one for one in names if isinstance(one, str) and one), "")
            before = f"{speaker}: " if speaker else ""
            self._starts.append(at + len(before))
            lines.append(before + turn[TEXT])
            at += len(lines[-1]) + 1
        self.text = "\n".join(lines)

    def offsets(self, value: Json) -> tuple[object, object]:
        """Where a region is in the text."""
        return (
            self._at(value.get("start"), value.get("startOffset")),
            self._at(value.get("end"), value.get("endOffset")),
        )

    def _at(self, turn: object, offset: object) -> int | None:
        known = isinstance(turn, str | int) and str(turn).isdecimal() and isinstance(offset, int)
        if not known or int(turn) >= len(self._starts):  # type: ignore[call-overload]
            return None
        return self._starts[int(turn)] + offset  # type: ignore[call-overload,operator]
