"""Linking an entity to an entry of a knowledge base."""

import pytest

from goldleaf.core.knowledge import Knowledge
from goldleaf.tui.screens.linking import LinkScreen

from .conftest import NARROW, WIDE

PLACES = (
    "id\tlabel\taliases\tdescription\n"
    "P1\tEastmoor\tOstmoor\ta port by the channel\n"
    "P2\tNew Eastmoor\t\ta suburb\n"
    "P3\tNorthquay\t\tthe other port\n"
    "P4\tLena \x1b[31mBrook\t\ta mayor\n"
)


@pytest.fixture
def known(session, tmp_path):
    source = tmp_path / "places.tsv"
    source.write_text(PLACES, encoding="utf-8")
    session.knowledge = Knowledge(source, tmp_path / "knowledge.db")
    session.knowledge.build()
    yield session.knowledge
    session.knowledge.close()


def link(session, id):
    return session.item(id).annotation.link


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_words_of_the_mention_are_sought_first(start, known, size):
    async with start(size) as review:
        review.screen.show(review.session.focus_on("eastmoor"))
        await review.press("@")
        assert isinstance(review.app.screen, LinkScreen)
        assert "Mayor Lena Brook of Eastmoor" in review.app.screen.heading.plain
        await review.press("enter")
        assert link(review.session, "eastmoor") == "P1"
        assert review.said == "Linked to P1, Eastmoor."
        assert "link P1 Eastmoor: a port" in review.screen.inspector.plain


async def test_a_letter_takes_the_place_of_the_words_and_more_narrow_it_down(start, known):
    async with start(WIDE) as review:
        review.screen.show(review.session.focus_on("eastmoor"))
        await review.press("@", "n")
        assert review.app.screen.typed == "n"
        await review.press("o", "down", "up", "enter")
        assert link(review.session, "eastmoor") == "P3"


async def test_an_id_that_is_in_no_file_may_be_used(start, known):
    async with start(WIDE) as review:
        review.screen.show(review.session.focus_on("eastmoor"))
        await review.press("@", "ctrl+u", *"Q64", "space", "x", "backspace", "backspace", "enter")
        assert link(review.session, "eastmoor") == "Q64"
        assert "link Q64 (not in the knowledge base)" in review.screen.inspector.plain


async def test_a_link_is_taken_off_and_the_list_is_left(start, known):
    async with start(WIDE) as review:
        review.screen.show(review.session.focus_on("eastmoor"))
        await review.press("@", "enter", "@", "escape")
        assert link(review.session, "eastmoor") == "P1"
        await review.press("@", "ctrl+d")
        assert link(review.session, "eastmoor") == ""


async def test_a_click_links(start, known):
    async with start(WIDE) as review:
        review.screen.show(review.session.focus_on("eastmoor"))
        await review.press("@")
        await review.pilot.click(review.app.screen.rows, offset=(6, 1))
        await review.pilot.pause()
        assert link(review.session, "eastmoor") == "P2"


async def test_what_a_file_says_never_reaches_the_terminal_raw(start, known):
    async with start(WIDE) as review:
        await review.press("@", "ctrl+u", *"lena")
        rows = review.app.screen.rows
        assert all("\x1b" not in rows.render_line(y).text for y in range(5))
        await review.press("enter")
        assert link(review.session, "brook") == "P4"
        assert "\x1b" not in review.said + review.screen.inspector.plain


async def test_an_index_that_is_gone_is_told_of(start, session, tmp_path):
    session.knowledge = Knowledge(tmp_path / "none.tsv", tmp_path / "none.db")
    async with start(WIDE) as review:
        await review.press("@")
        assert "there is no index" in review.app.screen.heading.plain
        await review.press(*"Q1", "enter")
        assert link(review.session, "brook") == "Q1"


async def test_without_a_knowledge_base_the_id_is_typed(start):
    async with start(WIDE) as review:
        await review.press("@", *"Q1", "enter")
        assert link(review.session, "brook") == "Q1"
        assert "link Q1" in review.screen.inspector.plain
