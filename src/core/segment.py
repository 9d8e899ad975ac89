"""Tokens and sentences of a text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from .lines import CLOSERS, SENTENCE_END, paragraphs
from .model import Segmentation, Zone
from .tokens import ANY_LANGUAGE, blank, tokenize

# Scripts written without spaces: each character, with its marks, is a place for the cursor.
SPACELESS = (
    r"\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029"
    r"\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff66-\uff9f\U00020000-\U0003ffff"
)
_MARKS = (
    r"\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    r"\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u3099\u309a\ufe00-\ufe0f"
)
_HAS_SPACELESS = re.compile(f"[{SPACELESS}]")
_PIECE = re.compile(rf"[{SPACELESS}][{_MARKS}]*|[^{SPACELESS}\W]+|[^{SPACELESS}\w]")

_ENDS = frozenset(SENTENCE_END)
_ENDS_WITHOUT_SPACE = frozenset("。！？｡।॥")
# titles, what stands before a name or number, months: by language
_NO_BREAK_AFTER_WORDS = """
    mr mrs ms mx dr prof rev hon gov gen col lt maj capt cpl sgt adm cmdr sen rep pres supt
    st mt ft messrs mme mlle mgr sra srta sres dra lic ing arq dn dña excmo hna hno gral
    pdte sig sigg dott avv arch bzw ca vgl evtl ggf inkl exkl abs nr str hrsg dipl geb art
    fig no nos vol pp ed eds op approx dept univ vs al eg ie cf jan feb mar apr jun jul aug
    sep sept oct nov dec ene abr ago dic janv fevr févr juil okt dez mrt mevr dhr drs гг ул
    пр им тов руб тыс млн млрд стр св проф акад ал płk ks godz np ul
"""
_NO_BREAK_AFTER = frozenset(_NO_BREAK_AFTER_WORDS.split())
_ENDS_ALONE = frozenset({"inc.", "corp.", "co.", "ltd.", "jr.", "sr.", "etc."})
_ENGLISH_STARTERS_WORDS = """
    The A An In On At He She It They We I But And This That These Those There When While As
    For After Before If His Her Their Its Our My However Both Some Many Most Last Since What
    Who Why How Where Under With By From To So Yet Still Also Then Now
"""
_ENGLISH_STARTERS = frozenset(_ENGLISH_STARTERS_WORDS.split())
_ORDINAL_DOT = frozenset({"de", "da", "nb", "nn", "no", "fi", "cs", "sk", "hu", "hr", "sl", "sr"})
_LONGEST_ORDINAL = 2


def segment(text: str, language: str, zones: Iterable[Zone] = ()) -> Segmentation:
    """Where the tokens and sentences of *text* are.

    Tokens are those of spaCy's blank pipeline of *language* (a BCP 47 tag; the
    multi-language one where spaCy has none), without white space; scripts written
    without spaces have a token a character. A sentence ends after a full stop,
    question or exclamation mark with its closing quotation marks, unless that
    belongs to an abbreviation, an initial, an ordinal, or lower case follows; and at
    every border of a paragraph or zone. A border inside a token splits the token.
    """
    zones = tuple(zones)
    short = language.replace("_", "-").split("-")[0].lower()
    borders = sorted(
        {paragraph.start for paragraph in paragraphs(text)}
        | {offset for zone in zones for offset in (zone.start, zone.end)}
    )
    starts, ends = array("i"), array("i")
    for start, end in _tokens(text, short, borders):
        starts.append(start)
        ends.append(end)
    firsts = _sentence_firsts(text, short, starts, ends, borders)
    return Segmentation(
        starts,
        ends,
        array("i", [starts[first] for first in firsts]),
        array("i", [ends[after - 1] for after in [*firsts[1:], len(ends)] if after]),
    )


def _tokens(text: str, language: str, borders: Sequence[int]) -> Iterator[tuple[int, int]]:
    from spacy.attrs import IDX, IS_SPACE, LENGTH  # noqa: PLC0415

    # spaCy's Chinese splits Latin words into letters as well
    nlp = blank(ANY_LANGUAGE if language == "zh" else language)
    spaceless = _HAS_SPACELESS.search(text) is not None
    at = 0
    for start, length, is_space in tokenize(nlp, text).to_array([IDX, LENGTH, IS_SPACE]).tolist():
        end = start + length
        while at < len(borders) and borders[at] <= start:
            at += 1
        if is_space:
            continue
        pieces = [(start, end)]
        if spaceless and _HAS_SPACELESS.search(text, start, end):
            pieces = [match.span() for match in _PIECE.finditer(text, start, end)]
        if at < len(borders) and borders[at] < end:
            cuts = borders[at : bisect_left(borders, end, at)]
            pieces = [part for piece in pieces for part in _cut(piece, cuts)]
        for piece in pieces:
            if not text[slice(*piece)].isspace():
                yield piece


def _cut(piece: tuple[int, int], cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    start, end = piece
    yield from pairwise([start, *(cut for cut in cuts if start < cut < end), end])


def _sentence_firsts(
    text: str, language: str, starts: array[int], ends: array[int], borders: Sequence[int]
) -> list[int]:
    """Index of the first token of each sentence."""
    forced = {bisect_left(starts, border) for border in borders} | {0}
    forced.discard(len(starts))
    firsts = sorted(forced) if starts else []
    found = set(firsts)
    after = 0
    for index in range(len(starts) - 1):
        last = text[ends[index] - 1]
        if last not in _ENDS:
            continue
        after = max(after, index + 1)  # from inside a run of marks, its end is known
        while (
            after < len(starts)
            and starts[after] == ends[after - 1]
            and (text[starts[after]] in CLOSERS or text[starts[after]] in _ENDS)
        ):
            after += 1
        if after in found or after == len(starts):
            continue
        glued = starts[after] == ends[after - 1]
        if glued and last not in _ENDS_WITHOUT_SPACE:
            continue
        before = text[starts[index - 1] : ends[index - 1]] if index else ""
        if index and ends[index - 1] < starts[index]:
            before = ""
        this, following = text[starts[index] : ends[index]], _word_after(text, starts, ends, after)
        if _is_break(before, this, following, language):
            found.add(after)
    return sorted(found)


def _word_after(text: str, starts: array[int], ends: array[int], index: int) -> str:
    """The token at *index*, or the first after opening marks there."""
    last = min(index + 3, len(starts) - 1)
    while index < last and not text[starts[index]].isalnum():
        index += 1
    return text[starts[index] : ends[index]]


def _is_break(before: str, this: str, following: str, language: str) -> bool:
    """Whether a sentence ends with token *this*; *before* is the token glued to its front."""
    if following[:1].islower():
        return False
    if not this.endswith("."):
        return True
    if this.strip(".…"):
        inner = this[:-1]
        is_abbreviation = "." in inner or this.lower() in _ENDS_ALONE
        return is_abbreviation and following in _ENGLISH_STARTERS
    if this == ".":
        if len(before) == 1 and before.isupper() and before.isascii():
            return False
        if language in _ORDINAL_DOT and before.isdigit() and len(before) <= _LONGEST_ORDINAL:
            return False
        if before.lower() in _NO_BREAK_AFTER:
            return (
                before.islower() and not following[:1].isdigit() and before in {"no", "art", "al"}
            )
    return True
