"""Agreement of annotators, by hand and beside a library."""

from array import array

import krippendorff
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldleaf.core.measure import Agreement
from goldleaf.core.model import Entity, Segmentation, Span

LABELS = ["", "GPE", "PERSON"]
TOKENS = 12
SEGMENTATION = Segmentation(
    array("i", range(0, 2 * TOKENS, 2)),
    array("i", range(1, 2 * TOKENS, 2)),
    array("i", [0]),
    array("i", [2 * TOKENS - 1]),
)


def tagged(labels):
    return [
        Entity(f"e{at}", (Span(2 * at, 2 * at + 1),), label)
        for at, label in enumerate(labels)
        if label
    ]


rows = st.lists(st.sampled_from(LABELS), min_size=TOKENS, max_size=TOKENS)


@settings(deadline=None)
@given(st.lists(rows, min_size=2, max_size=4))
def test_alpha_is_that_of_krippendorffs_own(annotators):
    agreement = Agreement()
    agreement.add({f"n{at}": tagged(one) for at, one in enumerate(annotators)}, SEGMENTATION)
    values = [[LABELS.index(label) for label in one] for one in annotators]
    if len({value for one in values for value in one}) < 2:
        assert agreement.alpha is None
        return
    expected = krippendorff.alpha(reliability_data=values, level_of_measurement="nominal")
    assert agreement.alpha == pytest.approx(expected)


def test_pairs_have_the_f1_of_one_against_the_other():
    agreement = Agreement()
    anna = tagged(["GPE", "GPE", ""])
    agreement.add({"anna": anna, "ben": tagged(["GPE", "", ""])}, SEGMENTATION)
    agreement.add({"anna": anna}, SEGMENTATION)
    (pair,) = agreement.pairs()
    assert (pair.annotators, pair.articles) == (("anna", "ben"), 1)
    assert pair.entities == pytest.approx(2 / 3)
    assert pair.triggers == 0
