"""The history of an annotation, and bringing an earlier state of it back."""

from goldleaf.core.review import Standing
from goldleaf.tui.past import history

from .conftest import HARBOUR, WIDE, fillers, label, span_of, standing


def rows(session, id):
    return ["".join(text for text, _ in one.row) for one in history(session, session.item(id))]


def test_every_decision_is_told_with_what_it_changed(session):
    for change in (
        lambda: session.relabel("ORG"),
        lambda: session.move_end(1),
        lambda: session.set_link("Q1"),
        session.undo,
        session.reject,
    ):
        session.focus_on("brook")
        change()
    said = rows(session, "brook")
    assert "suggest    ? PERSON “Lena Brook”  suggested by words, 0.97" in said[0]
    assert said[1].startswith(" 2025-03-04 12:0")
    assert said[1].endswith("relabel    ✓ PERSON → ORG")
    assert said[2].endswith("boundary   ✓ “Lena Brook” → “Lena Brook of”")
    assert said[3].endswith("link       ✓ link – → Q1")
    assert said[4].endswith("undo       ✓ link Q1 → –")
    assert said[5].endswith("reject     ✗ ORG “Lena Brook of”")


def test_roles_and_attributes_are_told(session):
    session.focus_on("met")
    session.set_role("ACTOR", "vell")
    session.clear_role("LOCATION")
    session.set_role("LOCATION", span_of(HARBOUR, "pier"))
    session.set_attribute("tense", "future")
    said = rows(session, "met")
    assert said[1].endswith("role       ✓ ACTOR – → “Tomas Vell”")
    assert said[2].endswith("role       ✓ LOCATION “Eastmoor” → –")
    assert said[3].endswith("role       ✓ LOCATION – → “pier”")
    assert said[4].endswith("attribute  ✓ tense past → future")


def test_what_was_added_begins_with_that(session):
    session.place_cursor(HARBOUR.index("pier"))
    session.add_entity("ORG")
    assert [row.split("  ")[-1] for row in rows(session, session.focus)] == ["✓ ORG “pier”"]


async def test_a_row_brings_its_state_back(start):
    async with start(WIDE) as review:
        await review.press("O")
        review.session.focus_on("brook")
        await review.press("x")
        review.session.focus_on("brook")
        await review.press("ctrl+o", "down", "enter")
        assert label(review.session, "brook") == "ORG"
        assert standing(review.session, "brook") is Standing.ACCEPTED
        assert review.session.focus == "brook"
        await review.press("ctrl+o", "enter")
        assert standing(review.session, "brook") is Standing.PENDING
        await review.press("u")
        assert label(review.session, "brook") == "ORG"


async def test_the_history_can_be_left(start):
    async with start() as review:
        review.session.focus_on("met")
        await review.press("A", "a", "ctrl+o")
        assert "history of “met”" in review.app.screen.query_one("#heading").plain
        await review.press("end", "escape")
        assert review.app.screen is review.screen
        assert len(fillers(review.session, "met", "ACTOR")) == 1
