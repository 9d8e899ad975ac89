"""Small articles of people who meet and quarrel, with gold annotations."""

from itertools import product

import pytest

from goldleaf.core.model import AnnotatedArticle, Argument, Article, Entity, Event, Span

PEOPLE = ("Ana", "Bo", "Carla", "Dmitri", "Esra")
PLACES = ("Oslo", "Quito", "Lagos")
VERBS = {"met": "MEET", "praised": "PRAISE", "sued": "SUE"}


def article(number, one, verb, other, place):
    text = f"{one} {verb} {other} in {place} ."
    spans = {word: Span(text.index(word), text.index(word) + len(word)) for word in text.split()}
    labels = ((one, "PERSON"), (other, "PERSON"), (place, "GPE"))
    entities = [Entity(f"e{at}", (spans[word],), label) for at, (word, label) in enumerate(labels)]
    arguments = (Argument("ACTOR", "e0"), Argument("RECIPIENT", "e1"), Argument("LOCATION", "e2"))
    event = Event("v", VERBS[verb], spans[verb], arguments)
    return AnnotatedArticle(
        Article(f"a{number}", text, language="en"), annotations=(*entities, event)
    )


@pytest.fixture(scope="session")
def articles():
    several = product(PEOPLE, VERBS, PEOPLE, PLACES)
    return [article(number, *parts) for number, parts in enumerate(several) if parts[0] != parts[2]]
