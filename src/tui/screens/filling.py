"""Filling the roles of an event: a capital for the role, then letters on the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from ...core.model import Argument, Event, Span
from ...core.model.visible import visible
from ...core.review import Item, Standing
from ...core.review.boundaries import Unit
from ...core.scheme import Role
from .. import choosing
from ..hinting import LETTERS, Hint, Hinting, Spot, hinted
from ..inspection import capital_keys
from ..widgets.key_line import Way
from .asking import Asking

_ENDS: dict[str, tuple[Literal["start", "end"], int, Unit]] = {
    "end_left": ("end", -1, "token"),
    "end_right": ("end", 1, "token"),
    "start_left": ("start", -1, "token"),
    "start_right": ("start", 1, "token"),
    "end_left_character": ("end", -1, "character"),
    "end_right_character": ("end", 1, "character"),
    "start_left_character": ("start", -1, "character"),
    "start_right_character": ("start", 1, "character"),
}
"""Which end of a filler the actions for boundaries move, by how many of what."""


_CAPITALS = 4
"""How many capitals of roles the legend has room for."""


@dataclass(frozen=True, slots=True)
class _Roles:
    """The roles of the event called ``event``; with ``on``, one after the other is offered."""

    event: str
    all: tuple[Role, ...]
    on: bool = False

    @property
    def capitals(self) -> dict[str, Role]:
        return capital_keys(self.all)

    @property
    def letters(self) -> str:
        """The letters that are no capital of a role."""
        return "".join(letter for letter in LETTERS if letter not in self.capitals)


class Filling(Asking):
    """Lets mentions, events and fresh words fill roles, and moves their ends."""

    _adjusted: tuple[str, str] | None = None
    """The event and the role whose filler was chosen last, until another key is pressed."""

    def do_role(self) -> None:
        """Choose a role of the event in a list, then who fills it."""
        event = self._target().annotation
        assert isinstance(event, Event)
        choices = choosing.roles(self.session, event)
        if choices.choices:
            self._choose(choices, lambda choice: self._offer_fillers(cast("Role", choice.value)))
        else:
            self.say(f"The scheme gives {event.type} no roles.", warning=True)

    def _offer_fillers(self, role: Role) -> None:
        item = self._target()
        event = item.annotation
        assert isinstance(event, Event)
        self._choose(
            choosing.fillers(self.session, item, event, role),
            lambda choice: self._fill(event, role, cast("str | Span", choice.value)),
        )

    def _fill(self, event: Event, role: Role, filler: str | Span) -> bool:
        """Let *filler* fill *role*, or take it out where it does already."""
        present = Argument(role.name, filler) in event.arguments
        change = self.session.clear_role if present else self.session.set_role
        return self._attempt(lambda: change(role.name, filler))

    # By letters

    def _fill_on(self) -> None:
        """Offer the roles of the event in focus that nothing fills yet, one after the other."""
        item = self.session.item(self.session.focus)
        if item is not None and item.is_event:
            self._hint_next(self._roles_of(item, on=True))

    def _fill_role(self, role: Role) -> None:
        """Put letters on what may fill *role* of the event in focus."""
        self._hint_fillers(role, self._roles_of(self._target()))

    def _roles_of(self, item: Item, *, on: bool = False) -> _Roles:
        type_ = self.session.scheme.type_named.get(item.label)
        return _Roles(item.id, type_.roles if type_ else (), on)

    def _hint_next(self, roles: _Roles, after: Role | None = None) -> None:
        """Go on to the next role *after* one that is empty, if there is one."""
        following = self._next_empty(roles, after)
        if following is not None:
            self._hint_fillers(following, roles)

    def _next_empty(self, roles: _Roles, after: Role | None) -> Role | None:
        filled = {argument.role for argument in self._event_of(roles).arguments}
        rest = roles.all[roles.all.index(after) + 1 :] if after in roles.all else roles.all
        return next((role for role in rest if role.name not in filled), None)

    def _event_of(self, roles: _Roles) -> Event:
        item = self.session.item(roles.event)
        assert item is not None
        assert isinstance(item.annotation, Event)
        return item.annotation

    def _hint_fillers(self, role: Role, roles: _Roles) -> None:
        """Put letters on mentions and words: the chosen one fills *role*, or leaves it."""
        event = self._event_of(roles)

        def hints() -> list[Hint]:
            mentions = self._candidates(event, role)
            words = self._words_beside(event, role, mentions)
            barred = {**dict.fromkeys(words, ""), **mentions}
            near = event.trigger.start
            return hinted(barred, near, barred.__getitem__, last=words, letters=roles.letters)

        self._hint_for_role(
            role,
            roles,
            Hinting(
                f"{_title(role, event)}: which mention or word?",
                hints,
                lambda spot: self._take_spot(role, roles, spot),
                words=lambda: self._hint_words_for(role, roles),
            ),
        )

    def _hint_words_for(self, role: Role, roles: _Roles) -> None:
        """Put letters on all words in view, to choose the first of those that fill *role*."""
        event = self._event_of(roles)
        near = event.trigger.start
        self._hint_for_role(
            role,
            roles,
            Hinting(
                f"{_title(role, event)}: which word?",
                lambda: hinted(self.view.words_in_view(), near, letters=roles.letters),
                lambda spot: self._take_spot(role, roles, spot),
            ),
        )

    def _hint_for_role(self, role: Role, roles: _Roles, hinting: Hinting) -> None:
        """Put letters on the text that leave the keys for other roles and for ends alone."""
        event = self._event_of(roles)
        hinting.take = lambda: self._hint_next(roles, role) if roles.on else self.say("")
        hinting.other = lambda key: self._key_beside(key, role, roles)
        self._hint(hinting)
        if self._hinting is hinting:
            self._show_ways(roles, filled=any(one.role == role.name for one in event.arguments))

    def _show_ways(self, roles: _Roles, *, filled: bool) -> None:
        """Show what the keys do while the letters stand."""
        ways = [Way(("letters",), "choose")]
        if self._hinting is not None and self._hinting.words is not None:
            ways.append(Way(self._first("letters_words"), "all words"))
        if roles.on:
            ways.append(Way(self._first("letters_take"), "next role"))
        ways.append(Way(tuple(roles.capitals)[:_CAPITALS], "role"))
        if filled:
            ends = (*self._first("end_left"), *self._first("end_right"))
            ways += [Way(ends, "its end"), Way(self._first("delete"), "empty")]
        ways.append(Way(self._first("letters_leave"), "leave"))
        self.legend.show(*(way for way in ways if way.keys))

    def _take_spot(self, role: Role, roles: _Roles, spot: Spot) -> None:
        span, event = spot.value, self._event_of(roles)
        if isinstance(span, str) or Argument(role.name, span) in event.arguments:
            self._put(role, roles, span)
            return

        def other(key: str) -> bool:
            self._stop_hinting()
            self._fill(event, role, span)
            return self._key_beside(key, role, roles)

        self._hint_end(
            _title(role, event),
            spot,
            lambda chosen: self._put(role, roles, chosen),
            other=other,
            letters=roles.letters,
        )

    def _put(self, role: Role, roles: _Roles, filler: str | Span) -> None:
        if self._fill(self._event_of(roles), role, filler):
            self._adjusted = (roles.event, role.name)
            if roles.on:
                self._hint_next(roles, role)

    def _candidates(self, event: Event, role: Role) -> dict[Spot, str]:
        """The mentions in view, with why they may not fill *role*; empty where they may."""
        now = {one.filler for one in event.arguments if one.role == role.name}
        found = {spot: self.session.item(str(spot.value)) for spot in self.view.mentions_in_view()}
        return {
            spot: "" if other.id in now else choosing.may_fill(other, role)
            for spot, other in found.items()
            if other is not None
            and other.id != event.id
            and (other.standing is not Standing.REJECTED or other.id in now)
        }

    def _words_beside(self, event: Event, role: Role, mentions: Iterable[Spot]) -> list[Spot]:
        """The words of the event's sentence that are not where a mention begins.

        Words that fill *role* are one spot, to be taken out by it.
        """
        words = self.session.segmentation
        sentence = words.sentence_at(event.trigger.start)
        if sentence < 0:
            return []
        span = words.sentence(sentence)
        taken = {spot.start for spot in mentions}
        bare = [one.filler for one in event.arguments if one.role == role.name]
        filling = {filler.start: filler for filler in bare if isinstance(filler, Span)}
        return [
            spot._replace(value=filling.get(spot.start, spot.value))
            for spot in self.view.words_in_view()
            if span.start <= spot.start < span.end
            and spot.start not in taken
            and not event.trigger.overlaps(cast("Span", spot.value))
        ]

    # Keys beside the letters

    def _key_beside(self, key: str, role: Role, roles: _Roles) -> bool:
        """Do what *key* does for *role*; whether that was anything, else letters are gone."""
        self._stop_hinting()
        action = self.keymap.action_for(key)
        if key in roles.capitals:
            self._hint_fillers(roles.capitals[key], roles)
            return True
        if action is None or not (action.id in _ENDS or action.id == "delete"):
            return False
        if action.id == "delete":
            self._attempt(lambda: self.session.clear_role(role.name))
            self._hint_fillers(role, roles)
            return True
        filled = any(one.role == role.name for one in self._event_of(roles).arguments)
        if filled or not roles.on:
            self._adjusted = (roles.event, role.name)
        self._adjust(key)
        if roles.on:
            self._hint_fillers(role, roles)
        return True

    def _adjust(self, key: str) -> bool:
        """Move an end of the filler that was chosen last, where *key* does that."""
        action = self.keymap.action_for(key)
        adjusted = self._adjusted
        if adjusted is None or action is None or action.id not in _ENDS:
            self._adjusted = None
            return False
        event, role = adjusted
        if self.session.focus != event:
            self._adjusted = None
            return False
        side, by, unit = _ENDS[action.id]
        self._attempt(lambda: self.session.move_filler(role, side, by, unit))
        return True


def _title(role: Role, event: Event) -> str:
    return f"{visible(role.name)} of {visible(event.type)}"
