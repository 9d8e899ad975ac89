"""The review session: everything a reviewer can do, without a screen.

A session holds one article at a time, what was decided on it, and the place of the
reviewer: a *focus* (an annotation) or a cursor (a selection of the text). Commands
change it and return an :class:`Outcome` for whoever draws it. A command that decides
something has written it to the store, with the place that follows, before it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ..model import (
    Argument,
    Article,
    ArticleState,
    Change,
    Comment,
    CommentChange,
    Decision,
    DecisionKind,
    Entity,
    Event,
    Record,
    RecordChange,
    Segmentation,
    Span,
    Status,
    StatusChange,
    UsageError,
    Verdict,
    Zone,
    ZoneKind,
    ZonesChange,
    inverses,
)
from ..scheme import EventType, Scheme
from ..store import Overview, Store
from .boundaries import Unit, move_end, move_start
from .clock import PACE_OF, Clock, Stopwatch
from .history import History
from .ids import next_id
from .items import Item, ItemIndex, Standing, innermost
from .outcome import Outcome, Scope
from .place import Place
from .search import find_all
from .zoning import paragraph_at, with_zone, zone_at

_VERDICT_STANDING = {
    Verdict.ACCEPTED: Standing.ACCEPTED,
    Verdict.REJECTED: Standing.REJECTED,
}


_Move = Callable[[Span, int, Unit, Segmentation, int], Span | None]


class ReviewSession:
    """One annotator's review of the articles of one store."""

    def __init__(
        self, store: Store, scheme: Scheme, annotator: str, clock: Clock | None = None
    ) -> None:
        """Resume where *annotator* stopped, or begin at the first open article.

        Raises:
            UsageError: when the store has no article.
        """
        self.scheme = scheme
        self.annotator = annotator
        self.scroll = 0
        self.matches: tuple[Span, ...] = ()
        self._store = store
        self._clock = clock or Clock()
        self._stopwatch = Stopwatch(self._clock, store.recent_seconds(annotator, PACE_OF))
        self._article_ids = store.article_ids()
        self._history: History | None = None
        self._last_id = store.last_decision_id(annotator)
        self._saved: dict[str, Any] = {}
        self._resume(store.position(annotator))

    # What is there

    @property
    def article(self) -> Article:
        """The article under review."""
        return self._article

    @property
    def segmentation(self) -> Segmentation:
        """Its tokens and sentences."""
        return self._segmentation

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Its zones as they stand now."""
        return self._imported_zones if self._state.zones is None else self._state.zones

    @property
    def state(self) -> ArticleState:
        """What the annotator's decisions on the article amount to."""
        return self._state

    @property
    def status(self) -> Status:
        """How far the review of the article is."""
        return self._state.status

    @property
    def items(self) -> ItemIndex:
        """Its entities and events, whatever their standing."""
        return self._items

    def item(self, id: str | None) -> Item | None:
        """The entity or event called *id*, or ``None``."""
        return self._items.get(id)

    def items_in(self, span: Span) -> list[Item]:
        """The items with at least one code point in *span*, in text order."""
        return self._items.touching(span)

    def comment_on(self, target: str) -> Comment | None:
        """The comment on the annotation called *target*; on the article when it is empty."""
        found = (one for one in self._state.comments.values() if one.target == target)
        return next(found, None)

    @property
    def focus(self) -> str | None:
        """The id of the focused annotation; ``None`` while the cursor leads."""
        return self._place.focus

    @property
    def selection(self) -> Span:
        """The selected text; the cursor when that is one token."""
        return self._place.selection

    @property
    def target(self) -> Item | None:
        """What a deciding command acts on: the focus, else the innermost item at the cursor."""
        if self._place.focus is not None:
            return self.item(self._place.focus)
        return innermost(
            [i for i in self.items_in(self.selection) if i.span.contains(self.selection)]
        )

    @property
    def sentence(self) -> Span:
        """The sentence of the focus or cursor; empty in an article without sentences."""
        index = self._sentence_index
        return self._segmentation.sentence(index) if index >= 0 else Span(0, 0)

    @property
    def _sentence_index(self) -> int:
        return self._segmentation.sentence_at(self.selection.start)

    def sentence_items(self) -> list[Item]:
        """The items that begin in the sentence of the focus or cursor, in reading order."""
        return self._items.in_sentence(self._sentence_index)

    @property
    def total(self) -> int:
        """How many items the article has."""
        return len(self._items)

    @property
    def decided(self) -> int:
        """How many of them are decided."""
        return len(self._items) - self._items.pending_count

    @property
    def pace(self) -> float:
        """Median seconds of the annotator's last decisions; 0 before the first."""
        return self._stopwatch.pace

    @property
    def article_count(self) -> int:
        """How many articles there are."""
        return len(self._article_ids)

    @property
    def article_number(self) -> int:
        """Which of them this is, from 1."""
        return self._article_ids.index(self._article.id) + 1

    def overview(self) -> list[Overview]:
        """Every article with its status and counts, in order."""
        return self._store.overview(self.annotator)

    def resolve(self, filler: str | Span) -> Span | None:
        """Where the filler of an argument is now; ``None`` when it names nothing known."""
        if isinstance(filler, Span):
            return filler
        item = self.item(filler)
        return item.span if item else None

    # Getting about

    def focus_next(self) -> Outcome:
        """Focus the next item in reading order."""
        return self._focus_beside(1)

    def focus_previous(self) -> Outcome:
        """Focus the previous item in reading order."""
        return self._focus_beside(-1)

    def focus_next_pending(self) -> Outcome:
        """Focus the next pending item; from the last one, the first again."""
        return self._focus_beside(1, pending=True)

    def focus_previous_pending(self) -> Outcome:
        """Focus the pending item before."""
        return self._focus_beside(-1, pending=True)

    def _focus_beside(self, step: int, *, pending: bool = False) -> Outcome:
        place = self.item(self.focus) or self.selection.start
        item = self._items.beside(place, step, pending=pending)
        if item is None and pending and step > 0:
            item = self._items.first(pending=True)
        if item is None:
            if pending:
                return Outcome("Nothing is pending in this article.", Scope.NONE)
            edge = "last" if step > 0 else "first"
            return Outcome(
                f"This is the {edge} annotation of the article."
                if self.total
                else "This article has no annotations yet.",
                Scope.NONE,
            )
        return self._go(item)

    def focus_on(self, id: str) -> Outcome:
        """Focus the annotation called *id*."""
        item = self.item(id)
        return (
            self._go(item) if item else Outcome(f"There is no annotation {id!r} here.", Scope.NONE)
        )

    def focus_at(self, offset: int) -> Outcome:
        """Focus the innermost item at *offset*, else put the cursor there."""
        item = innermost(self.items_in(Span(offset, offset + 1)))
        return self._go(item) if item else self.place_cursor(offset)

    def release_focus(self) -> Outcome:
        """Let the cursor lead, at the first token of the focus or selection."""
        return self.place_cursor(self.selection.start)

    def place_cursor(self, offset: int, *, extend: bool = False) -> Outcome:
        """Put the cursor on the token at *offset*; *extend* keeps where the selection began."""
        index = self._segmentation.token_at(offset)
        if index < 0:
            return Outcome("This article has no text to select.", Scope.NONE)
        self._set_head(self._segmentation.token(index), extend=extend)
        return Outcome()

    def select(self, span: Span) -> Outcome:
        """Select exactly *span*, token edges or not."""
        if not 0 <= span.start < span.end <= len(self._article.text):
            return Outcome("The selection would leave the article.", Scope.NONE)
        self._place = Place.at(span)
        return Outcome()

    def move_cursor(self, tokens: int, *, extend: bool = False) -> Outcome:
        """Move the cursor by *tokens*; *extend* keeps where the selection began."""
        segmentation = self._segmentation
        if not segmentation.token_count:
            return Outcome("This article has no text to select.", Scope.NONE)
        head = self._place.head
        leading = head.end - 1 if tokens > 0 else head.start
        index = segmentation.token_at(max(leading, head.start)) + tokens
        index = min(max(index, 0), segmentation.token_count - 1)
        self._set_head(segmentation.token(index), extend=extend)
        return Outcome()

    def move_sentence(self, by: int, *, extend: bool = False) -> Outcome:
        """Put the cursor on the first token of the sentence *by* sentences further."""
        count = len(self._segmentation.sentence_starts)
        if not count:
            return Outcome("This article has no text to select.", Scope.NONE)
        index = min(max(self._sentence_index + by, 0), count - 1)
        return self.place_cursor(self._segmentation.sentence(index).start, extend=extend)

    def extend_selection(self, by: int) -> Outcome:
        """Move the end of the selection by tokens."""
        return self._select_moved(move_end, by, "token")

    def _set_head(self, head: Span, *, extend: bool) -> None:
        anchor = self._place.anchor if extend else head
        self._place = Place(None, anchor, head)

    def _go(self, item: Item) -> Outcome:
        self._place = Place.at(item.span, item.id)
        return Outcome()

    # Deciding

    def accept(self) -> Outcome:
        """Accept what is targeted and go on to the next pending item.

        Accepting an event accepts the pending entities that fill its roles.
        """
        item = self.target
        if item is None:
            return self._no_target("accept")
        if item.standing is Standing.ACCEPTED:
            return self._move_on(item)
        changes = self._accepting([item])
        return self._decide(
            DecisionKind.ACCEPT, changes, f"Accepted {self._named(item)}.", then=item
        )

    def reject(self) -> Outcome:
        """Reject what is targeted and go on to the next pending item."""
        item = self.target
        if item is None:
            return self._no_target("reject")
        if item.suggestion is None:
            return self.delete()
        if item.standing is Standing.REJECTED:
            return self._move_on(item)
        changes = [self._recording(item.annotation, Verdict.REJECTED)]
        return self._decide(
            DecisionKind.REJECT, changes, f"Rejected {self._named(item)}.", then=item
        )

    def confirm_sentence(self) -> Outcome:
        """Accept everything pending in the sentence and go on to the next pending item."""
        pending = [i for i in self.sentence_items() if i.standing is Standing.PENDING]
        last = self.sentence_items()[-1] if self.sentence_items() else None
        if not pending:
            outcome = self._move_on(last)
            return replace(outcome, message=outcome.message or "Nothing was pending there.")
        changes = self._accepting(pending)
        message = f"Accepted {_count(len(changes), 'annotation')}."
        return self._decide(DecisionKind.CONFIRM, changes, message, then=last)

    def relabel(self, label: str) -> Outcome:
        """Give what is targeted another label or event type, which accepts it."""
        item = self.target
        if item is None:
            return self._no_target("relabel")
        known = self.scheme.type_named if item.is_event else self.scheme.label_named
        if label not in known:
            sort = "event type" if item.is_event else "label"
            return Outcome(f"The scheme has no {sort} {label}.", Scope.NONE)
        if item.label == label:
            if item.standing is Standing.ACCEPTED:
                return Outcome(f"It is {label} already.", Scope.NONE)
            return self.accept()
        annotation = item.annotation
        new = (
            replace(annotation, label=label)
            if isinstance(annotation, Entity)
            else replace(annotation, type=label)
        )
        changes = self._editing(item, new)
        message = f"{self._surface(item.span)}: {item.label} → {label}."
        then = item if item.standing is Standing.PENDING else None
        return self._decide(DecisionKind.RELABEL, changes, message, then=then, focus=item.id)

    def label(self, name: str) -> Outcome:
        """What an entity label's own key does.

        Relabels the focused entity; without a focus, labels the selection: relabels an
        entity on exactly that span, else adds one.
        """
        focused = self.item(self.focus)
        if focused is not None and not focused.is_event:
            return self.relabel(name)
        return self.add_entity(name)

    def add_entity(self, label: str) -> Outcome:
        """Add an entity on the selection; one that is there already is relabelled."""
        span = self.selection
        if label not in self.scheme.label_named:
            return Outcome(f"The scheme has no label {label}.", Scope.NONE)
        if not span.of(self._article.text).strip():
            return Outcome("Select some text first.", Scope.NONE)
        there = self._items.same(span, event=False)
        if there:
            self._go(next((item for item in there if item.label == label), there[0]))
            return self.relabel(label)
        return self._add(Entity(next_id(self._last_id), (span,), label))

    def add_event(self, type: str) -> Outcome:
        """Add an event with the selection as its trigger; one of the type there is accepted."""
        span = self.selection
        if type not in self.scheme.type_named:
            return Outcome(f"The scheme has no event type {type}.", Scope.NONE)
        if not span.of(self._article.text).strip():
            return Outcome("Select the trigger first.", Scope.NONE)
        there = [item for item in self._items.same(span, event=True) if item.label == type]
        if there:
            self._go(there[0])
            return self.relabel(type)
        return self._add(Event(next_id(self._last_id), type, span))

    def _add(self, annotation: Entity | Event) -> Outcome:
        change = self._recording(annotation, Verdict.ACCEPTED)
        surface = self._surface(annotation.span)
        message = f"Added {annotation.label} on {surface}."
        return self._decide(DecisionKind.ADD, [change], message, focus=annotation.id)

    def delete(self) -> Outcome:
        """Delete an annotation the reviewer added; reject one that was suggested.

        Events keep the roles that an entity filled: they go back to it with an undo.
        """
        item = self.target
        if item is None:
            return self._no_target("delete")
        if item.suggestion is not None:
            return self.reject()
        change = RecordChange(item.id, self._state.records.get(item.id), None)
        return self._decide(
            DecisionKind.DELETE, [change], f"Deleted {self._named(item)}.", then=item
        )

    def move_start(self, by: int, unit: Unit = "token") -> Outcome:
        """Move the start of what is targeted to the right, or to the left when negative.

        Without a target that moves the start of the selection.
        """
        return self._move_boundary(move_start, by, unit)

    def move_end(self, by: int, unit: Unit = "token") -> Outcome:
        """Move the end of what is targeted to the right, or to the left when negative.

        Without a target that moves the end of the selection.
        """
        return self._move_boundary(move_end, by, unit)

    def _move_boundary(self, move: _Move, by: int, unit: Unit) -> Outcome:
        item = self.item(self.focus)
        if item is None:
            return self._select_moved(move, by, unit)
        annotation = item.annotation
        if isinstance(annotation, Entity):
            part = annotation.spans[0 if move is move_start else -1]
        else:
            part = annotation.trigger
        moved = move(part, by, unit, self._segmentation, len(self._article.text))
        new = _with_part(annotation, part, moved) if moved else None
        if new is None:
            return Outcome("The boundary cannot move further there.", Scope.NONE)
        changes = self._editing(item, new)
        surface = self._surface(new.span)
        return self._decide(DecisionKind.BOUNDARY, changes, f"Now: {surface}", focus=item.id)

    def _select_moved(self, move: _Move, by: int, unit: Unit) -> Outcome:
        moved = move(self.selection, by, unit, self._segmentation, len(self._article.text))
        if moved is None:
            return Outcome("The selection cannot move further there.", Scope.NONE)
        self._place = Place.at(moved)
        return Outcome()

    def set_role(self, role: str, filler: str | Span) -> Outcome:
        """Let *filler* fill *role* of the targeted event, which accepts the event.

        Where the role takes only so many fillers, the oldest makes room.
        """
        item, event = self._targeted_event()
        if item is None or event is None:
            return Outcome("Focus an event to set its roles.", Scope.NONE)
        defined = self._type_of(event).role(role)
        if defined is None:
            return Outcome(f"{event.type} has no role {role}.", Scope.NONE)
        if filler == event.id or self.resolve(filler) is None:
            return Outcome("That cannot fill a role of this event.", Scope.NONE)
        argument = Argument(role, filler)
        if argument in event.arguments:
            return Outcome(f"It fills {role} already.", Scope.NONE)
        fillers = [one for one in event.arguments if one.role == role]
        room = len(fillers) if defined.maximum is None else defined.maximum - 1
        dropped = fillers[: max(len(fillers) - room, 0)]
        kept = tuple(one for one in event.arguments if one not in dropped)
        return self._edit_roles(item, replace(event, arguments=(*kept, argument)), f"{role}: set.")

    def clear_role(self, role: str, filler: str | Span | None = None) -> Outcome:
        """Take *filler*, or whatever is there, out of *role* of the targeted event."""
        item, event = self._targeted_event()
        if item is None or event is None:
            return Outcome("Focus an event to set its roles.", Scope.NONE)
        kept = tuple(
            one
            for one in event.arguments
            if one.role != role or (filler is not None and one.filler != filler)
        )
        if len(kept) == len(event.arguments):
            return Outcome(f"Nothing fills {role}.", Scope.NONE)
        return self._edit_roles(item, replace(event, arguments=kept), f"{role}: cleared.")

    def _edit_roles(self, item: Item, event: Event, message: str) -> Outcome:
        return self._decide(DecisionKind.ROLE, self._editing(item, event), message, focus=item.id)

    def set_attribute(self, name: str, value: str | None = None) -> Outcome:
        """Set an attribute of what is targeted, or go to its next value; which accepts it."""
        item = self.target
        if item is None:
            return self._no_target("change")
        attributes = self.scheme.attributes_of("event" if item.is_event else "entity")
        attribute = next((one for one in attributes if one.name == name), None)
        if attribute is None:
            return Outcome(f"Nothing like {name} applies to {self._named(item)}.", Scope.NONE)
        values = attribute.values
        now = item.annotation.attributes.get(name, attribute.default)
        if value is None:
            value = values[(values.index(now) + 1) % len(values)] if now in values else values[0]
        if value not in values:
            return Outcome(f"{name} is one of {', '.join(values)}.", Scope.NONE)
        chosen = {**item.annotation.attributes, name: value}
        if value == attribute.default:
            del chosen[name]
        changes = self._editing(item, replace(item.annotation, attributes=chosen))
        return self._decide(DecisionKind.ATTRIBUTE, changes, f"{name}: {value}.", focus=item.id)

    # On the article

    def set_status(self, status: Status) -> Outcome:
        """Mark the article; the same status again reopens it.

        An article that is done or skipped gives way to the next open one.
        """
        new = Status.OPEN if self.status is status else status
        change = StatusChange(self.status, new)
        message = "Open again." if new is Status.OPEN else f"Marked as {new.value}."
        left = self._items.pending_count
        if new is Status.DONE and left:
            message = f"Marked as done with {_count(left, 'suggestion')} undecided."
        outcome = self._decide(DecisionKind.STATUS, [change], message)
        if new in (Status.DONE, Status.SKIPPED) and outcome.scope is not Scope.NONE:
            following = self._next_open()
            if following is None:
                return replace(outcome, message=f"{message} No article is left open.")
            self.open(following)
            return Outcome(message, Scope.ARTICLE)
        return outcome

    def comment(self, text: str) -> Outcome:
        """Comment on what is targeted, else on the article; empty text takes it away."""
        item = self.target
        target = item.id if item else ""
        old = self.comment_on(target)
        text = text.strip()
        if not text and old is None:
            return Outcome("There is no comment to take away.", Scope.NONE)
        if old is not None and old.text == text:
            return Outcome("The comment says that already.", Scope.NONE)
        id = old.id if old else next_id(self._last_id)
        new = Comment(id, text, target) if text else None
        message = "Commented." if new else "Took the comment away."
        return self._decide(DecisionKind.COMMENT, [CommentChange(id, old, new)], message)

    def toggle_zone(self, kind: ZoneKind | None = None) -> Outcome:
        """Make the paragraph of the focus or cursor *kind*; else body, or boilerplate if it was."""
        text = self._article.text
        paragraph = paragraph_at(text, self.zones, self.selection.start)
        if not paragraph.length:
            return Outcome("There is no paragraph here.", Scope.NONE)
        zone = zone_at(self.zones, paragraph.start)
        old = zone.kind if zone else ZoneKind.BODY
        new = kind or (ZoneKind.BODY if old is ZoneKind.BOILERPLATE else ZoneKind.BOILERPLATE)
        if new is old:
            return Outcome(f"It is {new.value} already.", Scope.NONE)
        zones = with_zone(self.zones, paragraph, new, text)
        return self._decide(
            DecisionKind.ZONE,
            [ZonesChange(self._state.zones, zones)],
            f"The paragraph is {new.value} now.",
        )

    # Undo

    def undo(self) -> Outcome:
        """Take back the last decision that stands, in whichever article it was."""
        id = self._loaded_history.to_undo
        if id is None:
            return Outcome("There is nothing to undo.", Scope.NONE)
        return self._take_back(id, DecisionKind.UNDO)

    def redo(self) -> Outcome:
        """Bring back what undo took back last, unless something was decided since."""
        id = self._loaded_history.to_redo
        if id is None:
            return Outcome("There is nothing to redo.", Scope.NONE)
        return self._take_back(id, DecisionKind.REDO)

    def _take_back(self, id: str, kind: DecisionKind) -> Outcome:
        undone = self._store.decision(id)
        moved = undone.article_id != self._article.id
        if moved:
            self.open(undone.article_id)
        what = undone.kind
        if kind is DecisionKind.REDO:
            what = self._store.decision(undone.undoes).kind
        message = f"{'Undid' if kind is DecisionKind.UNDO else 'Redid'}: {what.value}."
        changes = list(inverses(undone.changes))
        touched = [one.id for one in changes if isinstance(one, RecordChange)]
        outcome = self._decide(
            kind, changes, message, undoes=id, focus=touched[-1] if touched else None
        )
        return replace(outcome, scope=Scope.ARTICLE) if moved else outcome

    @property
    def _loaded_history(self) -> History:
        if self._history is None:
            self._history = History(self._store.steps(self.annotator))
        return self._history

    # Articles

    def open(self, article_id: str) -> Outcome:
        """Go to the article called *article_id*, at its first pending item.

        Raises:
            UsageError: when there is none.
        """
        self._load(article_id)
        first = self._items.first(pending=True) or self._items.first()
        if first is not None:
            self._go(first)
        else:
            self.place_cursor(0)
        return Outcome("", Scope.ARTICLE)

    def next_article(self) -> Outcome:
        """Go to the next article, whatever its status."""
        return self._open_beside(1)

    def previous_article(self) -> Outcome:
        """Go to the article before, whatever its status."""
        return self._open_beside(-1)

    def _open_beside(self, step: int) -> Outcome:
        index = self.article_number - 1 + step
        if not 0 <= index < self.article_count:
            edge = "last" if step > 0 else "first"
            return Outcome(f"This is the {edge} article.", Scope.NONE)
        return self.open(self._article_ids[index])

    def _next_open(self) -> str | None:
        open_ids = {
            row.id for row in self.overview() if row.status in (Status.OPEN, Status.FLAGGED)
        }
        here = self.article_number
        around = self._article_ids[here:] + self._article_ids[: here - 1]
        return next((id for id in around if id in open_ids), None)

    # Search

    def search(self, pattern: str) -> Outcome:
        """Find *pattern* in the article and go to the first match at or after the cursor.

        Case matters only when *pattern* has a capital. ``matches`` has the places.
        """
        self.matches = tuple(find_all(self._article.text, pattern))
        if not self.matches:
            message = f"{_shorten(pattern)} is not in this article." if pattern else ""
            return Outcome(message, Scope.ARTICLE)
        start = self.selection.start
        index = next((i for i, match in enumerate(self.matches) if match.start >= start), 0)
        return replace(self._go_to_match(index), scope=Scope.ARTICLE)

    def find_next(self) -> Outcome:
        """Go to the next match; from the last one, the first again."""
        start = self.selection.start
        found = (i for i, match in enumerate(self.matches) if match.start > start)
        return self._go_to_match(next(found, 0))

    def find_previous(self) -> Outcome:
        """Go to the match before; from the first one, the last again."""
        start = self.selection.start
        found = (i for i, m in reversed(list(enumerate(self.matches))) if m.start < start)
        return self._go_to_match(next(found, len(self.matches) - 1))

    def _go_to_match(self, index: int) -> Outcome:
        if not self.matches:
            return Outcome("Search for something first.", Scope.NONE)
        self._place = Place.at(self.matches[index])
        return Outcome(f"Match {index + 1} of {len(self.matches)}.")

    # Keeping

    def save(self) -> None:
        """Keep the place, so that the next session resumes exactly here."""
        position = self._position()
        if position != self._saved:
            self._store.save_position(self.annotator, position)
            self._saved = position

    def close(self) -> None:
        """Keep the place; the store stays open."""
        self.save()

    def _position(self) -> dict[str, Any]:
        place = self._place.to_json()
        return {"article": self._article.id, "scroll": self.scroll, **place}

    def _resume(self, position: dict[str, Any]) -> None:
        if not self._article_ids:
            raise UsageError(
                "there is no article to review yet; add some with `goldleaf add PATH`."
            )
        if position.get("article") not in self._article_ids:
            self.open(self._article_ids[0])
            return
        self.open(position["article"])
        self._saved = position
        self.scroll = position["scroll"]
        place = Place.from_json(position)
        if place.focus is None or self.item(place.focus) is not None:
            self._place = place

    def _load(self, article_id: str) -> None:
        store = self._store
        self._article = store.article(article_id)
        self._segmentation = store.segmentation(article_id)
        self._imported_zones = store.zones(article_id)
        self._state = store.state(article_id, self.annotator)
        every = store.suggestions(article_id, retired=True)
        self._suggestions = {suggestion.id: suggestion for suggestion in every}
        self._active = {suggestion.id for suggestion in store.suggestions(article_id)}
        self._index_items()
        self._place = Place()
        self.scroll = 0
        self.matches = ()
        self._stopwatch.start()

    def _index_items(self) -> None:
        ids = {*self._active, *self._state.records}
        found = (self._item_of(id) for id in ids)
        self._items = ItemIndex((item for item in found if item), self._segmentation)

    def _item_of(self, id: str) -> Item | None:
        """The item that the state and the suggestions make of *id* now."""
        suggestion = self._suggestions.get(id)
        record = self._state.records.get(id)
        annotation = record.annotation if record else None
        if annotation is None and suggestion is not None and id in self._active:
            annotation = suggestion.annotation
        if not isinstance(annotation, Entity | Event):
            return None
        if record is not None:
            return Item(annotation, _VERDICT_STANDING[record.verdict], suggestion)
        zone = zone_at(self.zones, annotation.span.start)
        if zone is not None and zone.kind is ZoneKind.BOILERPLATE:
            return None
        return Item(annotation, Standing.PENDING, suggestion)

    # What a decision changes

    def _recording(self, annotation: Entity | Event, verdict: Verdict) -> RecordChange:
        old = self._state.records.get(annotation.id)
        return RecordChange(annotation.id, old, Record(annotation, verdict))

    def _accepting(self, items: Iterable[Item]) -> list[Change]:
        """Accept *items* and, before each event, the pending annotations that fill its roles."""
        changes: dict[str, Change] = {}
        for item in items:
            self._accept_into(changes, item.annotation)
        return list(changes.values())

    def _accept_into(self, changes: dict[str, Change], annotation: Entity | Event) -> None:
        if annotation.id in changes:
            return
        change = changes[annotation.id] = self._recording(annotation, Verdict.ACCEPTED)
        if isinstance(annotation, Event):
            fillers = (
                self.item(a.filler) for a in annotation.arguments if isinstance(a.filler, str)
            )
            for filler in fillers:
                if filler is not None and filler.standing is Standing.PENDING:
                    self._accept_into(changes, filler.annotation)
            changes[annotation.id] = change

    def _editing(self, item: Item, new: Entity | Event) -> list[Change]:
        return self._accepting([replace(item, annotation=new)])

    # One decision, one transaction

    def _decide(
        self,
        kind: DecisionKind,
        changes: Sequence[Change],
        message: str,
        *,
        then: Item | None = None,
        focus: str | None = None,
        undoes: str = "",
    ) -> Outcome:
        """Carry out a decision and keep it with the place that follows.

        That is the next pending item after *then*, or *focus*, or the place as it was.
        When the store cannot take the decision, nothing has happened.
        """
        if self._store.last_decision_id(self.annotator) != self._last_id:
            return self._catch_up()
        decision = Decision(
            next_id(self._last_id),
            self._article.id,
            self.annotator,
            kind,
            self._clock.stamp(),
            tuple(changes),
            self._stopwatch.read(),
            undoes,
        )
        before = self._place
        self._apply(decision.changes)
        self._settle(decision, then, focus)
        try:
            with self._store.transaction():
                self._store.append(decision)
                self._store.save_position(self.annotator, self._position())
        except BaseException:
            self._apply(inverses(decision.changes))
            self._place = before
            raise
        self._saved = self._position()
        self._last_id = decision.id
        self._stopwatch.note(decision.seconds)
        if self._history is not None:
            self._history.add(decision.id, kind, undoes)
        return self._outcome(decision, message)

    def _apply(self, changes: Sequence[Change]) -> None:
        self._state = self._state.after(changes)
        if any(isinstance(change, ZonesChange) for change in changes):
            self._index_items()
            return
        for change in changes:
            if isinstance(change, RecordChange):
                self._items.put(change.id, self._item_of(change.id))

    def _settle(self, decision: Decision, then: Item | None, focus: str | None) -> None:
        if then is not None:
            self._move_on(then)
        elif focus is not None:
            item = self.item(focus)
            if item is not None:
                self._go(item)
            else:
                self._place = Place.at(_span_before(decision, focus) or self.selection)
        if self._place.focus is not None and self.item(self._place.focus) is None:
            self._place = Place.at(self.selection)

    def _move_on(self, item: Item | None) -> Outcome:
        """Focus the next pending item after *item*, or the first one when none follows."""
        place: Item | int = item if item is not None else self.selection.start
        following = self._items.beside(place, 1, pending=True) or self._items.first(pending=True)
        if following is None:
            return Outcome("Nothing is pending in this article.")
        return self._go(following)

    def _outcome(self, decision: Decision, message: str) -> Outcome:
        if any(isinstance(change, ZonesChange) for change in decision.changes):
            return Outcome(message, Scope.ARTICLE)
        touched = tuple(one.id for one in decision.changes if isinstance(one, RecordChange))
        return Outcome(message, Scope.ITEMS, touched)

    def _catch_up(self) -> Outcome:
        place, scroll = self._place, self.scroll
        self._load(self._article.id)
        self._history = None
        self._last_id = self._store.last_decision_id(self.annotator)
        self.scroll = scroll
        self._place = place if self.item(place.focus) else Place.at(place.selection)
        return Outcome(
            f"{self.annotator} has decided in another session meanwhile; this is how it"
            " stands now, so decide again.",
            Scope.ARTICLE,
        )

    # Wording

    def _targeted_event(self) -> tuple[Item | None, Event | None]:
        item = self.target
        if item is not None and isinstance(item.annotation, Event):
            return item, item.annotation
        return None, None

    def _type_of(self, event: Event) -> EventType:
        return self.scheme.type_named.get(event.type, EventType(event.type))

    def _no_target(self, verb: str) -> Outcome:
        return Outcome(f"There is no annotation here to {verb}.", Scope.NONE)

    def _named(self, item: Item) -> str:
        return f"{item.label} {self._surface(item.span)}"

    def _surface(self, span: Span) -> str:
        return _shorten(span.of(self._article.text))


def _with_part(annotation: Entity | Event, part: Span, moved: Span) -> Entity | Event | None:
    """*annotation* with *moved* in the place of *part*; ``None`` when its parts would meet."""
    if isinstance(annotation, Event):
        return replace(annotation, trigger=moved)
    spans = tuple(moved if span == part else span for span in annotation.spans)
    if any(before.end > after.start for before, after in pairwise(spans)):
        return None
    return replace(annotation, spans=spans)


def _span_before(decision: Decision, id: str) -> Span | None:
    """Where the annotation called *id* was before *decision*."""
    for change in decision.changes:
        if isinstance(change, RecordChange) and change.id == id and change.old is not None:
            annotation = change.old.annotation
            return annotation.span if isinstance(annotation, Entity | Event) else None
    return None


def _shorten(text: str, limit: int = 40) -> str:
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= limit else flat[: limit - 1] + '…'}”"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
