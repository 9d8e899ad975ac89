"""Commands whose input or output is closed, and foreign text in what they print."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from goldleaf.cli import main

MAIN = (sys.executable, "-m", "goldleaf")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    assert main(["init", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["status", "add -", "keys"])
def test_a_closed_stream_is_no_defect(workspace: Path, closed: str, command: str) -> None:
    ran = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {command} {closed}', "sh", *MAIN, "-w", str(workspace)],
        capture_output=True,
        text=True,
        input="",
        check=False,
    )
    assert ran.returncode == (2 if command == "add -" else 0)
    assert "Traceback" not in ran.stderr


def test_json_of_strangers_does_not_steer_the_terminal(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "Ferry \x1b[31m\u202eyrref\x9b"
    (workspace / "a.jsonl").write_text(json.dumps({"text": "The ferry runs.", "title": title}))
    assert main(["-w", str(workspace), "add", str(workspace / "a.jsonl")]) == 0
    capsys.readouterr()
    assert main(["-w", str(workspace), "status", "--json"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["articles"][0]["title"] == title
    assert not set("\x1b\u202e\x9b") & set(printed)


@pytest.mark.parametrize("pipeline", ["../x", "./x", "a b", "..", "x.y"])
def test_the_doctor_tells_of_a_pipeline_that_is_no_modules_name(
    workspace: Path, pipeline: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "goldleaf.toml").write_text(f'pipeline = "{pipeline}"\n')
    assert main(["-w", str(workspace), "doctor"]) == 1
    assert f"{pipeline} is not installed" in capsys.readouterr().out


def test_settings_saved_with_a_byte_order_mark_are_read(workspace: Path) -> None:
    (workspace / "goldleaf.toml").write_bytes(b'\xef\xbb\xbflanguage = "de"\n')
    assert main(["-w", str(workspace), "status"]) == 0
