import pytest

from goldleaf.core.suggest.recase import names_inside, recase, words_in_lower_case

WORDS = frozenset("promote cooperation visits storm airport brown leader rebels".split())  # noqa: SIM905


def recased(headline, body=""):
    return recase(
        headline, words_in_lower_case(body), names_inside(body), lambda word: word in WORDS
    )


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Kenya and Chad Promote Cooperation", "Kenya and Chad promote cooperation"),
        ("Rebels Storm South Sudan Airport", "Rebels storm South Sudan airport"),
        ("LEADER VISITS OSLO", "leader visits Oslo"),
        ("US Leader Visits EU", "US leader visits EU"),
    ],
)
def test_only_names_keep_their_capitals(headline, expected):
    assert recased(headline) == expected


def test_the_body_knows_its_names_better_than_the_dictionary():
    assert recased("Leader Brown Visits Kenya", "Then the premier, Brown, left.") == (
        "Leader Brown visits Kenya"
    )


def test_length_never_changes_not_even_with_odd_letters():
    headline = "İstanbul Visits Leader"
    assert len(recased(headline)) == len(headline)
