"""Moving about in the article."""

from __future__ import annotations

from .action import Action, Command, Group


def actions() -> tuple[Action, ...]:
    """What moves about."""

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
            "Search the text, as it is or by a regular expression; n and p go through the matches",
            "search",
        ),
    )
