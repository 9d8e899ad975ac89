"""Every theme is read, and what tells things apart is never a hue alone."""

import pytest
from rich.color import ColorType
from textual.color import Color

from goldleaf.core.model import UsageError
from goldleaf.core.review import ReviewSession, Standing
from goldleaf.tui.app import GoldleafApp
from goldleaf.tui.contrast import contrast
from goldleaf.tui.inks import ink_styles
from goldleaf.tui.looks import Naming
from goldleaf.tui.theme import MANNERS, THEMES

from .conftest import HARBOUR, SCHEME, WIDE, span_of

OWN = pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.theme.name)


def ratio(style, ground):
    colours = [Color.from_rich_color(one).normalized for one in (style.color, ground)]
    return contrast(*colours)


@OWN
def test_the_text_of_the_panels_has_the_contrast_it_needs(manner, session):
    app = GoldleafApp(session, "coast", theme=manner.theme.name)
    styles = ink_styles(app.theme_variables, manner)
    for name, style in styles.items():
        if name != "rule":
            assert ratio(style, style.bgcolor) >= manner.contrast, name
    # on the row that is gone to, which has a ground of its own
    for name in ("", "dim", "key", "good", "bad", "waiting"):
        assert ratio(styles[name], styles["marked"].bgcolor) >= 3, name
    assert ratio(styles["rule"], styles["rule"].bgcolor) >= 1.5


@OWN
async def test_the_text_of_an_article_has_the_contrast_it_needs(start, manner):
    async with start(WIDE, theme=manner.theme.name) as review:
        view = review.screen.view
        for name in view.COMPONENT_CLASSES:
            style = view.get_component_rich_style(name)
            assert ratio(style, style.bgcolor) >= 4.5, name


def states(view, session, span):
    """The attributes of the words at *span*, but for colours, and the marks around them."""
    strip = view.render_line(view.line_of(span.start))
    words = span.of(HARBOUR)
    segments = list(strip)
    index = next(i for i, one in enumerate(segments) if one.text == words)
    before, here, after = segments[index - 1 : index + 2]
    style = here.style
    return before.text[-1], after.text[0], style.bold, style.reverse, style.strike


@OWN
async def test_standings_and_focus_are_told_apart_by_more_than_hue(start, manner):
    async with start(WIDE, theme=manner.theme.name) as review:
        span = span_of(HARBOUR, "Tomas Vell")
        found = {}
        for name, keys in (("pending", []), ("accepted", ["space"]), ("rejected", ["x"])):
            review.session.focus_on("vell")
            await review.press(*keys)
            review.screen.show(review.session.focus_on("march"))
            await review.pilot.pause()
            found[name] = states(review.screen.view, review.session, span)
            review.screen.show(review.session.focus_on("vell"))
            await review.pilot.pause()
            found[name, "focused"] = states(review.screen.view, review.session, span)
        assert len(set(found.values())) == len(found)


async def test_sixteen_colours_are_those_of_the_terminal(start):
    async with start(WIDE, theme="goldleaf-16") as review:
        screen = review.screen
        for widget in (screen.view, screen.header, screen.inspector, screen.legend):
            for y in range(widget.size.height):
                for segment in widget.render_line(y):
                    for colour in (segment.style.color, segment.style.bgcolor):
                        assert colour is None or colour.type is not ColorType.TRUECOLOR


async def test_a_theme_is_chosen_and_kept(start, session, store):
    async with start(WIDE) as review:
        await review.press("|", "l")
        assert review.app.theme == "goldleaf-light"
        assert review.said == "The theme is goldleaf-light."
        assert not review.screen._looks.manner.theme.dark
        background = review.screen.legend.render_line(0)._segments[0].style.bgcolor
        assert Color.from_rich_color(background).hex.lower() == "#fbfaf6"
        review.screen.save()
    again = ReviewSession(store, SCHEME, "anna")
    assert GoldleafApp(again, "coast").theme == "goldleaf-light"
    assert GoldleafApp(ReviewSession(store, SCHEME, "bert"), "coast").theme == THEMES[0].name


async def test_the_theme_of_the_workspace_comes_back(start, session):
    session.looks["theme"] = "goldleaf-light"
    async with start(theme="goldleaf-contrast") as review:
        assert review.app.theme == "goldleaf-light"
        await review.press("|", "0")
        assert review.app.theme == "goldleaf-contrast"
        assert session.looks == {}


def test_a_kept_theme_that_is_gone_is_passed_over(session):
    session.looks["theme"] = "sepia"
    session.looks["naming"] = "runes"
    assert GoldleafApp(session, "coast").theme == THEMES[0].name
    with pytest.raises(UsageError, match="there is no theme 'sepia'"):
        GoldleafApp(session, "coast", theme="sepia")


async def test_labels_are_spelled_out_and_back(start, session, store):
    async with start(WIDE) as review:
        view = review.screen.view

        def text():
            return "\n".join(view.render_line(y).text for y in range(view.size.height))

        assert "(Lena Brook)ᴾᴱᴿ" in text()
        await review.press("_")
        assert "(Lena Brook PERSON)" in text()
        assert "‹agreed AGREE›" in text()
        assert view.line_of(len(HARBOUR) - 2) < view.virtual_size.height
        await review.press("space")
        assert "[Lena Brook PERSON]" in text()
        review.screen.save()
        await review.press("_")
        assert "[Lena Brook] of" in text()
        await review.press("_")
        assert "[Lena Brook]ᴾᴱᴿ" in text()
    kept = GoldleafApp(ReviewSession(store, SCHEME, "anna"), "coast")
    assert kept._looks.naming is Naming.NAMES


async def test_every_word_is_found_where_it_is_drawn_however_labels_are_spelled(start):
    async with start((80, 24)) as review:
        for _ in Naming:
            await review.press("_")
            view = review.screen.view
            for spot in view.words_in_view():
                line = view.render_line(spot.line - view.scroll_offset.y).text
                assert line[spot.cell :].startswith(spot.value.of(HARBOUR))
            assert review.session.item("vell").standing is Standing.PENDING


async def test_every_theme_there_is_can_be_worn(start):
    async with start() as review:
        for name in sorted(review.app.available_themes):
            review.app.wear(name)
            await review.press("tab")
            assert review.app.theme == name


async def test_a_review_starts_in_a_theme_that_leaves_the_ground_to_the_terminal(start, session):
    session.looks["theme"] = "ansi-light"
    async with start(theme="ansi-dark") as review:
        assert review.app.theme == "ansi-light"
        assert "Lena Brook" in review.screen.inspector.plain
