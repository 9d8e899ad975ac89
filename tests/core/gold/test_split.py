import pytest

from goldleaf.core.gold import PARTS, Split
from goldleaf.core.model import UsageError

EIGHTY = Split(80, 10, 10)


def ids(count):
    return [f"article-{number}" for number in range(count)]


def test_shares_are_read():
    assert Split.parse("80/10/10") == EIGHTY
    assert Split.parse("8/1/0") == Split(8, 1, 0)
    assert str(EIGHTY) == "80/10/10"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "80",
        "80/20",
        "80/10/10/0",
        "a/b/c",
        "80/-10/10",
        "0.8/0.1/0.1",
        "٨/١/١",
        "8//2",
        "9" * 5000,
    ],
)
def test_what_is_no_split_is_refused(text):
    with pytest.raises(UsageError, match="like 80/10/10"):
        Split.parse(text)


def test_a_split_without_training_is_refused():
    with pytest.raises(UsageError, match="nothing to train on"):
        Split.parse("0/50/50")


def test_shares_are_roughly_those_asked_for():
    parts = list(Split(60, 30, 10).assign(ids(2000), 0).values())
    assert 1120 < parts.count("train") < 1280
    assert 520 < parts.count("dev") < 680
    assert 150 < parts.count("test") < 250


def test_adding_and_removing_articles_moves_no_other():
    before = EIGHTY.assign(ids(300), 4)
    after = EIGHTY.assign(ids(900)[100:], 4)
    assert all(after[id] == part for id, part in before.items() if id in after)


def test_order_does_not_matter_and_the_seed_does():
    assert EIGHTY.assign(ids(50), 1) == EIGHTY.assign(ids(50)[::-1], 1)
    assert EIGHTY.assign(ids(50), 1) != EIGHTY.assign(ids(50), 2)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("count", [3, 4, 7])
def test_a_small_set_has_something_in_every_part(count, seed):
    assert set(EIGHTY.assign(ids(count), seed).values()) == set(PARTS)


@pytest.mark.parametrize("seed", range(40))
def test_training_comes_first_where_articles_are_too_few(seed):
    assert EIGHTY.assign(ids(1), seed) == {"article-0": "train"}
    assert "train" in EIGHTY.assign(ids(2), seed).values()
    assert len(set(EIGHTY.assign(ids(2), seed).values())) == 2
    assert EIGHTY.assign([], seed) == {}


def test_a_part_without_a_share_gets_nothing():
    assert set(Split(90, 10, 0).assign(ids(50), 0).values()) == {"train", "dev"}
    assert set(Split(1, 0, 0).assign(ids(50), 0).values()) == {"train"}
