"""Searching the text of the article, or of all of them, as it is or by a regular expression."""

from __future__ import annotations

from collections.abc import Callable

from ...core.model import GoldleafError
from ...core.model.visible import visible
from ...core.review import Hits
from ..concordance import beside_title, in_context, room_beside_title
from ..lines import Line, clip
from .asking import Asking

_QUOTED = 30


class Searching(Asking):
    """Asks what to search, shows while it is typed where it is and how often, and goes to it."""

    _regex = False
    """Whether what is typed is a regular expression: stays as it was the last time."""

    def do_search(self) -> None:
        """Ask what to search in the article."""
        self._ask_search("search", self._search)

    def do_search_everywhere(self) -> None:
        """Ask what to search in all articles."""
        self._ask_search("search all", self._search_everywhere)

    def _ask_search(self, verb: str, answer: Callable[[str], object]) -> None:
        def question() -> str:
            key = self.keymap.shown("prompt_turn")
            what, other = ("regex", "text") if self._regex else ("text", "regex")
            turn = f" ({key} {other})" if key else ""
            return f"{verb}: {what}{turn}"

        def turn() -> str:
            self._regex = not self._regex
            return question()

        def look(text: str) -> None:
            said, found = self.session.look_for(text, regex=self._regex)
            self.say(said)
            self.view.point_out(found)

        self._ask(question(), answer, typing=look, turn=turn)

    def _search(self, text: str) -> None:
        self._refused = not self._attempt(lambda: self.session.search(text, regex=self._regex))

    def _search_everywhere(self, text: str) -> None:
        """List every place of *text*, to go to one."""
        from .listing import Listing, ListScreen  # noqa: PLC0415

        try:
            hits = self.session.search_everywhere(text, regex=self._regex)
        except GoldleafError as error:
            self._refuse(error)
            return
        if not hits.count:
            self.say(f"“{clip(text, _QUOTED)}” is in no article." if text else "")
            return

        def go(row: int | None) -> None:
            if row is not None:
                self._attempt(lambda: self.session.go_to_hit(hits.listed[row], hits.sought))

        title = f"“{clip(visible(text), _QUOTED)}”"
        listing = Listing(title, _summed_up(hits), lambda width: _rows(hits, width), "go there")
        self.app.push_screen(ListScreen(listing, self.keymap, self._looks), go)


def _summed_up(hits: Hits) -> str:
    matches = f"{hits.count:,} match{'' if hits.count == 1 else 'es'}"
    articles = f"{hits.articles} article{'' if hits.articles == 1 else 's'}"
    shown = len(hits.listed)
    first = f", the first {shown:,} listed" if shown < hits.count else ""
    return f"{matches} in {articles}{first}"


def _rows(hits: Hits, width: int) -> list[Line]:
    room = room_beside_title(width)
    return [
        beside_title(
            in_context(f" {one.before}", one.words, one.after, room),
            one.title or one.article_id,
            width,
        )
        for one in hits.listed
    ]
