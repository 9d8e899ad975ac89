import pytest

from goldleaf.core.scheme import Scheme, load_preset
from goldleaf.core.suggest.attributes import attributes_of

from .sentences import parsed

NEWS = load_preset("news", lexicon=False)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("They/PRP/nsubj/1 met=meet/VBD/ROOT/1", {"tense": "past"}),
        ("They/PRP/nsubj/2 will/MD/aux/2 meet/VB/ROOT/2", {"tense": "future"}),
        ("They/PRP/nsubj/1 meet/VBP/ROOT/1", {"tense": "present"}),
        ("They/PRP/nsubj/2 may/MD/aux/2 meet/VB/ROOT/2", {"modality": "other"}),
        (
            "They/PRP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 meet/VB/ROOT/3",
            {"polarity": "negative", "tense": "past"},
        ),
    ],
)
def test_only_what_differs_from_the_defaults_is_said(rows, expected):
    tree = parsed(rows)
    token = next(index for index, lemma in enumerate(tree.lemmas) if lemma == "meet")
    assert attributes_of(tree, token, NEWS) == expected


def test_a_scheme_without_attributes_gets_none():
    tree = parsed("They/PRP/nsubj/1 met=meet/VBD/ROOT/1")
    assert attributes_of(tree, 1, Scheme("bare")) == {}
