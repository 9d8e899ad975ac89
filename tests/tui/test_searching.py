"""Searching, marks, paragraphs and disagreement, with keys."""

from goldleaf.core.model import Article, Entity, Suggestion

from .conftest import HARBOUR, WIDE, segment, span_of


def question(review):
    return str(review.screen.prompt.query_one("#question").render())


async def test_a_search_counts_while_it_is_typed_and_turns_to_an_expression(start):
    async with start(WIDE) as review:
        await review.press("/")
        assert "search: text (tab regex)" in question(review)
        await review.press(*"two|eleven")
        assert review.said == "0 matches in this article."
        await review.press("tab")
        assert "search: regex (tab text)" in question(review)
        assert review.said == "2 matches in this article."
        await review.press("enter")
        assert len(review.session.matches) == 2
        await review.press("n")
        assert review.said.startswith("Match ")
        await review.press("/", "(")
        assert "no regular expression: missing )" in review.said
        await review.press("enter")
        assert "no regular expression" in review.said
        assert len(review.session.matches) == 2
        # it is still there, to be put right
        assert "search: regex (tab text)" in question(review)
        await review.press(*"eleven)", "enter")
        assert [span.of(HARBOUR) for span in review.session.matches] == ["eleven"]
        await review.press("escape")
        assert review.session.matches == ()


async def test_what_is_typed_is_marked_in_view_until_the_search_is_left(start):
    def marked(view, words):
        row = view.line_of(HARBOUR.index(words))
        return any(
            segment.style.underline and words in segment.text for segment in view.render_line(row)
        )

    async with start(WIDE) as review:
        await review.press("/", *"eleven")
        assert marked(review.screen.view, "eleven")
        await review.press("x")
        assert not marked(review.screen.view, "eleven")
        await review.press("backspace")
        assert marked(review.screen.view, "eleven")
        await review.press("escape")
        assert not marked(review.screen.view, "eleven")


async def test_other_prompts_know_no_expressions(start):
    async with start(WIDE) as review:
        await review.press("c", "x", "tab", "y", "enter")
        assert review.session.comment_on("brook").text == "xy"
        assert review.said == "Commented."


async def test_all_articles_are_searched_and_a_hit_is_gone_to(start):
    async with start(WIDE) as review:
        await review.press("g", "/", *"water", "enter")
        rows = ["".join(run for run, _ in row) for row in review.app.screen.rows.rows]
        assert len(rows) == 2
        assert "Growers march for water" in rows[0]
        assert review.app.screen.about == "2 matches in 1 article"
        await review.press("down", "enter")
        assert review.session.article.id == "orchard"
        assert review.said == "Match 2 of 2."
        await review.press("g", "/", *"zebra", "enter")
        assert "“zebra” is in no article" in review.said
        await review.press("g", "/", "tab", "(", "enter")
        assert "no regular expression" in review.said
        await review.press(*"water)", "enter")
        assert review.app.screen.about == "2 matches in 1 article"


async def test_a_mark_is_set_listed_and_gone_to(start):
    async with start(WIDE) as review:
        await review.press("g", "'")
        assert "no marks" in review.said.lower()
        await review.press("g", "m", "b", "ctrl+n", "g", "'")
        (choice,) = review.screen.chooser.choosing.choices
        assert (choice.key, choice.name.startswith("Lena Brook")) == ("b", True)
        assert "Two ports" in choice.about
        await review.press("b")
        assert review.session.article.id == "harbour"
        assert review.session.focus == "brook"
        await review.press("g", "'", "'")
        assert review.session.article.id == "orchard"


async def test_a_paragraph_is_gone_to_by_letter_and_by_number(start):
    async with start(WIDE) as review:
        await review.press("g", "p")
        starts = {hint.spot.start: hint.code for hint in review.screen._hinting.hints}
        guild = HARBOUR.index("The Coast")
        assert len(starts) == 5
        await review.press(starts[guild])
        assert review.session.selection.start == guild
        await review.press("g", "n", "2", "enter")
        assert review.said == "Paragraph 2 of 5."
        await review.press("g", "n", "x", "enter")
        assert "one of 1 to 5" in review.said


async def test_the_score_that_is_unsure_is_chosen(start):
    async with start(WIDE) as review:
        await review.press("g", "s", "5")
        assert "below 0.50" in review.said
        await review.press("g", "s", "9")
        assert review.session.item(review.session.focus).suggestion.score < 0.9


async def test_what_others_say_is_shown_beside_it(start, store):
    annotation = Entity("other", (span_of(HARBOUR, "Lena Brook"),), "ORG")
    store.put_suggestions("harbour", "pipe", "1", [Suggestion(annotation, 0.5, "pipe", "1")])
    store.add_article(Article("last", "Flag me."), (), segment("Flag me."))
    async with start(WIDE) as review:
        await review.press("ctrl+n", "ctrl+p", "g", "d")
        assert review.session.focus in {"brook", "other"}
        review.session.focus_on("brook")
        review.screen.inspector.renew()
        assert "≠ pipe: ORG" in review.screen.inspector.plain
        await review.press("ctrl+n", "f", "ctrl+p", "g", "f")
        assert review.session.article.id == "orchard"


async def test_things_come_by_zone(start):
    async with start(WIDE) as review:
        await review.press("i", "z", "t", "escape")
        assert "▽ title" in review.screen.header.plain
        assert review.session.items.offered_count == 0
