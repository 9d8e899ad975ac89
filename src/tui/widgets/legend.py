"""The line at the bottom: the keys that work now."""

from __future__ import annotations

from itertools import groupby

from ...core.model.visible import visible
from ...core.review import ReviewSession
from ..actions import Action
from ..keymap import Keymap
from ..lines import Line, Run, width_of
from ..looks import Looks
from .panel import Panel

_GAP = 2
_LABELS = 3
_PREFERRED = (
    "accept",
    "reject",
    "confirm_sentence",
    "relabel",
    "propagate",
    "role",
    "end_left",
    "end_right",
    "start_left",
    "start_right",
    "undo",
    "add_entity",
    "add_event",
    "extend_right",
    "next_pending",
    "hints",
    "done",
    "next_annotation",
    "search",
    "attribute",
    "comment",
    "zone",
    "flag",
    "articles",
    "quit",
)


class Legend(Panel):
    """As many keys as fit, the most wanted ones first; help is always among them."""

    def __init__(self, session: ReviewSession, keymap: Keymap, looks: Looks) -> None:
        super().__init__(looks, id="legend")
        self._session = session
        self._keymap = keymap
        self._instead: tuple[tuple[str, str], ...] = ()
        keys = [label.key for label in session.scheme.labels if label.key]
        self._keys_of_labels = visible(" ".join(keys[:_LABELS]) + (" …" if keys[_LABELS:] else ""))

    def show(self, *keys: tuple[str, str]) -> None:
        """Show these keys and their words for now; none means the usual ones again."""
        self._instead = keys
        self.renew()

    def build(self, width: int, height: int) -> list[Line]:
        """One line of keys."""
        del height
        if self._instead:
            return [_joined([_entry(key, word) for key, word in self._instead], width)]
        last = _entry(self._keymap.shown("help"), "help")
        entries = self._entries()
        line = _joined(entries, width - width_of(last) - _GAP - 1)
        return [(*line, (" " * _GAP, ""), *last)]

    def _entries(self) -> list[Line]:
        session, keymap = self._session, self._keymap
        possible = [
            action
            for action in map(keymap.action, _PREFERRED)
            if action.keys and not action.why_not(session)
        ]
        entries: list[Line] = []
        if session.matches:
            keys = f"{keymap.shown('next_pending')} {keymap.shown('previous_pending')}"
            entries += [_entry(keys.strip(), "matches"), _entry(keymap.shown("escape"), "leave")]
        for word, actions in groupby(possible, key=_word):
            if word == "undo":
                entries.append(_entry(self._keys_of_labels, "label"))
            entries.append(_entry(" ".join(keymap.shown(action.id) for action in actions), word))
        return [entry for entry in entries if entry]


def _word(action: Action) -> str:
    return action.short


def _entry(key: str, word: str) -> Line:
    return ((key, "key"), (f" {word}", "dim")) if key else ()


def _joined(entries: list[Line], width: int) -> Line:
    line: list[Run] = [(" ", "")]
    used = 1
    for entry in entries:
        gap = _GAP if used > 1 else 0
        if used + gap + width_of(entry) > width:
            continue
        line += [(" " * gap, ""), *entry]
        used += gap + width_of(entry)
    return tuple(line)
