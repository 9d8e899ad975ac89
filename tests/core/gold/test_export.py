import json
from pathlib import Path

import pytest

from goldleaf.core.formats import Loss, Reason
from goldleaf.core.gold import Split, export
from goldleaf.core.model import (
    Argument,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    GoldleafError,
    Record,
    RecordChange,
    Relation,
    Span,
    Status,
    UsageError,
    Verdict,
    Zone,
    ZoneKind,
)
from goldleaf.core.model.jsonl import article_from_json
from goldleaf.core.store import Store

ANA = Entity("e1", (Span(0, 3),), "PERSON")
BO = Entity("e2", (Span(8, 10),), "PERSON", {"genericity": "specific"}, "Q2")
MET = Event("v1", "MEET", Span(4, 7), (Argument("ACTOR", "e1"), Argument("ACTOR", "e2")))


def text(number):
    return f"Ana met Bo {number} times."


@pytest.fixture
def three(desk):
    """Three articles: one done, one begun, one untouched."""
    for number, id in enumerate(("done", "begun", "untouched"), start=2):
        desk.add(id, text(number), [ANA, BO, MET], zones=[Zone(0, 10, ZoneKind.BODY)])
    desk.accept("done", ANA, BO, MET)
    desk.mark("done", Status.DONE)
    desk.accept("begun", ANA)
    return desk


def lines(path):
    return [article_from_json(json.loads(line)) for line in path.read_bytes().split(b"\n")[:-1]]


def named(report):
    return tuple(loss for losses in report.losses.first.values() for loss in losses)


def write(desk, format, dest, **more):
    return export(desk.store, desk.scheme, format, dest, **more)


def contents(path):
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return [one.read_bytes() for one in files if one.is_file()]


def listing(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_default_is_what_is_done(three, tmp_path):
    dest = tmp_path / "gold.jsonl"
    report = write(three, "jsonl", dest)
    (annotated,) = lines(dest)
    assert annotated.article == three.store.article("done")
    assert annotated.annotations == (ANA, BO, MET)
    assert (annotated.status, annotated.annotator) == (Status.DONE, "anna")
    assert annotated.zones == (Zone(0, 10, ZoneKind.BODY),)
    assert annotated.provenance["e1"] == {
        "how": "accepted",
        "annotator": "anna",
        "at": "2026-03-01T10:00:01.000Z",
        "suggester": "rules",
        "version": "1.0",
        "score": 0.75,
    }
    assert (report.articles, report.annotations, report.files) == (1, 3, (dest,))
    assert len(report.losses) == 0
    assert report.parts == {}


@pytest.mark.parametrize(
    ("include", "found"),
    [
        ("done", {"done": 3}),
        ("decided", {"done": 3, "begun": 1}),
        ("all", {"done": 3, "begun": 3, "untouched": 3}),
    ],
)
def test_what_is_included(three, tmp_path, include, found):
    write(three, "jsonl", tmp_path / "gold.jsonl", include=include)
    there = {one.article.id: len(one.annotations) for one in lines(tmp_path / "gold.jsonl")}
    assert there == found


def test_every_kind_of_annotation_and_comments_are_written(three, tmp_path):
    same = Relation("r1", "coref", "e1", "e2")
    label = DocumentLabel("l1", "sport")
    three.accept("done", same, label)
    three.comment("done", Comment("c1", "Sure?", "e1"))
    write(three, "jsonl", tmp_path / "gold.jsonl")
    (annotated,) = lines(tmp_path / "gold.jsonl")
    assert annotated.annotations == (ANA, BO, MET, same, label)
    assert annotated.comments == (Comment("c1", "Sure?", "e1"),)


def test_losses_of_resolving_are_reported(three, tmp_path):
    three.decide(
        "done",
        RecordChange("e2", Record(BO, Verdict.ACCEPTED), Record(BO, Verdict.REJECTED)),
    )
    report = write(three, "jsonl", tmp_path / "gold.jsonl")
    assert named(report) == (Loss("done", "v1", Reason.FILLER),)
    assert report.losses.counts == {Reason.FILLER: 1}


def test_the_same_decisions_give_the_same_bytes(three, tmp_path):
    for name in ("one", "two"):
        write(three, "jsonl", tmp_path / name, include="all")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_split_writes_a_file_for_each_part(desk, tmp_path):
    for number in range(30):
        desk.add(f"a{number}", text(number))
        desk.mark(f"a{number}", Status.DONE)
    dest = tmp_path / "gold"
    report = write(desk, "jsonl", dest, split="60/20/20", seed=3)
    parts = {
        name: [one.article.id for one in lines(dest / f"{name}.jsonl")]
        for name in ("train", "dev", "test")
    }
    assert listing(dest) == ["dev.jsonl", "test.jsonl", "train.jsonl"]
    assert {name: len(ids) for name, ids in parts.items()} == report.parts
    assigned = Split(60, 20, 20).assign([f"a{number}" for number in range(30)], 3)
    assert {id: name for name, ids in parts.items() for id in ids} == assigned


def test_progress_counts_up_to_the_number_of_articles(three, tmp_path):
    seen = []
    write(three, "jsonl", tmp_path / "a", include="all", progress=lambda *told: seen.append(told))
    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("format", ["jsonl", "dataset"])
def test_what_is_decided_meanwhile_is_not_in_it(three, tmp_path, format):
    write(three, format, tmp_path / "before", include="all")
    ours, theirs = three.store, Store(three.store.path)

    def reviewing(done, *_, **__):
        if done == 1 and not any(theirs.log("untouched", "anna")):
            three.store = theirs
            three.accept("untouched", ANA)
            three.store = ours

    write(three, format, tmp_path / "meanwhile", include="all", progress=reviewing)
    assert any(theirs.log("untouched", "anna"))
    theirs.close()
    write(three, format, tmp_path / "after", include="all")
    before, meanwhile, after = (
        contents(tmp_path / name) for name in ("before", "meanwhile", "after")
    )
    assert before == meanwhile != after


def test_a_dash_is_standard_output(three, capfdbinary):
    report = write(three, "jsonl", Path("-"))
    assert json.loads(capfdbinary.readouterr().out)["id"] == "done"
    assert report.files == ()


def test_several_annotators_must_be_told_apart(three, tmp_path):
    three.accept("begun", BO, annotator="ben")
    with pytest.raises(UsageError, match=r"anna, ben.*--annotator"):
        write(three, "jsonl", tmp_path / "a")
    with pytest.raises(UsageError, match=r"no decisions of 'eve'.*anna, ben"):
        write(three, "jsonl", tmp_path / "a", annotator="eve")
    write(three, "jsonl", tmp_path / "a", annotator="ben", include="decided")
    (annotated,) = lines(tmp_path / "a")
    assert (annotated.annotations, annotated.annotator) == ((BO,), "ben")


def test_suggestions_can_be_exported_before_anyone_decided(desk, tmp_path):
    desk.add("a", text(1), [ANA])
    with pytest.raises(GoldleafError, match=r"no article is done.*--include all \(1 of 1\)"):
        write(desk, "jsonl", tmp_path / "a")
    write(desk, "jsonl", tmp_path / "a", include="all")
    (annotated,) = lines(tmp_path / "a")
    assert annotated.provenance["e1"]["how"] == "suggested"
    assert annotated.annotator == ""


def test_nothing_to_export_says_what_to_do(desk, tmp_path):
    with pytest.raises(GoldleafError, match="goldleaf add"):
        write(desk, "jsonl", tmp_path / "a")
    desk.add("a", text(1))
    desk.add("b", text(2))
    with pytest.raises(GoldleafError, match="nothing is decided yet"):
        write(desk, "jsonl", tmp_path / "a", include="decided")
    desk.accept("a", ANA)
    with pytest.raises(GoldleafError) as caught:
        write(desk, "jsonl", tmp_path / "a")
    assert caught.value.exit_code == 1
    assert "--include decided (1 of 2)" in str(caught.value)
    desk.mark("a", Status.SKIPPED)
    desk.mark("b", Status.SKIPPED)
    with pytest.raises(GoldleafError, match="every article is skipped"):
        write(desk, "jsonl", tmp_path / "a", include="all")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("format", "more", "message"),
    [
        ("xml", {}, "no format 'xml'; the formats are .*jsonl.*spacy"),
        ("jsonl", {"include": "some"}, "'some'.*done, decided, all"),
        ("jsonl", {"split": "80"}, "80/10/10"),
    ],
)
def test_wrong_use_is_named(three, tmp_path, format, more, message):
    with pytest.raises(UsageError, match=message):
        write(three, format, tmp_path / "a", **more)
    assert not (tmp_path / "a").exists()


def test_a_folder_cannot_be_a_file_nor_a_file_a_folder(three, tmp_path):
    with pytest.raises(UsageError, match="is a folder"):
        write(three, "jsonl", tmp_path)
    with pytest.raises(UsageError, match="not a folder"):
        write(three, "spacy", three.store.path)
    with pytest.raises(UsageError, match="does not exist"):
        write(three, "jsonl", tmp_path / "a" / "b")
    with pytest.raises(UsageError, match="standard output"):
        write(three, "spacy", Path("-"))


def test_the_database_is_not_overwritten(three):
    before = three.store.path.read_bytes()
    with pytest.raises(UsageError, match="something else than Goldleaf JSONL"):
        write(three, "jsonl", three.store.path)
    assert three.store.path.read_bytes() == before


def test_a_folder_without_write_access_is_named(three, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    # the tests may run as a user whom no folder refuses
    monkeypatch.setattr("goldleaf.core.gold.files.Outputs.open", refuse)
    with pytest.raises(UsageError, match="gold cannot be written"):
        write(three, "jsonl", tmp_path / "gold", split="1/1/1")
    assert not (tmp_path / "gold").exists()


def test_a_failure_in_the_middle_leaves_the_old_export(three, tmp_path):
    dest = tmp_path / "gold.jsonl"
    write(three, "jsonl", dest)
    before = dest.read_bytes()

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(three, "jsonl", dest, include="all", progress=stop)
    assert dest.read_bytes() == before
    assert [name for name in listing(tmp_path) if "goldleaf.db" not in name] == ["gold.jsonl"]


@pytest.mark.parametrize("id", ["../../etc/passwd", "/abs", "..", "a\x00b", "x" * 500, "-rf"])
def test_a_hostile_id_or_title_does_not_leave_the_folder(desk, tmp_path, id):
    desk.add(id, text(1), title=f"../{id}\x1b]0;x\x07")
    desk.mark(id, Status.DONE)
    (tmp_path / "in").mkdir()
    before = listing(tmp_path)
    write(desk, "jsonl", tmp_path / "in" / "gold", split="8/1/1")
    assert listing(tmp_path) == before
    assert listing(tmp_path / "in") == ["gold"]
    assert listing(tmp_path / "in" / "gold") == ["dev.jsonl", "test.jsonl", "train.jsonl"]
    assert lines(tmp_path / "in" / "gold" / "train.jsonl")[0].article.id == id
