"""Both ways into a review read the same arguments the same way."""

from pathlib import Path

import pytest

from goldleaf.cli import commands
from goldleaf.cli.plain import PlainReview, plain_review

FORMS = [
    [],
    ["review"],
    ["-w", "here"],
    ["--workspace", "here"],
    ["-w", "here", "review"],
    ["review", "an-article"],
    ["review", "--annotator", "anna"],
    ["-w", "here", "review", "an-article", "--annotator", "anna"],
]


@pytest.mark.parametrize("arguments", FORMS)
def test_a_plain_review_is_what_the_parser_makes_of_it(arguments, monkeypatch):
    asked = []
    monkeypatch.setattr(commands, "require_terminal", lambda _: None)
    monkeypatch.setattr("goldleaf.core.store.Workspace.find", lambda where: where)
    monkeypatch.setattr("goldleaf.tui.app.review", lambda *values: asked.append(values))
    commands.app(args=arguments, standalone_mode=False)
    wanted = plain_review(arguments)
    assert wanted is not None
    assert asked == [(wanted.workspace, wanted.annotator, wanted.article)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["review", "--help"],
        ["status"],
        ["-w"],
        ["-w", "review", "--json"],
        ["-w", "-x", "review"],
        ["-w", "a", "-w", "b", "review"],
        ["review", "one", "two"],
        ["review", ""],
        ["review", "--annotator"],
        ["review", "--annotator", "--help"],
        ["review", "--annotator=anna"],
        ["--version"],
    ],
)
def test_anything_else_is_left_to_the_parser(arguments):
    assert plain_review(arguments) is None


def test_what_was_asked_for_is_kept():
    assert plain_review(["-w", "d", "review", "a", "--annotator", "n"]) == PlainReview(
        Path("d"), "a", "n"
    )
