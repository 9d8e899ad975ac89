import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.model.visible import HIDDEN, UNKNOWN, visible

ANY_TEXT = st.text(st.characters(codec=None))


def test_plain_text_stays():
    for text in ("", "A plain sentence.", "Þjóð, Grüße, Ελλάδα, Україна, 東京, ﷺ"):
        assert visible(text) == text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("a\tb\r\nc", "a␉b␍␊c"),
        ("\x85\u2028\u2029", "␤␤␤"),
        ("\x9b2J", UNKNOWN + "2J"),
        ("re\u202elppa", "re" + HIDDEN + "lppa"),
        ("zero\u200bwidth\ufeff", "zero" + HIDDEN + "width" + HIDDEN),
        ("co\u00adop", "co‧op"),
        ("\ud800", UNKNOWN),
        ("\ue000\U0010ffff", UNKNOWN * 2),
        ("hi\U000e0041\U000e007f", "hi" + HIDDEN * 2),
        ("\u3164\u115f\u2800", HIDDEN * 3),
    ],
)
def test_what_is_unsafe_or_unseen_becomes_a_mark(raw, shown):
    assert visible(raw) == shown


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧", "❤️", "👨🏽‍🌾", "🏳️‍🌈", "1️⃣", "☺︎", "🇺🇦", "👩‍❤️‍👨"])
def test_an_emoji_keeps_what_joins_it(emoji):
    assert visible(f"an {emoji} here") == f"an {emoji} here"


@pytest.mark.parametrize("glue", ["\u200d", "\ufe0f", "\ufe0e", "\U0001f3fd"])
def test_what_joins_an_emoji_is_a_mark_anywhere_else(glue):
    assert visible(f"a{glue}b") == f"a{HIDDEN}b"
    assert visible(glue) == HIDDEN
    assert visible(f"👩{glue}{glue}b")[2:] == f"{HIDDEN}b"


def test_a_joiner_before_text_or_at_the_end_does_not_hide():
    assert visible("👩\u200dx") == f"👩{HIDDEN}x"
    assert visible("👩\u200d🇺🇦") == f"👩{HIDDEN}🇺🇦"
    assert visible("👩\u200d") == f"👩{HIDDEN}"


def test_kept_characters_stay_and_only_for_that_call():
    assert visible("a\tb\nc\x1b", keep="\n\t") == "a\tb\nc␛"
    assert visible("a\tb\nc") == "a␉b␊c"


@given(ANY_TEXT)
def test_one_code_point_to_one_that_can_be_seen(text):
    shown = visible(text)
    assert len(shown) == len(text)
    for raw, mark in zip(text, shown, strict=True):
        if raw == mark:
            assert unicodedata.category(raw) not in {"Cc", "Cs", "Co", "Zl", "Zp"}
            assert unicodedata.category(raw) != "Cf" or raw == "\u200d"
    assert visible(shown) == shown
