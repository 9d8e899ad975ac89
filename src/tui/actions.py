"""The one table of actions: everything a reviewer can do, and with which keys.

Bindings, legend, help, command palette, ``goldleaf keys``, ``docs/keys.md`` and the
check of a user's own keys all come from it. Keys are in lower case, punctuation or
with ctrl, since capital letters and digits belong to the labels of the scheme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from ..core.model import Status
from ..core.review.items import Standing

if TYPE_CHECKING:
    from ..core.review import Outcome, ReviewSession

Command = Callable[["ReviewSession"], "Outcome"]
UNSURE = 0.6
"""A suggestion with a lower score is worth a second look."""

Condition = Callable[["ReviewSession"], str]


class Context(StrEnum):
    """Where an action's keys work; the same key may mean another thing elsewhere."""

    REVIEW = "review"
    CHOICE = "choice"
    LETTERS = "letters"
    ARTICLES = "articles"
    GO = "go"
    LIST = "list"


class Group(StrEnum):
    """Under which heading an action is listed."""

    DECIDE = "Decide"
    BUILD = "Add and complete"
    BOUNDARY = "Move a boundary"
    MOVE = "Move about"
    GO = "After the key that goes further"
    ARTICLE = "The article"
    GOLDLEAF = "Goldleaf"
    CHOICE = "In a list of choices"
    LETTERS = "While letters stand on the text"
    ARTICLES = "In the list of articles"
    LIST = "In other lists"


def always(_session: ReviewSession) -> str:
    """The condition of what can be done at any time."""
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a reviewer can do.

    ``keys`` are the default ones, the first being the one that is shown. ``short``
    is the word for it in the legend, where it is empty for what is not shown there.
    ``why_not`` gives, for a session, the sentence that says why the action is not
    possible now, and an empty string when it is. ``command`` is what it does, where
    that is the session's alone; the screen itself does the others.
    """

    id: str
    keys: tuple[str, ...]
    group: Group
    description: str
    short: str = ""
    context: Context = Context.REVIEW
    why_not: Condition = always
    command: Command | None = None


def _needs_target(session: ReviewSession) -> str:
    return "" if session.target else "There is no annotation here: tab goes to the next one."


def _needs_event(session: ReviewSession) -> str:
    target = session.target
    if target and target.is_event:
        return ""
    return "Roles belong to events: go to an event, or add one on its trigger."


def _needs_entity(session: ReviewSession) -> str:
    target = session.target
    return "" if target and not target.is_event else "That is for entities: go to one."


def _needs_relations(session: ReviewSession) -> str:
    return _needs_target(session) if session.scheme.relations else "The scheme has no relations."


def _needs_document_labels(session: ReviewSession) -> str:
    return "" if session.scheme.document_labels else "The scheme has no labels for articles."


def _needs_attributes(session: ReviewSession) -> str:
    target = session.target
    if target is None:
        return _needs_target(session)
    sort: Literal["event", "entity"] = "event" if target.is_event else "entity"
    return (
        "" if session.scheme.attributes_of(sort) else f"The scheme gives an {sort} no attributes."
    )


def _needs_labels(session: ReviewSession) -> str:
    return _needs_selection(session) if session.scheme.labels else "The scheme has no labels."


def _needs_types(session: ReviewSession) -> str:
    return _needs_selection(session) if session.scheme.event_types else "The scheme has no events."


def _needs_selection(session: ReviewSession) -> str:
    return "" if session.selection.length else "This article has no words to annotate."


def _decide() -> tuple[Action, ...]:
    return (
        Action(
            "accept",
            ("space",),
            Group.DECIDE,
            "Accept the annotation in focus, a whole event with its entities, and go on",
            "accept",
            why_not=_needs_target,
            command=lambda session: session.accept(),
        ),
        Action(
            "reject",
            ("x",),
            Group.DECIDE,
            "Reject the annotation in focus and go on",
            "reject",
            why_not=_needs_target,
            command=lambda session: session.reject(),
        ),
        Action(
            "confirm_sentence",
            ("enter",),
            Group.DECIDE,
            "Accept all that is still pending in the sentence and go to the next",
            "sentence",
            command=lambda session: session.confirm_sentence(),
        ),
        Action(
            "propagate",
            ("=",),
            Group.DECIDE,
            "Decide the same in every other place of the article with the same words",
            "same",
            why_not=_needs_target,
            command=lambda session: session.propagate(),
        ),
        Action(
            "relabel",
            ("r",),
            Group.DECIDE,
            "Give the annotation in focus another label or type",
            "relabel",
            why_not=_needs_target,
        ),
        Action(
            "delete",
            ("-", "delete", "backspace"),
            Group.DECIDE,
            "Delete the annotation in focus",
            "delete",
            why_not=_needs_target,
            command=lambda session: session.delete(),
        ),
        Action(
            "undo",
            ("u",),
            Group.DECIDE,
            "Undo the last decision, as often as there are decisions",
            "undo",
            command=lambda session: session.undo(),
        ),
        Action(
            "redo",
            ("ctrl+r",),
            Group.DECIDE,
            "Do again what was undone last",
            "redo",
            command=lambda session: session.redo(),
        ),
    )


def _build() -> tuple[Action, ...]:
    return (
        Action(
            "add_entity",
            ("a",),
            Group.BUILD,
            "Add an entity on the selected words: choose its label",
            "add",
            why_not=_needs_labels,
        ),
        Action(
            "add_event",
            ("e",),
            Group.BUILD,
            "Add an event with the selected words as its trigger: choose its type, then its roles",
            "event",
            why_not=_needs_types,
        ),
        Action(
            "role",
            ("o",),
            Group.BUILD,
            "Set or drop the filler of a role in a list: the role's key, then that of a mention",
            "role",
            why_not=_needs_event,
        ),
        Action(
            "attribute",
            ("t",),
            Group.BUILD,
            "Set an attribute of the annotation in focus, such as its polarity",
            "attribute",
            why_not=_needs_attributes,
        ),
        Action(
            "swap",
            ("%",),
            Group.BUILD,
            "Swap the fillers of two roles of the event",
            why_not=_needs_event,
        ),
        Action(
            "duplicate",
            ("*",),
            Group.BUILD,
            "Add a second event on the same trigger, with the same roles",
            why_not=_needs_event,
            command=lambda session: session.duplicate_event(),
        ),
        Action(
            "merge",
            ("&",),
            Group.BUILD,
            "Merge another event into this one: its letters give this one its roles",
            why_not=_needs_event,
        ),
        Action(
            "fragment",
            ("+",),
            Group.BUILD,
            "Add a part to a discontinuous entity, or take one out: the letters of its words",
            why_not=_needs_entity,
        ),
        Action(
            "relate",
            ("~",),
            Group.BUILD,
            "Relate to another annotation, such as one that means the same, or no longer",
            why_not=_needs_relations,
        ),
        Action(
            "link",
            ("@",),
            Group.BUILD,
            "Link the entity to an entry of a knowledge base",
            why_not=_needs_entity,
        ),
        Action(
            "extend_right",
            ("w", "shift+right"),
            Group.BUILD,
            "Extend the selection by a word",
            "select",
            command=lambda session: session.extend_selection(1),
        ),
        Action(
            "extend_left",
            ("b", "shift+left"),
            Group.BUILD,
            "Take the last word off the selection again",
            command=lambda session: session.extend_selection(-1),
        ),
        Action(
            "select",
            ("v",),
            Group.BUILD,
            "Select from here: what moves the cursor extends the selection until v or escape",
        ),
    )


def _boundary() -> tuple[Action, ...]:
    def move(id: str, key: str, side: str, by: int, unit: str) -> Action:
        where = "right" if by > 0 else "left"
        grows = (side == "end") == (by > 0)
        effect = "longer" if grows else "shorter"

        def command(session: ReviewSession) -> Outcome:
            step = session.move_end if side == "end" else session.move_start
            return step(by, unit="token" if unit == "word" else "character")

        return Action(
            id,
            (key,),
            Group.BOUNDARY,
            f"Move the {side} a {unit} to the {where}: {effect}",
            side if unit == "word" else "",
            command=command,
        )

    return (
        move("end_left", "[", "end", -1, "word"),
        move("end_right", "]", "end", 1, "word"),
        move("start_left", "{", "start", -1, "word"),
        move("start_right", "}", "start", 1, "word"),
        move("end_left_character", ",", "end", -1, "character"),
        move("end_right_character", ".", "end", 1, "character"),
        move("start_left_character", "<", "start", -1, "character"),
        move("start_right_character", ">", "start", 1, "character"),
    )


def _move() -> tuple[Action, ...]:
    def go(id: str, keys: tuple[str, ...], description: str, command: Command | None) -> Action:
        return Action(id, keys, Group.MOVE, description, command=command)

    return (
        Action(
            "next_annotation",
            ("tab",),
            Group.MOVE,
            "Go to the next annotation",
            "next",
            command=lambda session: session.focus_next(),
        ),
        go(
            "previous_annotation",
            ("shift+tab", ";"),
            "Go to the annotation before",
            lambda session: session.focus_previous(),
        ),
        Action(
            "next_pending",
            ("n",),
            Group.MOVE,
            "Go to the next pending annotation; while searching, to the next match",
            "next pending",
            command=lambda session: (
                session.find_next() if session.matches else session.focus_next_pending()
            ),
        ),
        go(
            "previous_pending",
            ("p",),
            "Go to the pending annotation before; while searching, to the match before",
            lambda session: (
                session.find_previous() if session.matches else session.focus_previous_pending()
            ),
        ),
        Action(
            "hints",
            ("'",),
            Group.MOVE,
            "Put letters on the mentions in view, to go to one; pressed again, on the words",
            "go to",
        ),
        go("hint_words", ('"',), "Put letters on the words in view, to put the cursor there", None),
        go("word_left", ("h", "left"), "Move the cursor to the word before", None),
        go("word_right", ("l", "right"), "Move the cursor to the next word", None),
        go("line_down", ("j", "down"), "Move the cursor down a line", None),
        go("line_up", ("k", "up"), "Move the cursor up a line", None),
        go("extend_down", ("shift+down",), "Extend the selection down a line", None),
        go("extend_up", ("shift+up",), "Extend the selection up a line", None),
        go("next_sentence", (")",), "Go to the next sentence", None),
        go("previous_sentence", ("(",), "Go to the sentence before", None),
        go("page_down", ("pagedown", "ctrl+f"), "Move down a page", None),
        go("page_up", ("pageup", "ctrl+b"), "Move up a page", None),
        go("scroll_down", ("ctrl+e", "ctrl+down"), "Scroll down a line", None),
        go("scroll_up", ("ctrl+y", "ctrl+up"), "Scroll up a line", None),
        Action(
            "go",
            ("g",),
            Group.MOVE,
            "Go further: the next key says where to",
            "go …",
        ),
        go("top", ("home",), "Go to the top of the article", None),
        go("bottom", ("ctrl+g", "end"), "Go to the end of the article", None),
        Action(
            "search",
            ("/",),
            Group.MOVE,
            "Search the text; n and p go through the matches",
            "search",
        ),
    )


def _go_further() -> tuple[Action, ...]:
    def go(id: str, key: str, description: str, short: str) -> Action:
        return Action(id, (key,), Group.GO, description, short, Context.GO)

    def both(
        id: str, key: str, what: str, short: str, find: Callable[[ReviewSession, int], Outcome]
    ) -> Iterator[Action]:
        why_not = _needs_target if find is _find_alike else always
        following = go(f"next_{id}", key, f"Go to the next {what}", short)
        yield replace(following, why_not=why_not, command=lambda session: find(session, 1))
        before = go(f"previous_{id}", key.upper(), f"Go to the {what} before", short)
        yield replace(before, why_not=why_not, command=lambda session: find(session, -1))

    return (
        go("go_top", "g", "Go to the top of the article", "top"),
        go("go_bottom", "e", "Go to the end of the article", "end"),
        *both("alike", "l", "annotation of the same label or type", "same label", _find_alike),
        *both("unsure", "u", "pending suggestion with a score below 0.6", "unsure", _find_unsure),
        *both("commented", "c", "annotation with a comment", "commented", _find_commented),
        *both(
            "violating",
            "v",
            "accepted annotation that the scheme does not allow",
            "violating",
            _find_violating,
        ),
    )


def _find_alike(session: ReviewSession, step: int) -> Outcome:
    target = session.target
    assert target is not None
    return session.focus_next_where(
        lambda item: item.label == target.label and item.id != target.id, step
    )


def _find_unsure(session: ReviewSession, step: int) -> Outcome:
    return session.focus_next_where(
        lambda item: (
            item.standing is Standing.PENDING
            and item.suggestion is not None
            and item.suggestion.score < UNSURE
        ),
        step,
    )


def _find_commented(session: ReviewSession, step: int) -> Outcome:
    targets = {comment.target for comment in session.state.comments.values()}
    return session.focus_next_where(lambda item: item.id in targets, step)


def _find_violating(session: ReviewSession, step: int) -> Outcome:
    return session.focus_next_where(
        lambda item: item.standing is Standing.ACCEPTED and bool(session.violations(item)), step
    )


def _article() -> tuple[Action, ...]:
    def mark(id: str, key: str, description: str, status: Status) -> Action:
        return Action(
            id,
            (key,),
            Group.ARTICLE,
            description,
            id,
            command=lambda session: session.set_status(status),
        )

    return (
        mark("done", "d", "Mark the article done and go to the next open one", Status.DONE),
        mark("skip", "s", "Skip the article and go to the next open one", Status.SKIPPED),
        mark("flag", "f", "Flag the article, or take the flag off", Status.FLAGGED),
        Action(
            "comment",
            ("c",),
            Group.ARTICLE,
            "Comment on the annotation in focus, or else on the article",
            "comment",
        ),
        Action(
            "zone",
            ("z",),
            Group.ARTICLE,
            "Mark the paragraph as boilerplate, or as body again",
            "zone",
            command=lambda session: session.toggle_zone(),
        ),
        Action(
            "next_article",
            ("ctrl+n",),
            Group.ARTICLE,
            "Open the next article",
            command=lambda session: session.next_article(),
        ),
        Action(
            "previous_article",
            ("ctrl+p",),
            Group.ARTICLE,
            "Open the article before",
            command=lambda session: session.previous_article(),
        ),
        Action(
            "history",
            ("ctrl+o",),
            Group.ARTICLE,
            "Show what was decided on the annotation in focus, to bring an earlier state back",
            why_not=_needs_target,
        ),
        Action(
            "document_labels",
            ("#",),
            Group.ARTICLE,
            "Give the article a label, or take it off",
            why_not=_needs_document_labels,
        ),
        Action(
            "queue",
            ("i",),
            Group.ARTICLE,
            "Say in which order things come, and narrow down what is offered",
        ),
        Action(
            "violations",
            ("!",),
            Group.ARTICLE,
            "List what the scheme does not allow, to go there",
            "violations",
        ),
        Action("articles", ("m",), Group.ARTICLE, "Show the list of articles", "articles"),
    )


def _goldleaf() -> tuple[Action, ...]:
    return (
        Action("help", ("?", "f1"), Group.GOLDLEAF, "Show all keys", "help"),
        Action("palette", (":", "ctrl+k"), Group.GOLDLEAF, "Find an action by its name"),
        Action(
            "escape",
            ("escape",),
            Group.GOLDLEAF,
            "Leave what is begun: a list, a search, a selection",
        ),
        Action(
            "suspend",
            ("ctrl+z",),
            Group.GOLDLEAF,
            "Go back to the shell for a while; fg there brings Goldleaf back",
        ),
        Action(
            "quit",
            ("q", "ctrl+q", "ctrl+c"),
            Group.GOLDLEAF,
            "Quit; the next review goes on exactly here",
            "quit",
        ),
    )


def _lists() -> tuple[Action, ...]:
    def choice(id: str, keys: tuple[str, ...], description: str) -> Action:
        return Action(id, keys, Group.CHOICE, description, context=Context.CHOICE)

    def letters(id: str, keys: tuple[str, ...], description: str) -> Action:
        return Action(id, keys, Group.LETTERS, description, context=Context.LETTERS)

    def articles(id: str, keys: tuple[str, ...], description: str, short: str = "") -> Action:
        return Action(id, keys, Group.ARTICLES, description, short, context=Context.ARTICLES)

    def lists(id: str, keys: tuple[str, ...], description: str) -> Action:
        return Action(id, keys, Group.LIST, description, context=Context.LIST)

    return (
        choice("choice_down", ("down", "tab"), "Go to the next choice"),
        choice("choice_up", ("up", "shift+tab"), "Go to the choice before"),
        choice("choose", ("enter",), "Take the choice that is marked"),
        choice("choice_erase", ("backspace", "ctrl+h"), "Take back the last letter typed"),
        choice("choice_leave", ("escape",), "Leave without choosing"),
        letters("letters_words", ("'", '"'), "Put the letters on the words in view"),
        letters("letters_take", ("enter",), "Take the one word that was chosen"),
        letters("letters_erase", ("backspace", "ctrl+h"), "Take back the last letter typed"),
        letters("letters_leave", ("escape",), "Leave without choosing"),
        articles("article_open", ("enter",), "Open the article", "open"),
        articles("article_down", ("down", "tab"), "Go to the next article"),
        articles("article_up", ("up", "shift+tab"), "Go to the article before"),
        articles("article_page_down", ("pagedown",), "Go down a page"),
        articles("article_page_up", ("pageup",), "Go up a page"),
        articles("article_first", ("home",), "Go to the first article"),
        articles("article_last", ("end",), "Go to the last article"),
        articles("article_erase", ("backspace", "ctrl+h"), "Take back the last letter typed"),
        articles(
            "articles_leave", ("escape",), "Take back what was typed, or else go back", "back"
        ),
        lists("list_take", ("enter",), "Go to what the row says, or bring it back"),
        lists("list_down", ("down", "tab", "j"), "Go to the next row"),
        lists("list_up", ("up", "shift+tab", "k"), "Go to the row before"),
        lists("list_page_down", ("pagedown",), "Go down a page"),
        lists("list_page_up", ("pageup",), "Go up a page"),
        lists("list_first", ("home",), "Go to the first row"),
        lists("list_last", ("end",), "Go to the last row"),
        lists("list_leave", ("escape", "q"), "Go back"),
    )


ACTIONS: tuple[Action, ...] = (
    *_decide(),
    *_build(),
    *_boundary(),
    *_move(),
    *_go_further(),
    *_article(),
    *_goldleaf(),
    *_lists(),
)
"""Every action there is, in the order in which they are listed."""
