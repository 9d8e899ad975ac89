"""Articles that are nearly the same."""

from goldleaf.core.gold.dataset.duplicates import NearDuplicates

STORY = " ".join(f"word{number}" for number in range(300))


def test_the_same_story_with_another_headline_is_found():
    seen = NearDuplicates()
    assert seen.add("a", STORY) == []
    assert seen.add("b", "A new headline! " + STORY.upper() + "\n(agencies)") == ["a"]
    assert seen.add("c", STORY.replace("word150", "else")) == ["a", "b"]


def test_another_story_is_not():
    seen = NearDuplicates()
    seen.add("a", STORY)
    other = " ".join(f"word{number * 7 % 300}" for number in range(300))
    assert seen.add("b", other) == []


def test_texts_of_a_few_words_and_of_none_are_compared_whole():
    seen = NearDuplicates()
    assert seen.add("a", "Ana met Bo.") == []
    assert seen.add("b", "ana  met bo") == ["a"]
    assert seen.add("c", "Ana met Carla.") == []
    assert seen.add("d", "🌾") == []
