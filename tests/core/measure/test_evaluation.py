"""Scores of predicted annotations, by hand and beside a library."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nervaluate import Evaluator

from goldleaf.core.measure import Evaluation, Measure, Score
from goldleaf.core.model import Argument, Entity, Event, Span

LABELS = ["GPE", "PERSON"]


def entity(id, start, end, label="GPE"):
    return Entity(id, (Span(start, end),), label)


def scored(gold, predicted, measure):
    evaluation = Evaluation()
    evaluation.add(gold, predicted)
    return evaluation.overall(measure)


def test_an_entity_is_right_with_its_spans_and_label():
    gold = [entity("a", 0, 3), entity("b", 4, 9), entity("c", 10, 12, "PERSON")]
    predicted = [entity("x", 0, 3), entity("y", 4, 8), entity("z", 10, 12)]
    score = scored(gold, predicted, Measure.ENTITY)
    assert (score.correct, score.predicted, score.gold) == (1, 3, 3)
    assert score.precision == score.recall == score.f1 == pytest.approx(1 / 3)


def test_an_overlap_with_the_same_label_has_half_the_credit_once():
    gold = [entity("a", 0, 10)]
    predicted = [entity("x", 0, 4), entity("y", 5, 10)]
    assert scored(gold, predicted, Measure.ENTITY_PARTIAL) == Score(0.5, 2, 1)
    assert scored(gold, [entity("x", 0, 4, "PERSON")], Measure.ENTITY_PARTIAL) == Score(0, 1, 1)


def test_what_is_predicted_twice_is_right_once():
    assert scored([entity("a", 0, 3)], [entity("x", 0, 3), entity("y", 0, 3)], Measure.ENTITY) == (
        Score(1, 2, 1)
    )


def test_triggers_and_arguments_are_identified_and_classified():
    ana, oslo = entity("e1", 0, 3, "PERSON"), entity("e2", 15, 19)
    gold = [
        ana,
        oslo,
        Event("v1", "MEET", Span(4, 7), (Argument("ACTOR", "e1"), Argument("PLACE", "e2"))),
        Event("v2", "SAY", Span(20, 24), (Argument("ACTOR", "e1"),)),
    ]
    predicted = [
        entity("p1", 0, 3),
        Event("p2", "MEET", Span(4, 7), (Argument("PLACE", Span(0, 3)), Argument("PLACE", "none"))),
        Event("p3", "CLAIM", Span(20, 24), (Argument("ACTOR", "p1"),)),
    ]
    expected = {
        Measure.TRIGGER_IDENTIFICATION: Score(2, 2, 2),
        Measure.TRIGGER_CLASSIFICATION: Score(1, 2, 2),
        Measure.ARGUMENT_IDENTIFICATION: Score(1, 2, 3),
        Measure.ARGUMENT_CLASSIFICATION: Score(0, 2, 3),
    }
    assert {measure: scored(gold, predicted, measure) for measure in expected} == expected


def test_each_label_and_role_has_its_score():
    evaluation = Evaluation()
    evaluation.add([entity("a", 0, 3), entity("b", 4, 6, "PERSON")], [entity("x", 0, 3)])
    evaluation.add([], [entity("x", 0, 3)])
    assert evaluation.articles == 2
    assert evaluation.by_type(Measure.ENTITY) == {"GPE": Score(1, 2, 1), "PERSON": Score(0, 0, 1)}
    assert evaluation.by_type(Measure.TRIGGER_IDENTIFICATION) == {}


def test_nothing_at_all_scores_zero_and_not_an_error():
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)


def _laid_out(steps):
    """Entities that do not overlap: a gap, a length and a label each."""
    found, at = [], 0
    for number, (gap, length, label) in enumerate(steps):
        found.append(entity(f"e{number}", at + gap, at + gap + length, label))
        at += gap + length
    return found


flat = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.sampled_from(LABELS)), max_size=5
).map(_laid_out)


@settings(deadline=None)
@given(flat, flat)
def test_exact_matches_are_those_that_nervaluate_counts(gold, predicted):
    documents = [
        [[{"label": one.label, "start": one.span.start, "end": one.span.end - 1} for one in side]]
        for side in (gold, predicted)
    ]
    strict = Evaluator(*documents, tags=LABELS, loader="dict").evaluate()["overall"]["strict"]
    score = scored(gold, predicted, Measure.ENTITY)
    assert score.correct == strict.correct
    assert score.precision == pytest.approx(strict.precision)
    assert score.recall == pytest.approx(strict.recall)
    assert score.f1 == pytest.approx(strict.f1)
