"""Which part an article gets, whatever the workspace goes through."""

import json
import random
import tempfile
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from goldleaf.core.gold import DatasetOptions, Include, Split, export
from goldleaf.core.gold.dataset.dividing import divide
from goldleaf.core.gold.dataset.duplicates import SIMILAR, shingles
from goldleaf.core.model import (
    Entity,
    GoldleafError,
    Record,
    RecordChange,
    Span,
    Status,
    StatusChange,
    Verdict,
)

from ..conftest import Desk

SPLIT = Split(60, 20, 20)
LABELS = ("war", "trade", "rare")
WORDS = [f"word{number}" for number in range(120)]
# each is near to its neighbours and to no other
STORIES = [WORDS[start : start + 60] for start in range(0, 54, 9)]


@cache
def shingled(text):
    return frozenset(shingles(text))


def jaccard(one, other):
    ours, theirs = shingled(one), shingled(other)
    return len(ours & theirs) / len(ours | theirs)


def told(number, story, words):
    """Article *number*: a story with some words of its own."""
    text = list(STORIES[story])
    for word in words:
        text[word] = f"own{number}x{word}"
    return f"{' '.join(text)} end{number}"


class Division(RuleBasedStateMachine):
    """Articles are added, decided on, finished, opened again, edited and skipped."""

    def __init__(self):
        super().__init__()
        self.desk = Desk(":memory:")
        self.texts = {}
        self.placed = {include: {} for include in Include}
        self.folder = tempfile.TemporaryDirectory()
        self.exports = 0

    def teardown(self):
        self.desk.store.close()
        self.folder.cleanup()

    @rule(
        story=st.integers(0, 5),
        words=st.sets(st.integers(0, 59), max_size=1),
        label=st.sampled_from(LABELS),
        done=st.booleans(),
    )
    def add(self, story, words, label, done):
        id = f"a{len(self.texts)}"
        self.texts[id] = told(len(self.texts), story, words)
        self.desk.add(id, self.texts[id])
        if done:
            self.desk.accept(id, Entity("e", (Span(0, 2),), label))
            self.desk.mark(id, Status.DONE)

    @rule(data=st.data(), status=st.sampled_from(Status))
    def mark(self, data, status):
        if self.texts:
            id = data.draw(st.sampled_from(sorted(self.texts)))
            now = self.desk.store.state(id, "anna").status
            self.desk.decide(id, StatusChange(now, status))

    @rule(data=st.data(), label=st.sampled_from(LABELS), verdict=st.sampled_from(Verdict))
    def edit(self, data, label, verdict):
        if self.texts:
            id = data.draw(st.sampled_from(sorted(self.texts)))
            old = self.desk.store.state(id, "anna").records.get("e")
            new = Record(Entity("e", (Span(0, 2),), label), verdict)
            self.desk.decide(id, RecordChange("e", old, new))

    @precondition(lambda self: self.placed[Include.DECIDED])
    @rule()
    def publish(self):
        """Export over the last dataset and into a new folder: the same, and as divided."""
        self.exports += 1
        written = []
        for name in ("always", f"number{self.exports}"):
            dest = Path(self.folder.name) / name
            try:
                export(
                    self.desk.store, self.desk.scheme, "dataset", dest,
                    include="decided", split=SPLIT, seed=3, options=DatasetOptions(),
                )  # fmt: skip
            except GoldleafError:  # all are skipped
                return
            written.append({one.relative_to(dest): one.read_bytes() for one in dest.rglob("*.*")})
        assert written[0] == written[1]
        for line in (dest / "provenance.jsonl").read_text("utf-8").splitlines():
            told = json.loads(line)
            assert self.placed[Include.DECIDED][told["article"]] == told["split"]

    @invariant()
    def nothing_moves_and_no_pair_is_divided(self):
        for include in Include:
            divided = divide(self.desk.store, "anna", include, split=SPLIT, seed=3)
            placed = self.placed[include]
            now = {**divided.parts, **dict.fromkeys(divided.left_out, "")}
            assert {id: now[id] for id in placed} == placed
            self.placed[include] = now
            assert not divided.parts.keys() & divided.left_out.keys()
            admitted = {one.id for one in self.desk.store.standings("anna") if include.admits(one)}
            assert admitted <= now.keys()
            for one, other in combinations(divided.parts, 2):
                if divided.parts[one] != divided.parts[other]:
                    assert jaccard(self.texts[one], self.texts[other]) < SIMILAR


Division.TestCase.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
TestDivision = Division.TestCase


BRIDGE = [f"word{number}" for number in range(300)]
BRIDGED = {"a": " ".join(BRIDGE[:-85]), "b": " ".join(BRIDGE[85:]), "c": " ".join(BRIDGE)}


def finish(desk, id, text):
    desk.add(id, text)
    desk.mark(id, Status.DONE)


def parts_of(desk, seed=0):
    return divide(desk.store, "anna", Include.DONE, split=SPLIT, seed=seed)


def test_a_late_bridge_between_two_parts_is_left_out_and_moves_nobody(desk):
    assert jaccard(BRIDGED["a"], BRIDGED["b"]) < 0.5
    assert min(jaccard(BRIDGED[one], BRIDGED["c"]) for one in "ab") >= SIMILAR
    finish(desk, "a", BRIDGED["a"])
    finish(desk, "b", BRIDGED["b"])
    seed = next(seed for seed in range(50) if len(set(parts_of(desk, seed).parts.values())) == 2)
    before = parts_of(desk, seed).parts
    finish(desk, "c", BRIDGED["c"])
    for number, story in enumerate(STORIES):
        finish(desk, f"more{number}", " ".join(story))
    after = parts_of(desk, seed)
    assert {id: after.parts[id] for id in ("a", "b")} == before
    assert after.left_out == {"c": ("a", "b")}
    assert "c" not in after.parts
    # A is not done any more: C does not take its chance, lest A could never come back
    desk.decide("a", StatusChange(Status.DONE, Status.OPEN))
    assert parts_of(desk, seed) == after


def test_a_bridge_alone_is_no_dataset(desk, tmp_path):
    for id in "abc":
        finish(desk, id, BRIDGED[id])
    seed = next(seed for seed in range(50) if parts_of(desk, seed).left_out)
    for id in "ab":
        desk.decide(id, StatusChange(Status.DONE, Status.OPEN))
    with pytest.raises(GoldleafError, match="near to articles of several splits"):
        export(desk.store, desk.scheme, "dataset", tmp_path / "gold", split=SPLIT, seed=seed)
    assert not (tmp_path / "gold").exists()


def test_a_bridge_that_comes_first_holds_both_together(desk):
    for id in "cab":
        finish(desk, id, BRIDGED[id])
    divided = parts_of(desk)
    assert len(set(divided.parts.values())) == 1
    assert divided.near == {"a": "c", "b": "c"}


def test_labels_are_those_of_the_day_when_the_article_was_first_done(desk):
    random_ = random.Random(1)
    for number in range(60):
        id = f"a{number:02}"
        desk.add(id, " ".join(f"{number}w{random_.random()}" for _ in range(30)))
        desk.accept(id, Entity("e", (Span(0, 1),), "rare" if number % 6 == 0 else "war"))
        desk.mark(id, Status.DONE)
    before = parts_of(desk).parts
    for number in range(0, 60, 6):
        old = desk.store.state(f"a{number:02}", "anna").records["e"]
        new = Record(Entity("e", (Span(0, 1),), "trade"), Verdict.ACCEPTED)
        desk.decide(f"a{number:02}", RecordChange("e", old, new))
    assert parts_of(desk).parts == before
    rare = [before[f"a{number:02}"] for number in range(0, 60, 6)]
    assert {part: rare.count(part) for part in set(rare)} == {"train": 6, "dev": 2, "test": 2}
