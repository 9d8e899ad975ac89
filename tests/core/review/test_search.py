"""Finding text as it is, or by a regular expression, without hanging."""

import pytest

from goldleaf.core.model import Span, UsageError
from goldleaf.core.review.search import Sought


def found(pattern, text, *, regex=False):
    return [text[start:end] for start, end in Sought(pattern, regex).find_all(text)]


@pytest.mark.parametrize(
    ("pattern", "regex", "expected"),
    [
        ("lima", False, ["Lima", "LIMA", "lima"]),
        ("Lima", False, ["Lima"]),
        ("a.", False, ["a."]),
        (r"l\w+", True, ["Lima", "LIMA", "lima"]),
        (r"L\w+", True, ["Lima", "LIMA"]),
        (r"\bl\S+\W", True, ["Lima ", "LIMA ", "lima."]),
        (r"\p{Lu}{4}", True, ["LIMA"]),
        (r"(?P<Name>lima) lima", True, ["Lima LIMA"]),
        (r"x*", True, []),
        ("", True, []),
    ],
)
def test_case_matters_only_for_a_capital_that_is_looked_for(pattern, regex, expected):
    assert found(pattern, "Lima LIMA lima.", regex=regex) == expected


def test_lines_begin_and_end_for_an_expression():
    assert found("^b$", "a\nb\nc", regex=True) == ["b"]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", r"missing \) at character 2"),
        ("[a", "unterminated character set"),
        ("*", "nothing to repeat"),
        (r"\p{Nope}", "unknown property"),
        ("x{2,1}", "min repeat greater than max"),
    ],
)
def test_a_broken_expression_is_told_in_a_sentence(pattern, reason):
    with pytest.raises(UsageError, match=f"no regular expression: {reason}"):
        found(pattern, "text", regex=True)


@pytest.mark.parametrize(
    "pattern", ["(?:(?:a{1000}){1000}){1000}b", "a{,2000000}", "(x{5000}){999}"]
)
def test_an_expression_that_would_fill_the_memory_is_refused(pattern):
    with pytest.raises(UsageError, match="repeats more"):
        found(pattern, "a" * 100, regex=True)


@pytest.mark.parametrize("pattern", [r"(?:a|aa)+$", r"(.*?,){30}P"])
def test_an_expression_that_takes_too_long_is_left(pattern):
    text = "a" * 60 + "b" + "1,2,3,4,5,6,7,8,9," * 200
    with pytest.raises(UsageError, match="takes longer"):
        list(Sought(pattern, is_regex=True).find_all(text, 0.05))


def test_spans_are_code_points_of_the_text():
    assert list(Sought("王", is_regex=True).find_all("👩‍👩‍👧 王")) == [Span(6, 7)]
