"""What OneIE itself puts out: a graph for each sentence, read as the mentions that it takes in.

``entities`` are ``[start, end, type, mention type, score]`` and ``triggers`` ``[start, end, type,
score]``; ``relations`` ``[entity, entity, type, score]`` and ``roles`` ``[trigger, entity, role,
score]`` join them by their numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..values import scored

GRAPH = "graph"
_SUGGESTER = "oneie"
_LEAST = 3
_ENDS = ("Arg-1", "Arg-2")


def with_mentions(value: dict[str, Any], number: int) -> dict[str, Any]:
    """*value*, sentence *number*, with its graph as mentions; as it is where it has none."""
    graph = value.get(GRAPH)
    if not isinstance(graph, dict):
        return value

    def name(entity: object) -> str:
        return f"s{number}e{entity}"

    entities = [
        {"id": name(at), "start": one[0], "end": one[1], "entity_type": one[2]}
        | ({"mention_type": one[3]} if isinstance(one[3], str) else {})
        | _score(one)
        for at, one in enumerate(_lists(graph, "entities"))
    ]
    events = [
        {
            "id": f"s{number}v{at}",
            "event_type": one[2],
            "trigger": {"start": one[0], "end": one[1]},
            "arguments": [
                {"entity_id": name(role[1]), "role": role[2]}
                for role in _lists(graph, "roles")
                if role[0] == at
            ],
        }
        | _score(one)
        for at, one in enumerate(_lists(graph, "triggers"))
    ]
    relations = [
        {
            "relation_type": one[2],
            "arguments": [
                {"entity_id": name(end), "role": role}
                for end, role in zip(one, _ENDS, strict=False)
            ],
        }
        | _score(one)
        for one in _lists(graph, "relations")
    ]
    found = {"entity_mentions": entities, "event_mentions": events, "relation_mentions": relations}
    return {**value, **found}


def _lists(graph: Mapping[str, Any], key: str) -> list[list[Any]]:
    """The members of *key* that are lists, at least four long; shorter ones have no score."""
    listed = graph.get(key)
    members = listed if isinstance(listed, list) else []
    return [[*one, None] for one in members if isinstance(one, list) and len(one) >= _LEAST]


def _score(values: list[Any]) -> dict[str, float]:
    return scored(values[-2]) if len(values) > _LEAST + 1 else {}


def origin(mention: Mapping[str, Any]) -> dict[str, object] | None:
    """The provenance of a mention that has a score: a model said so."""
    score = scored(mention.get("score"))
    return {"how": "suggested", "suggester": _SUGGESTER, **score} if score else None
