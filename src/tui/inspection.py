"""What the inspector says about the annotation in focus and its sentence, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from ..core.model import DocumentLabel, Entity, Event, Span
from ..core.model.visible import visible
from ..core.review import COREFERENCE, Item, ReviewSession, Standing
from ..core.review.remarks import said
from ..core.scheme import Attribute, Role
from .lines import Line, Run, apart, clip, clip_line, flow, joined, linked, pad, width_of, wrap

MARKS = {
    Standing.PENDING: ("?", "waiting"),
    Standing.ACCEPTED: ("✓", "good"),
    Standing.REJECTED: ("✗", "bad"),
}
"""The sign and the ink of each standing."""

_QUOTE = 60
_CHAIN_LINES = 3
_ROWS_KEPT = 300
_ROOM_FOR_MORE = 4
"""From how many free lines on the sentences that follow are shown too."""


def surface(session: ReviewSession, span: Span, most: int = _QUOTE) -> str:
    """The words of *span* on one line, fit for the screen."""
    # a span may be as long as the article
    text = session.article.text[span.start : min(span.end, span.start + 4 * most)]
    return clip(" ".join(visible(text, keep="\n\t\r").split()), most)


def label_run(name: str) -> Run:
    """A label or event type in its own colour."""
    return (visible(name), f"label:{name}")


def filler_runs(session: ReviewSession, filler: str | Span, most: int = 24) -> Line:
    """What fills a role: its words and its label."""
    span = session.resolve(filler)
    if span is None:
        return (("(not there any more)", "bad"),)
    item = session.item(filler) if isinstance(filler, str) else None
    words: Run = (surface(session, span, most), "strong")
    if item is None:
        return linked((words,), f"span:{span.start}-{span.end}")
    ink = "bad" if item.standing is Standing.REJECTED else f"label:{item.label}"
    return linked((words, (" ", ""), (visible(item.label), ink)), f"item:{item.id}")


@dataclass(frozen=True, slots=True)
class Inspection:
    """Lines on what *session* targets, for a column or for three lines below the text.

    ``note`` stands beside the words of the target; ``event_key`` adds an event. ``rows`` are
    those of items that were shown before: most of them are shown again at the next key.
    """

    session: ReviewSession
    note: Line = ()
    event_key: str = ""
    rows: dict[str, tuple[Item, int, Line]] = field(default_factory=dict)

    def column(self, width: int, height: int) -> list[Line]:
        """For a column beside the text."""
        item = self.session.target
        lines = self._about(item, width) if item else self._about_selection(width)
        lines += self._comments(item, width)
        lines += [(), *self._sentence_heading(width)]
        lines += self._sentence_list(item, width, height - len(lines))
        return lines + self._after_it(width, height - len(lines))

    def _after_it(self, width: int, height: int) -> list[Line]:
        """The items of the sentences that follow, as far as there is room."""
        if height < _ROOM_FOR_MORE:
            return []
        segmentation = self.session.segmentation
        here = segmentation.sentence_at(self.session.selection.start)
        found: list[Item] = []
        count = len(segmentation.sentence_starts)
        for sentence in range(here + 1, min(here + 1 + height, count)):
            found += self.session.items.in_sentence(sentence)
            if len(found) >= height - 2:
                break
        if here < 0 or not found:
            return []
        rows = [self._row(item, None, width) for item in found[: height - 2]]
        return [(), (("AFTER IT", "dim"),), *rows]

    def folded(self, width: int) -> list[Line]:
        """For three lines below the text."""
        item = self.session.target
        if item is None:
            first, second = self._about_selection(width)[:2]
            second = next(iter(self._comments(None, width)[1:]), second)
        else:
            words = (("  ", ""), (f"‹{surface(self.session, item.span, 30)}›", "strong"))
            comment = self.session.comment_on(item.id)
            noted: Line = ((" ✎ ", "accent"), (visible(said(comment)), "")) if comment else ()
            note: Line = (("  ", ""), *self.note) if self.note else ()
            said_wrong = map(visible, self._violations(item)[:1])
            wrong: Line = tuple((f"  ! {one}", "warning") for one in said_wrong)
            left = (*self._name(item), *words, *note, *wrong, *noted)
            first = apart(left, self._standing(item), width)
            second = self._second(item, width)
        return [first, second, self._sentence_flow(item, width)]

    def _second(self, item: Item, width: int) -> Line:
        annotation = item.annotation
        if isinstance(annotation, Entity):
            link = self._link(annotation.link, width)[:1] if annotation.link else []
            known = [*self._disputed(item, width), *link, *self._uses(item, width)[:1]]
            known += self._relations(item, width)
            return clip_line(joined(known or self._description(item, width, 1)), width)
        filled: list[Line] = []
        empty: list[Line] = []
        keys: Line = ()
        for role in self._roles(annotation):
            fillers = [one.filler for one in annotation.arguments if one.role == role.name]
            key = self._key(role, annotation) or "·"
            piece = linked(((key, "key"), (f" {visible(role.name)} ", "dim")), f"role:{role.name}")
            for index, filler in enumerate(fillers):
                span = self.session.resolve(filler)
                words = surface(self.session, span, 18) if span else "?"
                to = f"item:{filler}" if isinstance(filler, str) else ""
                said: Line = ((words, "strong"),)
                piece = (
                    *piece,
                    (", " if index else "", "dim"),
                    *(linked(said, to) if to else said),
                )
            if fillers:
                filled.append(piece)
            else:
                empty.append((*piece, ("–", "faint")))
                keys = (*keys, *linked(((key, "key"), (" ", "")), f"role:{role.name}"))
        pieces = [*self._disputed(item, width), *filled, self._unusual(item)]
        pieces += self._relations(item, width)
        line = joined([*pieces, *empty])
        if empty and width_of(line) > width:
            # the keys of all roles, rather than the names of some
            line = joined([*pieces, (*keys, ("–", "faint"))])
        return clip_line(line, width)

    # One annotation

    def _about(self, item: Item, width: int) -> list[Line]:
        lines = [apart(self._name(item), self._standing(item), width), ()]
        words = surface(self.session, item.span, 3 * width)
        room = width - width_of(self.note) - 2 if self.note else width
        said: list[Line] = [((line, "strong"),) for line in wrap(f"“{words}”", room, 3)]
        lines += [*said[:-1], apart(said[-1], self.note, width)] if self.note else said
        lines += self._description(item, width, 3)
        annotation = item.annotation
        if isinstance(annotation, Event):
            lines += [(), *self._role_lines(annotation, width)]
        else:
            if annotation.link:
                lines += self._link(annotation.link, width)
            if uses := self._uses(item, width):
                lines += [(), *uses]
        lines += self._related(item, width)
        for sentence in self._violations(item):
            parts = wrap(visible(sentence), width - 2, 2)
            lines += [
                (("  " if index else "! ", "warning"), (part, "warning"))
                for index, part in enumerate(parts)
            ]
        if attributes := self._attributes(item):
            lines += [(), *flow(attributes, width)]
        return lines

    def _link(self, link: str, width: int) -> list[Line]:
        """The entry that an entity is linked to, with what is known of it."""
        entry = self.session.linked_entry(link)
        about = (
            f" {entry.label}" + (f": {entry.description}" if entry.description else "")
            if entry
            else ""
        )
        known = self.session.knowledge is None or entry is not None
        said = about if known else " (not in the knowledge base)"
        head: Line = (("link ", "dim"), (visible(link), "strong"), (visible(said), ""))
        return [linked(clip_line(head, width), "action:link")]

    def _violations(self, item: Item) -> tuple[str, ...]:
        return () if item.standing is Standing.REJECTED else self.session.violations(item)

    def _name(self, item: Item) -> Line:
        sort = "EVENT" if item.is_event else "ENTITY"
        return ((sort, "dim"), ("  ", ""), label_run(item.label))

    def _standing(self, item: Item) -> Line:
        suggestion = item.suggestion
        sign, ink = MARKS[item.standing]
        if item.standing is Standing.PENDING and suggestion is not None:
            return ((f"{sign} suggested ", ink), (f"{suggestion.score:.2f}", "dim"))
        if suggestion is None:
            return ((f"{sign} added", ink),)
        changed = suggestion.annotation != item.annotation
        word = "changed" if changed and item.standing is Standing.ACCEPTED else item.standing.value
        return ((f"{sign} {word}", ink),)

    def _description(self, item: Item, width: int, most: int) -> list[Line]:
        scheme = self.session.scheme
        known = scheme.type_named if item.is_event else scheme.label_named
        found = known.get(item.label)
        if found is None:
            return [(("not in the scheme", "warning"),)]
        return [((line, "dim"),) for line in wrap(visible(found.description), width, most)] or [()]

    def _roles(self, event: Event) -> list[Role]:
        type_ = self.session.scheme.type_named.get(event.type)
        roles = list(type_.roles) if type_ else []
        known = {role.name for role in roles}
        unknown = dict.fromkeys(one.role for one in event.arguments if one.role not in known)
        return roles + [Role(name) for name in unknown]

    def _key(self, role: Role, event: Event) -> str:
        """The key that sets *role* at once when *event* is in focus; else the one in the list."""
        if self.session.focus == event.id:
            known = capital_keys(self._roles(event))
            return next((key for key, one in known.items() if one == role), "")
        return role.key

    def _role_lines(self, event: Event, width: int) -> list[Line]:
        roles = self._roles(event)
        column = min(max((width_of(((role.name, ""),)) for role in roles), default=0), 14)
        lines: list[Line] = []
        for role in roles:
            key = self._key(role, event) or " "
            head = linked(
                ((f"{key} ", "key"), (pad(visible(role.name), column), "dim")),
                f"role:{role.name}",
            )
            fillers = [one.filler for one in event.arguments if one.role == role.name]
            room = width - column - 4
            pieces = [filler_runs(self.session, filler, room - 6) for filler in fillers]
            if not pieces:
                missing = role.minimum > 0
                pieces = [(("missing", "warning"),) if missing else (("–", "faint"),)]
            found = flow(pieces, room)
            first: Line = (*head, ("  ", ""), *found[0])
            takes = self._takes(role, width - width_of(first) - 2)
            lines.append(apart(first, ((takes, "faint"),), width) if takes else first)
            lines += [((" " * (column + 4), ""), *line) for line in found[1:]]
        return lines

    def _takes(self, role: Role, room: int) -> str:
        """What may fill *role* and how often, as far as there is *room* to say it."""
        scheme = self.session.scheme
        marks = {one.name: one.mark for one in scheme.labels}
        marks |= {one.name: one.mark for one in scheme.event_types}
        bounds = "" if role.maximum is None else f"≤{role.maximum}"
        if role.minimum:
            bounds = f"≥{role.minimum} {bounds}".rstrip()
        labels = visible(" ".join(marks.get(name) or name for name in role.fillers))
        whole = f"{labels} {bounds}".strip()
        return whole if len(whole) <= room else bounds if len(bounds) <= room else ""

    def _attributes(self, item: Item) -> list[Line]:
        """Each attribute's value behind the key that goes on to its next one."""
        pieces: list[Line] = []
        for attribute, value in self._values(item):
            usual = value == attribute.default
            named = attribute.name if value == "unspecified" else value
            ink = "faint" if value == "unspecified" else "dim" if usual else "accent"
            key: Line = ((f"{attribute.key} ", "key"),) if attribute.key else ()
            pieces.append(linked((*key, (visible(named), ink)), f"attribute:{attribute.name}"))
        return pieces

    def _unusual(self, item: Item) -> Line:
        """The values that are not the usual ones."""
        line: Line = ()
        for attribute, value in self._values(item):
            if value != attribute.default:
                run = linked(((visible(value), "accent"),), f"attribute:{attribute.name}")
                line = (*line, *([(" · ", "faint")] if line else []), *run)
        return line

    def _values(self, item: Item) -> Iterator[tuple[Attribute, str]]:
        for attribute in self.session.scheme.attributes_of("event" if item.is_event else "entity"):
            yield attribute, item.annotation.attributes.get(attribute.name, attribute.default)

    def _uses(self, item: Item, width: int) -> list[Line]:
        """The events near by of which an entity fills a role."""
        lines: list[Line] = []
        for other in near(self.session):
            if not isinstance(other.annotation, Event):
                continue
            lines += [
                linked(
                    (
                        (f"{visible(argument.role)} of ", "dim"),
                        (surface(self.session, other.span, max(width - 30, 8)), ""),
                        (" ", ""),
                        label_run(other.label),
                    ),
                    f"item:{other.id}",
                )
                for argument in other.annotation.arguments
                if argument.filler == item.id
            ]
        return lines

    def _related(self, item: Item, width: int) -> list[Line]:
        """What *item* is related to, and who says otherwise."""
        lines = [*self._relations(item, width), *self._disputed(item, width)]
        return [(), *lines] if lines else []

    def _relations(self, item: Item, width: int) -> list[Line]:
        """The chain that *item* is in, and what else it is related to."""
        session = self.session
        lines: list[Line] = []
        chain = session.chain(item.id)
        if len(chain) > 1:
            others = [one for one in chain if one is not item]
            pieces: list[Line] = [((f"{len(chain)} the same:", ""),)]
            for one in others:
                words = surface(session, one.span, 24) + ("" if one is others[-1] else ",")
                pieces.append(linked(((words, ""),), f"item:{one.id}"))
            for n, line in enumerate(flow(pieces, width - 2, 1)[:_CHAIN_LINES]):
                lines.append((("  " if n else "≡ ", "accent"), *line))
        for relation in session.relations_of(item.id):
            other = session.item(relation.tail if relation.head == item.id else relation.head)
            if relation.type == COREFERENCE or other is None:
                continue
            arrow = "→" if relation.head == item.id else "←"
            words = surface(session, other.span, max(width - 20, 8))
            to: Line = ((f"{arrow} {visible(relation.type)} ", "dim"), (words, ""))
            lines.append(linked(to, f"item:{other.id}"))
        return lines

    def _disputed(self, item: Item, width: int) -> list[Line]:
        """What other suggesters or annotators say in the place of *item*."""
        lines: list[Line] = []
        for one in self.session.dissents(item):
            head: Line = (("≠ ", "warning"), (f"{visible(one.who)}: ", "dim"))
            if one.annotation is None:
                lines.append((*head, ("rejected", "bad")))
                continue
            line: Line = (*head, label_run(one.annotation.label))
            if one.annotation.span != item.span:
                room = max(width - width_of(line) - 3, 8)
                line = (*line, (f" “{surface(self.session, one.annotation.span, room)}”", ""))
            lines.append(line)
        return lines

    def _about_selection(self, width: int) -> list[Line]:
        session = self.session
        words = surface(session, session.selection, 2 * width)
        if not session.total:
            hint = "no suggestions yet: `goldleaf suggest` proposes some"
        else:
            hint = "the key of a label adds an entity here"
            hint += f", {self.event_key} an event" if self.event_key else ""
        return [
            (("SELECTED", "dim"), ("  ", ""), (clip(words, width - 10), "strong")),
            *[((line, "dim"),) for line in wrap(hint, width, 2)],
        ]

    def _comments(self, item: Item | None, width: int) -> list[Line]:
        session = self.session
        found = [(session.comment_on(item.id), "")] if item else []
        found += [
            (comment, f"{visible(relation.type)}: ")
            for relation in (session.relations_of(item.id) if item else ())
            if (comment := session.comment_on(relation.id))
        ]
        for one in session.comments_in(session.sentence):
            words = surface(session, Span(*cast("Span", one.target)), 24)
            found.append((one, f"“{words}”: "))
        found.append((session.comment_on(""), "article: "))
        for one in session.state.comments.values():
            record = session.state.records.get(one.target) if isinstance(one.target, str) else None
            if record is not None and isinstance(record.annotation, DocumentLabel):
                found.append((one, f"label {visible(record.annotation.label)}: "))
        lines: list[Line] = []
        for comment, about in found:
            if comment is None:
                continue
            said = wrap(about + visible(comment.text, keep="\n"), width - 2, 4)
            lines += [
                (("✎ " if index == 0 else "  ", "accent"), (line, ""))
                for index, line in enumerate(said)
            ]
        return [(), *lines] if lines else []

    # The sentence

    def _sentence_heading(self, width: int) -> list[Line]:
        items = self.session.sentence_items()
        pending = sum(item.standing is Standing.PENDING for item in items)
        left = f"{pending} pending" if pending else "all decided" if items else "nothing here"
        return [apart((("IN THIS SENTENCE", "dim"),), ((left, "dim"),), width)]

    def _sentence_list(self, focused: Item | None, width: int, height: int) -> list[Line]:
        items = self.session.sentence_items()
        return [self._row(item, focused, width) for item in _window(items, focused, height)]

    def _row(self, item: Item, focused: Item | None, width: int) -> Line:
        if focused is not None and item.id == focused.id:
            return self._new_row(item, width, here=True)
        kept = self.rows.get(item.id)
        # an item that changes in any way is another one
        if kept is None or kept[0] is not item or kept[1] != width:
            if len(self.rows) >= _ROWS_KEPT:
                self.rows.clear()
            kept = self.rows[item.id] = (item, width, self._new_row(item, width, here=False))
        return kept[2]

    def _new_row(self, item: Item, width: int, *, here: bool) -> Line:
        sign, ink = MARKS[item.standing]
        label = label_run(item.label)
        room = width - 4 - width_of((label,))
        words = surface(self.session, item.span, max(room - 1, 4))
        left: Line = (
            ("▸" if here else " ", "accent"),
            (sign, ink),
            (" ", ""),
            (f"‹{words}›" if item.is_event else words, "strong" if here else ""),
        )
        return linked(apart(left, (label,), width), f"item:{item.id}")

    def _sentence_flow(self, focused: Item | None, width: int) -> Line:
        pieces: list[Line] = []
        for item in self.session.sentence_items():
            sign, ink = MARKS[item.standing]
            here = focused is not None and item.id == focused.id
            words = surface(self.session, item.span, 20)
            piece: Line = (
                ("▸" if here else "", "accent"),
                (sign, ink),
                (" ", ""),
                (f"‹{words}›" if item.is_event else words, "strong" if here else "dim"),
            )
            pieces.append(linked(piece, f"item:{item.id}"))
        lines = flow(pieces, width - 1)
        if len(lines) > 1:
            # room to say that there is more on either side
            lines = flow(pieces, width - 5)
        if not lines:
            return (("nothing in this sentence", "faint"),)
        marked = (n for n, line in enumerate(lines) if any(run[0] == "▸" for run in line))
        at = next(marked, 0)
        before: Line = (("… ", "faint"),) if at else ()
        after: Line = (("  …", "faint"),) if at < len(lines) - 1 else ()
        return (*before, *lines[at], *after)


def _window(items: Sequence[Item], focused: Item | None, height: int) -> Sequence[Item]:
    """The part of *items* that fits in *height* lines, with the focused one in it."""
    if len(items) <= height:
        return items
    ids = [item.id for item in items]
    index = ids.index(focused.id) if focused and focused.id in ids else 0
    start = min(max(index - height // 2, 0), max(len(items) - height, 0))
    return items[start : start + max(height, 0)]


def capital_keys(roles: Iterable[Role]) -> dict[str, Role]:
    """The roles by the capitals of their keys, without those that would share one."""
    found: dict[str, list[Role]] = {}
    for role in roles:
        if role.key.isalpha():
            found.setdefault(role.key.upper(), []).append(role)
    return {key: sharing[0] for key, sharing in found.items() if len(sharing) == 1}


def near(session: ReviewSession) -> list[Item]:
    """The items of the sentence and of those before and after it, in text order."""
    segmentation = session.segmentation
    index = segmentation.sentence_at(session.selection.start)
    if index < 0:
        return []
    last = len(segmentation.sentence_starts) - 1
    start = segmentation.sentence_starts[max(index - 1, 0)]
    end = segmentation.sentence_ends[min(index + 1, last)]
    return session.items_in(Span(start, end))
