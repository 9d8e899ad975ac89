"""The command palette: every action by its name, with its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from .actions import Action, Context

if TYPE_CHECKING:
    from .screens.review import ReviewScreen

_KEYS = 12


class ActionProvider(Provider):
    """Offers the actions of the review; one that is not possible now says why when taken."""

    @property
    def _review(self) -> ReviewScreen:
        from .screens.review import ReviewScreen  # noqa: PLC0415

        assert isinstance(self.screen, ReviewScreen)
        return self.screen

    @property
    def _actions(self) -> list[Action]:
        return [
            action
            for action in self._review.keymap.actions
            if action.context in (Context.REVIEW, Context.GO)
            and action.id not in ("palette", "escape")
        ]

    async def discover(self) -> Hits:
        """All actions, in the order of the table."""
        for action in self._actions:
            yield DiscoveryHit(
                self._with_keys(action, Content(action.description)),
                partial(self._review.perform, action),
                text=action.description,
            )

    async def search(self, query: str) -> Hits:
        """The actions whose description or name *query* fits."""
        matcher = self.matcher(query)
        for action in self._actions:
            text = f"{action.description} ({action.id})"
            score = matcher.match(text)
            if score > 0:
                shown = matcher.highlight(text)
                yield Hit(
                    score,
                    self._with_keys(action, shown),
                    partial(self._review.perform, action),
                    text=text,
                )

    def _with_keys(self, action: Action, text: Content) -> Content:
        key = self._review.keymap.whole(action)
        gap = " " * max(_KEYS - cell_len(key), 1)
        return Content.assemble((key, "bold"), gap, text)
