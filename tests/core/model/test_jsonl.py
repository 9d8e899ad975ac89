import json

import pytest

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
from goldleaf.core.model.jsonl import article_from_json, article_to_json

TEXT = "🌾 Mayor Ilka Brandt and Oslo met."
ILKA = Span(8, 19)
OSLO = Span(24, 28)
MET = Span(29, 32)

FULL = AnnotatedArticle(
    article=Article(
        "harvest",
        TEXT,
        "A harvest",
        "The Mill",
        "2024-09-01",
        "en",
        {"pages": [1, 2], "nested": {"a": None}},
    ),
    zones=(Zone(0, len(TEXT), ZoneKind.BODY),),
    annotations=(
        Entity("e1", (ILKA,), "PERSON", {"genericity": "specific"}, "Q1"),
        Entity("e2", (Span(2, 7), Span(24, 28)), "ORG"),
        Event(
            "v1",
            "MEET",
            MET,
            (Argument("ACTOR", "e1"), Argument("ACTOR", OSLO), Argument("CAUSE", "v2")),
            {"tense": "past"},
        ),
        Event("v2", "TALK", Span(29, 33)),
        Relation("r1", "coref", "e1", "e2"),
        DocumentLabel("l1", "politics"),
    ),
    provenance={
        "e1": {"how": "accepted", "score": 0.5},
        "v1": {"how": "added"},
        "r1": {"how": "added"},
        "l1": {"at": "2026-01-01T00:00:00.000Z"},
    },
    comments=(Comment("c1", "Is she the mayor?", "e1"), Comment("c2", "Short.")),
    status=Status.DONE,
    annotator="anna",
)


def test_every_value_comes_back():
    value = json.loads(json.dumps(article_to_json(FULL)))
    assert article_from_json(value) == FULL


def test_keys_stand_in_the_order_of_the_format():
    value = article_to_json(FULL)
    assert list(value) == [
        "id", "title", "text", "source", "published", "language", "meta", "zones",
        "entities", "events", "relations", "labels", "comments", "status", "annotator",
    ]  # fmt: skip
    assert list(value["entities"][0]) == [
        "id", "start", "end", "label", "text", "attributes", "link", "provenance",
    ]  # fmt: skip
    assert list(value["events"][0]) == [
        "id", "type", "trigger", "arguments", "attributes", "provenance",
    ]  # fmt: skip
    assert list(value["events"][0]["arguments"][0]) == ["role", "target", "start", "end", "text"]


def test_what_is_empty_is_absent():
    assert article_to_json(AnnotatedArticle(Article("", ""))) == {"text": ""}


def test_surface_strings_are_those_of_the_spans():
    value = article_to_json(FULL)
    assert value["entities"][0]["text"] == "Ilka Brandt"
    assert value["events"][0]["trigger"] == {"start": 29, "end": 32, "text": "met"}
    assert value["events"][0]["arguments"] == [
        {"role": "ACTOR", "target": "e1", "start": 8, "end": 19, "text": "Ilka Brandt"},
        {"role": "ACTOR", "start": 24, "end": 28, "text": "Oslo"},
        {"role": "CAUSE", "target": "v2", "start": 29, "end": 33, "text": "met."},
    ]


def test_a_discontinuous_entity_has_fragments():
    value = article_to_json(FULL)["entities"][1]
    assert value["fragments"] == [[2, 7], [24, 28]]
    assert (value["start"], value["end"], value["text"]) == (2, 28, TEXT[2:28])


def test_annotations_are_grouped_by_kind():
    mixed = AnnotatedArticle(FULL.article, annotations=FULL.annotations[::-1])
    kinds = [type(one) for one in article_from_json(article_to_json(mixed)).annotations]
    assert kinds == [Entity, Entity, Event, Event, Relation, DocumentLabel]


def test_writing_an_argument_without_its_filler_is_an_error():
    event = Event("v1", "MEET", MET, (Argument("ACTOR", "e9"),))
    with pytest.raises(ValueError, match=r"'v1' has 'e9' as its ACTOR"):
        article_to_json(AnnotatedArticle(FULL.article, annotations=(event,)))


def test_text_is_enough():
    read = article_from_json({"text": "Rain."}, default_id="notes-3")
    assert read == AnnotatedArticle(Article("notes-3", "Rain."))
    assert article_from_json({"text": "Rain.", "id": "a"}, default_id="b").article.id == "a"


def test_null_counts_as_absent():
    value = dict.fromkeys(article_to_json(FULL)) | {"text": "Rain."}
    assert article_from_json(value) == AnnotatedArticle(Article("", "Rain."))


def entity(start, end, **more):
    return {"start": start, "end": end, "label": "X"} | more


def event(**more):
    return {"type": "MEET", "trigger": {"start": 29, "end": 32}} | more


def read(**more):
    return article_from_json({"text": TEXT} | more)


def ids(annotated):
    return [one.id for one in annotated.annotations]


def test_missing_ids_are_made_and_clash_with_none():
    read_back = read(
        entities=[entity(8, 19), entity(24, 28, id="e1"), entity(24, 28)],
        events=[event(), event()],
        labels=["politics", {"label": "war"}],
        comments=[{"text": "Hm.", "target": "e3"}],
    )
    assert ids(read_back) == ["e2", "e1", "e4", "v1", "v2", "l1", "l2"]
    assert read_back.comments == (Comment("c1", "Hm.", "e3"),)


def test_a_comment_may_be_on_a_stretch_of_the_text():
    read_back = read(comments=[{"text": "Who?", "start": 8, "end": 19}])
    assert read_back.comments == (Comment("c1", "Who?", Span(8, 19)),)
    with pytest.raises(ValueError, match="comment 'c1'"):
        read(comments=[{"text": "Who?", "start": 8, "end": 1900}])


def test_a_made_id_is_not_what_an_argument_named():
    with pytest.raises(ValueError, match="'e1'"):
        read(entities=[entity(8, 19)], events=[event(arguments=[{"role": "A", "target": "e1"}])])


def test_a_target_wins_over_the_span_beside_it():
    argument = {"role": "ACTOR", "target": "e1", "start": 24, "end": 28}
    read_back = read(entities=[entity(8, 19, id="e1")], events=[event(arguments=[argument])])
    assert read_back.annotations[1].arguments == (Argument("ACTOR", "e1"),)


def test_a_target_that_is_not_there_falls_back_to_its_span():
    argument = {"role": "ACTOR", "target": "gone", "start": 24, "end": 28}
    read_back = read(events=[event(arguments=[argument])])
    assert read_back.annotations[0].arguments == (Argument("ACTOR", OSLO),)


def test_an_event_may_fill_a_role_of_one_before_it():
    events = [
        event(id="a", arguments=[{"role": "CAUSE", "target": "b"}]),
        event(id="b", arguments=[{"role": "CAUSE", "target": "a"}]),
    ]
    assert [one.arguments[0].filler for one in read(events=events).annotations] == ["b", "a"]


def test_unknown_keys_are_kept():
    read_back = read(genre="news", meta={"page": 2}, entities=[entity(8, 19, cluster=7)])
    assert read_back.article.meta == {"page": 2, "genre": "news"}
    assert read_back.provenance == {"e1": {"cluster": 7}}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({}, "needs the key 'text'"),
        ({"text": 5}, "'text' of the article is 5 and not a string"),
        ({"title": ["a"]}, "'title'"),
        ({"id": 7}, "'id'"),
        ({"meta": []}, "'meta'"),
        ({"meta": {"x": float("nan")}}, "meta holds nan"),
        ({"entities": {}}, "'entities' of the article is {} and not a list"),
        ({"entities": [3]}, "a member of 'entities' is 3"),
        ({"entities": [{"end": 2, "label": "X"}]}, "entity 'e1' needs the key 'start'"),
        ({"entities": [{"start": 0, "end": 2}]}, "entity 'e1' needs the key 'label'"),
        ({"entities": [entity(0, True)]}, "'end' of entity 'e1' is True"),
        ({"entities": [entity(0, 1.0)]}, "'end' of entity 'e1' is 1.0"),
        ({"entities": [entity(0, 99, id="x")]}, "entity 'x' spans 0 to 99.* 33 code points"),
        ({"entities": [entity(-1, 3)]}, "spans -1 to 3"),
        ({"entities": [entity(3, 3)]}, "spans 3 to 3"),
        ({"entities": [entity(8, 19, text="Ilka")]}, "'e1' says 'Ilka'.*'Ilka Brandt'"),
        ({"entities": [entity(8, 19, text="")]}, "'e1' says ''"),
        ({"entities": [entity(8, 19, id="x"), entity(8, 19, id="x")]}, "'x' is there twice"),
        ({"entities": [entity(8, 19, id="x")], "labels": [{"id": "x", "label": "a"}]}, "twice"),
        ({"entities": [entity(8, 19, attributes={"a": 1})]}, "'a' of the attributes"),
        ({"entities": [entity(2, 28, fragments=[[2, 7], [5, 28]])]}, "overlap"),
        ({"entities": [entity(3, 28, fragments=[[2, 7], [24, 28]])]}, "do not reach"),
        ({"entities": [entity(2, 28, fragments=[[2, 7, 9]])]}, r"not \[start, end\]"),
        ({"entities": [entity(2, 28, fragments=[[2, 99]])]}, "99"),
        ({"entities": [entity(0, 2, provenance="me")]}, "'provenance' of entity 'e1'"),
        ({"events": [{"type": "MEET"}]}, "event 'v1' needs the key 'trigger'"),
        ({"events": [{"trigger": {"start": 0, "end": 2}}]}, "event 'v1' needs the key 'type'"),
        ({"events": [event(trigger={"start": 29, "end": 32, "text": "sat"})]}, "trigger of.*'v1'"),
        ({"events": [event(arguments=[{"target": "v1"}])]}, "'role'"),
        ({"events": [event(arguments=[{"role": "A"}])]}, "the A of event 'v1' needs.*'start'"),
        ({"events": [event(arguments=[{"role": "A", "target": "q"}])]}, "the A .* names 'q'"),
        ({"events": [event(arguments=[{"role": "A", "start": 0, "end": 99}])]}, "the A .* 99"),
        ({"events": [event(arguments=["e1"])]}, "an argument of event 'v1'"),
        (
            {"labels": ["l"], "events": [event(arguments=[{"role": "A", "target": "l1"}])]},
            "names 'l1'",
        ),
        ({"relations": [{"type": "coref", "head": "a", "tail": "b"}]}, "'r1' names 'a'"),
        ({"relations": [{"type": "coref", "tail": "b"}]}, "needs the key 'head'"),
        ({"labels": [4]}, "'labels'"),
        ({"comments": [{"target": "e1"}]}, "comment 'c1' needs the key 'text'"),
        ({"zones": [{"start": 0, "end": 5, "kind": "head"}]}, "zone number 1 is 'head'.*title"),
        ({"zones": [{"start": 0, "end": 50, "kind": "body"}]}, "zone number 1 spans"),
        ({"status": "finished"}, "status is 'finished' and not one of open, done"),
        ({"title": "\ud83c"}, "'title' of the article holds half of a surrogate pair"),
        ({"meta": {"a": [{"\ud83c": 1}]}}, "meta holds half"),
        ({"genre": "a", "meta": {"genre": "b"}}, "'genre'"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(value, message):
    start = {} if not value else {"text": TEXT}
    with pytest.raises(ValueError, match=message):
        article_from_json(start | value)


def test_a_message_does_not_quote_at_length():
    with pytest.raises(ValueError) as caught:
        read(title=["x" * 5000])
    assert len(str(caught.value)) < 200
