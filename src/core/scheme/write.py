"""From a scheme to the TOML text that describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from .problems import KeyPath, dotted
from .scheme import EventType, Mentions, RelationType, Role, Scheme, Trigger

_Value = str | int | bool | list[str]


def scheme_text(scheme: Scheme) -> str:
    """The TOML that :func:`.parse_scheme` makes *scheme* of.

    Its triggers stand in it, whichever lexicon they came from.
    """
    tables = [_toml((), _top(scheme))]
    for label in scheme.labels:
        looks = _looks(label.description, label.key, label.colour, label.mark, label.name)
        tables.append(_toml(("entities", label.name), looks | {"spacy": list(label.spacy)}))
    for type_ in scheme.event_types:
        tables += _event_type(type_)
    for one in scheme.attributes:
        values: dict[str, _Value] = {
            "description": one.description,
            "values": list(one.values),
            "default": one.default,
            "key": one.key,
            "applies_to": [] if one.applies_to == ("event",) else list(one.applies_to),
        }
        tables.append(_toml(("attributes", one.name), values))
    tables += [_toml(("relations", one.name), _relation(one)) for one in scheme.relations]
    for one_label in scheme.document_labels:
        looks = _looks(
            one_label.description, one_label.key, one_label.colour, one_label.mark, one_label.name
        )
        tables.append(_toml(("documents", one_label.name), looks))
    return "\n".join(tables)


def _top(scheme: Scheme) -> Mapping[str, _Value]:
    return {
        "name": scheme.name,
        "description": scheme.description,
        "mentions": "" if scheme.mentions is Mentions.NAMES else scheme.mentions.value,
    }


def _looks(description: str, key: str, colour: str, mark: str, name: str) -> dict[str, _Value]:
    return {
        "description": description,
        "key": key,
        "colour": colour,
        "mark": "" if mark == name else mark,
    }


def _event_type(type_: EventType) -> Iterator[str]:
    path = ("events", type_.name)
    looks = _looks(type_.description, type_.key, type_.colour, type_.mark, type_.name)
    yield _toml(path, looks)
    for role in type_.roles:
        yield _toml((*path, "roles", role.name), _role(role))
    if type_.triggers:
        yield _triggers((*path, "triggers"), type_.triggers)


def _role(role: Role) -> Mapping[str, _Value]:
    return {
        "description": role.description,
        "key": role.key,
        "fillers": list(role.fillers),
        "min": role.minimum,
        "max": role.maximum or 0,
        "mentions": "" if role.mentions is Mentions.NAMES else role.mentions.value,
    }


def _relation(one: RelationType) -> Mapping[str, _Value]:
    return {
        "description": one.description,
        "key": one.key,
        "head": list(one.head),
        "tail": list(one.tail),
        "symmetric": one.symmetric,
        "transitive": one.transitive,
    }


def _triggers(path: KeyPath, triggers: Iterable[Trigger]) -> str:
    by_pos: dict[str, list[str]] = {}
    for one in triggers:
        lemma = _quoted(" ".join(one.lemmas))
        item = lemma if one.weight == 1 else f"{{ lemma = {lemma}, weight = {one.weight!r} }}"
        by_pos.setdefault(one.pos, []).append(item)
    lines = (f"{pos} = [{', '.join(items)}]\n" for pos, items in by_pos.items())
    return f"[{dotted(path)}]\n{''.join(lines)}"


def _toml(path: KeyPath, values: Mapping[str, _Value]) -> str:
    """The table at *path*; values that are empty are those that it has by itself."""
    lines = (f"{key} = {_written(value)}\n" for key, value in values.items() if value)
    return (f"[{dotted(path)}]\n" if path else "") + "".join(lines)


def _written(value: _Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return f"[{', '.join(map(_written, value))}]"
        case str():
            return _quoted(value)
        case _:
            return repr(value)


def _quoted(text: str) -> str:
    # JSON's strings are TOML's, but for half surrogate pairs and DEL
    return json.dumps(text, ensure_ascii=not text.isprintable())
