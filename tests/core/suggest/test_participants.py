import pytest

from goldleaf.core.scheme import load_preset
from goldleaf.core.suggest.events import EventFinder
from goldleaf.core.suggest.participants import with_phrases

from .sentences import ATTACKED, TALKS, names, parsed

PLOVER = EventFinder(load_preset("plover"))


def arguments(tree):
    (event,) = PLOVER.find([tree])[0]
    return [(role, tree.name_text(name)) for role, name in event.arguments]


@pytest.mark.parametrize(
    ("rows", "named", "phrase"),
    [
        (
            "Five/CD/nummod/3 Kenyan/JJ/amod/3 army/NN/compound/3 officers=officer/NNS/ROOT/3",
            {"Kenyan": "NORP"},
            ("Kenyan army officers", "GROUP"),
        ),
        (
            "Kenya/NNP/poss/4 's/POS/case/0 new/JJ/amod/4 President/NNP/compound/4 Odra/NNP/ROOT/4",
            {"Kenya": "GPE", "Odra": "PERSON"},
            ("Kenya's new President Odra", "PERSON"),
        ),
        (
            "the/DT/det/1 president/NN/ROOT/1 of/IN/prep/1 Chad/NNP/pobj/2",
            {"Chad": "GPE"},
            ("president of Chad", "GROUP"),
        ),
        (
            "Queen/NNP/compound/1 Oda/NNP/ROOT/1 of/IN/prep/1 Chad/NNP/pobj/2",
            {"Oda": "PERSON", "Chad": "GPE"},
            ("Queen Oda of Chad", "PERSON"),
        ),
        ("the/DT/det/1 rebels=rebel/NNS/ROOT/1", {}, ("rebels", "UNNAMED")),
    ],
)
def test_a_phrase_begins_with_a_name_a_title_or_a_noun(rows, named, phrase):
    assert names(with_phrases(parsed(rows, named))) == [phrase]


@pytest.mark.parametrize(
    ("rows", "named", "left"),
    [
        ("Chad/NNP/poss/2 's/POS/case/0 efforts=effort/NNS/ROOT/2", {"Chad": "GPE"}, "Chad"),
        (
            "members=member/NNS/ROOT/0 of/IN/prep/0 Nordpost/NNP/pobj/1",
            {"Nordpost": "ORG"},
            "Nordpost",
        ),
        (
            "his/PRP$/poss/2 Kenyan/JJ/amod/2 counterpart/NN/ROOT/2 ,/,/punct/2 Odra/NNP/appos/2",
            {"Kenyan": "NORP", "Odra": "PERSON"},
            "Odra",
        ),
    ],
)
def test_what_does_not_act_or_is_named_beside_leaves_the_name(rows, named, left):
    assert (left, named[left]) in names(with_phrases(parsed(rows, named)))


def test_times_are_no_part_of_a_phrase():
    tree = parsed(
        "Monday/NNP/compound/1 police/NN/ROOT/1",
        {"Monday": "DATE"},
    )
    assert names(with_phrases(tree)) == [("Monday", "DATE"), ("police", "UNNAMED")]


def test_the_tree_that_is_read_stays_as_it_is():
    before = names(ATTACKED)
    with_phrases(ATTACKED)
    assert names(ATTACKED) == before


def test_roles_for_phrases_take_them():
    assert arguments(ATTACKED) == [("ACTOR", "Serb troops")]


def test_roles_for_names_keep_them_beside_phrases():
    assert arguments(TALKS) == [
        ("ACTOR", "Kenya"),
        ("RECIPIENT", "Chad"),
        ("LOCATION", "Cairo"),
        ("DATE", "Monday"),
    ]


def test_what_has_a_name_is_taken_before_what_has_none():
    tree = parsed(
        "Kenya/NNP/nsubj/1 offered=offer/VBD/ROOT/1 4000/CD/nummod/3 troops=troop/NNS/dobj/1 "
        "to/IN/prep/1 Chad/NNP/pobj/4",
        {"Kenya": "GPE", "Chad": "GPE"},
    )
    assert arguments(tree) == [("ACTOR", "Kenya"), ("RECIPIENT", "Chad")]


def test_what_has_no_name_is_taken_where_nothing_has():
    tree = parsed(
        "Rebels=rebel/NNS/nsubj/1 killed=kill/VBD/ROOT/1 six/CD/nummod/3 farmers=farmer/NNS/dobj/1"
    )
    assert arguments(tree) == [("ACTOR", "Rebels"), ("RECIPIENT", "farmers")]
