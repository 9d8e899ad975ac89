"""Editing events: their roles, and making one of two or two of one."""

from __future__ import annotations

from dataclasses import replace

from ..model import Argument, DecisionKind, Event, Span, Verdict, next_id
from .deciding import Deciding
from .edits import editing, merging, recording, with_filler, with_swapped, without_filler
from .items import Item
from .outcome import Outcome, Scope

_NO_EVENT = Outcome("Focus an event first.", Scope.NONE)


class EventEditing(Deciding):
    """What a reviewer can do to the targeted event; every edit accepts it."""

    def set_role(self, role: str, filler: str | Span) -> Outcome:
        """Let *filler* fill *role* of the targeted event, which accepts the event.

        Where the role takes only so many fillers, the oldest makes room.
        """
        item, event = self._targeted_event()
        if item is None or event is None:
            return _NO_EVENT
        defined = self.scheme.type_named.get(event.type)
        role_of_type = defined.role(role) if defined else None
        if role_of_type is None:
            return Outcome(f"{event.type} has no role {role}.", Scope.NONE)
        if filler == event.id or self.resolve(filler) is None:
            return Outcome("That cannot fill a role of this event.", Scope.NONE)
        if Argument(role, filler) in event.arguments:
            return Outcome(f"It fills {role} already.", Scope.NONE)
        return self._edit_roles(item, with_filler(event, role_of_type, filler), f"{role}: set.")

    def clear_role(self, role: str, filler: str | Span | None = None) -> Outcome:
        """Take *filler*, or whatever is there, out of *role* of the targeted event."""
        item, event = self._targeted_event()
        if item is None or event is None:
            return _NO_EVENT
        new = without_filler(event, role, filler)
        if new == event:
            return Outcome(f"Nothing fills {role}.", Scope.NONE)
        return self._edit_roles(item, new, _cleared(role, new))

    def _edit_roles(self, item: Item, event: Event, message: str) -> Outcome:
        return self._decide(
            DecisionKind.ROLE, editing(self._desk, item, event), message, focus=item.id
        )

    def _targeted_event(self) -> tuple[Item | None, Event | None]:
        item = self.target
        if item is not None and isinstance(item.annotation, Event):
            return item, item.annotation
        return None, None

    def swap_roles(self, first: str, second: str) -> Outcome:
        """Let what fills two roles of the targeted event change places."""
        item, event = self._targeted_event()
        if item is None or event is None:
            return _NO_EVENT
        new = with_swapped(event, first, second)
        if new == event:
            return Outcome(f"Nothing fills {first} or {second}.", Scope.NONE)
        return self._edit_roles(item, new, f"{first} ⇄ {second}.")

    def duplicate_event(self) -> Outcome:
        """Add a second event on the same trigger, with the same roles, and focus it."""
        item, event = self._targeted_event()
        if item is None or event is None:
            return _NO_EVENT
        copy = replace(event, id=next_id(self._last_id))
        change = recording(self._desk, copy, Verdict.ACCEPTED)
        message = f"Duplicated {self._named(item)}."
        return self._decide(DecisionKind.ADD, [change], message, focus=copy.id)

    def merge_event(self, other: str) -> Outcome:
        """Give the targeted event the roles of the event called *other*, which goes."""
        item, event = self._targeted_event()
        merged = self.item(other)
        if item is None or event is None:
            return _NO_EVENT
        if merged is None or not isinstance(merged.annotation, Event) or merged.id == event.id:
            return Outcome("Name another event to merge into this one.", Scope.NONE)
        changes = merging(self._desk, item, merged)
        message = f"Merged {self._named(merged)} into {self._named(item)}."
        return self._decide(DecisionKind.MERGE, changes, message, focus=item.id)


def _cleared(role: str, event: Event) -> str:
    left = sum(one.role == role for one in event.arguments)
    return f"{role}: taken out, {left} left." if left else f"{role}: cleared."
