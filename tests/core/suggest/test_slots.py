import pytest

from goldleaf.core.suggest.circumstances import circumstances
from goldleaf.core.suggest.slots import Reader

from .sentences import ATTACKED, TALKS, parsed


def texts(tree, slots):
    return {
        slot: [tree.name_text(tree.names[one]) for one in found] for slot, found in slots.items()
    }


def of_verb(tree, token):
    return texts(tree, Reader(tree).of_verb(token))


def test_a_light_verb_lends_its_subject_to_its_object():
    slots = texts(TALKS, Reader(TALKS).of_noun(2, inherits=False))
    assert slots["subject"] == ["Kenya"]
    assert slots["with"] == ["Chad"]


def test_place_and_time_come_from_the_clause():
    found = texts(TALKS, circumstances(TALKS, 2, inherits=False))
    assert found == {"place": ["Cairo"], "time": ["Monday"]}


def test_the_agent_of_a_passive_is_found_through_its_nationality():
    slots = of_verb(ATTACKED, 3)
    assert slots == {"by": ["Serb"]}


def test_conjuncts_fill_the_slot_together():
    tree = parsed(
        "Peru/NNP/nsubj/3 and/CC/cc/0 Chile/NNP/conj/0 agreed=agree/VBD/ROOT/3",
        {"Peru": "GPE", "Chile": "GPE"},
    )
    assert of_verb(tree, 3)["subject"] == ["Peru", "Chile"]


def test_an_apposition_stands_for_its_noun():
    tree = parsed(
        "his/PRP$/poss/2 Thai/JJ/amod/2 counterpart/NN/nsubj/6 ,/,/punct/2 Ana/NNP/compound/5 "
        "Lim/NNP/appos/2 agreed=agree/VBD/ROOT/6",
        {"Thai": "NORP", "Ana Lim": "PERSON"},
    )
    assert of_verb(tree, 6)["subject"] == ["Ana Lim"]


def test_the_subject_controls_an_infinitive_and_the_object_one_of_urging():
    rows = (
        "Peru/NNP/nsubj/1 {verb}/VBD/ROOT/1 Chile/NNP/{dep}/1 to/TO/aux/4 help/VB/xcomp/1 "
        "Cuba/NNP/dobj/4"
    )
    labels = {"Peru": "GPE", "Chile": "GPE", "Cuba": "GPE"}
    urged = parsed(rows.format(verb="urged=urge", dep="dobj"), labels)
    assert of_verb(urged, 4)["subject"] == ["Chile"]
    promised = parsed(rows.format(verb="promised=promise", dep="npadvmod"), labels)
    assert of_verb(promised, 4)["subject"] == ["Peru"]


def test_a_relative_pronoun_means_its_antecedent():
    tree = parsed(
        "Lim/NNP/nsubj/4 ,/,/punct/0 who/WP/nsubj/3 resigned=resign/VBD/relcl/0 "
        "wept=weep/VBD/ROOT/4",
        {"Lim": "PERSON"},
    )
    assert of_verb(tree, 3)["subject"] == ["Lim"]


@pytest.mark.parametrize(("pronoun", "expected"), [("it", ["Peru"]), ("he", None)])
def test_a_pronoun_means_the_speaker_only_where_it_fits(pronoun, expected):
    tree = parsed(
        f"Peru/NNP/nsubj/1 said=say/VBD/ROOT/1 {pronoun}/PRP/nsubj/4 will/MD/aux/4 "
        "help/VB/ccomp/1 Cuba/NNP/dobj/4",
        {"Peru": "GPE", "Cuba": "GPE"},
    )
    assert of_verb(tree, 4).get("subject") == expected


def test_accusing_somebody_of_it_makes_him_the_subject():
    tree = parsed(
        "Peru/NNP/nsubj/1 accused=accuse/VBD/ROOT/1 Chile/NNP/dobj/1 of/IN/prep/1 "
        "bombing=bomb/VBG/pcomp/3 Cuba/NNP/dobj/4",
        {"Peru": "GPE", "Chile": "GPE", "Cuba": "GPE"},
    )
    assert of_verb(tree, 4)["subject"] == ["Chile"]
    assert of_verb(tree, 1)["object"] == ["Chile"]


def test_sources_are_no_participants():
    tree = parsed(
        "Ten/CD/nsubjpass/2 were/VBD/auxpass/2 killed=kill/VBN/ROOT/2 according=accord/VBG/prep/2 "
        "to/IN/prep/3 Oxfam/NNP/pobj/4",
        {"Oxfam": "ORG"},
    )
    assert of_verb(tree, 2) == {}


def test_a_protest_is_aimed_at_what_it_asks_for():
    tree = parsed(
        "Miners=miner/NNS/nsubj/1 marched=march/VBD/ROOT/1 to/TO/aux/3 demand/VB/advcl/1 "
        "reforms=reform/NNS/dobj/3 by/IN/prep/4 Chad/NNP/pobj/5",
        {"Chad": "GPE"},
    )
    assert of_verb(tree, 1)["purpose object"] == ["Chad"]


def test_what_is_done_in_order_to_do_other_things_tells_nothing_of_a_protest():
    tree = parsed(
        "Miners=miner/NNS/nsubj/1 marched=march/VBD/ROOT/1 to/TO/aux/3 reach/VB/advcl/1 "
        "Chad/NNP/dobj/3",
        {"Chad": "GPE"},
    )
    assert of_verb(tree, 1) == {}


@pytest.mark.parametrize("mark", ["unless", "if"])
def test_who_would_have_to_act_is_the_subject_of_the_condition(mark):
    tree = parsed(
        "Peru/NNP/nsubj/1 threatened=threaten/VBD/ROOT/1 to/TO/aux/3 strike/VB/xcomp/1 "
        f"{mark}/IN/mark/6 Chile/NNP/nsubj/6 left=leave/VBD/advcl/3",
        {"Peru": "GPE", "Chile": "GPE"},
    )
    assert of_verb(tree, 1)["condition"] == ["Chile"]
