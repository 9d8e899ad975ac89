"""What of an article a pipeline learns from."""

from dataclasses import replace

from goldleaf.core.model import Argument, Entity, Event, Span, Zone, ZoneKind
from goldleaf.core.tokens import blank
from goldleaf.core.train.corpus import documents
from goldleaf.core.train.pairs import ARGUMENTS, WINDOW, pairs_of, roles_of


def test_a_document_has_entities_triggers_and_arguments(articles):
    (doc,) = documents(articles[0], blank("en"))
    assert [(one.text, one.label_) for one in doc.ents] == [
        ("Ana", "PERSON"),
        ("Bo", "PERSON"),
        ("Oslo", "GPE"),
    ]
    assert [(one.text, one.label_) for one in doc.spans["triggers"]] == [("met", "MEET")]
    assert dict(roles_of(doc)) == {
        ((1, 2), (0, 1)): "ACTOR",
        ((1, 2), (2, 3)): "RECIPIENT",
        ((1, 2), (4, 5)): "LOCATION",
    }


def test_each_passage_is_a_document_and_boilerplate_is_none(articles):
    text = "Ana met Bo .\n\nCookies\n\nBo met Ana ."
    zones = (
        Zone(0, 14, ZoneKind.BODY),
        Zone(14, 23, ZoneKind.BOILERPLATE),
        Zone(23, len(text), ZoneKind.BODY),
    )
    event = Event("v", "MEET", Span(26, 29), (Argument("ACTOR", Span(23, 25)),))
    article = replace(
        articles[0],
        article=replace(articles[0].article, text=text),
        zones=zones,
        annotations=(event, Entity("e", (Span(14, 21),), "ORG")),
    )
    first, second = documents(article, blank("en"))
    assert (first.text, second.text) == ("Ana met Bo .", "Bo met Ana .")
    assert not first.spans["triggers"]
    assert second.user_data[ARGUMENTS] == [(1, 2, 0, 1, "ACTOR", 1.0)]


def test_of_overlapping_entities_all_are_spans_and_the_longest_is_an_ent(articles):
    nested = Entity("n", (Span(0, 10),), "GROUP")
    article = replace(articles[0], annotations=(*articles[0].annotations, nested))
    (doc,) = documents(article, blank("en"))
    assert [one.label_ for one in doc.ents] == ["GROUP", "GPE"]
    assert len(doc.spans["sc"]) == 4


def test_pairs_are_of_what_is_near(articles):
    (doc,) = documents(articles[0], blank("en"))
    assert [(pair.filler, pair.distance) for pair in pairs_of(doc)] == [
        ((0, 1), -1),
        ((2, 3), 1),
        ((4, 5), 3),
    ]
    far = "Ana met " + "very " * (WINDOW + 1) + "Bo ."
    article = replace(
        articles[0],
        article=replace(articles[0].article, text=far),
        annotations=(
            Event("v", "MEET", Span(4, 7)),
            Entity("e", (Span(len(far) - 4, len(far) - 2),), "PERSON"),
        ),
    )
    (doc,) = documents(article, blank("en"))
    assert pairs_of(doc) == []
