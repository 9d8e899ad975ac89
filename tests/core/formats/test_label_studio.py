import json
from collections import Counter
from dataclasses import replace
from itertools import count
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings

from goldleaf.core.formats import Head, Reason, Source, recognised, reduced
from goldleaf.core.formats.label_studio import LABEL_STUDIO
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
)
from goldleaf.core.scheme import Attribute, EntityLabel, EventType, RelationType, Role, Scheme

from .destination import written
from .strategies import annotated_articles

ANY = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
TEXT = "🌾 Ana Rey met Bo in Oslo."
SCHEME = Scheme(
    "test",
    labels=(EntityLabel("PERSON", colour="#ff0000"), EntityLabel("GPE")),
    event_types=(EventType("MEET", roles=(Role("WHO"),)),),
    attributes=(Attribute("tense", ("past", "present"), "past"),),
    relations=(RelationType("coref"),),
    document_labels=(EntityLabel("sport"),),
)


def region(id, start, end, label, control="entity", **more):
    value = {"start": start, "end": end, "text": TEXT[start:end], "labels": [label]}
    return {
        "id": id, "from_name": control, "to_name": "text", "type": "labels", "value": value,
    } | more  # fmt: skip


ANA, BO = region("a", 2, 9, "PERSON"), region("b", 14, 16, "PERSON")


def task(*results, **more):
    annotations = [{"result": list(result)} for result in results]
    return {"id": 5, "data": {"text": TEXT}, "annotations": annotations} | more


@pytest.fixture
def source(tmp_path):
    def make(*tasks, name="tasks.json"):
        path = tmp_path / name
        path.write_text(json.dumps(tasks), encoding="utf-8")
        return Source(name, path)

    return make


def only(source):
    (draft,) = LABEL_STUDIO.read(source)
    return draft


def format_of(source):
    with source.open() as stream:
        found = recognised(Head.of(source, stream))
    return found and found.name


def tasks_of(destination):
    return json.loads(destination.files["tasks.json"])


def one_part(*articles, scheme=None):
    return written(replace(LABEL_STUDIO, divided=False), *articles, scheme=scheme)


def by_id(annotated):
    """*annotated* without the ids that Label Studio does not keep, and so without their order."""
    numbers = count()

    def named(one):
        if isinstance(one, DocumentLabel):
            return replace(one, id=f"label {one.label}")
        if isinstance(one, Relation):
            return replace(one, id=f"relation {next(numbers)}")
        return one

    annotations = [named(one) for one in annotated.annotations]
    comments = Counter((one.text, one.target) for one in annotated.comments)
    annotations.sort(key=lambda one: one.id)
    return replace(annotated, annotations=tuple(annotations), comments=comments, provenance={})


@ANY
@given(article=annotated_articles())
def test_what_is_written_comes_back(tmp_path_factory, article):
    destination, losses = one_part(article, scheme=SCHEME)
    path = tmp_path_factory.mktemp("written") / "tasks.json"
    path.write_bytes(destination.files["tasks.json"])
    source = Source(path.name, path)
    assert format_of(source) == "label-studio"
    draft = only(source)
    kept, expected = reduced(article, LABEL_STUDIO.keeps)
    status = None if kept.status is Status.OPEN else kept.status
    assert by_id(draft.annotated) == by_id(replace(kept, status=status))
    assert draft.losses == ()
    assert tuple(losses) == expected


# What label-studio-sdk's LabelInterface asks of a configuration and of the results made with it
def check_as_the_sdk_does(config, tasks):
    controls = {}
    for tag in ET.fromstring(config).iter():
        if "toName" in tag.attrib:
            assert tag.get("toName") == "text"
            assert tag.get("name") not in controls
            values = {one.get("value") for one in tag}
            controls[tag.get("name")] = (tag.tag.lower(), values)
    for task in tasks:
        for made in (*task["annotations"], *task["predictions"]):
            ids = {one["id"] for one in made["result"] if one["type"] != "relation"}
            assert 0 <= made.get("score", 0) <= 1
            for one in made["result"]:
                if one["type"] == "relation":
                    assert {one["from_id"], one["to_id"]} <= ids
                    assert one["direction"] in {"left", "right", "bi"}
                    continue
                kind, values = controls[one["from_name"]]
                assert (one["type"], one["to_name"]) == (kind, "text")
                if kind in {"labels", "choices"}:
                    assert set(one["value"][kind]) <= values
                if kind == "labels":
                    surface = task["data"]["text"][one["value"]["start"] : one["value"]["end"]]
                    assert one["value"]["text"] == surface


@ANY
@given(article=annotated_articles(attribute_names=("tense", "mood", "link", "attribute.x")))
def test_the_configuration_knows_all_that_is_written(article):
    destination, _ = one_part(article, scheme=SCHEME)
    check_as_the_sdk_does(destination.files["label-config.xml"], tasks_of(destination))


def test_offsets_count_code_points_and_everything_has_its_control():
    article = AnnotatedArticle(
        Article("a", TEXT, title="T", meta={"page": 3}),
        annotations=(
            Entity("a", (Span(2, 9),), "PERSON", {"tense": "past", "mood": "glad"}, "Q1"),
            Event("m", "MEET", Span(10, 13), (Argument("WHO", "a"),)),
            DocumentLabel("l", "sport"),
        ),
        comments=(
            Comment("c", "Sure?", "a"),
            Comment("d", "Short."),
            Comment("e", "Who?", Span(14, 16)),
        ),
        status=Status.DONE,
        annotator="anna",
    )
    destination, losses = one_part(article, scheme=SCHEME)
    (found,) = tasks_of(destination)
    assert losses == []
    assert found["data"] == {
        "text": TEXT, "id": "a", "title": "T", "status": "done", "annotator": "anna",
    }  # fmt: skip
    assert found["meta"] == {"page": 3}
    ((made,), []) = found["annotations"], found["predictions"]
    assert made["was_cancelled"] is False
    kinds = [(one["type"], one.get("from_name"), one.get("id")) for one in made["result"]]
    assert kinds == [
        ("labels", "entity", "a"),
        ("choices", "tense", "a"),
        ("textarea", "mood", "a"),
        ("textarea", "link", "a"),
        ("labels", "trigger", "m"),
        ("relation", None, None),
        ("choices", "label", "doc-label"),
        ("textarea", "comment", "doc-comment"),
        ("labels", "commented", "doc-commented-14-16"),
    ]
    assert made["result"][-1]["meta"] == {"text": ["Who?"]}
    first = made["result"][0]
    assert first["value"] == {"start": 2, "end": 9, "text": "Ana Rey", "labels": ["PERSON"]}
    assert first["meta"] == {"text": ["Sure?"]}
    config = destination.files["label-config.xml"].decode()
    assert '<Label value="PERSON" background="#ff0000" />' in config
    assert '<Relation value="WHO" />' in config
    assert '<Choices name="tense" toName="text" perRegion="true">' in config


def test_a_comment_on_what_is_only_suggested_becomes_that_of_the_text(tmp_path):
    suggested = {"how": "suggested", "suggester": "spacy", "version": "3.8", "score": 0.5}
    article = AnnotatedArticle(
        Article("a", TEXT),
        annotations=(
            Entity("a", (Span(2, 9),), "PERSON"),
            Entity("b", (Span(14, 16),), "PERSON"),
            Relation("r", "knows", "a", "b"),
        ),
        provenance={"a": suggested},
        comments=(Comment("c", "Sure?", "a"), Comment("d", "And?", "b")),
    )
    destination, losses = one_part(article, scheme=SCHEME)
    assert [(one.annotation_id, one.reason) for one in losses] == [("c", Reason.TARGET)]
    path = tmp_path / "tasks.json"
    path.write_bytes(destination.files["tasks.json"])
    draft = only(Source(path.name, path))
    assert {(one.text, one.target) for one in draft.annotated.comments} == {
        ("Sure?", ""),
        ("And?", "b"),
    }


def test_suggestions_are_predictions_and_come_back_as_suggestions(tmp_path):
    suggested = {"how": "suggested", "suggester": "spacy", "version": "3.8", "score": 0.5}
    article = AnnotatedArticle(
        Article("a", TEXT),
        annotations=(
            Entity("a", (Span(2, 9),), "PERSON"),
            Entity("b", (Span(14, 16),), "PERSON"),
            Event("m", "MEET", Span(10, 13), (Argument("WHO", "a"), Argument("WHOM", "b"))),
            Relation("r", "knows", "a", "b"),
        ),
        provenance={"a": {"how": "added"}, "b": suggested, "m": suggested},
    )
    destination, _ = one_part(article)
    (found,) = tasks_of(destination)
    check_as_the_sdk_does(destination.files["label-config.xml"], [found])
    (prediction,) = found["predictions"]
    assert (prediction["model_version"], prediction["score"]) == ("spacy 3.8", 0.5)
    path = tmp_path / "tasks.json"
    path.write_bytes(destination.files["tasks.json"])
    draft = only(Source("tasks.json", path))
    assert draft.losses == ()
    assert by_id(draft.annotated).annotations == by_id(article).annotations
    how = {id: one.get("how") for id, one in draft.annotated.provenance.items()}
    assert how == {"b": "suggested", "m": "suggested"}
    assert draft.annotated.provenance["b"] == suggested


def test_nothing_to_say_is_an_empty_list():
    destination, _ = written(LABEL_STUDIO)
    assert destination.files["tasks.json"] == b"[]\n"


def test_an_export_of_label_studio(source):
    made = {
        "id": 9, "completed_by": {"id": 1, "email": "bea@news.example"}, "was_cancelled": False,
        "updated_at": "2026-03-01T10:00:01Z", "lead_time": 4.5,
        "result": [
            ANA, BO,
            {"type": "relation", "from_id": "b", "to_id": "a", "direction": "left",
             "labels": ["knows"]},
            {"id": "q", "from_name": "topic", "to_name": "text", "type": "choices",
             "value": {"choices": ["sport", "news"]}},
            {"id": "a", "from_name": "sure", "to_name": "text", "type": "rating",
             "value": {"start": 2, "end": 9, "rating": 4}},
            {"id": "n", "from_name": "why", "to_name": "text", "type": "textarea",
             "value": {"text": ["A note."]}},
        ],
    }  # fmt: skip
    task = {
        "id": 5, "annotations": [made], "drafts": [], "predictions": [], "meta": {"batch": 2},
        "data": {"text": TEXT, "source": "The Mill"}, "project": 1,
    }  # fmt: skip
    assert format_of(source(task)) == "label-studio"
    draft = only(source(task))
    assert draft.stem == "tasks-5"
    assert draft.losses == ()
    who = {"annotator": "bea@news.example", "at": "2026-03-01T10:00:01Z"}
    assert draft.annotated == AnnotatedArticle(
        Article("", TEXT, source="The Mill", meta={"batch": 2}),
        annotations=(
            Entity("a", (Span(2, 9),), "PERSON", {"sure": "4"}),
            Entity("b", (Span(14, 16),), "PERSON"),
            Relation("r1", "knows", "a", "b"),
            DocumentLabel("l1", "sport"),
            DocumentLabel("l2", "news"),
        ),
        provenance=dict.fromkeys(["a", "b", "r1", "l1", "l2"], who),
        comments=(Comment("c1", "why: A note."),),
        status=Status.DONE,
        annotator="bea@news.example",
    )


def test_each_annotator_is_a_draft_and_the_truth_comes_first(source):
    made = task([ANA], [BO], [ANA])
    made["annotations"][0]["was_cancelled"] = True
    made["annotations"][1]["completed_by"] = 3
    made["annotations"][2] |= {"ground_truth": True, "completed_by": 4}
    drafts = list(LABEL_STUDIO.read(source(made)))
    assert [one.annotated.annotator for one in drafts] == ["annotator-4", "annotator-3"]


def test_a_cancelled_task_is_skipped(source):
    made = task([])
    made["annotations"][0]["was_cancelled"] = True
    assert only(source(made)).annotated.status is Status.SKIPPED
    assert only(source(task())).annotated.status is None


def test_the_short_form(source):
    made = {
        "text": TEXT, "desk": "news", "id": 5, "annotator": 1, "annotation_id": 2,
        "created_at": "2026-03-01T10:00:01Z", "updated_at": "…", "lead_time": 3.2,
        "ner": [ANA["value"], BO["value"]], "topic": {"choices": ["sport", "war"]},
    }  # fmt: skip
    assert format_of(source(made)) == "label-studio"
    draft = only(source(made))
    assert [(type(one), one.label) for one in draft.annotated.annotations] == [
        (Entity, "PERSON"),
        (Entity, "PERSON"),
        (DocumentLabel, "sport"),
        (DocumentLabel, "war"),
    ]
    assert draft.annotated.article.meta == {"desk": "news"}
    assert draft.annotated.annotator == "annotator-1"


def test_the_units_of_old_versions_are_put_right(source):
    text = "🌾 🌾 Ana Rey met Bo"
    units = [region(id, start, end, "P") for id, start, end in (("a", 6, 13), ("b", 18, 20))]
    for one, surface in zip(units, ("Ana Rey", "Bo"), strict=True):
        one["value"]["text"] = surface
    draft = only(source(task(units) | {"data": {"text": text}}))
    assert [one.span.of(text) for one in draft.annotated.annotations] == ["Ana Rey", "Bo"]
    assert [(one.reason, one.detail) for one in draft.losses] == [
        (Reason.SHIFTED, "UTF-16 code units")
    ]


def test_line_ends_are_two_characters_in_surface_strings(source):
    value = {"start": 0, "end": 5, "text": "a\\n\\nb", "labels": ["X"]}
    made = {"data": {"text": "a\n\nb."}, "annotations": [{"result": [
        region("a", 0, 4, "X") | {"value": value | {"end": 4}}
    ]}]}  # fmt: skip
    assert only(source(made)).losses == ()


def test_regions_with_several_labels_or_controls_are_several_entities(source):
    both = region("a", 2, 9, "PERSON")
    both["value"] = both["value"] | {"labels": ["PERSON", "VIP"]}
    draft = only(source(task([both, region("a", 2, 9, "GLAD", "mood")])))
    assert [(one.id, one.label) for one in draft.annotated.annotations] == [
        ("a", "PERSON"),
        ("e1", "VIP"),
        ("e2", "GLAD"),
    ]


def test_hypertext_counts_as_a_whole(source):
    value = {
        "start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 2, "endOffset": 9,
        "globalOffsets": {"start": 2, "end": 9}, "text": "Ana Rey",
        "hypertextlabels": ["PERSON"],
    }  # fmt: skip
    made = task([{"id": "a", "type": "hypertextlabels", "from_name": "x", "value": value}])
    assert only(source(made)).annotated.annotations == (Entity("a", (Span(2, 9),), "PERSON"),)


def test_roles_without_a_mark_are_told_by_their_trigger(source):
    met = region("m", 10, 13, "MEET", "trigger")
    other = region("o", 17, 19, "BE", "trigger")
    pairs = [("m", "a", ["WHO"]), ("m", "o", ["coref"]), ("a", "b", ["knows"]), ("a", "b", [])]
    relations = [
        {"type": "relation", "from_id": head, "to_id": tail, "direction": "right", "labels": labels}
        for head, tail, labels in pairs
    ]
    draft = only(source(task([ANA, BO, met, other, *relations])))
    by_id = {one.id: one for one in draft.annotated.annotations}
    assert by_id["m"].arguments == (Argument("WHO", "a"),)
    assert [by_id[f"r{number}"].type for number in (1, 2, 3)] == ["coref", "knows", "related"]


def test_mistakes_are_told_and_the_rest_comes_in(source):
    draft = only(source(task([
        ANA,
        region("b", 14, 99, "PERSON"),
        region("c", 2, 9, "PERSON") | {"value": BO["value"] | {"start": 2, "end": 9}},
        region("d", 2, 9, ""),
        {"type": "relation", "from_id": "a", "to_id": "zz", "direction": "right", "labels": ["x"]},
        {"id": "v", "type": "videorectangle", "from_name": "v", "value": {}},
    ])))  # fmt: skip
    assert [one.id for one in draft.annotated.annotations] == ["a"]
    assert sorted((one.annotation_id, one.reason.value) for one in draft.losses) == [
        ("", "no-target"),
        ("b", "outside"),
        ("c", "surface"),
        ("d", "no-label"),
        ("v", "unknown"),
    ]
    assert {one.where for one in draft.losses} == {"tasks.json, line 1, article 1"}


def test_the_text_may_have_another_name(source):
    draft = only(source({"data": {"id_nr": "x9", "review": TEXT}, "annotations": []}))
    assert draft.annotated.article == Article("", TEXT, meta={"id_nr": "x9"})


def test_what_is_chosen_for_a_stretch_without_label_is_none_of_the_text(source):
    value = {"start": 2, "end": 9, "text": TEXT[2:9], "choices": ["NOM"]}
    chosen = {"id": "c", "type": "choices", "from_name": "kind", "value": value}
    draft = only(source(task([chosen])))
    assert draft.annotated.annotations == ()
    assert [(one.annotation_id, one.reason) for one in draft.losses] == [("c", Reason.NO_LABEL)]
