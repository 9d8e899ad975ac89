"""UTF-16 code units and code points, each from the other."""

from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats.offsets import Utf16Offsets

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXTS, st.data())
def test_units_are_those_of_utf_16(text, data):
    offset = data.draw(st.integers(0, len(text)))
    offsets = Utf16Offsets(text)
    units = offsets.units(offset)
    assert units == len(text[:offset].encode("utf-16-le")) // 2
    assert offsets.points(units) == offset
    assert not offsets.splits_pair(units)
    assert offsets.length == len(text.encode("utf-16-le")) // 2


def test_between_the_halves_of_a_pair():
    offsets = Utf16Offsets("a🌾b🌾")
    assert [offsets.splits_pair(units) for units in range(7)] == [
        False, False, True, False, False, True, False,
    ]  # fmt: skip
    assert offsets.points(2) == 1


@given(TEXTS, st.lists(st.integers(0, 60)))
def test_many_at_once_are_what_each_is(text, given):
    offsets = Utf16Offsets(text)
    ascending = sorted(given)
    assert offsets.all_units(ascending) == list(map(offsets.units, ascending))
    assert offsets.all_points(ascending) == list(map(offsets.points, ascending))
