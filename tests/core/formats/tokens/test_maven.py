"""The JSON lines of MAVEN and its kin: written as specified, read back, and others' read."""

import json

import pytest
from hypothesis import given

from goldleaf.core.formats import Head, Reason, Source, recognised
from goldleaf.core.formats.tokens.maven import MAVEN, MAVEN_ARG
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Entity,
    Event,
    Relation,
    Span,
    UsageError,
)
from goldleaf.core.scheme import EventType, Scheme

from ..destination import written
from ..strategies import annotated_articles
from .round_trip import ANY, assert_the_rest_is_told, bare, joined, kept, read_back

TEXT = "The mill opened in Oslo. \n The opening began at noon."
ARTICLE = AnnotatedArticle(
    Article("a", TEXT, title="The mill", language="en"),
    annotations=(
        Entity("e1", (Span(0, 8),), "FAC"),
        Entity("e2", (Span(19, 23),), "GPE"),
        Event("v1", "Open", Span(9, 15), (Argument("Place", "e2"), Argument("Thing", "e1"))),
        Event("v2", "Open", Span(31, 38), (Argument("Time", Span(48, 52)),)),
        Event("v3", "Begin", Span(39, 44)),
        Relation("r1", "coref", "v1", "v2"),
        Relation("r2", "BEFORE", "v1", "v3"),
        Relation("r3", "SUBEVENT", "v1", "v3"),
        Relation("r4", "LIKES", "v1", "v3"),
        Relation("r5", "coref", "v1", "v3"),
    ),
)
SCHEME = Scheme("test", event_types=(EventType("Begin"), EventType("Open")))


def read(tmp_path, *values):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in values))
    return list(MAVEN.read(Source("a.jsonl", path)))


def check_mentions(value, says):
    """Ids are there once, chains have one type and a mention, offsets hold what they say."""
    mentions = [one for event in value["events"] for one in event["mention"]]
    assert all(event["mention"] for event in value["events"])
    triggers = [says(one) for one in mentions]
    assert triggers == [bare(one["trigger_word"]) for one in mentions]
    for one in value["negative_triggers"]:
        assert says(one) == one["trigger_word"]
        assert any(map(str.isalpha, one["trigger_word"]))
    ids = [one["id"] for one in (*value["events"], *mentions, *value["negative_triggers"])]
    assert len(set(ids)) == len(ids)
    numbers = {event["type"]: event["type_id"] for event in value["events"]}
    assert len(set(numbers.values())) == len(numbers)
    assert 0 not in numbers.values()


def check(value):
    content = value["content"]
    for sentence in content:
        assert bare(sentence["sentence"]) == "".join(sentence["tokens"])

    def says(mention):
        tokens = content[mention["sent_id"]]["tokens"]
        start, end = mention["offset"]
        assert 0 <= start < end <= len(tokens)
        return "".join(tokens[start:end])

    check_mentions(value, says)


def check_arg(value):
    def says(mention):
        start, end = mention["offset"]
        return bare(value["document"][start:end])

    check_mentions(value, says)
    entities = {one["id"] for one in value["entities"]}
    for entity in value["entities"]:
        assert [says(one) for one in entity["mention"]] == [
            bare(one["mention"]) for one in entity["mention"]
        ]
    for event in value["events"]:
        for fillers in event["argument"].values():
            for one in fillers:
                if "entity_id" in one:
                    assert one["entity_id"] in entities
                else:
                    assert says(one) == bare(one["content"])


def placed(annotated):
    return {
        (one.id, one.label, one.span)
        for one in annotated.annotations
        if isinstance(one, Entity | Event)
    }


@ANY
@given(article=annotated_articles())
def test_triggers_are_read_back(tmp_path_factory, article):
    destination, _ = written(MAVEN, article)
    check(json.loads(destination.bytes_of()))
    (draft,), losses, problems = read_back(MAVEN, tmp_path_factory.mktemp("out"), article)
    assert problems == []
    back = draft.annotated
    assert (back.article.id, back.article.text) == (article.article.id, article.article.text)
    assert back.article.title == article.article.title
    assert_the_rest_is_told(MAVEN, article, back, losses)
    assert joined(back) == joined(kept(MAVEN, article), losses)


@ANY
@given(article=annotated_articles())
def test_arguments_are_read_back(tmp_path_factory, article):
    destination, _ = written(MAVEN_ARG, article)
    check_arg(json.loads(destination.bytes_of()))
    (draft,), losses, problems = read_back(MAVEN_ARG, tmp_path_factory.mktemp("out"), article)
    assert problems == []
    back = draft.annotated
    assert (back.article.id, back.article.text) == (article.article.id, article.article.text)
    expected = kept(MAVEN_ARG, article)
    assert joined(back) == joined(expected, losses)
    assert placed(back) == placed(expected)
    _, chains = joined(back)
    first = {id: min(chain) for chain in chains for id in chain}

    def arguments(annotated):
        return {
            (first.get(one.id, one.id), argument.role, first.get(argument.filler, argument.filler))
            for one in annotated.annotations
            if isinstance(one, Event)
            for argument in one.arguments
        }

    assert arguments(back) == arguments(expected)


def test_chains_relations_and_words_that_trigger_nothing():
    destination, losses = written(MAVEN, ARTICLE, scheme=SCHEME)
    value = json.loads(destination.bytes_of())
    check(value)
    assert value["content"][1] == {
        "sentence": "The opening began at noon.",
        "tokens": ["The", "opening", "began", "at", "noon", "."],
        "space_before": " \n ",
    }
    assert value["events"] == [
        {
            "id": "EVENT_v1",
            "type": "Open",
            "type_id": 2,
            "mention": [
                {"id": "v1", "trigger_word": "opened", "sent_id": 0, "offset": [2, 3]},
                {"id": "v2", "trigger_word": "opening", "sent_id": 1, "offset": [1, 2]},
            ],
        },
        {
            "id": "EVENT_v3",
            "type": "Begin",
            "type_id": 1,
            "mention": [{"id": "v3", "trigger_word": "began", "sent_id": 1, "offset": [2, 3]}],
        },
    ]
    assert [one["trigger_word"] for one in value["negative_triggers"]] == ["mill", "Oslo", "noon"]
    assert value["temporal_relations"] == {"BEFORE": [["EVENT_v1", "EVENT_v3"]]}
    assert value["subevent_relations"] == [["EVENT_v1", "EVENT_v3"]]
    assert {(one.annotation_id, one.reason) for one in losses} == {
        ("", Reason.LANGUAGE),
        ("e1", Reason.ENTITY),
        ("e2", Reason.ENTITY),
        ("v1", Reason.ARGUMENTS),
        ("v2", Reason.ARGUMENTS),
        ("r4", Reason.RELATION),
        ("r5", Reason.RELATION),
    }


def test_arguments_belong_to_the_chain():
    destination, losses = written(MAVEN_ARG, ARTICLE, scheme=SCHEME)
    value = json.loads(destination.bytes_of())
    check_arg(value)
    assert value["document"] == TEXT
    assert value["events"][0]["argument"] == {
        "Place": [{"entity_id": "ENTITY_e2"}],
        "Thing": [{"entity_id": "ENTITY_e1"}],
        "Time": [{"content": "noon", "offset": [48, 52]}],
    }
    assert value["entities"][1] == {
        "id": "ENTITY_e2",
        "type": "GPE",
        "mention": [{"id": "e2", "mention": "Oslo", "offset": [19, 23]}],
    }
    assert {one.annotation_id for one in losses} == {"", "r4", "r5"}


def test_maven_ere_is_read(tmp_path):
    value = {
        "id": "D", "title": "A mill",
        "tokens": [["It", "opened", "."], ["Then", "it", "closed", "in", "May", "."]],
        "sentences": ["It opened.", "Then it closed in May."],
        "events": [
            {"id": "E1", "type": "Open", "type_id": 1, "mention": [
                {"id": "m1", "trigger_word": "opened", "sent_id": 0, "offset": [1, 2]}]},
            {"id": "E2", "type": "Close", "type_id": 2, "mention": [
                {"id": "m2", "trigger_word": "closed", "sent_id": 1, "offset": [2, 3]}]},
        ],
        "TIMEX": [{"id": "T1", "mention": "May", "type": "DATE", "sent_id": 1, "offset": [4, 5]}],
        "temporal_relations": {"BEFORE": [["E1", "E2"]], "CONTAINS": [["T1", "E2"]]},
        "causal_relations": {"CAUSE": [["E1", "E2"]], "PRECONDITION": []},
        "subevent_relations": [["E1", "E2"]],
    }  # fmt: skip
    assert recognised(Head(Source("x", None), json.dumps(value).encode())) is MAVEN
    (draft,) = read(tmp_path, value)
    assert draft.losses == ()
    assert draft.annotated.article.text == "It opened.\nThen it closed in May."
    assert draft.annotated.annotations == (
        Entity("T1", (Span(29, 32),), "DATE"),
        Event("m1", "Open", Span(3, 9)),
        Event("m2", "Close", Span(19, 25)),
        Relation("r1", "BEFORE", "m1", "m2"),
        Relation("r2", "CONTAINS", "T1", "m2"),
        Relation("r3", "CAUSE", "m1", "m2"),
        Relation("r4", "SUBEVENT", "m1", "m2"),
    )


def test_a_test_set_and_a_document_in_a_key_of_its_own_are_read(tmp_path):
    candidates = [{"id": "c1", "trigger_word": "opened", "sent_id": 0, "offset": [1, 2]}]
    content = [{"sentence": "It opened .", "tokens": ["It", "opened", "."]}]
    test_set = {"id": "D", "title": "T", "content": content, "candidates": candidates}
    early = {
        "doc": {"id": "D2", "title": "T", "tokens": [["It", "closed"]]},
        "events": [{"id": "E", "mentions": [
            {"id": "m", "trigger_word": "closed", "sent_id": 0, "offset": [1, 2],
             "event_type": "Close"}]}],
        "temporal_event_relation": {"before": []},
    }  # fmt: skip
    for value in (test_set, early):
        assert recognised(Head(Source("x", None), json.dumps(value).encode())) is MAVEN
    first, second = read(tmp_path, test_set, early)
    assert first.annotated.annotations == ()
    assert second.annotated.annotations == (Event("m", "Close", Span(3, 9)),)
    assert first.losses == second.losses == ()


def arg(**more):
    return {
        "id": "D", "title": "T", "document": "Ana met Bo in Oslo .",
        "events": [
            {"id": "E1", "type": "Meet", "type_id": 1,
             "mention": [{"id": "m1", "trigger_word": "met", "offset": [4, 7]}],
             "argument": {"Who": [{"entity_id": "X1"}], "Where": [
                 {"content": "Oslo", "offset": [14, 18]}]}},
        ],
        "entities": [{"id": "X1", "type": "PER", "mention": [
            {"id": "x1", "mention": "Ana", "offset": [0, 3]}]}],
        "negative_triggers": [],
    } | more  # fmt: skip


def test_maven_arg_is_read(tmp_path):
    assert recognised(Head(Source("x", None), json.dumps(arg()).encode())) is MAVEN_ARG
    (draft,) = read(tmp_path, arg())
    assert draft.losses == ()
    assert draft.annotated.annotations == (
        Entity("x1", (Span(0, 3),), "PER"),
        Event("m1", "Meet", Span(4, 7), (Argument("Who", "x1"), Argument("Where", Span(14, 18)))),
    )
    mention = {"id": "m", "trigger_word": "met", "type": "Meet", "type_id": 1, "offset": [4, 7]}
    (draft,) = read(tmp_path, arg(events=[], event_mentions=[mention]))
    assert draft.annotated.annotations[1] == Event("m", "Meet", Span(4, 7))


def test_shifted_offsets_are_put_right_by_what_they_say(tmp_path):
    value = arg()
    value["document"] = f"\n{value['document']}"
    (draft,) = read(tmp_path, value)
    assert [one.span for one in draft.annotated.annotations] == [Span(1, 4), Span(5, 8)]
    assert [(one.reason, one.detail) for one in draft.losses] == [
        (Reason.SHIFTED, "by 1 characters")
    ]


def test_what_is_wrong_is_told_and_the_rest_comes_in(tmp_path):
    value = arg()
    value["events"][0]["argument"] = {
        "Who": [{"entity_id": "nobody"}, {"content": "Ben", "offset": [0, 3]}, 7],
        "Where": [{"content": "", "offset": [14, 900]}],
    }
    value["events"] += [
        {"id": "E2", "type": "Meet", "mention": []},
        {"id": "E3", "type": None, "mention": [{"id": "m3", "offset": [4, 7]}]},
        {"id": "E4", "type": "Meet", "mention": [{"id": "m4", "offset": "4"}]},
        {"id": "E5", "type": "Meet", "mention": [{"id": "m1", "offset": [4, 7]}]},
    ]
    value["subevent_relations"] = [["E1", "E9"], ["E1"]]
    value["causal_relations"] = []
    (draft,) = read(tmp_path, value)
    assert draft.annotated.annotations == (
        Entity("x1", (Span(0, 3),), "PER"),
        Event("m1", "Meet", Span(4, 7)),
    )
    assert sorted((one.annotation_id, one.reason.value) for one in draft.losses) == sorted(
        [
            ("m1", "no-target"),
            ("m1", "surface"),
            ("", "malformed"),
            ("m1", "outside"),
            ("E2", "no-trigger"),
            ("m3", "no-label"),
            ("m4", "outside"),
            ("m1", "duplicate-id"),
            ("r1", "no-target"),
            ("", "malformed"),
            ("", "malformed"),
        ]
    )


@pytest.mark.parametrize("value", [{"id": "x"}, [], 7])
def test_what_is_no_article_is_refused(tmp_path, value):
    with pytest.raises(UsageError, match=r"a\.jsonl"):
        read(tmp_path, value)


def test_lines_that_are_no_article_are_told_and_the_rest_comes_in(tmp_path):
    loss, draft, other = read(
        tmp_path, {"id": "x"}, {"id": "d", "content": [{"sentence": "Bo", "tokens": ["Bo"]}]}, 7
    )
    assert [(one.reason, one.where.split(", ")[1]) for one in (loss, other)] == [
        (Reason.UNKNOWN, "line 1"),
        (Reason.MALFORMED, "line 3"),
    ]
    assert draft.annotated.article.text == "Bo"
