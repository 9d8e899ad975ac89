"""The keys that work now are shown, whole, whatever the reviewer is doing."""

import pytest

from goldleaf.core.review import Standing

from .conftest import standing

ON_AN_EVENT = ["tab"] * 5
DOING = {
    "entity": ([], "help"),
    "event": (ON_AN_EVENT, "help"),
    "cursor": (["escape"], "help"),
    "selecting": (["v", "l"], "help"),
    "going further": (["g"], "leave"),
    "choosing": (["r"], "leave"),
    "letters": (["'"], "leave"),
    "searching": (["/", "t", "h", "e", "enter"], "help"),
}


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize(("keys", "last"), DOING.values(), ids=DOING)
async def test_no_key_is_cut(start, keys, last, width):
    async with start((width, 24)) as review:
        await review.press(*keys)
        said = review.screen.legend.plain
        assert len(said) <= width
        assert said.endswith(last)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("keys", [[], ON_AN_EVENT, ["escape"], DOING["searching"][0]])
async def test_undo_and_help_are_always_shown(start, keys, width):
    async with start((width, 24)) as review:
        await review.press(*keys)
        assert review.screen.legend.plain.endswith("  u undo  ? help")


async def test_where_there_is_little_room_what_is_needed_most_is_shown(start):
    shown = []
    for width in (60, 80, 120):
        async with start((width, 24)) as review:
            shown.append(review.screen.legend.plain.strip().split("  "))
    narrow, folded, wide = shown
    assert narrow == ["space accept", "x reject", "enter sentence", "u undo", "? help"]
    assert folded == [*narrow[:3], "r relabel", "[ ] end", *narrow[3:]]
    assert [way for way in wide if way in folded] == folded
    assert {"= same", "{ } start", "P G O … label", "a add"} <= {*wide}


async def test_how_to_go_on_is_shown_once_all_is_decided(start):
    async with start((60, 24)) as review:
        await review.press("ctrl+n")
        assert "done" not in review.screen.legend.plain
        await review.press("enter")
        assert not review.session.items.pending_count
        assert "d done  u undo  ? help" in review.screen.legend.plain
        await review.press("d", "ctrl+p")
        assert review.session.article.id == "orchard"
        assert "done" not in review.screen.legend.plain


async def test_an_event_shows_the_keys_of_its_roles(start):
    async with start() as review:
        assert "fill" not in review.screen.legend.plain
        await review.press(*ON_AN_EVENT)
        assert "A L T fill" in review.screen.legend.plain


async def test_while_selecting_the_keys_that_extend_are_shown(start):
    async with start() as review:
        await review.press("v")
        assert "h l by words" in review.screen.legend.plain
        await review.press("v")
        assert "accept" in review.screen.legend.plain


async def test_who_hesitates_after_a_prefix_is_shown_all_that_may_follow(start):
    async with start() as review:
        await review.press("g")
        assert not review.screen.chooser.display
        await review.rest()
        assert "commented" in review.screen.chooser.plain
        await review.press("down", "down")
        assert review.screen.chooser.choosing.marked.value.id == "next_alike"
        await review.press("u")
        assert review.session.focus == "northquay"
        assert not review.screen.chooser.display
        assert "accept" in review.screen.legend.plain
        await review.press("g")
        await review.rest()
        await review.press("escape", "x")
        assert standing(review.session, "northquay") is Standing.REJECTED


async def test_a_click_on_a_key_presses_it(start):
    async with start() as review:
        at = review.screen.legend.plain.index("reject")
        await review.pilot.click("#legend", offset=(at, 0))
        assert standing(review.session, "brook") is Standing.REJECTED
        at = review.screen.legend.plain.index("?")
        await review.pilot.click("#legend", offset=(at, 0))
        assert type(review.app.screen).__name__ == "HelpScreen"
        back = review.app.screen.query_one("#legend").plain.index("back")
        await review.pilot.click("#legend", offset=(back, 0))
        assert review.app.screen is review.screen


async def test_a_click_between_keys_does_nothing(start):
    async with start() as review:
        await review.pilot.click("#legend", offset=(0, 0))
        assert standing(review.session, "brook") is Standing.PENDING


async def test_a_prompt_shows_its_keys(start):
    async with start() as review:
        await review.press("c")
        assert "esc leaves" in str(review.screen.query_one("#ways").render())
