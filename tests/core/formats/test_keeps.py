"""What goes through a format, and a loss for each thing that does not."""

from dataclasses import replace

from goldleaf.core.formats import EVERYTHING, Keeps, Loss, Reason, reduced
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Status,
    Zone,
    ZoneKind,
)

ANA = Entity("e1", (Span(0, 3),), "PERSON", {"genericity": "specific"}, "Q1")
PAIR = Entity("e2", (Span(0, 3), Span(8, 10)), "GROUP")
MET = Event(
    "v1",
    "MEET",
    Span(4, 7),
    (Argument("A", "e1"), Argument("B", "v2"), Argument("C", Span(8, 10)), Argument("D", "e2")),
    {"tense": "past"},
)
SAID = Event("v2", "SAY", Span(11, 15))
SAME = Relation("r1", "coref", "e1", "e2")
ABOUT = Relation("r2", "about", "e1", "v1")
SPORT = DocumentLabel("l1", "sport")
WHOLE = AnnotatedArticle(
    Article("a", "Ana met Bo said so.", "T", "S", "2026-01-01", "en", {"k": 1}),
    (Zone(0, 3, ZoneKind.BODY),),
    (ANA, PAIR, MET, SAID, SAME, ABOUT, SPORT),
    {"e1": {"how": "added"}, "e2": {"how": "added"}},
    (Comment("c1", "Hm", "e1"),),
    Status.DONE,
)


def reasons(losses):
    return sorted((loss.annotation_id, loss.reason.value, loss.count) for loss in losses)


def test_what_keeps_everything_loses_nothing():
    assert reduced(WHOLE, EVERYTHING) == (WHOLE, ())


def test_each_thing_without_a_place_is_a_loss():
    kept, losses = reduced(WHOLE, Keeps(entities=False))
    assert kept == AnnotatedArticle(Article("a", WHOLE.article.text))
    assert reasons(losses) == sorted(
        [
            ("", "title", 1),
            ("", "source", 1),
            ("", "published", 1),
            ("", "language", 1),
            ("", "meta", 1),
            ("", "zones", 1),
            ("", "status", 1),
            ("c1", "comment", 1),
            ("e1", "entity", 1),
            ("e2", "entity", 1),
            ("v1", "event", 1),
            ("v2", "event", 1),
            ("r1", "relation", 1),
            ("r2", "relation", 1),
            ("l1", "document-label", 1),
        ]
    )
    assert {loss.article_id for loss in losses} == {"a"}


def test_a_comment_on_what_has_no_place_becomes_the_articles_or_goes():
    comments = (
        Comment("c1", "Hm", "e1"),
        Comment("c2", "Hm", "e2"),
        Comment("c3", "Hm", Span(0, 3)),
        Comment("c4", "Hm"),
        Comment("c5", "Hm", "rejected"),
    )
    keeps = Keeps(comments=frozenset(("article", "entity")))
    kept, losses = reduced(replace(WHOLE, comments=comments), keeps)
    assert [(one.id, one.target) for one in kept.comments] == [
        ("c1", "e1"), ("c2", ""), ("c3", ""), ("c4", ""), ("c5", ""),
    ]  # fmt: skip
    told = [one.annotation_id for one in losses if one.reason is Reason.TARGET]
    assert told == ["c2", "c3", "c5"]
    kept, losses = reduced(replace(WHOLE, comments=comments), Keeps(comments=frozenset(("span",))))
    assert [one.id for one in kept.comments] == ["c3"]
    told = [one.annotation_id for one in losses if one.reason is Reason.COMMENT]
    assert told == ["c1", "c2", "c4", "c5"]


def test_fillers_without_a_place_become_their_span_or_go():
    with_spans = Keeps(events=True, fillers=frozenset(("entity", "span")))
    kept, losses = reduced(WHOLE, with_spans)
    (met, _) = [one for one in kept.annotations if isinstance(one, Event)]
    assert met.arguments == (
        Argument("A", "e1"),
        Argument("B", Span(11, 15)),
        Argument("C", Span(8, 10)),
        Argument("D", Span(0, 10)),
    )
    assert (
        reasons(one for one in losses if one.reason is Reason.FILLER) == [("v1", "filler", 1)] * 2
    )
    kept, losses = reduced(WHOLE, Keeps(events=True, fillers=frozenset(("entity",))))
    (met, _) = [one for one in kept.annotations if isinstance(one, Event)]
    assert met.arguments == (Argument("A", "e1"),)
    assert {one.reason for one in losses if one.annotation_id == "v1"} == {
        Reason.ATTRIBUTES,
        Reason.FILLER_EVENT,
        Reason.FILLER_SPAN,
        Reason.FILLER_UNKNOWN,
    }


def test_a_bare_span_becomes_the_entity_on_it_where_only_entities_can_fill():
    article = AnnotatedArticle(
        Article("a", "Ana met Bo."),
        annotations=(
            Entity("e1", (Span(0, 3),), "PERSON"),
            Entity("e2", (Span(0, 3),), "NAME"),
            Event(
                "v1", "MEET", Span(4, 7), (Argument("A", Span(0, 3)), Argument("B", Span(8, 10)))
            ),
        ),
    )
    kept, losses = reduced(article, Keeps(events=True, fillers=frozenset(("entity",))))
    assert kept.annotations[2].arguments == (Argument("A", "e1"),)
    assert losses == (
        Loss("a", "v1", Reason.FILLER_ENTITY),
        Loss("a", "v1", Reason.FILLER_SPAN),
    )


def test_a_relation_goes_with_its_ends():
    kept, losses = reduced(WHOLE, Keeps(relations=True))
    assert not [one for one in kept.annotations if isinstance(one, Relation)]
    assert Loss("a", "r1", Reason.RELATION_END) in losses
    kept, _ = reduced(WHOLE, Keeps(relations=True, discontinuous=True))
    assert SAME in kept.annotations
    assert ABOUT not in kept.annotations


def test_of_overlapping_entities_the_longest_stays():
    spans = {"long": (4, 12), "left": (0, 5), "inside": (6, 8), "apart": (12, 15), "twin": (4, 12)}
    entities = tuple(Entity(id, (Span(*span),), "X") for id, span in spans.items())
    article = AnnotatedArticle(Article("a", "x" * 20), annotations=entities)
    kept, losses = reduced(article, Keeps(overlap=False))
    assert [one.id for one in kept.annotations] == ["long", "apart"]
    assert {one.annotation_id for one in losses} == {"left", "twin", "inside"}


def test_provenance_of_what_is_left_stays():
    kept, _ = reduced(WHOLE, Keeps())
    assert set(kept.provenance) == {"e1"}
