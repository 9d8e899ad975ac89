from goldleaf.core.suggest.consistency import make_consistent

from .sentences import names, parsed

FULL = "Mara/NNP/compound/1 Okoro/NNP/nsubj/2 spoke=speak/VBD/ROOT/2"


def test_a_surname_takes_the_label_of_the_full_name():
    first = parsed(FULL, {"Mara Okoro": "PERSON"})
    second = parsed("Okoro/NNP/nsubj/1 left=leave/VBD/ROOT/1", {"Okoro": "ORG"})
    make_consistent([first, second])
    assert names(second) == [("Okoro", "PERSON")]


def test_a_surname_that_the_pipeline_missed_is_added():
    first = parsed(FULL, {"Mara Okoro": "PERSON"})
    second = parsed("Okoro/NNP/nsubj/1 left=leave/VBD/ROOT/1")
    make_consistent([first, second])
    assert names(second) == [("Okoro", "PERSON")]


def test_a_surname_inside_another_name_is_not_added():
    first = parsed(FULL, {"Mara Okoro": "PERSON"})
    second = parsed("Okoro/NNP/compound/1 Street/NNP/nsubj/2 ends=end/VBZ/ROOT/2")
    make_consistent([first, second])
    assert names(second) == []


def test_the_majority_decides_on_a_label():
    rows = "Umber/NNP/nsubj/1 grew=grow/VBD/ROOT/1"
    trees = [parsed(rows, {"Umber": label}) for label in ("ORG", "ORG", "PRODUCT")]
    make_consistent(trees)
    assert [names(tree) for tree in trees] == [[("Umber", "ORG")]] * 3


def test_an_acronym_in_parentheses_means_its_expansion():
    expansion = parsed(
        "Umber/NNP/compound/2 River/NNP/compound/2 Fund/NNP/nsubj/6 (/-LRB-/punct/2 "
        "URF/NNP/appos/2 )/-RRB-/punct/2 paid=pay/VBD/ROOT/6",
        {"Umber River Fund": "ORG"},
    )
    later = parsed("URF/NNP/nsubj/1 left=leave/VBD/ROOT/1", {"URF": "PRODUCT"})
    make_consistent([expansion, later])
    assert names(expansion) == [("Umber River Fund", "ORG"), ("URF", "ORG")]
    assert names(later) == [("URF", "ORG")]


def test_a_name_broken_into_parts_is_put_together():
    whole = parsed(
        "Umber/NNP/compound/1 Bank/NNP/nsubj/2 grew=grow/VBD/ROOT/2", {"Umber Bank": "ORG"}
    )
    broken = parsed(
        "Umber/NNP/compound/1 Bank/NNP/nsubj/2 grew=grow/VBD/ROOT/2", {"Umber": "PERSON"}
    )
    make_consistent([whole, broken])
    assert names(broken) == [("Umber Bank", "ORG")]


def test_scores_rise_with_agreement_and_stay_within_bounds():
    rows = "Umber/NNP/nsubj/1 grew=grow/VBD/ROOT/1"
    alone, one, two = (parsed(rows, {"Umber": "ORG"}) for _ in range(3))
    make_consistent([alone])
    make_consistent([one, two])
    assert 0 < alone.names[0].score < one.names[0].score < 1


def test_where_something_is_is_no_person():
    tree = parsed("Ships/NNS/ROOT/0 off/IN/prep/0 Umber/NNP/pobj/1", {"Umber": "PERSON"})
    make_consistent([tree])
    assert names(tree) == [("Umber", "GPE")]
