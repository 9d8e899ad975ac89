"""The docs say what the program does: checked against the program itself."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldleaf.cli import main
from goldleaf.tui.keymap import build_keymap
from goldleaf.tui.keys_page import keys_as_markdown

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


def _help(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert main([*command, "--help"]) == 0
    return capsys.readouterr().out


def _commands(text: str) -> list[str]:
    return re.findall(r"^  ([a-z][a-z-]*) ", text.partition("Commands:")[2], re.MULTILINE)


def _options(text: str) -> set[str]:
    options = text.partition("Options:")[2].partition("Commands:")[0]
    return set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", options, re.MULTILINE))


def test_the_guide_tells_of_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    top = _help(capsys)
    commands = _commands(top)
    assert len(commands) > 5
    commands += [f"scheme {name}" for name in _commands(_help(capsys, "scheme"))]
    missing = [name for name in commands if f"goldleaf {name}" not in GUIDE]
    options = _options(top).union(*(_options(_help(capsys, *name.split())) for name in commands))
    assert {"--help", "--json", "--annotator"} <= options
    missing += sorted(option for option in options if f"`{option}" not in GUIDE)
    assert missing == []


def test_the_guide_tells_of_no_command_that_is_not_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    commands = set(_commands(_help(capsys)))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        told = set(re.findall(r"^goldleaf (?:-w \S+ )?([a-z]+)", text, re.MULTILINE))
        told |= set(re.findall(r"`goldleaf (?:-w \S+ )?([a-z]+)", text))
        assert told <= commands, page.name


def test_the_keys_page_is_that_of_the_keymap() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert page == keys_as_markdown(build_keymap())


def _links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
            if "://" not in target:
                yield page, target


def test_every_link_of_the_docs_leads_somewhere() -> None:
    links = list(_links())
    assert links
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


def test_the_make_commands_of_the_docs_exist() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        told = set(re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", text, re.MULTILINE))
        assert {one or other for one, other in told} <= targets, page.name


def test_the_sample_workspace_has_settings_that_are_read() -> None:
    text = (ROOT / "annotations" / "goldleaf.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["pipeline"].startswith("en_core_web")
