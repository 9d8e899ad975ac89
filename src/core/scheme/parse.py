"""From the TOML text of a scheme to its values, with every mistake reported."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping

from ..model import UsageError
from .problems import Problems, meant
from .scheme import Attribute, EntityLabel, EventType, Mentions, RelationType, Role, Scheme, Trigger
from .table import Table
from .triggers import merged, read_triggers

Lexicon = Mapping[str, tuple[Trigger, ...]]
"""Triggers by event type."""

_HasKey = EntityLabel | EventType | Role | Attribute | RelationType

_AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_GROUPS = (
    *("name", "description", "mentions", "lexicon", "entities", "roles", "events", "attributes"),
    *("relations", "documents"),
)
_APPEARANCE = ("description", "key", "colour", "mark")


def read_toml(text: str, origin: str) -> Table:
    """The top table of *text*; raises ``UsageError`` with the line when it is not TOML."""
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise UsageError(f"{origin}: this is not a scheme: it is nested too deeply") from None
    except ValueError as error:  # a number with too many digits is not a TOMLDecodeError
        where = _AT_LINE.search(str(error))
        line = int(where[1]) if where and where[1] else text.count("\n") + 1
        reason = _AT_LINE.sub("", str(error))
        raise UsageError(f"{origin} line {line}: this is not TOML: {reason}") from None
    return Table(values, (), Problems(text, origin))


def read_scheme(
    text: str, origin: str, lexicon_named: Callable[[str], Lexicon] | None, lexicons: Iterable[str]
) -> Scheme:
    """The scheme that *text* describes.

    *lexicon_named* gives the packaged lexicon of a name among *lexicons*; without
    it, the event types are left without triggers. Raises ``UsageError`` that names
    *origin*, line and key.
    """
    top = read_toml(text, origin)
    top.allow(*_GROUPS)
    labels = tuple(_label(name, table) for name, table in top.named_tables("entities"))
    label_names = [label.name for label in labels]
    type_names = list(top.table("events").values)
    fillers = (*label_names, *type_names)
    for name in type_names:
        if name in label_names:
            top.table("events").report(name, "is also the name of an entity label; rename one")
    included = _included(top, lexicons, lexicon_named)
    shared = {name: _role(name, one, fillers) for name, one in top.named_tables("roles")}
    if shared and not type_names:
        top.report("roles", "gives roles to every event type, but the scheme has none")
    scheme = Scheme(
        name=top.text("name") or origin,
        description=top.paragraph("description"),
        labels=labels,
        event_types=tuple(
            _event_type(name, table, shared, fillers, included)
            for name, table in top.named_tables("events")
        ),
        attributes=tuple(_attribute(n, table) for n, table in top.named_tables("attributes")),
        relations=tuple(_relation(n, table, fillers) for n, table in top.named_tables("relations")),
        document_labels=tuple(_document_label(n, t) for n, t in top.named_tables("documents")),
        mentions=_mentions(top, bool(labels)),
    )
    _check_keys(top, scheme, shared)
    _check_pipeline_labels(top, labels)
    top.problems.check()
    return scheme


def _included(
    top: Table, lexicons: Iterable[str], lexicon_named: Callable[[str], Lexicon] | None
) -> Lexicon | None:
    """The triggers of the lexicons that the scheme includes, or ``None`` when not wanted."""
    table = top.table("lexicon")
    table.allow("include")
    triggers: dict[str, tuple[Trigger, ...]] = {}
    known = tuple(lexicons)
    for name in table.texts("include"):
        if name not in known:
            table.report(
                "include",
                f"names the lexicon {name!r}, which does not exist (there is {', '.join(known)})"
                + meant(name, known),
                value=name,
            )
        elif lexicon_named:
            for type_name, more in lexicon_named(name).items():
                triggers[type_name] = merged(triggers.get(type_name, ()), more)
    return triggers if lexicon_named else None


def _mentions(top: Table, has_labels: bool) -> Mentions:
    """What entities are marked on."""
    given = _mentions_in(top)
    if given is Mentions.PHRASES and not has_labels:
        top.report("mentions", "asks for phrases, but the scheme has no entity labels for them")
    return given


def _mentions_in(table: Table, default: Mentions = Mentions.NAMES) -> Mentions:
    given, known = table.text("mentions") or default.value, [one.value for one in Mentions]
    if given not in known:
        wanted = " or ".join(repr(one) for one in known)
        table.report("mentions", f"is {given!r}; it may be {wanted}{meant(given, known)}")
        return default
    return Mentions(given)


def _label(name: str, table: Table) -> EntityLabel:
    table.allow(*_APPEARANCE, "spacy")
    return EntityLabel(
        name=name,
        description=table.paragraph("description"),
        key=table.key(),
        colour=table.colour(),
        mark=table.mark() or name,
        spacy=table.texts("spacy"),
    )


def _document_label(name: str, table: Table) -> EntityLabel:
    table.allow(*_APPEARANCE)
    return _label(name, table)


def _event_type(
    name: str,
    table: Table,
    shared: Mapping[str, Role],
    fillers: tuple[str, ...],
    included: Lexicon | None,
) -> EventType:
    table.allow(*_APPEARANCE, "roles", "triggers")
    own = {
        role: _role(role, one, fillers, shared.get(role))
        for role, one in table.named_tables("roles")
    }
    others = tuple(role for role in shared.values() if role.name not in own)
    if own:
        _check_unique(table.table("roles"), (*others, *own.values()))
    triggers: tuple[Trigger, ...] = ()
    if included is not None:
        triggers = merged(included.get(name, ()), read_triggers(table.table("triggers")))
    return EventType(
        name=name,
        description=table.paragraph("description"),
        key=table.key(),
        colour=table.colour(),
        mark=table.mark() or name,
        roles=(*own.values(), *others),
        triggers=triggers,
    )


def _role(name: str, table: Table, fillers: tuple[str, ...], shared: Role | None = None) -> Role:
    """The role in *table*; what that does not say is as in *shared*."""
    table.allow("description", "key", "fillers", "min", "max", "mentions")
    base, given = shared or Role(name), table.values
    minimum = base.minimum if "min" not in given else table.count("min") or 0
    maximum = base.maximum if "max" not in given else table.count("max")
    if maximum == 0:
        table.report("max", "is 0, so nothing could fill the role; leave it out or give 1 or more")
    elif maximum is not None and minimum > maximum:
        table.report("min", f"is {minimum}, more than max, which is {maximum}")
    return Role(
        name=name,
        key=table.key() if "key" in given else base.key,
        fillers=_existing(table, "fillers", fillers) if "fillers" in given else base.fillers,
        minimum=minimum,
        maximum=maximum,
        description=table.paragraph("description") if "description" in given else base.description,
        mentions=_mentions_in(table, base.mentions),
    )


def _existing(table: Table, key: str, names: tuple[str, ...]) -> tuple[str, ...]:
    found = table.texts(key)
    for name in found:
        if name not in names:
            table.report(
                key,
                f"names the label {name!r}, which the scheme does not have{meant(name, names)}",
                value=name,
            )
    return found


def _attribute(name: str, table: Table) -> Attribute:
    table.allow("description", "values", "default", "key", "applies_to")
    values, default = table.texts("values"), table.text("default")
    if len(values) < 2:  # noqa: PLR2004 - one value is no choice
        table.report("values", "must list at least two values to choose from")
    elif not default:
        table.report("default", f"is missing; name one of the values ({', '.join(values)})")
    elif default not in values:
        table.report(
            "default",
            f"is {default!r}, which is not among the values ({', '.join(values)})"
            + meant(default, values),
        )
    kinds = ("entity", "event")
    applies_to = table.texts("applies_to") or ("event",)
    for kind in applies_to:
        if kind not in kinds:
            table.report(
                "applies_to",
                f"names {kind!r}; it may name 'entity' and 'event'{meant(kind, kinds)}",
                value=kind,
            )
    return Attribute(
        name=name,
        values=values,
        default=default,
        key=table.key(),
        applies_to=applies_to,
        description=table.paragraph("description"),
    )


def _relation(name: str, table: Table, names: tuple[str, ...]) -> RelationType:
    table.allow("description", "key", "head", "tail", "symmetric", "transitive")
    return RelationType(
        name=name,
        description=table.paragraph("description"),
        key=table.key(),
        head=_existing(table, "head", names),
        tail=_existing(table, "tail", names),
        symmetric=table.flag("symmetric"),
        transitive=table.flag("transitive"),
    )


def _check_keys(top: Table, scheme: Scheme, shared: Mapping[str, Role]) -> None:
    _check_unique(top.table("entities"), scheme.labels)
    _check_unique(top.table("roles"), tuple(shared.values()))
    _check_unique(top.table("events"), scheme.event_types)
    _check_unique(top.table("attributes"), scheme.attributes)
    _check_unique(top.table("relations"), scheme.relations)
    _check_unique(top.table("documents"), scheme.document_labels)
    label_with = {label.key: label.name for label in scheme.labels if label.key}
    for attribute in scheme.attributes:
        # Both are pressed straight in the review, without a key before them.
        if attribute.key in label_with:
            top.table("attributes").table(attribute.name).report(
                "key",
                f"is {attribute.key!r}, which the label {label_with[attribute.key]} has already",
            )


def _check_unique(table: Table, entries: Iterable[_HasKey]) -> None:
    """Report each key of the keyboard that a second entry of *table* uses."""
    taken: dict[str, str] = {}
    for entry in entries:
        if entry.key and entry.key in taken:
            table.problems.report(
                (*table.path, entry.name, "key"),
                f"is {entry.key!r}, which {taken[entry.key]} has already",
            )
        taken.setdefault(entry.key, entry.name)


def _check_pipeline_labels(top: Table, labels: tuple[EntityLabel, ...]) -> None:
    """Report each pipeline label that two labels say they mean."""
    taken: dict[str, str] = {}
    for label in labels:
        for name in label.spacy:
            if name in taken:
                top.table("entities").table(label.name).report(
                    "spacy", f"names {name!r}, which {taken[name]} names already", value=name
                )
            taken.setdefault(name, label.name)
