"""Files, folders, patterns and standard input."""

import io

import pytest

from goldleaf.core.formats import Source
from goldleaf.core.ingest.sources import Refusal, expand


@pytest.fixture
def tree(tmp_path, monkeypatch):
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden/d.txt", ".e.txt", "deep/.f.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _names(*given):
    return [one.name if isinstance(one, Source) else one.reason for one in expand(given)]


def test_a_folder_gives_its_files_in_order_without_the_hidden_ones(tree):
    assert _names("in") == ["in/a.txt", "in/b.txt", "in/deep/c.txt"]


def test_a_hidden_file_that_is_named_is_read(tree):
    assert _names("in/.e.txt") == ["in/.e.txt"]


def test_patterns_are_expanded(tree):
    assert _names("in/*.txt") == ["in/a.txt", "in/b.txt"]
    assert _names("in/**/*.txt") == ["in/a.txt", "in/b.txt", "in/deep/c.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tree):
    (tree / "[draft].txt").write_text("x")
    assert _names("[draft].txt") == ["[draft].txt"]


def test_a_file_comes_once_however_often_it_is_named(tree):
    assert _names("in/b.txt", "in", tree / "in" / "a.txt") == [
        "in/b.txt",
        "in/a.txt",
        "in/deep/c.txt",
    ]


def test_what_names_nothing_is_refused_and_the_rest_goes_on(tree):
    found = list(expand(["none.txt", "*.none", "empty", "in/a.txt"]))
    assert [type(one) for one in found] == [Refusal, Refusal, Refusal, Source]
    assert [one.reason for one in found[:3]] == [
        "none.txt does not exist; check the path.",
        "no file matches '*.none'; check the pattern.",
        "the folder empty holds no files to add.",
    ]


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"words")))
    (source,) = expand(["-"])
    with source.open() as stream:
        assert stream.read() == b"words"
    assert source.stem == "stdin"
