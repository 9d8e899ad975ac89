"""``goldleaf knowledge``: the index is built when it is needed, and looked up."""

import json

import pytest

from goldleaf.cli import main
from goldleaf.cli.doctor import examine
from goldleaf.core.store import Workspace


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["init", "."]) == 0
    config = tmp_path / "goldleaf.toml"
    config.write_text('knowledge = "ports.tsv"\n', encoding="utf-8")
    (tmp_path / "ports.tsv").write_text(
        "id\tlabel\taliases\nP1\tEastmoor\tOstmoor\n", encoding="utf-8"
    )
    return tmp_path


def test_an_entry_is_looked_up_and_the_index_follows_the_file(workspace, capsys):
    assert main(["knowledge", "ostm", "--json"]) == 0
    said = capsys.readouterr()
    entry = {"id": "P1", "label": "Eastmoor", "aliases": ["Ostmoor"], "description": ""}
    assert json.loads(said.out) == [entry]
    assert "Indexed 1 entry of" in said.err
    assert main(["knowledge"]) == 0
    said = capsys.readouterr()
    assert "P1" in said.out
    assert "Indexed" not in said.err
    assert main(["knowledge", "dell"]) == 0
    assert "has 'dell'" in capsys.readouterr().err


def test_a_mistake_is_one_sentence_with_file_and_line(workspace, capsys):
    (workspace / "ports.tsv").write_text("id\tlabel\nP1\t\n", encoding="utf-8")
    assert main(["knowledge"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert said[0].startswith("goldleaf: ")
    assert "ports.tsv, line 2: the entry 'P1' has no label." in said[0]


def test_without_the_setting_it_says_what_to_do(workspace, capsys):
    (workspace / "goldleaf.toml").write_text("", encoding="utf-8")
    assert main(["knowledge"]) == 2
    assert "put knowledge =" in capsys.readouterr().err


def test_the_doctor_looks_at_it(workspace):
    (workspace / "ports.tsv").unlink()
    found = {one.subject: one for one in examine(Workspace.open(workspace))}
    assert not found["knowledge"].well
    assert "ports.tsv" in found["knowledge"].message
