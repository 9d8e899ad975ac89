"""What an annotation is about: stretches of the text by selectors, annotations, or all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...model import Span
from ..gathered import Gathered
from ..losses import Reason
from ..values import string
from .quotes import Quote, places
from .terms import COMPOSITE, FRAGMENT, POSITION, QUOTE, RANGE, id_in, listed, term, type_of

Json = Mapping[str, Any]

_COMPOSITES = frozenset((term(COMPOSITE), "List"))
# RFC 5147, whose integrity checks are left to others
_CHARACTERS = re.compile(r"char=(\d{1,12}),(\d{1,12})(?=;|&|$)")
_NO_QUOTE = Quote("")
_MOST_REFINED = 20


class Stretch(NamedTuple):
    """Where one target is: its offsets as they are given, and its quotation."""

    start: int
    end: int
    quote: Quote


class Targets:
    """The targets of the annotation *id* about *text*, taken one after the other.

    ``groups`` are the stretches of each, several where it is a composite. ``about`` are
    IRIs of annotations and of texts. ``broken``: one of them cannot be found.
    """

    def __init__(self, text: str, id: str, gathered: Gathered) -> None:
        self.groups: list[Sequence[Stretch]] = []
        self.about: list[str] = []
        self.broken = False
        self._text = text
        self._id = id
        self._gathered = gathered

    def take(self, target: object) -> None:
        """Take *target*: an IRI, or a resource with or without a selector."""
        if isinstance(target, str):
            fragment = _CHARACTERS.search(target.partition("#")[2])
            if fragment:
                self.groups.append([Stretch(int(fragment[1]), int(fragment[2]), _NO_QUOTE)])
            else:
                self.about.append(target)
        elif not isinstance(target, dict):
            self._break(Reason.MALFORMED, f"target {target!r}")
        elif isinstance(target.get("items"), list):
            self._take_several(target)
        elif "selector" in target:
            self.groups += [[one] for one in self._stretches(target)]
        else:
            self.take(id_in(target))

    def _take_several(self, target: Json) -> None:
        if type_of(target) in _COMPOSITES:
            stretches = [one for item in target["items"] for one in self._stretches(item)[:1]]
            if stretches:
                self.groups.append(stretches)
            return
        # a choice, or targets that are independent of each other
        for item in target["items"]:
            if isinstance(item, dict) and isinstance(item.get("items"), list):
                self._break(Reason.UNKNOWN, "a set of targets in another")
            else:
                self.take(item)

    def _stretches(self, target: object) -> Sequence[Stretch]:
        """Where *target* is: one stretch, or all that a quotation fits."""
        given = listed(target.get("selector")) if isinstance(target, dict) else []
        selectors: list[Json] = [one for one in given if isinstance(one, dict)]
        if any("refinedBy" in one for one in selectors):
            chains = [_chain(one) for one in selectors]
            if refined := next((one for one in chains if len(one) > 1), None):
                return self._selected(refined)
            selectors = [one for chain in chains for one in chain]
        by_type = {type_of(one): one for one in reversed(selectors)}
        quote = _quote(by_type.get(QUOTE, {}))
        if position := by_type.get(POSITION):
            start, end = position.get("start"), position.get("end")
            if type(start) is int and type(end) is int:
                return [Stretch(start, end, quote)]
            if not quote.exact:
                self._break(Reason.MALFORMED, "offsets are numbers")
                return []
        if fragment := _characters(by_type.get(FRAGMENT, {})):
            return [Stretch(int(fragment[1]), int(fragment[2]), quote)]
        chain = [by_type[name] for name in (QUOTE, RANGE) if name in by_type][:1]
        if not chain:
            named = ", ".join(filter(None, map(_named, given)))
            self._break(Reason.UNKNOWN, f"selector {named or target!r}")
        return self._selected(chain)

    def _selected(self, chain: Sequence[Json]) -> Sequence[Stretch]:
        """What the last of *chain* selects in what those before it do."""
        found = [Span(0, len(self._text))]
        for selector in chain:
            found = [inner for one in found for inner in _selected(self._text, one, selector)]
        if chain and not found:
            self._break(Reason.SURFACE, _quote(chain[-1]).exact)
        return [Stretch(*one, _NO_QUOTE) for one in found]

    def _break(self, reason: Reason, detail: str) -> None:
        self.broken = True
        self._gathered.lose(reason, self._id, detail=detail)


def _chain(selector: Json) -> list[Json]:
    """The selectors of text in *selector* and in what refines it, from the outer to the inner.

    What a browser alone can find, such as a path in a page, is passed over before a
    quotation. Offsets that count from there are those of no text that is known.
    """
    found: list[Json] = []
    refined: object = selector
    of_all = True
    for _ in range(_MOST_REFINED):
        if not isinstance(refined, dict):
            break
        name = type_of(refined)
        if name in {POSITION, QUOTE, RANGE} or _characters(refined):
            if name != QUOTE and not of_all:
                return []
            found.append(refined)
            of_all = True
        else:
            of_all = False
        refined = next(iter(listed(refined.get("refinedBy"))), None)
    return found


def _selected(text: str, within: Span, selector: Json) -> Iterator[Span]:
    """The stretches of *text* that *selector* means *within* one of it."""
    match type_of(selector):
        case name if name in {POSITION, FRAGMENT}:
            start, end = selector.get("start"), selector.get("end")
            if found := _characters(selector):
                start, end = int(found[1]), int(found[2])
            if type(start) is int and type(end) is int:
                length = within.end - within.start
                if 0 <= start < end <= length:
                    yield Span(within.start + start, within.start + end)
        case name if name == QUOTE:
            for one in places(within.of(text), _quote(selector)):
                yield Span(within.start + one.start, within.start + one.end)
        case name if name == RANGE:
            ends = [selector.get("startSelector"), selector.get("endSelector")]
            first, last = (
                _selected(text, within, one)
                if isinstance(one, dict) and type_of(one) != RANGE
                else iter(())
                for one in ends
            )
            if start_span := next(first, None):
                start = start_span.start
                # the beginning of the last selection is not part of it
                yield from (Span(start, one.start) for one in last if one.start > start)


def _characters(selector: Json) -> re.Match[str] | None:
    if type_of(selector) != FRAGMENT:
        return None
    return _CHARACTERS.match(string(selector.get("value")))


def _quote(selector: Json) -> Quote:
    if not selector:
        return _NO_QUOTE
    get = selector.get
    return Quote(string(get("exact")), string(get("prefix")), string(get("suffix")))


def _named(selector: object) -> str:
    return type_of(selector) if isinstance(selector, dict) else string(selector)
