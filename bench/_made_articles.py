"""Articles with annotations, made up from word lists and the same for every run."""

from __future__ import annotations

import random
from collections.abc import Iterator

from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Entity,
    Event,
    Relation,
    Span,
    Status,
)

_NAMES = ("Ilka Brandt", "Osei Mensah", "Lena Ruiz", "Bo Ström", "Amara Nwosu", "Ravi Dahl")
_PLACES = ("Oslo", "Port Alder", "São Vale", "Kyiv", "the harbour", "Mill Street")
_VERBS = ("opened", "visited", "praised", "closed", "promised", "rejected", "inspected")
_FILLERS = (
    "on Monday", "with a short speech", "after a week of rain", "for the third time this year",
    "while the market was closed", "to the surprise of the neighbours", "– 🌾 and bread –",
)  # fmt: skip


def made_articles(count: int, sentences: int = 14, seed: int = 7) -> Iterator[AnnotatedArticle]:
    """*count* articles; each sentence has some 15 words, two mentions and an event."""
    random_ = random.Random(seed)
    for number in range(count):
        yield _article(number, sentences, random_)


def _article(number: int, sentences: int, random_: random.Random) -> AnnotatedArticle:
    parts: list[str] = []
    length = 0
    entities: list[Entity] = []
    events: list[Event] = []

    def put(text: str) -> Span:
        nonlocal length
        parts.append(text)
        length += len(text)
        return Span(length - len(text), length)

    put(f"Report {number} of the valley\n\n")
    for nth in range(1, sentences + 1):
        who = Entity(f"e{2 * nth - 1}", (put(random_.choice(_NAMES)),), "PERSON")
        put(" ")
        trigger = put(random_.choice(_VERBS))
        put(" ")
        where = Entity(f"e{2 * nth}", (put(random_.choice(_PLACES)),), "PLACE")
        put(f" {random_.choice(_FILLERS)} {random_.choice(_FILLERS)}.")
        put("\n\n" if nth % 4 == 0 else " ")
        arguments = (Argument("ACTOR", who.id), Argument("PLACE", where.id))
        entities += (who, where)
        events.append(Event(f"v{nth}", "ACT", trigger, arguments))
    relations = [Relation("r1", "coref", "e1", "e3"), Relation("r2", "near", "e1", "e2")]
    annotations = (*entities, *events, *relations)
    return AnnotatedArticle(
        Article(f"report-{number}", "".join(parts), f"Report {number}", language="en"),
        annotations=annotations,
        provenance={one.id: {"how": "accepted"} for one in annotations},
        status=Status.DONE,
        annotator="bench",
    )
