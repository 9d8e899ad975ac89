"""Every size of a terminal, and changes of it at any time."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import HARBOUR, span_of, standing

SIZES = [(60, 15), (80, 24), (100, 30), (109, 24), (110, 24), (120, 40), (189, 50), (250, 70)]
ABSURD = [(20, 5), (1, 1), (59, 24), (80, 14), (250, 3), (5, 70)]
BEGUN = {
    "nothing": [],
    "choosing": ["r"],
    "fillers": [*["tab"] * 5, "o", "a"],
    "letters": ["'"],
    "going further": ["g"],
    "typing": ["c", "h", "m"],
    "selecting": ["v", "l"],
}


def selection_in_view(screen):
    """Whether the line on which the selection begins is neither scrolled away nor covered."""
    view = screen.view
    row = view.line_of(screen.session.selection.start) - view.scroll_offset.y
    if not 0 <= row < view.size.height:
        return False
    chooser = screen.chooser
    beside = chooser.region.x > view.region.x
    return not chooser.display or beside or view.region.y + row < chooser.region.y


def everything_fits(screen):
    """Whether no line of a panel is wider than its panel, and nothing leaves the screen."""
    panels = (screen.header, screen.inspector, screen.message, screen.legend)
    shown = [panel for panel in panels if panel.display]
    lines = [(panel, line) for panel in shown for line in panel.plain.splitlines()]
    assert all(len(line) <= panel.size.width for panel, line in lines)
    return all(screen.region.contains_region(panel.region) for panel in shown)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_of_it_is_there(start, size):
    async with start(size) as review:
        screen = review.screen
        await review.press(*["tab"] * 5)
        assert everything_fits(screen)
        assert selection_in_view(screen)
        said = screen.inspector.plain
        assert "AGREE" in said
        assert "Lena Brook, Tomas Vell" in said or ("Lena Brook" in said and "Tomas Vell" in said)
        assert "1 of 3" in screen.header.plain
        assert "help" in screen.legend.plain
        assert screen.view.size.width - 3 <= 170
        longest = max(len(screen.view.render_line(y).text.rstrip()) for y in range(10))
        assert longest <= 102


@pytest.mark.parametrize("size", [*SIZES, (171, 40), (190, 40), (59, 24)], ids=str)
@pytest.mark.parametrize("keys", [[], ["r"], ["/"], ["'"]], ids=str)
async def test_every_cell_is_drawn_by_something(start, size, keys):
    async with start(size) as review:
        await review.press(*keys)
        width, _ = size
        for row, strip in enumerate(review.screen._compositor.render_strips()):
            assert sum(segment.cell_length for segment in strip) == width, row


@pytest.mark.parametrize("size", ABSURD, ids=str)
async def test_where_there_is_no_room_it_says_so_and_decides_nothing(start, size):
    async with start(size) as review:
        await review.press("space", "x", "enter", "r", "g", "'")
        assert review.session.decided == 0
        assert review.screen.query_one("#too-small").display
        await review.pilot.resize_terminal(80, 24)
        await review.pilot.pause()
        await review.press("space")
        assert standing(review.session, "brook").value == "accepted"


@pytest.mark.parametrize("keys", BEGUN.values(), ids=BEGUN)
async def test_whatever_is_begun_the_size_may_change(start, keys):
    async with start((80, 24)) as review:
        review.screen.show(review.session.focus_on("october"))
        await review.press(*keys)
        await review.rest()
        for size in [(120, 40), (60, 15), (20, 5), (110, 16), (80, 24), (250, 70), (61, 16)]:
            await review.pilot.resize_terminal(*size)
            await review.pilot.pause()
            await review.pilot.pause()
            if size != (20, 5):
                assert everything_fits(review.screen)
                assert selection_in_view(review.screen), size
        await review.press("escape", "escape")
        assert HARBOUR[slice(*review.session.selection)]


async def test_the_line_below_stays_while_text_is_scrolled(start):
    async with start((60, 15)) as review:
        review.screen.show(review.session.focus_on("meeting"))
        await review.pilot.pause()
        await review.press("r")
        assert selection_in_view(review.screen)
        await review.press("escape")
        view = review.screen.view
        assert view.line_of(span_of(HARBOUR, "meeting").start) >= view.scroll_offset.y


@pytest.mark.parametrize("screen", ["?", "m", ":", "!"])
async def test_other_screens_fit_too(start, screen):
    async with start((80, 24)) as review:
        await review.press(*["tab"] * 7, "space", screen)
        await review.pilot.pause()
        for size in [(250, 70), (20, 5), (60, 15), (1, 1), (80, 24)]:
            await review.pilot.resize_terminal(*size)
            await review.pilot.pause()
        await review.press("escape", "escape")
        assert review.app.screen is review.screen


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(1, 260), st.integers(1, 80)), min_size=1, max_size=4))
def test_no_sequence_of_sizes_breaks_it(start, sizes):
    async def resize():
        async with start((80, 24)) as review:
            await review.press("r")
            for size in sizes:
                await review.pilot.resize_terminal(*size)
                await review.pilot.pause()
            await review.pilot.resize_terminal(80, 24)
            await review.pilot.pause()
            await review.press("escape")
            assert everything_fits(review.screen)

    asyncio.run(resize())
