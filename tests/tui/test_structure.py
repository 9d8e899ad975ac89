"""Editing events as wholes, and what goes beyond labels and roles."""

from dataclasses import replace

from goldleaf.core.model import Argument
from goldleaf.core.review import ReviewSession, Standing
from goldleaf.tui.app import GoldleafApp

from .conftest import HARBOUR, SCHEME, WIDE, fillers, span_of, standing
from .test_letters import code_of


async def test_two_roles_are_swapped(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("%")
        names = [choice.name for choice in review.screen.chooser.choosing.choices]
        assert names == ["ACTOR ⇄ LOCATION", "LOCATION ⇄ DATE"]
        await review.press("a")
        assert fillers(review.session, "met", "ACTOR") == ["eastmoor2"]
        assert fillers(review.session, "met", "LOCATION") == []


async def test_nothing_is_there_to_swap(start):
    async with start(WIDE) as review:
        await review.press("%")
        assert "That is for events" in review.said
        review.session.focus_on("agreed")
        for id in ("brook", "vell", "monday"):
            role = "DATE" if id == "monday" else "ACTOR"
            review.session.clear_role(role, id)
        await review.press("%")
        assert "No roles are filled" in review.said


async def test_an_event_is_duplicated(start):
    async with start(WIDE) as review:
        review.session.focus_on("agreed")
        await review.press("*")
        copy = review.session.item(review.session.focus)
        assert copy.id != "agreed"
        assert copy.span == review.session.item("agreed").span
        assert Argument("ACTOR", "vell") in copy.annotation.arguments


async def test_another_event_is_merged_into_this_one(start):
    async with start(WIDE) as review:
        review.session.focus_on("agreed")
        await review.press("&")
        values = {hint.spot.value for hint in review.screen._hinting.hints}
        assert values == {"met", "promised", "meeting"}
        await review.press(code_of(review, "met"))
        assert standing(review.session, "met") is Standing.REJECTED
        assert fillers(review.session, "agreed", "LOCATION") == ["eastmoor2"]


async def test_a_part_is_added_and_taken_out(start):
    async with start(WIDE) as review:
        title = span_of(HARBOUR, "Mayor")
        name = review.session.item("brook").span
        for expected in ((title, name), (name,)):
            review.session.focus_on("brook")
            await review.press("+")
            await review.press(*code_of(review, title))
            await review.press("enter")
            assert review.session.item("brook").annotation.spans == expected


async def test_mentions_that_mean_the_same_make_a_chain(start):
    async with start(WIDE) as review:
        await review.press("~", "c")
        await review.press(code_of(review, "brook2"))
        assert [item.id for item in review.session.chain("brook")] == ["brook", "brook2"]
        assert "2 the same: Brook" in review.screen.inspector.plain
        review.session.focus_on("brook2")
        await review.press("~", "c")
        await review.press(code_of(review, "brook"))
        assert review.session.relations == []


async def test_a_relation_says_what_it_takes(start):
    async with start(WIDE) as review:
        await review.press("~", "m")
        await review.press(code_of(review, "eastmoor"))
        assert "member-of does not take GPE" in review.said
        await review.press(code_of(review, "guild"))
        assert "→ member-of The Coast Guild" in review.screen.inspector.plain
        review.session.focus_on("guild")
        await review.press("~", "m")
        assert "member-of does not take ORG" in review.said
        await review.press("escape")
        review.session.focus_on("met")
        await review.press("shift+tab", "tab")
        review.session.focus_on("guild")
        review.screen.inspector.renew()
        assert "← member-of Lena Brook" in review.screen.inspector.plain


async def test_a_single_relation_needs_no_choice(store):
    scheme = replace(SCHEME, relations=SCHEME.relations[:1], document_labels=())
    app = GoldleafApp(ReviewSession(store, scheme, "anna"), "coast")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("~", "a")
        await pilot.pause()
        assert len(app.session.relations) == 1
        await pilot.press("#")
        assert "no labels for articles" in app.review_screen.message.text


async def test_an_entity_is_linked(start):
    async with start(WIDE) as review:
        await review.press("@", *"Q42", "enter")
        assert review.session.item("brook").annotation.link == "Q42"
        assert "link Q42" in review.screen.inspector.plain
        review.session.focus_on("met")
        await review.press("@")
        assert "That is for entities" in review.said


async def test_the_article_is_labelled(start):
    async with start(WIDE) as review:
        await review.press("#", "S")
        assert review.session.document_labels == {"SEA"}
        assert "lighthouse  SEA" in review.screen.header.plain
        await review.press("#", "S", "#", "l")
        assert review.session.document_labels == {"LOCAL"}
        assert "lighthouse  LOCAL" in review.screen.header.plain


async def test_the_queue_is_narrowed_ordered_and_told_in_the_header(start, store):
    async with start(WIDE) as review:
        await review.press("i", "l", "G", "D", "escape")
        assert "▽ DATE, GPE" in review.screen.header.plain
        assert review.session.item(review.session.focus).label == "GPE"
        await review.press("space", "n")
        assert review.session.focus == "eastmoor2"
        await review.press("i", "b", "i", "c", "9", "escape")
        assert "< 0.9" in review.screen.header.plain
        review.screen.save()
        assert ReviewSession(store, SCHEME, "anna").queue == review.session.queue
        await review.press("i", "e")
        assert "▽" not in review.screen.header.plain
        await review.press("i", "s", "W", "escape")
        assert "▽ words" in review.screen.header.plain
