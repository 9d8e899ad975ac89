from goldleaf.core.model import Entity, Event, Span
from goldleaf.core.review.items import Item, ItemIndex, Standing, innermost

from .conftest import FIRST, segment


def item(id, start, end, standing=Standing.PENDING, *, event=False):
    span = Span(start, end)
    annotation = Event(id, "MEET", span) if event else Entity(id, (span,), "PERSON")
    return Item(annotation, standing)


def index(*items):
    return ItemIndex(items, segment(FIRST))


def ids(items):
    return [one.id for one in items]


def test_text_order_puts_the_longer_of_two_first():
    assert ids(index(item("b", 0, 3), item("a", 0, 8), item("c", 9, 12))) == ["a", "b", "c"]


def test_touching_finds_long_items_that_began_far_before():
    items = index(item("long", 0, 38), item("near", 9, 12), item("after", 20, 24))
    assert ids(items.touching(Span(10, 20))) == ["long", "near"]
    assert ids(items.touching(Span(12, 13))) == ["long"]
    assert ids(items.touching(Span(38, 39))) == []


def test_reading_order_puts_events_after_the_entities_of_their_sentence():
    items = index(item("v", 0, 3, event=True), item("e", 9, 12), item("f", 25, 27))
    assert items.first().id == "e"
    assert items.last().id == "f"
    assert items.beside(items.get("e"), 1).id == "v"
    assert items.beside(items.get("v"), -1).id == "e"
    assert items.beside(items.get("f"), 1) is None
    assert items.beside(items.get("e"), -1) is None


def test_beside_an_offset_between_items():
    items = index(item("e", 0, 3), item("f", 9, 12))
    assert items.beside(4, 1).id == "f"
    assert items.beside(4, -1).id == "e"
    assert items.beside(0, 1).id == "e"


def test_a_walk_goes_round_and_ends_where_it_began():
    items = index(item("a", 0, 3), item("b", 4, 8), item("c", 9, 12))
    assert ids(items.walk(items.get("b"), 1)) == ["c", "a", "b"]
    assert ids(items.walk(items.get("b"), -1)) == ["a", "c", "b"]
    assert ids(items.walk(5, 1)) == ["c", "a", "b"]
    assert ids(items.walk(5, -1)) == ["b", "a", "c"]
    assert ids(index().walk(0, 1)) == []


def test_pending_are_counted_and_found_as_items_change():
    items = index(item("e", 0, 3), item("f", 9, 12))
    items.put("e", item("e", 0, 8, Standing.ACCEPTED))
    assert items.pending_count == 1
    assert items.first(pending=True).id == "f"
    assert ids(items.touching(Span(5, 6))) == ["e"]
    items.put("f", None)
    assert items.pending_count == 0
    assert items.first(pending=True) is None
    assert len(items) == 1
    assert items.get("f") is None
    assert items.get(None) is None


def test_same_span_is_told_apart_by_sort():
    items = index(item("e", 0, 3), item("v", 0, 3, event=True))
    assert ids(items.same(Span(0, 3), event=True)) == ["v"]
    assert ids(items.same(Span(0, 3), event=False)) == ["e"]


def test_innermost_prefers_what_is_pending():
    wide, narrow = item("w", 0, 9), item("n", 0, 3, Standing.ACCEPTED)
    assert innermost([wide, narrow]) is wide
    assert innermost([]) is None
