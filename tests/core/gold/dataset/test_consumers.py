"""The folder in the hands of those who use it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pexpect
import pytest
from pyarrow import parquet

from goldleaf.core.gold import DatasetOptions, export
from goldleaf.core.gold.dataset.rows import columns, row_of
from goldleaf.core.model import (
    Argument,
    DocumentLabel,
    Entity,
    Event,
    Record,
    RecordChange,
    Relation,
    Span,
    Status,
    Verdict,
)
from goldleaf.core.scheme import preset_text
from goldleaf.core.store import Workspace

from ..conftest import Desk

TEXT = (
    "Ana 🌾 met Bo in São Vale, {} e\u0301t\u00e9s ago.\r\n\u2028Ends {}\u0085"
    '\x00\x1b[0m \\u0041 "quoted" \ue000\U0010ffff\ufffe \u202eRTL שלום'
)


def fill(desk, number):
    """An article in which every column has something, or nothing, by its number."""
    id = f"a{number:02}"
    text = TEXT.format(number, " ".join(f"w{number}x{word}" for word in range(number % 7 + 5)))
    ana = Entity("e", (Span(0, 3), Span(8, 11)), "PERSON", {"genericity": "generic"}, "Q1")
    bo = Entity("b", (Span(10, 12),), "PERSON")
    met = Event("v", "CONSULT", Span(6, 9), (Argument("ACTOR", "e"), Argument("LOCATION", bo.span)))
    desk.add(id, text, [ana, bo, met] if number % 2 else [], title="A\ttitle", language="pt-BR")
    if number % 3:
        near = Relation("r", "coref", "e", "b")
        desk.accept(id, ana, bo, met, near, DocumentLabel("d", "sport"))
    else:
        desk.decide(id, RecordChange("b", None, Record(bo, Verdict.REJECTED)))
    desk.mark(id, Status.DONE)


@pytest.fixture(scope="module")
def gold(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "gold"
    desk = Desk(":memory:")
    for number in range(40):
        fill(desk, number)
    options = DatasetOptions(
        "Meetings", "cc-by-4.0", "# Marking\n", 'name = "x"\n', rejections=True
    )
    export(desk.store, desk.scheme, "dataset", folder, options=options)
    desk.store.close()
    return folder


def lines(folder, part):
    text = (folder / "data" / f"{part}.jsonl").read_bytes().decode()
    return [json.loads(line) for line in text.split("\n") if line]


@pytest.mark.parametrize("part", ["train", "dev", "test"])
def test_parquet_says_what_the_lines_say(gold, part):
    table = parquet.read_table(gold / "data" / f"{part}.parquet")
    types = columns(rejections=True)
    assert table.column_names == list(types)
    rows = table.to_pylist()
    assert rows
    assert rows == [row_of(value, types) for value in lines(gold, part)]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum")
def test_sha256sum_finds_every_file_as_the_manifest_tells_it(gold):
    files = json.loads((gold / "manifest.json").read_text("utf-8"))["files"]
    sums = "".join(f"{told['sha256']}  {name}\n" for name, told in files.items())
    ran = subprocess.run(
        ["sha256sum", "--check", "--strict"],
        cwd=gold,
        input=sums,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.splitlines()) == len(files)
    there = {one.relative_to(gold).as_posix() for one in gold.rglob("*") if one.is_file()}
    assert files.keys() == there - {"manifest.json"}


_LOADS = """
import json, datasets, yaml
whole = datasets.load_dataset("gold")
front = yaml.safe_load(open("gold/README.md", encoding="utf-8").read().split("---\\n")[1])
told = datasets.Features._from_yaml_list(front["dataset_info"]["features"])
stream = datasets.load_dataset("gold", streaming=True)
one = datasets.load_dataset("gold", split="validation")
print(json.dumps({
    "rows": {split: rows.to_list() for split, rows in whole.items()},
    "streamed": {split: list(rows) for split, rows in stream.items()},
    "validation": one.to_list(),
    "told": all(rows.features == told for rows in whole.values()),
    "streamed features": all(rows.features == told for rows in stream.values()),
    "offset": str(told["entities"].feature["start"].dtype),
    "score": str(told["rejected"]["events"].feature["provenance"]["score"].dtype),
    "label": str(told["labels"].feature["label"].dtype),
    "text": str(told["text"].dtype),
}))
"""


@pytest.mark.slow
def test_the_datasets_library_loads_the_folder_offline(gold, tmp_path):
    ran = subprocess.run(
        [sys.executable, "-c", _LOADS],
        cwd=gold.parent,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(ran.stdout.splitlines()[-1])
    types = columns(rejections=True)
    names = {"train": "train", "validation": "dev", "test": "test"}
    expected = {
        split: [row_of(value, types) for value in lines(gold, part)]
        for split, part in names.items()
    }
    assert found["rows"] == expected
    assert found["streamed"] == expected
    assert found["validation"] == expected["validation"]
    assert found["told"]
    assert found["streamed features"]
    assert (found["offset"], found["score"]) == ("int64", "float64")
    assert (found["label"], found["text"]) == ("string", "string")


def exported(workspace, dest, **environment):
    subprocess.run(
        [sys.executable, "-m", "goldleaf", "-w", str(workspace), "export", "dataset", str(dest)],
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
    )
    return tree(dest)


def tree(folder):
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_an_export_that_is_killed_leaves_the_dataset_that_was_there(tmp_path):
    workspace = Workspace.create(tmp_path / "news", preset_text("news"))
    desk = Desk(workspace.database)
    for number in range(3):
        fill(desk, number)
    before = exported(workspace.root, tmp_path / "gold")
    for number in range(3, 40):
        fill(desk, number)
    desk.store.close()
    process = subprocess.Popen(
        [sys.executable, "-m", "goldleaf", "-w", workspace.root, "export", "dataset", "gold"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with process:
        while process.poll() is None and not list((tmp_path / "gold").glob(".goldleaf-*/made/*")):
            time.sleep(0.001)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    left = tree(tmp_path / "gold")
    assert {name: left[name] for name in left if ".goldleaf-" not in name} == before
    assert left.keys() - before.keys()
    after = exported(workspace.root, tmp_path / "gold")
    assert after.keys() == before.keys()
    assert after != before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["gold", "news"]


def test_the_bytes_depend_on_no_seed_time_zone_or_locale(tmp_path):
    workspace = Workspace.create(tmp_path / "news", preset_text("news"))
    desk = Desk(workspace.database)
    for number in range(20):
        fill(desk, number)
    desk.store.close()
    first = exported(workspace.root, tmp_path / "one", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    assert len(first) == 11
    second = exported(
        workspace.root,
        tmp_path / "two",
        PYTHONHASHSEED="77",
        TZ="Pacific/Kiritimati",
        LC_ALL="C.UTF-8",
        OMP_NUM_THREADS="1",
        PYTHONUTF8="0",
    )
    assert second == first
    # and over what is there
    assert exported(workspace.root, tmp_path / "one", PYTHONHASHSEED="5") == first


def test_each_long_step_shows_how_far_it_is(tmp_path):
    workspace = Workspace.create(tmp_path / "news", preset_text("news"))
    desk = Desk(workspace.database)
    for number in range(3):
        fill(desk, number)
    desk.mark("a00", Status.DONE, annotator="ben")
    desk.store.close()
    arguments = ["-m", "goldleaf", "-w", str(workspace.root), "export", "dataset"]
    child = pexpect.spawn(
        sys.executable,
        [*arguments, str(tmp_path / "gold"), "--annotator", "anna"],
        encoding="utf-8",
        dimensions=(24, 100),
        timeout=60,
    )
    child.expect(pexpect.EOF)
    shown = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", child.before)
    for step in ("Reading", "Dividing", "Writing", "Comparing annotators"):
        assert re.search(rf"{step} +━+ 3/3", shown), shown
