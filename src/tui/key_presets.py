"""Keymaps to begin with, by name: keys that take the place of the default ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """What it is, for whom, and the keys by action; actions it does not name keep theirs.

    A key gives way where the scheme has it, so that each action has a key besides its
    capital letters.
    """

    description: str
    keys: Mapping[str, Keys]


PRESETS: Mapping[str, Preset] = {
    "vim": Preset(
        "For hands that know vim: `w`, `e` and `b` move, `v` selects, `d d` deletes, `.` repeats,"
        " `n` and `N` go through what is searched or pending. A capital that the scheme has as"
        " the key of a label or role, such as `G`, stays the scheme's.",
        {
            "word_left": ("h", "b", "left"),
            "word_right": ("l", "w", "e", "right"),
            "extend_right": ("shift+right",),
            "extend_left": ("shift+left",),
            "delete": ("d d", "delete", "backspace"),
            "repeat": (".",),
            "undo": ("u",),
            "redo": ("ctrl+r",),
            "previous_pending": ("p", "N"),
            "bottom": ("end", "G"),
            "page_down": ("ctrl+f", "ctrl+d", "pagedown"),
            "page_up": ("ctrl+b", "ctrl+u", "pageup"),
            "add_event": ("i",),
            "queue": ("g q",),
            "done": ("ctrl+s", "Z Z"),
            "quit": ("q", "Z Q", "ctrl+q", "ctrl+c"),
            "end_left_character": ("<",),
            "end_right_character": (">",),
            "start_left_character": ("ctrl+left", ","),
            "start_right_character": ("ctrl+right",),
        },
    ),
    "arrows": Preset(
        "For those who do not know vim: arrows move, with shift they select, with ctrl they move"
        " the end of what is in focus and with alt its start; function keys do the rest, and"
        " `ctrl+z` undoes. Letters that move the cursor by default are free.",
        {
            "word_left": ("left",),
            "word_right": ("right",),
            "line_down": ("down",),
            "line_up": ("up",),
            "extend_right": ("shift+right", "w"),
            "extend_left": ("shift+left", "b"),
            "extend_down": ("shift+down",),
            "extend_up": ("shift+up",),
            "end_left": ("ctrl+left", "["),
            "end_right": ("ctrl+right", "]"),
            "start_left": ("alt+left", "{"),
            "start_right": ("alt+right", "}"),
            "reject": ("delete", "x"),
            "delete": ("backspace", "-"),
            "undo": ("ctrl+z", "u"),
            "redo": ("ctrl+y", "ctrl+r"),
            "suspend": (),
            "relabel": ("f2", "r"),
            "next_pending": ("f3", "n"),
            "previous_pending": ("f4", "p"),
            "add_entity": ("insert", "a"),
            "add_event": ("f5", "e"),
            "role": ("f6", "o"),
            "attribute": ("f7", "t"),
            "comment": ("f8", "c"),
            "done": ("f9", "d"),
            "articles": ("f10", "m"),
            "palette": ("f12", "ctrl+k", ":"),
            "search": ("ctrl+f", "/"),
            "top": ("ctrl+home", "home"),
            "bottom": ("ctrl+end", "end"),
            "next_article": ("ctrl+pagedown", "ctrl+n"),
            "previous_article": ("ctrl+pageup", "ctrl+p"),
            "page_down": ("pagedown",),
            "page_up": ("pageup",),
            "scroll_down": ("ctrl+down",),
            "scroll_up": ("ctrl+up",),
        },
    ),
}
