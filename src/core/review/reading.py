"""Reading the articles of a store: what is there, and getting about in it.

A reading holds one article at a time and the place of the reviewer in it: a *focus*
(an annotation) or a cursor (a selection of the text). Commands change the place and
return an :class:`Outcome` for whoever draws it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..model import (
    Article,
    ArticleState,
    Comment,
    GoldleafError,
    Segmentation,
    Span,
    Status,
    UsageError,
    Zone,
)
from ..scheme import Scheme
from ..store import Overview, Store
from ..wording import counted
from .boundaries import Unit, move_end
from .clock import PACE_OF, Clock, Stopwatch
from .desk import Desk
from .items import Item, ItemIndex, Standing, innermost
from .outcome import Outcome, Scope
from .place import Place
from .queue import Queue
from .wording import quoted

if TYPE_CHECKING:
    from ..knowledge import Entry, Knowledge

Move = Callable[[Span, int, Unit, Segmentation, int], Span | None]
"""A function that moves one end of a span: see the module ``boundaries``."""

UNSURE = 0.6
"""A suggestion with a lower score is worth a second look, unless the reviewer says otherwise."""

_NO_TEXT = Outcome("This article has no text to select.", Scope.NONE)
_ROUND = {1: "On from the top.", -1: "On from the end."}
"""What is said where going on or back goes round the ends of the article."""


class Reading:
    """One annotator's way through the articles of one store.

    Attributes:
        scheme: what may be annotated.
        annotator: who reads.
        scroll: the first visible line, kept for whoever draws the article.
        matches: where the text searched for is.
        knowledge: what entities may be linked to, if anything is known.
        looks: how the annotator likes it drawn, kept with the place for whoever draws it.
        unsure_below: a pending suggestion with a lower score is unsure.
    """

    def __init__(
        self, store: Store, scheme: Scheme, annotator: str, clock: Clock | None = None
    ) -> None:
        """Resume where *annotator* stopped, or begin at the first article.

        Raises:
            UsageError: when the store has no article.
        """
        self.scheme = scheme
        self.annotator = annotator
        self.scroll = 0
        self.knowledge: Knowledge | None = None
        self.matches: tuple[Span, ...] = ()
        self.unsure_below = UNSURE
        self._store = store
        self._clock = clock or Clock()
        self._stopwatch = Stopwatch(self._clock, store.recent_seconds(annotator, PACE_OF))
        self._article_ids = store.article_ids()
        self._saved: dict[str, Any] = {}
        position = store.position(annotator)
        self.looks = dict(position.get("looks", {}))
        self._queue = Queue.from_json(position.get("queue", {}))
        self.unsure_below = position.get("unsure_below", UNSURE)
        self._resume(position)

    # What is there

    @property
    def article(self) -> Article:
        """The article under review."""
        return self._desk.article

    @property
    def segmentation(self) -> Segmentation:
        """Its tokens and sentences."""
        return self._desk.segmentation

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Its zones as they stand now."""
        return self._desk.zones

    @property
    def state(self) -> ArticleState:
        """What the annotator's decisions on the article amount to."""
        return self._desk.state

    @property
    def status(self) -> Status:
        """How far the review of the article is."""
        return self._desk.state.status

    @property
    def items(self) -> ItemIndex:
        """Its entities and events, whatever their standing."""
        return self._desk.items

    def item(self, id: str | None) -> Item | None:
        """The entity or event called *id*, or ``None``."""
        return self.items.get(id)

    def items_in(self, span: Span) -> list[Item]:
        """The items with at least one code point in *span*, in text order."""
        return self.items.touching(span)

    def comment_on(self, target: str | Span) -> Comment | None:
        """The comment on the annotation called *target*, on that span, or on the article ("")."""
        return self._desk.comment_on(target)

    @property
    def focus(self) -> str | None:
        """The id of the focused annotation; ``None`` while the cursor leads."""
        return self._place.focus

    @property
    def selection(self) -> Span:
        """The selected text; the cursor when that is one token."""
        return self._place.selection

    @property
    def head(self) -> Span:
        """The moving side of the selection: the token the cursor is on, or the focus."""
        return self._place.head

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
        return self.segmentation.sentence(index) if index >= 0 else Span(0, 0)

    @property
    def _sentence_index(self) -> int:
        return self.segmentation.sentence_at(self.selection.start)

    def sentence_items(self) -> list[Item]:
        """The items that begin in the sentence of the focus or cursor, in reading order."""
        return self.items.in_sentence(self._sentence_index)

    @property
    def total(self) -> int:
        """How many items the article has."""
        return len(self.items)

    @property
    def decided(self) -> int:
        """How many of them are decided."""
        return len(self.items) - self.items.pending_count

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
        return self._article_ids.index(self.article.id) + 1

    def overview(self) -> list[Overview]:
        """Every article with its status and counts, in order."""
        return self._store.overview(self.annotator)

    def linked_entry(self, link: str) -> Entry | None:
        """What is known of the entry that has the id *link*, if anything is."""
        if self.knowledge is None or not link:
            return None
        try:
            return self.knowledge.entry(link)
        except GoldleafError:
            # an index that is gone is told of where something is looked up in it
            return None

    def resolve(self, filler: str | Span) -> Span | None:
        """Where the filler of an argument is now; ``None`` when it names nothing known."""
        return self._desk.resolve(filler)

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
        """Focus the pending item before; from the first one, the last again."""
        return self._focus_beside(-1, pending=True)

    def _focus_beside(self, step: int, *, pending: bool = False) -> Outcome:
        place = self.item(self.focus) or self.selection.start
        item = self.items.beside(place, step, pending=pending)
        if item is None and pending:
            item = self.items.first(pending=True) if step > 0 else self.items.last(pending=True)
            if item is not None and item.id != self.focus:
                return replace(self._go(item), message=_ROUND[step])
        if item is None:
            if pending:
                return Outcome(self._nothing_pending, Scope.NONE)
            edge = "last" if step > 0 else "first"
            return Outcome(
                f"This is the {edge} annotation of the article."
                if self.total
                else "This article has no annotations yet.",
                Scope.NONE,
            )
        return self._go(item)

    def focus_next_where(self, test: Callable[[Item], bool], step: int = 1) -> Outcome:
        """Focus the next item, or the one before, that passes *test*; goes round at the ends."""
        place = self.item(self.focus) or self.selection.start
        for item in self.items.walk(place, step):
            if test(item):
                return self._go(item)
        return Outcome("There is none in this article.", Scope.NONE)

    def focus_next_unsure(self, step: int = 1) -> Outcome:
        """Focus the next pending suggestion that is unsure, or the one before."""
        return self.focus_next_where(
            lambda item: (
                item.standing is Standing.PENDING
                and item.suggestion is not None
                and item.suggestion.score < self.unsure_below
            ),
            step,
        )

    def call_unsure(self, below: float) -> Outcome:
        """Let suggestions with a score *below* that be unsure, and go to the next one."""
        self.unsure_below = below
        outcome = self.focus_next_unsure()
        message = f"Unsure is below {below:.2f} now."
        if outcome.scope is Scope.NONE:
            return Outcome(f"{message} There is none in this article.")
        return replace(outcome, message=message)

    @property
    def queue(self) -> Queue:
        """Which pending items are offered, and in which order."""
        return self._queue

    def offer(self, queue: Queue) -> Outcome:
        """Let *queue* say which pending items come, in this article and in the others."""
        self._queue = queue
        self._desk.offer(queue)
        first = self.items.first(pending=True)
        if first is None:
            return Outcome(self._nothing_pending, Scope.ARTICLE)
        here = self.item(self.focus)
        if here is None or here.standing is not Standing.PENDING or not self.items.offers(here):
            self._go(first)
        return Outcome(f"{counted(self.items.offered_count, 'item')} to decide.", Scope.ARTICLE)

    @property
    def _nothing_pending(self) -> str:
        left = self.items.pending_count
        if left:
            return f"Nothing of what is offered is pending here, but {counted(left, 'other')}."
        return "Nothing is pending in this article."

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
        focused = self.focus is not None
        outcome = self.place_cursor(self.selection.start)
        if focused and outcome.scope is not Scope.NONE:
            return replace(outcome, message="No focus now: a label's key marks the selected words.")
        return outcome

    def place_cursor(self, offset: int, *, extend: bool = False) -> Outcome:
        """Put the cursor on the token at *offset*; *extend* keeps where the selection began."""
        index = self.segmentation.token_at(offset)
        if index < 0:
            return _NO_TEXT
        self._set_head(self.segmentation.token(index), extend=extend)
        return Outcome()

    def select(self, span: Span) -> Outcome:
        """Select exactly *span*, token edges or not."""
        if not 0 <= span.start < span.end <= len(self.article.text):
            return Outcome("The selection would leave the article.", Scope.NONE)
        self._place = Place.at(span)
        return Outcome()

    def move_cursor(self, tokens: int, *, extend: bool = False) -> Outcome:
        """Move the cursor by *tokens*; *extend* keeps where the selection began."""
        segmentation = self.segmentation
        if not segmentation.token_count:
            return _NO_TEXT
        head = self._place.head
        leading = head.end - 1 if tokens > 0 else head.start
        index = segmentation.token_at(max(leading, head.start)) + tokens
        index = min(max(index, 0), segmentation.token_count - 1)
        self._set_head(segmentation.token(index), extend=extend)
        return Outcome()

    def move_sentence(self, by: int, *, extend: bool = False) -> Outcome:
        """Put the cursor on the first token of the sentence *by* sentences further."""
        count = len(self.segmentation.sentence_starts)
        if not count:
            return _NO_TEXT
        index = min(max(self._sentence_index + by, 0), count - 1)
        return self.place_cursor(self.segmentation.sentence(index).start, extend=extend)

    def extend_selection(self, by: int) -> Outcome:
        """Move the end of the selection by tokens."""
        return self._select_moved(move_end, by, "token")

    def _select_moved(self, move: Move, by: int, unit: Unit) -> Outcome:
        moved = move(self.selection, by, unit, self.segmentation, len(self.article.text))
        if moved is None:
            return Outcome("The selection cannot move further there.", Scope.NONE)
        self._place = Place.at(moved)
        return Outcome()

    def _set_head(self, head: Span, *, extend: bool) -> None:
        anchor = self._place.anchor if extend else head
        self._place = Place(None, anchor, head)

    def _go(self, item: Item) -> Outcome:
        self._place = Place.at(item.span, item.id)
        return Outcome()

    def _move_on(self, item: Item | None) -> Outcome:
        """Focus the next pending item after *item*, or the first one when none follows."""
        place: Item | int = item if item is not None else self.selection.start
        following = self.items.beside(place, 1, pending=True)
        if following is not None:
            return self._go(following)
        first = self.items.first(pending=True)
        if first is None:
            return Outcome(self._nothing_pending)
        return replace(self._go(first), message=_ROUND[1])

    # Articles

    def open(self, article_id: str) -> Outcome:
        """Go to the article called *article_id*, at its first pending item.

        Raises:
            UsageError: when there is none.
        """
        self._load(article_id)
        first = self.items.first(pending=True) or self.items.first()
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
        statuses = self._store.statuses(self.annotator)
        here = self.article_number
        around = self._article_ids[here:] + self._article_ids[: here - 1]
        waiting = (id for id in around if statuses.get(id) in (Status.OPEN, Status.FLAGGED))
        return next(waiting, None)

    # Keeping the place

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
        queue = self._queue.to_json()
        kept: dict[str, Any] = {"queue": queue} if queue else {}
        if self.looks:
            kept["looks"] = dict(self.looks)
        if self.unsure_below != UNSURE:
            kept["unsure_below"] = self.unsure_below
        return {"article": self.article.id, "scroll": self.scroll, **place, **kept}

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
        self._desk = Desk(self._store, article_id, self.annotator, self._queue)
        self._place = Place()
        self.scroll = 0
        self.matches = ()
        self._stopwatch.start()

    def _surface(self, span: Span) -> str:
        return quoted(span.of(self.article.text))
