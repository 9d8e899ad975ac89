"""What a file says of a text, one by one: labelled stretches, and what joins them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from ..model import AnnotatedArticle, Event, Relation, Span
from .losses import Reason
from .offsets import Utf16Offsets
from .surfaces import MOST_SHIFTED, holds, shift_of

_K = TypeVar("_K")
_NOTHING: Mapping[str, Any] = MappingProxyType({})

Provenance = Mapping[str, object]


class Mention(NamedTuple):
    """A stretch as a file gives it: an entity, the trigger of an event, or one remarked on.

    ``key`` is what relations of the file name it by, ``id`` what it is to be called,
    where the file says that. Offsets are any values; ``surface`` is empty where the
    file does not tell it. Where there is a ``remark``, that is all but the place.
    """

    key: Hashable
    start: Any
    end: Any
    label: object
    surface: str = ""
    id: str = ""
    trigger: bool = False
    attributes: Mapping[str, str] = _NOTHING
    link: str = ""
    provenance: Provenance = _NOTHING
    remark: str = ""

    @property
    def name(self) -> str:
        """What to call it in a loss."""
        return self.id or (str(self.key) if isinstance(self.key, str | int) else "")


class Edge(NamedTuple, Generic[_K]):
    """A labelled pair of mentions as a file gives it: a relation, or a role of an event.

    ``head`` and ``tail`` are keys of mentions.
    """

    head: _K
    tail: _K
    label: object
    id: str = ""
    argument: bool = False
    provenance: Provenance = _NOTHING


def edges_of(annotated: AnnotatedArticle) -> Iterator[Edge[str]]:
    """The roles of the events of *annotated*, then its relations, as pairs of ids.

    Roles filled by bare spans are no pairs.
    """
    for one in annotated.annotations:
        if isinstance(one, Event):
            for argument in one.arguments:
                if isinstance(argument.filler, str):
                    yield Edge(one.id, argument.filler, argument.role, argument=True)
    for one in annotated.annotations:
        if isinstance(one, Relation):
            yield Edge(one.head, one.tail, one.type, one.id)


def placed(
    text: str, given: Sequence[tuple[int, int, str]], *, utf16: bool = False
) -> tuple[list[Span | Reason], str]:
    """The span of each of *given* in *text*, or why it has none; and what was put right.

    *given* has starts, ends and surfaces; *utf16*: such files may count UTF-16 code units.
    """
    length = len(text)
    if shift_of(text, given, 0) is not None:
        spans: list[Span | Reason] = [
            Span(start, end) if 0 <= start < end <= length else Reason.OUTSIDE
            for start, end, _ in given
        ]
        return spans, ""
    counted, told = _counted(text, given, utf16=utf16)
    return [_span(text, *counted(start, end), said) for start, end, said in given], told


def _counted(
    text: str, given: Sequence[tuple[int, int, str]], *, utf16: bool
) -> tuple[Callable[[int, int], tuple[int, int]], str]:
    """How offsets become code points, and in words where that is a repair."""
    ways: list[tuple[Callable[[int], int], str]] = [(lambda at: at, "")]
    if utf16 and not text.isascii():
        units = Utf16Offsets(text)
        if units.length > len(text):
            ways.append((units.points, "UTF-16 code units"))
    for most in (0, MOST_SHIFTED):
        for way, named in ways:
            converted = [(way(start), way(end), said) for start, end, said in given]
            shift = shift_of(text, converted, most)
            if shift is not None:
                told = ", ".join(one for one in (named, shift and f"by {-shift:+}") if one)
                return _moved(way, shift), told
    return _moved(ways[0][0], 0), ""


def _moved(way: Callable[[int], int], shift: int) -> Callable[[int, int], tuple[int, int]]:
    return lambda start, end: (way(start) + shift, way(end) + shift)


def _span(text: str, start: int, end: int, surface: str) -> Span | Reason:
    if not 0 <= start < end <= len(text):
        return Reason.OUTSIDE
    span = Span(start, end)
    return Reason.SURFACE if surface and not holds(text, span, surface) else span
