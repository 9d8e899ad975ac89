"""The screen of the review: it draws a session and binds keys to its commands."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.css.query import NoMatches
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Static

from ...core.model import GoldleafError, Status
from ...core.model.visible import visible
from ...core.review import Item, ReviewSession
from ...core.scheme import Role
from ..actions import Action, Group
from ..choosing import Choice, Choosing
from ..inspection import capital_keys, label_run, surface
from ..keymap import Keymap, pressed_key, shown_key
from ..keynames import ALWAYS_QUITS
from ..lines import Line, apart
from ..looks import Looks
from ..widgets.article_view import ArticleView
from ..widgets.chooser import Chooser
from ..widgets.header import Header
from ..widgets.inspector import Inspector
from ..widgets.key_line import KeyLine, Way
from ..widgets.legend import Legend
from ..widgets.message_line import MessageLine
from ..widgets.prompt import Prompt
from .carrying import Carrying
from .going import Going
from .looking import Looking
from .pointing import Pointing
from .remarking import Remarking
from .searching import Searching

if TYPE_CHECKING:
    from .listing import Listing

WIDE = 110
"""From how many columns on the inspector stands beside the text."""

VAST = 190
"""From how many columns on the inspector takes what the text leaves."""

SMALLEST = (60, 15)
"""Columns and rows below which there is no review."""

_SAVE_EVERY = 0.5
_CALM_SECONDS = 0.4
_REST_SECONDS = 0.15
"""How long no key is pressed before what takes longer to find out is shown."""


class ReviewScreen(Pointing, Going, Searching, Carrying, Looking, Remarking):
    """One article under review.

    Every key goes through :meth:`on_key`: to the choices or the prompt while one is
    open, else to the action that the keymap gives it, else to the label or attribute
    whose key it is.
    """

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, "-narrow"),
        (SMALLEST[0], "-folded"),
        (WIDE, "-wide"),
        (VAST, "-vast"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (SMALLEST[1], "-high")]  # noqa: RUF012 - as above

    def __init__(
        self, session: ReviewSession, workspace_name: str, keymap: Keymap, looks: Looks
    ) -> None:
        super().__init__(session, keymap, looks)
        self._ground: Strip | None = None
        self._workspace_name = workspace_name
        self._label_of = {one.key: one.name for one in session.scheme.labels if one.key}
        self._attribute_of = {one.key: one.name for one in session.scheme.attributes if one.key}
        self._last_key = 0.0
        self._rest: asyncio.TimerHandle | None = None

    def compose(self) -> ComposeResult:
        """The header, the text with its inspector, and the lines below."""
        # Textual tells the breakpoints after a first layout: nothing is laid out twice this way
        for points, size in zip(
            (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), self.app.size, strict=True
        ):
            self.add_class(max(point for point in points if point[0] <= size)[1])
        session, looks = self.session, self._looks
        inspector = Inspector(session, looks, self.keymap.shown("add_event"))
        yield Header(session, self._workspace_name, looks, inspector)
        with Container(id="body"):
            yield inspector
            view = ArticleView(session, looks)
            view.can_focus = False
            yield view
            yield MessageLine(looks)
            yield Chooser(looks)
        yield Legend(session, self.keymap, looks)
        yield Prompt()
        yield Static(id="too-small", markup=False)

    def notify_style_update(self) -> None:
        """Forget the ground of the theme before."""
        super().notify_style_update()
        self._ground = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """The ground in every row: the panels cover all but the margins of a vast screen."""
        if self._ground is None or self._ground.cell_length != crop.width:
            self._ground = super().render_lines(Region(crop.x, 0, crop.width, 1))[0]
        return [self._ground] * crop.height

    def on_mount(self) -> None:
        """Keep the place whenever the reviewer pauses."""
        self.chooser.display = False
        self._await_rest()
        self.set_interval(_SAVE_EVERY, self._save_when_calm)
        if not self.session.total:
            self.say("This article has no suggestions yet: `goldleaf suggest` proposes some.")

    def on_unmount(self) -> None:
        """Leave nothing that would be shown later."""
        if self._rest is not None:
            self._rest.cancel()

    def on_resize(self, event: events.Resize) -> None:
        """Say what is needed where the terminal is too small."""
        width, height = event.size
        self.call_after_refresh(self._fit_panels)
        if width < SMALLEST[0] or height < SMALLEST[1]:
            columns, rows = SMALLEST
            leave = self.keymap.shown("quit") or ALWAYS_QUITS
            self.query_one("#too-small", Static).update(
                f"This terminal has {width} columns and {height} rows.\n"
                f"Goldleaf needs {columns} and {rows}: make it larger, or press {leave} to quit."
            )

    def _fit_panels(self) -> None:
        self.header.renew()
        if self._chosen is not None and self.chooser.choosing is not None:
            self._choose(self.chooser.choosing, self._chosen)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Do what the key says, here and now."""
        if self.app.screen is not self:
            self._pass_on(event)
            return
        key = pressed_key(event.key, event.character)
        if self.prompt.asking and event.key != "escape":
            # the prompt's own bindings come after the screen
            if self._key_of_prompt(key):
                event.stop()
                event.prevent_default()
            return
        event.stop()
        event.prevent_default()
        self._last_key = time.monotonic()
        self._await_rest()
        self.view.spare_time.wait()
        if self.prompt.asking:
            self._leave_prompt()
            return
        self._press(key)

    @on(KeyLine.Pressed)
    def _clicked_key(self, message: KeyLine.Pressed) -> None:
        if self.app.screen is self and not self.prompt.asking:
            for key in message.key.split():
                self._press(key)

    def _press(self, key: str) -> None:
        if not self.view.is_on_screen:
            # too small a terminal: nothing is done that cannot be seen
            if self._is("quit", key):
                self.do_quit()
            return
        if self._begun is not None:
            self._go_further(key, self._begun)
            return
        if self._hinting is not None and self._key_of_hint(key, self._hinting):
            return
        if self._chosen is not None:
            self._key_of_choice(key)
            return
        self._do(key)

    def _pass_on(self, event: events.Key) -> None:
        """Give a key that was typed ahead to the screen that a key before it opened."""
        event.stop()
        event.prevent_default()
        again = events.Key(event.key, event.character)
        self.app.screen.call_after_refresh(self.app.post_message, again)

    def _do(self, key: str) -> None:
        action = self.keymap.action_for(key)
        if self._adjust(key):
            return
        if self.keymap.following(key):
            self._begin(key)
        elif action is not None:
            self.perform(action)
        elif (role := self._role_of(key)) is not None:
            self._fill_role(role)
        elif key in self._label_of:
            name = self._label_of[key]
            self._attempt(lambda: self.session.label(name), repeatable=True)
        elif key in self._attribute_of:
            name = self._attribute_of[key]
            self._attempt(lambda: self.session.set_attribute(name), repeatable=True)
        else:
            self.say(f"{visible(key)} does nothing here; {self._help_key} shows the keys.", True)

    def _role_of(self, key: str) -> Role | None:
        """The role whose capital *key* is, where an event is in focus."""
        item = self.session.item(self.session.focus)
        if item is None or not item.is_event:
            return None
        type_ = self.session.scheme.type_named.get(item.label)
        return capital_keys(type_.roles).get(key) if type_ else None

    def perform(self, action: Action) -> None:
        """Carry out *action*, or say why it is not possible now."""
        reason = action.why_not(self.session)
        if reason:
            self.say(reason, warning=True)
        elif action.command is not None:
            command = action.command
            self._attempt(lambda: command(self.session), repeatable=_is_repeatable(action))
            if action.id in ("done", "skip", "finish"):
                self._after_the_last()
        else:
            self.say("")
            cast("Callable[[], None]", getattr(self, f"do_{action.id}"))()

    # What is shown when the reviewer rests on something

    def _await_rest(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        loop = asyncio.get_running_loop()
        self._rest = loop.call_later(_REST_SECONDS, self.rested)

    def rested(self) -> None:
        """Show what is shown to a reviewer who rests."""
        self._rest = None
        # Textual may be taking the screen down, part by part
        with suppress(NoMatches):
            if self._begun is None:
                self._show_elsewhere()
            elif self._chosen is None and self.view.is_on_screen:
                self._offer_following(self._begun)

    def _show_elsewhere(self) -> None:
        """Show how many places the key for the same everywhere would decide, and where."""
        key = self.keymap.shown("propagate")
        if not key or self.session.target is None or self._hinting or not self.view.is_on_screen:
            return
        places = self.session.elsewhere()
        self.view.point_out(places)
        self.inspector.note(((key, "key"), (f" {len(places)} more", "dim")) if places else ())

    # Going further

    def do_go(self) -> None:
        """Wait for the key that says where to go."""
        self._begin("")

    def _begin(self, prefix: str) -> None:
        """Wait for the key that follows *prefix*; an empty one is that of ``go``."""
        self._begun = prefix
        self.say("")
        ways: dict[str, list[str]] = {}
        for key, action in self.keymap.following(prefix).items():
            ways.setdefault(_word_for(action), []).append(key)
        leave = Way(self._first("escape"), "leave")
        self.legend.show(*(Way(tuple(keys), word) for word, keys in ways.items()), leave)

    def _offer_following(self, prefix: str) -> None:
        """Show all that may follow *prefix*, with what it does."""
        begun = shown_key(prefix) if prefix else self.keymap.shown("go")
        choices = [
            Choice(
                action,
                _word_for(action) + (", back" if action.id.startswith("previous_") else ""),
                key,
                about=action.description,
                why_not=action.why_not(self.session),
            )
            for key, action in self.keymap.following(prefix).items()
        ]

        def perform(choice: Choice) -> None:
            self._begun = None
            self.perform(cast("Action", choice.value))

        self._choose(Choosing(f"{begun} …", choices, by_name=False), perform)

    def _go_further(self, key: str, prefix: str) -> None:
        following = self.keymap.following(prefix)
        if self._chosen is not None and key not in following:
            self._key_of_choice(key)
            if self.chooser.choosing is None:
                self._begun = None
            return
        self._begun = None
        self._stop_choosing()
        action = following.get(key)
        if action is not None:
            self.perform(action)
        elif not self._is("escape", key):
            before = shown_key(prefix) if prefix else self.keymap.shown("go")
            self.say(f"{visible(key)} goes nowhere after {before}.", warning=True)

    def do_go_top(self) -> None:
        """Move to the first word."""
        self.do_top()

    def do_go_bottom(self) -> None:
        """Move to the last word."""
        self.do_bottom()

    # Goldleaf

    def do_articles(self) -> None:
        """Show the list of articles."""
        self._list_articles()

    def _after_the_last(self) -> None:
        """Sum up when the article that was just closed was the last open one."""
        if self.session.status in (Status.DONE, Status.SKIPPED):
            self._list_articles("That was the last open article.")

    def _list_articles(self, heading: str = "") -> None:
        from .articles import ArticlesScreen  # noqa: PLC0415

        def open_article(article_id: str | None) -> None:
            if article_id is not None and article_id != self.session.article.id:
                self._attempt(lambda: self.session.open(article_id))

        session = self.session
        screen = ArticlesScreen(
            session.overview(), session.article.id, self.keymap, self._looks, heading
        )
        self.app.push_screen(screen, open_article)

    def do_violations(self) -> None:
        """List what the scheme does not allow of what is accepted."""
        from .listing import Listing  # noqa: PLC0415

        found = self.session.all_violations()
        if not found:
            self.say("The scheme allows everything that is accepted here.")
            return

        def row(item: Item | None, sentence: str, width: int) -> Line:
            where: Line = (("the article", "dim"), (" ", ""))
            if item is not None:
                words = surface(self.session, item.span, width // 3)
                where = ((words, "strong"), (" ", ""), label_run(item.label), (" ", ""))
            return apart(((" ! ", "warning"), (visible(sentence), "")), where, width)

        def go(index: int | None) -> None:
            item = found[index][0] if index is not None else None
            if item is not None:
                self._attempt(lambda: self.session.focus_on(item.id))

        def rows(width: int) -> list[Line]:
            return [row(item, sentence, width) for item, sentence in found]

        about = f"{len(found)} in this article"
        self._list(Listing("what the scheme does not allow", about, rows, "go there"), go)

    def do_history(self) -> None:
        """List what was decided on the annotation in focus; a row brings its state back."""
        from ..past import history  # noqa: PLC0415
        from .listing import Listing  # noqa: PLC0415

        item = self._target()
        past = history(self.session, item)

        def restore(row: int | None) -> None:
            if row is not None:
                self._attempt(lambda: self.session.restore(item.id, past[row].record))

        title = f"history of “{surface(self.session, item.span, 24)}”"
        about = visible(self.session.annotator)
        rows = [one.row for one in past]
        self._list(Listing(title, about, lambda _: rows, "bring back"), restore)

    def _list(self, listing: Listing, taken: Callable[[int | None], None]) -> None:
        from .listing import ListScreen  # noqa: PLC0415

        self.app.push_screen(ListScreen(listing, self.keymap, self._looks), taken)

    def do_help(self) -> None:
        """Show all keys."""
        from .help import HelpScreen  # noqa: PLC0415

        self.app.push_screen(HelpScreen(self.keymap, self.session.scheme, self._looks))

    def do_palette(self) -> None:
        """Find an action by its name."""
        from textual.command import CommandPalette  # noqa: PLC0415

        from ..palette import ActionProvider  # noqa: PLC0415

        palette = CommandPalette([ActionProvider], placeholder="Find an action…")
        self.app.push_screen(palette)

    def do_escape(self) -> None:
        """Leave what is begun: the selecting, the search, the focus."""
        if self._selecting:
            self.do_select()
        elif self.session.matches:
            self._attempt(lambda: self.session.search(""))
        else:
            self._attempt(self.session.release_focus)

    def do_suspend(self) -> None:
        """Go back to the shell for a while."""
        self.app.action_suspend_process()

    def do_quit(self) -> None:
        """Keep the place and leave."""
        self.app.call_later(self.app.action_quit)

    # Keeping the place

    def save(self) -> None:
        """Keep the place, so that the next review goes on exactly here."""
        self.session.save()

    def _save_when_calm(self) -> None:
        if time.monotonic() - self._last_key > _CALM_SECONDS:
            try:
                self.save()
            except GoldleafError as error:
                self.say(str(error), warning=True)


def _word_for(action: Action) -> str:
    return action.short or action.id.replace("_", " ")


def _is_repeatable(action: Action) -> bool:
    """Whether *action* decides something about whatever is targeted."""
    groups = (Group.DECIDE, Group.BOUNDARY)
    return action.group in groups and action.id not in ("undo", "redo")
