"""Dates in lines of text, in the languages of the web."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

_MONTH = r"[^\W\d_][^\W\d_.]{1,14}\.?"
_DATE = re.compile(
    rf"(?<![\w])(?:"
    rf"\d{{4}}\s*[年년]\s*\d{{1,2}}\s*[月월]\s*\d{{1,2}}\s*[日일號号]?"
    rf"|\d{{4}}([-/.])\s?\d{{1,2}}\1\s?\d{{1,2}}"
    rf"|\d{{1,2}}([-/.])\s?\d{{1,2}}\2\s?\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|re|ère|º|ª|°|\.|-)?[\s-]+(?:(?:de|of|d'|d’)\s*)?{_MONTH},?[\s-]+"
    rf"(?:(?:de|del|of)\s+)?\d{{4}}"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\.?,?\s+\d{{4}}"
    rf")(?!\d)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\d{1,3}\s*(?:\w+\s+){1,2}ago\b|^ago\b|前$|назад|^(?:hace|vor|il y a|há)\s+\d", re.IGNORECASE
)

# Languages with dates that dateparser reads and that web pages are written in; naming
# them keeps it from loading two hundred.
_LANGUAGES_WORDS = """
    en es fr de it pt nl ru ar zh ja tr pl uk sv da nb fi cs sk ro hu el he ko bg hr sr sl
    lt lv et fa hi id vi th ca
"""
_LANGUAGES = tuple(_LANGUAGES_WORDS.split())

_LAST_DAY = 31
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line: where it is there, and which day it is, in ISO 8601."""

    start: int
    end: int
    iso: str


def find_date(line: str, language: str = "") -> FoundDate | None:
    """The first complete date (day, month and year) in *line*, or ``None``.

    A numeric date whose order is open is read as *language* (BCP 47) writes it.
    """
    for match in _DATE.finditer(line):
        if iso := _parse(match.group(), language):
            return FoundDate(match.start(), match.end(), iso)
    return None


def is_relative_time(text: str) -> bool:
    """Whether *text* tells a time by its distance from now, as in ``3 hours ago``."""
    return len(text) <= 40 and _RELATIVE.search(text.strip()) is not None  # noqa: PLR2004


def _numeric(text: str, language: str) -> str:
    """The day of a date in digits alone, or an empty string."""
    parts = [int(part) for part in re.split(r"\D+", text) if part]
    if parts[0] > _LAST_DAY:
        year, month, day = parts
    elif "/" in text and parts[1] <= _LAST_DAY and _month_first(parts, language):
        month, day, year = parts
    else:
        day, month, year = parts
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _month_first(parts: list[int], language: str) -> bool:
    day_surely_second = parts[1] > _LAST_MONTH
    return day_surely_second or (parts[0] <= _LAST_MONTH and language in {"en", "en-US"})


@cache
def _parse(text: str, language: str) -> str:
    if not any(char.isalpha() for char in text):
        return _numeric(text, language)
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {"STRICT_PARSING": True, "RETURN_AS_TIMEZONE_AWARE": False}
    hint = language.split("-", maxsplit=1)[0].lower()
    for languages in ([hint], _LANGUAGES):
        if languages[0] not in _LANGUAGES:
            continue
        parser = DateDataParser(languages=languages, settings=settings)
        if found := parser.get_date_data(text).date_obj:
            return str(found.date().isoformat())
    return ""
