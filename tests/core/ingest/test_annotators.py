"""Of a text that several people annotated, each keeps their decisions."""

import json

import pytest

from goldleaf.core.formats import format_named
from goldleaf.core.gold import export
from goldleaf.core.ingest import add
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
    Suggestion,
    Verdict,
)
from goldleaf.core.scheme import Scheme
from goldleaf.core.store import Store

from ..formats.destination import saved, written

TEXT = "Ana met Bo in Oslo."
ANA, BO, OSLO = Span(0, 3), Span(8, 10), Span(14, 18)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "goldleaf.db") as store:
        yield store


def line(annotator, *entities, **more):
    value = {
        "text": TEXT,
        "entities": [{"id": id, "start": s, "end": e, "label": x} for id, (s, e), x in entities],
        "annotator": annotator,
    }
    return json.dumps(value | more) + "\n"


def decided(store):
    """By annotator: the labels and surface strings of what was accepted of the one article."""
    (id,) = store.article_ids()
    return {
        who: sorted(
            (one.annotation.label, one.annotation.span.of(TEXT))
            for one in store.state(id, who).records.values()
            if one.verdict is Verdict.ACCEPTED and isinstance(one.annotation, Entity)
        )
        for who in store.annotators()
    }


BOTH = {"anna": [("PERSON", "Ana")], "ben": [("GPE", "Oslo"), ("PERSON", "Bo")]}


def check(store, sources, **more):
    """Add *sources*, twice; the second time nothing is new."""
    report = add(store, sources, as_gold=True, annotator="nora", **more)
    (id,) = store.article_ids()
    assert decided(store) == BOTH
    assert report.added == [id]
    assert set(report.present) <= {id}
    assert (report.decisions, report.left_out) == (3, 0)
    assert report.annotators == ["anna", "ben"]
    log = list(store.log())
    again = add(store, sources, as_gold=True, annotator="nora", **more)
    assert (again.added, again.decisions, again.left_out) == ([], 0, 3)
    assert list(store.log()) == log
    return id


def test_lines_of_jsonl(store, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        line("anna", ("e1", ANA, "PERSON"), status="done")
        + line("ben", ("e1", BO, "PERSON"), ("e2", OSLO, "GPE"), comments=[{"text": "Sure?"}])
    )
    id = check(store, [path])
    assert store.state(id, "anna").status is Status.DONE
    assert store.state(id, "ben").status is Status.OPEN
    assert [one.text for one in store.state(id, "ben").comments.values()] == ["Sure?"]
    assert not store.state(id, "anna").comments


def test_a_file_for_each(store, tmp_path):
    (tmp_path / "anna.jsonl").write_text(line("", ("e1", ANA, "PERSON")))
    (tmp_path / "ben.jsonl").write_text(line("", ("e1", BO, "PERSON"), ("e2", OSLO, "GPE")))
    for name in ("anna", "ben"):
        add(store, [tmp_path / f"{name}.jsonl"], as_gold=True, annotator=name)
    assert decided(store) == BOTH


def test_annotations_of_one_article_that_name_their_annotators(store, tmp_path):
    path = tmp_path / "a.jsonl"
    value = json.loads(line("", ("e1", ANA, "PERSON"), ("e2", BO, "PERSON"), ("e3", OSLO, "GPE")))
    for one, who in zip(value["entities"], ("anna", "ben", "ben"), strict=True):
        one["provenance"] = {"annotator": who}
    path.write_text(json.dumps(value))
    check(store, [path])


def test_tasks_of_prodigy(store, tmp_path):
    def task(who, *spans):
        told = [{"start": s, "end": e, "label": label} for (s, e), label in spans]
        return json.dumps(
            {"text": TEXT, "spans": told, "answer": "accept", "_annotator_id": who, "meta": {}}
        )

    path = tmp_path / "p.jsonl"
    tasks = [task("anna", (ANA, "PERSON")), task("ben", (BO, "PERSON"), (OSLO, "GPE"))]
    path.write_text("\n".join(tasks))
    check(store, [path], format="prodigy")


def test_annotations_of_a_task_of_label_studio(store, tmp_path):
    def annotation(who, *regions):
        return {
            "completed_by": {"email": who},
            "result": [
                {"id": f"r{at}", "from_name": "entity", "to_name": "text", "type": "labels",
                 "value": {"start": s, "end": e, "labels": [label]}}
                for at, ((s, e), label) in enumerate(regions)
            ],
        }  # fmt: skip

    annotations = [
        annotation("anna", (ANA, "PERSON")),
        annotation("ben", (BO, "PERSON"), (OSLO, "GPE")),
    ]
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([{"data": {"text": TEXT}, "annotations": annotations}]))
    check(store, [path])


def of(annotator, *entities):
    return AnnotatedArticle(
        Article("a", TEXT), annotations=entities, status=Status.DONE, annotator=annotator
    )


@pytest.mark.parametrize("name", ["spacy", "csv", "label-studio", "web-annotation"])
def test_files_that_goldleaf_wrote_for_each(store, tmp_path, name):
    theirs = {
        "anna": (Entity("e1", (ANA,), "PERSON"),),
        "ben": (Entity("e1", (BO,), "PERSON"), Entity("e2", (OSLO,), "GPE")),
    }
    for who, entities in theirs.items():
        destination, _ = written(format_named(name), of(who, *entities))
        (tmp_path / who).mkdir()
        saved(destination, tmp_path / who)
    check(store, [tmp_path / "anna", tmp_path / "ben"])


def test_web_annotations_of_several_creators(store, tmp_path):
    def annotation(who, span, label):
        start, end = span
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
            "creator": {"type": "Person", "name": who},
            "body": {"purpose": "tagging", "value": label},
            "target": {"source": "a.txt", "selector": {
                "type": "TextPositionSelector", "start": start, "end": end}},
        }  # fmt: skip

    found = [("ben", BO, "PERSON"), ("anna", ANA, "PERSON"), ("ben", OSLO, "GPE")]
    (tmp_path / "a.json").write_text(json.dumps([annotation(*one) for one in found]))
    (tmp_path / "a.txt").write_text(TEXT)
    check(store, [tmp_path / "a.json", tmp_path / "a.txt"])


def test_the_project_of_inception(store, tmp_path):
    """A CAS for each annotator, in a folder that is called like the document."""
    theirs = {
        "INITIAL_CAS": (),
        "anna": (Entity("e1", (ANA,), "PERSON"),),
        "ben": (Entity("e1", (BO,), "PERSON"), Entity("e2", (OSLO,), "GPE")),
    }
    folder = tmp_path / "annotation" / "harbour.txt"
    folder.mkdir(parents=True)
    for who, entities in theirs.items():
        destination, _ = written(format_named("cas-json"), of("", *entities))
        ((_, data),) = destination.files.items()
        (folder / f"{who}.json").write_bytes(data)
    check(store, [tmp_path / "annotation"])


def test_who_has_decided_already_is_not_overruled(store, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(line("anna", ("e1", ANA, "PERSON")))
    add(store, [path], as_gold=True)
    path.write_text(line("anna", ("e1", BO, "PERSON")) + line("ben", ("e1", BO, "PERSON")))
    report = add(store, [path], as_gold=True)
    assert (report.decisions, report.left_out, report.annotators) == (1, 1, ["ben"])
    assert decided(store) == {"anna": [("PERSON", "Ana")], "ben": [("PERSON", "Bo")]}


def test_without_as_gold_a_text_that_is_there_stays_as_it_is(store, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(line("anna", ("e1", ANA, "PERSON")) + line("ben", ("e2", BO, "PERSON")))
    report = add(store, [path])
    assert (report.suggestions, report.decisions, report.left_out) == (1, 0, 1)
    assert store.annotators() == []


def test_an_id_that_a_suggestion_has_by_chance_is_changed_wherever_it_is_named(store, tmp_path):
    suggested = Entity("e1", (OSLO,), "GPE")
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    add(store, [path])
    store.put_suggestions("a", "spacy", "1", [Suggestion(suggested, 0.5, "spacy", "1")])
    article = AnnotatedArticle(
        Article("a", TEXT),
        annotations=(
            Entity("e1", (ANA,), "PERSON"),
            Entity("e2", (BO,), "PERSON"),
            Event("v1", "MEET", Span(4, 7), (Argument("WHO", "e1"), Argument("WITH", BO))),
            Relation("r1", "knows", "e2", "e1"),
            DocumentLabel("l1", "meetings"),
        ),
        comments=(Comment("c1", "Who?", "e1"),),
        annotator="anna",
    )
    destination, _ = written(format_named("jsonl"), article)
    (tmp_path / "gold.jsonl").write_bytes(destination.bytes_of())
    add(store, [tmp_path / "gold.jsonl"], as_gold=True)
    state = store.state("a", "anna")
    found = {one.annotation.id: one.annotation for one in state.records.values()}
    (new,) = set(found) - {"e2", "v1", "r1", "l1"}
    assert new != "e1"
    assert found[new] == Entity(new, (ANA,), "PERSON")
    assert found["v1"].arguments == (Argument("WHO", new), Argument("WITH", BO))
    assert found["r1"] == Relation("r1", "knows", "e2", new)
    assert state.comments["c1"].target == new
    # the suggestion is still to be decided
    assert [one.annotation for one in store.suggestions("a")] == [suggested]


@pytest.mark.parametrize(
    ("label", "how"), [("GPE", "accepted"), ("LOC", "fixed"), ("GPE", "rejected")]
)
def test_what_was_decided_on_a_suggestion_is_about_it(store, tmp_path, label, how):
    (tmp_path / "a.txt").write_text(TEXT)
    add(store, [tmp_path / "a.txt"])
    suggested = Entity("e1", (OSLO,), "GPE")
    store.put_suggestions("a", "spacy", "1", [Suggestion(suggested, 0.5, "spacy", "1")])
    value = json.loads(line("anna", ("e1", OSLO, label)))
    value["entities"][0]["provenance"] = {"how": how, "suggester": "spacy"}
    (tmp_path / "gold.jsonl").write_text(json.dumps(value))
    add(store, [tmp_path / "gold.jsonl"], as_gold=True)
    (record,) = store.state("a", "anna").records.values()
    assert record.annotation == Entity("e1", (OSLO,), label)
    assert record.verdict is (Verdict.REJECTED if how == "rejected" else Verdict.ACCEPTED)


def test_what_each_decided_comes_back_from_their_exports(store, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        line("anna", ("e1", ANA, "PERSON"), status="done")
        + line("ben", ("e1", BO, "PERSON"), ("e2", OSLO, "GPE"), status="done")
    )
    add(store, [path], as_gold=True)
    for who in ("anna", "ben"):
        export(store, Scheme("test"), "jsonl", tmp_path / f"{who}.jsonl", annotator=who)
    with Store(tmp_path / "other.db") as other:
        add(other, [tmp_path / "anna.jsonl", tmp_path / "ben.jsonl"], as_gold=True)
        assert decided(other) == decided(store) == BOTH
