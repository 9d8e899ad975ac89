"""The line that says what the last key did says it until the next key, and no longer."""

import pytest

from .conftest import WIDE


@pytest.mark.parametrize(
    "keys",
    [
        ["?", "escape"],
        ["m", "escape"],
        ["r", "escape"],
        ["g", "escape"],
        ["c", "h", "m", "escape"],
        ["/", *"port", "escape"],
        ["'", "escape"],
        ["ctrl+e"],
    ],
    ids=" ".join,
)
async def test_it_does_not_outlive_what_was_left(start, keys):
    async with start(WIDE) as review:
        await review.press("space")
        assert review.said
        await review.press(*keys)
        assert review.said == ""


async def test_letters_that_stay_with_another_size_keep_their_question(start):
    async with start() as review:
        await review.press("'")
        assert review.said == "Go to a mention."
        await review.pilot.resize_terminal(100, 30)
        await review.pilot.pause()
        await review.pilot.pause()
        assert review.said == "Go to a mention."
        await review.press("escape")
        assert review.said == ""
        assert "accept" in review.screen.legend.plain


async def test_a_wrong_letter_is_told_until_a_right_one(start):
    async with start() as review:
        await review.press("'", "Z")
        assert "No letters go on with Z" in review.said
        await review.press("backspace")
        assert review.said == "Go to a mention."
        await review.press("escape", "r", "Z")
        assert "Nothing here has Z as its key or goes on with it." in review.said
        await review.press("down")
        assert review.said == ""


async def test_the_way_back_is_told_from_the_way_on(start):
    async with start(WIDE) as review:
        await review.press("g")
        await review.rest()
        shown = review.screen.chooser.plain
        assert "same label, back" in shown
        await review.press("Z")
        assert review.said == "Nothing here has Z as its key."
