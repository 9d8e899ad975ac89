"""Large sources are added in batches, all of them or nothing."""

import io
import json
import os
import sys
from threading import Thread

import pytest

from goldleaf.core.ingest import AddProgress, add
from goldleaf.core.model import Decision, DecisionKind, Status, StatusChange, next_id
from goldleaf.core.store import Store

MANY = 450


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "goldleaf.db") as store:
        yield store


@pytest.fixture
def folder(tmp_path, monkeypatch):
    path = tmp_path / "in"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


def line(number, **more):
    return json.dumps({"id": f"a{number}", "text": f"The mill sold {number} loaves."} | more) + "\n"


def issue(number):
    """An article whose last line recurs."""
    return (
        f"Story number {number} of the mill\n\n{'The mill baked again and sold.' * 3} {number}\n\n"
        f"The Mill Post comes out on Sundays, number {number}."
    )


def written(path, *lines):
    path.write_text("".join(lines))
    return path


def test_a_large_file_is_added_in_batches(store, folder):
    path = written(folder / "big.jsonl", *map(line, range(MANY)))
    seen = []
    with Store(store.path) as other:
        add(store, [path], progress=lambda _: seen.append(len(other.article_ids())))
    assert sorted(set(seen)) == [0, 200, 400, MANY]
    assert store.article_ids() == [f"a{number}" for number in range(MANY)]


@pytest.mark.parametrize("broken", ['{"text": "The mi', '{"text": 3}'])
def test_a_large_file_with_a_mistake_adds_nothing(store, folder, broken):
    path = written(folder / "big.jsonl", *map(line, range(MANY)), broken)
    report = add(store, [path])
    assert (report.added, report.present) == ([], [])
    assert f"line {MANY + 1}" in report.refused[0].reason
    assert store.article_ids() == []


def test_with_strict_a_loss_late_in_a_large_file_adds_nothing(store, folder):
    late = {"text": "Too late.", "spans": [{"start": 0, "end": 99, "label": "X"}]}
    tasks = [{"text": f"Task {number}.", "spans": []} for number in range(MANY)]
    path = written(folder / "t.jsonl", *(json.dumps(one) + "\n" for one in [*tasks, late]))
    assert add(store, [path], format="prodigy", strict=True).refused
    assert store.article_ids() == []
    report = add(store, [path], format="prodigy")
    # told once, though the file is read twice
    assert len(report.losses) == 1
    assert len(report.added) == MANY + 1


def test_what_was_stopped_goes_on_where_it_was(store, folder):
    path = written(folder / "big.jsonl", *map(line, range(MANY)))

    def stop(now):
        if not now.checking and now.articles == 300 and store.article_ids():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(store, [path], progress=stop)
    assert len(store.article_ids()) == 200
    report = add(store, [path])
    assert (len(report.present), len(report.added)) == (200, MANY - 200)
    assert store.article_ids() == [f"a{number}" for number in range(MANY)]


def test_lines_that_recur_in_a_large_file_are_found_before_a_stop(store, folder):
    def page(number):
        return line(number, text=issue(number), source=f"https://mill.example/{number}")

    path = written(folder / "big.jsonl", *map(page, range(250)))

    def stop(now):
        if not now.checking and now.articles == 220 and store.article_ids():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add(store, [path], progress=stop)
    text = store.article("a7").text
    assert [zone.kind.value for zone in store.zones("a7") if zone.end == len(text)] == [
        "boilerplate"
    ]


def test_two_small_files_before_a_large_one_stay_too_few_to_tell_what_recurs(store, folder):
    for number in (1, 2):
        (folder / f"a{number}.txt").write_text(issue(number))
    written(folder / "big.jsonl", *map(line, range(300, 300 + MANY)))
    add(store, ["."])
    assert {zone.kind.value for id in ("a1", "a2") for zone in store.zones(id)} == {
        "title",
        "body",
    }


def test_others_can_decide_while_a_large_file_is_read(store, folder):
    path = written(folder / "big.jsonl", *map(line, range(MANY)))
    add(store, [written(folder / "one.txt", "There already.")])
    there = []

    def decide(now):
        """Between two articles nothing is held back in a transaction, so this need not wait."""
        with Store(store.path) as other:
            id = next_id(other.last_decision_id("anna"))
            pair = (Status.OPEN, Status.FLAGGED)
            change = StatusChange(*(reversed(pair) if len(there) % 2 else pair))
            at = "2026-03-01T10:00:00.000Z"
            other.append(Decision(id, "one", "anna", DecisionKind.STATUS, at, (change,)))
            there.append(len(other.article_ids()))

    add(store, [path], progress=lambda now: decide(now) if now.articles % 50 == 7 else None)
    assert there == [1] * 9 + [1] * 4 + [201] * 4 + [401]


def test_progress_is_told_by_the_bytes_that_are_read(store, folder):
    for name in "ab":
        (folder / f"{name}.txt").write_text(f"The mill of {name} is open.")
    told = []
    add(store, [".", "none"], progress=told.append)
    assert told == [
        AddProgress("a.txt", 22, 44, 1),
        AddProgress("a.txt", 22, 44, 1),
        AddProgress("b.txt", 44, 44, 2),
        AddProgress("b.txt", 44, 44, 2),
        AddProgress("none", 44, 44, 2),
    ]


def test_progress_goes_through_a_large_file_twice(store, folder):
    path = written(folder / "big.jsonl", *map(line, range(MANY)))
    size = path.stat().st_size
    told = []
    add(store, [path], progress=told.append)
    _, begun = (at for at, one in enumerate(told) if one.articles == 1)
    checked, added = told[:begun], told[begun:]
    assert [one.checking for one in checked] == [False] * 399 + [True] * (MANY - 399)
    assert not any(one.checking for one in added)
    for pass_ in (checked, added):
        done = [one.done for one in pass_]
        assert done == sorted(done)
        assert 0 < done[0] < size / 100
        assert done[-1] == size
        assert pass_[-1].articles == MANY
    assert {one.total for one in told} == {size}


def test_a_pipe_gives_articles_of_any_format(store, folder, monkeypatch):
    lines = "".join(map(line, range(MANY))).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    told = []
    assert len(add(store, ["-"], progress=told.append).added) == MANY
    assert {one.total for one in told} == {0}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_read_once(store, folder):
    os.mkfifo(folder / "pipe")
    writer = Thread(target=written, args=[folder / "pipe", line(1), line(2)])
    writer.start()
    assert add(store, ["pipe"]).added == ["a1", "a2"]
    writer.join()
