"""Which key does what: the table of actions with a user's own keys put in.

Nothing here needs a terminal: ``goldleaf keys`` and the page of the docs come from
it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from ..core.model import UsageError
from ..core.scheme import Scheme
from .actions import ACTIONS, Action, Context, Group

Overrides = Mapping[str, str | Sequence[str]]
"""A user's own keys by action id, as ``[keys]`` of ``goldleaf.toml`` gives them."""

ALWAYS_QUITS = "ctrl+c"
"""The key that ends Goldleaf wherever it is pressed; it cannot be given to another action."""

_ALIASES = {
    " ": "space",
    "return": "enter",
    "esc": "escape",
    "del": "delete",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "page_down": "pagedown",
    "page_up": "pageup",
    "backtab": "shift+tab",
}
_NAMED = (
    "space|enter|escape|tab|backspace|delete|insert|home|end|pagedown|pageup"
    "|up|down|left|right|f[1-9]|f1[0-9]|f2[0-4]"
)
_KEY = re.compile(
    rf"(?:{_NAMED})|(?:ctrl\+)?(?:alt\+)?(?:shift\+)?(?:{_NAMED})|(?:ctrl\+)?(?:alt\+)?[a-z0-9]"
)
_SHOWN = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "delete": "del",
    "backspace": "bksp",
}


def canonical_key(text: str) -> str:
    """The name under which the key *text* is looked up; raises ``ValueError`` for none.

    A key that types a character is that character; the others have names
    (``enter``, ``ctrl+r``, ``shift+tab``).
    """
    name = _ALIASES.get(text, text)
    if len(name) == 1 and name.isprintable():
        return name
    *modifiers, last = name.lower().split("+")
    name = "+".join([*modifiers, _ALIASES.get(last, last)])
    if not _KEY.fullmatch(name):
        raise ValueError(text)
    return name


def pressed_key(key: str, character: str | None) -> str:
    """The canonical name of a pressed key.

    *key* is Textual's name of it and *character* what it types, if anything.
    """
    if character is not None and character != " " and character.isprintable():
        return character
    return key


def shown_key(key: str) -> str:
    """A canonical key as it is written on the screen."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*modifiers, _SHOWN.get(last, last)])


class Keymap:
    """The actions with the keys that they have for this user."""

    def __init__(self, actions: Iterable[Action] = ACTIONS) -> None:
        self.actions = tuple(actions)
        self._by_id = {action.id: action for action in self.actions}
        self._by_key = {
            (action.context, key): action for action in self.actions for key in action.keys
        }

    def action(self, id: str) -> Action:
        """The action called *id*; raises ``KeyError`` when there is none."""
        return self._by_id[id]

    def action_for(self, key: str, context: Context = Context.REVIEW) -> Action | None:
        """The action that the canonical *key* has in *context*, if any."""
        return self._by_key.get((context, key))

    def shown(self, id: str) -> str:
        """The key of action *id* for the screen; empty when the user took it away."""
        keys = self._by_id[id].keys
        return shown_key(keys[0]) if keys else ""

    def groups(self) -> Iterator[tuple[Group, tuple[Action, ...]]]:
        """The actions under their headings."""
        for group in Group:
            yield group, tuple(action for action in self.actions if action.group is group)


def build_keymap(overrides: Overrides | None = None, scheme: Scheme | None = None) -> Keymap:
    """The keymap with *overrides* put in, checked against the keys of *scheme*.

    A key given for an action takes the place of all its default keys; an empty one
    leaves it without a key.

    Raises:
        UsageError: naming every unknown action, every key that is none, and every
            key that two actions, or an action and a label, would share.
    """
    problems: list[str] = []
    own = {id: _own_keys(id, keys, problems) for id, keys in (overrides or {}).items()}
    actions = tuple(
        replace(action, keys=own[action.id]) if action.id in own else action for action in ACTIONS
    )
    problems += _clashes(actions)
    if scheme is not None:
        problems += _clashes_with_scheme(actions, scheme)
    if problems:
        raise UsageError(f"the keys do not fit together: {'; '.join(problems)}.")
    return Keymap(actions)


def _own_keys(id: str, keys: str | Sequence[str], problems: list[str]) -> tuple[str, ...]:
    known = [action.id for action in ACTIONS]
    if id not in known:
        near = get_close_matches(id, known, 1)
        meant = f" (did you mean {near[0]}?)" if near else ""
        problems.append(f"[keys] of goldleaf.toml names {id!r}, which is no action{meant}")
        return ()
    found: list[str] = []
    for key in [keys] if isinstance(keys, str) else keys:
        if key == "":
            continue
        try:
            found.append(canonical_key(key))
        except ValueError:
            problems.append(f"[keys] of goldleaf.toml gives {id} {key!r}, which is no key")
    if ALWAYS_QUITS in found and id != "quit":
        problems.append(f"[keys] of goldleaf.toml gives {id} {ALWAYS_QUITS}, which always quits")
    return tuple(dict.fromkeys(found))


def _clashes(actions: Iterable[Action]) -> Iterator[str]:
    users: dict[tuple[Context, str], list[str]] = {}
    for action in actions:
        for key in action.keys:
            users.setdefault((action.context, key), []).append(action.id)
    for (context, key), ids in users.items():
        if len(ids) > 1:
            where = "" if context is Context.REVIEW else f" in the keys of {context.value}"
            yield f"{shown_key(key)} is the key of {' and of '.join(ids)}{where}"


def _clashes_with_scheme(actions: Iterable[Action], scheme: Scheme) -> Iterator[str]:
    used = {
        key: f"the action {action.id}"
        for action in actions
        if action.context is Context.REVIEW
        for key in action.keys
    }
    owners = [(label.key, f"the label {label.name}") for label in scheme.labels]
    owners += [(one.key, f"the attribute {one.name}") for one in scheme.attributes]
    for key, owner in owners:
        if not key:
            continue
        if key in used:
            yield f"{key} is the key of {owner} in scheme.toml and of {used[key]}"
        used[key] = owner
