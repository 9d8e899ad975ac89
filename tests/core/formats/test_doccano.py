import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldleaf.core.formats import Head, Loss, Reason, Source, recognised, reduced
from goldleaf.core.formats.doccano import DOCCANO
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
    UsageError,
)

from .destination import written
from .renamed import renamed
from .strategies import annotated_articles

ANY = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
TEXT = "🌾 Ana met Bo in Oslo."


@pytest.fixture
def source(tmp_path):
    def make(*lines, name="gold.jsonl"):
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
        return Source(name, path)

    return make


def only(source):
    (draft,) = DOCCANO.read(source)
    return draft


def format_of(source):
    with source.open() as stream:
        found = recognised(Head.of(source, stream))
    return found and found.name


@ANY
@given(article=annotated_articles())
def test_what_is_written_comes_back(tmp_path_factory, article):
    destination, losses = written(DOCCANO, article)
    path = tmp_path_factory.mktemp("written") / "gold.jsonl"
    path.write_bytes(destination.bytes_of())
    draft = only(Source(path.name, path))
    kept, expected = reduced(article, DOCCANO.keeps)
    assert renamed(draft.annotated) == renamed(kept)
    assert draft.losses == ()
    assert tuple(losses) == expected
    assert [one.annotation_id for one in losses if one.reason is Reason.TARGET] == [
        one.id for one in article.comments if one.target
    ]


# What doccano's own import asks for: backend/data_import/pipeline/label.py
def check_as_doccano_does(line):
    ids = set()
    for one in line["entities"]:
        assert type(one["id"]) is int
        assert one["id"] not in ids
        assert one["label"]
        assert 0 <= one["start_offset"] < one["end_offset"] <= len(line["text"])
        ids.add(one["id"])
    for one in line["relations"]:
        assert type(one["id"]) is int
        assert one["type"]
        assert {one["from_id"], one["to_id"]} <= ids
    assert all(isinstance(one, str) for one in line["Comments"])


@ANY
@given(articles=st.lists(annotated_articles(), min_size=1, max_size=3))
def test_doccano_can_import_what_is_written(articles):
    destination, _ = written(DOCCANO, *articles)
    lines = [json.loads(line) for line in destination.bytes_of().decode().split("\n")[:-1]]
    for line in lines:
        check_as_doccano_does(line)
    numbers = [one["id"] for line in lines for one in line["entities"] + line["relations"]]
    assert len(set(numbers)) == len(numbers)


def test_relations_and_spans_of_a_project_with_relations(source):
    draft = only(
        source(
            {
                "id": 7,
                "text": TEXT,
                "desk": "foreign",
                "entities": [
                    {"id": 31, "label": "PERSON", "start_offset": 2, "end_offset": 5},
                    {"id": 40, "label": "PERSON", "start_offset": 10, "end_offset": 12},
                ],
                "relations": [{"id": 3, "from_id": 40, "to_id": 31, "type": "knows"}],
                "Comments": ["Sure?"],
            }
        )
    )
    assert draft.stem == "gold-7"
    assert draft.annotated == AnnotatedArticle(
        Article("", TEXT, meta={"desk": "foreign"}),
        annotations=(
            Entity("e1", (Span(2, 5),), "PERSON"),
            Entity("e2", (Span(10, 12),), "PERSON"),
            Relation("r1", "knows", "e2", "e1"),
        ),
        comments=(Comment("c1", "Sure?"),),
    )


@pytest.mark.parametrize(
    "line",
    [
        {"text": TEXT, "label": [[2, 5, "PERSON"]]},
        {"text": TEXT, "labels": [[2, 5, "PERSON"]]},
        {"data": TEXT, "label": [[2, 5, "PERSON"]]},
        {"text": TEXT, "entities": [[2, 5, "PERSON"]], "cats": []},
        {"text": TEXT, "annotations": [{"label": "PERSON", "start_offset": 2, "end_offset": 5}]},
    ],
)
def test_spans_of_every_version(source, line):
    assert format_of(source(line)) == "doccano"
    assert only(source(line)).annotated.annotations == (Entity("e1", (Span(2, 5),), "PERSON"),)


@pytest.mark.parametrize(
    "line",
    [
        {"text": TEXT, "label": ["sport"]},
        {"text": TEXT, "label": "sport"},
        {"text": TEXT, "cats": ["sport"], "Comments": []},
        {"text": TEXT, "label": [], "cats": ["sport"]},
    ],
)
def test_labels_of_the_text(source, line):
    assert format_of(source(line)) == "doccano"
    assert only(source(line)).annotated.annotations == (DocumentLabel("l1", "sport"),)


def test_offsets_that_went_through_a_table_are_whole_numbers_all_the_same(source):
    found = source({"text": TEXT, "label": [[2.0, 5.0, "PERSON"], [10.5, 12.0, "PERSON"]]})
    assert format_of(found) == "doccano"
    draft = only(found)
    assert draft.annotated.annotations == (Entity("e1", (Span(2, 5),), "PERSON"),)
    assert [loss.reason for loss in draft.losses] == [Reason.MALFORMED]


def test_events_come_back_as_events():
    entity, met = Entity("a", (Span(2, 5),), "PERSON"), Event("m", "MEET", Span(6, 9))
    met = replace(met, arguments=(Argument("WHO", "a"), Argument("WHERE", Span(16, 20))))
    destination, losses = written(
        DOCCANO, AnnotatedArticle(Article("x", TEXT), annotations=(entity, met))
    )
    line = json.loads(destination.bytes_of())
    assert line["relations"] == [
        {"id": 3, "from_id": 2, "to_id": 1, "type": "WHO", "kind": "argument"}
    ]
    assert losses == [Loss("x", "m", Reason.FILLER_SPAN)]


@pytest.mark.parametrize(
    "line",
    [
        {"text": TEXT},
        {"text": TEXT, "labels": ["politics"]},
        {"text": TEXT, "labels": [{"label": "politics"}]},
        {"text": TEXT, "entities": [{"start": 0, "end": 1, "label": "X"}]},
        {"text": TEXT, "label": 3},
    ],
)
def test_lines_of_goldleaf_are_not_taken(source, line):
    assert format_of(source(line)) == "jsonl"


def test_mistakes_are_told_and_the_rest_comes_in(source):
    draft = only(
        source(
            {
                "text": TEXT,
                "entities": [
                    {"id": 1, "label": "A", "start_offset": 2, "end_offset": 5},
                    {"id": 2, "label": "A", "start_offset": 5, "end_offset": 99},
                    {"id": 3, "start_offset": 2, "end_offset": 5},
                    {"id": 4, "label": "A", "start_offset": "2", "end_offset": 5},
                    {"id": 5, "label": "A", "start_offset": 5, "end_offset": 5},
                ],
                "label": [[1], 2.5],
                "relations": [{"from_id": 1, "to_id": 2, "type": "t"}, {"type": "t"}],
                "Comments": [""],
            }
        )
    )
    assert [one.id for one in draft.annotated.annotations] == ["e1"]
    where = "gold.jsonl, line 1"
    assert sorted((one.annotation_id, one.reason.value) for one in draft.losses) == [
        ("", "malformed"),
        ("", "malformed"),
        ("", "malformed"),
        ("", "no-target"),
        ("", "no-target"),
        ("2", "outside"),
        ("3", "no-label"),
        ("4", "malformed"),
        ("5", "outside"),
    ]
    assert {one.where for one in draft.losses} == {where}


def test_a_line_without_text_is_told_with_its_number(source):
    draft, loss = DOCCANO.read(source({"text": TEXT, "label": []}, {"text": None, "label": []}))
    assert draft.annotated.article.text == TEXT
    assert (loss.reason, loss.where) == (Reason.UNKNOWN, "gold.jsonl, line 2")


def test_a_file_without_texts_is_refused(source):
    with pytest.raises(UsageError, match=r"gold\.jsonl, line 1: .* 'text'; there is none"):
        list(DOCCANO.read(source({"filename": "a.png", "label": ["cat"]})))
