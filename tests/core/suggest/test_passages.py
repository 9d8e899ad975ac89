import pytest

from goldleaf.core.model import Article, Zone, ZoneKind
from goldleaf.core.suggest.passages import looks_like_headline, passages


def read(text, *zones):
    article = Article("a", text)
    return [(one.text, one.start) for one in passages(article, zones)]


def test_each_paragraph_is_read_on_its_own_and_keeps_its_offset():
    text = "First part.\n\nSecond part.\nThird part."
    found = read(text, Zone(0, len(text), ZoneKind.BODY))
    assert [piece for piece, _ in found] == ["First part.", "Second part.", "Third part."]
    assert all(text[start : start + len(piece)] == piece for piece, start in found)


def test_lines_of_a_wrapped_paragraph_are_joined_without_moving_anything():
    text = "The minister met\nher counterpart and\nthey agreed."
    assert read(text) == [("The minister met her counterpart and they agreed.", 0)]


def test_boilerplate_and_metadata_labels_are_not_read():
    text = "Posted on: 7 May 2020\nShare this\nBody."
    found = read(
        text,
        Zone(0, 21, ZoneKind.METADATA),
        Zone(22, 32, ZoneKind.BOILERPLATE),
        Zone(33, 38, ZoneKind.BODY),
    )
    assert found == [("7 May 2020", 11), ("Body.", 33)]


def test_a_dateline_is_no_part_of_the_sentence_after_it():
    text = "NAIROBI, March 3 — The president spoke."
    assert [piece for piece, _ in read(text)] == ["NAIROBI, March 3 ", "The president spoke."]


def test_lone_surrogates_do_not_reach_the_pipeline():
    assert read("A \ud800 b.") == [("A \ufffd b.", 0)]


def test_a_paragraph_of_any_length_is_read_in_pieces_that_lose_nothing():
    text = "word " * 20_000
    pieces = read(text)
    assert len(pieces) > 1
    assert "".join(piece for piece, _ in pieces) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels Seize Town Near the Border", True),
        ("The rebels seized a town.", False),
        ("Rebels seize town near Kabul airport", False),
        ("One", False),
    ],
)
def test_headlines_are_told_by_their_capitals(text, expected):
    assert looks_like_headline(text) is expected
