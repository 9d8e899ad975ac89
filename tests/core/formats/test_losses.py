"""How a loss is named in a sentence."""

import pytest

from goldleaf.core.formats import Loss, LossReport, Reason


@pytest.mark.parametrize(
    ("article", "annotation", "where", "name"),
    [
        ("a", "e1", "", "a/e1"),
        ("a", "", "a.ann, line 2", "a.ann, line 2: a"),
        ("", "", "a.ann, line 2", "a.ann, line 2"),
        ("", "", "", "?"),
        ("a", "x" * 10_000, "", f"a/{'x' * 79}…"),
    ],
)
def test_the_name_is_the_place_and_the_ids_as_far_as_they_are_known(
    article, annotation, where, name
):
    assert Loss(article, annotation, Reason.UNKNOWN, where=where).name == name


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 argument is filled by a bare span, which has no place: left out (a/v1)"),
        (2, "2 arguments are filled by a bare span, which has no place: left out (a/v1)"),
    ],
)
def test_one_thing_that_was_lost_is_told_as_one(count, said):
    report = LossReport()
    report.take([Loss("a", "v1", Reason.FILLER_SPAN, count)])
    assert list(report.sentences()) == [said]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_told_for_one_and_for_several(reason):
    one, several = reason.told(1), reason.told(3)
    assert one != several == reason.meaning
    assert not {"{", "|", "}"} & {*one, *several}
