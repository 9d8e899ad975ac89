"""Articles that are nearly the same."""

import random
from itertools import combinations

import pytest

from goldleaf.core.gold.dataset.duplicates import SIMILAR, NearDuplicates, shingles
from goldleaf.core.model import Zone, ZoneKind

STORY = " ".join(f"word{number}" for number in range(300))


def earlier(*texts):
    found = NearDuplicates()
    for text in texts:
        found.add(text)
    return {number: near.tolist() for number, near in enumerate(found.earlier()) if len(near)}


def jaccard(one, other):
    ours, theirs = set(shingles(one)), set(shingles(other))
    return len(ours & theirs) / len(ours | theirs)


def edited(text, share, random_):
    words = [f"new{random_.random()}" if random_.random() < share else one for one in text.split()]
    return " ".join(words)


def test_the_same_story_with_another_headline_is_found():
    another = "A new headline! " + STORY.upper() + "\n(agencies)"
    assert earlier(STORY, another, STORY.replace("word150", "else")) == {1: [0], 2: [0, 1]}


def test_another_story_is_not():
    other = " ".join(f"word{number * 7 % 300}" for number in range(300))
    assert earlier(STORY, other) == {}
    assert earlier() == {}


def test_texts_of_a_few_words_are_compared_whole():
    assert earlier("Ana met Bo.", "ana  met bo", "Ana met Carla.", "🌾") == {1: [0]}


def test_texts_without_words_are_like_no_others():
    assert earlier("🌾", "🍎", "…") == {}


def test_scripts_without_spaces_are_compared_by_character():
    text = "".join(chr(0x4E00 + number * 37 % 5000) for number in range(400))
    other = "".join(chr(0x4E00 + number * 41 % 5000) for number in range(400))
    assert earlier(text, f"{text[:200]}新{text[200:]}", other) == {1: [0]}


def test_what_a_site_puts_around_its_articles_does_not_hide_a_copy():
    frames = [" ".join(f"{site}{number}" for number in range(400)) for site in ("daily", "herald")]
    texts = [f"{frame}\n{STORY}" for frame in frames]
    assert jaccard(*texts) < SIMILAR
    found = NearDuplicates()
    for frame, text in zip(frames, texts, strict=True):
        found.add(text, [Zone(0, len(frame), ZoneKind.BOILERPLATE)])
    assert [near.tolist() for near in found.earlier()] == [[], [0]]


def test_every_copy_of_one_article_is_found():
    found = earlier(*[STORY] * 100)
    assert found == {number: list(range(number)) for number in range(1, 100)}


@pytest.mark.parametrize("seed", range(4))
def test_no_pair_at_the_threshold_is_missed_and_no_unlike_one_is_found(seed):
    random_ = random.Random(seed)
    texts = []
    for family in range(12):
        story = " ".join(f"{family}w{random_.randrange(4000)}" for _ in range(200))
        texts += [edited(story, random_.random() * 0.05, random_) for _ in range(12)]
    found = earlier(*texts)
    close = 0
    for one, other in combinations(range(len(texts)), 2):
        similarity = jaccard(texts[one], texts[other])
        is_found = one in found.get(other, ())
        close += similarity >= SIMILAR
        assert is_found or similarity < SIMILAR
        assert not is_found or similarity > SIMILAR - 0.25
    assert close > 100
