import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.review.chunking import base_phrases


def phrases(text, language="en"):
    words = text.split()
    return [" ".join(words[start:end]) for start, end in base_phrases(words, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The old harbour lies in the bay .", ["The old harbour lies", "the bay"]),
        ("The keepers of the light met her .", ["The keepers", "the light", "her"]),
        ("She painted the boat with a brush .", ["She", "the boat", "a brush"]),
        ("Umber 's fishing fleet has sailed .", ["Umber 's fishing fleet"]),
        ("The boat 's in Umber .", ["The boat", "Umber"]),
        ("All the boats wanted to carry salt .", ["All the boats", "salt"]),
        ("They would repair nets .", ["They", "nets"]),
        ("a tired crew slowly mended it", ["a tired crew", "it"]),
        ("a well - known skipper came", ["a well - known skipper"]),
        ('the " Blue Heron " was lost', ['the " Blue Heron']),
        ("fish , nets and ropes", ["fish", "nets", "ropes"]),
        ("families repairing the roof", ["families", "the roof"]),
        ("the building of a pier", ["the building", "a pier"]),
        ("", []),
        (". . .", []),
    ],
)
def test_phrases_lie_between_words_that_no_phrase_has_inside(text, expected):
    assert phrases(text) == expected


def test_the_region_of_a_language_says_nothing():
    text = "She saw the keepers of Umber ."
    assert phrases(text, "en-GB") == phrases(text)


def test_in_a_language_without_lists_short_words_part_phrases():
    text = "Vene ui sadama juures ja Laura ootas ."
    assert phrases(text, "et") == ["Vene", "sadama juures", "Laura ootas"]


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "a",
                "of",
                "it",
                "Umber",
                "boat",
                "sailed",
                "to",
                "-",
                "'",
                '"',
                "'s",
                "(",
                ",",
                "and",
            ]
        )
    ),
    st.sampled_from(["en", "xx", ""]),
)
def test_phrases_are_apart_in_order_and_begin_with_no_mark(words, language):
    end = 0
    for start, stop in base_phrases(words, language):
        assert end <= start < stop <= len(words)
        assert any(one.isalnum() for one in words[stop - 1])
        end = stop
