"""How long keys take in review, on a real terminal of 120 columns and 40 rows.

Besides moving and accepting: putting letters on the mentions in view, filling a role by the
letter of a mention, and deciding the same in 200 places, which only the long article has.

Measured from writing the key to the last byte of the frame it causes, for a review
of 50,000 words with 5,000 annotations and one of 500 words, beside a bare Textual view
of the same text, in blocks that take turns. Prints medians and 95th percentiles in
milliseconds, with the start to the first frame and the memory.

    python bench/keys.py [--json] [--words 50000] [--blocks 8]
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from _sample import Sample, write
from _terminal import Terminal
from goldleaf.core.model import (
    Argument,
    Article,
    DecisionKind,
    Entity,
    Event,
    Segmentation,
    Span,
    Suggestion,
)
from goldleaf.core.review import ReviewSession
from goldleaf.core.scheme import load_preset, preset_text
from goldleaf.core.store import Workspace

SMALL_WORDS = 500
SHOWN = 15
"""So much of the text must be on screen for the program to have started."""
GAP = 0.03
STARTS = 15

NEXT, SCROLL, PAGE, ACCEPT = "next annotation", "scroll a line", "page", "accept"
HINTS, ROLE, CARRY = "letters", "fill a role", "200 places"
PRESSES = {NEXT: 12, SCROLL: 12, PAGE: 6, ACCEPT: 12, HINTS: 8, ROLE: 8, CARRY: 6}
"""How often a key is pressed in a block; 50,000 words have 80 pages."""
SMALL_STRIDE = {NEXT: 12, SCROLL: 6, PAGE: 1}
"""How far the short article goes before it has to go back, which is not timed."""
SMALL_PRESSES = {ACCEPT: 3}
ACTIONS = {NEXT: "next_annotation", SCROLL: "scroll_down", PAGE: "page_down", ACCEPT: "accept"}
ACTIONS_BACK = {NEXT: "previous_annotation", SCROLL: "scroll_up", PAGE: "page_up"}
FIRST = {ACCEPT: "next_pending"}
SMALL_FIRST = {NEXT: "top", SCROLL: "top", PAGE: "top"}
"""What is pressed before a block, untimed: to have something to accept, and room to move."""
LIMITS = {
    NEXT: 12.0,
    SCROLL: 15.0,
    PAGE: 18.0,
    ACCEPT: 20.0,
    HINTS: 30.0,
    ROLE: 30.0,
    CARRY: 30.0,
}
"""Milliseconds that 95 of 100 presses may take."""
START_LIMIT, BARE_LIMIT, SMALL_LIMIT = 1.6, 2.0, 1.2
"""How many times the bare view's start and medians, and those of the short article."""
MEMORY_LIMIT = 120.0
BYTES = {
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "escape": b"\x1b",
}
PLACES = 200
NAME = "Quillport"
"""A name of the sample that stands in more than so many places: the others are decided before."""
ROLE_KEY, SECOND_LETTER = b"A", b"s"
"""The capital of ACTOR, and the letter of a mention that does not fill it yet."""
EVENT_KEY = load_preset("news").type_named["CONSULT"].key.encode()
ESCAPING = 0.25
"""Seconds after which escape is no beginning of another key any more."""
LOOK = 0.3
"""Seconds for which a reviewer looks at what the next key would do."""
BARE_KEYS = {NEXT: b"n", SCROLL: b"j", PAGE: BYTES["pagedown"]}


def segment(text: str) -> Segmentation:
    """Words and marks as tokens; a sentence ends with its full stop."""
    tokens = [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]
    sentences = [found.span() for found in re.finditer(r"\S[^.]*\.", text)]
    return Segmentation(
        array("i", (start for start, _ in tokens)),
        array("i", (end for _, end in tokens)),
        array("i", (start for start, _ in sentences)),
        array("i", (end for _, end in sentences)),
    )


def suggestions(sample: Sample) -> list[Suggestion]:
    """The mentions of *sample*, all of them pending."""
    made = []
    for index, mention in enumerate(sample.mentions):
        span = Span(mention.start, mention.end)
        id = f"s{index:05d}"
        annotation: Entity | Event = Entity(id, (span,), mention.label)
        if mention.is_event:
            roles = tuple(Argument(role, f"s{filler:05d}") for role, filler in mention.roles)
            annotation = Event(id, mention.label, span, roles)
        made.append(Suggestion(annotation, 0.8, "sample", "1"))
    return made


def make_workspace(root: Path, words: int) -> Path:
    """A workspace with one article of *words* words under review."""
    sample = write(words)
    workspace = Workspace.create(root, preset_text("news"))
    known = load_preset("news")
    assert {m.label for m in sample.mentions} <= {*known.label_named, *known.type_named}
    with workspace.store() as store:
        store.add_article(Article("sample", sample.text, "A sample"), (), segment(sample.text))
        store.put_suggestions("sample", "sample", "1", suggestions(sample))
        if words > SMALL_WORDS:
            leave_places(ReviewSession(store, workspace.scheme, workspace.annotator()))
    return root


def leave_places(session: ReviewSession) -> None:
    """Decide the same in all places of the name but so many, and stay at the top."""
    text = session.article.text
    named = [item for item in session.items if item.span.of(text) == NAME]
    session.focus_on(named[0].id)
    session.carry(session.sites_here()[:-PLACES])
    session.focus_on(named[0].id)
    assert len(session.sites_here()) == PLACES
    session.focus_on(next(iter(session.items)).id)
    session.save()


def goldleaf_keys() -> dict[str, str]:
    """The key of every action, as ``goldleaf keys`` tells it."""
    command = [sys.executable, "-m", "goldleaf", "keys", "--json"]
    listed = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {row["action"]: row["keys"][0] for row in listed if row["keys"]}


def as_bytes(key: str) -> bytes:
    """What a terminal sends for *key*."""
    if key in BYTES:
        return BYTES[key]
    if key.startswith("ctrl+") and len(key) == 6:
        return bytes([ord(key[-1]) & 31])
    assert len(key) == 1, key
    return key.encode()


@dataclass(frozen=True)
class Beside:
    """Keys that are pressed beside those that are timed.

    ``first`` are pressed before a block of a key; ``back`` take a move back, for an article
    with too little room; ``around`` come before and after each press of a key, and ``ends``
    before and after a block of it.
    """

    first: dict[str, bytes] = field(default_factory=dict)
    back: dict[str, bytes] = field(default_factory=dict)
    around: dict[str, tuple[list[bytes], list[bytes]]] = field(default_factory=dict)
    ends: dict[str, tuple[list[bytes], list[bytes]]] = field(default_factory=dict)


class Subject:
    """One program under measurement."""

    def __init__(
        self, command: list[str], shown: str, keys: dict[str, bytes], beside: Beside | None = None
    ) -> None:
        """Measure *command*, which has started when *shown* is on its screen."""
        self._command = command
        self._shown = shown
        self._keys = keys
        self._beside = beside or Beside()
        self.times: dict[str, list[float]] = {key: [] for key in keys}
        self.starts: list[float] = []
        self.memory = 0.0
        self._terminal: Terminal | None = None

    def open(self) -> None:
        """Start the program, and note how long that took."""
        self._terminal = Terminal(self._command)
        self.starts.append(self._terminal.first_frame(self._shown))
        self._terminal.rest(0.8)

    def block(self, key: str, presses: int) -> None:
        """Press *key* some times."""
        terminal = self._terminal
        assert terminal is not None
        if key not in self._keys:
            return
        if key in self._beside.first:
            terminal.type(self._beside.first[key])
            terminal.rest(0.2)
        begin, end = self._beside.ends.get(key, ([], []))
        self._type(begin, LOOK if begin else 0)
        stride = presses
        if self._beside.back:
            stride, presses = SMALL_STRIDE.get(key, 0), SMALL_PRESSES.get(key, presses)
        for number in range(1, presses + 1):
            before, after = self._beside.around.get(key, ([], []))
            self._type(before, LOOK if before else 0)
            self.times[key].append(terminal.press(self._keys[key]) * 1000)
            terminal.rest(GAP)
            self._type(after, LOOK if after else 0)
            if key in self._beside.back and number % stride == 0:
                for _ in range(stride):
                    terminal.type(self._beside.back[key])
                    terminal.rest(GAP)
        self._type(end, 0)
        terminal.rest(0.3)

    def _type(self, keys: list[bytes], look: float) -> None:
        """Press *keys* untimed, and look at what they did."""
        assert self._terminal is not None
        for key in keys:
            self._terminal.type(key)
            self._terminal.rest(ESCAPING if key == BYTES["escape"] else GAP)
        self._terminal.rest(look)

    def forget(self) -> None:
        """Leave the warming up out."""
        for times in self.times.values():
            times.clear()

    def close(self) -> None:
        """Note the memory and end the program."""
        assert self._terminal is not None
        self.memory = max(self.memory, self._terminal.memory())
        self._terminal.close()
        self._terminal = None

    def figures(self) -> dict[str, object]:
        """What was measured."""
        return {
            "keys_ms": {key: summary(times) for key, times in self.times.items() if times},
            "start_ms": round(statistics.median(self.starts) * 1000),
            "memory_mb": round(self.memory, 1),
        }


def summary(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile and the worst of *times*."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return {
        "median": round(statistics.median(ordered), 2),
        "p95": round(p95, 2),
        "max": round(ordered[-1], 2),
        "presses": len(ordered),
    }


def measure(words: int, blocks: int) -> dict[str, Subject]:
    """Measure every figure, the programs taking turns block by block."""
    named = goldleaf_keys()

    def keys_of(actions: dict[str, str]) -> dict[str, bytes]:
        return {key: as_bytes(named[action]) for key, action in actions.items()}

    keys, first = keys_of(ACTIONS), keys_of(FIRST)
    more = {
        HINTS: as_bytes(named["hints"]),
        ROLE: SECOND_LETTER,
        CARRY: as_bytes(named["propagate"]),
    }
    leave, undo = as_bytes(named["escape"]), as_bytes(named["undo"])
    only_events = as_bytes(named["queue"]) + b"l" + EVENT_KEY
    name = [as_bytes(named["search"]), NAME.encode(), b"\r"]
    around: dict[str, tuple[list[bytes], list[bytes]]] = {
        HINTS: ([], [leave]),
        ROLE: ([as_bytes(named["next_pending"]), ROLE_KEY], []),
        CARRY: (name, [undo, leave]),
    }
    ends = {
        ROLE: ([only_events, leave], [as_bytes(named["queue"]), b"e"]),
    }
    small_first, back = keys_of(FIRST | SMALL_FIRST), keys_of(ACTIONS_BACK)
    with tempfile.TemporaryDirectory() as folder:

        def review(name: str, size: int) -> list[str]:
            root = make_workspace(Path(folder, name), size)
            return [sys.executable, "-m", "goldleaf", "-w", str(root), "review"]

        bare_view = str(Path(__file__).with_name("bare_view.py"))
        shown = write(words).text[:SHOWN]
        beside = Beside(first, around=around, ends=ends)
        goldleaf = Subject(review("goldleaf", words), shown, keys | more, beside)
        small = Subject(review("small", SMALL_WORDS), shown, keys, Beside(small_first, back))
        bare = Subject([sys.executable, bare_view, str(words)], shown, BARE_KEYS)
        subjects = {"goldleaf": goldleaf, "small": small, "bare": bare}
        start_all(subjects.values())
        take_turns(subjects.values(), 1)
        for subject in subjects.values():
            subject.forget()
        take_turns(subjects.values(), blocks)
        for subject in subjects.values():
            subject.close()
        check(Path(folder, "goldleaf"), blocks + 1)
    return subjects


def check(root: Path, blocks: int) -> None:
    """Whether the keys did what was measured: filled roles, and decided in so many places."""
    with Workspace.find(root).store() as store:
        log = list(store.log("sample"))
    filled = sum(one.kind is DecisionKind.ROLE for one in log)
    carried = [one for one in log if one.kind is DecisionKind.PROPAGATE][1:]
    assert filled == blocks * PRESSES[ROLE], filled
    assert len(carried) == blocks * PRESSES[CARRY], len(carried)
    # accepting on the way decides a few of them
    assert all(0.95 * PLACES <= len(one.changes) <= PLACES + 1 for one in carried)


def start_all(subjects: Collection[Subject]) -> None:
    """Start every program some times, and leave them running."""
    for turn in range(STARTS):
        for subject in subjects:
            subject.open()
            if turn < STARTS - 1:
                subject.close()


def take_turns(subjects: Collection[Subject], blocks: int) -> None:
    """Press every key in every program that has it, block by block."""
    for _ in range(blocks):
        for key, presses in PRESSES.items():
            for subject in subjects:
                subject.block(key, presses)


def report(subjects: dict[str, Subject]) -> str:
    """The figures as a table, each with what it is held against."""
    goldleaf, small, bare = (subjects[name] for name in ("goldleaf", "small", "bare"))
    columns = ("median", "p95", "limit", "bare", "ratio", "500 w.", "ratio")
    lines = [" " * 16 + "".join(f"{column:>8}" for column in columns)]
    for key, limit in LIMITS.items():
        figures = summary(goldleaf.times[key])
        median = figures["median"]
        line = f"{key:16}{median:8.2f}{figures['p95']:8.2f}{limit:8.1f}"
        for other in (bare, small):
            if other.times.get(key):
                theirs = summary(other.times[key])["median"]
                line += f"{theirs:8.2f}{median / theirs:7.2f}×"
            else:
                line += f"{'':16}"
        lines.append(line)
    start, bare_start = (statistics.median(one.starts) * 1000 for one in (goldleaf, bare))
    ratio = start / bare_start
    lines += [
        f"start {start:.0f} ms, bare {bare_start:.0f} ms: {ratio:.2f}× (limit {START_LIMIT}×)",
        f"memory {goldleaf.memory:.0f} MB (limit {MEMORY_LIMIT:.0f}), bare {bare.memory:.0f} MB",
        f"limits of the medians: {BARE_LIMIT}× the bare view's, {SMALL_LIMIT}× those of 500 words",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--words", type=int, default=50_000, help="length of the article")
    parser.add_argument("--blocks", type=int, default=8, help="blocks of a dozen keys each")
    options = parser.parse_args()
    subjects = measure(options.words, options.blocks)
    if options.json:
        print(json.dumps({name: one.figures() for name, one in subjects.items()}, indent=2))
    else:
        print(report(subjects))


if __name__ == "__main__":
    main()
