"""Tokens and sentences."""

import pytest

from goldleaf.core.model import Zone, ZoneKind
from goldleaf.core.segment import segment


def _tokens(text, language="en", zones=()):
    found = segment(text, language, zones)
    return [found.token(at).of(text) for at in range(found.token_count)]


def _sentences(text, language="en", zones=()):
    found = segment(text, language, zones)
    return [found.sentence(at).of(text) for at in range(len(found.sentence_starts))]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Mr. Fielding met J. R. Archer in the U.S. on Jan. 3.", "He left."]),
        ("en", ["It cost $3.5 million.", "The deal... was off."]),
        ("en", ["“We left,” he said.", "“Really?” she asked.", "(It was.)", "Then?", "Yes!"]),
        ("en", ['He said: "Go."', '"Where?"', "Nobody knew."]),
        ("en", ["She works for the U.N.", "The pay is low."]),
        ("en", ["They met at 5 p.m.", "It rained."]),
        ("en", ["See example.com or write to a.b@mill.example for more."]),
        ("de", ["Am 3. März kam Dr. Weber.", "Er blieb bis Mai."]),
        ("es", ["El Sr. Salinas llegó.", "¿Por qué?", "«No sé.»", "Nadie habló."]),
        ("ru", ["Мост откроют в 2020 году.", "Так сказал мэр."]),
        ("xx", ["The mill is open.", "Bread is cheap."]),
    ],
)
def test_sentences(language, sentences):
    assert _sentences(" ".join(sentences), language) == sentences


@pytest.mark.parametrize("language", ["zh", "ja", "en", "", "nowhere"])
def test_scripts_without_spaces_have_a_token_a_character(language):
    text = "双方同意。他说：“好。”Goldleaf 走了。"
    assert "".join(_tokens(text, language)) == text.replace(" ", "")
    assert "Goldleaf" in _tokens(text, language)
    assert "同" in _tokens(text, language)
    assert _sentences(text, language) == ["双方同意。", "他说：“好。”", "Goldleaf 走了。"]


def test_a_mark_stays_with_its_character():
    assert _tokens("ที่นี่", "th") == ["ที่", "นี่"]


def test_a_paragraph_ends_a_sentence_and_a_fixed_width_does_not():
    text = "A heading\nThe mill is open\n\nand so is the bridge."
    assert _sentences(text) == ["A heading", "The mill is open", "and so is the bridge."]
    wrapped = (
        "The council of the valley met on Friday and after a debate of nine\n"
        "hours put off its vote on the dam, which had been planned for years\n"
        "and would flood two villages."
    )
    assert _sentences(wrapped) == [wrapped]


def test_a_zone_border_ends_a_sentence_and_splits_a_token():
    text = "Mill reopensThe mill is open."
    zones = [Zone(0, 12, ZoneKind.TITLE), Zone(12, len(text), ZoneKind.BODY)]
    assert _sentences(text, "en", zones) == ["Mill reopens", "The mill is open."]
    assert _tokens(text, "en", zones)[:3] == ["Mill", "reopens", "The"]


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0"])
def test_a_blank_text_has_neither(text):
    found = segment(text, "en")
    assert (found.token_count, len(found.sentence_starts)) == (0, 0)


def test_a_line_of_nine_thousand_words_has_its_sentences():
    text = "The miller sold nine loaves to Dr. Archer. " * 1125
    assert len(_sentences(text)) == 1125


def test_a_million_characters():
    text = "The mill is open. " * 55_600
    found = segment(text, "en")
    assert (found.token_count, len(found.sentence_starts)) == (5 * 55_600, 55_600)
