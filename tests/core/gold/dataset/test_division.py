"""Which split an article gets: by label, and for good."""

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.gold import Split
from goldleaf.core.gold.dataset.division import Division

LABELS = ["war", "trade", "rare"]
articles = st.lists(st.sets(st.sampled_from(LABELS), max_size=3).map(sorted), max_size=60)


def divided(labels, seed=0, split=None):
    division = Division(split or Split(80, 10, 10), seed)
    return [division.assign(f"a{number}", one) for number, one in enumerate(labels)]


@given(articles, articles, st.integers(0, 5))
def test_an_article_keeps_its_split_when_others_are_added(before, added, seed):
    assert divided(before + added, seed)[: len(before)] == divided(before, seed)


def test_each_split_has_its_share_of_every_label():
    labels = [["war"] if number % 10 else ["rare"] for number in range(600)]
    parts = divided(labels)
    counts = Counter(zip((one[0] for one in labels), parts, strict=True))
    assert 470 <= sum(counts[label, "train"] for label in LABELS) <= 490
    assert 46 <= counts["rare", "train"] <= 50
    assert 4 <= counts["rare", "dev"] <= 8
    assert 4 <= counts["rare", "test"] <= 8


def test_rare_labels_are_in_every_split():
    random_ = random.Random(1)
    names = [f"l{number}" for number in range(30)]
    labels = [
        [name for number, name in enumerate(names) if random_.random() < 1 / (1 + number)]
        for _ in range(500)
    ]
    parts = divided(labels)
    counts = Counter((name, part) for one, part in zip(labels, parts, strict=True) for name in one)
    for name in names:
        whole = sum(counts[name, part] for part in ("train", "dev", "test"))
        assert abs(counts[name, "test"] / whole - 0.1) < 0.05, name
        assert abs(counts[name, "dev"] / whole - 0.1) < 0.05, name


def test_another_seed_is_another_division():
    labels = [["war"]] * 100
    assert divided(labels, 1) != divided(labels, 2)


def test_a_part_without_a_share_gets_nothing():
    assert set(divided([["war"]] * 40, split=Split(3, 0, 1))) == {"train", "test"}


def test_what_has_to_be_in_a_part_counts_for_it():
    division = Division(Split(1, 1, 0), 0)
    assert division.assign("a", ["war"], "dev") == "dev"
    assert division.assign("b", ["war"]) == "train"
