"""Roles of the event in focus, by capitals and letters."""

import pytest

from goldleaf.core.model import Argument, Span
from goldleaf.core.review import Standing
from goldleaf.tui.hinting import LETTERS

from .conftest import HARBOUR, WIDE, fillers, span_of, standing
from .test_letters import code_of, lettered


async def test_one_role_of_a_suggested_event_takes_two_keys(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("A")
        code = code_of(review, "northquay")
        assert len(code) == 1
        await review.press(code)
        assert fillers(review.session, "met", "ACTOR") == ["northquay"]
        assert review.session.focus == "met"
        assert standing(review.session, "met") is Standing.ACCEPTED


async def test_the_nearest_that_may_fill_it_come_first_and_the_others_say_why(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("T")
        assert "DATE of CONSULT: which mention or word?" in review.said
        assert code_of(review, "monday") == "a"
        barred = code_of(review, "eastmoor2")
        assert any(f"{barred}Eastmoor)" in row for row in lettered(review))
        await review.press(barred)
        assert "DATE does not take GPE" in review.said
        await review.press("a")
        assert fillers(review.session, "met", "DATE") == ["monday"]


async def test_choosing_what_fills_the_role_takes_it_out(start):
    async with start(WIDE) as review:
        review.session.focus_on("agreed")
        await review.press("A")
        await review.press(code_of(review, "vell"))
        assert fillers(review.session, "agreed", "ACTOR") == ["brook"]


async def test_a_fresh_span_of_one_word_or_more(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("L", "'")
        await review.press(*code_of(review, span_of(HARBOUR, "pier")), "enter")
        assert fillers(review.session, "met", "LOCATION") == [span_of(HARBOUR, "pier")]
        await review.press("A", "'")
        await review.press(*code_of(review, span_of(HARBOUR, "towns")))
        await review.press(*code_of(review, span_of(HARBOUR, "Fishers")))
        long = Span(HARBOUR.index("Fishers"), HARBOUR.index("towns") + len("towns"))
        assert fillers(review.session, "met", "ACTOR") == [long]


async def test_an_event_fills_no_role_that_does_not_name_it(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("A")
        await review.press(code_of(review, "promised"))
        assert "ACTOR does not take AGREE" in review.said


async def test_capitals_keep_their_meaning_elsewhere(start):
    async with start(WIDE) as review:
        await review.press("D")
        assert review.session.item("brook").label == "DATE"
        review.session.focus_on("met")
        await review.press("O")
        assert review.session.item(review.session.focus).label == "ORG"
        review.session.focus_on("met")
        review.session.release_focus()
        await review.press("A")
        assert "A does nothing here" in review.said


async def test_a_new_event_is_asked_for_one_role_after_the_other(start):
    async with start(WIDE) as review:
        review.session.place_cursor(HARBOUR.index("shook"))
        await review.press("e", "a")
        shook = review.session.focus
        assert "ACTOR of AGREE" in review.said
        assert "enter next role" in review.screen.legend.plain
        assert "empty" not in review.screen.legend.plain
        await review.press(code_of(review, "vell"))
        assert "LOCATION of AGREE" in review.said
        await review.press(code_of(review, "eastmoor2"))
        assert "DATE of AGREE" in review.said
        await review.press(code_of(review, "monday"))
        assert review.screen._hinting is None
        assert fillers(review.session, shook, "ACTOR") == ["vell"]
        assert fillers(review.session, shook, "LOCATION") == ["eastmoor2"]
        assert fillers(review.session, shook, "DATE") == ["monday"]


async def test_enter_leaves_a_role_empty_and_a_capital_goes_to_another(start):
    async with start(WIDE) as review:
        review.session.place_cursor(HARBOUR.index("shook"))
        await review.press("e", "a", "enter")
        assert "LOCATION of AGREE" in review.said
        await review.press("A")
        assert "ACTOR of AGREE" in review.said
        await review.press(code_of(review, "vell"), "enter", "enter")
        assert review.screen._hinting is None
        assert review.session.item(review.session.focus).annotation.arguments == (
            Argument("ACTOR", "vell"),
        )


async def test_a_suggested_event_that_is_added_is_asked_only_for_what_is_missing(start):
    async with start(WIDE) as review:
        review.session.place_cursor(HARBOUR.index("agreed"))
        await review.press("e", "a")
        assert review.session.focus == "agreed"
        assert "LOCATION of AGREE" in review.said


@pytest.mark.parametrize("key", ["space", "tab", "$", ")"])
async def test_a_key_that_is_no_letter_ends_the_letters_and_goes_on(start, key):
    async with start(WIDE) as review:
        review.session.place_cursor(HARBOUR.index("shook"))
        await review.press("e", "a")
        shook, before = review.session.focus, review.session.selection
        await review.press(key)
        assert review.screen._hinting is None
        assert review.session.selection != before
        if key != "$":
            assert review.session.item(shook).annotation.arguments == ()


async def test_escape_leaves_all_roles(start):
    async with start(WIDE) as review:
        review.session.place_cursor(HARBOUR.index("shook"))
        await review.press("e", "a", "escape", "l")
        assert review.screen._hinting is None
        assert review.session.selection == span_of(HARBOUR, "hands")


async def test_words_of_the_sentence_have_letters_too(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("L")
        await review.press(code_of(review, span_of(HARBOUR, "three")))
        assert "“three”, or up to which word?" in review.said
        await review.press(code_of(review, span_of(HARBOUR, "hours")))
        assert fillers(review.session, "met", "LOCATION") == [span_of(HARBOUR, "three hours")]


async def test_no_word_has_a_letter_where_a_mention_has_one(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("L")
        spots = [hint.spot for hint in review.screen._hinting.hints]
        starts = [spot.start for spot in spots]
        assert len(starts) == len(set(starts))


async def test_the_capitals_of_roles_are_no_letters_of_what_fills_them(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("L", "'")
        hints = review.screen._hinting.hints
        assert len(hints) > len(LETTERS) - 3
        assert not {"A", "L", "T"} & {letter for hint in hints for letter in hint.code}
        await review.press("T")
        assert "DATE of CONSULT" in review.said


async def test_one_word_is_taken_by_what_goes_on(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("L", code_of_after(review, "L", "pier"), "A")
        assert fillers(review.session, "met", "LOCATION") == [span_of(HARBOUR, "pier")]
        assert "ACTOR of CONSULT" in review.said


def code_of_after(review, capital, surface):
    """The letter that the word *surface* will have after *capital*; there is one for a word."""
    screen = review.screen
    screen._fill_role(screen._role_of(capital))
    code = code_of(review, span_of(HARBOUR, surface))
    screen._stop_hinting()
    return code


async def test_the_words_that_fill_a_role_are_taken_out_by_their_letter(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        review.session.set_role("LOCATION", span_of(HARBOUR, "three hours"))
        await review.press("L")
        await review.press(code_of(review, span_of(HARBOUR, "three hours")))
        assert fillers(review.session, "met", "LOCATION") == []


async def test_a_role_is_emptied_and_filled_anew(start):
    async with start(WIDE) as review:
        review.session.focus_on("agreed")
        await review.press("A")
        assert "- empty" in review.screen.legend.plain
        await review.press("-")
        assert fillers(review.session, "agreed", "ACTOR") == []
        await review.press(code_of(review, "eastmoor"))
        assert fillers(review.session, "agreed", "ACTOR") == ["eastmoor"]


async def test_the_ends_of_what_was_chosen_are_moved_by_the_keys_for_ends(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("L")
        await review.press(code_of(review, span_of(HARBOUR, "three")), "enter", "]", "{", "n")
        assert fillers(review.session, "met", "LOCATION") == [span_of(HARBOUR, "for three hours")]
        assert review.session.item("met").span == span_of(HARBOUR, "met")
        assert review.session.focus != "met"


async def test_after_its_capital_the_ends_of_the_last_filler_are_moved(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        review.session.set_role("LOCATION", span_of(HARBOUR, "three hours"))
        await review.press("L", "[")
        assert fillers(review.session, "met", "LOCATION") == [span_of(HARBOUR, "three")]
        assert review.screen._hinting is None
        await review.press("T", "]")
        assert "Nothing fills DATE" in review.said


async def test_an_entity_that_fills_a_role_moves_itself(start):
    async with start(WIDE) as review:
        review.session.focus_on("agreed")
        await review.press("A", "[")
        assert review.session.item("vell").span == span_of(HARBOUR, "Tomas")
        assert fillers(review.session, "agreed", "ACTOR") == ["brook", "vell"]
        assert review.session.focus == "agreed"


async def test_elsewhere_the_keys_for_ends_move_the_trigger(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("L", code_of_after(review, "L", "pier"), "enter")
        review.session.focus_on("promised")
        await review.press("]")
        assert review.session.item("promised").span == span_of(HARBOUR, "promised that")


async def test_a_trigger_is_moved_by_letters_and_keeps_its_roles(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("`")
        await review.press(*code_of(review, span_of(HARBOUR, "shook")))
        await review.press(*code_of(review, span_of(HARBOUR, "hands")))
        assert review.session.item("met").span == span_of(HARBOUR, "shook hands")
        assert fillers(review.session, "met", "LOCATION") == ["eastmoor2"]
