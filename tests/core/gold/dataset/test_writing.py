"""The folder as a whole: what is in it, and who can open it."""

import hashlib
import json
import sys

import pytest
import srsly
from pyarrow import parquet

from goldleaf.core.gold import DatasetOptions, export
from goldleaf.core.model import (
    Argument,
    Entity,
    Event,
    Record,
    RecordChange,
    Span,
    Status,
    StatusChange,
    UsageError,
    Verdict,
)
from goldleaf.core.model.jsonl import article_from_json

from ..conftest import Desk

OPTIONS = DatasetOptions("Meetings", "cc-by-4.0", "# Marking\n\nMark names.", 'name = "test"\n')


def text(number):
    return f"Ana met Bo in town {number}, which has {number} mills and story number {number * 7}."


@pytest.fixture
def workspace(tmp_path):
    desk = Desk(":memory:")
    for number in range(30):
        fill(desk, number)
    yield desk
    desk.store.close()


def fill(desk, number):
    id = f"a{number:02}"
    ana = Entity(f"e{number}", (Span(0, 3),), "PERSON", {"genericity": "specific"})
    met = Event(f"v{number}", "MEET", Span(4, 7), (Argument("ACTOR", ana.id),))
    wrong = Entity(f"x{number}", (Span(8, 10),), "GPE")
    desk.add(id, text(number), [ana, met, wrong])
    desk.accept(id, ana, met)
    desk.decide(id, RecordChange(wrong.id, None, Record(wrong, Verdict.REJECTED)))
    desk.mark(id, Status.DONE)


def write(desk, dest, options=OPTIONS, **more):
    return export(desk.store, desk.scheme, "dataset", dest, options=options, **more)


def splits(dest):
    lines = (dest / "provenance.jsonl").read_text().splitlines()
    return {one["article"]: one["split"] for one in map(json.loads, lines)}


def read_again(dest):
    """The articles as ``goldleaf add`` reads them, by id."""
    paths = (dest / "data").glob("*.jsonl")
    lines = [line for path in paths for line in path.read_text("utf-8").split("\n") if line]
    return {one.article.id: one for one in map(article_from_json, map(json.loads, lines))}


def test_the_folder_has_both_forms_card_scheme_guidelines_and_manifest(workspace, tmp_path):
    report = write(workspace, tmp_path / "gold")
    names = {str(path.relative_to(tmp_path / "gold")) for path in report.files}
    assert names == {
        *(f"data/{part}.{form}" for part in report.parts for form in ("jsonl", "parquet")),
        "README.md",
        "scheme.toml",
        "guidelines.md",
        "provenance.jsonl",
        "manifest.json",
    }
    assert report.articles == sum(report.parts.values()) == 30
    assert report.parts["train"] in (23, 24, 25)
    manifest = json.loads((tmp_path / "gold" / "manifest.json").read_text())
    assert set(manifest["files"]) == names - {"manifest.json"}
    for name, told in manifest["files"].items():
        data = (tmp_path / "gold" / name).read_bytes()
        assert told == {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def test_both_forms_say_the_same_and_provenance_tells_of_each_annotation(workspace, tmp_path):
    write(workspace, tmp_path / "gold")
    rows = parquet.read_table(tmp_path / "gold" / "data" / "train.parquet").to_pylist()
    lines = (tmp_path / "gold" / "data" / "train.jsonl").read_text().splitlines()
    read = [article_from_json(json.loads(line)) for line in lines]
    assert [row["id"] for row in rows] == [one.article.id for one in read]
    row = rows[0]
    assert row["text"][row["events"][0]["trigger"]["start"] :].startswith("met")
    assert row["entities"][0]["attributes"] == [{"name": "genericity", "value": "specific"}]
    assert row["events"][0]["arguments"][0]["target"] == row["entities"][0]["id"]
    told = json.loads((tmp_path / "gold" / "provenance.jsonl").read_text().splitlines()[0])
    assert {one["how"] for one in told["annotations"].values()} == {"accepted"}
    assert {one["annotator"] for one in told["annotations"].values()} == {"anna"}
    assert "rejected" not in row


def test_rejections_come_on_request_in_a_column_of_their_own(workspace, tmp_path):
    options = DatasetOptions(rejections=True)
    write(workspace, tmp_path / "gold", options)
    (row, *_) = parquet.read_table(tmp_path / "gold" / "data" / "test.parquet").to_pylist()
    (rejected,) = row["rejected"]["entities"]
    assert (rejected["label"], rejected["text"]) == ("GPE", "Bo")
    assert rejected["provenance"]["suggester"] == "rules"
    assert row["rejected"]["events"] == []
    assert [one["label"] for one in row["entities"]] == ["PERSON"]
    line = json.loads((tmp_path / "gold" / "data" / "test.jsonl").read_text().splitlines()[0])
    assert line["rejected"]["entities"][0]["provenance"] == rejected["provenance"]
    assert read_again(tmp_path / "gold").keys() == {f"a{number:02}" for number in range(30)}


def test_the_same_decisions_give_the_same_bytes(workspace, tmp_path):
    for name in ("one", "two"):
        write(workspace, tmp_path / name)
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file():
            other = tmp_path / "two" / path.relative_to(tmp_path / "one")
            assert path.read_bytes() == other.read_bytes()


def test_an_article_keeps_its_split_when_others_become_gold(workspace, tmp_path):
    write(workspace, tmp_path / "one")
    for number in range(30, 45):
        fill(workspace, number)
    write(workspace, tmp_path / "two")
    before, after = splits(tmp_path / "one"), splits(tmp_path / "two")
    assert len(after) == 45
    assert {id: after[id] for id in before} == before


@pytest.mark.parametrize("include", ["done", "decided", "all"])
def test_an_article_opened_edited_and_done_again_moves_nothing(workspace, tmp_path, include):
    write(workspace, tmp_path / "one", include=include)
    before = splits(tmp_path / "one")
    workspace.decide("a03", StatusChange(Status.DONE, Status.OPEN))
    if include == "done":
        write(workspace, tmp_path / "two", include=include)
        assert splits(tmp_path / "two") == {id: before[id] for id in before if id != "a03"}
    workspace.accept("a03", Entity("new", (Span(8, 10),), "GPE"))
    fill(workspace, 30)
    workspace.mark("a03", Status.DONE)
    write(workspace, tmp_path / "three", include=include)
    after = splits(tmp_path / "three")
    assert len(after) == 31
    assert {id: after[id] for id in before} == before


def test_near_duplicates_are_in_one_split_and_a_bridge_between_two_is_left_out(tmp_path):
    desk = Desk(":memory:")
    long = [" ".join(f"{letter}{number}" for number in range(60)) for letter in "abcdefgh"]
    for number, one in enumerate(long):
        desk.add(f"a{number}", one)
        desk.mark(f"a{number}", Status.DONE)
    for number, one in enumerate(long):
        desk.add(f"copy{number}", f"{one} (again)")
        desk.mark(f"copy{number}", Status.DONE)
    write(desk, tmp_path / "gold", split="50/25/25")
    parts = splits(tmp_path / "gold")
    assert len(set(parts.values())) == 3
    assert all(parts[f"a{number}"] == parts[f"copy{number}"] for number in range(len(long)))
    desk.store.close()


def test_the_card_is_yaml_and_tells_what_there_is(workspace, tmp_path):
    other = Entity("e0", (Span(0, 3),), "PERSON", {"genericity": "specific"})
    workspace.accept("a00", other, annotator="ben")
    workspace.mark("a00", Status.DONE, annotator="ben")
    write(workspace, tmp_path / "gold", annotator="anna")
    text = (tmp_path / "gold" / "README.md").read_text()
    _, head, body = text.split("---\n", 2)
    yaml = srsly.yaml_loads(head)
    assert yaml["license"] == "cc-by-4.0"
    assert yaml["language"] == ["en"]
    named = {one["name"]: one["num_examples"] for one in yaml["dataset_info"]["splits"]}
    assert sum(named.values()) == 30
    assert list(named) == ["train", "validation", "test"]
    assert "| anna and ben | 1 |" in body
    assert "### Marking" in body


def test_a_folder_of_something_else_is_left_alone_and_a_dataset_is_written_anew(
    workspace, tmp_path
):
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "README.md").write_text("Mine.")
    with pytest.raises(UsageError, match="no dataset of Goldleaf's"):
        write(workspace, tmp_path / "project")
    assert (tmp_path / "project" / "README.md").read_text() == "Mine."
    write(workspace, tmp_path / "gold")
    assert write(workspace, tmp_path / "gold").articles == 30


@pytest.mark.parametrize("package", ["pyarrow", "rensa"])
def test_a_missing_package_is_named(workspace, tmp_path, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=rf"needs the package {package}.*goldleaf\[dataset\]"):
        write(workspace, tmp_path / "gold")
    assert not (tmp_path / "gold").exists()
