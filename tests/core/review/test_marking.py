"""Phrases: selected with a key, and longer or shorter by one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.model import Article, Span, Zone, ZoneKind
from goldleaf.core.review import ReviewSession, Scope
from goldleaf.core.review.phrases import Phrases

from .conftest import SCHEME, segment

TEXT = (
    "The keepers of the light saw a boat near the pier. Mara called them.\n"
    "\n"
    "A storm of the century came.\n"
)


def opened(store):
    store.add_article(
        Article("light", TEXT, language="en"),
        (Zone(0, len(TEXT), ZoneKind.BODY),),
        segment(TEXT),
    )
    session = ReviewSession(store, SCHEME, "ann")
    session.open("light")
    return session


def selected(session):
    return session.selection.of(TEXT)


def walked(session, step, count):
    found = []
    for _ in range(count):
        session.select_phrase(step)
        found.append(selected(session))
    return found


def test_the_phrase_at_the_cursor_comes_first_then_the_next_ones(store):
    session = opened(store)
    assert walked(session, 1, 4) == ["The keepers of the light", "a boat", "the pier", "Mara"]
    assert walked(session, -1, 2) == ["the pier", "a boat"]


def test_a_cursor_inside_a_phrase_selects_the_whole(store):
    session = opened(store)
    session.place_cursor(TEXT.index("light"))
    assert walked(session, 1, 1) == ["The keepers of the light"]


def test_phrases_with_an_entity_are_passed_over_until_it_is_rejected(store):
    session = opened(store)
    session.select(Span(TEXT.index("boat"), TEXT.index("boat") + 4))
    session.label("GPE")
    session.place_cursor(0)
    assert walked(session, 1, 2) == ["The keepers of the light", "the pier"]
    session.focus_previous()
    session.delete()
    session.place_cursor(0)
    assert walked(session, 1, 2) == ["The keepers of the light", "a boat"]


def test_from_an_entity_in_focus_the_next_phrase_is_the_one_after_it(store):
    session = opened(store)
    walked(session, 1, 1)
    session.label("PERSON")
    assert session.focus is not None
    assert walked(session, 1, 1) == ["a boat"]
    assert session.focus is None


def test_at_the_last_phrase_nothing_moves(store):
    session = opened(store)
    walked(session, 1, 8)
    place = session.selection
    outcome = session.select_phrase(1)
    assert outcome.message == "No phrase without an entity follows."
    assert session.selection == place
    session.place_cursor(0)
    session.select_phrase(-1)
    outcome = session.select_phrase(-1)
    assert outcome.message == "No phrase without an entity comes before."


def test_a_selection_grows_and_shrinks_phrase_by_phrase_within_its_sentence(store):
    session = opened(store)
    session.select_phrase()
    session.move_to_phrase_end(1)
    assert selected(session) == "The keepers of the light saw a boat"
    session.move_to_phrase_end(-1)
    session.move_to_phrase_end(-1)
    assert selected(session) == "The keepers"
    assert session.move_to_phrase_end(-1).message == "The selection cannot move further there."
    for _ in range(3):
        session.move_to_phrase_end(1)
    assert selected(session) == "The keepers of the light saw a boat near the pier"
    assert session.move_to_phrase_end(1).message == "The selection cannot move further there."


def test_the_end_of_an_annotation_moves_to_the_end_of_a_phrase_in_one_step_of_undo(store):
    session = opened(store)
    session.select(Span(TEXT.index("storm"), TEXT.index("storm") + 5))
    session.label("ORG")
    id = session.focus
    session.move_to_phrase_end(1)
    assert session.item(id).span.of(TEXT) == "storm of the century"
    session.undo()
    assert session.item(id).span.of(TEXT) == "storm"


def test_an_article_without_words_has_no_phrases(store):
    store.add_article(Article("blank", " ", language="en"), (), segment(" "))
    session = ReviewSession(store, SCHEME, "ann")
    session.open("blank")
    assert session.select_phrase().message == "No phrase without an entity follows."


@given(st.text("ab Tof.\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_what_grew_by_a_phrase_shrinks_back_to_the_end_of_one(text, first, second):
    segmentation = segment(text)
    phrases = Phrases(text, segmentation, "en")
    start, end = sorted((first, second))
    if start == end or end > len(text):
        return
    grown = phrases.grown(Span(start, end))
    if grown is None:
        return
    assert grown.start == start
    assert grown.end > end
    back = phrases.shrunk(grown)
    assert back is None or back.end <= end


@given(st.text("ab Tof.\n", max_size=60))
def test_phrases_come_forwards_and_backwards_alike(text):
    phrases = Phrases(text, segment(text), "en")
    forwards = list(phrases.after(0))
    assert forwards == list(phrases.before(len(text)))[::-1]
    assert all(one.end <= other.start for one, other in pairwise(forwards))


def test_boilerplate_has_no_phrases_to_go_to_but_that_at_the_cursor(store):
    cut = TEXT.index("A storm")
    store.add_article(
        Article("light", TEXT, language="en"),
        (Zone(0, cut - 2, ZoneKind.BODY), Zone(cut, len(TEXT) - 1, ZoneKind.BOILERPLATE)),
        segment(TEXT),
    )
    session = ReviewSession(store, SCHEME, "ann")
    session.open("light")
    session.place_cursor(TEXT.index("Mara"))
    assert walked(session, 1, 2)[-1] == "them"
    assert session.select_phrase().scope is Scope.NONE
    session.place_cursor(TEXT.index("storm"))
    assert walked(session, 1, 1) == ["A storm of the century"]
