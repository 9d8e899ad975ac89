"""Tokenizers for any language tag and any text."""

import pytest

from goldleaf.core.tokens import ANY_LANGUAGE, blank, tokenize


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "en"), ("de-AT", "de"), ("PT_br", "pt"), ("", ANY_LANGUAGE), ("qq", ANY_LANGUAGE)],
)
def test_a_tag_gives_its_language_or_any(tag, code):
    assert blank(tag).lang == code


@pytest.mark.parametrize(
    "tag", ["punctuation", "lex_attrs", "en.stop_words", "../x", "\0", "e" * 300, "é", " "]
)
def test_what_is_no_language_is_never_a_module_of_spacys(tag):
    assert blank(tag).lang == ANY_LANGUAGE


def test_an_ordinary_text_has_spacys_own_tokens():
    text = "The towns don't agree (yet), says the U.N. - see http://towns.example/ferry?id=7.\n"
    nlp = blank("en")
    assert [one.text for one in tokenize(nlp, text)] == [one.text for one in nlp(text)]


@pytest.mark.parametrize("run", ['"' * 30_000, "(" * 30_000, "🇩" * 30_000, "x" * 299 + "\0" * 999])
def test_a_run_without_spaces_keeps_every_character_and_ends(run):
    text = f"Before {run} after.\n"
    doc = tokenize(blank("en"), text)
    assert doc.text == text
    assert [one.idx for one in doc][1:] == [one.idx + len(one.text_with_ws) for one in doc][:-1]
