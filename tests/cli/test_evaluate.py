"""`goldleaf evaluate`, and what `add` and `export` tell of losses."""

import json

import pytest

from goldleaf.cli import main
from goldleaf.core.scheme import preset_text
from goldleaf.core.store import Workspace

GOLD = {
    "id": "mill",
    "text": "Norway and Chile signed a treaty in Oslo.",
    "entities": [
        {"start": 0, "end": 6, "label": "GPE"},
        {"start": 11, "end": 16, "label": "GPE"},
        {"start": 36, "end": 40, "label": "PERSON"},
    ],
    "status": "done",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOLDLEAF_ANNOTATOR", "kim")
    Workspace.create(tmp_path / "w", preset_text("news"))
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    return tmp_path


@pytest.mark.slow
def test_a_gold_file_and_the_workspace_are_scored_alike(folder, capsys):
    assert main(["-w", "w", "evaluate", "gold.jsonl", "--json"]) == 0
    of_file = json.loads(capsys.readouterr().out)
    entity = of_file["measures"]["entity"]
    assert (entity["correct"], entity["suggested"], entity["gold"]) == (2, 3, 3)
    assert entity["by_type"]["GPE"]["precision"] == round(2 / 3, 4)
    assert main(["-w", "w", "add", "gold.jsonl", "--as-gold"]) == 0
    capsys.readouterr()
    assert main(["-w", "w", "evaluate", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == of_file
    assert main(["-w", "w", "evaluate"]) == 0
    assert "trigger-classification" in capsys.readouterr().out


def test_a_gold_file_that_is_not_there_is_named(folder, capsys):
    assert main(["-w", "w", "evaluate", "none.jsonl"]) == 2
    assert "none.jsonl does not exist" in capsys.readouterr().err


def test_losses_are_reported_whole_and_may_be_an_error(folder, capsys):
    attributes = {**GOLD, "comments": [{"text": "Hm?"}]}
    (folder / "gold.jsonl").write_text(json.dumps(attributes) + "\n")
    assert main(["-w", "w", "add", "gold.jsonl", "--as-gold"]) == 0
    command = ["-w", "w", "export", "iob2", "out.iob2"]
    assert main([*command, "--report", "losses.jsonl"]) == 0
    told = [json.loads(line) for line in (folder / "losses.jsonl").read_text().splitlines()]
    assert {one["reason"] for one in told} >= {"comment"}
    assert all(one["article"] == "mill" for one in told)
    assert "1 comment has no place" in capsys.readouterr().err
    (folder / "out.iob2").unlink()
    assert main([*command, "--strict"]) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert not (folder / "out.iob2").exists()
