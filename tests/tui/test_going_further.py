"""The key that goes further, and what the scheme does not allow."""

from .conftest import WIDE


async def test_the_legend_shows_where_the_next_key_goes(start):
    async with start(WIDE) as review:
        await review.press("g")
        assert "l L same label" in review.screen.legend.plain
        await review.press("escape")
        assert "accept" in review.screen.legend.plain
        await review.press("g", "x")
        assert "x goes nowhere after g" in review.said
        assert review.session.decided == 0


async def test_going_to_the_same_label_and_back(start):
    async with start() as review:
        await review.press("g", "l")
        assert review.session.focus == "vell"
        await review.press("g", "L", "g", "L")
        assert review.session.focus == "brook2"
        review.session.place_cursor(0)
        await review.press("g", "l")
        assert "There is no annotation here" in review.said


async def test_an_annotation_that_is_the_only_one_of_its_label_says_so(start):
    async with start() as review:
        await review.press("r", "q", "shift+tab", "g", "l")
        assert "There is none" in review.said
        assert review.session.focus == "brook"


async def test_going_to_what_is_unsure_while_it_is_pending(start):
    async with start() as review:
        await review.press("g", "u")
        assert review.session.focus == "northquay"
        await review.press("x", "g", "U")
        assert "There is none" in review.said


async def test_going_to_what_was_commented(start):
    async with start() as review:
        await review.press("c", *"who", "enter", "tab", "tab", "g", "c")
        assert review.session.focus == "brook"


async def test_what_the_scheme_does_not_allow_is_shown_and_listed(start):
    async with start(WIDE) as review:
        await review.press("!")
        assert "allows everything" in review.said
        review.session.focus_on("met")
        await review.press("space", "g", "v")
        assert review.session.focus == "met"
        assert "! ACTOR needs at least 1." in review.screen.inspector.plain
        review.session.focus_on("meeting")
        await review.press("space", "!", "down", "enter")
        assert review.app.screen is review.screen
        assert review.session.focus == "meeting"
        await review.press("g", "V")
        assert review.session.focus == "met"


async def test_the_list_scrolls_and_can_be_left(start):
    async with start() as review:
        review.session.focus_on("met")
        await review.press("space")
        focus = review.session.focus
        await review.press("!", "j", "k", "pagedown", "pageup", "end", "home", "a")
        assert review.app.screen.rows.marked == 0
        await review.press("escape")
        assert review.session.focus == focus


async def test_a_row_can_be_clicked(start):
    async with start() as review:
        review.session.focus_on("met")
        await review.press("space", "!")
        await review.pilot.click(review.app.screen.rows, offset=(5, 0))
        await review.pilot.pause()
        assert review.session.focus == "met"


async def test_the_folded_inspector_marks_what_is_not_allowed(start):
    async with start() as review:
        review.session.focus_on("monday")
        await review.press("tab", "tab", "tab")
        assert review.session.focus == "met"
        assert "! ACTOR needs" in review.screen.inspector.plain
