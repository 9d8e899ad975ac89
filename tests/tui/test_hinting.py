import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.model import Span
from goldleaf.tui.hinting import LETTERS, Hinting, Spot, codes, hinted


def spots(*starts):
    return [Spot(Span(start, start + 1), start, 0, start) for start in starts]


def test_a_few_take_the_home_row():
    assert codes(3) == ["a", "s", "d"]
    assert codes(len(LETTERS)) == list(LETTERS)


@given(st.integers(0, 2704))
def test_no_code_is_the_beginning_of_another(count):
    made = codes(count)
    assert len(made) == len(set(made)) == count
    firsts = {code[0] for code in made if len(code) == 2}
    assert not firsts.intersection(made)
    assert all(len(code) <= 2 for code in made)


def test_five_hundred_keep_most_single_letters_for_the_nearest():
    made = codes(500)
    assert sum(len(code) == 1 for code in made) == 43
    assert [len(code) for code in made] == sorted(len(code) for code in made)


def test_the_nearest_come_first_and_what_cannot_be_chosen_last():
    hints = hinted(spots(5, 40, 10, 12), 11, lambda spot: "no" if spot.start == 12 else "")
    assert [(hint.spot.start, hint.code) for hint in hints] == [
        (10, "a"),
        (5, "s"),
        (40, "d"),
        (12, "f"),
    ]
    assert [hint.why_not for hint in hints] == ["", "", "", "no"]


def test_typing_narrows_the_letters_down_and_can_be_taken_back():
    hinting = Hinting("", lambda: hinted(spots(*range(60)), 0), print)
    assert hinting.press("a").spot.start == 0
    assert hinting.press("M") is None
    assert {letters.text for letters in hinting.letters} <= set(LETTERS)
    with pytest.raises(LookupError):
        hinting.press("!")
    hinting.erase()
    assert len(hinting.letters) == 60
    assert hinting.press("M") is None
    assert hinting.press("a").spot.start == 51


def test_some_come_after_the_others_that_can_be_chosen():
    near, far, late, barred = spots(4, 9, 5, 6)
    hints = hinted(
        [late, far, near, barred],
        5,
        lambda spot: "no" if spot is barred else "",
        last=[late],
        letters="xyz",
    )
    assert [(hint.spot, hint.code[:1]) for hint in hints][:2] == [(near, "x"), (far, "y")]
    assert [hint.spot for hint in hints] == [near, far, late, barred]


def test_capitals_that_are_kept_for_other_things_are_no_letters():
    hinting = Hinting("which?", lambda: hinted(spots(1, 2), 0, letters="aS"), str)
    assert hinting.is_letter("a")
    assert hinting.is_letter("S")
    assert hinting.is_letter("q")
    assert not hinting.is_letter("T")
    assert not hinting.is_letter("space")
    assert not hinting.is_letter("$")


def test_letters_laid_anew_are_those_of_what_is_in_view_then():
    in_view = [1, 2, 3]
    hinting = Hinting("which?", lambda: hinted(spots(*in_view), 0, letters="xyz"), str)
    hinting.typed = "x"
    in_view.remove(1)
    hinting.lay()
    assert hinting.press("x").spot.start == 2
