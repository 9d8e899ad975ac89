"""The line at the bottom: the keys that work now."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ...core.model import Status
from ...core.review import ReviewSession
from ..actions import Action
from ..inspection import capital_keys
from ..keymap import Keymap
from ..looks import Looks
from .key_line import KeyLine, Way

_LABELS = 3
_SHOWN = (
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
    "add_entity",
    "add_event",
    "next_phrase",
    "end_right_phrase",
    "end_left_phrase",
    "extend_right",
    "next_pending",
    "hints",
    "done",
    "finish",
    "accept_only",
    "next_annotation",
    "search",
    "attribute",
    "comment",
    "zone",
    "flag",
    "articles",
    "quit",
    "undo",
)
_RANKS = {
    id: rank
    for rank, ids in enumerate(
        (
            ("undo",),
            ("accept", "reject"),
            ("confirm_sentence", "relabel"),
            ("role", "labels", "end_left"),
            ("add_entity", "add_event", "propagate", "start_left"),
        )
    )
    for id in ids
}
"""What is kept where there is room for few: the lowest rank first."""

_LAST = 1 + max(_RANKS.values())


class Legend(KeyLine):
    """As many keys as fit, the most wanted ones; undo and help are always among them."""

    def __init__(self, session: ReviewSession, keymap: Keymap, looks: Looks) -> None:
        super().__init__(looks)
        self._session = session
        self._keymap = keymap
        self._instead: tuple[Way, ...] = ()
        self._selecting = False
        self._labels = Way(
            _few([label.key for label in session.scheme.labels if label.key]),
            "label",
            _RANKS["labels"],
        )

    def show(self, *ways: Way) -> None:
        """Show these for now; none means the usual ones again."""
        self._instead = ways
        self.renew()

    def select(self, selecting: bool) -> None:
        """Show the keys that work while a reviewer selects, or the usual ones again."""
        self._selecting = selecting
        self.renew()

    def ways(self) -> Sequence[Way]:
        """What was asked to be shown, or what a reviewer can do here."""
        if self._instead:
            return self._instead
        usual = self._while_selecting() if self._selecting else self._usual()
        return [*usual, self._way("help")]

    def _way(self, id: str, word: str = "") -> Way:
        action = self._keymap.action(id)
        return Way(action.keys[:1], word or action.short)

    def _while_selecting(self) -> list[Way]:
        def both(first: str, second: str, word: str) -> Way:
            actions = map(self._keymap.action, (first, second))
            return Way(tuple(key for action in actions for key in action.keys[:1]), word)

        return [
            both("word_left", "word_right", "by words"),
            both("line_up", "line_down", "by lines"),
            self._labels,
            self._way("add_entity"),
            self._way("add_event"),
            self._way("select", "end"),
        ]

    def _usual(self) -> list[Way]:
        session, keymap = self._session, self._keymap
        possible = [
            action
            for action in map(keymap.action, _SHOWN)
            if action.keys and not action.why_not(session)
        ]
        ways: list[Way] = []
        if session.matches:
            keys = (keymap.action("next_pending").keys, keymap.action("previous_pending").keys)
            ways.append(Way(tuple(key for one in keys for key in one[:1]), "matches"))
            ways.append(self._way("escape", "leave"))
        for word, grouped in groupby(possible, key=_word):
            actions = list(grouped)
            if word == "role":
                ways.append(self._roles())
            elif actions[0].id == "add_entity":
                ways.append(self._labels)
            rank = _RANKS.get(actions[0].id, _LAST)
            if actions[0].id == "done" and self._is_all_decided:
                rank = 0
            ways.append(Way(tuple(action.keys[0] for action in actions), word, rank))
        return ways

    @property
    def _is_all_decided(self) -> bool:
        """Whether to mark the article done is what a reviewer wants next."""
        session = self._session
        return bool(
            session.total and not session.items.pending_count and session.status is not Status.DONE
        )

    def _roles(self) -> Way:
        """The capitals that fill the roles of the event in focus."""
        item = self._session.item(self._session.focus)
        type_ = self._session.scheme.type_named.get(item.label) if item else None
        return Way(_few(list(capital_keys(type_.roles))) if type_ else (), "fill", _RANKS["role"])


def _word(action: Action) -> str:
    return action.short


def _few(keys: Sequence[str]) -> tuple[str, ...]:
    return (*keys[:_LABELS], "…") if keys[_LABELS:] else tuple(keys)
