"""Finding text, or what a regular expression describes, in an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

from ..model import Span, UsageError

if TYPE_CHECKING:
    import regex

LONGEST = 0.4
"""Seconds that a regular expression may take in one article."""

_LARGEST = 1_000_000
"""How many characters a regular expression may come to when its repeats are written out."""

_REPEAT = re.compile(r"(?<!\\)\{\s*(\d*)\s*(?:,\s*(\d*)\s*)?\}")
_CLASS = re.compile(r"\\(?:[pPN]\{[^}]*\}|.)|\(\?P?<\w+>", re.DOTALL)
"""What is in capitals in a regular expression without being a capital that is looked for."""

_CASED = re.compile(
    r"\\[pP]\{\^?(?:L[ult]|upper\w*|lower\w*)\}|\[:\^?(?:upper|lower):\]", re.IGNORECASE
)
"""What asks for a case without having a capital."""


@dataclass(frozen=True)
class Sought:
    """What is searched for: *text* as it is, or as a regular expression.

    Case matters when it has a capital.
    """

    text: str
    is_regex: bool = False

    def find_all(self, text: str, seconds: float = LONGEST) -> Iterator[Span]:
        """Every place of it in *text*, none of them empty.

        Raises:
            UsageError: where it is no regular expression, or takes longer than *seconds*.
        """
        if not self.text:
            return
        if not self.is_regex:
            for match in self._literal.finditer(text):
                yield Span(*match.span())
            return
        try:
            for found in self._expression.finditer(text, timeout=seconds):
                if found.start() < found.end():
                    yield Span(*found.span())
        except TimeoutError:
            raise UsageError(
                f"The expression takes longer than {seconds:.1f} seconds here:"
                " make it simpler, with fewer repeats inside repeats."
            ) from None

    @cached_property
    def _literal(self) -> re.Pattern[str]:
        capital = any(character.isupper() for character in self.text)
        return re.compile(re.escape(self.text), 0 if capital else re.IGNORECASE)

    @cached_property
    def _expression(self) -> regex.Pattern[str]:
        # compiled: not loaded before somebody searches with it
        import regex  # noqa: PLC0415

        repeats = (int(most or least or 1) for least, most in _REPEAT.findall(self.text))
        if len(self.text) * prod(max(one, 1) for one in repeats) > _LARGEST:
            raise UsageError("The expression repeats more than can be looked for: lower its {…}.")
        capital = any(character.isupper() for character in _CLASS.sub("", self.text))
        capital = capital or _CASED.search(self.text) is not None
        flags = regex.MULTILINE | (0 if capital else regex.IGNORECASE)
        try:
            return regex.compile(self.text, flags)
        except regex.error as error:
            where = "" if error.pos is None else f" at character {error.pos + 1}"
            raise UsageError(f"That is no regular expression: {error.msg}{where}.") from None
        except (OverflowError, MemoryError, RecursionError):
            raise UsageError("The expression is too large to look for.") from None
