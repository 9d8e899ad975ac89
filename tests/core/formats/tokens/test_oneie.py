"""OneIE's JSON: written as its specification says, read back, and other tools' lines read."""

import json

import pytest
from hypothesis import given

from goldleaf.core.formats import Head, Reason, Source, recognised
from goldleaf.core.formats.tokens.oneie import ONEIE
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

from ..destination import written
from ..strategies import annotated_articles
from .round_trip import ANY, assert_the_rest_is_told, bare, joined, kept, read_back

TEXT = "Ana Ruiz met Bo in Oslo. \n She left."
ARTICLE = AnnotatedArticle(
    Article("a", TEXT, language="en"),
    annotations=(
        Entity("e1", (Span(0, 8),), "PER", {"mention_type": "NAM", "genericity": "specific"}),
        Entity("e2", (Span(13, 15),), "PER", {"entity_subtype": "Individual"}),
        Entity("e3", (Span(19, 23),), "GPE"),
        Entity("e4", (Span(27, 30),), "PER"),
        Event(
            "v1",
            "Contact:Meet",
            Span(9, 12),
            (Argument("Entity", "e1"), Argument("Entity", "e2"), Argument("Entity", "e4")),
        ),
        Event("v2", "Movement", Span(31, 35), (Argument("Artifact", "e4"),)),
        Relation("r1", "PHYS:Located", "e2", "e3"),
        Relation("r2", "coref", "e1", "e4"),
    ),
)


def read(tmp_path, *values, name="a.json"):
    path = tmp_path / name
    path.write_text("".join(json.dumps(one) + "\n" for one in values))
    return list(ONEIE.read(Source(name, path)))


def check(lines):
    """What the format asks of each line, looked at without the writer's own code."""
    for line in lines:
        assert line["sent_id"].rpartition("-")[0] == line["doc_id"]
        tokens = line["tokens"]
        assert bare(line["sentence"]) == "".join(tokens)
        assert all(token and not set(token) & set(" \t\n") for token in tokens)
        entities = {one["id"]: one for one in line["entity_mentions"]}
        assert len(entities) == len(line["entity_mentions"])
        for place in (*entities.values(), *(one["trigger"] for one in line["event_mentions"])):
            assert 0 <= place["start"] < place["end"] <= len(tokens)
            assert "".join(tokens[place["start"] : place["end"]]) == bare(place["text"])
        for event in line["event_mentions"]:
            for argument in event["arguments"]:
                assert argument["text"] == entities[argument["entity_id"]]["text"]
        for relation in line["relation_mentions"]:
            assert [one["role"] for one in relation["arguments"]] == ["Arg-1", "Arg-2"]
            assert all(one["entity_id"] in entities for one in relation["arguments"])


@ANY
@given(article=annotated_articles(attribute_names=("mention_type", "entity_subtype")))
def test_what_is_written_is_read_back(tmp_path_factory, article):
    destination, losses = written(ONEIE, article)
    check([json.loads(line) for line in destination.bytes_of().splitlines()])
    (draft,), _, problems = read_back(ONEIE, tmp_path_factory.mktemp("out"), article)
    assert problems == []
    back = draft.annotated
    assert (back.article.id, back.article.text) == (article.article.id, article.article.text)
    assert_the_rest_is_told(ONEIE, article, back, losses)
    assert joined(back) == joined(kept(ONEIE, article), losses)


def test_a_sentence_is_a_line():
    destination, losses = written(ONEIE, ARTICLE)
    first, second = lines = [json.loads(line) for line in destination.bytes_of().splitlines()]
    check(lines)
    assert first["sent_id"] == "a-0"
    assert first["entity_mentions"][0] == {
        "id": "e1", "text": "Ana Ruiz", "entity_type": "PER", "mention_type": "NAM",
        "start": 0, "end": 2,
    }  # fmt: skip
    assert first["event_mentions"] == [
        {
            "id": "v1",
            "event_type": "Contact:Meet",
            "trigger": {"text": "met", "start": 2, "end": 3},
            "arguments": [
                {"entity_id": "e1", "text": "Ana Ruiz", "role": "Entity"},
                {"entity_id": "e2", "text": "Bo", "role": "Entity"},
            ],
        }
    ]
    assert first["relation_mentions"][0]["relation_type"] == "PHYS"
    assert first["relation_mentions"][0]["relation_subtype"] == "PHYS:Located"
    assert second["space_before"] == " \n "
    assert second["entity_mentions"][0]["mention_type"] == "UNK"
    assert {(one.annotation_id, one.reason) for one in losses} == {
        ("e1", Reason.ATTRIBUTES),
        ("v1", Reason.SENTENCES),
        ("r2", Reason.SENTENCES),
        ("", Reason.LANGUAGE),
    }


def line(**more):
    """A sentence as the scripts of OneIE make it of ACE."""
    return {
        "doc_id": "D1",
        "sent_id": "D1-1",
        "tokens": ["``", "Ana", "met", "Bo", "''", "."],
        "pieces": ["``", "Ana", "met", "Bo", "''", "."],
        "token_lens": [1] * 6,
        "sentence": '"Ana met Bo".',
        "entity_mentions": [
            {"id": "D1-E1-1", "text": "Ana", "entity_type": "PER", "mention_type": "NAM",
             "entity_subtype": "Individual", "start": 1, "end": 2},
            {"id": "D1-E2-2", "text": "Bo", "entity_type": "PER", "mention_type": "NAM",
             "entity_subtype": "Individual", "start": 3, "end": 4},
        ],
        "relation_mentions": [
            {"id": "D1-R1-1", "relation_type": "PER-SOC", "relation_subtype": "PER-SOC:Family",
             "arguments": [{"entity_id": "D1-E2-2", "text": "Bo", "role": "Arg-2"},
                           {"entity_id": "D1-E1-1", "text": "Ana", "role": "Arg-1"}]},
        ],
        "event_mentions": [
            {"id": "D1-EV1-1", "event_type": "Contact:Meet",
             "trigger": {"text": "met", "start": 2, "end": 3},
             "arguments": [{"entity_id": "D1-E1-1", "text": "Ana", "role": "Entity"}]},
        ],
    } | more  # fmt: skip


def again(**more):
    mention = {"id": "D1-E1-3", "text": "She", "entity_type": "PER", "start": 0, "end": 1}
    return {
        "doc_id": "D1", "sent_id": "D1-2", "tokens": ["She", "left"], "sentence": "She left",
        "entity_mentions": [mention], "event_mentions": [], "relation_mentions": [],
    } | more  # fmt: skip


def test_lines_of_one_document_are_an_article(tmp_path):
    assert recognised(Head(Source("x", None), json.dumps(line()).encode())) is ONEIE
    other = again(doc_id="D2", sent_id="D2-1")
    first, second = read(tmp_path, line(), again(), other)
    annotated = first.annotated
    assert (annotated.article.id, annotated.article.text) == ("D1", '"Ana met Bo".\nShe left')
    assert second.annotated.article.text == "She left"
    assert first.losses == second.losses == ()
    attributes = {"mention_type": "NAM", "entity_subtype": "Individual"}
    assert annotated.annotations == (
        Entity("D1-E1-1", (Span(1, 4),), "PER", attributes),
        Entity("D1-E2-2", (Span(9, 11),), "PER", attributes),
        Event("D1-EV1-1", "Contact:Meet", Span(5, 8), (Argument("Entity", "D1-E1-1"),)),
        Relation("D1-R1-1", "PER-SOC:Family", "D1-E1-1", "D1-E2-2"),
        Entity("D1-E1-3", (Span(14, 17),), "PER"),
        Relation("r1", "coref", "D1-E1-1", "D1-E1-3"),
    )
    assert len(annotated.segmentation.sentence_starts) == 2


def test_the_lines_of_textee_are_read(tmp_path):
    value = {
        "doc_id": "D", "wnd_id": "D-0", "text": "Ana left.", "lang": "en",
        "tokens": ["Ana", "left", "."],
        "entity_mentions": [],
        "event_mentions": [
            {"id": "v", "event_type": "Movement", "trigger": {"text": "left", "start": 1, "end": 2},
             "arguments": [{"entity_id": "none", "role": "Agent", "text": "Ana",
                            "start": 0, "end": 1}]},
        ],
    }  # fmt: skip
    assert recognised(Head(Source("x", None), json.dumps(value).encode())) is ONEIE
    (draft,) = read(tmp_path, value)
    assert draft.annotated.annotations == (
        Event("v", "Movement", Span(4, 8), (Argument("Agent", Span(0, 3)),)),
    )
    assert draft.losses == ()


def test_shifted_tokens_are_put_right_by_what_they_say(tmp_path):
    value = line()
    places = [*value["entity_mentions"], value["event_mentions"][0]["trigger"]]
    for one in places:
        one["start"] += 1
        one["end"] += 1
    (draft,) = read(tmp_path, value)
    assert [one.span for one in draft.annotated.annotations[:2]] == [Span(1, 4), Span(9, 11)]
    assert [(one.reason, one.count) for one in draft.losses] == [(Reason.SHIFTED, 3)]


def test_what_is_wrong_is_told_and_the_rest_comes_in(tmp_path):
    value = line()
    ana, bo = value["entity_mentions"]
    value["entity_mentions"] += [
        ana | {"start": 0},
        bo | {"id": "past", "start": 5, "end": 60},
        bo | {"id": "other", "text": "Ben"},
        bo | {"id": "bare", "entity_type": None},
        "nothing",
    ]
    value["event_mentions"] += [
        {"id": "none", "event_type": "Die"},
        {"id": "far", "event_type": "Die", "trigger": {"start": 9, "end": 10, "text": ""}},
        {"id": "lost", "event_type": "Die", "trigger": {"start": 2, "end": 3},
         "arguments": [{"entity_id": "nobody", "role": "Victim"}, {"entity_id": "D1-E1-1"}]},
    ]  # fmt: skip
    value["relation_mentions"] += [{"id": "half", "relation_type": "X", "arguments": [{}]}]
    (draft,) = read(tmp_path, value)
    assert [one.id for one in draft.annotated.annotations] == [
        "D1-E1-1", "D1-E2-2", "D1-EV1-1", "lost", "D1-R1-1",
    ]  # fmt: skip
    assert {(one.annotation_id, one.reason) for one in draft.losses} == {
        ("D1-E1-1", Reason.SURFACE),
        ("past", Reason.OUTSIDE),
        ("other", Reason.SURFACE),
        ("bare", Reason.NO_LABEL),
        ("", Reason.MALFORMED),
        ("none", Reason.NO_TRIGGER),
        ("far", Reason.OUTSIDE),
        ("lost", Reason.NO_TARGET),
        ("lost", Reason.NO_LABEL),
        ("half", Reason.NO_TARGET),
    }
    assert {one.where for one in draft.losses} == {"a.json, line 1"}


@pytest.mark.parametrize("value", [{"text": "x"}, [], 7, {"tokens": "a b"}])
def test_what_is_no_sentence_is_refused(tmp_path, value):
    with pytest.raises(UsageError, match=r"a\.json"):
        read(tmp_path, value)


def test_the_graphs_that_oneie_puts_out_are_suggestions(tmp_path):
    graph = {
        "entities": [[0, 1, "PER", "NAM", 0.9], [3, 4, "PER", "NAM", 0.7], ["x"], 7],
        "triggers": [[1, 2, "Movement:Transport", 0.8]],
        "relations": [[0, 1, "PER-SOC", 0.6], [0, 9, "PER-SOC", 0.6]],
        "roles": [[0, 0, "Agent", 0.5], [0, 9, "Agent", 0.5], [4, 0, "Agent", 0.5]],
    }
    line = {"doc_id": "d", "sent_id": "d-0", "tokens": ["Ana", "left", "with", "Bo"]}
    source = Source("a.json", tmp_path / "a.json")
    (draft,) = read(tmp_path, line | {"graph": graph})
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is ONEIE
    ana, bo, left, social = draft.annotated.annotations
    assert (ana.label, ana.span, ana.attributes) == ("PER", Span(0, 3), {"mention_type": "NAM"})
    assert (left.trigger, left.arguments) == (Span(4, 8), (Argument("Agent", ana.id),))
    assert (social.type, social.head, social.tail) == ("PER-SOC", ana.id, bo.id)
    assert draft.annotated.provenance[left.id] == {
        "how": "suggested",
        "suggester": "oneie",
        "score": 0.8,
    }
    assert [one.reason for one in draft.losses] == [Reason.NO_TARGET, Reason.NO_TARGET]


def test_lines_that_are_no_article_are_told_and_the_rest_comes_in(tmp_path):
    loss, other, draft = read(tmp_path, {"id": "x"}, {"doc_id": "d", "tokens": ["Bo"]}, 7)
    assert [(one.reason, one.where.split(", ")[1]) for one in (loss, other)] == [
        (Reason.UNKNOWN, "line 1"),
        (Reason.MALFORMED, "line 3"),
    ]
    assert draft.annotated.article.text == "Bo"
