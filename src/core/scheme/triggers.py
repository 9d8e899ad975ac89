"""Trigger lists as schemes and lexicons write them."""

from __future__ import annotations

from typing import get_args

from .scheme import PartOfSpeech, Trigger
from .table import Table, shown

_PARTS_OF_SPEECH: tuple[PartOfSpeech, ...] = get_args(PartOfSpeech)


def read_triggers(table: Table) -> tuple[Trigger, ...]:
    """The triggers of ``verb = […]``, ``noun = […]`` and ``adjective = […]``.

    Each item is a string of lemmas with a space between them, or a table of
    ``lemma`` and ``weight``. The weight 0 is kept for :func:`merged`.
    """
    table.allow(*_PARTS_OF_SPEECH)
    found: dict[tuple[tuple[str, ...], str], Trigger] = {}
    for pos in _PARTS_OF_SPEECH:
        for item in table.items(pos):
            trigger = _trigger(table, pos, item)
            if trigger is None:
                continue
            if (trigger.lemmas, pos) in found:
                words = " ".join(trigger.lemmas)
                table.report(pos, f"lists {words!r} twice", value=words)
            found[trigger.lemmas, pos] = trigger
    return tuple(found.values())


def merged(base: tuple[Trigger, ...], more: tuple[Trigger, ...]) -> tuple[Trigger, ...]:
    """*base* and *more*, of which *more* wins for the same words; weight 0 takes out."""
    by_words = {(one.lemmas, one.pos): one for one in (*base, *more)}
    return tuple(one for one in by_words.values() if one.weight > 0)


def _trigger(table: Table, pos: PartOfSpeech, item: object) -> Trigger | None:
    match item:
        case str():
            lemma, weight = item, 1.0
        case {"lemma": str(lemma), "weight": (int() | float()) as weight, **rest} if not rest:
            if isinstance(weight, bool) or not 0 <= weight <= 1:
                table.report(
                    pos, f"gives {lemma!r} the weight {weight}, which is not 0 to 1", value=lemma
                )
                return None
        case _:
            table.report(
                pos,
                'must list words like "call on" or { lemma = "meet", weight = 0.7 }, '
                f"not {shown(item)}",
            )
            return None
    lemmas = tuple(lemma.split())
    if not lemmas or not lemma.isprintable():
        table.report(pos, f"must not hold {lemma!r}", value=lemma)
        return None
    return Trigger(lemmas, pos, float(weight))
