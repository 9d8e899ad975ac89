"""Searching the text: in the article under review, and in all of them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from ..model import Span, UsageError
from ..wording import counted
from .outcome import Outcome, Scope
from .place import Place
from .reading import Reading
from .search import LONGEST, Sought
from .wording import quoted

MOST_HITS = 2_000
"""How many places a search in all articles lists."""

_CONTEXT = 200
_LONGEST_OF_ALL = 2.0
"""Seconds that a regular expression may take in all articles together."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in some article where what was searched for is.

    ``before`` and ``after`` are the text on either side of it.
    """

    article_id: str
    title: str
    span: Span
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Hits:
    """The places that a search in all articles found: the first ones, and how many in all."""

    sought: Sought
    listed: tuple[Hit, ...]
    count: int
    articles: int


class Searching(Reading):
    """A reading in which text can be found."""

    sought: Sought | None = None
    """What ``matches`` has the places of."""

    def search(self, pattern: str, *, regex: bool = False) -> Outcome:
        """Find *pattern* in the article and go to the first match at or after the cursor.

        Case matters only when *pattern* has a capital. ``matches`` has the places.
        """
        return self._search(Sought(pattern, regex))

    def _search(self, sought: Sought) -> Outcome:
        try:
            matches = tuple(sought.find_all(self.article.text))
        except UsageError as error:
            return Outcome(str(error), Scope.NONE)
        self.matches = matches
        self.sought = sought if matches else None
        if not matches:
            what = "is not" if not sought.is_regex else "matches nothing"
            message = f"{quoted(sought.text)} {what} in this article." if sought.text else ""
            return Outcome(message, Scope.ARTICLE)
        start = self.selection.start
        index = next((i for i, match in enumerate(matches) if match.start >= start), 0)
        return replace(self._go_to_match(index), scope=Scope.ARTICLE)

    def look_for(self, pattern: str, *, regex: bool = False) -> tuple[str, tuple[Span, ...]]:
        """What there is to say of *pattern* while it is typed, and where it is found.

        That is how often, or why not. Nothing changes, and what takes long is left for later.
        """
        if not pattern:
            return "", ()
        try:
            found = tuple(Sought(pattern, regex).find_all(self.article.text, LONGEST / 4))
        except UsageError as error:
            return str(error), ()
        return f"{counted(len(found), 'match', 'matches')} in this article.", found

    def search_everywhere(self, pattern: str, *, regex: bool = False) -> Hits:
        """Find *pattern* in the text of every article.

        Raises:
            UsageError: when it is no regular expression, or takes too long.
        """
        sought = Sought(pattern, regex)
        listed: list[Hit] = []
        count = articles = 0
        until = time.monotonic() + _LONGEST_OF_ALL
        for id, title, text in self._store.texts():
            left = until - time.monotonic()
            before = count
            for span in sought.find_all(text, max(min(LONGEST, left), 0.01)):
                count += 1
                if count <= MOST_HITS:
                    listed.append(_hit(id, title, text, span))
            articles += count > before
        return Hits(sought, tuple(listed), count, articles)

    def go_to_hit(self, hit: Hit, sought: Sought) -> Outcome:
        """Go to *hit*, in whichever article it is; the others of *sought* there are matches."""
        if hit.article_id != self.article.id:
            self.open(hit.article_id)
        outcome = self._search(sought)
        if hit.span in self.matches:
            outcome = self._go_to_match(self.matches.index(hit.span))
        return replace(outcome, scope=Scope.ARTICLE)

    def find_next(self) -> Outcome:
        """Go to the next match; from the last one, the first again."""
        start = self.selection.start
        found = (i for i, match in enumerate(self.matches) if match.start > start)
        return self._go_to_match(next(found, 0))

    def find_previous(self) -> Outcome:
        """Go to the match before; from the first one, the last again."""
        start = self.selection.start
        found = (i for i, m in reversed(list(enumerate(self.matches))) if m.start < start)
        return self._go_to_match(next(found, len(self.matches) - 1))

    def _go_to_match(self, index: int) -> Outcome:
        if not self.matches:
            return Outcome("Search for something first.", Scope.NONE)
        self._place = Place.at(self.matches[index])
        return Outcome(f"Match {index + 1} of {len(self.matches)}.")


def _hit(id: str, title: str, text: str, span: Span) -> Hit:
    before = text[max(span.start - _CONTEXT, 0) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    return Hit(id, title, span, before, span.of(text), after)
