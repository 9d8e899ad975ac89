"""Zones: what each stretch of an article's text is, from the words and their places alone.

The rules go from the sure to the likely. Prose paragraphs are found first and are
never anything but body, unless a page's own words say otherwise. They divide the
text into a head, a middle and a tail; names, places and short lines count as
metadata or frame only in the head and the tail.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ...lines import paragraphs
from ...model import Zone, ZoneKind
from .headline import choose_title, headline_of
from .line import Line
from .places import (
    mark_below_comments,
    mark_head,
    mark_middle,
    mark_recurring,
    mark_tail,
    paragraphs_of_prose,
)
from .wording import mark_frames, mark_sure_metadata

_SAMPLE_CHARS = 5000
_ENGLISH_WORDS = frozenset({"the", "of", "and", "to", "was", "is", "on", "for", "that", "said"})
_ENGLISH_SHARE = 0.06


@dataclass(frozen=True, slots=True)
class Findings:
    """What the lines of a text say about it: its zones, headline and day of publication.

    ``title`` and ``published`` (ISO 8601) are empty where the text does not tell.
    """

    zones: tuple[Zone, ...]
    title: str = ""
    published: str = ""


def find_zones(
    text: str,
    *,
    title: str = "",
    language: str = "",
    recurring: Collection[str] = (),
    known: Iterable[Zone] = (),
) -> Findings:
    """The zones of *text*, its headline, and its day of publication.

    *title* is the headline where it is known; a line that says the same becomes the
    title zone. *language* (BCP 47) decides how an open numeric date is read.
    *recurring* holds lines (as :func:`recurring_key` gives them) that other articles of the
    same source have too. *known* are zones that are certain already.

    The zones are ordered, do not overlap, and cover every line that is not blank.
    """
    if language in {"en", "en-US"} and not _reads_english(text):
        language = ""
    found = [Line(one, text[one.start : one.end]) for one in paragraphs(text)]
    for zone in known:
        for line in found:
            if zone.start <= line.paragraph.start < zone.end:
                line.kind = zone.kind
    mark_frames(found)
    mark_sure_metadata(found, language)
    chosen = choose_title(found, title, known_title=bool(title))
    if prose := paragraphs_of_prose(found, language):
        mark_head(found, chosen, prose[0], language)
        mark_tail(found, prose[-1], language)
        mark_middle(found, prose[0], prose[-1])
    mark_below_comments(found)
    mark_recurring(found, recurring)
    if chosen is not None and not any(line.is_open for line in found):
        chosen.kind = ZoneKind.BODY
    for line in found:
        line.kind = line.kind or ZoneKind.BODY
    return Findings(tuple(_merged(found)), title or headline_of(found, chosen), _published(found))


def _reads_english(text: str) -> bool:
    """Whether *text* has the small words of English; what a default language says may be wrong."""
    words = re.findall(r"\w+", text[:_SAMPLE_CHARS].lower())
    return sum(word in _ENGLISH_WORDS for word in words) >= len(words) * _ENGLISH_SHARE


def _published(found: Sequence[Line]) -> str:
    metadata = [line for line in found if line.kind is ZoneKind.METADATA and line.date]
    for fields in ({"published"}, {""}, {"updated"}):
        for line in metadata:
            if (line.label.field if line.label else "") in fields:
                return line.date
    return metadata[0].date if metadata else ""


def _merged(found: Sequence[Line]) -> list[Zone]:
    zones: list[Zone] = []
    for line in found:
        assert line.kind is not None
        paragraph = line.paragraph
        if (
            zones
            and zones[-1].kind is line.kind
            and line.kind
            in {
                ZoneKind.BODY,
                ZoneKind.BOILERPLATE,
            }
        ):
            zones[-1] = Zone(zones[-1].start, paragraph.end, line.kind)
        else:
            zones.append(Zone(paragraph.start, paragraph.end, line.kind))
    return zones
