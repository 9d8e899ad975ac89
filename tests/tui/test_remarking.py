"""Comments on anything, from the keyboard, and the list of them."""

from .conftest import HARBOUR, WIDE, span_of


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
