"""The article view alone, on a session of the test store."""

import random
from itertools import pairwise

import pytest
from rich.style import Style
from textual.app import App
from textual.geometry import Region

from goldleaf.core.model import Article, Span, Zone, ZoneKind
from goldleaf.core.review import Outcome, ReviewSession, Scope, Standing
from goldleaf.tui.looks import Looks
from goldleaf.tui.theme import THEMES
from goldleaf.tui.widgets.article_view import ArticleView

from .conftest import HARBOUR, SCHEME, entity, segment, span_of


class ViewApp(App):
    def __init__(self, session):
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "goldleaf-dark"
        self.session = session
        self.view = ArticleView(session, Looks(session.scheme))
        self.pointed = []

    def compose(self):
        yield self.view

    def on_article_view_pointed(self, message):
        self.pointed.append((message.offset, message.extend))

    def do(self, outcome):
        self.view.apply(outcome)

    @property
    def rows(self):
        strips = self.view.render_lines(self.view.size.region)
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    def style_of(self, surface, nth=0):
        """The style of the first segment that begins with *surface*."""
        found = [
            segment.style
            for strip in self.view.render_lines(self.view.size.region)
            for segment in strip
            if segment.text.startswith(surface)
        ]
        return found[nth]


@pytest.fixture
def start(session):
    """Open the view of the session; use it as ``async with start() as app``."""

    class Started:
        def __init__(self, size=(90, 24)):
            self.app = ViewApp(session)
            self.test = self.app.run_test(size=size)

        async def __aenter__(self):
            self.app.pilot = await self.test.__aenter__()
            await self.app.pilot.pause()
            return self.app

        async def __aexit__(self, *error):
            await self.test.__aexit__(*error)

    return Started


@pytest.fixture
def long_session(store):
    """An article of three hundred paragraphs, with a town in each."""
    paragraphs = [f"Paragraph {n} tells what the people of Dell{n} did." for n in range(300)]
    text = "\n\n".join(paragraphs)
    store.add_article(Article("long", text), (Zone(0, len(text), ZoneKind.BODY),), segment(text))
    towns = [entity(f"town{n:03d}", text, f"Dell{n} ", "GPE") for n in range(300)]
    store.put_suggestions("long", "words", "1", towns)
    session = ReviewSession(store, SCHEME, "anna")
    session.open("long")
    return session


async def test_the_text_has_its_annotations_in_place(start):
    async with start() as app:
        assert app.rows[0] == "  Two ports agree to share a lighthouse"
        assert app.rows[2] == (
            "▸ Mayor (Lena Brook)ᴾᴱᴿ of (Eastmoor)ᴳᴾᴱ and (Tomas Vell)ᴾᴱᴿ of (Northquay)ᴼᴿᴳ"
        )
        assert app.rows[3].startswith("  ‹agreed›ᴬᴳᴿ on (Monday)ᴰᴬᵀᴱ to")
        assert any(row.startswith("░ Read more") for row in app.rows)


async def test_a_decision_changes_marks_and_moves_nothing(start):
    async with start() as app:
        before = app.rows
        app.do(app.session.accept())
        app.do(app.session.reject())
        after = app.rows
        assert "[Lena Brook]ᴾᴱᴿ of ·Eastmoor·ᴳᴾᴱ" in after[2]
        assert [len(row) for row in after] == [len(row) for row in before]
        unmarked = str.maketrans("[]()‹›«»·", "         ")
        assert [row.translate(unmarked) for row in after] == [
            row.translate(unmarked) for row in before
        ]


async def test_states_are_told_apart_by_more_than_colour(start):
    async with start() as app:
        session = app.session
        app.do(session.accept())
        app.do(session.reject())
        assert app.style_of("Lena Brook").bold
        assert not app.style_of("Eastmoor").strike
        assert app.style_of("·").strike
        assert app.style_of("Tomas Vell").reverse
        app.do(session.release_focus())
        assert app.style_of("Tomas").reverse
        assert not app.style_of("Tomas").bold
        assert not app.style_of(" Vell").reverse


async def test_a_focused_event_shows_who_takes_part(start):
    async with start() as app:
        assert not app.style_of("Tomas Vell").underline
        app.do(app.session.focus_on("agreed"))
        assert app.style_of("agreed").reverse
        assert app.style_of("Tomas Vell").underline
        assert app.style_of("Lena Brook").underline
        assert not app.style_of("Northquay").underline
        app.do(app.session.focus_on("monday"))
        assert not app.style_of("Tomas Vell").underline


async def test_what_is_searched_for_stands_out(start):
    async with start() as app:
        app.do(app.session.search("lighthouse"))
        assert app.style_of("lighthouse", 1).underline
        app.do(app.session.search(""))
        assert not any(
            segment.style.underline
            for strip in app.view.render_lines(app.view.size.region)
            for segment in strip
        )


async def test_every_segment_has_a_ground_and_every_row_the_width(start):
    async with start() as app:
        for strip in app.view.render_lines(app.view.size.region):
            assert strip.cell_length == app.view.scrollable_content_region.width
            assert sum(segment.cell_length for segment in strip) == strip.cell_length
            assert all(segment.style.bgcolor is not None for segment in strip)


async def test_a_part_of_a_row_may_be_asked_for(start):
    async with start() as app:
        (strip,) = app.view.render_lines(Region(2, 2, 5, 1))
        assert strip.text == "Mayor"


COMMANDS = [
    ReviewSession.accept,
    ReviewSession.reject,
    ReviewSession.confirm_sentence,
    ReviewSession.focus_next,
    ReviewSession.focus_previous,
    ReviewSession.focus_next_pending,
    ReviewSession.release_focus,
    ReviewSession.undo,
    ReviewSession.redo,
    ReviewSession.delete,
    ReviewSession.toggle_zone,
    lambda session: session.move_cursor(3),
    lambda session: session.move_cursor(-2, extend=True),
    lambda session: session.extend_selection(1),
    lambda session: session.move_sentence(1),
    lambda session: session.move_end(1),
    lambda session: session.move_start(-1, "character"),
    lambda session: session.add_entity("ORG"),
    lambda session: session.add_event("AGREE"),
    lambda session: session.label("QUANTITY"),
    lambda session: session.set_role("ACTOR", "vell"),
    lambda session: session.search("o"),
    lambda session: session.search(""),
]


@pytest.mark.parametrize("seed", range(6))
async def test_what_is_kept_is_what_would_be_drawn_anew(start, seed):
    rng = random.Random(seed)
    async with start(size=(60, 14)) as app:
        for step in range(60):
            app.do(rng.choice(COMMANDS)(app.session))
            if step % 5 == 0:
                app.view.scroll_lines(rng.randint(-4, 4))
            region = app.view.size.region
            kept = [list(strip) for strip in app.view.render_lines(region)]
            app.view._strips.clear()
            assert kept == [list(strip) for strip in app.view.render_lines(region)]
        layout = app.view._layout_of_text
        starts = list(layout.starts)
        app.view.reload()
        assert app.view._layout_of_text.starts == starts


@pytest.mark.parametrize("seed", range(3))
async def test_what_was_prepared_ahead_is_what_would_be_drawn_now(start, seed):
    rng = random.Random(seed)
    async with start(size=(60, 14)) as app:
        view = app.view
        for _ in range(40):
            for line in range(view._layout_of_text.line_count):
                view._prepare_ahead(line)
            app.do(rng.choice(COMMANDS)(app.session))
            lines = range(view._layout_of_text.line_count)
            ahead = [list(view._strip(line)) for line in lines]
            view._strips.clear()
            assert ahead == [list(view._strip(line)) for line in lines]


async def test_who_reads_on_finds_the_next_page_prepared(long_session, monkeypatch):
    prepared = []
    prepare = ArticleView._prepare

    def counting(view, index):
        prepared.append(index)
        return prepare(view, index)

    monkeypatch.setattr(ArticleView, "_prepare", counting)
    app = ViewApp(long_session)
    async with app.run_test(size=(60, 20)) as pilot:
        for _ in range(3):
            app.view.page_down()
            while app.view.spare_time.busy:
                await pilot.pause(0.01)
            prepared.clear()
            app.view.scroll_lines(20)
            app.rows  # noqa: B018
            app.view.scroll_lines(-40)
            app.rows  # noqa: B018
            assert prepared == []
            app.view.scroll_lines(20)


async def test_a_command_that_did_nothing_draws_nothing(start):
    async with start() as app:
        shown = app.view._shown
        app.session.focus_next()
        app.do(Outcome("Not possible.", Scope.NONE))
        assert app.view._shown is shown


async def test_only_the_lines_of_the_old_and_new_focus_are_prepared_again(start):
    async with start() as app:
        app.rows  # noqa: B018
        prepared = []
        prepare = app.view._prepare

        def counting(index):
            prepared.append(index)
            return prepare(index)

        app.view._prepare = counting
        app.do(app.session.focus_next())
        app.rows  # noqa: B018
        assert prepared == [2]


async def test_the_focus_stays_in_view_and_a_visible_one_scrolls_nothing(long_session):
    app = ViewApp(long_session)
    async with app.run_test(size=(60, 20)):
        view = app.view
        tops = []
        for _ in range(40):
            app.do(long_session.focus_next())
            line = view.line_of(long_session.item(long_session.focus).span.start)
            assert view.scroll_offset.y <= line < view.scroll_offset.y + 20
            tops.append(view.scroll_offset.y)
            assert long_session.scroll == tops[-1]
        jumps = sum(before != after for before, after in pairwise(tops))
        assert 3 <= jumps <= 8
        app.do(long_session.focus_on("town000"))
        assert view.scroll_offset.y == 0
        app.do(long_session.focus_on("town299"))
        assert view.scroll_offset.y == view.max_scroll_y


async def test_the_cursor_takes_the_text_along_line_by_line(long_session):
    app = ViewApp(long_session)
    async with app.run_test(size=(60, 20)):
        app.do(long_session.place_cursor(0))
        tops = []
        for _ in range(30):
            app.do(long_session.place_cursor(app.view.offset_below(1)))
            tops.append(app.view.scroll_offset.y)
        assert max(after - before for before, after in pairwise(tops)) <= 2
        assert tops[-1] > 20


async def test_all_of_the_sentence_in_focus_is_in_view(store):
    stretch = "the keepers of the northern light wrote in their book what they had seen"
    sentences = [f"In Dell{n} {', '.join([stretch] * 6)} near Port{n}." for n in range(40)]
    text = "\n\n".join(sentences)
    store.add_article(Article("book", text), (Zone(0, len(text), ZoneKind.BODY),), segment(text))
    towns = [entity(f"{t}{n}", text, f"{t}{n}", "GPE") for n in range(40) for t in ("Dell", "Port")]
    store.put_suggestions("book", "words", "1", towns)
    session = ReviewSession(store, SCHEME, "anna")
    session.open("book")
    app = ViewApp(session)
    async with app.run_test(size=(60, 20)):
        view = app.view
        for move in [session.focus_next] * 12 + [session.focus_previous] * 12:
            app.do(move())
            first, last = (
                view.line_of(end) - view.scroll_offset.y
                for end in (session.sentence.start, session.sentence.end - 1)
            )
            assert last - first > 5
            assert first >= 0
            assert last < 20


async def test_scrolling_moves_no_cursor_and_is_kept(long_session):
    app = ViewApp(long_session)
    async with app.run_test(size=(60, 20)) as pilot:
        selection = long_session.selection
        app.view.page_down()
        assert long_session.scroll == app.view.scroll_offset.y == 18
        app.view.scroll_lines(3)
        app.view.page_up()
        assert long_session.scroll == 3
        assert long_session.selection == selection
        await pilot.pause()
    again = ViewApp(long_session)
    async with again.run_test(size=(60, 20)):
        assert again.view.scroll_offset.y == long_session.scroll


async def test_lines_above_and_below_keep_the_column(start):
    async with start() as app:
        session, view = app.session, app.view
        app.do(session.place_cursor(HARBOUR.index("share the cost")))
        line = view.line_of(session.selection.start)
        app.do(session.place_cursor(view.offset_below(1)))
        assert view.line_of(session.selection.start) == line + 1
        app.do(session.place_cursor(view.offset_above(1)))
        assert session.selection.of(HARBOUR) == "share"
        app.do(session.place_cursor(view.offset_above(99)))
        assert view.line_of(session.selection.start) == 0
        app.do(session.place_cursor(view.offset_below(99)))
        assert session.selection.of(HARBOUR) == "newsletter"


async def test_blank_lines_are_passed_over(start):
    async with start() as app:
        session, view = app.session, app.view
        app.do(session.place_cursor(HARBOUR.index("Two ports")))
        app.do(session.place_cursor(view.offset_below(1)))
        assert session.selection.of(HARBOUR) == "Mayor"
        app.do(session.place_cursor(view.offset_above(1)))
        assert session.selection.of(HARBOUR) == "Two"


async def test_the_mouse_points_at_code_points(start):
    async with start() as app:
        await app.pilot.mouse_down(ArticleView, offset=(2, 2))
        await app.pilot.hover(ArticleView, offset=(9, 2))
        await app.pilot.mouse_up(ArticleView, offset=(9, 2))
        await app.pilot.hover(ArticleView, offset=(20, 2))
        mayor = HARBOUR.index("Mayor")
        assert app.pointed == [(mayor, False), (mayor + 6, True)]


async def test_pointing_into_view_scrolls_nothing(long_session):
    app = ViewApp(long_session)
    async with app.run_test(size=(60, 20)) as pilot:
        app.view.scroll_lines(11)
        await pilot.mouse_down(ArticleView, offset=(10, 19))
        await pilot.mouse_up(ArticleView, offset=(10, 19))
        app.do(long_session.place_cursor(app.pointed[0][0]))
        assert app.view.scroll_offset.y == 11


async def test_a_new_width_keeps_the_first_line(long_session):
    app = ViewApp(long_session)
    async with app.run_test(size=(80, 20)) as pilot:
        app.do(long_session.focus_on("town150"))
        view = app.view
        top = view._layout_of_text.line(view.scroll_offset.y)[0]
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        start, end = view._layout_of_text.line(view.scroll_offset.y)
        assert start <= top < end
        line = view.line_of(long_session.item("town150").span.start)
        assert view.scroll_offset.y <= line < view.scroll_offset.y + 20


async def test_another_article_begins_at_its_own_place(start):
    async with start() as app:
        app.do(app.session.open("orchard"))
        assert app.rows[0] == "  Growers march for water"
        assert app.view.virtual_size.height == app.view._layout_of_text.line_count


async def test_the_theme_changes_the_ground(start):
    async with start() as app:
        dark = app.style_of("Lena Brook").bgcolor
        app.theme = "goldleaf-light"
        await app.pilot.pause()
        assert app.style_of("Lena Brook").bgcolor != dark


async def test_without_colour_all_is_grey(session, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = ViewApp(session)
    async with app.run_test(size=(90, 24)) as pilot:
        await pilot.pause()
        for strip in app.view.render_lines(app.view.size.region):
            for part in strip:
                triplet = part.style.color.triplet
                assert len({*triplet}) == 1


async def test_a_zone_that_becomes_boilerplate_is_dimmed(start):
    async with start() as app:
        app.do(app.session.place_cursor(HARBOUR.index("The Coast Guild")))
        app.do(app.session.toggle_zone())
        guild = next(row for row in app.rows if "The Coast Guild" in row)
        assert guild.startswith(("░", "▸"))
        assert "(" not in guild


async def test_a_rejected_mention_inside_another_keeps_the_others_colour(store):
    text = "The mayor of Eastmoor spoke."
    store.add_article(Article("mayor", text), (), segment(text))
    outer = entity("outer", text, "The mayor of Eastmoor", "PERSON")
    inner = entity("inner", text, "Eastmoor", "GPE")
    store.put_suggestions("mayor", "words", "1", [outer, inner])
    session = ReviewSession(store, SCHEME, "anna")
    session.open("mayor")
    session.focus_on("inner")
    session.reject()
    session.place_cursor(0)
    app = ViewApp(session)
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        assert session.item("inner").standing is Standing.REJECTED
        assert app.style_of("Eastmoor").color == app.style_of(" mayor of").color
        assert span_of(text, "Eastmoor") == Span(13, 21)
        assert isinstance(app.style_of("Eastmoor"), Style)
