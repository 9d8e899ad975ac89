"""What the scheme does not allow: told as it arises, never in the way of saving."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from ..model import Argument, DocumentLabel, Entity, Relation, Span
from ..scheme import Attribute, EventType, Role, Scheme
from .items import Item, Standing
from .wording import quoted

Find = Callable[[str], Item | None]
"""The item with an id, or ``None``."""


def violations(item: Item, scheme: Scheme, find: Find, text: str = "") -> Iterator[str]:
    """A sentence for each thing about *item* that *scheme* does not allow.

    With the *text* of the article it names the words that fill a role wrongly.
    """
    annotation = item.annotation
    if isinstance(annotation, Entity):
        if annotation.label not in scheme.label_named:
            yield f"The scheme has no label {annotation.label}."
        yield from _of_attributes(annotation.attributes, scheme.attributes_of("entity"))
        return
    yield from _of_attributes(annotation.attributes, scheme.attributes_of("event"))
    type_ = scheme.type_named.get(annotation.type)
    if type_ is None:
        yield f"The scheme has no event type {annotation.type}."
        return
    counts = Counter(argument.role for argument in annotation.arguments)
    for argument in annotation.arguments:
        yield from argument_violations(argument, type_, find, text)
    for role in type_.roles:
        yield from _of_number(role, counts[role.name])


def violations_beside(
    annotation: Relation | DocumentLabel, scheme: Scheme, find: Find
) -> Iterator[str]:
    """The same of an annotation that is no item."""
    if isinstance(annotation, DocumentLabel):
        if annotation.label not in {one.name for one in scheme.document_labels}:
            yield f"The scheme has no document label {annotation.label}."
        return
    type_ = next((one for one in scheme.relations if one.name == annotation.type), None)
    if type_ is None:
        yield f"The scheme has no relation {annotation.type}."
        return
    for end, admitted in ((annotation.head, type_.head), (annotation.tail, type_.tail)):
        item = find(end)
        if item is None:
            yield f"{type_.name} has an end that is gone."
        elif item.standing is Standing.REJECTED:
            yield f"{type_.name} has a rejected {item.label} at an end."
        elif admitted and item.label not in admitted:
            yield f"{type_.name} takes {_either(admitted)} there, not {item.label}."


def _of_attributes(values: Mapping[str, str], known: Iterable[Attribute]) -> Iterator[str]:
    named = {one.name: one for one in known}
    for name, value in values.items():
        if name not in named:
            yield f"The scheme has no attribute {name} here."
        elif value not in named[name].values:
            yield f"{name} is {_either(named[name].values)}, not {value}."


def argument_violations(
    argument: Argument, type_: EventType, find: Find, text: str = ""
) -> Iterator[str]:
    """The same of an argument, and what *type_* does not allow about it."""
    role = type_.role(argument.role)
    if role is None:
        yield f"{type_.name} has no role {argument.role}."
    else:
        yield from _of_filler(role, argument.filler, find, text)


def _of_filler(role: Role, filler: str | Span, find: Find, text: str) -> Iterator[str]:
    if isinstance(filler, Span):
        return
    item = find(filler)
    if item is None:
        yield f"{role.name} is filled by an annotation that is gone."
        return
    named = f"{item.label} {quoted(item.span.of(text))}" if text else item.label
    if item.standing is Standing.REJECTED:
        yield f"{role.name} is filled by a rejected {named}."
    elif not role.admits(item.label):
        yield f"{role.name} takes {_either(role.fillers)}, not {named}."


def _of_number(role: Role, count: int) -> Iterator[str]:
    if count < role.minimum:
        yield f"{role.name} needs at least {role.minimum}."
    if role.maximum is not None and count > role.maximum:
        yield f"{role.name} takes at most {role.maximum}, not {count}."


def _either(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
