"""The command palette: every action by its name, with its key, and why it is not possible now."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from .actions import Action, Context

if TYPE_CHECKING:
    from .screens.review import ReviewScreen

_KEYS = 12
_MARGINS = 6
"""Cells that the palette leaves free beside a line, its scroll bar among them."""
_NARROWEST = 20
_HERE = (Context.REVIEW, Context.GO)


class ActionProvider(Provider):
    """Offers the actions. One that is not possible now is dimmed, and says why."""

    @property
    def _review(self) -> ReviewScreen:
        from .screens.review import ReviewScreen  # noqa: PLC0415

        assert isinstance(self.screen, ReviewScreen)
        return self.screen

    @property
    def _actions(self) -> Iterable[Action]:
        actions = [
            action
            for action in self._review.keymap.actions
            if action.id not in ("palette", "escape")
        ]
        # what works in other places only comes last
        return sorted(actions, key=lambda action: action.context not in _HERE)

    async def discover(self) -> Hits:
        """All actions, in the order of the table."""
        for action in self._actions:
            yield DiscoveryHit(
                self._line(action, Content(action.description)),
                partial(self._take, action),
                text=action.description,
            )

    async def search(self, query: str) -> Hits:
        """The actions whose description or name *query* fits."""
        matcher = self.matcher(query)
        for action in self._actions:
            text = f"{action.description} ({action.id})"
            score = matcher.match(text)
            if score > 0:
                shown = self._line(action, matcher.highlight(text))
                yield Hit(score, shown, partial(self._take, action), text=text)

    def _line(self, action: Action, text: Content) -> Content:
        """The key of *action*, and beside it *text*, with why it is not possible now."""
        key = self._review.keymap.whole(action)
        gap = " " * max(_KEYS - cell_len(key), 1)
        room = max(self.app.size.width - _KEYS - _MARGINS, _NARROWEST)
        below = Content("\n" + " " * _KEYS)
        reason = self._why_not(action)
        if reason:
            why = below.join(Content(reason).wrap(room)).stylize("dim italic")
            text = below.join(Content(text.plain).wrap(room)).stylize("dim")
            return Content.assemble((key, "dim"), gap, text, below, why)
        return Content.assemble((key, "bold"), gap, below.join(text.wrap(room)))

    def _why_not(self, action: Action) -> str:
        if action.context in _HERE:
            return action.why_not(self._review.session)
        return f"This works elsewhere: {action.group.value[0].lower()}{action.group.value[1:]}."

    def _take(self, action: Action) -> None:
        if action.context in _HERE:
            self._review.perform(action)
        else:
            self._review.say(self._why_not(action), warning=True)
