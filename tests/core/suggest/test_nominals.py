from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.suggest.nominals import kind_of, noun_phrases
from goldleaf.core.suggest.tree import Tree

from .sentences import parsed


def surfaces(tree):
    return [
        tree.text[tree.starts[one.start] : tree.ends[one.end - 1]] for one in noun_phrases(tree)
    ]


@pytest.mark.parametrize(
    ("rows", "names", "expected"),
    [
        pytest.param(
            "The/DT/det/1 keeper/NN/nsubj/5 of/IN/prep/1 the/DT/det/4 light/NN/pobj/2 "
            "saw/VBD/ROOT/5 two/CD/nummod/7 ships/NNS/dobj/5",
            {},
            ["The keeper of the light", "two ships"],
            id="with its complement",
        ),
        pytest.param(
            "ships/NNS/nsubj/4 that/WDT/nsubj/2 carry/VBP/relcl/0 salt/NN/dobj/2 wait/VBP/ROOT/4",
            {},
            ["ships that carry salt"],
            id="with its relative clause",
        ),
        pytest.param(
            "Ana/NNP/nsubj/3 and/CC/cc/0 Bo/NNP/conj/0 met/VBD/ROOT/3",
            {},
            ["Ana", "Bo"],
            id="what is coordinated stands alone",
        ),
        pytest.param(
            "our/PRP$/poss/1 hopes/NNS/nsubj/4 and/CC/cc/1 fears/NNS/conj/1 grow/VBP/ROOT/4",
            {},
            ["our hopes and fears"],
            id="what shares a possessor stands together",
        ),
        pytest.param(
            "the/DT/det/1 mayor/NN/nsubj/5 ,/,/punct/1 Ana/NNP/appos/1 ,/,/punct/1 left/VBD/ROOT/5",
            {},
            ["the mayor", "Ana"],
            id="an apposition stands alone",
        ),
        pytest.param(
            "a/DT/det/1 walk/NN/dobj/4 on/IN/prep/1 Monday/NNP/pobj/2 took/VBD/ROOT/4",
            {"Monday": "DATE"},
            ["a walk", "Monday"],
            id="a time is no complement",
        ),
        pytest.param(
            "a/DT/det/2 \"/``/punct/2 plan/NN/dobj/4 \"/''/punct/4 made/VBD/ROOT/4",
            {},
            ['a " plan "'],
            id="with the mark that closes",
        ),
        pytest.param(
            "just/RB/advmod/2 the/DT/det/2 boy/NN/nsubj/3 ran/VBD/ROOT/3",
            {},
            ["the boy"],
            id="without what only focuses",
        ),
        pytest.param(
            "There/EX/expl/1 is/VBZ/ROOT/1 rain/NN/attr/1", {}, ["rain"], id="no empty subject"
        ),
    ],
)
def test_phrases_are_whole_and_outermost(rows, names, expected):
    assert surfaces(parsed(rows, names)) == expected


@pytest.mark.parametrize(
    ("rows", "names", "kind"),
    [
        ("She/PRP/nsubj/1 left/VBD/ROOT/1", {}, "PERSON"),
        ("Umber/NNP/nsubj/1 voted/VBD/ROOT/1", {"Umber": "GPE"}, "GPE"),
        ("Decades=decade/NNS/nsubj/1 went/VBD/ROOT/1", {}, "DATE"),
        ("committee/NN/nsubj/1 met/VBD/ROOT/1", {}, "ORG"),
        ("idea/NN/nsubj/1 grew/VBD/ROOT/1", {}, ""),
    ],
)
def test_the_head_says_what_kind_of_thing_it_is(rows, names, kind):
    tree = parsed(rows, names)
    assert kind_of(tree, noun_phrases(tree)[0]) == kind


@given(st.data())
def test_phrases_of_any_parse_are_apart_and_hold_their_head(data):
    size = data.draw(st.integers(1, 12))
    heads = [data.draw(st.integers(0, size - 1)) for _ in range(size)]
    words = data.draw(
        st.lists(st.sampled_from(["a", '"', "(", ")", "-", "of"]), min_size=size, max_size=size)
    )
    tags = data.draw(
        st.lists(st.sampled_from(["NN", "DT", "IN", "PRP"]), min_size=size, max_size=size)
    )
    deps = data.draw(
        st.lists(
            st.sampled_from(["nsubj", "prep", "pobj", "conj", "appos", "det"]),
            min_size=size,
            max_size=size,
        )
    )
    children = [[one for one in range(size) if heads[one] == at != one] for at in range(size)]
    starts = [2 * at for at in range(size)]
    tree = Tree(
        text=" ".join(words),
        words=words,
        lemmas=words,
        tags=tags,
        pos=["X"] * size,
        deps=deps,
        heads=heads,
        starts=starts,
        ends=[start + 1 for start in starts],
        children=children,
        name_of=[-1] * size,
    )
    found = noun_phrases(tree)
    assert all(0 <= one.start <= one.head < one.end <= size for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
