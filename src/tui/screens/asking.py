"""What a screen asks of the reviewer: to choose from a list, by letters on the text, or to type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from textual import getters, on
from textual.screen import Screen

from ...core.model import GoldleafError, Span
from ...core.model.visible import visible
from ...core.review import Item, Outcome, ReviewSession, Scope
from ..actions import Action, Context
from ..choosing import Choice, Choosing
from ..hinting import LETTERS, Hint, Hinting, Spot, hinted
from ..inspection import surface
from ..keymap import Keymap
from ..looks import Looks
from ..widgets.article_view import ArticleView
from ..widgets.chooser import Chooser
from ..widgets.header import Header
from ..widgets.inspector import Inspector
from ..widgets.key_line import Way
from ..widgets.legend import Legend
from ..widgets.message_line import MessageLine
from ..widgets.prompt import Prompt

Chosen = Callable[[Choice], object]

_UNCOVERED = 3
"""So many lines of text are left in view beside a list of choices."""


class Asking(Screen[None]):
    """Carries out commands of the session and asks for what they need to know."""

    view = getters.query_one(ArticleView)
    header = getters.query_one(Header)
    inspector = getters.query_one(Inspector)
    message = getters.query_one(MessageLine)
    legend = getters.query_one(Legend)
    chooser = getters.query_one(Chooser)
    prompt = getters.query_one(Prompt)

    def __init__(self, session: ReviewSession, keymap: Keymap, looks: Looks) -> None:
        super().__init__()
        self.session = session
        self.keymap = keymap
        self._looks = looks
        self._chosen: Chosen | None = None
        self._question = ""
        self._answer: Callable[[str], object] = str
        self._typing: Callable[[str], object] | None = None
        self._turn: Callable[[], str] | None = None
        self._refused = False
        self._hinting: Hinting | None = None
        self._is_selecting = False
        self._begun: str | None = None
        self._again: Callable[[], Outcome] | None = None

    # Commands

    @property
    def _selecting(self) -> bool:
        """Whether what moves the cursor extends the selection."""
        return self._is_selecting

    @_selecting.setter
    def _selecting(self, selecting: bool) -> None:
        if selecting is not self._is_selecting:
            self._is_selecting = selecting
            self.legend.select(selecting)

    @property
    def _help_key(self) -> str:
        return self.keymap.shown("help") or "the help"

    def _first(self, id: str) -> tuple[str, ...]:
        """The key that is shown for action *id*, if it has one."""
        return self.keymap.action(id).keys[:1]

    def perform(self, action: Action) -> None:
        """Carry out *action*, or say why it is not possible now."""
        raise NotImplementedError

    def _is(self, id: str, key: str) -> bool:
        return key in self.keymap.action(id).keys

    def _attempt(self, command: Callable[[], Outcome], *, repeatable: bool = False) -> bool:
        """Run *command* and draw what it did; whether it did anything.

        A *repeatable* one acts on whatever is targeted, and can be done again elsewhere.
        """
        pending = self.session.items.pending_count
        article = self.session.article.id
        self._selecting = False
        try:
            outcome = command()
        except GoldleafError as error:
            self._refuse(error)
            return False
        if pending and not self.session.items.pending_count and article == self.session.article.id:
            key = self.keymap.shown("done")
            more = f"Nothing is left here; {key} marks it done."
            outcome = replace(outcome, message=f"{outcome.message} {more}".strip())
        self.show(outcome)
        done = outcome.scope is not Scope.NONE
        if done and repeatable:
            self._again = command
        return done

    def _refuse(self, error: GoldleafError) -> None:
        """Say why something could not be done; what was typed for it is kept."""
        self._refused = True
        self.say(str(error), warning=True)

    def do_repeat(self) -> None:
        """Do what was decided last on what is targeted now."""
        if self._again is None:
            self.say("Nothing was decided yet that could be done again here.", warning=True)
        else:
            self._attempt(self._again)

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

    # Choosing

    def _choose(self, choices: Choosing, chosen: Chosen) -> None:
        """Offer *choices*; *chosen* gets the one that is taken."""
        wide = self.has_class("-wide") or self.has_class("-vast")
        width = self.inspector.size.width if wide else self.size.width
        self._chosen = chosen
        room = self.view.size.height + self.inspector.size.height + 1 - _UNCOVERED
        covered = self.chooser.open(choices, width, room, column=wide)
        self.view.cover(max(covered - self.inspector.size.height - 1, 0) if covered else 0)
        letter = Way(("letter",), "choose")
        mark = Way((*self._first("choice_up"), *self._first("choice_down")), "mark")
        take = Way(self._first("choose"), "take")
        self.legend.show(letter, mark, take, Way(self._first("choice_leave"), "leave"))

    def _stop_choosing(self) -> None:
        self._chosen = None
        self.chooser.close()
        self.view.cover(0)
        self.legend.show()

    def _key_of_choice(self, key: str) -> None:
        choices = self.chooser.choosing
        assert choices is not None
        self.say("")
        action = self.keymap.action_for(key, Context.CHOICE)
        if action is not None:
            self._move_in_choices(action.id, choices)
            return
        if len(key) > 1:
            return
        try:
            choice = choices.press(key)
        except LookupError:
            goes_on = " or goes on with it" if choices.by_name else ""
            self.say(f"Nothing here has {visible(key)} as its key{goes_on}.", True)
            return
        if choice is not None:
            self._take(choice)
        else:
            self.chooser.renew()

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

    # Letters on the text

    def _hint(self, hinting: Hinting) -> None:
        """Put letters on the text and wait for them to be typed."""
        if not hinting.hints:
            self.say("There is nothing in view to put letters on.", warning=True)
            return
        self._hinting = hinting
        self.view.show_letters(hinting.letters)
        self.say(hinting.title)
        ways = [Way(("letters",), "choose")]
        if hinting.words is not None:
            ways.append(Way(self._first("letters_words"), "words"))
        if hinting.take is not None:
            ways.append(Way(self._first("letters_take"), "take"))
        self.legend.show(*ways, Way(self._first("letters_leave"), "leave"))

    @on(ArticleView.Resized)
    def _hint_anew(self) -> None:
        """Put the letters where they belong now."""
        hinting = self._hinting
        if hinting is None:
            return
        hinting.lay()
        if hinting.hints:
            self.view.show_letters(hinting.letters)
            self.say(hinting.title)
        else:
            self._stop_hinting()
            self.say("")

    def _stop_hinting(self) -> None:
        if self._hinting is not None:
            self._hinting = None
            self.view.show_letters([])
            self.legend.show()

    def _key_of_hint(self, key: str, hinting: Hinting) -> bool:
        """Whether *key* was for the letters; what is not ends them."""
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
                self.say(hinting.title)
            case _ if hinting.other is not None and not hinting.is_letter(key):
                return hinting.other(key)
            case _:
                self._type_letter(key, hinting)
        return True

    def _type_letter(self, key: str, hinting: Hinting) -> None:
        try:
            hint = hinting.press(key)
        except LookupError:
            leave = self.keymap.shown("letters_leave")
            self.say(f"No letters go on with {visible(key)}; {leave} leaves.", warning=True)
            return
        if hint is None:
            self.view.show_letters(hinting.letters)
            self.say(hinting.title)
        else:
            self._take_hint(hint, hinting)

    def _take_hint(self, hint: Hint, hinting: Hinting) -> None:
        if hint.why_not:
            self.say(hint.why_not, warning=True)
        else:
            self._stop_hinting()
            hinting.chosen(hint.spot)

    def _hint_span(self, title: str, chosen: Callable[[Span], object]) -> None:
        """Put letters on the words in view, to choose one, then up to which other."""
        near = self.session.selection.start
        self._hint(
            Hinting(
                f"{title}: which word?",
                lambda: hinted(self.view.words_in_view(), near),
                lambda spot: self._hint_end(title, spot, chosen),
            )
        )

    def _hint_end(
        self,
        title: str,
        first: Spot,
        chosen: Callable[[Span], object],
        *,
        other: Callable[[str], bool] | None = None,
        letters: str = LETTERS,
    ) -> None:
        """Put letters on the words in view, up to one of which the words from *first* on go.

        *other* is what to do with a key that is no letter.
        """
        span = cast("Span", first.value)
        self.view.point_out([span])

        def take(last: Spot) -> None:
            start, end = cast("Span", last.value)
            chosen(Span(min(span.start, start), max(span.end, end)))

        self._hint(
            Hinting(
                f"{title}: “{surface(self.session, span, 20)}”, or up to which word?",
                lambda: hinted(self.view.words_in_view(), first.start, letters=letters),
                take,
                take=lambda: chosen(span),
                other=other,
            )
        )

    def _target(self) -> Item:
        item = self.session.target
        assert item is not None
        return item

    # Typing

    def _ask(
        self,
        question: str,
        answer: Callable[[str], object],
        text: str = "",
        *,
        typing: Callable[[str], object] | None = None,
        turn: Callable[[], str] | None = None,
    ) -> None:
        """Ask *question*; *answer* gets what is typed, *text* being there to be changed.

        *typing* gets it whenever it changes. *turn* is for a key of its own: it turns to
        another way of asking, and gives the question for that.
        """
        self._question = question
        self._answer = answer
        self._typing = typing
        self._turn = turn
        self.legend.display = False
        self.prompt.ask(question, text)

    def _leave_prompt(self) -> None:
        self.prompt.close()
        self.legend.display = True
        self.say("")
        self.view.point_out(())

    def _key_of_prompt(self, key: str) -> bool:
        """Whether *key* was for the prompt as a whole and not to be typed."""
        action = self.keymap.action_for(key, Context.PROMPT)
        if action is None or self._turn is None:
            return False
        self._question = self._turn()
        self.prompt.put(self._question)
        if self._typing is not None:
            self._typing(self.prompt.text)
        return True

    @on(Prompt.Changed)
    def _typed(self, message: Prompt.Changed) -> None:
        if self.prompt.asking and self._typing is not None:
            self._typing(message.text)

    @on(Prompt.Answered)
    def _answered(self, message: Prompt.Answered) -> None:
        question, answer, typing, turn = self._question, self._answer, self._typing, self._turn
        self._leave_prompt()
        self._refused = False
        answer(message.text)
        if self._refused:
            self._ask(question, answer, message.text, typing=typing, turn=turn)
