"""Editing events: their roles, and making one of two or two of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from ..model import Argument, DecisionKind, Event, Span, Verdict, next_id
from ..scheme import Mentions, Role
from .boundaries import Unit, leaves_paragraph, move_end, move_start
from .edits import (
    editing,
    has_words,
    merging,
    recording,
    with_filler,
    with_mutual,
    with_other_filler,
    with_part,
    with_swapped,
    without_filler,
)
from .items import Item, Standing
from .outcome import Outcome, Scope
from .remarks import Remarking

_NO_EVENT = Outcome("Focus an event first.", Scope.NONE)


class EventEditing(Remarking):
    """What a reviewer can do to the targeted event; every edit accepts it."""

    def set_role(self, role: str, filler: str | Span) -> Outcome:
        """Let *filler* fill *role* of the targeted event, which accepts the event.

        It takes the place of a filler that it overlaps; where the role takes only so many,
        the oldest makes room.
        """
        item, event = self._targeted_event()
        if item is None or event is None:
            return _NO_EVENT
        role_of_type = self._role_of(event, role)
        if role_of_type is None:
            return Outcome(f"{event.type} has no role {role}.", Scope.NONE)
        span = self.resolve(filler)
        if filler == event.id or span is None:
            return Outcome("That cannot fill a role of this event.", Scope.NONE)
        if Argument(role, filler) in event.arguments:
            return Outcome(f"It fills {role} already.", Scope.NONE)
        new = with_filler(event, role_of_type, filler, self.resolve)
        return self._edit_roles(item, new, f"{role}: {self._surface(span)}.")

    def move_filler(
        self, role: str, side: Literal["start", "end"], by: int, unit: Unit = "token"
    ) -> Outcome:
        """Move an end of what fills *role* of the targeted event last.

        An entity moves itself where the scheme has names in the role; else bare words, or
        an entity on exactly these, take its place.
        """
        item, event = self._targeted_event()
        if item is None or event is None:
            return _NO_EVENT
        fillers = [one.filler for one in event.arguments if one.role == role]
        span = self.resolve(fillers[-1]) if fillers else None
        if span is None:
            return Outcome(f"Nothing fills {role}.", Scope.NONE)
        text = self.article.text
        move = move_start if side == "start" else move_end
        moved = move(span, by, unit, self.segmentation, len(text))
        if moved is None or leaves_paragraph(span, moved, text):
            return Outcome("The boundary cannot move further there.", Scope.NONE)
        message = f"{role}: {self._surface(moved)}."
        defined = self._role_of(event, role)
        filler = self.item(fillers[-1]) if isinstance(fillers[-1], str) else None
        if filler is not None and filler.is_event:
            return Outcome(f"{role} is filled by an event: go there to move it.", Scope.NONE)
        if filler is not None and (defined is None or defined.mentions is Mentions.NAMES):
            new = with_part(filler.annotation, span, moved)
            if new == filler.annotation or new is None:
                return Outcome("Go to that entity to move one of its parts.", Scope.NONE)
            changes = editing(self._desk, filler, new)
            return self._decide(DecisionKind.BOUNDARY, changes, message, focus=item.id)
        there = (
            one.id
            for one in self.items.same(moved, event=False)
            if one.standing is not Standing.REJECTED
            and (defined is None or defined.admits(one.label))
        )
        new_event = with_other_filler(event, role, fillers[-1], next(there, moved))
        return self._edit_roles(item, new_event, message)

    def _role_of(self, event: Event, role: str) -> Role | None:
        type_ = self.scheme.type_named.get(event.type)
        return type_.role(role) if type_ else None

    def share_roles(self, first: str, second: str) -> Outcome:
        """Let what fills one of two roles of the targeted event fill both: each does it to each."""
        item, event = self._targeted_event()
        if item is None or event is None:
            return _NO_EVENT
        new = with_mutual(event, first, second)
        if set(new.arguments) == set(event.arguments):
            return Outcome(f"{first} and {second} have the same fillers already.", Scope.NONE)
        return self._edit_roles(item, new, f"{first} = {second}.")

    def move_trigger(self, span: Span) -> Outcome:
        """Let *span* be the trigger of the targeted event, whose roles stay."""
        item, event = self._targeted_event()
        if item is None or event is None:
            return _NO_EVENT
        if span == event.trigger:
            return Outcome("That is the trigger already.", Scope.NONE)
        if not has_words(span.of(self.article.text)):
            return Outcome("A trigger needs words.", Scope.NONE)
        changes = editing(self._desk, item, replace(event, trigger=span))
        message = f"The trigger is {self._surface(span)}."
        return self._decide(DecisionKind.BOUNDARY, changes, message, focus=item.id)

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
