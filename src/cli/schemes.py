"""A label scheme as lines to read, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ..core.scheme import EntityLabel, Mentions, Role, Scheme


def scheme_json(scheme: Scheme) -> dict[str, Any]:
    """*scheme* as JSON values, without its trigger words."""
    value = asdict(scheme)
    for one in value["event_types"]:
        one["triggers"] = len(one["triggers"])
    return value


def scheme_lines(scheme: Scheme) -> Iterator[str]:
    """*scheme* for a person to read."""
    yield f"{scheme.name}: {scheme.description}" if scheme.description else scheme.name
    yield from _labels("Entities", scheme.labels)
    if scheme.event_types:
        yield ""
        yield "Events"
        for one in scheme.event_types:
            yield f"  {one.key or ' '}  {one.name}  {one.description}".rstrip()
            yield from (f"       {_role(role)}" for role in one.roles)
    if scheme.attributes:
        yield ""
        yield "Attributes"
        for attribute in scheme.attributes:
            values = ", ".join(
                f"{value} (default)" if value == attribute.default else value
                for value in attribute.values
            )
            yield f"  {attribute.key or ' '}  {attribute.name}: {values}"
    if scheme.relations:
        yield ""
        yield "Relations"
        for relation in scheme.relations:
            yield f"  {relation.key or ' '}  {relation.name}  {relation.description}".rstrip()
    yield from _labels("Document labels", scheme.document_labels)


def _labels(heading: str, labels: tuple[EntityLabel, ...]) -> Iterator[str]:
    if labels:
        yield ""
        yield heading
        width = max(len(one.name) for one in labels)
        for one in labels:
            yield f"  {one.key or ' '}  {one.name:<{width}}  {one.description}".rstrip()


def _role(role: Role) -> str:
    most = "any number" if role.maximum is None else str(role.maximum)
    bounds = f"{role.minimum} to {most}" if role.minimum else f"up to {most}"
    if role.maximum is None and not role.minimum:
        bounds = most
    fillers = " | ".join(role.fillers) or "any entity"
    phrases = " or a phrase" if role.mentions is Mentions.PHRASES else ""
    return f"{role.key or ' '} {role.name}: {fillers}{phrases} ({bounds})"
