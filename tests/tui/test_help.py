"""The help and the palette: every action with its key, found by typing."""

import pytest
from textual.command import CommandList

from goldleaf.tui.actions import ACTIONS
from goldleaf.tui.screens.help import HelpScreen, help_blocks, help_lines, narrowed

from .conftest import NARROW, SCHEME, WIDE


def shown(screen):
    return "\n".join("".join(text for text, _ in line) for line in screen.rows.rows)


async def test_typing_narrows_the_help_down(start):
    async with start() as review:
        await review.press("?")
        screen = review.app.screen
        assert isinstance(screen, HelpScreen)
        assert "Undo the last decision" in shown(screen)
        await review.press(*"boundary")
        assert "Move the end a word" in shown(screen)
        assert "Undo" not in shown(screen)
        await review.press("escape")
        assert "Undo the last decision" in shown(screen)
        await review.press("escape")
        assert review.app.screen is review.screen


async def test_no_description_is_cut_off(start):
    async with start((60, 15)) as review:
        await review.press("?")
        said = " ".join(shown(review.app.screen).split())
        assert [one.id for one in ACTIONS if one.keys and one.description not in said] == []


async def test_what_nothing_has_is_said(start):
    async with start() as review:
        await review.press("?", *"zzz", "backspace")
        assert "nothing here has that" in shown(review.app.screen)
        assert review.app.screen.typed == "zz"


async def test_the_help_knows_every_action_and_every_key_of_the_scheme(start):
    async with start(WIDE) as review:
        blocks = help_blocks(review.screen.keymap, SCHEME)
    described = {row.text for block in blocks for row in block.rows}
    assert {action.description for action in ACTIONS} <= described
    heads = {"".join(text for text, _ in row.head) for block in blocks for row in block.rows}
    assert {"P  PERSON", "a  AGREE", "A  ACTOR", "6  polarity", "c  coref", "S  SEA"} <= heads


def test_words_are_found_in_any_order_and_in_keys(start):
    blocks = help_blocks(start().app.review_screen.keymap, SCHEME)
    (block,) = narrowed(blocks, "decision last undo")
    assert [row.found for row in block.rows] == ["undo"]
    assert any(row.found == "redo" for one in narrowed(blocks, "CTRL+R") for row in one.rows)
    assert help_lines(narrowed(blocks, ""), 240)


async def test_the_palette_says_why_an_action_is_not_possible(start):
    async with start() as review:
        await review.press(":", *"swap the fillers")
        await review.pilot.pause(0.3)
        options = review.app.screen.query_one("CommandList")
        text = options.get_option_at_index(0).prompt.plain
        assert text.startswith("%")
        assert "That is for events" in text


async def test_the_palette_has_every_action(start):
    async with start() as review:
        await review.press(":")
        await review.pilot.pause(0.3)
        options = review.app.screen.query_one("CommandList")
        assert options.option_count == len(ACTIONS) - 2


@pytest.mark.parametrize("size", [NARROW, (60, 15)])
async def test_a_long_line_of_the_palette_goes_on_below_its_beginning(start, size):
    async with start(size) as review:
        await review.press(":", *"fillers")
        await review.pilot.pause(0.3)
        options = review.app.screen.query_one(CommandList)
        assert options.option_count > 1
        for n in range(options.option_count):
            prompt = options.get_option_at_index(n).prompt
            _, *others = prompt.plain.splitlines()
            assert all(line.startswith(" " * 12) and line[12] != " " for line in others)
            assert all(len(line) <= size[0] - 4 for line in prompt.plain.splitlines())
