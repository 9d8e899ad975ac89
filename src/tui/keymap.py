"""Which key does what: the table of actions with a preset and a user's own keys put in.

Nothing here needs a terminal: ``goldleaf keys`` and the page of the docs come from
it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from ..core.model import UsageError
from ..core.scheme import Scheme
from .actions import ACTIONS, Action, Context, Group
from .clashes import clashes, keys_of_scheme
from .key_presets import PRESETS
from .keynames import ALWAYS_QUITS, canonical_key, canonical_sequence, pressed_key, shown_key

__all__ = ["Keymap", "Overrides", "build_keymap", "canonical_key", "pressed_key", "shown_key"]

Overrides = Mapping[str, str | Sequence[str]]
"""A user's own keys by action id, as ``[keys]`` of ``goldleaf.toml`` gives them.

``preset`` is no action: it names the preset that the own keys go on top of.
"""

PRESET = "preset"
"""What names a preset in ``[keys]``."""


class Keymap:
    """The actions with the keys that they have for this user."""

    def __init__(self, actions: Iterable[Action] = ACTIONS, preset: str = "") -> None:
        self.actions = tuple(actions)
        self.preset = preset
        self._by_id = {action.id: action for action in self.actions}
        self._by_key = {
            (action.context, key): action for action in self.actions for key in action.keys
        }
        self._following: dict[str, dict[str, Action]] = {}
        for action in self.actions:
            for key in action.keys:
                before, _, last = key.rpartition(" ")
                if action.context is Context.REVIEW and before:
                    self._following.setdefault(before, {})[last] = action
        further = {key: action for action in self.actions for key in _further(action)}
        for key in self._by_id["go"].keys if "go" in self._by_id else ():
            self._following[key] = {**further, **self._following.get(key, {})}
        self._further = further

    def action(self, id: str) -> Action:
        """The action called *id*; raises ``KeyError`` when there is none."""
        return self._by_id[id]

    def action_for(self, key: str, context: Context = Context.REVIEW) -> Action | None:
        """The action that the canonical *key* has in *context*, if any."""
        return self._by_key.get((context, key))

    def following(self, key: str = "") -> Mapping[str, Action]:
        """What may follow the prefix *key*, by the next key; empty when it is no prefix.

        Without a *key*, what follows the action ``go``, which may have lost its keys.
        """
        return self._following.get(key, {}) if key else self._further

    def shown(self, id: str) -> str:
        """The key of action *id* for the screen; empty when the user took it away."""
        keys = self._by_id[id].keys
        return shown_key(keys[0]) if keys else ""

    def whole(self, action: Action) -> str:
        """All of what is pressed for *action*, with the key that goes further where it is one."""
        key = shown_key(action.keys[0]) if action.keys else ""
        if action.context is Context.GO and key:
            return f"{self.shown('go')} {key}".strip()
        return key

    def groups(self) -> Iterator[tuple[Group, tuple[Action, ...]]]:
        """The actions under their headings."""
        for group in Group:
            yield group, tuple(action for action in self.actions if action.group is group)


def _further(action: Action) -> tuple[str, ...]:
    return action.keys if action.context is Context.GO else ()


def build_keymap(overrides: Overrides | None = None, scheme: Scheme | None = None) -> Keymap:
    """The keymap with *overrides* put in, checked against the keys of *scheme*.

    A key given for an action takes the place of all its keys; an empty one leaves it
    without a key. The keys of a preset take the place of default ones, and give way to
    own keys and to those of the scheme.

    Raises:
        UsageError: naming an unknown preset, every unknown action, every key that is
            none, and every key that would do two things.
    """
    problems: list[str] = []
    given = dict(overrides or {})
    preset = _preset_of(given.pop(PRESET, ""), problems)
    own = {id: _own_keys(id, keys, problems) for id, keys in given.items()}
    actions = _with_preset(preset, scheme, own) if preset else ACTIONS
    actions = tuple(
        replace(action, keys=own[action.id]) if action.id in own else action for action in actions
    )
    problems += clashes(actions, scheme)
    if problems:
        raise UsageError(f"the keys do not fit together: {'; '.join(problems)}.")
    return Keymap(actions, preset)


def _preset_of(given: str | Sequence[str], problems: list[str]) -> str:
    name = given if isinstance(given, str) else " ".join(given)
    if name in ("", "default") or name in PRESETS:
        return name if name in PRESETS else ""
    known = ", ".join(["default", *PRESETS])
    problems.append(f"[keys] of goldleaf.toml names the preset {name!r}; there are {known}")
    return ""


def _with_preset(
    name: str, scheme: Scheme | None, own: Mapping[str, Sequence[str]]
) -> tuple[Action, ...]:
    """The actions with the keys of the preset *name*, which yield to those of the scheme."""
    keys = PRESETS[name].keys
    taken = {key for key, _ in keys_of_scheme(scheme)} if scheme else set()
    actions = [
        replace(action, keys=tuple(key for key in keys[action.id] if key.split()[0] not in taken))
        if action.id in keys
        else action
        for action in ACTIONS
    ]
    further = next(action.keys for action in actions if action.id == "go")
    claimed = {
        (action.context, first)
        for action in actions
        if action.id in keys and action.id not in own
        for key in action.keys
        for first in (key, key.split()[0])
        # what goes further may be gone on with in more ways
        if first not in further
    }
    return tuple(
        action
        if action.id in keys
        else replace(
            action, keys=tuple(key for key in action.keys if (action.context, key) not in claimed)
        )
        for action in actions
    )


def _own_keys(id: str, keys: str | Sequence[str], problems: list[str]) -> tuple[str, ...]:
    contexts = {action.id: action.context for action in ACTIONS}
    if id not in contexts:
        near = get_close_matches(id, contexts, 1)
        meant = f" (did you mean {near[0]}?)" if near else ""
        problems.append(f"[keys] of goldleaf.toml names {id!r}, which is no action{meant}")
        return ()
    found: list[str] = []
    for key in [keys] if isinstance(keys, str) else keys:
        if key == "":
            continue
        try:
            found.append(canonical_sequence(key))
        except ValueError:
            problems.append(f"[keys] of goldleaf.toml gives {id} {key!r}, which is no key")
    if contexts[id] is not Context.REVIEW:
        problems += [
            f"[keys] of goldleaf.toml gives {id} {key!r}, but only in the review may keys follow"
            " one another"
            for key in found
            if " " in key
        ]
    if id != "quit" and any(ALWAYS_QUITS in key.split() for key in found):
        problems.append(f"[keys] of goldleaf.toml gives {id} {ALWAYS_QUITS}, which always quits")
    return tuple(dict.fromkeys(found))
