"""DyGIE++'s JSON lines: written as its reader asks, read back, and predictions read."""

import json
import re
from collections import Counter

import pytest
from hypothesis import given

from goldleaf.core.formats import Head, Reason, Source, recognised
from goldleaf.core.formats.tokens.dygie import DYGIE
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
from .round_trip import ANY, read_back

TEXT = "Ana Ruiz met Bo in Oslo. \n She broke out."
ARTICLE = AnnotatedArticle(
    Article("a", TEXT),
    annotations=(
        Entity("e1", (Span(0, 8),), "PER"),
        Entity("e2", (Span(13, 15),), "PER"),
        Entity("e3", (Span(19, 23),), "GPE"),
        Entity("e4", (Span(27, 30),), "PER"),
        Entity("twin", (Span(27, 30),), "ORG"),
        Event("v1", "Meet", Span(9, 12), (Argument("A", "e1"), Argument("B", Span(13, 15)))),
        Event("v2", "Start", Span(31, 40)),
        Relation("r1", "Near", "e2", "e3"),
        Relation("r2", "coref", "e1", "e4"),
        Relation("r3", "Near", "e2", "e4"),
    ),
)
SCIERC = {
    "doc_key": "D",
    "sentences": [["Oslo", "is", "wet", "."], ["Ana", "Ruiz", "won", "it", "."]],
    "ner": [[[0, 0, "City"]], [[4, 5, "Person"], [7, 7, "City"]]],
    "relations": [[], [[4, 5, 7, 7, "Mayor-Of"]]],
    "events": [[], [[[6, "Election"], [4, 5, "Person"], [7, 7, "Place"]]]],
    "clusters": [[[0, 0], [7, 7]]],
}


def read(tmp_path, *values):
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in values))
    return list(DYGIE.read(Source("a.jsonl", path)))


def check(value):
    """What DyGIE++'s own reader asks of an article, looked at without the writer's code."""
    allowed = r"doc_key|dataset|sentences|weight|.*ner$|.*relations$|.*clusters$|.*events$|^_.*"
    assert all(re.match(allowed, key) for key in value)
    sentences = value["sentences"]
    starts = [sum(map(len, sentences[:number])) for number in range(len(sentences))]
    for key in value.keys() - {"doc_key", "dataset", "clusters"}:
        assert len(value[key]) == len(sentences)

    def within(number, start, end):
        return starts[number] <= start <= end < starts[number] + len(sentences[number])

    for number in range(len(sentences)):
        mentions = [(start, end) for start, end, _ in value["ner"][number]]
        assert len(set(mentions)) == len(mentions)
        assert all(within(number, *one) for one in mentions)
        for one in value["relations"][number]:
            assert tuple(one[:2]) in mentions
            assert tuple(one[2:4]) in mentions
        for (token, _), *arguments in value["events"][number]:
            assert within(number, token, token)
            assert all(within(number, start, end) for start, end, _ in arguments)
    for cluster in value["clusters"]:
        assert len(cluster) > 1
        for start, end in cluster:
            assert sum(within(number, start, end) for number in range(len(sentences))) == 1


def by_place(annotated, places=None):
    """What is said, with *places*, or those that *annotated* has, instead of ids."""
    places = places or {one.id: one.span for one in annotated.annotations if hasattr(one, "span")}
    text = []
    for one in annotated.annotations:
        match one:
            case Entity():
                text.append(("entity", one.span, one.label))
            case Event():
                fillers = sorted(
                    (argument.role, places.get(argument.filler, argument.filler))
                    for argument in one.arguments
                )
                text.append(("event", one.trigger, one.type, tuple(fillers)))
            case Relation() if one.type != "coref":
                text.append(("relation", one.type, places[one.head], places[one.tail]))
    return sorted(text)


@ANY
@given(article=annotated_articles())
def test_what_is_written_is_read_back(tmp_path_factory, article):
    destination, _ = written(DYGIE, article)
    check(json.loads(destination.bytes_of()))
    (draft,), losses, problems = read_back(DYGIE, tmp_path_factory.mktemp("out"), article)
    assert problems == []
    back = draft.annotated
    assert (back.article.id, back.article.text) == (article.article.id, article.article.text)
    # what came back is written the same again, and nothing more is lost
    again, more = written(DYGIE, back)
    assert again.bytes_of() == destination.bytes_of()
    assert {loss.reason for loss in more} <= {Reason.SOURCE}
    lost = {loss.annotation_id for loss in losses}
    untouched = AnnotatedArticle(
        article.article,
        annotations=tuple(
            one
            for one in article.annotations
            if isinstance(one, Entity | Event) and one.id not in lost
        ),
    )
    places = {one.id: one.span for one in article.annotations if hasattr(one, "span")}
    for one in by_place(untouched, places):
        assert one in by_place(back)


def test_spans_count_tokens_of_the_article_to_the_last():
    destination, losses = written(DYGIE, ARTICLE)
    value = json.loads(destination.bytes_of())
    check(value)
    assert value == {
        "doc_key": "a",
        "dataset": "test",
        "sentences": [
            ["Ana", "Ruiz", "met", "Bo", "in", "Oslo", "."],
            ["She", "broke", "out", "."],
        ],
        "ner": [[[0, 1, "PER"], [3, 3, "PER"], [5, 5, "GPE"]], [[7, 7, "PER"]]],
        "relations": [[[3, 3, 5, 5, "Near"]], []],
        "events": [[[[2, "Meet"], [0, 1, "A"], [3, 3, "B"]]], []],
        "clusters": [[[0, 1], [7, 7]]],
        "_text": ["Ana Ruiz met Bo in Oslo. \n ", "She broke out."],
    }
    assert {(one.annotation_id, one.reason) for one in losses} == {
        ("twin", Reason.OVERLAP),
        ("v2", Reason.LONG_TRIGGER),
        ("r3", Reason.SENTENCES),
    }


def test_an_article_of_tokens_is_read(tmp_path):
    assert recognised(Head(Source("x", None), json.dumps(SCIERC).encode())) is DYGIE
    (draft,) = read(tmp_path, SCIERC | {"weight": 0.5, "dataset": "x", "sentence_start": [0, 4]})
    assert draft.annotated.article.text == "Oslo is wet .\nAna Ruiz won it ."
    assert draft.losses == ()
    assert draft.annotated.annotations == (
        Entity("e1", (Span(0, 4),), "City"),
        Entity("e2", (Span(14, 22),), "Person"),
        Entity("e3", (Span(27, 29),), "City"),
        Event("v1", "Election", Span(23, 26), (Argument("Person", "e2"), Argument("Place", "e3"))),
        Relation("r1", "Mayor-Of", "e2", "e3"),
        Relation("r2", "coref", "e1", "e3"),
    )
    assert draft.annotated.provenance == {}


def test_predictions_are_suggestions(tmp_path):
    value = {
        "doc_key": "D",
        "sentences": SCIERC["sentences"],
        "predicted_ner": [[[0, 0, "City", 9.5, 0.97]], [[4, 5, "Person", 2.1, 0.6]]],
        "predicted_relations": [[], [[4, 5, 4, 5, "Same", 1.0, 0.5]]],
        "predicted_events": [[], [[[6, 6, "Election", 3.0, 0.8], [4, 5, "Person", 1.0, 0.5]]]],
        "predicted_clusters": [[[0, 0], [4, 5]]],
    }
    assert recognised(Head(Source("x", None), json.dumps(value).encode())) is DYGIE
    (draft,) = read(tmp_path, value)
    suggested = {"how": "suggested", "suggester": "dygie++"}
    assert draft.annotated.provenance == {
        "e1": suggested | {"score": 0.97},
        "e2": suggested | {"score": 0.6},
        "v1": suggested | {"score": 0.8},
        "r2": suggested,
    }
    assert [one.reason for one in draft.losses] == [Reason.NO_TARGET]


def test_a_sentence_on_a_line_of_its_own_is_read(tmp_path):
    value = {
        "sentence": ["Ana", "Ruiz", "won", "."], "s_start": 25,
        "ner": [[25, 26, "PER"]], "relation": [], "event": [[[27, "Elect"], [25, 26, "Person"]]],
    }  # fmt: skip
    assert recognised(Head(Source("x", None), json.dumps(value).encode())) is DYGIE
    (draft,) = read(tmp_path, value)
    assert draft.annotated.annotations == (
        Entity("e1", (Span(0, 8),), "PER"),
        Event("v1", "Elect", Span(9, 12), (Argument("Person", "e1"),)),
    )


def test_what_is_wrong_is_told_and_the_rest_comes_in(tmp_path):
    value = SCIERC | {
        "ner": [[[0, 0, "City"], [0, 90, "City"], [0, 0], [1, 1, ""]], {"a": 1}],
        "relations": "none",
        "events": [[[[2, "Rain"], [90, 91, "X"], [0, 0, ""]], [[[]]], [[2.5, "Rain"]], []]],
        "clusters": [[[0, 0], [90, 91]], 7],
        "_text": ["Oslo was wet."],
    }
    (draft,) = read(tmp_path, value)
    assert draft.annotated.annotations == (
        Entity("e1", (Span(0, 4),), "City"),
        Event("v1", "Rain", Span(8, 11)),
    )
    assert Counter(one.reason.value for one in draft.losses) == {
        "malformed": 5,
        "outside": 3,
        "no-label": 2,
        "text": 1,
        "no-trigger": 1,
        "no-target": 1,
    }


@pytest.mark.parametrize("value", [{"doc_key": "x"}, [], 7, {"sentences": "a b"}])
def test_what_is_no_article_is_refused(tmp_path, value):
    with pytest.raises(UsageError, match=r"a\.jsonl"):
        read(tmp_path, value)


def test_lines_that_are_no_article_are_told_and_the_rest_comes_in(tmp_path):
    loss, draft, other = read(tmp_path, {"id": "x"}, {"doc_key": "d", "sentences": [["Bo"]]}, 7)
    assert [(one.reason, one.where.split(", ")[1]) for one in (loss, other)] == [
        (Reason.UNKNOWN, "line 1"),
        (Reason.MALFORMED, "line 3"),
    ]
    assert draft.annotated.article.text == "Bo"


def test_an_empty_cluster_for_each_sentence_is_no_loss(tmp_path):
    (draft,) = read(tmp_path, SCIERC | {"clusters": [[], []]})
    assert draft.losses == ()


RAMS = {
    "doc_key": "nw_1",
    "sentences": [["Ana", "Ruiz", "was", "beaten", "up", "."], ["In", "Oslo", "."]],
    "ent_spans": [[0, 1, [["evt001arg02victim", 1.0]]], [7, 7, [["evt001arg04place", 1.0]]]],
    "evt_triggers": [[3, 4, [["conflict.attack.beating", 1.0]]]],
    "gold_evt_links": [[[3, 4], [0, 1], "evt001arg02victim"], [[3, 4], [7, 7], "evt001arg04place"]],
}


def test_an_event_of_rams_comes_with_fillers_in_other_sentences(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(RAMS) + "\n")
    source = Source("a.jsonl", path)
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is DYGIE
    (draft,) = DYGIE.read(source)
    victim, place = Argument("victim", Span(0, 8)), Argument("place", Span(28, 32))
    assert draft.annotated.annotations == (
        Event("v1", "conflict.attack.beating", Span(13, 22), (victim, place)),
    )
    assert draft.losses == ()


@pytest.mark.parametrize(
    "change",
    [
        {"evt_triggers": [[3, 4, []]]},
        {"evt_triggers": [7]},
        {"gold_evt_links": [7]},
        {"gold_evt_links": [[[3, 4], 7, "x"]]},
        {"gold_evt_links": [[[3, 4], [70, 71], "x"]]},
    ],
)
def test_what_is_no_event_of_rams_is_told(tmp_path, change):
    (draft,) = read(tmp_path, RAMS | change)
    assert [loss.where for loss in draft.losses] == ["a.jsonl, line 1"]
