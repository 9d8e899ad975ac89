"""Keys pressed in the real app, one at a time, and counted by what they were for."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping

from textual import events

from goldleaf.tui.actions import Context
from goldleaf.tui.app import GoldleafApp

Purpose = Mapping[str, float]
"""How the worth of a key is shared between kinds of annotation; the shares add up to 1."""

_PATIENCE = 30.0
"""Seconds that a key may take: an app that crashed answers none."""


class Keyboard:
    """Types into *app* through its own handling of keys, each when the last one has been handled.

    Attributes:
        keys: how many keys each action took, by kind of annotation and action.
    """

    def __init__(self, app: GoldleafApp) -> None:
        self._app = app
        self.keys: defaultdict[tuple[str, str], float] = defaultdict(float)

    async def action(self, id: str, purpose: Purpose) -> None:
        """Press the key that the keymap gives the action called *id*."""
        screen = self._app.review_screen
        key = screen.keymap.action(id).keys[0]
        hinting = screen._hinting  # noqa: SLF001 - the letters that the screen shows
        if hinting is not None and hinting.other is not None:
            in_letters = screen.keymap.action_for(key, Context.LETTERS)
            if hinting.is_letter(key) or (in_letters is not None and in_letters.id != id):
                await self.key("escape", "letters_leave", purpose)
        await self.key(key, id, purpose)

    async def key(self, key: str, what: str, purpose: Purpose) -> None:
        """Press *key*, which does *what*."""
        for kind, share in purpose.items():
            self.keys[kind, what] += share
        character = " " if key == "space" else key if len(key) == 1 else None
        self._app.post_message(events.Key(key, character))
        handled = asyncio.Event()
        # behind the key in the queue of the app, then behind it in that of the screen
        self._app.call_later(lambda: self._app.screen.call_later(handled.set))
        try:
            await asyncio.wait_for(handled.wait(), _PATIENCE)
        except TimeoutError:
            raise SystemExit(f"the app did not take the key {key} ({what})") from None
