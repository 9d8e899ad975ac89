"""Keys that follow one another, and doing again what was decided last."""

from goldleaf.core.review import Standing

from .conftest import label, standing


async def test_two_keys_one_after_the_other(start):
    async with start(keys={"preset": "vim"}) as review:
        await review.press("d")
        assert "d delete" in review.screen.legend.plain
        assert standing(review.session, "brook") is Standing.PENDING
        await review.press("d")
        assert standing(review.session, "brook") is Standing.REJECTED
        assert "accept" in review.screen.legend.plain


async def test_a_key_that_does_not_follow_says_so(start):
    async with start(keys={"preset": "vim"}) as review:
        await review.press("d", "x")
        assert review.said == "x goes nowhere after d."
        await review.press("d", "escape", "escape")
        assert "No focus now" in review.said
        assert standing(review.session, "brook") is Standing.PENDING


async def test_what_was_decided_last_is_done_again_where_the_reviewer_is(start):
    async with start(keys={"preset": "vim"}) as review:
        await review.press("full_stop")
        assert "Nothing was decided yet" in review.said
        await review.press("O", "full_stop")
        assert label(review.session, "brook") == label(review.session, "eastmoor") == "ORG"
        assert review.session.focus == "vell"
        await review.press("x", "u", "tab", "full_stop")
        assert [standing(review.session, id) for id in ("vell", "northquay")] == [
            Standing.PENDING,
            Standing.REJECTED,
        ]


async def test_arrows_and_function_keys_alone(start):
    async with start(keys={"preset": "arrows"}) as review:
        await review.press("f2", "enter", "delete", "ctrl+z")
        assert standing(review.session, "eastmoor") is Standing.PENDING
        assert "f2 relabel" in review.screen.legend.plain
