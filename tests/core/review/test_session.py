import pytest

from goldleaf.core.model import (
    Argument,
    ArticleState,
    DecisionKind,
    GoldleafError,
    Span,
    Status,
    UsageError,
    Verdict,
    ZoneKind,
    fold,
)
from goldleaf.core.review import ReviewSession, Scope, Standing
from goldleaf.core.store import Store

from .conftest import FIRST, SCHEME, span_of


def standings(session):
    return {item.id: item.standing.value for item in session.items}


def test_starts_at_the_first_pending_item_of_the_first_article(session):
    assert session.article.id == "first"
    assert session.focus == "e1"
    assert (session.decided, session.total) == (0, 7)


def test_a_workspace_without_articles_says_what_to_do(tmp_path):
    with Store(tmp_path / "new.db") as store, pytest.raises(UsageError, match="goldleaf add"):
        ReviewSession(store, SCHEME, "ann")


def test_reading_order_is_entities_then_events_of_each_sentence(session):
    order = [session.focus]
    while session.focus_next().scope is not Scope.NONE:
        order.append(session.focus)
    assert order == ["e1", "e2", "e3", "v1", "e4", "e5", "v2"]
    while session.focus_previous().scope is not Scope.NONE:
        order.pop()
    assert session.focus == order[-1] == "e1"


def test_what_lies_in_boilerplate_is_not_offered(session):
    assert session.item("e6") is None


def test_accept_decides_and_goes_on(session):
    outcome = session.accept()
    assert outcome.scope is Scope.ITEMS
    assert outcome.touched == ("e1",)
    assert session.item("e1").standing is Standing.ACCEPTED
    assert session.focus == "e2"
    assert session.decided == 1


def test_reject_decides_and_goes_on(session):
    session.reject()
    assert session.item("e1").standing is Standing.REJECTED
    assert session.focus == "e2"


def test_accepting_an_event_accepts_its_pending_fillers_but_not_rejected_ones(session):
    session.reject()
    session.focus_on("v1")
    outcome = session.accept()
    assert set(outcome.touched) == {"e2", "e3", "v1"}
    assert standings(session)["e1"] == "rejected"
    assert standings(session)["v1"] == "accepted"
    session.undo()
    assert standings(session)["e2"] == standings(session)["v1"] == "pending"


def test_confirm_accepts_the_rest_of_the_sentence_and_goes_to_the_next(session):
    session.reject()
    session.confirm_sentence()
    assert standings(session) == {
        "e1": "rejected",
        "e2": "accepted",
        "v1": "accepted",
        "e3": "accepted",
        "e4": "pending",
        "v2": "pending",
        "e5": "pending",
    }
    assert session.focus == "e4"
    session.undo()
    assert session.decided == 1
    assert session.focus == "e2"


def test_after_the_last_decision_nothing_is_pending(session):
    session.confirm_sentence()
    session.confirm_sentence()
    assert session.decided == session.total
    assert session.focus_next_pending().message == "Nothing is pending in this article."
    assert "Nothing" in session.confirm_sentence().message


def test_going_on_comes_back_to_what_was_left_behind(session):
    session.focus_on("v2")
    session.accept()
    assert session.focus == "e1"


def test_pending_items_go_round(session):
    session.focus_previous_pending()
    assert session.focus == "v2"
    session.focus_next_pending()
    assert session.focus == "e1"


def test_relabel_accepts_keeps_the_id_and_goes_on(session):
    session.focus_on("e2")
    outcome = session.label("PERSON")
    assert "ORG → PERSON" in outcome.message
    item = session.item("e2")
    assert (item.label, item.standing) == ("PERSON", Standing.ACCEPTED)
    assert session.focus == "e3"
    session.focus_on("e2")
    session.label("GPE")
    assert session.focus == "e2"
    assert session.label("GPE").scope is Scope.NONE
    assert session.relabel("NOPE").message == "The scheme has no label NOPE."


def test_an_event_changes_its_type(session):
    session.focus_on("v1")
    session.relabel("LEAVE")
    assert session.item("v1").label == "LEAVE"
    assert session.item("v1").annotation.arguments[0] == Argument("ACTOR", "e1")


def test_boundaries_move_by_token_and_character_and_keep_roles(session):
    session.move_end(-1)
    assert session.item("e1").span == span_of("Ana")
    assert session.item("e1").standing is Standing.ACCEPTED
    assert session.focus == "e1"
    session.move_end(1, "character")
    session.move_end(1, "character")
    assert session.item("e1").span == Span(0, 5)
    session.move_end(1)
    assert session.item("e1").span == span_of("Ana Ruiz")
    session.move_start(1)
    assert session.item("e1").span == span_of("Ruiz")
    assert session.resolve("e1") == span_of("Ruiz")
    assert session.move_start(1).scope is Scope.NONE
    assert session.move_start(-5).scope is Scope.NONE


def test_an_annotation_ends_with_its_paragraph(session):
    session.focus_on("e5")
    session.move_end(1)
    outcome = session.move_end(1)
    assert outcome.scope is Scope.NONE
    assert session.item("e5").span == span_of("Lima.", nth=1)


def test_punctuation_is_nothing_to_mark(session):
    session.place_cursor(FIRST.index("."))
    assert session.label("ORG").scope is Scope.NONE
    assert session.add_event("MEET").scope is Scope.NONE


def test_the_trigger_moves_too(session):
    session.focus_on("v1")
    session.move_end(1)
    assert session.item("v1").span == span_of("met Bo")


def test_add_two_tokens_at_the_cursor(session):
    session.place_cursor(span_of("in").start)
    assert session.focus is None
    session.move_end(1)
    outcome = session.label("ORG")
    (id,) = outcome.touched
    assert session.item(id).span == span_of("in Lima")
    assert session.item(id).suggestion is None
    assert session.focus == id
    session.undo()
    assert session.item(id) is None
    assert session.selection == span_of("in Lima")


def test_labelling_exactly_what_is_there_relabels_it(session):
    session.place_cursor(span_of("Bo").start)
    session.label("PERSON")
    assert session.item("e2").label == "PERSON"
    assert session.total == 7


def test_add_event_on_the_selection_with_roles(session):
    session.place_cursor(span_of("left").start)
    session.add_event("MEET")
    event = session.focus
    session.set_role("ACTOR", "e4")
    session.set_role("LOCATION", "e3")
    session.set_role("LOCATION", "e5")
    assert session.item(event).annotation.arguments == (
        Argument("ACTOR", "e4"),
        Argument("LOCATION", "e5"),
    )
    assert session.item("e4").standing is Standing.ACCEPTED
    assert session.clear_role("LOCATION").message == "LOCATION: cleared."
    session.set_role("LOCATION", span_of("page"))
    assert session.item(event).annotation.arguments[1].filler == span_of("page")
    assert session.set_role("NOPE", "e4").scope is Scope.NONE
    assert session.set_role("ACTOR", event).scope is Scope.NONE
    assert session.set_role("ACTOR", "e4").scope is Scope.NONE
    assert session.clear_role("ACTOR", "e5").scope is Scope.NONE


def test_adding_the_event_that_is_suggested_accepts_it(session):
    session.place_cursor(span_of("left").start)
    session.add_event("LEAVE")
    assert session.item("v2").standing is Standing.ACCEPTED
    assert session.focus == "v2"
    assert session.total == 7


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_adding_the_event_that_was_decided_stays_with_it(session, verdict):
    session.focus_on("v2")
    getattr(session, verdict)()
    session.place_cursor(span_of("left").start)
    session.add_event("LEAVE")
    assert session.focus == "v2"
    assert session.item("v2").standing is Standing.ACCEPTED


def test_delete_removes_what_was_added_and_rejects_what_was_suggested(session):
    session.place_cursor(span_of("in").start)
    (id,) = session.add_entity("ORG").touched
    session.delete()
    assert session.item(id) is None
    session.focus_on("e1")
    session.delete()
    assert session.item("e1").standing is Standing.REJECTED


def test_a_deleted_filler_leaves_its_span_in_the_role(session):
    session.place_cursor(span_of("in").start)
    (id,) = session.add_entity("ORG").touched
    session.focus_on("v2")
    session.set_role("ACTOR", id)
    session.focus_on(id)
    session.delete()
    assert session.item("v2").annotation.arguments[-1] == Argument("ACTOR", span_of("in"))
    session.undo()
    assert session.item("v2").annotation.arguments[-1] == Argument("ACTOR", id)


def test_attributes_cycle_and_the_default_is_not_kept(session):
    session.focus_on("v1")
    session.set_attribute("polarity")
    assert session.item("v1").annotation.attributes == {"polarity": "negative"}
    session.set_attribute("polarity")
    assert session.item("v1").annotation.attributes == {}
    assert session.set_attribute("polarity", "odd").scope is Scope.NONE
    assert session.set_attribute("nope").scope is Scope.NONE


def test_done_goes_to_the_next_open_article_and_undo_comes_back(session):
    assert "7 suggestions undecided" in session.set_status(Status.DONE).message
    assert session.article.id == "second"
    assert session.article_number == 2
    assert "No article is left open" in session.set_status(Status.DONE).message
    session.undo()
    outcome = session.undo()
    assert outcome.scope is Scope.ARTICLE
    assert outcome.message == "Undid: marking the article as done in “First”."
    assert session.article.id == "first"
    assert session.status is Status.OPEN
    session.set_status(Status.FLAGGED)
    assert session.article.id == "first"
    session.set_status(Status.FLAGGED)
    assert session.status is Status.OPEN


def test_comments_on_annotations_and_on_the_article(session):
    session.comment(" who? ")
    assert session.comment_on("e1").text == "who?"
    session.comment("who is she?")
    assert len(session.state.comments) == 1
    session.place_cursor(span_of("in").start)
    session.comment("short article")
    assert session.comment_on("").text == "short article"
    session.comment("")
    assert session.comment_on("") is None
    assert session.comment("").scope is Scope.NONE


def test_a_paragraph_becomes_boilerplate_and_back(session):
    zones = session.zones
    outcome = session.toggle_zone()
    assert outcome.scope is Scope.ARTICLE
    assert session.zones[0].kind is ZoneKind.BOILERPLATE
    assert session.total == 0
    session.place_cursor(len(FIRST) - 2)
    session.toggle_zone()
    assert session.item("e6") is not None
    session.undo()
    session.undo()
    assert session.zones == zones
    assert session.total == 7


def test_undo_to_the_start_and_redo_across_restarts(session, reopen, store):
    session.accept()
    session.label("GPE")
    session.comment("x")
    session.toggle_zone()
    session.set_status(Status.DONE)
    decided = {id: store.state(id, "ann") for id in store.article_ids()}
    session = reopen()
    for _ in range(5):
        assert session.undo().scope is not Scope.NONE
    assert session.undo().message == "There is nothing to undo."
    assert store.state("first", "ann") == ArticleState()
    session = reopen()
    for _ in range(5):
        assert session.redo().scope is not Scope.NONE
    assert session.redo().message == "There is nothing to redo."
    assert {id: store.state(id, "ann") for id in store.article_ids()} == decided
    assert fold(store.log("first", "ann")) == decided["first"]


def test_a_new_decision_ends_redo(session):
    session.accept()
    session.undo()
    session.reject()
    assert session.redo().scope is Scope.NONE


def test_resumes_exactly_where_it_stopped(session, reopen):
    session.accept()
    session.place_cursor(span_of("left").start)
    session.move_cursor(1, extend=True)
    session.scroll = 3
    session.close()
    again = reopen()
    assert again.focus is None
    assert again.selection == span_of("left Lima")
    assert again.scroll == 3
    again.next_article()
    again.close()
    assert reopen().article.id == "second"


def test_a_decision_keeps_the_place_without_saving(session, reopen):
    session.accept()
    assert reopen().focus == "e2"


def test_cursor_moves_by_token_and_sentence(session):
    session.place_cursor(0)
    session.move_cursor(2)
    assert session.selection == span_of("met")
    session.move_cursor(-1, extend=True)
    assert session.selection == span_of("Ruiz met")
    session.move_sentence(1)
    assert session.selection == span_of("Bo", nth=1)
    session.move_cursor(-100)
    assert session.selection == span_of("Ana")
    session.move_cursor(1000)
    assert session.selection == span_of("page")


def test_the_focus_is_let_go_where_it_was(session):
    assert "label's key" in session.release_focus().message
    assert session.focus is None
    assert session.selection == span_of("Ana")
    assert session.release_focus().message == ""


def test_selecting_outside_the_article_is_refused(session):
    assert session.select(Span(0, 10_000)).scope is Scope.NONE
    session.select(Span(1, 3))
    assert session.selection == Span(1, 3)


def test_deciding_without_focus_takes_what_the_cursor_is_on(session):
    session.place_cursor(span_of("Lima").start)
    session.accept()
    assert session.item("e3").standing is Standing.ACCEPTED
    session.place_cursor(span_of("in").start)
    assert session.accept().scope is Scope.NONE


def test_search_finds_and_goes_round(session):
    assert session.search("lima").message == "Match 1 of 2."
    assert session.selection == span_of("Lima")
    assert session.find_next().message == "Match 2 of 2."
    assert session.find_next().message == "Match 1 of 2."
    assert session.find_previous().message == "Match 2 of 2."
    assert session.search("LIMA").message == "“LIMA” is not in this article."
    assert session.find_next().scope is Scope.NONE


def test_pace_is_the_median_of_decisions_without_pauses(session, time, store):
    for seconds in (2, 4, 1000, 6):
        time.passed += seconds
        session.accept()
    assert session.pace == 4
    assert [one.seconds for one in store.log()] == [2, 4, 0, 6]
    assert next(store.log()).at == "2026-01-01T00:00:02.000Z"


def test_a_decision_that_cannot_be_written_has_not_happened(session, monkeypatch):
    def fail(*_):
        raise GoldleafError("the disk is full")

    monkeypatch.setattr(Store, "save_position", fail)
    before = (session.focus, session.state, standings(session))
    with pytest.raises(GoldleafError):
        session.accept()
    assert (session.focus, session.state, standings(session)) == before
    monkeypatch.undo()
    session.accept()
    assert session.decided == 1


def test_two_sessions_of_one_annotator_do_not_overwrite_each_other(session, reopen):
    other = reopen()
    session.accept()
    outcome = other.reject()
    assert "Another session" in outcome.message
    assert outcome.scope is Scope.ARTICLE
    assert standings(other)["e1"] == "accepted"
    other.reject()
    assert standings(other)["e1"] == "rejected"


def test_a_new_suggester_run_leaves_decisions_alone(session, store, reopen):
    session.accept()
    store.put_suggestions("first", "rules", "2", [])
    again = reopen()
    assert standings(again) == {"e1": "accepted"}
    assert again.item("e1").suggestion.version == "1"


def test_log_tells_who_and_what(session, store):
    session.label("ORG")
    (decision,) = store.log("first")
    assert decision.kind is DecisionKind.RELABEL
    (change,) = decision.changes
    assert change.old is None
    assert change.new.verdict is Verdict.ACCEPTED
    assert change.new.annotation.label == "ORG"


def test_the_words_of_what_is_deleted_stay_selected(session):
    session.select(span_of("left"))
    session.add_entity("GPE")
    assert session.delete().message == "Deleted GPE “left”."
    assert (session.focus, session.selection) == (None, span_of("left"))


def test_going_round_at_the_end_is_told(session):
    session.focus_on("v2")
    assert session.accept().message.endswith(". On from the top.")
    assert session.focus == "e1"
    assert session.focus_previous_pending().message == "On from the end."
    session.focus_on("e1")
    assert session.accept().message == "Accepted PERSON “Ana Ruiz”."


def test_the_only_pending_one_is_not_gone_round_to(session):
    session.focus_on("e1")
    for item in list(session.items):
        if item.id != "e1":
            session.focus_on(item.id)
            session.reject()
    session.focus_on("e1")
    assert session.focus_next_pending().message == ""
