from goldleaf.core.model import ZoneKind
from goldleaf.core.review import Scope
from goldleaf.core.review.queue import Order, Queue


def pending_order(session):
    order = []
    while session.focus not in order:
        order.append(session.focus)
        session.focus_next_pending()
    return order


def test_breadth_first_goes_label_by_label_entities_before_events(session):
    session.offer(Queue(Order.BREADTH_FIRST))
    session.focus_on(session.items.first().id)
    labels = [session.item(id).label for id in pending_order(session)]
    assert labels == ["GPE", "GPE", "ORG", "PERSON", "PERSON", "LEAVE", "MEET"]


def test_a_narrowed_queue_offers_only_what_it_names(session):
    outcome = session.offer(Queue(labels=frozenset({"GPE", "MEET"})))
    assert outcome.message == "3 items to decide."
    assert pending_order(session) == ["e3", "v1", "e5"]
    session.accept()
    assert session.items.offered_count == 2
    assert session.items.pending_count == 6
    session.undo()
    assert session.items.offered_count == 3


def test_narrowing_by_suggester_and_score(session):
    assert session.offer(Queue(suggesters=frozenset({"other"}))).message.startswith("Nothing")
    assert session.offer(Queue(below=0.9)).message.startswith("Nothing")
    assert session.offer(Queue(below=0.95)).message == "7 items to decide."
    assert session.queue.is_narrowed
    assert not Queue().is_narrowed


def test_the_queue_stays_when_the_article_changes(session):
    session.offer(Queue(labels=frozenset({"GPE"})))
    session.next_article()
    session.previous_article()
    assert session.focus == "e3"


def test_going_to_what_passes_a_test_goes_round(session):
    session.focus_next_where(lambda item: item.label == "GPE")
    assert session.focus == "e3"
    session.focus_next_where(lambda item: item.label == "GPE")
    assert session.focus == "e5"
    session.focus_next_where(lambda item: item.label == "GPE")
    assert session.focus == "e3"
    session.focus_next_where(lambda item: item.label == "GPE", -1)
    assert session.focus == "e5"
    assert session.focus_next_where(lambda item: item.label == "DATE").scope is Scope.NONE


def test_breadth_first_from_the_cursor(session):
    session.offer(Queue(Order.BREADTH_FIRST))
    session.place_cursor(0)
    session.focus_next()
    assert session.focus == "e1"


def test_a_queue_is_kept_with_the_place(session, reopen):
    queue = Queue(
        Order.BREADTH_FIRST,
        frozenset({"GPE"}),
        frozenset({"rules"}),
        frozenset({ZoneKind.TITLE}),
        0.95,
    )
    assert Queue.from_json(queue.to_json()) == queue
    assert Queue().to_json() == {}
    session.offer(queue)
    session.close()
    assert reopen().queue == queue


def test_what_a_narrowed_queue_leaves_out_is_told(session):
    session.offer(Queue(labels=frozenset({"MEET"})))
    outcome = session.accept()
    assert session.focus == "v1"
    assert outcome.message.startswith("Accepted")
    said = "Nothing of what is offered is pending here, but 3 others."
    assert session.focus_next_pending().message == said
    assert session.offer(Queue(labels=frozenset({"MEET"}))).message == said
