"""The mouse does what keys do."""

import pytest
from textual.events import MouseScrollDown

from goldleaf.core.review import Standing
from goldleaf.tui.lines import linked, target_at

from .conftest import HARBOUR, NARROW, WIDE, fillers, span_of, standing


async def click(review, widget, text, *, times=1, nth=0):
    """Click in the middle of *text*, where *widget* draws it the *nth* time."""
    rows = [widget.render_line(y).text for y in range(widget.size.height)]
    places = [(row.index(text) + len(text) // 2, y) for y, row in enumerate(rows) if text in row]
    await review.pilot.click(widget, offset=places[nth], times=times)
    await review.pilot.pause()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_click_on_a_mention_focuses_it_and_one_on_text_puts_the_cursor(start, size):
    async with start(size) as review:
        await click(review, review.screen.view, "Tomas Vell")
        assert review.session.focus == "vell"
        await click(review, review.screen.view, "lighthouse", nth=1)
        assert review.session.focus is None
        assert review.session.selection.of(HARBOUR) == "lighthouse"


async def test_two_clicks_select_the_word_or_the_phrase_and_three_the_sentence(start):
    async with start() as review:
        await click(review, review.screen.view, "hands", times=2)
        assert review.session.selection.of(HARBOUR) == "hands"
        await click(review, review.screen.view, "Lena Brook", times=2)
        assert review.session.focus is None
        assert review.session.selection.of(HARBOUR) == "Lena Brook"
        await click(review, review.screen.view, "hands", times=3)
        assert review.session.selection.of(HARBOUR).startswith("They met")
        assert review.session.selection.of(HARBOUR).endswith("pier.")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_click_in_the_list_of_the_sentence_focuses(start, size):
    async with start(size) as review:
        await click(review, review.screen.inspector, "Northquay")
        assert review.session.focus == "northquay"
        await click(review, review.screen.inspector, "‹agreed›")
        assert review.session.focus == "agreed"


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_click_on_a_role_asks_who_fills_it_and_one_on_a_mention_does(start, size):
    async with start(size) as review:
        review.screen.show(review.session.focus_on("met"))
        await review.pilot.pause()
        await click(review, review.screen.inspector, "T DATE")
        assert "which mention or word?" in review.said
        await click(review, review.screen.view, "onday")
        assert fillers(review.session, "met", "DATE") == ["monday"]


async def test_a_click_on_a_word_of_a_mention_chooses_the_mention(start):
    async with start(WIDE) as review:
        review.screen.show(review.session.focus_on("agreed"))
        await review.press("A", "-")
        await click(review, review.screen.view, "Brook")
        assert fillers(review.session, "agreed", "ACTOR") == ["brook"]


async def test_a_click_on_what_may_not_be_chosen_says_why(start):
    async with start(WIDE) as review:
        review.screen.show(review.session.focus_on("met"))
        await review.press("L")
        await click(review, review.screen.view, "onday")
        assert review.said == "LOCATION does not take DATE."
        assert review.screen._hinting is not None


async def test_a_click_on_a_filler_goes_to_it_and_back_to_where_it_is_used(start):
    async with start(WIDE) as review:
        review.screen.show(review.session.focus_on("agreed"))
        await review.pilot.pause()
        await click(review, review.screen.inspector, "Tomas Vell")
        assert review.session.focus == "vell"
        await click(review, review.screen.inspector, "ACTOR of agreed")
        assert review.session.focus == "agreed"
        await click(review, review.screen.inspector, "past")
        assert review.session.item("agreed").annotation.attributes["tense"] == "present"


async def test_a_click_on_a_member_of_a_chain_goes_there(start):
    async with start(WIDE) as review:
        review.session.toggle_relation("coref", "brook", "brook2")
        review.screen.show(review.session.focus_on("brook"))
        await review.pilot.pause()
        assert "≡ 2 the same: Brook" in review.screen.inspector.plain
        await click(review, review.screen.inspector, "the same: Brook")
        assert review.session.focus == "brook"
        rows = review.screen.inspector.plain.splitlines()
        y = next(y for y, row in enumerate(rows) if "the same: Brook" in row)
        await review.pilot.click("#inspector", offset=(rows[y].index("Brook"), y))
        assert review.session.focus == "brook2"


async def test_a_click_on_a_choice_takes_it_and_one_on_the_text_leaves_the_choices(start):
    async with start(WIDE) as review:
        await review.press("r")
        await click(review, review.screen.chooser, "ORG")
        assert review.session.item("brook").label == "ORG"
        await review.press("r")
        await click(review, review.screen.view, "Tomas Vell")
        assert not review.screen.chooser.display
        assert review.session.focus == "vell"
        assert review.session.item("vell").label == "PERSON"


async def test_the_wheel_marks_choices(start):
    async with start(WIDE) as review:
        await review.press("r")
        marked = review.screen.chooser.choosing.marked.name
        await review.pilot._post_mouse_events([MouseScrollDown], "#chooser", (3, 3))
        await review.pilot.pause()
        assert review.screen.chooser.choosing.marked.name != marked


async def test_clicks_on_the_header(start):
    async with start(WIDE) as review:
        await click(review, review.screen.header, "0/16")
        assert review.session.focus == "eastmoor"
        await click(review, review.screen.header, "coast")
        assert type(review.app.screen).__name__ == "ArticlesScreen"
        await click(review, review.app.screen.rows, "Growers")
        assert review.session.article.id == "orchard"
        await review.press("f")
        await click(review, review.screen.header, "flagged")
        assert "flagged" not in review.screen.header.plain


async def test_dragging_past_the_edge_takes_the_text_along(start):
    async with start((80, 15)) as review:
        view = review.screen.view
        await review.pilot.mouse_down(view, offset=(10, 1))
        for _ in range(3):
            await review.pilot.hover("#message")
            await review.pilot.hover("#legend")
        await review.pilot.mouse_up("#legend")
        assert view.scroll_offset.y > 0
        assert review.session.selection.end > span_of(HARBOUR, "agreed").end


async def test_nothing_is_decided_by_a_click_beside_everything(start):
    async with start(WIDE) as review:
        for widget in ("#header", "#inspector", "#message", "#legend"):
            size = review.screen.query_one(widget).size
            await review.pilot.click(widget, offset=(size.width - 1, size.height - 1))
        assert standing(review.session, "brook") is Standing.PENDING


def test_links_survive_in_a_line():
    line = (("ab", ""), *linked((("cd", "key"), ("e", "dim")), "item:x"), ("f", ""))
    assert [target_at(line, cell) for cell in range(7)] == ["", "", *["item:x"] * 3, "", ""]
    assert target_at(linked(line, "item:y"), 3) == "item:y"
