"""Letters on the text: going to what is in view."""

import re

import pytest

from goldleaf.core.model import Article, Entity, Span, Suggestion
from goldleaf.core.review import ReviewSession
from goldleaf.tui.app import GoldleafApp

from .conftest import HARBOUR, NARROW, SCHEME, WIDE, segment, span_of


def rows(review):
    view = review.screen.view
    return [view.render_line(y).text for y in range(view.size.height)]


def lettered(review):
    """The rows of the article as they are drawn, letters included."""
    view = review.screen.view
    return [strip.text for strip in view.render_lines(view.region.reset_offset)]


def code_of(review, value):
    """The letters that stand on *value*, a mention or a word."""
    hints = review.screen._hinting.hints
    return next(hint.code for hint in hints if hint.spot.value == value)


async def test_going_to_a_mention_in_view_takes_two_keys(start):
    async with start(WIDE) as review:
        for id in ("october", "promised", "brook"):
            await review.press("'")
            code = code_of(review, id)
            assert len(code) == 1
            await review.press(code)
            assert review.session.focus == id
            assert review.screen._hinting is None


async def test_the_nearest_mention_has_the_first_letter_and_nothing_moves(start):
    async with start(WIDE) as review:
        before = rows(review)
        await review.press("'")
        assert code_of(review, "eastmoor") == "a"
        shown = lettered(review)
        assert [len(row) for row in shown] == [len(row) for row in before]
        assert any("aEastmoor)" in row for row in shown)
        assert "words" in review.screen.legend.plain
        await review.press("escape")
        assert lettered(review) == before
        assert review.session.focus == "brook"
        assert "accept" in review.screen.legend.plain


async def test_a_second_press_puts_the_letters_on_words(start):
    async with start(WIDE) as review:
        await review.press("'", "'")
        await review.press(*code_of(review, span_of(HARBOUR, "pier")))
        assert review.session.focus is None
        assert review.session.selection == span_of(HARBOUR, "pier")
        await review.press("'", "'")
        assert all(hint.spot.value.of(HARBOUR).strip(".,") for hint in review.screen._hinting.hints)


async def test_while_selecting_the_letters_extend_the_selection(start):
    async with start(WIDE) as review:
        review.session.place_cursor(HARBOUR.index("three"))
        await review.press("v", "'")
        await review.press(*code_of(review, span_of(HARBOUR, "hours")))
        assert review.session.selection == span_of(HARBOUR, "three hours")
        await review.press("O")
        assert review.session.item(review.session.focus).label == "ORG"


async def test_letters_that_stand_nowhere_say_so(start):
    async with start(WIDE) as review:
        await review.press("'", "!")
        assert "No letters go on with !" in review.said
        assert review.screen._hinting is not None
        await review.press("enter")
        assert review.session.decided == 0


async def test_an_article_without_mentions_has_letters_on_its_words(start):
    async with start(WIDE) as review:
        await review.press("ctrl+n", "ctrl+n", "'", "s")
        assert review.session.selection.of(review.session.article.text) == "is"


async def test_the_mouse_ends_it(start):
    async with start(WIDE) as review:
        await review.press("'")
        await review.pilot.click(review.screen.view, offset=(10, 2))
        await review.pilot.pause()
        assert review.screen._hinting is None


@pytest.mark.parametrize("key", ["backspace", "ctrl+h"])
async def test_five_hundred_mentions_in_view_stay_within_reach(start, store, key):
    words = "".join(f"{index:02d} " for index in range(99)) * 8
    store.add_article(Article("dense", words), (), segment(words))
    spans = [Span(3 * index, 3 * index + 2) for index in range(700)]
    made = [
        Suggestion(Entity(f"n{index:03d}", (span,), "GPE"), 0.5, "words", "1")
        for index, span in enumerate(spans)
    ]
    store.put_suggestions("dense", "words", "1", made)
    session = ReviewSession(store, SCHEME, "anna")
    session.open("dense")
    app = GoldleafApp(session, "coast")
    async with app.run_test(size=(160, 60)) as pilot:
        await pilot.pause()
        await pilot.press("'")
        hints = app.review_screen._hinting.hints
        assert len(hints) >= 400
        far = hints[-1]
        assert len(far.code) == 2
        await pilot.press(far.code[0], key, *far.code)
        assert session.focus == far.spot.value


async def test_five_hundred_mentions_on_a_screen_each_have_letters_that_lead_there(store):
    text = " ".join(f"Ana{number}{'.' if number % 9 == 0 else ''}" for number in range(1500))
    store.add_article(Article("crowd", text), (), segment(text))
    names = [match.span() for match in re.finditer(r"Ana\d+", text)]
    crowd = [
        Suggestion(Entity(f"a{start}", (Span(start, end),), "PERSON"), 0.5, "words", "1")
        for start, end in names
    ]
    store.put_suggestions("crowd", "words", "1", crowd)
    session = ReviewSession(store, SCHEME, "anna")
    session.open("crowd")
    app = GoldleafApp(session, "coast")
    async with app.run_test(size=(250, 70)) as pilot:
        await pilot.pause()
        await pilot.press("'")
        hints = app.review_screen._hinting.hints
        assert len(hints) >= 500
        codes = [hint.code for hint in hints]
        assert len(set(codes)) == len(codes)
        assert max(map(len, codes)) == 2
        starts = [(letters.line, letters.cell) for letters in app.review_screen._hinting.letters]
        assert len(set(starts)) == len(starts)
        far = hints[-1]
        await pilot.press(far.code[0])
        left = app.review_screen._hinting.letters
        assert {len(letters.text) for letters in left} == {1}
        await pilot.press(far.code[1])
        assert session.focus == far.spot.value


RESIZED = {
    "mentions": (["'"], "october"),
    "words": (["'", "'"], span_of(HARBOUR, "second")),
    "paragraphs": (["g", "p"], span_of(HARBOUR, "Nobody")),
    "another event": (["tab"] * 5 + ["&"], "meeting"),
    "an end of a mention": (["+"], span_of(HARBOUR, "second")),
    "fillers": (["tab"] * 5 + ["L"], "northquay2"),
}


@pytest.mark.parametrize(("keys", "value"), RESIZED.values(), ids=RESIZED)
async def test_the_letters_stand_right_when_the_terminal_is_resized(start, keys, value):
    async with start((60, 15)) as review:
        await review.press(*keys)
        ways, title = review.screen.legend.plain, review.said
        for size in [(20, 5), (250, 70), NARROW]:
            await review.pilot.resize_terminal(*size)
            await review.pilot.pause()
            await review.pilot.pause()
        hinting, view = review.screen._hinting, review.screen.view
        spots = {*view.mentions_in_view(), *view.words_in_view()}
        assert {hint.spot._replace(value="") for hint in hinting.hints} <= {
            spot._replace(value="") for spot in spots
        }
        assert review.said == title
        assert review.screen.legend.plain.split()[:4] == ways.split()[:4]
        code = code_of(review, value)
        spot = next(hint.spot for hint in hinting.hints if hint.spot.value == value)
        row = lettered(review)[spot.line - view.scroll_offset.y]
        assert row[spot.cell : spot.cell + len(code)] == code


async def test_what_was_typed_of_letters_is_typed_anew_after_a_resize(start):
    async with start(NARROW) as review:
        await review.press("'")
        review.screen._hinting.typed = "Q"
        await review.pilot.resize_terminal(*WIDE)
        await review.pilot.pause()
        await review.press(code_of(review, "october"))
        assert review.session.focus == "october"
