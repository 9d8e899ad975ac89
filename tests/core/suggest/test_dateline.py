import pytest
from spacy.lang.en import English

from goldleaf.core.suggest.dateline import dateline, read_dateline
from goldleaf.core.suggest.tree import tree_of

from .sentences import names

NLP = English()


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "BRINDLE BAY/OSLO, 3 May (FNA) - Ferries sailed again.",
            [("BRINDLE BAY", "GPE"), ("OSLO", "GPE"), ("3 May", "DATE"), ("FNA", "ORG")],
        ),
        (
            "MIRTAL, Norway, Nov. 27, 2020 — Ferries sailed again.",
            [("MIRTAL", "GPE"), ("Norway", "GPE"), ("Nov. 27, 2020", "DATE")],
        ),
        ("Oslo – Ferries sailed again.", [("Oslo", "GPE")]),
        ("MIRTAL: Ferries sailed again.", [("MIRTAL", "GPE")]),
    ],
)
def test_a_dateline_says_where_when_and_who(paragraph, expected):
    end, begin = dateline(paragraph)
    assert paragraph[begin:] == "Ferries sailed again."
    tree = tree_of(NLP(paragraph[:end]))
    read_dateline(tree)
    assert names(tree) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ferries – the blue ones – sailed again.",
        "The mayor said: Ferries sail.",
        "Ferries sailed again.",
    ],
)
def test_other_paragraphs_have_no_dateline(paragraph):
    assert dateline(paragraph) is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "MINISTERS OPEN THE LONG BRIDGE OVER THE SOUND AND PRAISE ITS BUILDERS",
        "A" * 400,
        "Ab" * 200,
        "Aa Bb, " * 60,
    ],
)
def test_capitals_without_end_are_read_in_one_way_only(paragraph):
    assert dateline(paragraph) is None
    assert dateline(f"OSLO - {paragraph}") == (5, 7)
