import pytest

from goldleaf.core.suggest.forms import with_forms

from .sentences import names, parsed


def formed(rows, given, is_word=lambda _word: False):
    tree = parsed(rows, given)
    with_forms(tree, is_word)
    return names(tree)


@pytest.mark.parametrize(
    ("rows", "given", "expected"),
    [
        pytest.param(
            "the/DT/det/1 Board/NNP/nsubj/10 of/IN/prep/1 Northern/NNP/compound/6 "
            "and/CC/cc/3 Coastal/NNP/conj/3 Ports/NNPS/pobj/2 of/IN/prep/6 the/DT/det/9 "
            "Isles/NNPS/pobj/7 met=meet/VBD/ROOT/10",
            {"Coastal Ports": "GPE"},
            [("Board of Northern and Coastal Ports of the Isles", "ORG")],
            id="the long name of a body",
        ),
        pytest.param(
            "the/DT/det/1 Bank/NNP/nsubj/6 of/IN/prep/1 Kenya/NNP/pobj/2 and/CC/cc/3 "
            "Uganda/NNP/conj/3 agreed=agree/VBD/ROOT/6",
            {"Kenya": "GPE", "Uganda": "GPE"},
            [("Bank of Kenya", "ORG"), ("Uganda", "GPE")],
            id="a country after and is another name",
        ),
        pytest.param(
            "Kenyan/JJ/amod/2 Foreign/NNP/compound/2 Ministry/NNP/nsubj/3 spoke=speak/VBD/ROOT/3",
            {"Kenyan": "NORP"},
            [("Kenyan Foreign Ministry", "ORG")],
            id="a ministry",
        ),
        pytest.param(
            "40/CD/compound/1 million/CD/nummod/2 kroner=krone/NNS/ROOT/2",
            {"40 million": "CARDINAL"},
            [("40 million kroner", "MONEY")],
            id="a sum",
        ),
        pytest.param(
            "12/CD/nummod/1 tonnes=tonne/NNS/ROOT/1",
            {"12": "CARDINAL"},
            [("12 tonnes", "QUANTITY")],
            id="a measure",
        ),
        pytest.param(
            "60/CD/nummod/2 K4/NNP/compound/2 tanks=tank/NNS/ROOT/2",
            {"60 K4": "CARDINAL"},
            [("60", "CARDINAL"), ("K4", "PRODUCT")],
            id="a make after a number",
        ),
        pytest.param(
            "Harbour/NNP/compound/1 Bridge/NNP/ROOT/1",
            {"Harbour Bridge": "ORG"},
            [("Harbour Bridge", "FAC")],
            id="something built",
        ),
        pytest.param(
            "Fisheries/NNP/compound/1 Act/NNP/ROOT/1",
            {"Fisheries Act": "ORG"},
            [("Fisheries Act", "LAW")],
            id="a law",
        ),
        pytest.param(
            "Amaru/NNP/compound/1 Quispe/NNP/nsubj/2 spoke=speak/VBD/ROOT/2",
            {"Quispe": "PERSON"},
            [("Amaru Quispe", "PERSON")],
            id="a first name passed over",
        ),
        pytest.param(
            "the/DT/det/1 KLMN/NNP/nsubj/2 spoke=speak/VBD/ROOT/2",
            {},
            [("KLMN", "ORG")],
            id="an acronym",
        ),
        pytest.param(
            "the/DT/det/1 GDP/NNP/nsubj/2 grew=grow/VBD/ROOT/2", {}, [], id="an acronym of no body"
        ),
    ],
)
def test_names_are_known_by_their_form(rows, given, expected):
    assert formed(rows, given) == expected


def test_a_word_of_the_dictionary_is_no_first_name():
    rows = "Painter/NNP/compound/1 Quispe/NNP/nsubj/2 spoke=speak/VBD/ROOT/2"
    assert formed(rows, {"Quispe": "PERSON"}, {"painter"}.__contains__) == [("Quispe", "PERSON")]


def test_a_phone_number_counts_nothing():
    rows = "Call/VB/ROOT/0 +30/CD/dobj/0 200/CD/dobj/0 3000/CD/dobj/0"
    assert formed(rows, {"200": "CARDINAL", "3000": "DATE"}) == []
