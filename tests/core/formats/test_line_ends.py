"""Offsets with a CRLF as one character, and back."""

from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats.line_ends import LineEnds

TEXTS = st.text(st.sampled_from("ab\r\n🌾"), max_size=30)


@given(TEXTS, st.data())
def test_each_offset_from_the_other(text, data):
    ends, folded = LineEnds(text), text.replace("\r\n", "\n")
    at = data.draw(st.integers(0, len(folded)))
    assert text[: ends.unfolded(at)].replace("\r\n", "\n") == folded[:at]
    assert ends.folded(ends.unfolded(at)) == at
    raw = data.draw(st.integers(0, len(text)))
    assert ends.splits_pair(raw) == (text[max(0, raw - 1) : raw + 1] == "\r\n" and raw > 0)
    if not ends.splits_pair(raw):
        assert ends.unfolded(ends.folded(raw)) == raw
