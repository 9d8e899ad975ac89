"""Whatever a reviewer does, the log is the truth and every step can be taken back."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from goldleaf.core.model import (
    Argument,
    Article,
    ArticleState,
    Entity,
    Event,
    Span,
    Status,
    Suggestion,
    Zone,
    ZoneKind,
    fold,
)
from goldleaf.core.review import ReviewSession, Scope
from goldleaf.core.review.desk import Desk
from goldleaf.core.review.queue import Order, Queue
from goldleaf.core.scheme import Attribute, EntityLabel, EventType, RelationType, Role, Scheme
from goldleaf.core.store import Store

from ..core.review.conftest import FakeTime, segment

LABELS = ("PERSON", "GPE", "ORG")
TYPES = ("MEET", "LEAVE")
ROLES = ("ACTOR", "PLACE")
SCHEME = Scheme(
    "test",
    labels=tuple(EntityLabel(name) for name in LABELS),
    event_types=tuple(
        EventType(name, roles=(Role("ACTOR"), Role("PLACE", maximum=1))) for name in TYPES
    ),
    attributes=(Attribute("polarity", ("positive", "negative"), "positive"),),
    relations=(RelationType("coref", symmetric=True, transitive=True),),
    document_labels=(EntityLabel("TOPIC"),),
)
TEXTS = {
    "one": "Åsa met 王 in Rome. He left 👩‍👩‍👧 there.\n\nNext part. The end.\n\nShare it.",
    "two": "Bo stayed in Rome. He met 王.",
}
UNITS = st.sampled_from(["token", "character"])
STEPS = st.integers(-3, 3).filter(bool)
OFFSETS = st.integers(0, len(TEXTS["one"]) - 1)


def suggested(text, article_id):
    segmentation = segment(text)
    entities = [
        Entity(f"{article_id}-e{i}", (segmentation.token(i),), LABELS[i % 3])
        for i in range(0, segmentation.token_count, 2)
    ]
    arguments = tuple(Argument("ACTOR", entity.id) for entity in entities[:2])
    events = [
        Event(f"{article_id}-v{i}", TYPES[i % 2], segmentation.token(i), arguments)
        for i in range(1, segmentation.token_count, 4)
    ]
    return [Suggestion(one, 0.5, "rules", "1") for one in (*entities, *events)]


class Review(RuleBasedStateMachine):
    """Any sequence of commands on two articles."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name) / "goldleaf.db")
        for id, text in TEXTS.items():
            zones = (Zone(0, len(text), ZoneKind.BODY),)
            self.store.add_article(Article(id, text), zones, segment(text))
            self.store.put_suggestions(id, "rules", "1", suggested(text, id))
        self.reopen()

    def teardown(self):
        try:
            self.everything_can_be_taken_back_and_brought_back()
        finally:
            self.store.close()
            self.folder.cleanup()

    def everything_can_be_taken_back_and_brought_back(self):
        states = self.states()
        undone = self.repeat(self.session.undo)
        assert all(state == ArticleState() for state in self.states().values())
        self.reopen()
        for _ in range(undone):
            assert self.session.redo().scope is not Scope.NONE
        assert self.states() == states

    def repeat(self, command):
        count = 0
        while command().scope is not Scope.NONE:
            count += 1
        return count

    def states(self):
        return {id: self.store.state(id, "ann") for id in TEXTS}

    @rule()
    def reopen(self):
        self.session = ReviewSession(self.store, SCHEME, "ann", FakeTime().clock())

    @rule(
        name=st.sampled_from(
            [
                "accept",
                "reject",
                "confirm_sentence",
                "delete",
                "undo",
                "redo",
                "focus_next",
                "focus_previous",
                "focus_next_pending",
                "focus_previous_pending",
                "release_focus",
                "next_article",
                "previous_article",
                "find_next",
                "find_previous",
                "save",
                "toggle_zone",
                "propagate",
                "duplicate_event",
            ]
        )
    )
    def command(self, name):
        getattr(self.session, name)()

    @rule(label=st.sampled_from(LABELS))
    def label(self, label):
        self.session.label(label)

    @rule(name=st.sampled_from(LABELS + TYPES))
    def relabel(self, name):
        self.session.relabel(name)

    @rule(type=st.sampled_from(TYPES))
    def add_event(self, type):
        self.session.add_event(type)

    @rule(by=STEPS, unit=UNITS, side=st.sampled_from(["move_start", "move_end"]))
    def move(self, by, unit, side):
        getattr(self.session, side)(by, unit)

    @rule(offset=OFFSETS, extend=st.booleans())
    def place_cursor(self, offset, extend):
        self.session.place_cursor(offset, extend=extend)

    @rule(offset=OFFSETS)
    def focus_at(self, offset):
        self.session.focus_at(offset)

    @rule(by=STEPS, extend=st.booleans())
    def move_cursor(self, by, extend):
        self.session.move_cursor(by, extend=extend)
        self.session.move_sentence(by, extend=extend)

    @rule(start=OFFSETS, length=st.integers(1, 9))
    def select(self, start, length):
        self.session.select(Span(start, start + length))

    @precondition(lambda self: len(self.session.items))
    @rule(data=st.data(), role=st.sampled_from(ROLES))
    def set_role(self, data, role):
        ids = [item.id for item in self.session.items]
        self.session.set_role(role, data.draw(st.sampled_from(ids)))

    @rule(role=st.sampled_from(ROLES), filler=st.one_of(st.none(), st.just(Span(0, 2))))
    def change_role(self, role, filler):
        self.session.clear_role(role, filler)
        if filler:
            self.session.set_role(role, filler)

    @precondition(lambda self: len(self.session.items))
    @rule(data=st.data(), length=st.integers(1, 3))
    def relate_merge_and_fragment(self, data, length):
        ids = st.sampled_from([item.id for item in self.session.items])
        self.session.toggle_relation("coref", data.draw(ids), data.draw(ids))
        self.session.merge_event(data.draw(ids))
        start = self.session.selection.start
        end = min(start + length, len(self.session.article.text))
        self.session.toggle_fragment(data.draw(ids), Span(start, end))

    @rule(
        data=st.data(),
        reach=st.sampled_from(["sites_here", "sites_everywhere", "sites_in_chain"]),
    )
    def carry(self, data, reach):
        sites = getattr(self.session, reach)()
        self.session.carry([one for one in sites if data.draw(st.booleans())])

    @precondition(lambda self: len(self.session.items))
    @rule(data=st.data())
    def restore(self, data):
        id = data.draw(st.sampled_from([item.id for item in self.session.items]))
        for step in self.session.history(id)[:1]:
            self.session.restore(id, step.old)

    @rule(
        order=st.sampled_from(Order),
        labels=st.sets(st.sampled_from(LABELS + TYPES)),
        zones=st.sets(st.sampled_from(ZoneKind)),
    )
    def offer(self, order, labels, zones):
        self.session.offer(Queue(order, frozenset(labels), zones=frozenset(zones)))

    @rule(letter=st.sampled_from("ab'"), number=st.integers(0, 4))
    def get_about(self, letter, number):
        self.session.go_to_mark(letter)
        self.session.go_to_paragraph(number)
        self.session.toggle_mark(letter)
        self.session.focus_next_disputed()

    @rule()
    def swap_and_label(self):
        self.session.swap_roles(*ROLES)
        self.session.toggle_document_label("TOPIC")
        self.session.set_link("Q1")

    @rule()
    def attribute(self):
        self.session.set_attribute("polarity")

    @rule(status=st.sampled_from(Status))
    def status(self, status):
        self.session.set_status(status)

    @rule(
        data=st.data(),
        text=st.sampled_from(["", "why?", "王 👩‍👩‍👧"]),
        start=OFFSETS,
        length=st.integers(1, 9),
    )
    def comment(self, data, text, start, length):
        end = min(start + length, len(self.session.article.text))
        targets = [None, "", *self.session.state.records]
        if start < end:
            targets.append(Span(start, end))
        self.session.comment(text, data.draw(st.sampled_from(targets)))

    @precondition(lambda self: self.session.remarks())
    @rule(data=st.data(), step=st.sampled_from([-1, 1]))
    def go_to_and_remove_comments(self, data, step):
        remarks = st.sampled_from(self.session.remarks())
        self.session.go_to_remark(data.draw(remarks))
        self.session.go_to_next_remark(step)
        if data.draw(st.booleans()):
            self.session.remove(data.draw(remarks))

    @rule(kind=st.sampled_from(ZoneKind))
    def zone(self, kind):
        self.session.toggle_zone(kind)

    @rule(pattern=st.sampled_from(["e", "Rome", "nowhere", ""]))
    def search(self, pattern):
        self.session.search(pattern)

    @invariant()
    def the_fold_is_the_current_state(self):
        for id in TEXTS:
            assert fold(self.store.log(id, "ann")) == self.store.state(id, "ann")
        assert self.session.state == self.store.state(self.session.article.id, "ann")

    @invariant()
    def the_items_follow_from_the_state(self):
        fresh = Desk(self.store, self.session.article.id, "ann", self.session.queue)
        assert list(self.session.items) == list(fresh.items)
        assert self.session.items.pending_count == fresh.items.pending_count
        assert self.session.items.offered_count == fresh.items.offered_count

    @invariant()
    def the_list_of_articles_counts_what_the_review_counts(self):
        session = self.session
        here = next(one for one in session.overview() if one.id == session.article.id)
        assert here.pending == session.items.pending_count
        assert here.accepted + here.rejected == session.decided

    @invariant()
    def the_place_is_in_the_article(self):
        session = self.session
        assert session.focus is None or session.item(session.focus) is not None
        assert 0 <= session.selection.start < session.selection.end <= len(session.article.text)

    @invariant()
    def every_span_is_in_the_text(self):
        length = len(self.session.article.text)
        for item in self.session.items:
            assert 0 <= item.span.start < item.span.end <= length


TestReview = Review.TestCase
TestReview.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
