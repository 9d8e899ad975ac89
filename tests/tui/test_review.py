"""Every action of the review, pressed as a reviewer presses it."""

import pytest
from textual.events import Paste
from textual.geometry import Size

from goldleaf.core.model import Event, GoldleafError, Status, ZoneKind
from goldleaf.core.review import ReviewSession, Standing
from goldleaf.tui.actions import ACTIONS, Context
from goldleaf.tui.keymap import build_keymap
from goldleaf.tui.screens.review import ReviewScreen

from .conftest import HARBOUR, NARROW, SCHEME, WIDE, fillers, label, span_of, standing


def test_every_action_of_the_review_is_done_by_the_session_or_by_the_screen():
    for action in ACTIONS:
        if action.context in (Context.REVIEW, Context.GO):
            done_by_screen = hasattr(ReviewScreen, f"do_{action.id}")
            assert done_by_screen is (action.command is None), action.id


async def test_accept_and_reject_cost_one_key_and_go_on(start):
    async with start() as review:
        assert review.session.focus == "brook"
        await review.press("space")
        assert standing(review.session, "brook") is Standing.ACCEPTED
        assert review.session.focus == "eastmoor"
        await review.press("x")
        assert standing(review.session, "eastmoor") is Standing.REJECTED
        assert review.session.focus == "vell"
        assert "2/16" in review.screen.header.plain
        assert "Rejected" in review.said


async def test_accepting_an_event_accepts_its_entities(start):
    async with start() as review:
        review.session.focus_on("agreed")
        await review.press("space")
        for id in ("agreed", "brook", "vell", "monday"):
            assert standing(review.session, id) is Standing.ACCEPTED
        assert standing(review.session, "eastmoor") is Standing.PENDING


async def test_confirm_sentence_goes_to_the_next_one(start):
    async with start() as review:
        await review.press("enter")
        assert review.session.decided == 6
        assert review.session.focus == "eastmoor2"


async def test_undo_and_redo(start):
    async with start() as review:
        await review.press("u")
        assert "nothing to undo" in review.said
        await review.press("x", "u")
        assert standing(review.session, "brook") is Standing.PENDING
        await review.press("ctrl+r")
        assert standing(review.session, "brook") is Standing.REJECTED
        await review.press("ctrl+r")
        assert "nothing to redo" in review.said


async def test_a_label_key_relabels_the_focus(start):
    async with start() as review:
        await review.press("O")
        assert label(review.session, "brook") == "ORG"
        assert standing(review.session, "brook") is Standing.ACCEPTED


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["G"], "GPE"),
        (["o"], "ORG"),
        (["q"], "QUANTITY"),
        (["Q"], "QUANTITY"),
        (["down", "enter"], "GPE"),
        (["up", "enter"], "QUANTITY"),
    ],
)
async def test_relabel_by_key_by_letter_and_by_arrow(start, keys, expected):
    async with start(WIDE) as review:
        await review.press("r", *keys)
        assert label(review.session, "brook") == expected
        assert not review.screen.chooser.display


async def test_relabel_an_event_offers_the_types(start):
    async with start() as review:
        review.session.focus_on("met")
        await review.press("r", "a")
        assert label(review.session, "met") == "AGREE"


async def test_the_picker_says_what_does_not_fit_and_escape_leaves_it(start):
    async with start() as review:
        await review.press("r", "z")
        assert "Nothing here" in review.said
        assert review.screen.chooser.display
        await review.press("escape")
        assert not review.screen.chooser.display
        assert standing(review.session, "brook") is Standing.PENDING
        assert "accept" in review.screen.legend.plain


async def test_boundaries_by_word_and_by_character(start):
    async with start() as review:
        await review.press("{")
        assert review.session.item("brook").span == span_of(HARBOUR, "Mayor Lena Brook")
        await review.press("}", "]")
        assert review.session.item("brook").span == span_of(HARBOUR, "Lena Brook of")
        await review.press("[", ",")
        assert review.session.item("brook").span == span_of(HARBOUR, "Lena Broo")
        await review.press(".", ">")
        assert review.session.item("brook").span == span_of(HARBOUR, "ena Brook")
        await review.press("<")
        assert review.session.item("brook").span == span_of(HARBOUR, "Lena Brook")
        assert label(review.session, "brook") == "PERSON"


async def test_add_a_two_token_entity_in_three_keys(start):
    async with start() as review:
        review.session.place_cursor(HARBOUR.index("old lighthouse"))
        await review.press("v", "l", "O")
        added = review.session.item(review.session.focus)
        assert added.span == span_of(HARBOUR, "old lighthouse")
        assert added.label == "ORG"
        await review.press("u")
        assert review.session.total == 16


async def test_extend_the_selection_and_choose_a_label(start):
    async with start() as review:
        review.session.place_cursor(HARBOUR.index("three hours"))
        await review.press("w", "w", "b", "a", "d")
        added = review.session.item(review.session.focus)
        assert (added.span, added.label) == (span_of(HARBOUR, "three hours"), "DATE")


async def test_selecting_ends_with_the_key_that_began_it(start):
    async with start() as review:
        await review.press("v", "l")
        assert review.session.selection == span_of(HARBOUR, "Lena Brook")
        await review.press("v", "l")
        assert review.session.selection.start == HARBOUR.index("of Eastmoor")


async def test_an_event_without_roles_in_the_scheme(start):
    async with start() as review:
        review.session.place_cursor(HARBOUR.index("blocked"))
        await review.press("e", "p")
        assert not review.screen.chooser.display
        await review.press("o")
        assert "no roles" in review.said


async def test_one_role_is_set_and_dropped(start):
    async with start(WIDE) as review:
        review.session.focus_on("met")
        await review.press("o", "a")
        chooser = review.screen.chooser
        names = [choice.name for choice in chooser.choosing.choices]
        assert names[0] == "Eastmoor"
        vell = next(one for one in chooser.choosing.choices if one.value == "vell")
        await review.press(vell.key)
        assert fillers(review.session, "met", "ACTOR") == ["vell"]
        await review.press("o", "a", vell.key)
        assert fillers(review.session, "met", "ACTOR") == []


async def test_a_filler_that_the_role_does_not_admit_says_why(start):
    async with start() as review:
        review.session.focus_on("met")
        await review.press("o", "t", "a")
        assert "DATE does not take GPE" in review.said
        assert review.screen.chooser.display
        assert fillers(review.session, "met", "DATE") == []


async def test_roles_and_attributes_belong_to_events(start):
    async with start() as review:
        await review.press("o")
        assert "That is for events" in review.said
        await review.press("t")
        assert "no attributes" in review.said
        await review.press("6")
        assert "polarity" in review.said


async def test_attributes_by_list_and_by_key(start):
    async with start() as review:
        review.session.focus_on("met")
        await review.press("t", "n")
        assert review.session.item("met").annotation.attributes["polarity"] == "negative"
        await review.press("7")
        assert review.session.item("met").annotation.attributes["tense"] == "present"


async def test_delete_an_added_annotation(start):
    async with start() as review:
        review.session.place_cursor(HARBOUR.index("lighthouse."))
        await review.press("O")
        assert review.session.total == 17
        await review.press("-")
        assert review.session.total == 16


async def test_going_from_annotation_to_annotation(start):
    async with start() as review:
        await review.press("tab", "tab")
        assert review.session.focus == "vell"
        await review.press("shift+tab")
        assert review.session.focus == "eastmoor"
        await review.press(";")
        assert review.session.focus == "brook"
        await review.press("x", "n")
        assert review.session.focus == "vell"
        await review.press("p")
        assert review.session.focus == "eastmoor"


async def test_moving_the_cursor(start):
    async with start() as review:
        session = review.session
        mayor = HARBOUR.index("Mayor")
        session.place_cursor(mayor)
        await review.press("l")
        assert session.selection.start == HARBOUR.index("Lena")
        await review.press("h", "right", "left")
        assert session.selection.start == mayor
        line = review.screen.view.line_of(mayor)
        await review.press("j", "down")
        assert review.screen.view.line_of(session.selection.start) == line + 2
        await review.press("k", "up")
        assert session.selection.start == mayor
        await review.press(")")
        assert session.selection.start == HARBOUR.index("They")
        await review.press("(")
        assert session.selection.start == mayor
        await review.press("shift+down")
        assert session.selection.start == mayor
        assert session.selection.length > 40
        await review.press("shift+up")
        assert session.selection == span_of(HARBOUR, "Mayor")
        await review.press("end")
        assert session.selection.end == len(HARBOUR.rstrip())
        await review.press("g", "g")
        assert session.selection.start == 0
        await review.press("g", "e")
        assert session.selection.end == len(HARBOUR.rstrip())


async def test_pages_and_scrolling(start):
    async with start((60, 15)) as review:
        view = review.screen.view
        await review.press("ctrl+e", "ctrl+e")
        assert view.scroll_offset.y == 2
        assert review.session.focus == "brook"
        await review.press("ctrl+y")
        assert view.scroll_offset.y == 1
        await review.press("pagedown")
        assert review.session.selection.start > HARBOUR.index("They")
        await review.press("pageup")
        assert review.session.selection.start < HARBOUR.index("They")


async def test_search_goes_through_the_matches(start):
    async with start() as review:
        await review.press("/", *"light", "enter")
        assert review.said == "Match 2 of 2."
        assert "matches" in review.screen.legend.plain
        await review.press("n")
        assert review.session.selection == span_of(HARBOUR, "light")
        await review.press("p")
        assert review.session.selection == span_of(HARBOUR, "light", 1)
        await review.press("escape")
        assert review.session.matches == ()


async def test_search_for_what_is_not_there(start):
    async with start() as review:
        await review.press("/", *"submarine", "enter")
        assert "is not in this article" in review.said
        await review.press("/", "x", "escape")
        assert review.session.focus == "brook"
        assert standing(review.session, "brook") is Standing.PENDING


async def test_comment_on_the_focus_and_change_it(start):
    async with start(WIDE) as review:
        await review.press("c", *"who", "enter")
        assert review.session.comment_on("brook").text == "who"
        assert "✎ who" in review.screen.inspector.plain
        await review.press("c", "?", "enter")
        assert review.session.comment_on("brook").text == "who?"
        assert review.session.focus == "brook"


async def test_comment_takes_no_controls_from_a_paste(start):
    async with start() as review:
        await review.press("c")
        review.app.post_message(Paste("a\x1b[31mb\nc"))
        await review.press("enter")
        assert review.session.comment_on("brook").text == "a␛[31mb c"


async def test_zone(start):
    async with start() as review:
        await review.press("z")
        kinds = {zone.kind for zone in review.session.zones if zone.start < HARBOUR.index("They")}
        assert ZoneKind.BOILERPLATE in kinds
        assert review.session.item("brook") is None
        await review.press("u")
        assert standing(review.session, "brook") is Standing.PENDING


async def test_done_goes_to_the_next_open_article_and_the_last_one_sums_up(start):
    async with start() as review:
        await review.press("d")
        assert review.session.article.id == "orchard"
        await review.press("s")
        assert review.session.article.id == "empty"
        await review.press("f")
        assert review.session.status is Status.FLAGGED
        assert "flagged" in review.screen.header.plain
        await review.press("d")
        assert type(review.app.screen).__name__ == "ArticlesScreen"
        assert "That was the last open article" in review.app.screen.summary
        await review.press("escape")
        await review.press("u")
        assert review.session.status is Status.FLAGGED


async def test_next_and_previous_article(start):
    async with start() as review:
        await review.press("ctrl+p")
        assert "first article" in review.said
        await review.press("ctrl+n")
        assert review.session.article.id == "orchard"
        assert "2 of 3" in review.screen.header.plain
        await review.press("ctrl+p")
        assert review.session.article.id == "harbour"


async def test_an_article_without_suggestions_says_what_to_do(start):
    async with start(WIDE) as review:
        await review.press("ctrl+n", "ctrl+n")
        assert "goldleaf suggest" in review.screen.inspector.plain
        await review.press("tab")
        assert "no annotations yet" in review.said


async def test_everything_decided_says_what_comes_next(start):
    async with start() as review:
        await review.press("ctrl+n", "enter")
        assert review.session.decided == review.session.total == 2
        assert "Nothing is left here; d marks it done." in review.said


async def test_articles_are_listed_filtered_and_opened(start):
    async with start(WIDE) as review:
        await review.press("m")
        screen = review.app.screen
        assert len(screen.rows.rows) == 3
        await review.press(*"dell")
        assert len(screen.rows.rows) == 1
        await review.press("backspace", "escape", "end", "up")
        assert screen.rows.marked == 1
        await review.press("home", "pagedown", "pageup", "tab", "shift+tab", "down", "enter")
        assert review.session.article.id == "orchard"


async def test_the_list_of_articles_may_be_empty_and_left(start):
    async with start() as review:
        await review.press("m", *"xyz", "enter", "down")
        assert len(review.app.screen.rows.rows) == 0
        await review.press("escape", "escape")
        assert review.app.screen is review.screen


async def test_help_scrolls_and_goes_back(start):
    async with start() as review:
        await review.press("?")
        rows = review.app.screen.rows
        await review.press("down", "pagedown")
        assert rows.scroll_offset.y > 10
        await review.press("end")
        await review.press("escape")
        assert review.app.screen is review.screen


async def test_the_palette_does_what_is_found(start):
    async with start() as review:
        await review.press(":")
        await review.press(*"flag the article")
        await review.pilot.pause(0.3)
        await review.press("enter")
        await review.pilot.pause()
        assert review.session.status is Status.FLAGGED


async def test_escape_releases_the_focus(start):
    async with start(WIDE) as review:
        review.session.focus_on("agreed")
        await review.press("escape")
        assert review.session.focus is None
        assert review.session.selection == span_of(HARBOUR, "agreed")


async def test_a_key_without_meaning_says_so(start):
    async with start() as review:
        await review.press("K")
        assert "K does nothing here" in review.said


async def test_own_keys(start):
    async with start(keys={"accept": "f5", "help": "h", "word_left": []}) as review:
        assert "f5 accept" in review.screen.legend.plain
        assert "h help" in review.screen.legend.plain
        await review.press("f5")
        assert standing(review.session, "brook") is Standing.ACCEPTED


async def test_quitting_keeps_the_place(start, store):
    async with start() as review:
        await review.press("tab", "tab", "q")
        await review.pilot.pause()
        assert not review.app.is_running
    assert ReviewSession(store, SCHEME, "anna").focus == "vell"


async def test_the_place_is_kept_in_a_pause(start, store):
    async with start() as review:
        await review.press("tab")
        await review.pilot.pause(1.2)
        assert ReviewSession(store, SCHEME, "anna").focus == "eastmoor"


async def test_ctrl_c_quits_even_from_the_prompt(start):
    async with start() as review:
        await review.press("c", "a", "ctrl+c")
        await review.pilot.pause()
        assert not review.app.is_running
    assert review.session.comment_on("brook") is None


async def test_a_small_terminal_says_so_and_works_again_when_larger(start):
    async with start((50, 12)) as review:
        text = review.screen.query_one("#too-small")
        assert text.display
        await review.press("x", "r")
        assert standing(review.session, "brook") is Standing.PENDING
        await review.pilot.resize_terminal(*NARROW)
        await review.press("space")
        assert not text.display
        assert standing(review.session, "brook") is Standing.ACCEPTED
        assert review.screen.view.size.width == NARROW[0]


async def test_resizing_folds_and_unfolds_the_inspector(start):
    async with start(WIDE) as review:
        assert review.screen.inspector.size.height > 30
        await review.pilot.resize_terminal(*NARROW)
        await review.pilot.pause()
        assert review.screen.inspector.size == Size(80, 3)
        assert "Lena Brook" in review.screen.inspector.plain


async def test_resizing_keeps_the_choices(start):
    async with start(WIDE) as review:
        await review.press("r")
        await review.pilot.resize_terminal(*NARROW)
        await review.pilot.pause()
        assert review.screen.chooser.region.bottom == 23
        await review.press("o")
        assert label(review.session, "brook") == "ORG"


async def test_leaving_a_small_terminal(start):
    async with start((50, 12)) as review:
        await review.press("q")
        assert not review.app.is_running


async def test_the_mouse_focuses_and_selects(start):
    async with start() as review:
        view = review.screen.view
        row = view.line_of(HARBOUR.index("Tomas"))
        await review.pilot.click(view, offset=(HARBOUR.index("Tomas") % 10 + 46, row))
        assert review.session.focus is not None or review.session.selection.length
        lines = view.line_of(HARBOUR.index("share the cost"))
        await review.pilot.mouse_down(view, offset=(20, lines))
        await review.pilot.hover(view, offset=(40, lines))
        await review.pilot.mouse_up(view, offset=(40, lines))
        await review.pilot.pause()
        assert " " in review.session.selection.of(HARBOUR)


async def test_a_choice_can_be_clicked(start):
    async with start(WIDE) as review:
        await review.press("r")
        await review.pilot.click(review.screen.chooser, offset=(8, 4))
        await review.pilot.pause()
        assert label(review.session, "brook") == "ORG"


async def test_a_failing_store_is_told_and_nothing_is_lost(start, store, monkeypatch):
    def full(*_):
        raise GoldleafError("the disk is full; make room and decide again.")

    async with start() as review:
        monkeypatch.setattr(store, "append", full)
        await review.press("space")
        assert "the disk is full" in review.said
        assert standing(review.session, "brook") is Standing.PENDING
        monkeypatch.undo()
        await review.press("space")
        assert standing(review.session, "brook") is Standing.ACCEPTED


def test_events_of_the_fixture_are_events(session):
    assert isinstance(session.item("agreed").annotation, Event)
    assert build_keymap(None, session.scheme)


async def test_without_colour_nothing_is_coloured_and_states_still_differ(start, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with start(WIDE) as review:
        await review.press("x", "space")
        screen = review.screen
        widgets = (screen.view, screen.header, screen.inspector, screen.legend)
        parts = [
            part
            for widget in widgets
            for strip in widget.render_lines(widget.size.region)
            for part in strip
        ]
        styles = [part.style for part in parts if part.style is not None]
        assert styles
        for style in styles:
            assert style.color is None or style.color.is_default
            assert style.bgcolor is None or style.bgcolor.is_default
        assert any(style.reverse for style in styles)
        assert any(style.strike for style in styles)
        assert any(style.bold for style in styles)
