"""The Textual app: opens a review session on the screen, and keeps its place when it ends."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from ..core.model import GoldleafError, UsageError
from ..core.review import ReviewSession
from .filters import Sixteen
from .hang_up import end_with_the_terminal
from .keymap import Overrides, build_keymap
from .keynames import ALWAYS_QUITS
from .looks import Looks, Naming
from .screens.review import ReviewScreen
from .theme import THEMES, manner_of

if TYPE_CHECKING:
    from ..core.store import Workspace

_SETTLED_SECONDS = 0.3
_ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


class GoldleafApp(App[None], inherit_bindings=False):
    """A review in the terminal. Whatever ends it, the place of the reviewer is kept."""

    CSS_PATH = "goldleaf.tcss"
    TITLE = "goldleaf"
    ENABLE_COMMAND_PALETTE = False  # the review opens one of its own
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(ALWAYS_QUITS, "quit", "Quit", show=False, priority=True, system=True),
    ]

    def __init__(
        self,
        session: ReviewSession,
        workspace_name: str,
        keys: Overrides | None = None,
        theme: str = "",
    ) -> None:
        """Show *session*.

        *keys* are the user's own keys by action. Raises ``UsageError`` where they do
        not fit together or with the keys of the scheme, and for an unknown *theme*.
        """
        keymap = build_keymap(keys, session.scheme)
        super().__init__()
        self.session = session
        for own in THEMES:
            self.register_theme(own)
        if theme and theme not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            raise UsageError(f"there is no theme {theme!r}; goldleaf.toml may name {known}.")
        self._theme_of_workspace = theme or THEMES[0].name
        self._looks = Looks(session.scheme)
        self.wear(session.looks.get("theme", ""))
        with suppress(ValueError):
            self._looks.naming = Naming(session.looks.get("naming", ""))
        self.review_screen = ReviewScreen(session, workspace_name, keymap, self._looks)

    def wear(self, theme: str) -> None:
        """Take *theme*, or that of the workspace where it is empty or there is no such theme."""
        name = theme if theme in self.available_themes else self._theme_of_workspace
        chosen = self.available_themes[name]
        self._looks.use(
            manner_of(chosen),
            chosen.background or chosen.to_color_system().generate()["background"],
        )
        self.theme = name

    def get_default_screen(self) -> Screen[Any]:
        """The review."""
        return self.review_screen

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave the terminal its own colours under NO_COLOR, where Textual would send greys."""
        filters = super().get_line_filters()
        kept = [NoColor() if isinstance(one, Monochrome) else one for one in filters]
        return [*kept, Sixteen()] if self._looks.manner.sixteen else kept

    def on_mount(self) -> None:
        """End well on a signal too, and settle down after the first paint."""
        for number in _ENDING_SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, self.leave)
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            end_with_the_terminal(lambda: _ask(loop, self.keep_place))
        self.app_suspend_signal.subscribe(self, lambda _: self.keep_place())
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh(layout=True))
        self.call_after_refresh(self.set_timer, _SETTLED_SECONDS, self._settle)

    def on_unmount(self) -> None:
        """Leave the signals as they were."""
        for number in _ENDING_SIGNALS:
            asyncio.get_running_loop().remove_signal_handler(number)

    def _settle(self) -> None:
        # what is alive now lives as long as the app: not to be looked at in every collection
        gc.collect()
        gc.freeze()
        gc.enable()

    def keep_place(self) -> None:
        """Keep the place of the reviewer, as well as it can be kept."""
        with suppress(GoldleafError):
            self.review_screen.save()

    def leave(self) -> None:
        """Keep the place and end."""
        self.keep_place()
        self.exit()

    async def action_quit(self) -> None:
        """Keep the place and end."""
        self.leave()


def _ask(loop: asyncio.AbstractEventLoop, command: Callable[[], None]) -> None:
    with suppress(RuntimeError):  # the loop has ended by itself
        loop.call_soon_threadsafe(command)


def review(workspace: Workspace, annotator: str | None = None, article: str | None = None) -> None:
    """Review the articles of *workspace* in the terminal, from *article* or the last place on.

    Raises:
        UsageError: when there is no such article or none at all, or when settings, keys
            or scheme are wrong.
        GoldleafError: when the database cannot be used.
    """
    config = workspace.config
    build_keymap(config.keys, workspace.scheme)
    with workspace.store() as store:
        session = ReviewSession(store, workspace.scheme, workspace.annotator(annotator))
        session.knowledge = workspace.knowledge
        if article is not None and article != session.article.id:
            session.open(article)
        app = GoldleafApp(session, workspace.name, config.keys, config.theme)
        app.run()
        session.close()
    if workspace.knowledge is not None:
        workspace.knowledge.close()
    if app.return_code:
        raise SystemExit(app.return_code)
