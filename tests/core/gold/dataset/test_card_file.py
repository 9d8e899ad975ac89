"""README.md on disk: what is written anew, and what a person wrote stays."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from goldleaf.core.gold.dataset.card_file import (
    card_file,
    has_front_matter,
    license_of,
    read_card,
)
from goldleaf.core.model import UsageError

FRONT = {"pretty_name": "News: 3", "license": "unknown", "language": ["en", "no"]}
SECTIONS = {"summary": "Three articles.", "labels": "| a | b |", "splits": "80/10/10"}


def first(front=None, sections=None):
    return card_file("News", front or FRONT, sections or SECTIONS)


def again(made, there, front=None, sections=None, **more):
    return card_file(
        "News",
        front or FRONT,
        sections or SECTIONS,
        there=there,
        known=made.digests,
        **more,
    )


def values(made):
    return yaml.safe_load(made.text.split("---\n")[1])


def test_what_nobody_touched_is_the_same_bytes_and_brought_up_to_date():
    made = first()
    assert again(made, made.text) == made
    newer = {**SECTIONS, "summary": "Four articles."}
    assert again(made, made.text, sections=newer).text == first(sections=newer).text
    front = {**FRONT, "language": ["de"]}
    assert again(made, made.text, front).text == first(front).text


def test_what_stands_between_the_parts_stays():
    made = first()
    there = made.text.replace("# News\n", "# The news\n\nOur *own* words.\n")
    there = f"{there}\n## Citation\n\n@misc{{us}}\n"
    newer = again(made, there, sections={**SECTIONS, "labels": "| c | d |"})
    assert "# The news\n\nOur *own* words.\n" in newer.text
    assert newer.text.endswith("\n## Citation\n\n@misc{us}\n")
    assert "| c | d |" in newer.text
    assert "| a | b |" not in newer.text
    assert newer.notes == ()


def test_a_part_that_somebody_changed_stays_and_is_told():
    made = first()
    there = made.text.replace("Three articles.", "Three fine articles.")
    newer = {**SECTIONS, "summary": "Four articles.", "splits": "90/5/5"}
    once = again(made, there, sections=newer)
    assert "Three fine articles." in once.text
    assert "Four articles." not in once.text
    assert "90/5/5" in once.text
    (note,) = once.notes
    assert "changed what stands between the marks of summary" in note
    twice = again(once, once.text, sections=newer)
    assert twice.text == once.text
    emptied = once.text.replace("Three fine articles.\n", "")
    assert "Four articles." in again(twice, emptied, sections=newer).text


def test_a_part_that_was_taken_out_stays_out_and_a_new_one_comes_in_its_place():
    made = first()
    start, end = made.text.index("<!-- goldleaf:labels"), made.text.index("<!-- goldleaf:splits")
    there = made.text[:start] + made.text[end:]
    once = again(made, there, sections={**SECTIONS, "agreement": "None."})
    assert "goldleaf:labels" not in once.text
    assert once.text.index("goldleaf:splits") < once.text.index("goldleaf:agreement")
    assert "goldleaf:labels" not in again(once, once.text).text
    # no part any more, so its text goes
    assert "None." not in again(once, once.text).text


def test_a_card_without_any_of_our_marks_keeps_its_text():
    made = first()
    there = "---\nlicense: mit\n---\n# Mine\n\nAll by hand.\n"
    assert again(made, there).text.endswith("---\n# Mine\n\nAll by hand.\n")
    unknown = card_file("News", FRONT, SECTIONS, there=there)
    assert "All by hand.\n" in unknown.text
    assert "Three articles." in unknown.text
    assert values(unknown)["license"] == "mit"


def test_values_that_somebody_set_stay_and_the_user_of_the_day_is_right():
    made = first()
    there = made.text.replace("license: unknown", "license: mit # agreed\ncitation: mine")
    newer = {**FRONT, "language": ["de"]}
    once = again(made, there, newer)
    assert values(once) == {**newer, "license": "mit", "citation": "mine"}
    assert "# agreed" in once.text
    assert once.notes == ("README.md: license stay as somebody has set them.",)
    assert values(again(made, there, newer, chosen=frozenset({"license"}))) == {
        **newer,
        "citation": "mine",
    }


def test_what_loads_the_files_is_never_a_persons():
    front = {**FRONT, "dataset_info": {"splits": [{"name": "train", "num_examples": 3}]}}
    made = first(front)
    there = made.text.replace("num_examples: 3", "num_examples: 4")
    assert values(again(made, there, front)) == front


def test_a_key_that_somebody_took_out_stays_out():
    made = first()
    there = made.text.replace("license: unknown\n", "")
    assert "license" not in values(again(made, there))


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(list(FRONT)),
        st.one_of(st.text(), st.lists(st.text(), max_size=3)),
        min_size=1,
    )
)
def test_any_text_is_read_back_by_the_hubs_rules(front):
    made = first(front)
    told = {
        key: value.replace("\r\n", "\n") if isinstance(value, str) else value
        for key, value in front.items()
    }
    assert values(made) == told
    assert again(made, made.text, front).text == made.text


@pytest.mark.parametrize("word", ["no", "yes", "Null", "1.0", "2026-01-01", "~", "n", "0x1f", ""])
def test_words_that_yaml_takes_for_something_else_are_text(word):
    assert values(first({"language": [word]})) == {"language": [word]}


def test_text_that_looks_like_our_marks_is_none():
    sections = {"labels": "<!-- /goldleaf:labels -->\nx\n<!-- goldleaf:summary -->"}
    made = first(sections=sections)
    assert again(made, made.text, sections=sections) == made
    assert made.text.count("<!-- goldleaf:") == 1


def test_windows_line_ends_change_nothing():
    made = first()
    assert again(made, "\ufeff" + made.text.replace("\n", "\r\n")).text == made.text


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("---\na: [1\n---\n", "README.md, line 3: the part between the lines --- is not YAML"),
        ("---\na: 1\na: 2\n---\n", "is not YAML"),
        ("---\n- a\n---\n", "has no keys"),
    ],
)
def test_yaml_that_cannot_be_read_is_told(text, what):
    with pytest.raises(UsageError, match=what):
        card_file("News", FRONT, SECTIONS, there=text)


def test_a_card_that_is_not_utf_8_is_told(tmp_path):
    (tmp_path / "README.md").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_card(tmp_path)


def test_the_licence_and_whether_it_is_a_card_at_all():
    assert license_of("---\nlicense: mit\n---\n") == "mit"
    assert license_of("# No card\n") == license_of(None) == license_of("---\na: 1\n---\n") == ""
    assert has_front_matter("---\r\na: 1\r\n---\r\n")
    assert not has_front_matter("# A title\n---\n")
