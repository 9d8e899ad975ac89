"""What the steps of a review cost in keys, each played as a reviewer would."""

import pytest

from goldleaf.core.model import Span
from goldleaf.core.review import Standing

from .conftest import HARBOUR, WIDE, fillers, label, span_of, standing
from .test_letters import code_of


class Played:
    """A review whose keys are counted."""

    def __init__(self, review):
        self.review = review
        self.session = review.session
        self.keys = 0

    async def __call__(self, *keys):
        await self.review.press(*keys)
        self.keys += len(keys)

    async def letters_of(self, value):
        await self(*code_of(self.review, value))


@pytest.mark.parametrize(
    ("id", "key", "expected"),
    [
        ("eastmoor", "space", Standing.ACCEPTED),
        ("eastmoor", "x", Standing.REJECTED),
        ("agreed", "space", Standing.ACCEPTED),
        ("agreed", "x", Standing.REJECTED),
    ],
)
async def test_to_accept_or_reject_takes_1(start, id, key, expected):
    async with start(WIDE) as review:
        review.session.focus_on(id)
        play = Played(review)
        await play(key)
        assert standing(review.session, id) is expected
        assert play.keys == 1


async def test_to_accept_the_rest_of_a_sentence_and_go_on_takes_1(start):
    async with start(WIDE) as review:
        play = Played(review)
        await play("enter")
        assert play.session.decided == 6
        assert play.session.focus == "eastmoor2"
        assert play.keys == 1


async def test_to_accept_one_and_reject_the_others_of_the_sentence_takes_1(start):
    async with start(WIDE) as review:
        review.session.focus_on("guild")
        play = Played(review)
        await play("^")
        assert standing(review.session, "guild") is Standing.ACCEPTED
        assert standing(review.session, "northquay") is Standing.PENDING
        assert play.keys == 1


async def test_to_accept_one_reject_the_rest_and_close_the_article_takes_1(start):
    async with start(WIDE) as review:
        review.session.focus_on("agreed")
        play = Played(review)
        await play("$")
        assert review.session.article.title == "Growers march for water"
        assert play.keys == 1
        await play("ctrl+p")
        assert standing(review.session, "agreed") is Standing.ACCEPTED
        assert standing(review.session, "brook") is Standing.ACCEPTED
        assert standing(review.session, "eastmoor") is Standing.REJECTED


async def test_to_change_a_label_takes_1_or_2(start):
    async with start(WIDE) as review:
        play = Played(review)
        await play("G")
        assert label(play.session, "brook") == "GPE"
        assert play.keys == 1
        await play("r", "q")
        assert label(play.session, "eastmoor") == "QUANTITY"
        assert play.keys == 3


@pytest.mark.parametrize(
    ("key", "surface"),
    [
        ("]", "Lena Brook of"),
        ("[", "Lena"),
        ("{", "Mayor Lena Brook"),
        ("}", "Brook"),
        (",", "Lena Broo"),
        (">", "ena Brook"),
    ],
)
async def test_to_move_a_boundary_takes_1_and_keeps_the_roles(start, key, surface):
    async with start(WIDE) as review:
        play = Played(review)
        await play(key)
        assert play.session.item("brook").span == span_of(HARBOUR, surface)
        assert "brook" in fillers(play.session, "agreed", "ACTOR")
        assert play.keys == 1


async def test_to_add_an_entity_of_two_words_at_the_cursor_takes_3_at_most(start):
    async with start(WIDE) as review:
        review.session.place_cursor(HARBOUR.index("old lighthouse"))
        play = Played(review)
        await play("w", "O")
        assert play.session.item(play.session.focus).span == span_of(HARBOUR, "old lighthouse")
        assert play.keys <= 3


async def test_to_add_the_next_phrase_takes_2(start):
    async with start(WIDE) as review:
        review.session.focus_on("eastmoor2")
        play = Played(review)
        await play("y", "O")
        assert play.session.item(play.session.focus).span == span_of(HARBOUR, "three hours")
        assert play.keys == 2


async def test_to_take_one_more_phrase_into_an_annotation_takes_1(start):
    async with start(WIDE) as review:
        review.session.focus_on("brook")
        play = Played(review)
        await play("ctrl+w")
        assert play.session.item("brook").span == span_of(HARBOUR, "Lena Brook of Eastmoor")
        await play("ctrl+a")
        assert play.session.item("brook").span == span_of(HARBOUR, "Lena Brook")
        assert play.keys == 2


async def test_to_add_an_event_with_two_arguments_takes_4(start):
    async with start(WIDE) as review:
        review.session.place_cursor(HARBOUR.index("shook"))
        play = Played(review)
        await play("e", "c")
        await play.letters_of("vell")
        await play.letters_of("eastmoor2")
        event = play.session.focus
        assert play.session.item(event).span == span_of(HARBOUR, "shook")
        assert fillers(play.session, event, "ACTOR") == ["vell"]
        assert fillers(play.session, event, "LOCATION") == ["eastmoor2"]
        assert play.keys == 4


async def test_to_fill_a_role_with_fresh_words_takes_3(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        play = Played(review)
        await play("L")
        await play.letters_of(span_of(HARBOUR, "three"))
        await play.letters_of(span_of(HARBOUR, "hours"))
        assert fillers(play.session, "met", "LOCATION") == [span_of(HARBOUR, "three hours")]
        assert play.keys == 3


async def test_to_move_an_end_of_what_fills_a_role_takes_2(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        review.session.set_role("LOCATION", span_of(HARBOUR, "three"))
        play = Played(review)
        await play("L", "]")
        assert fillers(play.session, "met", "LOCATION") == [span_of(HARBOUR, "three hours")]
        assert play.keys == 2


async def test_to_empty_a_role_takes_2(start):
    async with start(WIDE) as review:
        review.session.focus_on("agreed")
        play = Played(review)
        await play("A", "-")
        assert fillers(play.session, "agreed", "ACTOR") == []
        assert play.keys == 2


async def test_to_swap_two_roles_or_share_their_fillers_takes_2(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        play = Played(review)
        await play("%", "a")
        assert fillers(play.session, "met", "ACTOR") == ["eastmoor2"]
        assert play.keys == 2


async def test_to_fix_a_role_of_a_suggested_event_takes_2(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        play = Played(review)
        await play("L")
        await play.letters_of("northquay2")
        assert fillers(play.session, "met", "LOCATION") == ["northquay2"]
        assert play.keys == 2


async def test_to_decide_the_same_everywhere_takes_1_with_the_count_shown(start):
    async with start(WIDE) as review:
        review.session.focus_on("eastmoor")
        review.screen._show_elsewhere()
        assert "= 1 more" in review.screen.inspector.plain
        play = Played(review)
        await play("=")
        assert standing(play.session, "eastmoor2") is Standing.ACCEPTED
        assert play.keys == 1


async def test_to_go_to_any_mention_in_view_takes_2(start):
    async with start(WIDE) as review:
        for item in list(review.session.items):
            if item.id != review.session.focus:
                play = Played(review)
                await play("'")
                await play.letters_of(item.id)
                assert review.session.focus == item.id
                assert play.keys == 2


async def test_to_go_to_a_near_word_takes_2(start):
    async with start(WIDE) as review:
        play = Played(review)
        await play('"')
        await play.letters_of(span_of(HARBOUR, "pier"))
        assert play.session.selection == span_of(HARBOUR, "pier")
        assert play.keys == 2


async def test_to_undo_or_redo_takes_1(start):
    async with start(WIDE) as review:
        play = Played(review)
        await play("x")
        await play("u")
        assert standing(play.session, "brook") is Standing.PENDING
        await play("ctrl+r")
        assert standing(play.session, "brook") is Standing.REJECTED
        assert play.keys == 3


async def test_words_chosen_on_the_spot_fill_a_role_in_4(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        play = Played(review)
        await play("L", "'")
        await play.letters_of(span_of(HARBOUR, "pier"))
        await play("enter")
        assert fillers(play.session, "met", "LOCATION") == [Span(*span_of(HARBOUR, "pier"))]
        assert play.keys == 4
