"""Carrying a decision further, after a look at the places."""

import pytest

from goldleaf.core.model import Article
from goldleaf.core.review import Standing
from goldleaf.tui.concordance import beside_title, in_context
from goldleaf.tui.lines import width_of

from .conftest import NARROW, WIDE, segment, standing
from .test_letters import code_of


def said(screen):
    return ["".join(text for text, _ in row) for row in screen.rows.rows]


async def test_the_places_are_shown_before_and_can_be_taken_out(start, store):
    async with start(WIDE) as review:
        await review.press("ctrl+n")
        assert review.session.focus == "dell"
        await review.press("g", "=")
        choices = {one.key: one for one in review.screen.chooser.choosing.choices}
        assert choices["h"].detail == "1"
        assert "no chain" in choices["c"].why_not
        await review.press("h")
        (row,) = said(review.app.screen)
        assert row.startswith(" ✓ ")
        assert "They want the Dell Water Board" in row
        assert "new" in row
        assert review.app.screen.about == "1 place"
        await review.press("x")
        assert said(review.app.screen)[0].startswith(" ✗ ")
        assert review.app.screen.about == "0 places"
        await review.press("a", "enter")
        assert len(store.state("orchard", "anna").records) == 2
        await review.press("u")
        assert store.state("orchard", "anna").records == {}


async def test_it_reaches_the_open_articles_and_is_undone_as_one(start, store):
    text = "A ferry from Eastmoor sank."
    store.add_article(Article("ferry", text, "A ferry sank"), (), segment(text))
    async with start(WIDE) as review:
        review.session.focus_on("eastmoor")
        await review.press("g", "=", "a")
        assert [row.count("A ferry sank") for row in said(review.app.screen)] == [0, 1]
        assert review.app.screen.about == "2 places in 2 articles"
        await review.press("enter")
        assert "in 1 other article too" in review.said
        (record,) = store.state("ferry", "anna").records.values()
        assert record.annotation.label == "GPE"
        await review.press("u")
        assert store.state("ferry", "anna").records == {}
        assert standing(review.session, "eastmoor2") is Standing.PENDING
        review.session.focus_on("march")
        await review.press("g", "=", "a")
        assert "nothing left" in review.said


async def test_the_list_is_left_without_deciding(start, store):
    async with start() as review:
        review.session.focus_on("eastmoor")
        await review.press("g", "=", "h", "escape")
        assert review.app.screen is review.screen
        assert list(store.log()) == []
        assert standing(review.session, "eastmoor2") is Standing.PENDING


async def test_a_chain_gets_the_decision_on_one_of_its_names(start):
    async with start(WIDE) as review:
        review.session.focus_on("brook")
        await review.press("~", "c")
        await review.press(code_of(review, "brook2"))
        review.session.focus_on("brook")
        await review.press("O")
        review.session.focus_on("brook")
        await review.press("g", "=", "c")
        (row,) = said(review.app.screen)
        assert "PERSON → ORG" in row
        await review.press("enter")
        assert review.session.item("brook2").label == "ORG"
        await review.press("u")
        assert review.session.item("brook2").label == "PERSON"


@pytest.mark.parametrize("width", [8, 30, 77])
@pytest.mark.parametrize(
    ("before", "words", "after"),
    [("", "a", ""), ("left " * 30, "Lima", " right" * 30), ("王" * 60, "👩‍👩‍👧", "é" * 90)],
)
def test_words_in_context_take_the_width_and_no_more(before, words, after, width):
    line = in_context(before, words, after, width)
    assert width_of(line) == max(width, width_of(line[:2]))
    assert width_of(beside_title(line, "A title\x1b[31m", NARROW[0])) == NARROW[0]


def test_context_is_fit_for_the_screen():
    text = "".join(run for run, _ in in_context("\x1b[2J\n", "a\tb", "\u202e.", 40))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\n" not in text
