"""An article as one annotator's review has it: its text, its state, its items."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import (
    Article,
    ArticleState,
    Change,
    Comment,
    Entity,
    Event,
    RecordChange,
    Segmentation,
    Span,
    Zone,
    ZoneKind,
    ZonesChange,
)
from ..store import Store
from .items import STANDING_OF, Item, ItemIndex, Standing
from .queue import Queue
from .zoning import zone_at


class Desk:
    """The article that lies before an annotator, with everything said about it.

    The state is the fold of the annotator's decisions. The items follow from it: what
    was decided, and what is suggested outside boilerplate and still pending.
    """

    def __init__(
        self, store: Store, article_id: str, annotator: str, queue: Queue | None = None
    ) -> None:
        """Read the article from *store*; raises ``UsageError`` when there is none."""
        self.article: Article = store.article(article_id)
        self.segmentation: Segmentation = store.segmentation(article_id)
        self.state: ArticleState = store.state(article_id, annotator)
        self._imported_zones = store.zones(article_id)
        every = store.suggestions(article_id, retired=True)
        self._suggestions = {suggestion.id: suggestion for suggestion in every}
        self._active = store.active_suggestions(article_id)
        self._queue = queue
        self._index_items()

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones as they stand now."""
        return self._imported_zones if self.state.zones is None else self.state.zones

    @property
    def items(self) -> ItemIndex:
        """The entities and events, whatever their standing."""
        return self._items

    def offer(self, queue: Queue) -> None:
        """Let *queue* say which pending items come, and in which order."""
        self._queue = queue
        self._index_items()

    def resolve(self, filler: str | Span) -> Span | None:
        """Where the filler of an argument is now; ``None`` when it names nothing known."""
        if isinstance(filler, Span):
            return filler
        item = self._items.get(filler)
        return item.span if item else None

    def comment_on(self, target: str | Span) -> Comment | None:
        """The comment on the annotation called *target*, on that span, or on the article ("")."""
        found = (one for one in self.state.comments.values() if one.target == target)
        return next(found, None)

    def apply(self, changes: Sequence[Change]) -> None:
        """Let *changes* be part of the state, and the items follow."""
        self.state = self.state.after(changes)
        if any(isinstance(change, ZonesChange) for change in changes):
            self._index_items()
            return
        for change in changes:
            if isinstance(change, RecordChange):
                self._items.put(change.id, self._item_of(change.id))

    def _index_items(self) -> None:
        # in the order they were read in: what was made together lies together in memory
        active = (id for id in self._suggestions if id in self._active)
        ids = dict.fromkeys((*active, *self.state.records))
        found = (self._item_of(id) for id in ids)
        self._items = ItemIndex((item for item in found if item), self.segmentation, self._queue)

    def _item_of(self, id: str) -> Item | None:
        suggestion = self._suggestions.get(id)
        record = self.state.records.get(id)
        annotation = record.annotation if record else None
        if annotation is None and suggestion is not None and id in self._active:
            annotation = suggestion.annotation
        if not isinstance(annotation, Entity | Event):
            return None
        if record is not None:
            return Item(annotation, STANDING_OF[record.verdict], suggestion)
        zone = zone_at(self.zones, annotation.span.start)
        if zone is not None and zone.kind is ZoneKind.BOILERPLATE:
            return None
        kind = zone.kind if zone is not None else ZoneKind.BODY
        return Item(annotation, Standing.PENDING, suggestion, kind)
