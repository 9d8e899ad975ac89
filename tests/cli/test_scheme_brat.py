"""`goldleaf scheme from-brat` and `to-brat`."""

from goldleaf.cli import main
from goldleaf.core.scheme import load_scheme, preset_text
from goldleaf.core.store import Workspace


def test_a_configuration_becomes_a_scheme_and_what_is_lost_is_told(tmp_path, capsys):
    config = tmp_path / "annotation.conf"
    config.write_text("[entities]\nPerson\n[events]\nMeet\tWho+:Person, Of:Nobody\n")
    assert main(["scheme", "from-brat", str(config), "--name", "meetings"]) == 0
    out, err = capsys.readouterr()
    assert "line 4: Meet names 'Nobody'" in err
    path = tmp_path / "scheme.toml"
    path.write_text(out)
    scheme = load_scheme(path)
    assert (scheme.name, scheme.event_types[0].roles[0].minimum) == ("meetings", 1)


def test_a_file_that_is_no_configuration_is_one_sentence(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Ana met Bo.\n")
    for name in ("a.txt", "missing.conf"):
        assert main(["scheme", "from-brat", str(tmp_path / name)]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_the_scheme_of_a_workspace_as_a_configuration(tmp_path, capsys):
    Workspace.create(tmp_path / "w", preset_text("news"))
    assert main(["-w", str(tmp_path / "w"), "scheme", "to-brat"]) == 0
    out = capsys.readouterr().out
    assert "[entities]\nGPE\n" in out
    assert "polarity Arg:<EVENT>, Value:" in out
