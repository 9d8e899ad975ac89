"""The scroll bar is drawn more cheaply than Textual draws it, and looks the same."""

from textual.geometry import Region
from textual.widget import Widget

from .conftest import NARROW

LOW = (60, 15)


def cells(strips):
    """What each cell looks like, and what a click on it does."""
    return [(one.text, one.style, one.style.meta) for (one,) in strips]


def quick(bar):
    return cells(bar.render_lines(bar.size.region))


def by_textual(bar):
    return cells(Widget.render_lines(bar, bar.size.region))


async def test_it_looks_as_textual_draws_it_whatever_happens(start):
    async with start(LOW) as review:
        bar = review.screen.view.vertical_scrollbar
        seen = [quick(bar)]

        async def changed():
            await review.pilot.pause()
            seen.append(quick(bar))
            assert seen[-1] == by_textual(bar)
            assert seen[-1] != seen[-2]

        await review.press("end")
        await changed()
        await review.press("pageup")
        await changed()
        review.app.theme = "goldleaf-light"
        await changed()
        await review.pilot.resize_terminal(60, 18)
        await changed()
        await review.pilot.hover(offset=(bar.region.x, bar.region.y + 2))
        await changed()


async def test_a_part_of_it_is_that_part(start):
    async with start(NARROW) as review:
        bar = review.screen.view.vertical_scrollbar
        assert cells(bar.render_lines(Region(0, 3, 1, 4))) == quick(bar)[3:7]


async def test_without_colour_it_has_none(start, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with start(NARROW) as review:
        for _, style, _ in quick(review.screen.view.vertical_scrollbar):
            assert style.color.is_default
            assert style.bgcolor.is_default
