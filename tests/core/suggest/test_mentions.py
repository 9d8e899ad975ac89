import pytest

from goldleaf.core.suggest.mentions import repair

from .sentences import names, parsed


def repaired(rows, given):
    tree = parsed(rows, given)
    repair(tree, lambda _word: False)
    return names(tree)


@pytest.mark.parametrize(
    ("rows", "given", "expected"),
    [
        pytest.param(
            "the/DT/det/1 Alliance/NNP/poss/3 's/POS/case/1 plan/NN/ROOT/3",
            {"the Alliance 's": "ORG"},
            [("Alliance", "ORG")],
            id="determiner and possessive",
        ),
        pytest.param(
            "President/NNP/compound/1 Okoro/NNP/nsubj/2 left=leave/VBD/ROOT/2",
            {"President Okoro": "PERSON"},
            [("Okoro", "PERSON")],
            id="title",
        ),
        pytest.param(
            "7/CD/nummod/1 August/NNP/ROOT/1 2015/CD/nummod/1",
            {"August 2015": "DATE"},
            [("7 August 2015", "DATE")],
            id="day before the month",
        ),
        pytest.param(
            "on/IN/ROOT/0 Sunday/NNP/compound/2 evening/NN/pobj/0",
            {"Sunday": "DATE", "evening": "TIME"},
            [("Sunday evening", "TIME")],
            id="hour after the day",
        ),
        pytest.param(
            "the/DT/det/2 Fifth/NNP/compound/2 Summit/NNP/ROOT/2 of/IN/prep/2 "
            "the/DT/det/5 Alliance/NNP/pobj/3",
            {"the Fifth Summit of the Alliance": "ORG"},
            [("Fifth", "ORDINAL"), ("Alliance", "ORG")],
            id="a summit is no organisation",
        ),
        pytest.param(
            "in/IN/ROOT/0 the/DT/det/2 village/NN/pobj/0 of/IN/prep/2 Umber/NNP/pobj/3",
            {},
            [("Umber", "GPE")],
            id="the village of",
        ),
        pytest.param(
            "the/DT/det/2 Umber/NNP/compound/2 valley/NN/ROOT/2",
            {"Umber": "PERSON"},
            [("Umber", "LOC")],
            id="a valley",
        ),
        pytest.param(
            "Ghana/NNP/nsubj/2 may/MD/aux/2 win/VB/ROOT/2",
            {"Ghana": "PERSON"},
            [("Ghana", "GPE")],
            id="a country is no person",
        ),
        pytest.param(
            "they/PRP/nsubj/1 left=leave/VBD/ROOT/1 Peru/NNP/dobj/1",
            {},
            [("Peru", "GPE")],
            id="a country passed over",
        ),
        pytest.param(
            "the/DT/det/2 48th/JJ/amod/2 try/NN/ROOT/2", {}, [("48th", "ORDINAL")], id="ordinal"
        ),
        pytest.param(
            "The/DT/det/1 Hague/NNP/nsubj/2 sits=sit/VBZ/ROOT/2",
            {"The Hague": "GPE"},
            [("The Hague", "GPE")],
            id="an article that belongs to the name",
        ),
        pytest.param(
            "things=thing/NNS/ROOT/0", {"things": "ORG"}, [], id="no name without a capital"
        ),
    ],
)
def test_repair(rows, given, expected):
    assert repaired(rows, given) == expected


def test_a_country_inside_a_longer_name_is_left_alone():
    rows = "Michael/NNP/compound/1 Jordan/NNP/nsubj/2 won=win/VBD/ROOT/2"
    assert repaired(rows, {}) == []
