"""Keys of choices, letters and lists."""

from __future__ import annotations

from .action import Action, Context, Group


def actions() -> tuple[Action, ...]:
    """What the keys of choices, letters and lists do."""

    def choice(id: str, keys: tuple[str, ...], description: str) -> Action:
        return Action(id, keys, Group.CHOICE, description, context=Context.CHOICE)

    def letters(id: str, keys: tuple[str, ...], description: str) -> Action:
        return Action(id, keys, Group.LETTERS, description, context=Context.LETTERS)

    def articles(id: str, keys: tuple[str, ...], description: str, short: str = "") -> Action:
        return Action(id, keys, Group.ARTICLES, description, short, context=Context.ARTICLES)

    def lists(id: str, keys: tuple[str, ...], description: str) -> Action:
        return Action(id, keys, Group.LIST, description, context=Context.LIST)

    def helping(id: str, keys: tuple[str, ...], description: str, short: str = "") -> Action:
        return Action(id, keys, Group.HELP, description, short, context=Context.HELP)

    def linking(id: str, keys: tuple[str, ...], description: str, short: str = "") -> Action:
        return Action(id, keys, Group.LINK, description, short, context=Context.LINK)

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
        Action(
            "prompt_turn",
            ("tab", "ctrl+t"),
            Group.PROMPT,
            "Search for the text as it is typed, or take it as a regular expression",
            context=Context.PROMPT,
        ),
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
        lists(
            "list_toggle",
            ("space", "x"),
            "Take the row out, or put it back, where that counts; take a comment away",
        ),
        lists("list_edit", ("c", "e"), "Change the comment in the row"),
        lists("list_toggle_all", ("a",), "Take all rows out, or put them back"),
        lists("list_down", ("down", "tab", "j"), "Go to the next row"),
        lists("list_up", ("up", "shift+tab", "k"), "Go to the row before"),
        lists("list_page_down", ("pagedown",), "Go down a page"),
        lists("list_page_up", ("pageup",), "Go up a page"),
        lists("list_first", ("home",), "Go to the first row"),
        lists("list_last", ("end",), "Go to the last row"),
        lists("list_leave", ("escape", "q"), "Go back"),
        helping("help_down", ("down", "tab"), "Scroll a line down", "scroll"),
        helping("help_up", ("up", "shift+tab"), "Scroll a line up", "scroll"),
        helping("help_page_down", ("pagedown",), "Scroll a page down"),
        helping("help_page_up", ("pageup",), "Scroll a page up"),
        helping("help_first", ("home",), "Go to the top"),
        helping("help_last", ("end",), "Go to the end"),
        helping("help_erase", ("backspace", "ctrl+h"), "Take back the last letter typed"),
        helping(
            "help_leave", ("escape", "enter"), "Take back what was typed, or else go back", "back"
        ),
        linking("link_take", ("enter",), "Link to the entry that is marked", "link"),
        linking("link_down", ("down", "tab"), "Go to the next entry"),
        linking("link_up", ("up", "shift+tab"), "Go to the entry before"),
        linking("link_page_down", ("pagedown",), "Go down a page"),
        linking("link_page_up", ("pageup",), "Go up a page"),
        linking("link_erase", ("backspace", "ctrl+h"), "Take back the last letter typed"),
        linking("link_clear", ("ctrl+u",), "Take back all that was typed", "clear"),
        linking("link_off", ("ctrl+d", "delete"), "Take the link off", "take off"),
        linking("link_leave", ("escape",), "Go back without linking", "back"),
    )
