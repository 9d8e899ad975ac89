from pathlib import Path

import pytest

from goldleaf.core.model import UsageError
from goldleaf.core.scheme import preset_text
from goldleaf.core.store import Config, Workspace
from goldleaf.core.store.workspace import read_config


@pytest.fixture(autouse=True)
def outside_any_workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("GOLDLEAF_WORKSPACE", "GOLDLEAF_ANNOTATOR"):
        monkeypatch.delenv(name, raising=False)


def make(root):
    return Workspace.create(root, preset_text("news"))


def test_create_makes_what_a_review_needs(tmp_path):
    workspace = make(tmp_path / "new" / "deep")
    assert {path.name for path in workspace.root.iterdir()} == {
        "goldleaf.toml",
        "scheme.toml",
        "guidelines.md",
    }
    assert workspace.scheme.name == "news"
    assert not any(one.triggers for one in workspace.scheme.event_types)
    assert all(one.triggers for one in workspace.scheme_with_triggers.event_types)
    assert workspace.config.language == "en"
    with workspace.store() as store:
        assert store.article_ids() == []
    assert workspace.name == "deep"


def test_create_keeps_what_is_there_and_refuses_a_workspace(tmp_path):
    (tmp_path / "guidelines.md").write_text("mine")
    make(tmp_path)
    assert (tmp_path / "guidelines.md").read_text() == "mine"
    with pytest.raises(UsageError, match="a Goldleaf workspace already"):
        make(tmp_path)


def test_create_in_a_file_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be made"):
        make(tmp_path / "file")


def test_find_takes_the_named_then_the_environment_then_here(tmp_path, monkeypatch):
    named, from_environment, here = (tmp_path / name for name in ("named", "env", "here"))
    for root in (named, from_environment, here, here / "annotations"):
        make(root)
    monkeypatch.chdir(here)
    assert Workspace.find().root == Path()
    (here / "goldleaf.toml").unlink()
    assert Workspace.find().root == Path("annotations")
    monkeypatch.setenv("GOLDLEAF_WORKSPACE", str(from_environment))
    assert Workspace.find().root == from_environment
    assert Workspace.find(named).root == named


def test_no_workspace_is_one_sentence(tmp_path):
    with pytest.raises(UsageError, match="goldleaf init"):
        Workspace.find()
    with pytest.raises(UsageError, match="goldleaf init"):
        Workspace.find(tmp_path / "nowhere")


def test_annotator_is_named_by_option_environment_settings_or_login(tmp_path, monkeypatch):
    workspace = make(tmp_path)
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    assert workspace.annotator() == "login"
    (tmp_path / "goldleaf.toml").write_text('annotator = "settings"')
    workspace = Workspace.open(tmp_path)
    assert workspace.annotator() == "settings"
    monkeypatch.setenv("GOLDLEAF_ANNOTATOR", "environment")
    assert workspace.annotator() == "environment"
    assert workspace.annotator("option") == "option"


def test_annotator_without_a_login_name(tmp_path, monkeypatch):
    def unknown():
        raise OSError

    monkeypatch.setattr("getpass.getuser", unknown)
    assert make(tmp_path).annotator() == "annotator"


def test_config_reads_keys_as_one_or_several(tmp_path):
    path = tmp_path / "goldleaf.toml"
    path.write_text('language = "de"\n[keys]\naccept = "y"\nreject = ["n", "ctrl+x"]\n')
    assert read_config(path) == Config(
        language="de", keys={"accept": ("y",), "reject": ("n", "ctrl+x")}
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("language = 3", "language must be text"),
        ('colour = "red"', "no setting 'colour'"),
        ("keys = 3", "must be a table"),
        ("[keys]\naccept = 3", "keys.accept must be"),
        ("language = ", "not valid TOML"),
    ],
)
def test_wrong_settings_are_named(tmp_path, text, sentence):
    path = tmp_path / "goldleaf.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=sentence):
        read_config(path)


def test_settings_that_are_no_text(tmp_path):
    path = tmp_path / "goldleaf.toml"
    path.write_bytes(b'language = "\xff"')
    with pytest.raises(UsageError, match="not valid TOML"):
        read_config(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_config(tmp_path)
