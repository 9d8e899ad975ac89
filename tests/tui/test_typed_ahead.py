"""Keys that arrive in one burst, as they do from a fast typist or over a slow line."""

import pytest
from textual.events import Key

from goldleaf.tui.screens.articles import ArticlesScreen

CHARACTERS = {"enter": "\r", "question_mark": "?"}


async def burst(review, *keys):
    for key in keys:
        review.app.post_message(Key(key, CHARACTERS.get(key, key)))
    for _ in range(5):
        await review.pilot.pause()


async def test_keys_go_to_the_screen_that_a_key_before_them_opened(start):
    async with start() as review:
        await burst(review, "m", "enter")
        assert review.session.decided == 0
        assert review.app.screen is review.screen


async def test_help_that_is_left_twice_is_left_once(start):
    async with start() as review:
        await burst(review, "question_mark")
        await burst(review, "escape", "escape", "escape")
        assert review.app.screen is review.screen


@pytest.mark.parametrize("key", ["m", "question_mark"])
async def test_what_is_typed_ahead_decides_nothing(start, key):
    async with start() as review:
        await burst(review, key, "x", "x", "x")
        assert review.session.decided == 0


async def test_typing_ahead_finds_an_article(start):
    async with start() as review:
        await burst(review, "m", "z", "q")
        assert isinstance(review.app.screen, ArticlesScreen)
        assert review.app.screen.typed == "zq"
