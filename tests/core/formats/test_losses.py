"""How a loss is named in a sentence."""

import pytest

from goldleaf.core.formats import Loss, Reason


@pytest.mark.parametrize(
    ("article", "annotation", "where", "name"),
    [
        ("a", "e1", "", "a/e1"),
        ("a", "", "a.ann, line 2", "a.ann, line 2: a"),
        ("", "", "a.ann, line 2", "a.ann, line 2"),
        ("", "", "", "?"),
    ],
)
def test_the_name_is_the_place_and_the_ids_as_far_as_they_are_known(
    article, annotation, where, name
):
    assert Loss(article, annotation, Reason.UNKNOWN, where=where).name == name
