"""The screen of the review: it draws a session and binds keys to its commands."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static

from ...core.model import Argument, Event, GoldleafError, Span, Status
from ...core.model.visible import visible
from ...core.review import Item, Outcome, ReviewSession, Scope, Standing
from ...core.scheme import Role
from .. import choosing
from ..actions import Action, Context
from ..choosing import Choice, Choosing
from ..hinting import Hinting, Spot, hinted
from ..inspection import capital_keys, label_run, surface
from ..keymap import Keymap, pressed_key
from ..lines import Line, apart
from ..looks import Looks
from ..widgets.article_view import ArticleView
from ..widgets.chooser import Chooser
from ..widgets.header import Header
from ..widgets.inspector import Inspector
from ..widgets.legend import Legend
from ..widgets.message_line import MessageLine
from ..widgets.prompt import Prompt

if TYPE_CHECKING:
    from .listing import Listing

WIDE = 110
"""From how many columns on the inspector stands beside the text."""

SMALLEST = (60, 15)
"""Columns and rows below which there is no review."""

_SAVE_EVERY = 0.5
_CALM_SECONDS = 0.4
_REST_SECONDS = 0.15
"""How long no key is pressed before what takes longer to find out is shown."""

Chosen = Callable[[Choice], object]


class ReviewScreen(Screen[None]):
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
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (SMALLEST[1], "-high")]  # noqa: RUF012 - as above

    view = getters.query_one(ArticleView)
    header = getters.query_one(Header)
    inspector = getters.query_one(Inspector)
    message = getters.query_one(MessageLine)
    legend = getters.query_one(Legend)
    chooser = getters.query_one(Chooser)
    prompt = getters.query_one(Prompt)

    def __init__(
        self, session: ReviewSession, workspace_name: str, keymap: Keymap, looks: Looks
    ) -> None:
        super().__init__()
        self.session = session
        self.keymap = keymap
        self._workspace_name = workspace_name
        self._looks = looks
        self._label_of = {one.key: one.name for one in session.scheme.labels if one.key}
        self._attribute_of = {one.key: one.name for one in session.scheme.attributes if one.key}
        self._chosen: Chosen | None = None
        self._hinting: Hinting | None = None
        self._going = False
        self._selecting = False
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
        inspector = Inspector(session, looks)
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
            self.query_one("#too-small", Static).update(
                f"This terminal has {width} columns and {height} rows.\n"
                f"Goldleaf needs {columns} and {rows}: make it larger, or press q to quit."
            )

    def _fit_panels(self) -> None:
        self._stop_hinting()
        self.header.renew()
        if self._chosen is not None and self.chooser.choosing is not None:
            self._choose(self.chooser.choosing, self._chosen)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Do what the key says, here and now."""
        key = pressed_key(event.key, event.character)
        if self.prompt.asking and event.key != "escape":
            # the prompt's own bindings come after the screen
            return
        event.stop()
        event.prevent_default()
        self._last_key = time.monotonic()
        self._await_rest()
        if self.prompt.asking:
            self._leave_prompt()
            return
        if not self.view.is_on_screen:
            # too small a terminal: nothing is done that cannot be seen
            if self._is("quit", key):
                self.do_quit()
            return
        if self._going:
            self._go_further(key)
            return
        if self._hinting is not None:
            self._key_of_hint(key, self._hinting)
            return
        if self._chosen is not None and self._key_of_choice(key):
            return
        self._do(key)

    def _do(self, key: str) -> None:
        action = self.keymap.action_for(key)
        if action is not None:
            self.perform(action)
        elif (role := self._role_of(key)) is not None:
            self._hint_fillers(role)
        elif key in self._label_of:
            name = self._label_of[key]
            self._attempt(lambda: self.session.label(name))
        elif key in self._attribute_of:
            name = self._attribute_of[key]
            self._attempt(lambda: self.session.set_attribute(name))
        else:
            self.say(f"{visible(key)} does nothing here; {self._help_key} shows the keys.", True)

    def _role_of(self, key: str) -> Role | None:
        """The role whose capital *key* is, where an event is in focus."""
        item = self.session.item(self.session.focus)
        if item is None or not item.is_event:
            return None
        type_ = self.session.scheme.type_named.get(item.label)
        return capital_keys(type_.roles).get(key) if type_ else None

    @property
    def _help_key(self) -> str:
        return self.keymap.shown("help") or "the help"

    def _is(self, id: str, key: str) -> bool:
        return key in self.keymap.action(id).keys

    def perform(self, action: Action) -> None:
        """Carry out *action*, or say why it is not possible now."""
        reason = action.why_not(self.session)
        if reason:
            self.say(reason, warning=True)
        elif action.command is not None:
            command = action.command
            self._attempt(lambda: command(self.session))
            if action.id in ("done", "skip"):
                self._after_the_last()
        else:
            cast("Callable[[], None]", getattr(self, f"do_{action.id}"))()

    def _attempt(self, command: Callable[[], Outcome]) -> bool:
        """Run *command* and draw what it did; whether it did anything."""
        pending = self.session.items.pending_count
        article = self.session.article.id
        self._selecting = False
        try:
            outcome = command()
        except GoldleafError as error:
            self.say(str(error), warning=True)
            return False
        if pending and not self.session.items.pending_count and article == self.session.article.id:
            done = self.keymap.shown("done")
            more = f"Nothing is left here; {done} marks the article done and goes on."
            outcome = replace(outcome, message=f"{outcome.message} {more}".strip())
        self.show(outcome)
        return outcome.scope is not Scope.NONE

    def show(self, outcome: Outcome) -> None:
        """Draw what *outcome* changed."""
        if outcome.scope is not Scope.NONE:
            self.view.apply(outcome)
            self.inspector.note(())
            self.inspector.renew()
            self.header.renew()
            self.legend.renew()
        self.say(outcome.message, warning=outcome.scope is Scope.NONE)

    def say(self, text: str, warning: bool = False) -> None:
        """Show *text* until the next key."""
        if text != self.message.text:
            self.message.say(text, warning=warning)

    # What is shown when the reviewer rests on something

    def _await_rest(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        loop = asyncio.get_running_loop()
        self._rest = loop.call_later(_REST_SECONDS, self._show_elsewhere)

    def _show_elsewhere(self) -> None:
        """Show how many places the key for the same everywhere would decide, and where."""
        self._rest = None
        key = self.keymap.shown("propagate")
        if not key or self.session.focus is None or self._hinting or not self.view.is_on_screen:
            return
        places = self.session.elsewhere()
        self.view.point_out(places)
        self.inspector.note(((key, "key"), (f" {len(places)} more", "dim")) if places else ())

    # Choosing

    def _choose(self, choices: Choosing, chosen: Chosen) -> None:
        """Offer *choices*; *chosen* gets the one that is taken."""
        wide = self.has_class("-wide")
        width = self.inspector.size.width if wide else self.size.width
        self._chosen = chosen
        covered = self.chooser.open(choices, width, column=wide)
        if covered:
            self._uncover_selection(covered - self.inspector.size.height - 1)
        if choices.passing:
            self.legend.show(("letter", "choose"), ("any other key", "go on"))
        else:
            ways = [("letter", "choose"), ("↑ ↓", "mark"), ("enter", "take"), ("esc", "leave")]
            self.legend.show(*ways)

    def _uncover_selection(self, covered: int) -> None:
        """Scroll the text where the selection is on its last *covered* lines."""
        view = self.view
        line = view.line_of(self.session.selection.start) - view.scroll_offset.y
        hidden = line - (view.size.height - covered - 1)
        if hidden > 0:
            view.scroll_lines(hidden)

    def _stop_choosing(self) -> None:
        self._chosen = None
        self.chooser.close()
        self.legend.show()

    def _key_of_choice(self, key: str) -> bool:
        """Whether *key* was for the choices."""
        choices = self.chooser.choosing
        assert choices is not None
        action = None if choices.passing else self.keymap.action_for(key, Context.CHOICE)
        if action is not None:
            self._move_in_choices(action.id, choices)
            return True
        if choices.passing and self._is("escape", key):
            self._stop_choosing()
            return True
        if len(key) > 1:
            if choices.passing:
                self._stop_choosing()
            return not choices.passing
        try:
            choice = choices.press(key)
        except LookupError:
            if choices.passing:
                self._stop_choosing()
                return False
            self.say(f"Nothing here has {visible(key)} as its key or goes on with it.", True)
            return True
        if choice is not None:
            self._take(choice)
        else:
            self.chooser.renew()
        return True

    def _move_in_choices(self, id: str, choices: Choosing) -> None:
        match id:
            case "choice_down":
                choices.go(1)
            case "choice_up":
                choices.go(-1)
            case "choice_erase":
                choices.erase()
            case "choose" if choices.marked is not None:
                self._take(choices.marked)
                return
            case "choice_leave":
                self._stop_choosing()
                return
        self.chooser.renew()

    def _take(self, choice: Choice) -> None:
        if choice.why_not:
            self.say(choice.why_not, warning=True)
            return
        chosen = self._chosen
        self._stop_choosing()
        if chosen is not None:
            chosen(choice)

    @on(Chooser.Picked)
    def _picked(self, message: Chooser.Picked) -> None:
        self._take(message.choice)

    # Going further

    def do_go(self) -> None:
        """Wait for the key that says where to go."""
        self._going = True
        ways: dict[str, list[str]] = {}
        for action in self.keymap.actions:
            if action.context is Context.GO and action.keys:
                ways.setdefault(action.short, []).append(self.keymap.shown(action.id))
        self.legend.show(*((" ".join(keys), word) for word, keys in ways.items()))

    def _go_further(self, key: str) -> None:
        self._going = False
        self.legend.show()
        action = self.keymap.action_for(key, Context.GO)
        if action is not None:
            self.perform(action)
        elif not self._is("escape", key):
            go = self.keymap.shown("go")
            self.say(f"{visible(key)} goes nowhere after {go}.", warning=True)

    def do_go_top(self) -> None:
        """Move to the first word."""
        self.do_top()

    def do_go_bottom(self) -> None:
        """Move to the last word."""
        self.do_bottom()

    # Letters on the text

    def _hint(self, hinting: Hinting) -> None:
        """Put letters on the text and wait for them to be typed."""
        if not hinting.hints:
            self.say("There is nothing in view to put letters on.", warning=True)
            return
        self._hinting = hinting
        self.view.show_letters(hinting.letters)
        self.say(hinting.title)
        ways = [("letters", "choose")]
        if hinting.words is not None:
            ways.append((self.keymap.shown("letters_words"), "words"))
        if hinting.take is not None:
            ways.append((self.keymap.shown("letters_take"), "take"))
        self.legend.show(*ways, (self.keymap.shown("letters_leave"), "leave"))

    def _stop_hinting(self) -> None:
        if self._hinting is not None:
            self._hinting = None
            self.view.show_letters([])
            self.legend.show()

    def _key_of_hint(self, key: str, hinting: Hinting) -> None:
        action = self.keymap.action_for(key, Context.LETTERS)
        match action.id if action else "":
            case "letters_leave":
                self._stop_hinting()
                self.say("")
            case "letters_words" if hinting.words is not None:
                self._stop_hinting()
                hinting.words()
            case "letters_take" if hinting.take is not None:
                self._stop_hinting()
                hinting.take()
            case "letters_erase":
                hinting.erase()
                self.view.show_letters(hinting.letters)
            case _:
                self._type_letter(key, hinting)

    def _type_letter(self, key: str, hinting: Hinting) -> None:
        try:
            hint = hinting.press(key)
        except LookupError:
            leave = self.keymap.shown("letters_leave")
            self.say(f"No letters go on with {visible(key)}; {leave} leaves.", warning=True)
            return
        if hint is None:
            self.view.show_letters(hinting.letters)
        elif hint.why_not:
            self.say(hint.why_not, warning=True)
        else:
            self._stop_hinting()
            hinting.chosen(hint.spot)

    def do_hints(self) -> None:
        """Put letters on the mentions in view, to go to one; while selecting on the words."""
        spots = [spot for spot in self.view.mentions_in_view() if spot.value != self.session.focus]
        if self._selecting or not spots:
            self.do_hint_words()
            return
        self._hint(
            Hinting(
                "Go to a mention.",
                hinted(spots, self.session.selection.start),
                lambda spot: self._attempt(lambda: self.session.focus_on(str(spot.value))),
                words=self.do_hint_words,
            )
        )

    def do_hint_words(self) -> None:
        """Put letters on the words in view, to put the cursor there."""

        def go(spot: Spot) -> None:
            self._move(lambda extend: self.session.place_cursor(spot.start, extend=extend))

        hints = hinted(self.view.words_in_view(), self.session.selection.start)
        self._hint(Hinting("Go to a word.", hints, go))

    # Deciding and building

    def do_relabel(self) -> None:
        """Choose another label or type."""
        item = self._target()
        title = f"“{surface(self.session, item.span, 20)}” is"
        offer = choosing.event_types if item.is_event else choosing.labels
        self._choose(
            offer(self.session, title, item.label),
            lambda choice: self._attempt(lambda: self.session.relabel(str(choice.value))),
        )

    def do_add_entity(self) -> None:
        """Choose the label of a new entity."""
        words = surface(self.session, self.session.selection, 20)
        self._choose(
            choosing.labels(self.session, f"Add “{words}” as"),
            lambda choice: self._attempt(lambda: self.session.add_entity(str(choice.value))),
        )

    def do_add_event(self) -> None:
        """Choose the type of a new event, then offer its roles."""
        words = surface(self.session, self.session.selection, 20)

        def add(choice: Choice) -> None:
            if self._attempt(lambda: self.session.add_event(str(choice.value))):
                self._offer_roles(passing=True)

        self._choose(choosing.event_types(self.session, f"Event “{words}” of type"), add)

    def do_role(self) -> None:
        """Choose a role of the event, then who fills it."""
        self._offer_roles(passing=False)

    def _offer_roles(self, *, passing: bool) -> None:
        item = self._target()
        event = item.annotation
        assert isinstance(event, Event)
        choices = choosing.roles(self.session, event, passing=passing)
        if choices.choices:
            self._choose(
                choices,
                lambda choice: self._offer_fillers(cast("Role", choice.value), passing=passing),
            )
        elif not passing:
            self.say(f"The scheme gives {event.type} no roles.", warning=True)

    def _offer_fillers(self, role: Role, *, passing: bool) -> None:
        item = self._target()
        event = item.annotation
        assert isinstance(event, Event)

        def fill(choice: Choice) -> None:
            if self._fill(event, role, cast("str | Span", choice.value)) and passing:
                self._offer_roles(passing=True)

        self._choose(choosing.fillers(self.session, item, event, role), fill)

    def _fill(self, event: Event, role: Role, filler: str | Span) -> bool:
        """Let *filler* fill *role*, or take it out where it does already."""
        present = Argument(role.name, filler) in event.arguments
        change = self.session.clear_role if present else self.session.set_role
        return self._attempt(lambda: change(role.name, filler))

    def _hint_fillers(self, role: Role) -> None:
        """Put letters on the mentions in view: the chosen one fills *role*, or leaves it."""
        item = self._target()
        event = item.annotation
        assert isinstance(event, Event)
        now = {one.filler for one in event.arguments if one.role == role.name}
        found = {spot: self.session.item(str(spot.value)) for spot in self.view.mentions_in_view()}
        candidates = {
            spot: "" if other.id in now else choosing.may_fill(other, role)
            for spot, other in found.items()
            if other is not None
            and other.id != item.id
            and (other.standing is not Standing.REJECTED or other.id in now)
        }
        title = f"{visible(role.name)} of {visible(event.type)}"

        def of_words() -> None:
            self._hint_span(title, lambda span: self._fill(event, role, span))

        if not candidates:
            of_words()
            return
        self._hint(
            Hinting(
                f"{title}: which mention?",
                hinted(candidates, item.span.start, candidates.__getitem__),
                lambda spot: self._fill(event, role, spot.value),
                words=of_words,
            )
        )

    def _hint_span(self, title: str, chosen: Callable[[Span], object]) -> None:
        """Put letters on the words in view, to choose one, then up to which other."""

        def extend(first: Spot) -> None:
            span = cast("Span", first.value)
            self.view.point_out([span])

            def take(last: Spot) -> None:
                start, end = cast("Span", last.value)
                chosen(Span(min(span.start, start), max(span.end, end)))

            words = surface(self.session, span, 20)
            hints = hinted(self.view.words_in_view(), first.start)
            asking = f"{title}: “{words}”, or up to which word?"
            self._hint(Hinting(asking, hints, take, take=lambda: chosen(span)))

        hints = hinted(self.view.words_in_view(), self.session.selection.start)
        self._hint(Hinting(f"{title}: which word?", hints, extend))

    def do_attribute(self) -> None:
        """Choose a value of an attribute."""

        def put(choice: Choice) -> None:
            name, value = cast("tuple[str, str]", choice.value)
            self._attempt(lambda: self.session.set_attribute(name, value))

        self._choose(choosing.attribute_values(self.session, self._target()), put)

    def _target(self) -> Item:
        item = self.session.target
        assert item is not None
        return item

    # Moving about

    def do_select(self) -> None:
        """Begin or end selecting."""
        if self._selecting:
            self._selecting = False
            self.say("")
            return
        if self.session.focus is not None:
            self.show(self.session.place_cursor(self.session.selection.start))
        self._selecting = True
        leave = self.keymap.shown("select")
        self.say(f"Selecting: move to extend, {leave} ends it.")

    def _move(self, command: Callable[[bool], Outcome]) -> None:
        """Move the cursor; while selecting, the selection extends."""
        selecting = self._selecting
        self._attempt(lambda: command(selecting))
        self._selecting = selecting

    def do_word_left(self) -> None:
        """Move a word to the left."""
        self._move(lambda extend: self.session.move_cursor(-1, extend=extend))

    def do_word_right(self) -> None:
        """Move a word to the right."""
        self._move(lambda extend: self.session.move_cursor(1, extend=extend))

    def do_line_down(self) -> None:
        """Move a line down."""
        self._move_lines(1)

    def do_line_up(self) -> None:
        """Move a line up."""
        self._move_lines(-1)

    def do_extend_down(self) -> None:
        """Extend the selection a line down."""
        self._extend_lines(1)

    def do_extend_up(self) -> None:
        """Extend the selection a line up."""
        self._extend_lines(-1)

    def do_next_sentence(self) -> None:
        """Move to the next sentence."""
        self._move(lambda extend: self.session.move_sentence(1, extend=extend))

    def do_previous_sentence(self) -> None:
        """Move to the sentence before."""
        self._move(lambda extend: self.session.move_sentence(-1, extend=extend))

    def do_page_down(self) -> None:
        """Move a page down."""
        self._move_lines(max(self.view.size.height - 2, 1))

    def do_page_up(self) -> None:
        """Move a page up."""
        self._move_lines(-max(self.view.size.height - 2, 1))

    def do_top(self) -> None:
        """Move to the first word."""
        self._move(lambda extend: self.session.place_cursor(0, extend=extend))

    def do_bottom(self) -> None:
        """Move to the last word."""
        end = len(self.session.article.text)
        self._move(lambda extend: self.session.place_cursor(end, extend=extend))

    def _offset_by(self, lines: int) -> int:
        return self.view.offset_below(lines) if lines > 0 else self.view.offset_above(-lines)

    def _move_lines(self, lines: int) -> None:
        offset = self._offset_by(lines)
        self._move(lambda extend: self.session.place_cursor(offset, extend=extend))

    def _extend_lines(self, lines: int) -> None:
        offset = self._offset_by(lines)
        self._attempt(lambda: self.session.place_cursor(offset, extend=True))

    def do_scroll_down(self) -> None:
        """Scroll a line down; the cursor stays."""
        self._scroll(1)

    def do_scroll_up(self) -> None:
        """Scroll a line up; the cursor stays."""
        self._scroll(-1)

    def _scroll(self, lines: int) -> None:
        self.view.scroll_lines(lines)

    @on(ArticleView.Pointed)
    def _pointed(self, message: ArticleView.Pointed) -> None:
        session = self.session
        self._selecting = False
        self._stop_hinting()
        if message.extend:
            self.show(session.place_cursor(message.offset, extend=True))
        else:
            self.show(session.focus_at(message.offset))

    # Prompts

    def do_search(self) -> None:
        """Ask what to search."""
        self._ask("search", "search")

    def do_comment(self) -> None:
        """Ask for a comment."""
        item = self.session.target
        about = f"on “{surface(self.session, item.span, 20)}”" if item else "on the article"
        old = self.session.comment_on(item.id if item else "")
        self._ask("comment", f"comment {about}", old.text if old else "")

    def _ask(self, asking: str, question: str, text: str = "") -> None:
        self.legend.display = False
        self.prompt.ask(asking, question, text)

    def _leave_prompt(self) -> None:
        self.prompt.close()
        self.legend.display = True

    @on(Prompt.Answered)
    def _answered(self, message: Prompt.Answered) -> None:
        asking = self.prompt.asking
        self._leave_prompt()
        if asking == "search":
            self._attempt(lambda: self.session.search(message.text))
        elif asking == "comment":
            self._attempt(lambda: self.session.comment(message.text))

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

        def rows(width: int) -> list[Line]:
            return [
                apart(
                    ((" ! ", "warning"), (visible(sentence), "")),
                    (
                        (surface(self.session, item.span, width // 3), "strong"),
                        (" ", ""),
                        label_run(item.label),
                        (" ", ""),
                    ),
                    width,
                )
                for item, sentence in found
            ]

        def go(row: int | None) -> None:
            if row is not None:
                self._attempt(lambda: self.session.focus_on(found[row][0].id))

        about = f"{len(found)} in this article"
        self._list(Listing("what the scheme does not allow", about, rows, "go there"), go)

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
