"""Keys that would do two things at once: every one of them is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..core.model.visible import visible
from ..core.scheme import EntityLabel, EventType, RelationType, Role, Scheme
from .actions import Action, Context
from .hinting import LETTERS
from .inspection import capital_keys
from .keynames import shown_key

Keyed = EntityLabel | EventType | Role | RelationType


def clashes(actions: Sequence[Action], scheme: Scheme | None = None) -> list[str]:
    """A sentence for each key that two actions, or an action and the *scheme*, would share."""
    found = [*_same(actions), *_prefixes(actions), *_letters(actions)]
    if scheme is not None:
        found += [*_with_scheme(actions, scheme), *_in_choices(actions, scheme)]
    return found


def keys_of_scheme(scheme: Scheme) -> list[tuple[str, str]]:
    """The keys that *scheme* has in the review, and whose each is."""
    owners = [(one.key, f"the label {visible(one.name)}") for one in scheme.labels]
    owners += [(one.key, f"the attribute {visible(one.name)}") for one in scheme.attributes]
    owners += [
        (key, f"the role {visible(role.name)}")
        for type_ in scheme.event_types
        for key, role in capital_keys(type_.roles).items()
    ]
    return [(key, owner) for key, owner in dict.fromkeys(owners) if key]


def _same(actions: Iterable[Action]) -> Iterator[str]:
    users: dict[tuple[Context, str], list[str]] = {}
    for action in actions:
        for key in action.keys:
            users.setdefault((action.context, key), []).append(action.id)
    for (context, key), ids in users.items():
        if len(ids) > 1:
            where = "" if context is Context.REVIEW else f" in the keys of {context.value}"
            yield f"{shown_key(key)} is the key of {' and of '.join(ids)}{where}"


def _prefixes(actions: Sequence[Action]) -> Iterator[str]:
    """Keys that do something by themselves and also begin something longer."""
    review = [one for one in actions if one.context is Context.REVIEW]
    alone = {key: one.id for one in review for key in one.keys if one.id != "go"}
    further = [key for one in review if one.id == "go" for key in one.keys]
    after = {key: one.id for one in actions if one.context is Context.GO for key in one.keys}
    for action in review:
        for key in action.keys:
            first, _, rest = key.partition(" ")
            if not rest:
                continue
            if first in alone:
                yield (
                    f"{shown_key(first)} is the key of {alone[first]} and begins"
                    f" {shown_key(key)} of {action.id}"
                )
            if first in further and rest in after:
                yield f"{shown_key(key)} is the key of {action.id} and of {after[rest]}"


def _letters(actions: Iterable[Action]) -> Iterator[str]:
    for action in actions:
        if action.context is Context.LETTERS:
            for key in action.keys:
                if key in LETTERS:
                    yield f"{key} is the key of {action.id} and one of the letters on the text"


def _with_scheme(actions: Iterable[Action], scheme: Scheme) -> Iterator[str]:
    used: dict[str, list[str]] = {}
    for action in actions:
        if action.context is Context.REVIEW:
            for key in action.keys:
                first, _, rest = key.partition(" ")
                begins = f"the first key of the action {action.id}"
                used.setdefault(first, []).append(begins if rest else f"the action {action.id}")
    for key, owner in keys_of_scheme(scheme):
        if key in used:
            yield _shared(key, owner, used[key])


def _shared(key: str, owner: str, others: Sequence[str]) -> str:
    return f"{key} is the key of {owner} in scheme.toml and of {' and of '.join(others)}"


def _in_choices(actions: Iterable[Action], scheme: Scheme) -> Iterator[str]:
    """Keys of choices that would be taken for going about among them."""
    used = {
        key: action.id
        for action in actions
        if action.context is Context.CHOICE
        for key in action.keys
    }
    sorts: Sequence[tuple[str, Iterable[Keyed]]] = (
        ("label", (*scheme.labels, *scheme.document_labels)),
        ("event type", scheme.event_types),
        ("role", {role.key: role for one in scheme.event_types for role in one.roles}.values()),
        ("relation", scheme.relations),
    )
    for sort, entries in sorts:
        for one in entries:
            if one.key and one.key in used:
                by = f"the action {used[one.key]} in the keys of choice"
                yield _shared(one.key, f"the {sort} {visible(one.name)}", [by])
