from array import array
from datetime import UTC, datetime, timedelta

import pytest

from goldleaf.core.model import (
    Argument,
    Article,
    Entity,
    Event,
    Segmentation,
    Span,
    Suggestion,
    Zone,
    ZoneKind,
)
from goldleaf.core.review import Clock, ReviewSession
from goldleaf.core.scheme import Attribute, EntityLabel, EventType, Role, Scheme
from goldleaf.core.store import Store

FIRST = "Ana Ruiz met Bo in Lima. Bo left Lima.\n\nShare this page\n"
SECOND = "Nothing happened in Oslo."

SCHEME = Scheme(
    "test",
    labels=(EntityLabel("PERSON", key="P"), EntityLabel("GPE", key="G"), EntityLabel("ORG")),
    event_types=(
        EventType(
            "MEET",
            roles=(Role("ACTOR", fillers=("PERSON",)), Role("LOCATION", maximum=1)),
        ),
        EventType("LEAVE", roles=(Role("ACTOR"),)),
    ),
    attributes=(Attribute("polarity", ("positive", "negative"), "positive"),),
)


def segment(text):
    """Words and full stops; a sentence ends at a full stop or a line's end."""
    starts, ends, sentence_starts, sentence_ends = [], [], [], []
    offset = 0
    opening = True
    for word in text.replace(".", " .").split():
        start = text.index(word, offset)
        offset = start + len(word)
        starts.append(start)
        ends.append(offset)
        if opening:
            sentence_starts.append(start)
            sentence_ends.append(offset)
        sentence_ends[-1] = offset
        opening = word == "." or text[offset : offset + 1] == "\n"
    return Segmentation(
        array("i", starts), array("i", ends), array("i", sentence_starts), array("i", sentence_ends)
    )


def span_of(surface, text=FIRST, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return Span(start, start + len(surface))


def entity(id, surface, label, nth=0):
    return Entity(id, (span_of(surface, nth=nth),), label)


SUGGESTED = (
    entity("e1", "Ana Ruiz", "PERSON"),
    entity("e2", "Bo", "ORG"),
    entity("e3", "Lima", "GPE"),
    Event(
        "v1",
        "MEET",
        span_of("met"),
        (Argument("ACTOR", "e1"), Argument("ACTOR", "e2"), Argument("LOCATION", "e3")),
    ),
    entity("e4", "Bo", "PERSON", nth=1),
    entity("e5", "Lima", "GPE", nth=1),
    Event("v2", "LEAVE", span_of("left"), (Argument("ACTOR", "e4"),)),
    entity("e6", "Share", "ORG"),
)

ZONES = (
    Zone(0, FIRST.index("\n"), ZoneKind.BODY),
    Zone(FIRST.index("Share"), len(FIRST) - 1, ZoneKind.BOILERPLATE),
)


class FakeTime:
    """A clock that moves only when told to."""

    def __init__(self):
        self.passed = 0.0

    def clock(self):
        start = datetime(2026, 1, 1, tzinfo=UTC)
        return Clock(lambda: start + timedelta(seconds=self.passed), lambda: self.passed)


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "goldleaf.db") as store:
        store.add_article(Article("first", FIRST, "First"), ZONES, segment(FIRST))
        store.add_article(
            Article("second", SECOND, "Second"),
            (Zone(0, len(SECOND), ZoneKind.BODY),),
            segment(SECOND),
        )
        store.put_suggestions(
            "first", "rules", "1", [Suggestion(one, 0.9, "rules", "1") for one in SUGGESTED]
        )
        yield store


@pytest.fixture
def session(store, time):
    return ReviewSession(store, SCHEME, "ann", time.clock())


@pytest.fixture
def reopen(store, time):
    return lambda: ReviewSession(store, SCHEME, "ann", time.clock())
