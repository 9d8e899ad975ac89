"""What has a meaning in WebAnno TSV is written otherwise, and comes back."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goldleaf.core.formats.webanno.escaping import (
    divided,
    escaped_text,
    escaped_value,
    unescaped_text,
    unescaped_value,
    without_id,
)

NASTY = st.text(st.sampled_from("\\[]|_->;*tnrbf \t\n\b\f\x0b\x00\x07\x1fé🌾\u2028"), max_size=12)
SEPARATORS = st.sampled_from("|;")


@given(NASTY)
@example("\\->|_")
def test_values_come_back(value):
    cell = escaped_value(value)
    assert unescaped_value(cell) == value
    assert not re.search(r"[\t\n]", cell)
    assert cell not in {"_", "*"}
    assert without_id(cell) == (cell, 0)
    assert without_id(f"{cell}[17]") == (cell, 17)


@given(st.lists(NASTY, min_size=1, max_size=4), SEPARATORS)
def test_values_beside_each_other_stay_apart(values, separator):
    cell = separator.join(map(escaped_value, values))
    assert list(map(unescaped_value, divided(cell, separator))) == values


@given(NASTY.map(lambda text: text.replace("\n", "")))
def test_texts_come_back(text):
    line = escaped_text(text)
    assert unescaped_text(line) == text
    assert not re.search(r"[\t\n\r]", line)


@pytest.mark.parametrize(
    "cell", ["a[b]", "a[]", "[", "]", "a\\[1]", "a[1", "a[1_2]", "a[" + "1" * 12 + "]"]
)
def test_what_is_no_number_stays(cell):
    assert without_id(cell) == (cell, 0)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("C:\\dir \\q", "C:\\dir \\q"),
        ("\\u0041", "\\u0041"),
        ("a\\", "a\\"),
        ("\\\\n", "\\n"),
    ],
)
def test_what_is_no_escape_stays(line, text):
    assert unescaped_text(line) == text
