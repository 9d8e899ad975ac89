from dataclasses import replace

import pytest

from goldleaf.core.model import Span, Verdict
from goldleaf.core.review import ReviewSession, Scope, Standing
from goldleaf.core.scheme import EntityLabel, RelationType

from .conftest import SCHEME, span_of

RICH = replace(
    SCHEME,
    relations=(
        RelationType("coref", symmetric=True, transitive=True),
        RelationType("part-of"),
    ),
    document_labels=(EntityLabel("POLITICS"),),
)


@pytest.fixture
def session(store, time):
    return ReviewSession(store, RICH, "ann", time.clock())


def test_coreference_makes_chains(session):
    session.toggle_relation("coref", "e2", "e4")
    session.toggle_relation("coref", "e4", "e1")
    assert [item.id for item in session.chain("e1")] == ["e1", "e2", "e4"]
    assert [item.id for item in session.chain("e3")] == ["e3"]
    assert session.item("e2").standing is Standing.ACCEPTED
    session.toggle_relation("coref", "e4", "e2")
    assert [item.id for item in session.chain("e1")] == ["e1", "e4"]


def test_relating_says_what_is_related_to_what(session):
    assert session.toggle_relation("coref", "e1", "e2").message == "coref: “Ana Ruiz” = “Bo”."
    gone = session.toggle_relation("coref", "e2", "e1").message
    assert gone == "No longer coref: “Bo” = “Ana Ruiz”."
    made = session.toggle_relation("part-of", "e1", "e3").message
    assert made == "part-of: “Ana Ruiz” → “Lima”."


def test_a_directed_relation_may_go_both_ways(session):
    session.toggle_relation("part-of", "e1", "e2")
    session.toggle_relation("part-of", "e2", "e1")
    assert len(session.relations) == 2
    assert session.relations_of("e1") == session.relations
    assert session.relations_of("e3") == []
    assert session.toggle_relation("nope", "e1", "e2").scope is Scope.NONE
    assert session.toggle_relation("coref", "e1", "e1").scope is Scope.NONE
    assert session.toggle_relation("coref", "e1", "gone").scope is Scope.NONE


def test_document_labels_are_put_on_and_taken_off(session):
    session.toggle_document_label("POLITICS")
    assert session.document_labels == {"POLITICS"}
    assert session.total == 7
    session.toggle_document_label("POLITICS")
    assert session.document_labels == frozenset()
    session.undo()
    assert session.document_labels == {"POLITICS"}
    assert session.toggle_document_label("NOPE").scope is Scope.NONE


def test_an_entity_is_linked(session):
    session.set_link(" Q42 ")
    assert session.item("e1").annotation.link == "Q42"
    assert session.set_link("Q42").scope is Scope.NONE
    session.set_link("")
    assert session.item("e1").annotation.link == ""
    session.focus_on("v1")
    assert session.set_link("Q42").scope is Scope.NONE


def test_fragments_come_and_go(session):
    session.toggle_fragment("e1", span_of("Bo"))
    assert session.item("e1").annotation.spans == (span_of("Ana Ruiz"), span_of("Bo"))
    assert session.toggle_fragment("e1", span_of("met Bo")).scope is Scope.NONE
    session.toggle_fragment("e1", span_of("Ana"))
    assert session.item("e1").annotation.spans == (span_of("Bo"),)
    assert session.toggle_fragment("e1", span_of("Bo")).scope is Scope.NONE
    assert session.toggle_fragment("v1", span_of("Bo")).scope is Scope.NONE


def test_parts_cannot_be_moved_into_each_other(session):
    session.toggle_fragment("e1", span_of("met"))
    assert session.move_start(2).scope is Scope.NONE
    assert session.move_end(1).scope is Scope.ITEMS
    assert session.item("e1").annotation.spans == (Span(0, 8), span_of("met Bo"))


def test_history_tells_each_step_and_restores_any(session):
    session.label("GPE")
    session.focus_on("e1")
    session.reject()
    steps = session.history("e1")
    assert [(step.kind.value, step.new.verdict) for step in steps] == [
        ("relabel", Verdict.ACCEPTED),
        ("reject", Verdict.REJECTED),
    ]
    session.restore("e1", steps[0].new)
    assert session.item("e1").label == "GPE"
    assert session.item("e1").standing is Standing.ACCEPTED
    assert session.restore("e1", steps[0].new).scope is Scope.NONE
    session.restore("e1", steps[0].old)
    assert session.item("e1").standing is Standing.PENDING
    session.undo()
    assert session.item("e1").standing is Standing.ACCEPTED
