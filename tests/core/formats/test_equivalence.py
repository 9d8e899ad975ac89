"""Pairs and the classes that they make."""

from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats import Reason
from goldleaf.core.formats.equivalence import chained, classes, equivalence_types
from goldleaf.core.model import AnnotatedArticle, Article, Entity, Relation, Span
from goldleaf.core.scheme import RelationType, Scheme

NUMBERS = st.integers(0, 9)


@given(st.lists(st.tuples(NUMBERS, NUMBERS)))
def test_classes_are_what_the_pairs_connect(pairs):
    found = classes(pairs)
    assert sorted(one for members in found for one in members) == sorted(
        {one for pair in pairs for one in pair}
    )
    where = {one: at for at, members in enumerate(found) for one in members}
    assert all(where[one] == where[other] for one, other in pairs)
    # no coarser than needed: each class is connected by as many pairs as it has members, less one
    for at, members in enumerate(found):
        own = [pair for pair in pairs if where[pair[0]] == at and pair[0] != pair[1]]
        assert len(own) >= len(members) - 1


def test_a_chain_goes_along_the_text():
    entities = tuple(Entity(id, (Span(at, at + 1),), "X") for at, id in enumerate("cab"))
    relations = (
        Relation("r1", "coref", "b", "c"),
        Relation("r2", "part_of", "a", "b"),
        Relation("r3", "coref", "b", "a"),
        Relation("r4", "coref", "a", "c"),
        Relation("r5", "coref", "a", "a"),
    )
    article = AnnotatedArticle(Article("x", "cab"), annotations=(*entities, *relations))
    made, losses = chained(article, {"coref"})
    assert made.annotations == (
        *entities,
        Relation("r2", "part_of", "a", "b"),
        Relation("r1", "coref", "c", "a"),
        Relation("r3", "coref", "a", "b"),
    )
    assert [(one.annotation_id, one.reason) for one in losses] == [("r5", Reason.RELATION)]


def test_which_relations_divide_into_classes():
    same = RelationType("same", symmetric=True, transitive=True)
    scheme = Scheme("s", relations=(same, RelationType("meets", symmetric=True)))
    assert equivalence_types(scheme) == {"coref", "same"}
