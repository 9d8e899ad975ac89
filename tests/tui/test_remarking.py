"""Comments on anything, from the keyboard, and the list of them."""

from goldleaf.core.model import GoldleafError

from .conftest import HARBOUR, NARROW, WIDE, span_of


def texts(session):
    return {one.text: one.target for one in session.state.comments.values()}


async def test_the_selected_words_are_commented_on(start):
    async with start(WIDE) as review:
        review.session.place_cursor(HARBOUR.index("lighthouse", 60))
        await review.press("v", "l", "l", "c")
        await review.press(*"odd", "enter")
        (span,) = texts(review.session).values()
        assert span.of(HARBOUR).startswith("lighthouse")
        assert "✎ “lighthouse. They”: odd" in review.screen.inspector.plain


async def test_a_comment_that_cannot_be_kept_is_not_typed_in_vain(start, store, monkeypatch):
    def refuse(_decision):
        raise GoldleafError("the disk is full")

    async with start(WIDE) as review:
        with monkeypatch.context() as broken:
            broken.setattr(store, "append", refuse)
            await review.press("c", *"odd", "enter")
        assert review.said == "the disk is full"
        assert review.screen.prompt.text == "odd"
        assert texts(review.session) == {}
        await review.press("enter")
        assert texts(review.session) == {"odd": "brook"}
        assert review.said == "Commented."
        assert not review.screen.prompt.asking


async def test_where_comments_are_is_marked(start):
    async with start(WIDE) as review:
        session = review.session

        def gutters():
            view = review.screen.view
            rows = [view.render_line(y).text for y in range(view.size.height)]
            return [row[2:22] for row in rows if row[1] == "✎"]

        assert gutters() == []
        words = span_of(HARBOUR, "Fishers from both")
        session.select(words)
        await review.press("c", *"who", "enter")
        assert len(gutters()) == 1
        line = next(
            strip
            for y in range(review.screen.view.size.height)
            if "Fishers" in (strip := review.screen.view.render_line(y)).text
        )
        italic = "".join(one.text for one in line if one.style and one.style.italic)
        assert italic == "Fishers from both"
        await review.press("u")
        assert gutters() == []


async def test_small_screens_show_what_was_said(start):
    async with start(NARROW) as review:
        review.session.select(span_of(HARBOUR, "old lighthouse"))
        await review.press("c", *"odd", "enter")
        assert "✎ “old lighthouse”: odd" in review.screen.inspector.plain
        review.screen.show(review.session.focus_on("brook"))
        await review.press("c", *"sure?", "enter")
        assert "✎ sure?" in review.screen.inspector.plain


async def test_anything_is_commented_on(start):
    async with start(WIDE) as review:
        session = review.session
        session.toggle_relation("member-of", "brook", "guild")
        session.toggle_document_label("SEA")
        review.screen.show(session.focus_on("brook"))
        await review.press("ctrl+x")
        names = [one.name for one in review.screen.chooser.choosing.choices]
        assert names == [
            "the article",
            "“Lena Brook” PERSON",
            "“Lena Brook”",
            "the label SEA",
            "Lena Brook member-of The Coast G…",
        ]
        await review.press("down", "down", "down", "enter")
        await review.press(*"why", "enter")
        await review.press("ctrl+x", "up", "enter")
        await review.press(*"sure", "enter")
        relation = session.relations[0].id
        assert texts(session)["sure"] == relation
        assert texts(session)["why"] not in ("", relation, "brook")


async def test_comments_are_listed_and_gone_to(start):
    async with start(WIDE) as review:
        await review.press("ctrl+t")
        assert review.said == "There are no comments yet; c makes one."
        session = review.session
        session.comment("one", "vell2")
        session.comment("two", span_of(HARBOUR, "winter"))
        session.comment("three", "")
        await review.press("ctrl+n")
        session.comment("four", "dell")
        await review.press("ctrl+t")
        screen = review.app.screen
        rows = ["".join(text for text, _ in row) for row in screen.rows.rows]
        assert [row.split()[1] for row in rows] == ["four", "one", "two", "three"]
        assert "1 in this article, 3 in others" in screen.heading.plain
        await review.press("down", "enter")
        assert session.article.id == "harbour"
        assert session.focus == "vell2"
        await review.press("ctrl+t", "down", "enter")
        assert session.selection.of(HARBOUR) == "winter"


async def test_comments_are_changed_and_taken_away_in_the_list(start):
    async with start(WIDE) as review:
        session = review.session
        session.comment("one", "vell2")
        session.comment("two", span_of(HARBOUR, "winter"))
        await review.press("ctrl+n")
        session.comment("three", "")
        await review.press("ctrl+t", "down", "down", "c", *"!", "enter")
        assert texts(session)["two!"] == span_of(HARBOUR, "winter")
        await review.press("ctrl+t", "down", "down", "space")
        screen = review.app.screen
        assert "2 in this article, 0 in others" in screen.heading.plain
        await review.press("escape")
        assert session.article.id == "harbour"
        assert review.said == "Took the comment away."
        await review.press("ctrl+t", "x", "x")
        assert review.app.screen is review.screen
        assert session.remarks() == []
        await review.press("u", "u", "u")
        assert {one.comment.text for one in session.remarks()} == {"one", "two!", "three"}
