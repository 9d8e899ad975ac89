"""Articles that are nearly the same."""

from goldleaf.core.gold.dataset.duplicates import NearDuplicates

STORY = " ".join(f"word{number}" for number in range(300))


def earlier(*texts):
    found = NearDuplicates()
    for text in texts:
        found.add(text)
    return found.earlier()


def test_the_same_story_with_another_headline_is_found():
    another = "A new headline! " + STORY.upper() + "\n(agencies)"
    assert earlier(STORY, another, STORY.replace("word150", "else")) == {1: [0], 2: [0, 1]}


def test_another_story_is_not():
    other = " ".join(f"word{number * 7 % 300}" for number in range(300))
    assert earlier(STORY, other) == {}
    assert earlier() == {}


def test_texts_of_a_few_words_and_of_none_are_compared_whole():
    assert earlier("Ana met Bo.", "ana  met bo", "Ana met Carla.", "🌾") == {1: [0]}


def test_many_copies_of_one_article_are_compared_with_few_of_them():
    found = earlier(*[STORY] * 100)
    assert sorted(found) == list(range(1, 100))
    assert all(near[0] == 0 and len(near) <= 9 for near in found.values())
