"""The review session: everything a reviewer can do, without a screen.

Commands return an :class:`Outcome` for whoever draws the session. A command that
decides something has written it to the store, with the place that follows, before
it returns; when the store cannot take it, it raises and nothing has happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model import (
    DecisionKind,
    DocumentLabel,
    Entity,
    Event,
    Record,
    RecordChange,
    Relation,
    Span,
    Verdict,
    ZoneKind,
    ZonesChange,
    next_id,
)
from ..wording import counted
from .carrying import Carrying
from .constraints import argument_violations, violations, violations_beside
from .edits import (
    accepted_same,
    accepting,
    categorised,
    deleting,
    editing,
    giving_way,
    has_words,
    recording,
    with_fragment,
)
from .items import Item, Standing
from .outcome import Outcome, Scope
from .past import Step, steps_of
from .sweeping import Sweeping
from .zoning import paragraph_at, with_zone, zone_at


class ReviewSession(Sweeping, Carrying):
    """One annotator's review of the articles of one store."""

    # Deciding

    def accept(self) -> Outcome:
        """Accept what is targeted and go on to the next pending item.

        Accepting an event accepts the pending entities that fill its roles. What says the
        same as an accepted annotation gives way to it: there is one of them, and not two.
        """
        item = self.target
        if item is None:
            return self._no_target("accept")
        if item.standing is Standing.ACCEPTED:
            return self._go_on(item)
        same = accepted_same(self._desk, item)
        if same is not None:
            return self._give_way(item, same)
        changes = accepting(self._desk, [item])
        return self._decide(
            DecisionKind.ACCEPT, changes, f"Accepted {self._named(item)}.", then=item
        )

    def _give_way(self, item: Item, same: Item) -> Outcome:
        """Reject *item*, since *same* says it already, and go on."""
        message = f"{self._named(same)} is there already"
        if item.standing is Standing.REJECTED:
            return replace(self._go_on(item), message=f"{message}.")
        changes = giving_way(self._desk, item, same)
        if any(one.id == same.id for one in changes):
            message += " and has what it lacked"
        message += ": rejected this suggestion."
        return self._decide(DecisionKind.REJECT, changes, message, then=item)

    def reject(self) -> Outcome:
        """Reject what is targeted and go on to the next pending item."""
        item = self.target
        if item is None:
            return self._no_target("reject")
        if item.suggestion is None:
            return self.delete()
        if item.standing is Standing.REJECTED:
            return self._go_on(item)
        changes = [recording(self._desk, item.annotation, Verdict.REJECTED)]
        return self._decide(
            DecisionKind.REJECT, changes, f"Rejected {self._named(item)}.", then=item
        )

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
        new = categorised(item.annotation, label)
        same = accepted_same(self._desk, replace(item, annotation=new))
        if same is not None and item.standing is not Standing.ACCEPTED:
            return self._give_way(item, same)
        changes = editing(self._desk, item, new)
        message = f"{self._surface(item.span)}: {item.label} → {label}."
        then = item if item.standing is Standing.PENDING else None
        outcome = self._decide(DecisionKind.RELABEL, changes, message, then=then, focus=item.id)
        return replace(outcome, message=" ".join((outcome.message, *self._refused_roles(item))))

    def _refused_roles(self, item: Item) -> Iterator[str]:
        """What the scheme says against the label of *item* in the roles it fills nearby."""
        nearby = self.items.in_sentence(self.segmentation.sentence_at(item.span.start))
        for event in nearby:
            type_ = self.scheme.type_named.get(event.label)
            if type_ and isinstance(event.annotation, Event):
                for argument in event.annotation.arguments:
                    if argument.filler == item.id:
                        yield from argument_violations(argument, type_, self.items.get)

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
        if not has_words(span.of(self.article.text)):
            return Outcome("Select some words first.", Scope.NONE)
        there = self.items.same(span, event=False)
        if there:
            self._go(next((item for item in there if item.label == label), there[0]))
            return self.relabel(label)
        return self._add(Entity(next_id(self._last_id), (span,), label))

    def add_event(self, type: str) -> Outcome:
        """Add an event with the selection as its trigger; one of the type there is accepted."""
        span = self.selection
        if type not in self.scheme.type_named:
            return Outcome(f"The scheme has no event type {type}.", Scope.NONE)
        if not has_words(span.of(self.article.text)):
            return Outcome("Select the trigger first.", Scope.NONE)
        there = [item for item in self.items.same(span, event=True) if item.label == type]
        if there:
            return self._take_up(there[0])
        return self._add(Event(next_id(self._last_id), type, span))

    def _take_up(self, item: Item) -> Outcome:
        """Accept *item*, which the reviewer was about to add, and stay with it."""
        self._go(item)
        if item.standing is Standing.ACCEPTED:
            return Outcome(f"{self._named(item)} is there already.")
        changes = accepting(self._desk, [item])
        message = f"Accepted {self._named(item)}."
        return self._decide(DecisionKind.ACCEPT, changes, message, focus=item.id)

    def _add(self, annotation: Entity | Event) -> Outcome:
        change = recording(self._desk, annotation, Verdict.ACCEPTED)
        surface = self._surface(annotation.span)
        message = f"Added {annotation.label} on {surface}."
        return self._decide(DecisionKind.ADD, [change], message, focus=annotation.id)

    def delete(self) -> Outcome:
        """Delete an annotation the reviewer added, whose words stay selected; reject a suggestion.

        In the roles that a deleted annotation filled, its bare span stays.
        """
        item = self.target
        if item is None:
            return self._no_target("delete")
        if item.suggestion is not None:
            return self.reject()
        changes = deleting(self._desk, item)
        # to be added anew in another way: who wants to go on has keys for that
        return self._decide(
            DecisionKind.DELETE, changes, f"Deleted {self._named(item)}.", focus=item.id
        )

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
        changes = editing(self._desk, item, replace(item.annotation, attributes=chosen))
        return self._decide(DecisionKind.ATTRIBUTE, changes, f"{name}: {value}.", focus=item.id)

    def set_link(self, link: str) -> Outcome:
        """Link the targeted entity to an entry of a knowledge base; empty takes the link off."""
        item = self.target
        if item is None or not isinstance(item.annotation, Entity):
            return Outcome("Focus an entity to link it.", Scope.NONE)
        link = link.strip()
        if item.annotation.link == link:
            return Outcome("It is linked so already." if link else "It has no link.", Scope.NONE)
        changes = editing(self._desk, item, replace(item.annotation, link=link))
        entry = self.linked_entry(link)
        named = f"{link}, {entry.label}" if entry else link
        message = f"Linked to {named}." if link else "Took the link off."
        return self._decide(DecisionKind.LINK, changes, message, focus=item.id)

    def toggle_fragment(self, id: str, span: Span) -> Outcome:
        """Add *span* to the parts of the entity called *id*, or take that part out.

        A part that touches *span* goes when *span* covers no more than it; else *span*
        becomes a further part of a discontinuous entity.
        """
        item = self.item(id)
        if item is None or not isinstance(item.annotation, Entity):
            return Outcome("Focus an entity first.", Scope.NONE)
        new = with_fragment(item.annotation, span)
        if new is None:
            return Outcome("That would leave nothing, or cut a part in two.", Scope.NONE)
        changes = editing(self._desk, item, new)
        message = f"{counted(len(new.spans), 'part')}: {self._surface(new.span)}"
        return self._decide(DecisionKind.FRAGMENT, changes, message, focus=id)

    # What the scheme says of it

    def violations(self, item: Item) -> tuple[str, ...]:
        """A sentence for each thing about *item* that the scheme does not allow."""
        # the same words may break the same rule twice
        found = violations(item, self.scheme, self.items.get, self.article.text)
        return tuple(dict.fromkeys(found))

    def all_violations(self) -> list[tuple[Item | None, str]]:
        """What the scheme does not allow of what is accepted, in text order.

        A relation is told at its head, and a label of the article at no item.
        """
        found: list[tuple[Item | None, str]] = [
            (item, sentence)
            for item in self.items
            if item.standing is Standing.ACCEPTED
            for sentence in self.violations(item)
        ]
        for record in self.state.records.values():
            annotation = record.annotation
            if isinstance(annotation, Relation | DocumentLabel):
                at = self.item(annotation.head) if isinstance(annotation, Relation) else None
                said = violations_beside(annotation, self.scheme, self.items.get)
                found += [(at, sentence) for sentence in said]
        return found

    # History

    def history(self, id: str) -> list[Step]:
        """What this annotator decided about the annotation called *id*, oldest first."""
        return steps_of(id, self._store.log(self.article.id, self.annotator))

    def restore(self, id: str, record: Record | None) -> Outcome:
        """Bring the annotation called *id* back to what it was: a *record* of its history."""
        now = self.state.records.get(id)
        if now == record:
            return Outcome("It stands like that already.", Scope.NONE)
        changes = [RecordChange(id, now, record)]
        return self._decide(DecisionKind.RESTORE, changes, "Restored.", focus=id)

    # On the article

    @property
    def document_labels(self) -> frozenset[str]:
        """The labels of the article as a whole."""
        return frozenset(
            record.annotation.label
            for record in self.state.records.values()
            if isinstance(record.annotation, DocumentLabel)
        )

    def toggle_document_label(self, name: str) -> Outcome:
        """Give the article a label of the scheme's document labels, or take it off."""
        if name not in {label.name for label in self.scheme.document_labels}:
            return Outcome(f"The scheme has no document label {name}.", Scope.NONE)
        for id, record in self.state.records.items():
            if isinstance(record.annotation, DocumentLabel) and record.annotation.label == name:
                change = RecordChange(id, record, None)
                return self._decide(DecisionKind.DOCUMENT, [change], f"Not {name}.")
        label = DocumentLabel(next_id(self._last_id), name)
        change = RecordChange(label.id, None, Record(label, Verdict.ACCEPTED))
        return self._decide(DecisionKind.DOCUMENT, [change], f"The article is {name}.")

    def toggle_zone(self, kind: ZoneKind | None = None) -> Outcome:
        """Make the paragraph of the focus or cursor *kind*; else body, or boilerplate if it was."""
        text = self.article.text
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
            [ZonesChange(self.state.zones, zones)],
            f"The paragraph is {new.value} now.",
        )
