"""Which entry of the knowledge base an entity is linked to: sought as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events, getters, on
from textual.app import ComposeResult
from textual.screen import Screen

from ...core.knowledge import Entry
from ...core.model import GoldleafError
from ...core.model.visible import visible
from ..actions import Context
from ..keymap import Keymap, pressed_key
from ..lines import Line, apart, clip, pad, wrap
from ..looks import Looks
from ..widgets.key_line import KeyLine, KeysOf
from ..widgets.panel import Panel
from ..widgets.row_list import RowList

_WAYS = (
    (("link_take",), "link"),
    (("link_up", "link_down"), "go"),
    ((), "find"),
    (("link_clear",), "clear"),
    (("link_off",), "take off"),
    (("link_leave",), "back"),
)
_CONTEXT_LINES = 2
_NAME = 34
_ID = 14


class Sought(NamedTuple):
    """What is linked: its words, where they stand, and the link it has."""

    words: str
    context: str
    link: str
    search: Callable[[str], Sequence[Entry]]


class _Heading(Panel):
    """What is linked, in its context, and what was typed."""

    def __init__(self, screen: LinkScreen, looks: Looks) -> None:
        super().__init__(looks, id="heading")
        self._screen_of = screen

    def build(self, width: int, height: int) -> list[Line]:
        """The title, the context, and a rule."""
        del height
        screen = self._screen_of
        left: Line = ((" goldleaf  ", "accent"), (f"link “{screen.sought.words}”", "strong"))
        typed: Line = (("find ", "dim"), (visible(screen.typed), "key"), ("▏", "accent"), (" ", ""))
        said = wrap(screen.sought.context, width - 4, _CONTEXT_LINES)
        context: list[Line] = [((f"  {line}", "dim"),) for line in said]
        context += [()] * (_CONTEXT_LINES - len(context))
        message: Line = ((f" {screen.problem} ", "warning"),) if screen.problem else ()
        rule: Line = (*message, ("─" * width, "rule"))
        return [apart(left, typed, width), *context, rule]


class LinkScreen(Screen[str | None]):
    """Gives the id that is chosen; an empty one takes the link off, ``None`` leaves it."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False

    rows = getters.query_one(RowList)
    heading = getters.query_one(_Heading)

    def __init__(self, sought: Sought, keymap: Keymap, looks: Looks) -> None:
        super().__init__()
        self.sought = sought
        self.typed = sought.words
        self.problem = ""
        self._is_first = True
        self._found: Sequence[Entry] = ()
        self._keymap = keymap
        self._looks = looks

    def compose(self) -> ComposeResult:
        """The heading, what is found, and the keys."""
        yield _Heading(self, self._looks)
        yield RowList(self._looks)
        yield KeysOf(self._keymap, _WAYS, self._looks)

    def on_mount(self) -> None:
        """Seek the words of the mention first."""
        self._seek(self.typed)
        self._is_first = True

    def on_resize(self, event: events.Resize) -> None:
        """Fit the rows to the width."""
        self._show(event.size.width, max(self.rows.marked, 0))

    def on_key(self, event: events.Key) -> None:
        """Go about in what is found, or seek something else."""
        event.stop()
        event.prevent_default()
        if self.app.screen is self:
            self._press(pressed_key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Seek what is pasted."""
        event.stop()
        self._seek(self._before + " ".join(event.text.split()))

    @on(KeyLine.Pressed)
    def _clicked_key(self, message: KeyLine.Pressed) -> None:
        if self.app.screen is self:
            self._press(message.key)

    @on(RowList.Clicked)
    def _clicked(self, message: RowList.Clicked) -> None:
        if self.app.screen is self:
            self._take(message.row)

    @property
    def _before(self) -> str:
        """What a letter is put after: the first one takes the place of the mention's words."""
        return "" if self._is_first else self.typed

    def _press(self, key: str) -> None:
        action = self._keymap.action_for(key, Context.LINK)
        if action is None:
            if key == "space" or len(key) == 1:
                space = key == "space"
                self._seek((self.typed if space else self._before) + (" " if space else key))
            return
        page = max(self.rows.size.height - 1, 1)
        steps = {"link_down": 1, "link_up": -1, "link_page_down": page, "link_page_up": -page}
        if action.id in steps:
            self.rows.mark(max(self.rows.marked + steps[action.id], 0))
        elif action.id == "link_take":
            self._take(self.rows.marked)
        elif action.id == "link_erase":
            self._seek(self.typed[:-1])
        elif action.id == "link_clear":
            self._seek("")
        else:
            self.dismiss("" if action.id == "link_off" else None)

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self.dismiss(self._found[row].id)
        elif typed := self.typed.strip():
            self.dismiss(typed)

    def _seek(self, typed: str) -> None:
        self.typed = typed
        self._is_first = False
        try:
            self._found = self.sought.search(typed)
            self.problem = ""
        except GoldleafError as error:
            self._found, self.problem = (), str(error)
        self._show(self.size.width, 0)
        self.heading.renew()

    def _show(self, width: int, marked: int) -> None:
        rows = [self._row(entry, width - 1) for entry in self._found]
        if typed := visible(self.typed.strip()):
            rows.append(
                ((" use ", "dim"), (clip(typed, width - 20), "strong"), (" as the id", "dim"))
            )
        self.rows.show(rows, marked)

    def _row(self, entry: Entry, width: int) -> Line:
        here = ("●", "good") if entry.id == self.sought.link else (" ", "")
        also = f"  also {', '.join(entry.aliases)}" if entry.aliases else ""
        left: Line = (
            here,
            (" ", ""),
            (pad(visible(entry.label), min(_NAME, width // 2)), "strong"),
            ("  ", ""),
            (visible(entry.description), ""),
            (visible(also), "faint"),
        )
        return apart(left, ((clip(visible(entry.id), _ID), "dim"),), width)
