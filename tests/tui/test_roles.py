"""Roles of the event in focus, by capitals and letters."""

from goldleaf.core.model import Span
from goldleaf.core.review import Standing

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
        assert "DATE of CONSULT: which mention?" in review.said
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


async def test_a_capital_goes_on_from_the_roles_that_a_new_event_offers(start):
    async with start(WIDE) as review:
        review.session.place_cursor(HARBOUR.index("shook"))
        await review.press("e", "a", "L", "a", "A", "a")
        shook = review.session.focus
        assert fillers(review.session, shook, "LOCATION") == ["eastmoor2"]
        assert len(fillers(review.session, shook, "ACTOR")) == 1
