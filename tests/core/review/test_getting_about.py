"""Searching everywhere, marks, paragraphs, flagged articles, and where others disagree."""

from dataclasses import replace

import pytest

from goldleaf.core.model import Entity, Status, Suggestion, UsageError
from goldleaf.core.review import ReviewSession, Scope, Standing
from goldleaf.core.review.getting_about import BACK

from .conftest import FIRST, SCHEME, SECOND, span_of


def test_a_broken_or_slow_expression_changes_nothing(session):
    session.search("Lima")
    before = session.matches, session.selection
    assert session.search("(", regex=True).scope is Scope.NONE
    assert (session.matches, session.selection) == before
    assert "no regular expression" in session.look_for("(", regex=True)[0]


def test_matches_are_counted_while_it_is_typed(session):
    said, found = session.look_for("lima")
    assert said == "2 matches in this article."
    assert [one.of(session.article.text) for one in found] == ["Lima", "Lima"]
    assert session.look_for("[AL]n?", regex=True)[0] == "3 matches in this article."
    assert session.look_for("") == ("", ())
    assert session.matches == ()


def test_every_article_is_searched(session):
    hits = session.search_everywhere(r"\bin \p{L}+", regex=True)
    assert [(one.article_id, one.words) for one in hits.listed] == [
        ("first", "in Lima"),
        ("second", "in Oslo"),
    ]
    assert (hits.count, hits.articles) == (2, 2)
    last = hits.listed[-1]
    assert (last.before, last.after, last.title) == ("Nothing happened ", ".", "Second")
    outcome = session.go_to_hit(last, hits.sought)
    assert outcome.scope is Scope.ARTICLE
    assert session.article.id == "second"
    assert session.selection == span_of("in Oslo", SECOND)
    assert session.matches == (session.selection,)
    with pytest.raises(UsageError):
        session.search_everywhere("(", regex=True)


def test_a_mark_leads_back_also_to_another_article_and_after_a_restart(session, reopen):
    session.focus_on("v1")
    assert "Marked as a" in session.toggle_mark("a").message
    session.open("second")
    session.toggle_mark("b")
    session = reopen()
    assert list(session.marks) == ["a", "b"]
    assert (session.marks["a"].title, session.marks["a"].words) == (
        "First",
        FIRST[9:][:60].split("\n")[0] + " Share this page",
    )
    session.go_to_mark("a")
    assert (session.article.id, session.focus) == ("first", "v1")
    session.go_to_mark(BACK)
    assert session.article.id == "second"
    assert session.go_to_mark("z").scope is Scope.NONE


def test_a_mark_on_what_is_gone_leads_to_its_words(session):
    session.select(span_of("left", FIRST))
    session.add_event("MEET")
    session.toggle_mark("a")
    session.delete()
    session.focus_on("e1")
    session.go_to_mark("a")
    assert session.focus is None
    assert session.selection == span_of("left", FIRST)


def test_a_mark_is_taken_off_where_it_stands_and_moved_elsewhere(session):
    session.focus_on("e1")
    session.toggle_mark("a")
    session.focus_on("e2")
    session.toggle_mark("a")
    assert session.marks["a"].place.focus == "e2"
    assert "Took" in session.toggle_mark("a").message
    assert "a" not in session.marks


def test_paragraphs_are_counted_from_1(session):
    assert [one.of(FIRST) for one in session.paragraphs] == [
        "Ana Ruiz met Bo in Lima. Bo left Lima.",
        "Share this page",
    ]
    assert session.go_to_paragraph(2).message == "Paragraph 2 of 2."
    assert session.selection == span_of("Share", FIRST)
    assert session.paragraph_number == 2
    session.go_to_mark(BACK)
    assert session.paragraph_number == 1
    for number in (0, 3):
        assert session.go_to_paragraph(number).message == "The article has 2 paragraphs."
    session.open("second")
    assert len(session.paragraphs) == 1


def test_flagged_articles_are_found(session):
    assert session.next_of_status(Status.FLAGGED).message == "No other article is flagged."
    session.open("second")
    session.set_status(Status.FLAGGED)
    session.open("first")
    for step in (1, -1):
        session.next_of_status(Status.FLAGGED, step)
        assert session.article.id == "second"
        session.open("first")


def test_what_is_unsure_is_for_the_reviewer_to_say(session, reopen):
    assert "none in this article" in session.call_unsure(0.5).message
    session.call_unsure(0.95)
    assert session.item(session.focus).suggestion.score < 0.95
    session.save()
    assert reopen().unsure_below == 0.95


def test_suggesters_that_disagree_are_told(session, store, reopen):
    other = [
        Entity("o1", (span_of("Ana"),), "PERSON"),
        Entity("o2", (span_of("Bo"),), "PERSON"),
        Entity("o3", (span_of("Lima"),), "GPE"),
        Entity("o4", (span_of("Bo in Lima"),), "ORG"),
    ]
    store.put_suggestions(
        "first", "other", "1", [Suggestion(one, 0.5, "other", "1") for one in other]
    )
    session = reopen()

    def said(id):
        return {(one.who, one.annotation.id) for one in session.dissents(session.item(id))}

    assert said("e1") == {("other", "o1")}
    assert said("e2") == {("other", "o2"), ("other", "o4")}
    assert said("e3") == set()
    session.focus_on("e3")
    session.focus_next_disputed(-1)
    assert session.focus in {"e2", "o2"}
    session.focus_on("o2")
    session.reject()
    assert said("e2") == {("other", "o4")}


def test_annotators_that_disagree_are_told_where_one_has_decided(session, store, time):
    bo = ReviewSession(store, SCHEME, "bo", time.clock())
    bo.focus_on("e1")
    bo.reject()
    bo.focus_on("e2")
    bo.relabel("PERSON")
    bo.focus_on("e3")
    bo.accept()
    bo.select(span_of("Ruiz", FIRST))
    bo.add_entity("PERSON")
    session.open("first")
    for id in ("e1", "e2", "e3"):
        assert session.dissents(session.item(id)) == []
        session.focus_on(id)
        session.accept()
    (rejected,) = session.dissents(session.item("e1"))
    assert (rejected.who, rejected.annotation) == ("bo", None)
    (relabelled,) = session.dissents(session.item("e2"))
    assert relabelled.annotation.label == "PERSON"
    assert session.dissents(session.item("e3")) == []
    session.focus_on("e3")
    session.focus_next_disputed()
    assert session.item(session.focus).standing is Standing.ACCEPTED
    session.focus_on("e2")
    session.reject()
    assert session.dissents(session.item("e2")) == [relabelled]


def test_what_another_annotator_has_instead_is_told(session, store, time):
    bo = ReviewSession(store, SCHEME, "bo", time.clock())
    bo.select(span_of("Ruiz", FIRST))
    bo.add_entity("PERSON")
    theirs = bo.item(bo.focus).annotation
    session.focus_on("e1")
    session.accept()
    session.open("first")
    assert [one.annotation for one in session.dissents(session.item("e1"))] == [theirs]
    bo.focus_on("e1")
    bo.move_start(1)
    bo.focus_on(theirs.id)
    session.open("first")
    (one,) = session.dissents(session.item("e1"))
    assert one.annotation == replace(session.item("e1").annotation, spans=(span_of("Ruiz", FIRST),))
