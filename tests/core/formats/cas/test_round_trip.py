"""What goes out as a UIMA CAS comes back, and dkpro-cassis opens it."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldleaf.core.formats import Reason, Source
from goldleaf.core.formats.cas import CAS_JSON, CAS_XMI
from goldleaf.core.formats.cas.fit import fitted
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Zone,
    ZoneKind,
)
from goldleaf.core.scheme import Attribute, Scheme

from ..destination import saved, written
from ..in_order import in_order
from ..renumbering import renumbered
from ..strategies import LONG_LINE, annotated_articles

BOTH = [CAS_XMI, CAS_JSON]
SCHEME = Scheme("s", attributes=(Attribute("polarity", ("yes", "no"), "yes"),))
TEXT = "🌾 Ana and Bo met in Oslo."
WHOLE = AnnotatedArticle(
    Article("a1", TEXT, "A title", "https://news.example/1", "2026-03-01", "en"),
    (Zone(0, len(TEXT), ZoneKind.BODY),),
    (
        Entity("a", (Span(2, 5),), "PERSON", {"tense": "past"}, "Q1"),
        Entity("b", (Span(10, 12),), "PERSON"),
        Entity("c", (Span(2, 12),), "GROUP"),
        Event("v", "MEET", Span(13, 16), (Argument("WHO", "c"), Argument("WHERE", Span(20, 24)),
              Argument("CAUSE", "w")), {"polarity": "no"}),
        Event("w", "MEET", Span(13, 16)),
        Relation("r", "part_of", "a", "v"),
        Relation("s", "coref", "a", "c"),
        DocumentLabel("l", "news"),
    ),
    comments=(
        Comment("c1", "Which?", "r"), Comment("c2", "two\nlines", Span(17, 24)),
        Comment("c3", "Sure?", "l"), Comment("c4", "Long."), Comment("c5", "Who?", "a"),
    ),
)  # fmt: skip


def read_back(format, annotated, folder, scheme=SCHEME):
    destination, losses = written(format, annotated, scheme=scheme)
    paths = saved(destination, Path(folder))
    path = paths[0]
    (draft,) = format.read(Source(path.name, path))
    return draft, losses


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)
@given(annotated_articles(), st.sampled_from(BOTH))
def test_what_is_written_comes_back(annotated, format):
    expected, told = fitted(annotated, SCHEME, xml=format is CAS_XMI)
    with tempfile.TemporaryDirectory() as folder:
        draft, losses = read_back(format, annotated, folder)
    assert draft.losses == (), draft.losses
    got, want = in_order(draft.annotated), in_order(expected)
    assert got == want, (got, want)
    assert tuple(losses) == told


@pytest.mark.parametrize("format", BOTH)
def test_everything_at_once(format, tmp_path):
    draft, losses = read_back(format, WHOLE, tmp_path)
    assert losses == []
    assert draft.losses == (), draft.losses
    assert in_order(draft.annotated) == in_order(WHOLE)
    assert draft.annotated.segmentation is not None


@pytest.mark.parametrize("format", BOTH)
def test_cassis_opens_it_with_the_layers_of_inception(format, tmp_path):
    destination, _ = written(format, WHOLE, scheme=SCHEME)
    saved(destination, tmp_path)
    if format is CAS_XMI:
        types = load_typesystem((tmp_path / "TypeSystem.xml").read_text())
        cas = load_cas_from_xmi((tmp_path / "a1.xmi").read_text(), typesystem=types)
    else:
        cas = load_cas_from_json((tmp_path / "a1.json").read_text())
    assert cas.sofa_string == TEXT
    entities = cas.select("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity")
    assert {(one.get_covered_text(), one.value, one.identifier) for one in entities} == {
        ("Ana", "PERSON", "Q1"),
        ("Bo", "PERSON", None),
        ("Ana and Bo", "GROUP", None),
    }
    met = next(one for one in cas.select("webanno.custom.Event") if one.polarity)
    assert [(link.role, link.target.get_covered_text()) for link in met.arguments.elements] == [
        ("WHO", "Ana and Bo"),
        ("WHERE", "Oslo"),
        ("CAUSE", "met"),
    ]
    (chain,) = cas.select("de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceChain")
    assert chain.first.next.get_covered_text() in {"Ana", "Ana and Bo"}
    (data,) = cas.select("de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData")
    assert (data.documentTitle, data.documentId, data.language) == ("A title", "a1", "en")


def test_what_a_cas_cannot_keep_of_comments_is_told(tmp_path):
    annotated = replace(
        WHOLE,
        comments=(
            Comment("c1", "In a chain.", "s"),
            Comment("c2", "Rejected.", "gone"),
            Comment("c3", "\x1b", "a"),
        ),
    )
    draft, losses = read_back(CAS_XMI, annotated, tmp_path)
    assert {(one.annotation_id, one.reason) for one in losses} == {
        ("c1", Reason.TARGET),
        ("c2", Reason.TARGET),
        ("c3", Reason.TEXT),
    }
    ana = next(one.id for one in draft.annotated.annotations if one.label == "PERSON")
    found = {one.text: one.target for one in draft.annotated.comments}
    assert found == {"In a chain.": "", "Rejected.": "", "\ufffd": ana}


def test_offsets_in_the_file_count_utf_16(tmp_path):
    destination, _ = written(CAS_XMI, WHOLE, scheme=SCHEME)
    assert b'begin="3" end="6"' in destination.files["a1.xmi"]


def test_what_xml_cannot_hold_is_told(tmp_path):
    annotated = AnnotatedArticle(Article("a", "x\x1by"))
    draft, losses = read_back(CAS_XMI, annotated, tmp_path)
    assert draft.annotated.article.text == "x\ufffdy"
    assert [one.reason for one in losses] == [Reason.TEXT]
    draft, losses = read_back(CAS_JSON, annotated, tmp_path)
    assert (draft.annotated.article.text, losses) == ("x\x1by", [])


@pytest.mark.parametrize("format", BOTH)
def test_an_article_that_is_one_long_line(format, tmp_path):
    entities = tuple(
        Entity(f"e{at}", (Span(at, at + 4),), "X") for at in range(0, len(LONG_LINE) - 9, 900)
    )
    annotated = AnnotatedArticle(Article("a", LONG_LINE, language="en"), annotations=entities)
    draft, _ = read_back(format, annotated, tmp_path)
    assert renumbered(replace(draft.annotated, segmentation=None)) == renumbered(annotated)
