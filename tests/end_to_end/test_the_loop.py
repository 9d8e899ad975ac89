"""The whole loop as a user goes through it: files in, keys in a terminal, files out."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from goldleaf.core.model import Entity, Verdict
from goldleaf.core.store import Workspace

pytestmark = pytest.mark.slow

ESCAPE = "\x1b"

ARTICLE = """\
Kenya and Peru sign fisheries pact

Published: 4 March 2021

Kenya and Peru signed an agreement on fisheries in Nairobi on Thursday. Foreign Minister \
Amina Wekesa met her counterpart Luis Paredes for two hours before the ceremony.

Peru promised to send 20 marine biologists to Mombasa. The African Union praised the deal, \
and Wekesa thanked Paredes for his patience.

Fishermen in Mombasa protested against the agreement on Friday. Police arrested three of them, \
the Kenya Coast Guard said.
"""


def _goldleaf(*arguments: str, cwd: Path) -> str:
    told = subprocess.run(
        [sys.executable, "-m", "goldleaf", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with the article and its suggestions."""
    monkeypatch.setenv("GOLDLEAF_ANNOTATOR", "kim")
    (tmp_path / "pact.txt").write_text(ARTICLE, encoding="utf-8")
    _goldleaf("init", "project", cwd=tmp_path)
    _goldleaf("-w", "project", "add", "pact.txt", cwd=tmp_path)
    _goldleaf("-w", "project", "suggest", cwd=tmp_path)
    return Workspace.open(tmp_path / "project")


def _decided(shown: str) -> tuple[int, int]:
    """How many annotations of how many the header says are decided."""
    found = re.search(r"(\d+)/(\d+)", shown)
    return (int(found[1]), int(found[2])) if found else (-1, -1)


def _verdicts(workspace: Workspace) -> dict[str, Verdict]:
    with workspace.store() as store:
        (id,) = store.article_ids()
        return {id: one.verdict for id, one in store.state(id, "kim").records.items()}


def test_review_kill_resume_export(
    workspace: Workspace, open_terminal: Callable, tmp_path: Path
) -> None:
    review = open_terminal("-w", "project", "review")
    review.wait_for("Kenya and Peru")
    review.wait_until(lambda shown: _decided(shown)[0] == 0)
    for done in (1, 2, 3):
        review.press(" ")
        review.wait_until(lambda shown, done=done: _decided(shown)[0] >= done)
    before, _ = _decided(review.shown)
    review.press("x")
    review.wait_until(lambda shown: _decided(shown)[0] > before)
    review.press("u")
    review.wait_until(lambda shown: _decided(shown)[0] == before)
    review.press("x" + " " * 8)
    drawn, total = _decided(review.wait_until(lambda shown: _decided(shown)[0] > before + 2))
    review.kill()

    kept = _verdicts(workspace)
    assert len(kept) >= drawn
    assert list(kept.values()).count(Verdict.REJECTED) == 1

    again = open_terminal("-w", "project", "review")
    again.wait_until(lambda shown: _decided(shown) == (len(kept), total))
    for _ in range(total):
        decided, _ = _decided(again.shown)
        if decided == total:
            break
        again.press("\r")
        again.wait_until(lambda shown, decided=decided: _decided(shown)[0] > decided)
    again.press("d")
    again.wait_for("last open article")
    again.press(ESCAPE)
    again.wait_for("✓ done")
    again.press("q")
    assert again.wait_for_end() == 0

    _goldleaf("-w", "project", "export", "jsonl", "gold.jsonl", cwd=tmp_path)
    _goldleaf("-w", "project", "export", "spacy", "gold", "--split", "100/0/0", cwd=tmp_path)
    with workspace.store() as store:
        (id,) = store.article_ids()
        records = store.state(id, "kim").records.values()
        article = store.article(id)
    accepted = {
        (one.annotation.span, one.annotation.label)
        for one in records
        if one.verdict is Verdict.ACCEPTED and isinstance(one.annotation, Entity)
    }
    (doc,) = DocBin().from_disk(tmp_path / "gold" / "train.spacy").get_docs(spacy.blank("en").vocab)
    assert doc.text == article.text == ARTICLE
    assert accepted
    assert {((one.start_char, one.end_char), one.label_) for one in doc.ents} == accepted


def test_the_same_place_after_quitting(workspace: Workspace, open_terminal: Callable) -> None:
    review = open_terminal("-w", "project", "review", columns=80, lines=24)
    review.wait_until(lambda shown: _decided(shown)[0] == 0)
    review.press("  ")
    review.wait_until(lambda shown: _decided(shown)[0] >= 2)
    review.press("q")
    assert review.wait_for_end() == 0
    with workspace.store() as store:
        place = store.position("kim")
    again = open_terminal("-w", "project", "review", columns=80, lines=24)
    again.wait_until(lambda shown: _decided(shown)[0] >= 2)
    again.press("q")
    assert again.wait_for_end() == 0
    with workspace.store() as store:
        assert store.position("kim") == place


def test_a_review_ends_with_its_terminal_and_keeps_what_was_decided(
    workspace: Workspace, open_terminal: Callable
) -> None:
    review = open_terminal("-w", "project", "review")
    review.wait_for("Kenya and Peru")
    review.press(" ")
    review.wait_until(lambda shown: _decided(shown)[0] >= 1)
    assert review.hang_up() != 0
    assert len(_verdicts(workspace)) >= 1


def test_a_terminal_too_small_says_so(workspace: Workspace, open_terminal: Callable) -> None:
    review = open_terminal("-w", "project", "review", columns=30, lines=6)
    review.wait_for("make")
    review.press("q")
    assert review.wait_for_end() == 0


def test_a_terminal_that_cannot_place_the_cursor_is_refused(
    workspace: Workspace, open_terminal: Callable
) -> None:
    review = open_terminal("-w", "project", "review", term="dumb")
    assert review.wait_for_end() == 2
    assert "goldleaf: `goldleaf review` needs a terminal" in review.shown
    assert "Traceback" not in review.shown
