"""The command line: what it prints where, and one sentence for each mistake."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from goldleaf.cli import main
from goldleaf.cli.commands import app
from goldleaf.cli.review import ReviewRequest, parse_review
from goldleaf.core.model import (
    Article,
    Decision,
    DecisionKind,
    Entity,
    Record,
    RecordChange,
    Segmentation,
    Span,
    Suggestion,
    Verdict,
)
from goldleaf.core.review import ReviewSession
from goldleaf.core.store import Workspace

TEXT = "Norway and Chile signed a treaty on fisheries in Oslo."


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOLDLEAF_WORKSPACE", raising=False)
    monkeypatch.setenv("GOLDLEAF_ANNOTATOR", "kim")


class Cli:
    """Runs commands in this process and keeps what they printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.out = ""
        self.err = ""

    def __call__(self, *arguments: str | Path) -> int:
        self._capsys.readouterr()
        code = main([str(one) for one in arguments])
        self.out, self.err = self._capsys.readouterr()
        return code

    def fails(self, code: int, *arguments: str | Path) -> str:
        """The one sentence that a command gives up with."""
        assert self(*arguments) == code, (self.out, self.err)
        lines = self.err.splitlines()
        assert self.out == ""
        assert len(lines) == 1, self.err
        assert lines[0].startswith("goldleaf: ")
        return lines[0].removeprefix("goldleaf: ")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return Cli(capsys)


@pytest.fixture
def workspace(cli: Cli) -> Workspace:
    assert cli("init", "project") == 0
    return Workspace.open(Path("project"))


def _segmentation(text: str = TEXT) -> Segmentation:
    words = list(re.finditer(r"\w+|\.", text))
    starts = array("i", [word.start() for word in words])
    ends = array("i", [word.end() for word in words])
    return Segmentation(starts, ends, array("i", [0]), array("i", [len(text)]))


def _fill(workspace: Workspace) -> None:
    norway = Entity("n1", (Span(0, 6),), "GPE")
    oslo = Entity("n2", (Span(49, 53),), "GPE")
    article = Article("fish", TEXT, title="A \x1b[31mtreaty\u202e")
    with workspace.store() as store:
        store.add_article(article, (), _segmentation())
        store.put_suggestions(
            "fish", "test", "1", [Suggestion(one, 0.9, "test", "1") for one in (norway, oslo)]
        )
        store.append(
            Decision(
                "0190-1",
                "fish",
                "kim",
                DecisionKind.ACCEPT,
                "2026-01-02T03:04:05.678Z",
                (RecordChange("n1", None, Record(norway, Verdict.ACCEPTED)),),
            )
        )
        store.append(
            Decision(
                "0190-2",
                "fish",
                "kim",
                DecisionKind.UNDO,
                "2026-01-02T03:04:06.678Z",
                (RecordChange("n1", Record(norway, Verdict.ACCEPTED), None),),
                undoes="0190-1",
            )
        )
        store.append(
            Decision(
                "0190-3",
                "fish",
                "kim",
                DecisionKind.REJECT,
                "2026-01-02T03:04:07.678Z",
                (RecordChange("n2", None, Record(oslo, Verdict.REJECTED)),),
            )
        )


# Help


COMMANDS = (
    "init",
    "add",
    "suggest",
    "review",
    "export",
    "status",
    "history",
    "keys",
    "scheme",
    "doctor",
    "demo",
)


def test_the_help_names_every_command(cli: Cli) -> None:
    assert cli("--help") == 0
    listed = [line.split()[0] for line in cli.out.partition("Commands:")[2].splitlines() if line]
    assert set(COMMANDS) <= set(listed)
    assert cli.err == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_tells_more_than_its_name(cli: Cli, command: str) -> None:
    assert cli(command, "-h") == 0
    assert cli.out.startswith(f"Usage: goldleaf {command}")
    assert len(cli.out.splitlines()) > 5


def test_the_version_is_that_of_the_package(cli: Cli) -> None:
    assert cli("--version") == 0
    assert cli.out.startswith("goldleaf 0.")


# Results


def test_a_new_workspace_holds_files_to_edit(workspace: Workspace) -> None:
    names = {one.name for one in workspace.root.iterdir()}
    assert names == {"goldleaf.toml", "scheme.toml", "guidelines.md"}


def test_a_workspace_takes_a_scheme_of_ones_own(cli: Cli) -> None:
    own = Path("own.toml")
    own.write_text('name = "own"\n[entities.RIVER]\ndescription = "A river."\n', encoding="utf-8")
    assert cli("init", "project", "--scheme", own) == 0
    assert cli("-w", "project", "scheme", "--json") == 0
    assert [one["name"] for one in json.loads(cli.out)["labels"]] == ["RIVER"]


def test_the_status_tells_how_far_the_review_is(cli: Cli, workspace: Workspace) -> None:
    _fill(workspace)
    assert cli("-w", "project", "status", "--json") == 0
    (article,) = json.loads(cli.out)["articles"]
    assert (article["id"], article["pending"], article["rejected"]) == ("fish", 1, 1)
    assert cli("-w", "project", "status") == 0
    assert "fish" in cli.out
    assert "kim has decided 1, 1 pending" in cli.out


def test_titles_of_strangers_do_not_steer_the_terminal(cli: Cli, workspace: Workspace) -> None:
    _fill(workspace)
    assert cli("-w", "project", "status") == 0
    assert "\x1b" not in cli.out
    assert "\u202e" not in cli.out
    assert "␛[31mtreaty" in cli.out


def test_the_history_tells_what_was_decided_and_what_no_longer_stands(
    cli: Cli, workspace: Workspace
) -> None:
    _fill(workspace)
    assert cli("-w", "project", "history", "fish") == 0
    _, first, second, third = cli.out.splitlines()
    assert "accept (undone)" in first
    assert "“Norway” GPE accepted" in first
    assert "“Norway” GPE no longer decided" in second
    assert "“Oslo” GPE rejected" in third
    assert cli("-w", "project", "history", "fish", "--json") == 0
    accept, undo, reject = json.loads(cli.out)
    assert [one["kind"] for one in (accept, undo, reject)] == ["accept", "undo", "reject"]
    assert accept["changes"][0]["suggested"] == {
        "suggester": "test",
        "version": "1",
        "score": 0.9,
    }


def test_the_history_of_one_annotation_is_told_and_brought_back(
    cli: Cli, workspace: Workspace
) -> None:
    _fill(workspace)
    with workspace.store() as store:
        session = ReviewSession(store, workspace.scheme, "kim")
        session.focus_on("n2")
        session.relabel("ORG")
        session.focus_on("n2")
        session.set_link("Q585")
        relabelled = list(store.log("fish", "kim"))[3]
    history = ("-w", "project", "history", "fish", "--annotation", "n2", "--annotator", "kim")
    assert cli(*history) == 0
    _, suggested, rejected, relabel, link = cli.out.splitlines()
    assert suggested.endswith("“Oslo” GPE, suggested by test 1, 0.90")
    assert "“Oslo” GPE rejected, suggested by test 1, 0.90" in rejected
    assert relabel.endswith("“Oslo” ORG accepted: GPE → ORG")
    assert link.endswith("“Oslo” ORG accepted: link – → Q585")

    assert cli(*history, "--restore", relabelled.id) == 0
    assert cli.out.splitlines()[-1].endswith("“Oslo” ORG accepted: link Q585 → –")
    assert cli(*history, "--restore", "suggested", "--json") == 0
    assert json.loads(cli.out)[-1]["kind"] == "restore"
    with workspace.store() as store:
        assert "n2" not in store.state("fish", "kim").records
        session = ReviewSession(store, workspace.scheme, "kim")
        session.undo()
        assert store.state("fish", "kim").records["n2"].annotation.label == "ORG"
    assert "did not concern" in cli.fails(2, *history, "--restore", "0190-1")
    assert "like that already" in cli.fails(2, *history, "--restore", relabelled.id)
    assert "needs --annotation" in cli.fails(
        2, "-w", "project", "history", "fish", "--restore", "suggested"
    )
    assert cli("-w", "project", "doctor") == 0


def test_the_history_tells_what_comments_are_on(cli: Cli, workspace: Workspace) -> None:
    _fill(workspace)
    with workspace.store() as store:
        text = store.article("fish").text
        at = text.index("Oslo")
        session = ReviewSession(store, workspace.scheme, "kim")
        session.comment("Sure?", "n1")
        session.comment("Where?", Span(at, at + 4))
        session.comment("", Span(at, at + 4))
        session.comment("Long.", "")
    assert cli("-w", "project", "history", "fish") == 0
    said = [line.split("comment")[-1].strip() for line in cli.out.splitlines()[-4:]]
    assert said == [
        "“Sure?” on “Norway”",
        "“Where?” on “Oslo”",
        "removed “Where?” on “Oslo”",
        "“Long.”",
    ]
    assert cli("-w", "project", "doctor") == 0


def test_the_history_tells_what_was_carried_from_another_article(
    cli: Cli, workspace: Workspace
) -> None:
    _fill(workspace)
    with workspace.store() as store:
        text = "Norway votes."
        store.add_article(Article("vote", text), (), _segmentation(text))
        session = ReviewSession(store, workspace.scheme, "kim")
        session.focus_on("n1")
        session.carry(session.sites_everywhere())
    assert cli("-w", "project", "history", "vote") == 0
    assert "propagate" in cli.out
    assert "“Norway” GPE accepted; carried from n1 of fish" in cli.out
    assert cli("-w", "project", "history", "vote", "--json") == 0
    (decision,) = json.loads(cli.out)
    assert decision["source"] == "n1"
    with workspace.store() as store:
        assert store.decision(decision["command"]).article_id == "fish"


def test_the_keys_are_those_of_the_workspace(cli: Cli, workspace: Workspace) -> None:
    settings = workspace.root / "goldleaf.toml"
    settings.write_text('[keys]\naccept = "f5"\n', encoding="utf-8")
    assert cli("-w", "project", "keys", "--json") == 0
    rows = json.loads(cli.out)
    assert {"action", "keys", "context", "description"} == set(rows[0])
    assert next(row["keys"] for row in rows if row["action"] == "accept") == ["f5"]


def test_the_keys_need_no_workspace(cli: Cli) -> None:
    assert cli("keys") == 0
    assert "accept" in cli.out


def test_a_preset_is_printed_to_make_a_scheme_from(cli: Cli) -> None:
    assert cli("scheme", "preset", "conll2003") == 0
    Path("own.toml").write_text(cli.out, encoding="utf-8")
    assert cli("init", "project", "--scheme", "own.toml") == 0


def test_a_changed_scheme_is_checked_and_annotations_are_mapped_to_it(
    cli: Cli, workspace: Workspace
) -> None:
    _fill(workspace)
    with workspace.store() as store:
        session = ReviewSession(store, workspace.scheme, "kim")
        session.focus_on("n1")
        session.accept()
    assert cli("-w", "project", "scheme", "check") == 0
    path = workspace.scheme_path
    path.write_text(path.read_text("utf-8").replace("entities.GPE", "entities.PLACE"), "utf-8")
    path.write_text(path.read_text("utf-8").replace('"GPE"', '"PLACE"'), "utf-8")
    assert cli("-w", "project", "scheme", "check") == 1
    assert "The scheme has no label GPE." in cli.out
    assert "no label, event type, relation, attribute or document label CITY" in cli.fails(
        2, "-w", "project", "scheme", "migrate", "GPE=CITY"
    )
    assert cli("-w", "project", "scheme", "migrate", "GPE=PLACE") == 0
    assert cli.out == "Mapped 2 annotations.\n"
    assert "still has the label PLACE" in cli.fails(
        2, "-w", "project", "scheme", "migrate", "PLACE="
    )
    assert cli("-w", "project", "scheme", "check", "--json") == 0
    assert json.loads(cli.out) == []
    assert cli("-w", "project", "doctor") == 0


def test_the_doctor_finds_a_sound_workspace_sound(cli: Cli, workspace: Workspace) -> None:
    _fill(workspace)
    assert cli("-w", "project", "doctor") == 0
    assert "WRONG" not in cli.out
    assert "3 decisions by 1 annotator" in cli.out


def test_the_doctor_finds_a_state_that_is_not_the_fold_of_the_log(
    cli: Cli, workspace: Workspace
) -> None:
    _fill(workspace)
    with sqlite3.connect(workspace.database) as connection:
        connection.execute("DELETE FROM record")
    connection.close()
    assert cli("-w", "project", "doctor", "--json") == 1
    (wrong,) = [one for one in json.loads(cli.out) if not one["well"]]
    assert wrong["subject"] == "decisions"
    assert "kim on fish" in wrong["message"]


def test_the_doctor_goes_on_after_a_problem(cli: Cli, workspace: Workspace) -> None:
    (workspace.root / "scheme.toml").write_text("name = ", encoding="utf-8")
    (workspace.root / "goldleaf.toml").write_text('pipeline = "xx_none"\n', encoding="utf-8")
    assert cli("-w", "project", "doctor", "--json") == 1
    findings = {one["subject"]: one for one in json.loads(cli.out)}
    assert [name for name, one in findings.items() if not one["well"]] == [
        "scheme",
        "keys",
        "pipeline",
    ]
    assert "xx_none is not installed" in findings["pipeline"]["message"]


def test_the_language_of_files_that_do_not_tell_is_given(cli: Cli, workspace: Workspace) -> None:
    Path("nota.txt").write_text("Chile firmó un acuerdo en Oslo.", encoding="utf-8")
    assert cli("-w", "project", "add", "nota.txt", "--language", "es") == 0
    with workspace.store() as store:
        assert store.article("nota").language == "es"


@pytest.mark.slow
def test_suggesting_tells_of_articles_in_another_language(cli: Cli, workspace: Workspace) -> None:
    Path("nota.txt").write_text("Chile firmó un acuerdo en Oslo.", encoding="utf-8")
    Path("note.txt").write_text(TEXT, encoding="utf-8")
    assert cli("-w", "project", "add", "nota.txt", "--language", "es-CL") == 0
    assert cli("-w", "project", "add", "note.txt") == 0
    assert cli("-w", "project", "suggest") == 0
    assert "1 article in another language than the pipeline's: nota;" in cli.err
    assert cli("-w", "project", "suggest", "note") == 0
    assert "another language" not in cli.err


def test_adding_twice_adds_once(cli: Cli, workspace: Workspace) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    assert cli("-w", "project", "add", "a.txt", "--json") == 0
    assert json.loads(cli.out)["added"] == ["a"]
    assert cli("-w", "project", "add", "a.txt") == 0
    assert cli.out == "Added 0 articles. 1 article was there already.\n"


def test_articles_come_from_standard_input(workspace: Workspace) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "goldleaf", "-w", "project", "add", "-"],
        input=TEXT.encode("utf-16"),
        capture_output=True,
        check=True,
    )
    assert told.stdout.startswith(b"Added 1 article.")
    with workspace.store() as store:
        assert [store.article(id).text for id in store.article_ids()] == [TEXT]


def test_annotations_of_a_file_become_decisions_on_request(cli: Cli, workspace: Workspace) -> None:
    entity = {"start": 0, "end": 6, "label": "GPE"}
    line = json.dumps({"id": "fish", "text": TEXT, "entities": [entity]})
    Path("gold.jsonl").write_text(line + "\n", encoding="utf-8")
    assert cli("-w", "project", "add", "gold.jsonl", "--as-gold", "--annotator", "lou") == 0
    with workspace.store() as store:
        assert store.annotators() == ["lou"]
    assert cli("-w", "project", "export", "jsonl", "-", "--include", "decided") == 0
    (exported,) = [json.loads(one) for one in cli.out.splitlines()]
    assert exported["text"] == TEXT
    assert [(one["start"], one["end"]) for one in exported["entities"]] == [(0, 6)]
    assert "Exported 1 article" in cli.err


@pytest.mark.slow
def test_suggesting_is_told_and_is_the_same_twice(cli: Cli, workspace: Workspace) -> None:
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    assert cli("-w", "project", "add", "a.txt") == 0
    assert cli("-w", "project", "suggest", "--json") == 0
    first = json.loads(cli.out)
    assert first["entities"] >= 2
    with workspace.store() as store:
        proposed = store.suggestions("a")
    assert cli("-w", "project", "suggest", "a") == 0
    assert cli.out.startswith("Suggested ")
    with workspace.store() as store:
        assert store.suggestions("a") == proposed


@pytest.mark.slow
def test_the_demo_plays_the_loop_without_a_terminal(cli: Cli) -> None:
    assert cli("demo", "--into", "kept") == 0
    for told in ("Added 10 articles", "Suggested", "Accepted", "Undid", "resumed", "Exported 3"):
        assert told in cli.out
    exports = Path("kept", "exports")
    assert len((exports / "gold.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert (exports / "spacy" / "train.spacy").is_file()
    assert cli("-w", "kept", "doctor") == 0
    assert str(Path.cwd()) not in (exports / "gold.jsonl").read_text(encoding="utf-8")
    assert "already" in cli.fails(1, "demo", "--into", "kept")


# Mistakes


def test_an_unknown_command_is_wrong_use(cli: Cli) -> None:
    assert "Did you mean 'status'" in cli.fails(2, "statu")


def test_an_unknown_option_is_wrong_use(cli: Cli) -> None:
    assert "goldleaf status --help" in cli.fails(2, "status", "--frobnicate")


def test_a_missing_workspace_is_told_with_how_to_make_one(cli: Cli) -> None:
    assert "goldleaf init" in cli.fails(2, "status")
    assert "nowhere is not a Goldleaf workspace" in cli.fails(2, "-w", "nowhere", "status")


def test_an_unknown_scheme_is_told_with_those_there_are(cli: Cli) -> None:
    message = cli.fails(2, "init", "project", "--scheme", "newz")
    assert "newz" in message
    assert "news" in message
    assert not Path("project").exists()


def test_a_broken_scheme_of_ones_own_is_told_with_its_line(cli: Cli) -> None:
    Path("own.toml").write_text('name = "own"\n\n[entities.X]\ncolour = 3\n', encoding="utf-8")
    message = cli.fails(2, "init", "project", "--scheme", "own.toml")
    assert "own.toml" in message
    assert "4" in message
    assert "colour" in message


def test_a_workspace_is_not_made_over_another(cli: Cli, workspace: Workspace) -> None:
    assert "already" in cli.fails(2, "init", "project")


def test_a_workspace_cannot_be_made_where_a_file_is(cli: Cli) -> None:
    Path("project").write_text("", encoding="utf-8")
    assert "project" in cli.fails(2, "init", "project")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda connection: connection.execute("PRAGMA user_version = 99"),
        lambda connection: connection.execute("CREATE TABLE x (y)"),
    ],
    ids=["newer", "older"],
)
def test_a_database_of_another_version_is_opened_or_refused_and_never_spoilt(
    cli: Cli, workspace: Workspace, spoil: Callable[[sqlite3.Connection], object]
) -> None:
    with sqlite3.connect(workspace.database) as connection:
        spoil(connection)
        newer = connection.execute("PRAGMA user_version").fetchone() == (99,)
    connection.close()
    before = workspace.database.read_bytes()
    if newer:
        assert "newer Goldleaf" in cli.fails(2, "-w", "project", "status")
        assert workspace.database.read_bytes() == before
    else:
        assert cli("-w", "project", "status") == 0


def test_a_file_that_is_no_database_is_refused(cli: Cli, workspace: Workspace) -> None:
    workspace.database.write_bytes(b"this is text " * 200)
    assert "not a Goldleaf database" in cli.fails(2, "-w", "project", "status")
    assert workspace.database.read_bytes() == b"this is text " * 200


def test_an_unknown_setting_is_told(cli: Cli, workspace: Workspace) -> None:
    (workspace.root / "goldleaf.toml").write_text("colour = 'red'\n", encoding="utf-8")
    assert "colour" in cli.fails(2, "-w", "project", "keys")


def test_keys_that_clash_are_told(cli: Cli, workspace: Workspace) -> None:
    settings = workspace.root / "goldleaf.toml"
    settings.write_text('[keys]\naccept = "x"\n', encoding="utf-8")
    message = cli.fails(2, "-w", "project", "keys")
    assert "accept" in message
    assert "reject" in message


def test_an_unknown_article_is_told(cli: Cli, workspace: Workspace) -> None:
    assert "'nix'" in cli.fails(2, "-w", "project", "history", "nix")


def test_an_unknown_format_is_told_with_those_there_are(cli: Cli, workspace: Workspace) -> None:
    message = cli.fails(2, "-w", "project", "export", "xml", "out")
    assert "'xml'" in message
    assert "jsonl" in message
    assert not Path("out").exists()


def test_nothing_to_export_is_told(cli: Cli, workspace: Workspace) -> None:
    assert "goldleaf add" in cli.fails(1, "-w", "project", "export", "jsonl", "out.jsonl")
    _fill(workspace)
    assert "--include" in cli.fails(1, "-w", "project", "export", "jsonl", "out.jsonl")
    assert not Path("out.jsonl").exists()


def test_control_characters_in_a_mistake_do_not_reach_the_terminal(cli: Cli) -> None:
    assert "\x1b" not in cli.fails(2, "-w", "\x1b[2Jnix", "status")


# A review, asked for plainly


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ("", ReviewRequest()),
        ("review", ReviewRequest()),
        ("-w p", ReviewRequest(Path("p"))),
        ("--workspace p review", ReviewRequest(Path("p"))),
        ("review a --annotator kim", ReviewRequest(None, "kim", "a")),
        ("-w p review --annotator kim review", ReviewRequest(Path("p"), "kim", "review")),
    ],
)
def test_a_plain_review_is_what_the_other_way_would_make_of_it(
    monkeypatch: pytest.MonkeyPatch, arguments: str, asked: ReviewRequest
) -> None:
    assert parse_review(arguments.split()) == asked
    run: list[ReviewRequest] = []

    def keep(self: ReviewRequest) -> None:
        run.append(self)

    monkeypatch.setattr(ReviewRequest, "run", keep)
    app(args=arguments.split(), standalone_mode=False)
    assert run == [asked]


@pytest.mark.parametrize(
    "arguments",
    [
        "--help",
        "--version",
        "status",
        "-w",
        "-w p status",
        "-w p -w q",
        "--annotator kim",
        "review -h",
        "review a b",
        "review -w p",
        "review --annotator",
        "review --annotator --help",
        "--workspace=p review",
    ],
)
def test_whatever_is_not_plain_is_left_to_the_other_way(arguments: str) -> None:
    assert parse_review(arguments.split()) is None


# Files that cannot be added


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", ""),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), ""),
        ("broken.jsonl", b'{"text": "one"}\n{"text": "two"}\n{"text": \n', "line 3"),
        ("other.jsonl", b'{"text": "one"}\n["two"]\n', "line 2"),
        ("surrogate.jsonl", b'{"text": "a \\ud800 b"}\n', "surrogate"),
        (
            "outside.jsonl",
            b'{"text": "one", "entities": [{"start": 1, "end": 9, "label": "X"}]}',
            "line 1",
        ),
    ],
)
def test_a_file_that_is_no_article_is_refused_whole(
    cli: Cli, workspace: Workspace, name: str, content: bytes, said: str
) -> None:
    Path(name).write_bytes(content)
    Path("good.txt").write_text(TEXT, encoding="utf-8")
    assert cli("-w", "project", "add", name, "good.txt") == 2
    (line,) = cli.err.splitlines()
    assert line.startswith("goldleaf: ")
    assert name in line
    assert said in line
    assert cli.out.startswith("Added 1 article.")
    with workspace.store() as store:
        assert store.article_ids() == ["good"]


def test_a_path_that_is_not_there_is_told(cli: Cli, workspace: Workspace) -> None:
    assert cli("-w", "project", "add", "nix.txt") == 2
    assert cli.err == "goldleaf: nix.txt does not exist; check the path.\n"


def test_an_unknown_format_to_add_is_told(cli: Cli, workspace: Workspace) -> None:
    assert "'pdf'" in cli.fails(2, "-w", "project", "add", "x.pdf", "--format", "pdf")


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[31mred\x1b[0m", "\u202eback", "[b]bold[/b] [/]"])
def test_strange_text_is_kept_as_it_is(cli: Cli, workspace: Workspace, text: str) -> None:
    Path("strange.jsonl").write_text(json.dumps({"id": "s", "text": text}), encoding="utf-8")
    code = cli("-w", "project", "add", "strange.jsonl")
    if code:
        assert cli.err.startswith("goldleaf: ")
        return
    assert cli("-w", "project", "export", "jsonl", "-", "--include", "all") == 0
    assert json.loads(cli.out)["text"] == text


# Suggesting what cannot be


def test_a_pipeline_that_is_not_installed_is_told(cli: Cli, workspace: Workspace) -> None:
    _fill(workspace)
    (workspace.root / "goldleaf.toml").write_text('pipeline = "xx_none"\n', encoding="utf-8")
    assert "xx_none" in cli.fails(2, "-w", "project", "suggest")


def test_an_unknown_suggester_is_told_with_those_there_are(cli: Cli, workspace: Workspace) -> None:
    _fill(workspace)
    message = cli.fails(2, "-w", "project", "suggest", "--suggester", "oracle")
    assert "'oracle'" in message
    assert "rules" in message


def test_an_unknown_article_to_suggest_for_is_told(cli: Cli, workspace: Workspace) -> None:
    _fill(workspace)
    assert "'nix'" in cli.fails(2, "-w", "project", "suggest", "nix")


def test_a_database_in_use_is_told(cli: Cli, workspace: Workspace, monkeypatch) -> None:
    _fill(workspace)
    monkeypatch.setattr("goldleaf.core.store.connection._BUSY_SECONDS", 0.05)
    Path("b.txt").write_text("Another text.", encoding="utf-8")
    holder = sqlite3.connect(workspace.database)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert "in use by another process" in cli.fails(1, "-w", "project", "add", "b.txt")
    finally:
        holder.close()


# In a process of its own


def _goldleaf(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "goldleaf", *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        **options,  # type: ignore[call-overload]
    )


@pytest.mark.parametrize("arguments", [(), ("review",)])
def test_a_review_without_a_terminal_is_refused(
    workspace: Workspace, arguments: tuple[str, ...]
) -> None:
    told = _goldleaf("-w", "project", *arguments)
    assert told.returncode == 2
    assert told.stderr.startswith("goldleaf: `goldleaf review` needs a terminal")
    assert len(told.stderr.splitlines()) == 1


def test_an_output_that_is_not_unicode_shows_escapes(workspace: Workspace) -> None:
    _fill(workspace)
    latin = {**os.environ, "PYTHONIOENCODING": "ascii"}
    told = _goldleaf("-w", "project", "status", env=latin)
    assert told.returncode == 0
    assert "\\u241b[31mtreaty" in told.stdout
    told = _goldleaf("-w", "project", "status", "--json", env=latin)
    assert json.loads(told.stdout)["articles"][0]["title"] == "A \x1b[31mtreaty\u202e"


def test_a_full_disk_is_told() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        told = subprocess.run(
            [sys.executable, "-m", "goldleaf", "keys"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert told.returncode == 1
    assert told.stderr == "goldleaf: the disk is full; make room and try again.\n"


def test_a_reader_that_has_enough_is_no_error() -> None:
    command = f"{sys.executable} -m goldleaf keys | head -n 1"
    told = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert told.stderr == ""


READ_ONLY = """
import contextlib, io, os, sys
from goldleaf.cli import main
from goldleaf.cli.commands import app
from goldleaf.cli.review import ReviewRequest, parse_review
writable, read_only = sys.argv[1:]
with contextlib.redirect_stdout(io.StringIO()):
    main(["-w", writable, "status"])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
sys.exit(main(["-w", read_only, "status"]))
"""
"""Runs a command as somebody whom permissions stop: root they do not. What it imports is
loaded before, as somebody else may not be able to read the Python that runs the tests."""


@pytest.mark.parametrize("filled", [False, True])
def test_a_folder_that_may_not_be_written_is_told_and_left_as_it_is(
    workspace: Workspace, filled: bool
) -> None:
    if filled:
        _fill(workspace)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(workspace.root, root)
        Path(folder).chmod(0o755)
        before = {one.name: one.read_bytes() for one in root.iterdir()}
        for one in root.iterdir():
            one.chmod(0o444)
        root.chmod(0o555)
        try:
            told = subprocess.run(
                [sys.executable, "-c", READ_ONLY, str(workspace.root), str(root)],
                capture_output=True,
                text=True,
                check=False,
            )
            assert {one.name: one.read_bytes() for one in root.iterdir()} == before
        finally:
            root.chmod(0o755)
    assert told.returncode == 2
    assert "cannot be written" in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_labels_that_the_scheme_does_not_have_are_told(cli: Cli, workspace: Workspace) -> None:
    text = "Mara Lind left Oslo."
    entities = [
        {"start": 0, "end": 9, "label": "HERO"},
        {"start": 15, "end": 19, "label": "GPE"},
        {"start": 0, "end": 4, "label": "GIVEN\x1bNAME"},
    ]
    line = json.dumps({"text": text, "entities": entities})
    Path("few.jsonl").write_text(line, encoding="utf-8")
    assert cli("-w", "project", "add", "few.jsonl") == 0
    assert (
        "2 annotations with labels that the scheme does not have: GIVEN␛NAME, HERO; give them"
        " to scheme.toml, or change them in the review."
    ) in cli.err
    line = json.dumps({"text": text + " Bye.", "entities": entities[1:2]})
    Path("known.jsonl").write_text(line, encoding="utf-8")
    assert cli("-w", "project", "add", "known.jsonl") == 0
    assert "scheme" not in cli.err
