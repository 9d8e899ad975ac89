"""The same decision everywhere."""

import pytest

from goldleaf.core.review import Standing
from goldleaf.tui.screens import review as review_screen

from .conftest import HARBOUR, WIDE, span_of, standing


def marked(view, span):
    """Whether the words at *span* are underlined in the article."""
    row = view.line_of(span.start)
    words = span.of(HARBOUR)
    return any(
        segment.style.underline and words in segment.text for segment in view.render_line(row)
    )


async def test_the_same_everywhere_costs_one_key(start):
    async with start(WIDE) as review:
        review.session.focus_on("eastmoor")
        await review.press("=")
        assert standing(review.session, "eastmoor") is Standing.ACCEPTED
        assert standing(review.session, "eastmoor2") is Standing.ACCEPTED
        assert "the same in 1 other place" in review.said
        assert review.session.focus == "vell"
        await review.press("u")
        assert standing(review.session, "eastmoor2") is Standing.PENDING


async def test_the_other_places_are_counted_and_marked_when_the_reviewer_rests(start):
    async with start(WIDE) as review:
        other = span_of(HARBOUR, "Eastmoor", 1)
        await review.press("tab")
        assert review.session.focus == "eastmoor"
        assert "more" not in review.screen.inspector.plain
        await review.rest()
        assert "= 1 more" in review.screen.inspector.plain
        assert marked(review.screen.view, other)
        await review.press("tab")
        assert "more" not in review.screen.inspector.plain
        assert not marked(review.screen.view, other)


async def test_the_count_has_its_place_below_the_text_too(start):
    async with start() as review:
        await review.press("tab")
        await review.rest()
        assert "= 1 more" in review.screen.inspector.plain.splitlines()[0]


async def test_who_presses_no_key_for_a_moment_rests(start, monkeypatch):
    monkeypatch.setattr(review_screen, "_REST_SECONDS", 0.01)
    async with start(WIDE) as review:
        await review.press("tab")
        for _ in range(200):
            if "= 1 more" in review.screen.inspector.plain:
                return
            await review.pilot.pause(0.02)
        pytest.fail("the reviewer rested and nothing was shown")


async def test_nothing_is_counted_on_a_screen_that_is_gone(start):
    async with start() as review:
        await review.press("tab")
    review.screen.rested()


async def test_nothing_is_counted_where_there_is_nothing_to_carry_over(start):
    async with start(WIDE) as review:
        await review.rest()
        assert "more" not in review.screen.inspector.plain
