"""The JSON lines of RAMS (Ebner et al. 2020, https://nlp.jhu.edu/rams).

One event a line within five sentences: ``evt_triggers`` and ``ent_spans`` are
``[start, end, [[label, score], …]]``, and ``gold_evt_links`` are ``[trigger, argument, role]``
with a role such as ``evt089arg02victim``. Tokens are counted through the text, and the end
is included, as in DyGIE++.
"""

from __future__ import annotations

import re
from typing import Any

_ROLE = re.compile(r"evt\d+arg\d+(.+)")
_TRIGGERS, _LINKS = "evt_triggers", "gold_evt_links"
_SPAN, _LINK = 3, 3


def is_rams(value: dict[str, Any]) -> bool:
    """Whether *value* is a line of RAMS."""
    return isinstance(value.get(_TRIGGERS), list) and "sentences" in value


def as_dygie(value: dict[str, Any]) -> dict[str, Any]:
    """*value* as DyGIE++ has it: all events in the first sentence, as tokens are counted anyway.

    What is not in the form of RAMS stays in its place, to be told by who reads that.
    """
    links = value.get(_LINKS)
    links = links if isinstance(links, list) else []
    events: list[Any] = []
    for trigger in value[_TRIGGERS]:
        types = trigger[2] if isinstance(trigger, list) and len(trigger) == _SPAN else None
        if not isinstance(types, list) or not types:
            events.append([trigger])
            continue
        arguments = [
            [*link[1][:2], _role(link[2])] if isinstance(link[1], list) else link
            for link in links
            if isinstance(link, list) and len(link) == _LINK and link[0] == trigger[:2]
        ]
        events += [[[*trigger[:2], _name(one)], *arguments] for one in types]
    wrong = [one for one in links if not isinstance(one, list) or len(one) != _LINK]
    return value | {"events": [[*events, *wrong]]}


def _name(labelled: object) -> object:
    return labelled[0] if isinstance(labelled, list) and labelled else labelled


def _role(role: object) -> object:
    found = _ROLE.fullmatch(role) if isinstance(role, str) else None
    return found[1] if found else role
