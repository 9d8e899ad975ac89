import re
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
from goldleaf.core.scheme import Attribute, EntityLabel, EventType, RelationType, Role, Scheme
from goldleaf.core.store import Store
from goldleaf.tui.app import GoldleafApp
from goldleaf.tui.screens import review as review_screen

NARROW = (80, 24)
WIDE = (120, 40)

SCHEME = Scheme(
    "test",
    labels=(
        EntityLabel("PERSON", "A person by name.", "P", "#c9772b", "PER"),
        EntityLabel("GPE", "A country, a region, a town.", "G", "#2f81d6", "GPE"),
        EntityLabel("ORG", "A body that acts as one.", "O", "#2f9e44", "ORG"),
        EntityLabel("DATE", "A day or a longer time.", "D", "#a98600", "DATE"),
        EntityLabel("QUANTITY", "A measure with its unit.", "", "#6f8fb5", "QTY"),
    ),
    event_types=(
        EventType(
            "AGREE",
            "Commits to do something together.",
            "a",
            "#2e9e57",
            "AGR",
            roles=(
                Role("ACTOR", "a", ("PERSON", "GPE", "ORG"), description="Who agrees."),
                Role("LOCATION", "l", ("GPE",), maximum=1),
                Role("DATE", "t", ("DATE",), maximum=1),
            ),
        ),
        EventType(
            "CONSULT",
            "Meets, visits or calls.",
            "c",
            "#3a86d4",
            "CONS",
            roles=(
                Role("ACTOR", "a", ("PERSON", "GPE", "ORG"), minimum=1),
                Role("LOCATION", "l", ("GPE",), maximum=1),
                Role("DATE", "t", ("DATE",), maximum=1),
            ),
        ),
        EventType("PROTEST", "Shows dissent in public.", "p", "#b457a0", "PROT"),
    ),
    attributes=(
        Attribute("polarity", ("positive", "negative"), "positive", "6"),
        Attribute("tense", ("unspecified", "past", "present", "future"), "unspecified", "7"),
    ),
    relations=(
        RelationType("coref", "Means the same.", "c", symmetric=True, transitive=True),
        RelationType("member-of", "Belongs to a body.", "m", ("PERSON",), ("ORG",)),
    ),
    document_labels=(EntityLabel("LOCAL", "About one place."), EntityLabel("SEA", key="S")),
)

HARBOUR = """\
Two ports agree to share a lighthouse

Mayor Lena Brook of Eastmoor and Tomas Vell of Northquay agreed on Monday to share the cost of \
the old lighthouse. They met in Eastmoor for three hours and shook hands on the pier.

The Coast Guild welcomed the deal, which ends a quarrel of eleven years. Fishers from both towns \
had blocked the channel twice since March, and Vell promised that the lamp will burn again \
before winter.

"Nobody wants another dark season," Brook said. A second meeting is planned in Northquay on \
12 October, when engineers will report how many of the 240 panes can be saved.

Read more in our newsletter
"""

ORCHARD = """\
Growers march for water

Some forty growers marched through Dell on Friday. They want the Dell Water Board to open the \
upper sluice until the harvest is in.
"""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?]+[\"”]?|\n\n")


def segment(text):
    """Words and punctuation; sentences end at full stops and blank lines."""
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    sentences = []
    for start, end in tokens:
        same = sentences and not any(sentences[-1][1] <= cut <= start for cut in ends)
        if same:
            sentences[-1][1] = end
        else:
            sentences.append([start, end])
    return Segmentation(
        array("i", [start for start, _ in tokens]),
        array("i", [end for _, end in tokens]),
        array("i", [start for start, _ in sentences]),
        array("i", [end for _, end in sentences]),
    )


def span_of(text, surface, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return Span(start, start + len(surface))


def entity(id, text, surface, label, *, nth=0, score=0.9):
    annotation = Entity(id, (span_of(text, surface, nth),), label)
    return Suggestion(annotation, score, "words", "1")


def event(id, text, surface, type, *, arguments=(), nth=0, score=0.8, **attributes):
    trigger = span_of(text, surface, nth)
    made = tuple(Argument(role, filler) for role, filler in arguments)
    return Suggestion(Event(id, type, trigger, made, attributes), score, "words", "1")


HARBOUR_SUGGESTIONS = (
    entity("brook", HARBOUR, "Lena Brook", "PERSON", score=0.97),
    entity("eastmoor", HARBOUR, "Eastmoor", "GPE", score=0.88),
    entity("vell", HARBOUR, "Tomas Vell", "PERSON", score=0.95),
    entity("northquay", HARBOUR, "Northquay", "ORG", score=0.51),
    entity("monday", HARBOUR, "Monday", "DATE", score=0.93),
    event(
        "agreed",
        HARBOUR,
        "agreed",
        "AGREE",
        arguments=[("ACTOR", "brook"), ("ACTOR", "vell"), ("DATE", "monday")],
        score=0.82,
        tense="past",
    ),
    entity("eastmoor2", HARBOUR, "Eastmoor", "GPE", nth=1),
    event("met", HARBOUR, "met", "CONSULT", arguments=[("LOCATION", "eastmoor2")], tense="past"),
    entity("guild", HARBOUR, "The Coast Guild", "ORG", score=0.7),
    entity("march", HARBOUR, "March", "DATE"),
    entity("vell2", HARBOUR, "Vell", "PERSON", nth=1),
    event("promised", HARBOUR, "promised", "AGREE", arguments=[("ACTOR", "vell2")], score=0.64),
    entity("brook2", HARBOUR, "Brook", "PERSON", nth=1),
    event(
        "meeting", HARBOUR, "meeting", "CONSULT", arguments=[("DATE", "october")], tense="future"
    ),
    entity("northquay2", HARBOUR, "Northquay", "GPE", nth=1),
    entity("october", HARBOUR, "12 October", "DATE"),
)


def harbour_zones():
    body = HARBOUR.index("Mayor")
    tail = HARBOUR.index("Read more")
    return (
        Zone(0, body - 2, ZoneKind.TITLE),
        Zone(body, tail - 2, ZoneKind.BODY),
        Zone(tail, len(HARBOUR) - 1, ZoneKind.BOILERPLATE),
    )


class FakeTime:
    """A wall clock and a stop watch on which every look takes two seconds."""

    def __init__(self):
        self.looks = 0

    def now(self):
        return datetime(2025, 3, 4, 12, 0, tzinfo=UTC) + timedelta(seconds=self.seconds())

    def seconds(self):
        self.looks += 1
        return 2.0 * self.looks


@pytest.fixture(autouse=True)
def restless(monkeypatch):
    """Let a reviewer rest only when a test says so, however slow the machine is."""
    monkeypatch.setattr(review_screen, "_REST_SECONDS", 3600.0)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "goldleaf.db") as made:
        articles = (
            Article(
                "harbour",
                HARBOUR,
                "Two ports agree to share a lighthouse",
                "coast.example",
                language="en",
            ),
            Article("orchard", ORCHARD, "Growers march for water", "dell.example"),
            Article("empty", "Nothing is marked here yet.", "A quiet day"),
        )
        zones = (harbour_zones(), (Zone(0, len(ORCHARD), ZoneKind.BODY),), ())
        for article, of_article in zip(articles, zones, strict=True):
            made.add_article(article, of_article, segment(article.text))
        made.put_suggestions("harbour", "words", "1", HARBOUR_SUGGESTIONS)
        made.put_suggestions(
            "orchard",
            "words",
            "1",
            [
                entity("dell", ORCHARD, "Dell", "GPE"),
                event("marched", ORCHARD, "marched", "PROTEST"),
            ],
        )
        yield made


@pytest.fixture
def session(store):
    time = FakeTime()
    return ReviewSession(store, SCHEME, "anna", Clock(time.now, time.seconds))


def standing(session, id):
    return session.item(id).standing


def label(session, id):
    return session.item(id).label


def fillers(session, id, role):
    event = session.item(id).annotation
    return [one.filler for one in event.arguments if one.role == role]


class Review:
    """An app on a session, with keys to press."""

    def __init__(self, app, pilot):
        self.app = app
        self.pilot = pilot
        self.session = app.session
        self.screen = app.review_screen

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def rest(self):
        """Let the reviewer rest on what is on the screen."""
        self.screen.rested()
        await self.pilot.pause()

    @property
    def said(self):
        return self.screen.message.text


@pytest.fixture
def start(session):
    """Open the session in an app; use it as ``async with start() as review``."""

    class Started:
        def __init__(self, size=NARROW, keys=None, theme=""):
            self.app = GoldleafApp(session, "coast", keys, theme)
            self.test = self.app.run_test(size=size)

        async def __aenter__(self):
            pilot = await self.test.__aenter__()
            await pilot.pause()
            return Review(self.app, pilot)

        async def __aexit__(self, *error):
            await self.test.__aexit__(*error)

    return Started
