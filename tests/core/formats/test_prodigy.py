import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from goldleaf.core.formats import Head, Reason, Source, recognised, reduced
from goldleaf.core.formats.prodigy import PRODIGY
from goldleaf.core.formats.prodigy.write import INPUT_HASH
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
    UsageError,
)
from goldleaf.core.scheme import EntityLabel, Scheme

from .destination import written
from .renamed import by_id
from .strategies import LONG_LINE, annotated_articles

ANY = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
TEXT = "🌾 Ana Rey met Bo in Oslo."
ANA = {"start": 2, "end": 9, "token_start": 1, "token_end": 2, "label": "PERSON"}
BO = {"start": 14, "end": 16, "token_start": 4, "token_end": 4, "label": "PERSON"}
TOKENS = [
    {"text": text, "start": start, "end": end, "id": id, "ws": True}
    for id, (text, start, end) in enumerate(
        [("🌾", 0, 1), ("Ana", 2, 5), ("Rey", 6, 9), ("met", 10, 13), ("Bo", 14, 16)]
    )
]


@pytest.fixture
def source(tmp_path):
    def make(*lines, name="gold.jsonl"):
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
        return Source(name, path)

    return make


def only(source):
    (draft,) = PRODIGY.read(source)
    return draft


def tasks(destination):
    return [json.loads(line) for line in destination.bytes_of().decode().split("\n")[:-1]]


def format_of(source):
    with source.open() as stream:
        found = recognised(Head.of(source, stream))
    return found and found.name


@ANY
@given(article=annotated_articles())
def test_what_is_written_comes_back(tmp_path_factory, article):
    destination, losses = written(PRODIGY, article)
    path = tmp_path_factory.mktemp("written") / "gold.jsonl"
    path.write_bytes(destination.bytes_of())
    draft = only(Source(path.name, path))
    kept, expected = reduced(article, PRODIGY.keeps)
    status = None if kept.status is Status.OPEN else kept.status
    assert by_id(draft.annotated) == by_id(replace(kept, status=status))
    assert draft.losses == ()
    assert tuple(losses) == expected


# https://prodi.gy/docs/api-interfaces: what the interfaces ner_manual, relations, choice ask for
def check_as_the_interfaces_do(task):
    text, tokens = task["text"], task["tokens"]
    assert [one["id"] for one in tokens] == list(range(len(tokens)))
    drawn = "".join(one["text"] + " " * one["ws"] for one in tokens)
    leading = text[: tokens[0]["start"]] if tokens else ""
    assert (leading + drawn).rstrip(" ") == text.rstrip(" ")
    for one in tokens:
        assert text[one["start"] : one["end"]] == one["text"] != ""
    for before, after in pairwise(tokens):
        assert before["end"] + before["ws"] == after["start"]
    for one in task["spans"]:
        assert tokens[one["token_start"]]["start"] == one["start"]
        assert tokens[one["token_end"]]["end"] == one["end"]
        assert one["label"]
    assert [one["start"] for one in task["spans"]] == sorted(one["start"] for one in task["spans"])
    for one in task["relations"]:
        assert one["label"]
        for end in ("head", "child"):
            told = one[f"{end}_span"]
            assert one[end] == told["token_end"]
            assert any(told.items() <= span.items() for span in task["spans"])
    offered = [one["id"] for one in task.get("options", [])]
    assert set(task.get("accept", [])) <= set(offered)
    assert len(set(offered)) == len(offered)
    assert task.get("answer", "accept") in {"accept", "reject", "ignore"}


@ANY
@given(article=annotated_articles())
def test_the_interfaces_can_show_what_is_written(article):
    destination, _ = written(PRODIGY, article)
    (task,) = tasks(destination)
    check_as_the_interfaces_do(task)


def test_a_long_line_is_written_with_all_its_tokens():
    article = AnnotatedArticle(Article("a", LONG_LINE))
    (task,) = tasks(written(PRODIGY, article)[0])
    assert len(task["tokens"]) == 9_000


def test_the_last_token_is_included_and_relations_join_last_tokens():
    article = AnnotatedArticle(
        Article("a", TEXT, title="T", language="en", meta={"_input_hash": 42, "page": 3}),
        annotations=(
            Entity("ana", (Span(2, 9),), "PERSON", {"specific": "yes"}, "Q1"),
            Entity("bo", (Span(14, 16),), "PERSON"),
            Event("met", "MEET", Span(10, 13), (Argument("WHO", "ana"),)),
            Relation("r", "knows", "bo", "ana"),
            DocumentLabel("l", "sport"),
        ),
        provenance={
            "ana": {"how": "accepted", "at": "2026-03-01T10:00:01.000Z", "suggester": "spacy"}
        },
        status=Status.DONE,
        annotator="anna",
    )
    scheme = Scheme("test", document_labels=(EntityLabel("war"), EntityLabel("sport")))
    (task,) = tasks(written(PRODIGY, article, scheme=scheme)[0])
    span = {"start": 2, "end": 9, "token_start": 1, "token_end": 2, "label": "PERSON", "id": "ana"}
    assert task["spans"][0] == span | {
        "text": "Ana Rey",
        "kb_id": "Q1",
        "attributes": {"specific": "yes"},
        "source": "spacy",
    }
    assert [(one["head"], one["child"], one["label"]) for one in task["relations"]] == [
        (3, 2, "WHO"),
        (4, 2, "knows"),
    ]
    assert task["relations"][1]["child_span"] == span
    assert task["options"] == [{"id": "war", "text": "war"}, {"id": "sport", "text": "sport"}]
    assert task["accept"] == ["sport"]
    assert task["meta"] == {"id": "a", "title": "T", "language": "en", "page": 3}
    assert task["_input_hash"] == 42
    assert "_task_hash" not in task
    assert (task["answer"], task["_annotator_id"]) == ("accept", "anna")
    assert task["_timestamp"] == 1_772_359_201


def test_a_task_of_ner_manual(source):
    task = {
        "text": TEXT, "meta": {"section": "news"}, "_input_hash": 1, "_task_hash": 2,
        "tokens": TOKENS, "spans": [ANA], "_session_id": "gold-bea", "_view_id": "ner_manual",
        "answer": "accept", "_timestamp": 1_772_359_201,
    }  # fmt: skip
    draft = only(source(task))
    assert format_of(source(task)) == "prodigy"
    assert draft.annotated == AnnotatedArticle(
        Article("", TEXT, meta={"section": "news", "_input_hash": 1}),
        annotations=(Entity("e1", (Span(2, 9),), "PERSON"),),
        provenance={"e1": {"annotator": "gold-bea", "at": "2026-03-01T10:00:01.000Z"}},
        status=Status.DONE,
        annotator="gold-bea",
    )


def test_relations_by_spans_or_by_tokens(source):
    by_span = {"head": 2, "child": 4, "head_span": ANA, "child_span": BO, "label": "knows"}
    by_token = {"head": 4, "child": 2, "label": "likes"}
    bare = [{"start": one["start"], "end": one["end"], "label": "PERSON"} for one in (ANA, BO)]
    for spans in ([ANA, BO], bare):
        draft = only(
            source({"text": TEXT, "tokens": TOKENS, "spans": spans, "relations": [by_token]})
        )
        assert draft.annotated.annotations[2:] == (Relation("r1", "likes", "e2", "e1"),)
    draft = only(source({"text": TEXT, "spans": [ANA, BO], "relations": [by_span]}))
    assert draft.annotated.annotations[2:] == (Relation("r1", "knows", "e1", "e2"),)


def test_spans_told_by_tokens_alone(source):
    task = {"text": TEXT, "tokens": TOKENS, "spans": [{"token_start": 1, "token_end": 2}]}
    task["spans"][0]["label"] = "PERSON"
    assert only(source(task)).annotated.annotations == (Entity("e1", (Span(2, 9),), "PERSON"),)


def test_answers_about_one_text_are_put_together(source):
    base = {"text": TEXT, "_input_hash": 1, "_view_id": "ner", "_session_id": "s"}
    draft = only(
        source(
            base | {"spans": [ANA | {"score": 0.4, "source": "core_web"}], "answer": "reject"},
            base | {"spans": [BO], "answer": "accept"},
            base | {"spans": [BO], "answer": "accept"},
            base | {"label": "SPORT", "answer": "reject", "_view_id": "classification"},
        )
    )
    assert [one.label for one in draft.annotated.annotations] == ["PERSON", "PERSON", "SPORT"]
    assert draft.annotated.provenance == {
        "e1": {"how": "rejected", "annotator": "s", "suggester": "core_web", "score": 0.4},
        "e2": {"annotator": "s"},
        "l1": {"how": "rejected", "annotator": "s"},
    }
    assert draft.annotated.status is None


def test_annotators_stay_apart(source):
    one, other = ({"text": TEXT, "spans": [ANA], "_annotator_id": name} for name in "ab")
    drafts = list(PRODIGY.read(source(one, other)))
    assert [draft.annotated.annotator for draft in drafts] == ["a", "b"]


def test_sentences_of_one_document_are_put_together(source):
    draft = only(
        source(
            {"text": "Ana left.", "spans": [{"start": 0, "end": 3, "label": "P"}],
             "meta": {"doc_id": "doc"}, "answer": "accept"},
            {"text": "Bo 🌾 came.", "spans": [{"start": 0, "end": 2, "label": "P", "text": "Bo"}],
             "meta": {"doc_id": "doc"}, "answer": "accept"},
        )
    )  # fmt: skip
    assert draft.annotated.article.text == "Ana left.\nBo 🌾 came."
    assert draft.annotated.article.id == "doc"
    assert [one.span for one in draft.annotated.annotations] == [Span(0, 3), Span(10, 12)]
    assert draft.annotated.status is Status.DONE


@pytest.mark.parametrize(
    ("task", "labels"),
    [
        ({"options": [{"id": "A"}, {"id": "B"}], "accept": ["B"]}, ["B"]),
        ({"options": [{"id": 1, "text": "one"}, {"id": 2, "text": "two"}], "accept": [2]}, ["two"]),
        ({"cats": {"A": 1.0, "B": 0.0, "C": True, "D": False}, "answer": "accept"}, ["A", "C"]),
        ({"label": "A", "answer": "accept"}, ["A"]),
    ],
)
def test_labels_of_the_text(source, task, labels):
    found = only(source({"text": TEXT} | task))
    assert [one.label for one in found.annotated.annotations] == labels
    assert found.losses == ()
    assert format_of(source({"text": TEXT} | task)) == "prodigy"


@pytest.mark.parametrize(
    ("task", "status"),
    [
        ({"answer": "ignore"}, Status.SKIPPED),
        ({"answer": "accept", "flagged": True}, Status.FLAGGED),
        ({"answer": "accept"}, Status.DONE),
        ({"answer": "accept", "_is_binary": True}, None),
        ({"answer": "reject"}, None),
        ({"_input_hash": 1}, None),
    ],
)
def test_the_answer_is_the_status(source, task, status):
    assert only(source({"text": TEXT} | task)).annotated.status is status


def test_what_a_recipe_suggested_is_a_suggestion(source):
    span = ANA | {"source": "en_core_web_sm", "score": 0.9}
    assert only(source({"text": TEXT, "spans": [span]})).annotated.provenance == {
        "e1": {"how": "suggested", "suggester": "en_core_web_sm", "score": 0.9}
    }


def test_mistakes_are_told_and_the_rest_comes_in(source):
    spans = [ANA, BO | {"end": 99}, {"start": 2, "end": 9}, {"label": "X"}, BO | {"text": "Ana"}]
    relations = [{"head": 2, "child": 99, "label": "x"}, {"head": 2, "child": 2}]
    draft = only(source({"text": TEXT, "spans": spans, "relations": relations}))
    assert [one.id for one in draft.annotated.annotations] == ["e1"]
    assert sorted(one.reason.value for one in draft.losses) == [
        "malformed",
        "no-label",
        "no-label",
        "no-target",
        "outside",
        "surface",
    ]
    assert {one.where for one in draft.losses} == {"gold.jsonl, line 1"}


def test_offsets_that_are_shifted_are_put_right(source):
    spans = [
        {"start": 3, "end": 10, "label": "P", "text": "Ana Rey"},
        {"start": 15, "end": 17, "label": "P", "text": "Bo"},
    ]
    draft = only(source({"text": TEXT, "spans": spans}))
    assert [one.span for one in draft.annotated.annotations] == [Span(2, 9), Span(14, 16)]
    assert [(one.reason, one.count) for one in draft.losses] == [(Reason.SHIFTED, 2)]


def test_comments_and_zones_pass_through(source):
    zones = [{"start": 0, "end": 5, "kind": "title"}, {"start": 0, "end": 99, "kind": "body"}, {}]
    comments = [
        {"id": "c9", "text": "Sure?", "target": "e1"},
        {"id": "c9"},
        {"id": "c8", "text": "Who?", "start": 2, "end": 5},
        {"id": "c7", "text": "Where?", "start": 2, "end": 500},
    ]
    draft = only(source({"text": TEXT, "spans": [ANA], "zones": zones, "comments": comments}))
    assert draft.annotated.comments == (
        Comment("c9", "Sure?", "e1"),
        Comment("c8", "Who?", Span(2, 5)),
    )
    assert len(draft.annotated.zones) == 1
    assert sorted(one.reason.value for one in draft.losses) == [
        "comment",
        "malformed",
        "outside",
        "outside",
    ]


IMAGE = {"image": "x.png", INPUT_HASH: 1, "_task_hash": 2, "answer": "accept"}


def test_tasks_about_images_are_told_with_their_lines_and_the_rest_comes_in(source):
    image, draft, other = PRODIGY.read(source(IMAGE, {"text": TEXT, "answer": "accept"}, 7))
    told = [(one.reason, one.where) for one in (image, draft)]
    assert told == [
        (Reason.UNKNOWN, "gold.jsonl, line 1"),
        (Reason.MALFORMED, "gold.jsonl, line 3"),
    ]
    assert other.annotated.article.text == TEXT


def test_a_file_of_images_is_recognised_and_refused(source):
    file = source(IMAGE)
    with file.open() as stream:
        assert recognised(Head.of(file, stream)) is PRODIGY
    with pytest.raises(UsageError, match=r"gold\.jsonl, line 1: .* 'text'; there is none"):
        list(PRODIGY.read(file))


def test_the_label_of_a_question_about_a_span_is_no_label_of_the_text(source):
    span = {"start": 2, "end": 9, "label": "PERSON", "source": "en_core_web_sm", "score": 0.9}
    draft = only(source({"text": TEXT, "spans": [span], "label": "PERSON", "answer": "reject"}))
    (one,) = draft.annotated.annotations
    assert (one.label, one.span) == ("PERSON", Span(2, 9))
    assert draft.annotated.provenance[one.id]["how"] == "rejected"


def test_a_relation_to_a_token_without_a_span_is_told_by_its_ends(source):
    tokens = [{"text": "Ana", "start": 2, "end": 5, "id": 0}]
    relation = {"head": 0, "child": 1, "head_span": ANA, "child_span": None, "label": "dep"}
    draft = only(source({"text": TEXT, "tokens": tokens, "spans": [ANA], "relations": [relation]}))
    (loss,) = draft.losses
    assert (loss.reason, loss.detail) == (Reason.NO_TARGET, "dep e1 → token 1")
