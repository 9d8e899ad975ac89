from array import array

import pytest

from goldleaf.core.formats import Loss, Reason
from goldleaf.core.gold import Include, resolve
from goldleaf.core.model import (
    Argument,
    Article,
    ArticleState,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Record,
    Relation,
    Segmentation,
    Span,
    Status,
    Suggestion,
    Verdict,
    Zone,
    ZoneKind,
)
from goldleaf.core.store import Material, Standing

ARTICLE = Article("a1", "Ana met Bo in Oslo.")
ANA = Entity("e1", (Span(0, 3),), "PERSON")
BO = Entity("e2", (Span(8, 10),), "PERSON")
OSLO = Entity("e3", (Span(14, 18),), "GPE")
MET = Event(
    "v1", "MEET", Span(4, 7), (Argument("ACTOR", "e1"), Argument("ACTOR", "e2"))
)  # fmt: skip
ZONES = (Zone(0, 19, ZoneKind.BODY),)


def suggestions(*annotations):
    return tuple(Suggestion(one, 0.5, "rules", "2") for one in annotations)


def state(*accepted, rejected=(), **more):
    records = {one.id: Record(one, Verdict.ACCEPTED) for one in accepted}
    records |= {one.id: Record(one, Verdict.REJECTED) for one in rejected}
    return ArticleState(records, **more)


def gold(suggested, of, include=Include.DONE, *, retired=(), annotator="", decided_at=None):
    tokens = Segmentation(*(array("i") for _ in range(4)))
    material = Material(ARTICLE, ZONES, tokens, suggested, retired, of, decided_at or {})
    return resolve(material, include, annotator)


@pytest.mark.parametrize(
    ("status", "touched", "admitted_by"),
    [
        (Status.OPEN, False, {Include.ALL}),
        (Status.OPEN, True, {Include.ALL, Include.DECIDED}),
        (Status.FLAGGED, True, {Include.ALL, Include.DECIDED}),
        (Status.SKIPPED, True, set()),
        (Status.DONE, True, set(Include)),
    ],
)
def test_which_articles_are_part(status, touched, admitted_by):
    standing = Standing("a", status, touched)
    assert {one for one in Include if one.admits(standing)} == admitted_by


@pytest.mark.parametrize(
    ("include", "kept"),
    [(Include.DONE, ["e1"]), (Include.DECIDED, ["e1"]), (Include.ALL, ["e1", "e3"])],
)
def test_accepted_annotations_and_for_all_the_pending_ones(include, kept):
    found = gold(suggestions(ANA, BO, OSLO), state(ANA, rejected=[BO]), include)
    assert [one.id for one in found.annotated.annotations] == kept


def test_provenance_says_how_by_whom_and_when():
    fixed = Entity("e2", (Span(8, 10),), "ORG")
    added = DocumentLabel("l1", "war")
    found = gold(
        suggestions(ANA, BO, OSLO),
        state(ANA, fixed, added),
        Include.ALL,
        annotator="anna",
        decided_at={"e1": "2026-01-01", "e2": "2026-01-02", "l1": "2026-01-03"},
    )
    of_rules = {"suggester": "rules", "version": "2", "score": 0.5}
    assert found.annotated.provenance == {
        "e1": {"how": "accepted", "annotator": "anna", "at": "2026-01-01"} | of_rules,
        "e2": {"how": "fixed", "annotator": "anna", "at": "2026-01-02"} | of_rules,
        "e3": {"how": "suggested"} | of_rules,
        "l1": {"how": "added", "annotator": "anna", "at": "2026-01-03"},
    }


def test_a_retired_suggestion_gives_provenance_and_nothing_pending():
    found = gold((), state(ANA), Include.ALL, retired=suggestions(ANA, BO))
    assert [one.id for one in found.annotated.annotations] == ["e1"]
    assert found.annotated.provenance["e1"]["suggester"] == "rules"


def test_an_argument_whose_filler_is_rejected_keeps_its_place_in_the_text():
    moved = Entity("e2", (Span(8, 10), Span(14, 18)), "PERSON")
    found = gold(suggestions(ANA, BO, MET), state(ANA, MET, rejected=[moved]))
    event = found.annotated.annotations[-1]
    assert event.arguments == (Argument("ACTOR", "e1"), Argument("ACTOR", Span(8, 18)))
    assert found.losses == (Loss("a1", "v1", Reason.FILLER),)


def test_an_argument_whose_filler_is_pending_keeps_its_place_in_the_text():
    found = gold(suggestions(ANA, BO, MET), state(ANA, MET))
    assert found.annotated.annotations[-1].arguments[1] == Argument("ACTOR", Span(8, 10))
    assert gold(suggestions(ANA, BO, MET), state(ANA, MET), Include.ALL).losses == ()


def test_an_event_that_is_left_out_fills_a_role_with_its_trigger():
    talk = Event(
        "v2", "TALK", Span(11, 13), (Argument("CAUSE", "v1"), Argument("DATE", Span(0, 1)))
    )
    found = gold((), state(talk, rejected=[MET]))
    assert found.annotated.annotations[0].arguments == (
        Argument("CAUSE", Span(4, 7)),
        Argument("DATE", Span(0, 1)),
    )


def test_an_argument_whose_filler_is_gone_is_reported():
    found = gold((), state(MET))
    assert found.annotated.annotations[0].arguments == ()
    assert found.losses == (Loss("a1", "v1", Reason.FILLER_UNKNOWN),) * 2


def test_what_is_no_entity_or_event_fills_no_role():
    event = Event("v1", "MEET", Span(4, 7), (Argument("ACTOR", "l1"),))
    found = gold((), state(event, DocumentLabel("l1", "war")))
    assert found.annotated.annotations[0].arguments == ()
    assert found.losses == (Loss("a1", "v1", Reason.FILLER_UNKNOWN),)


def test_relations_that_lack_an_end_are_left_out_and_those_on_them():
    same = Relation("r1", "coref", "e1", "e2")
    about = Relation("r2", "says", "r1", "e1")
    fine = Relation("r3", "near", "e1", "e3")
    found = gold((), state(ANA, OSLO, same, about, fine, rejected=[BO]))
    assert [one.id for one in found.annotated.annotations] == ["e1", "e3", "r3"]
    assert found.losses == (
        Loss("a1", "r1", Reason.RELATION_END),
        Loss("a1", "r2", Reason.RELATION_END),
    )


def test_the_order_is_that_of_the_text_whatever_the_order_of_decisions():
    wide = Entity("e9", (Span(0, 10),), "GROUP")
    one = gold((), state(MET, OSLO, ANA, wide, BO)).annotated
    other = gold((), state(wide, BO, ANA, MET, OSLO)).annotated
    assert one == other
    assert [item.id for item in one.annotations] == ["e9", "e1", "e2", "e3", "v1"]


def test_zones_status_and_comments_are_the_annotators():
    own = (Zone(0, 7, ZoneKind.BOILERPLATE),)
    comments = {"c2": Comment("c2", "b"), "c1": Comment("c1", "a", "e1")}
    of = state(ANA, zones=own, status=Status.DONE, comments=comments)
    found = gold((), of, annotator="anna").annotated
    assert (found.zones, found.status, found.annotator) == (own, Status.DONE, "anna")
    assert [one.id for one in found.comments] == ["c1", "c2"]
    assert gold((), state(ANA)).annotated.zones == ZONES
