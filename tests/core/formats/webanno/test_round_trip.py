"""What goes out as WebAnno TSV comes back."""

import tempfile
from array import array
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats import Reason, Source
from goldleaf.core.formats.webanno import WEBANNO
from goldleaf.core.formats.webanno.fit import fitted
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Entity,
    Event,
    Relation,
    Segmentation,
    Span,
)

from ..cas.test_round_trip import SCHEME, WHOLE
from ..destination import saved, written
from ..in_order import in_order
from ..renumbering import renumbered
from ..strategies import LONG_LINE, annotated_articles
from ..tokens.round_trip import ANY


def read_back(annotated, folder):
    destination, losses = written(WEBANNO, annotated, scheme=SCHEME)
    (path,) = saved(destination, Path(folder))
    (draft,) = WEBANNO.read(Source(path.name, path))
    return draft, losses


def comparable(annotated):
    article = replace(annotated.article, id="", source="")
    return in_order(replace(annotated, article=article))


@ANY
@given(annotated_articles())
def test_what_is_written_comes_back(annotated):
    expected, told = fitted(annotated, SCHEME)
    with tempfile.TemporaryDirectory() as folder:
        draft, losses = read_back(annotated, folder)
    assert draft.losses == (), draft.losses
    assert comparable(draft.annotated) == comparable(expected)
    assert tuple(losses) == told


def test_everything_at_once(tmp_path):
    draft, losses = read_back(WHOLE, tmp_path)
    assert draft.losses == ()
    assert {one.reason for one in losses} == {
        Reason.TITLE,
        Reason.SOURCE,
        Reason.PUBLISHED,
        Reason.LANGUAGE,
        Reason.ZONES,
        Reason.DOCUMENT_LABEL,
        Reason.COMMENT,
    }
    expected, _ = fitted(WHOLE, SCHEME)
    assert comparable(draft.annotated) == comparable(expected)
    assert draft.annotated.segmentation is not None


def test_it_is_what_inception_writes():
    destination, _ = written(WEBANNO, WHOLE, scheme=SCHEME)
    assert destination.files["a1.tsv"].decode() == (
        "#FORMAT=WebAnno TSV 3.3\n"
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|tense|value\n"
        "#T_SP=webanno.custom.Argument|\n"
        "#T_SP=webanno.custom.Event|ROLE_webanno.custom.Event:arguments_"
        "webanno.custom.EventArgumentsLink|uima.tcas.Annotation|polarity|value\n"
        "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
        "|referenceRelation|referenceType\n"
        "#T_RL=webanno.custom.Relation|value"
        "|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\n"
        "\n"
        "\n"
        "#Text=🌾 Ana and Bo met in Oslo.\n"
        "1-1\t0-2\t🌾\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
        "1-2\t3-6\tAna\t*[1]|Q1[2]\t*[1]|past[2]\tGROUP[1]|PERSON[2]\t_\t_\t_\t_\t_"
        "\t*->1-1|*->1-2\tPERSON[1]|GROUP[1]\t_\t_\t\n"
        "1-3\t7-10\tand\t*[1]\t*[1]\tGROUP[1]\t_\t_\t_\t_\t_\t*->1-2\tGROUP[1]\t_\t_\t\n"
        "1-4\t11-13\tBo\t*[1]|*[3]\t*[1]|*[3]\tGROUP[1]|PERSON[3]\t_\t_\t_\t_\t_"
        "\t*->1-2\tGROUP[1]\t_\t_\t\n"
        "1-5\t14-17\tmet\t_\t_\t_\t_\tWHO;WHERE;CAUSE[5]|_[6]\t1-2[1];1-7[4];1-5[6]|*"
        "\tno[5]|*[6]\tMEET[5]|MEET[6]\t_\t_\tpart\\_of\t1-2[2_5]\t\n"
        "1-6\t18-20\tin\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
        "1-7\t21-25\tOslo\t_\t_\t_\t*[4]\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
        "1-8\t25-26\t.\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t_\t\n"
    )


def test_a_part_of_a_token_has_a_number_of_its_own(tmp_path):
    annotated = AnnotatedArticle(
        Article("a", "Pre🌾war Oslo"),
        annotations=(
            Entity("e1", (Span(0, 3),), "A"),
            Entity("e2", (Span(4, 11),), "B"),
            Relation("r1", "near", "e2", "e1"),
        ),
        segmentation=Segmentation(
            array("i", [0, 8]), array("i", [7, 12]), array("i", [0]), array("i", [12])
        ),
    )
    destination, losses = written(WEBANNO, annotated)
    assert losses == []
    lines = destination.files["a.tsv"].decode().splitlines()
    assert lines[6:] == [
        "1-1\t0-8\tPre🌾war\t_\t_\t_\t_\t",
        "1-1.1\t0-3\tPre\t*[1]\tA[1]\tnear\t1-1.2[2_1]\t",
        "1-1.2\t5-8\twar\t*[2]\tB[2]\t_\t_\t",
        "1-2\t9-13\tOslo\t_\t_\t_\t_\t",
        "1-2.1\t9-12\tOsl\t*[2]\tB[2]\t_\t_\t",
    ]
    draft, _ = read_back(annotated, tmp_path)
    assert renumbered(draft.annotated).annotations == annotated.annotations


@pytest.mark.parametrize(
    "text",
    [
        "One. Two.",
        "One.\nTwo.\n",
        "One.\n\n  Two.\r\n\r\nThree.\t",
        "   One.\u00a0Two.\u3000",
        "One\\n \\t.\x0b\x0cTwo.\x1f\x1b[0m Three.\u2028Four.\x85",
        "\ufeffOne.",
    ],
)
def test_white_space_is_kept(text, tmp_path):
    annotated = AnnotatedArticle(Article("a", text))
    draft, losses = read_back(annotated, tmp_path)
    assert losses == []
    assert draft.annotated.article.text == text


def test_before_the_first_token_there_are_only_spaces(tmp_path):
    annotated = AnnotatedArticle(
        Article("a", "\n\tOslo"), annotations=(Entity("e1", (Span(2, 6),), "GPE"),)
    )
    draft, losses = read_back(annotated, tmp_path)
    assert [one.reason for one in losses] == [Reason.TEXT]
    assert draft.annotated.article.text == "  Oslo"
    assert draft.annotated.annotations == annotated.annotations


def test_what_has_white_space_at_an_edge_or_no_place_is_told(tmp_path):
    annotated = AnnotatedArticle(
        Article("a", "Oslo opened a harbour"),
        annotations=(
            Entity("e1", (Span(0, 5),), "GPE"),
            Entity("e2", (Span(0, 4), Span(12, 13)), "GPE"),
            Event(
                "v1",
                "OPEN",
                Span(5, 11),
                (Argument("A", "e1"), Argument("B", Span(11, 13)), Argument("C", "v1")),
                {"a b": "", "a_b": "x", "when": "to\rday"},
            ),
            Relation("r1", "near", "e1", "v1"),
        ),
    )
    draft, losses = read_back(annotated, tmp_path)
    assert [(one.annotation_id, one.reason) for one in losses] == [
        ("e1", Reason.WHITE_SPACE),
        ("e2", Reason.DISCONTINUOUS),
        ("r1", Reason.RELATION_END),
        ("v1", Reason.FILLER_UNKNOWN),
        ("v1", Reason.NAME),
        ("v1", Reason.ATTRIBUTES),
        ("v1", Reason.WHITE_SPACE),
        ("v1", Reason.FILLER_EVENT),
        ("v1", Reason.NAME),
    ]
    assert draft.annotated.annotations == (
        Event("v1", "OPEN", Span(5, 11), (), {"a_b": "", "when": "to\nday"}),
    )


def test_tokens_that_leave_something_out_are_completed(tmp_path):
    division = Segmentation(array("i", [5]), array("i", [11]), array("i", [5]), array("i", [11]))
    annotated = AnnotatedArticle(
        Article("a", "Oslo opened a harbour"),
        annotations=(Entity("e1", (Span(0, 4),), "GPE"), Entity("e2", (Span(12, 21),), "FAC")),
        segmentation=division,
    )
    draft, losses = read_back(annotated, tmp_path)
    assert losses == []
    assert draft.annotated.article.text == annotated.article.text
    assert draft.annotated.annotations == annotated.annotations


def test_an_article_that_is_one_long_line(tmp_path):
    entities = tuple(
        Entity(f"e{at}", (Span(at, at + 4),), "X") for at in range(0, len(LONG_LINE) - 9, 900)
    )
    annotated = AnnotatedArticle(Article("a", LONG_LINE), annotations=entities)
    expected, _ = fitted(annotated, SCHEME)
    draft, _ = read_back(annotated, tmp_path)
    assert comparable(draft.annotated) == comparable(expected)


def test_two_articles_of_one_name_are_two_files():
    articles = [AnnotatedArticle(Article(id, "x")) for id in ("a/b", "a:b")]
    destination, _ = written(WEBANNO, *articles)
    assert len(destination.files) == 2


ANY_NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    str.strip
)


@ANY
@given(st.lists(ANY_NAME, min_size=7, max_size=7))
def test_any_names_and_values_come_back(tmp_path_factory, names):
    label, type_, role, other, relation, value, link = names
    annotated = AnnotatedArticle(
        Article("a", "Ana met Bo"),
        annotations=(
            Entity("e1", (Span(0, 3),), label, {"note": value}, link),
            Entity("e2", (Span(0, 10),), other, {"note": ""}),
            Event("v1", type_, Span(4, 7), (Argument(role, "e1"), Argument(other, Span(8, 10)))),
            Relation("r1", relation, "e1", "v1"),
        ),
    )
    expected, told = fitted(annotated, SCHEME)
    draft, losses = read_back(annotated, tmp_path_factory.mktemp("out"))
    assert draft.losses == ()
    assert comparable(draft.annotated) == comparable(expected)
    assert tuple(losses) == told
    changed = any("\r" in name for name in names)
    assert {one.reason for one in losses} == ({Reason.NAME} if changed else set())


@st.composite
def divisions(draw, text):
    """Tokens and sentences of *text* that a file may bring: any but blank ones, in order."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    tokens = [pair for pair in pairwise(cuts) if not text[slice(*pair)].isspace()]
    tokens = [pair for pair in tokens if draw(st.booleans())]
    sentences = []
    while sum(map(len, sentences)) < len(tokens):
        first = sum(map(len, sentences))
        sentences.append(tokens[first : first + draw(st.integers(1, 4))])
    return Segmentation(
        array("i", [start for start, _ in tokens]),
        array("i", [end for _, end in tokens]),
        array("i", [one[0][0] for one in sentences]),
        array("i", [one[-1][1] for one in sentences]),
    )


@ANY
@given(annotated_articles(), st.data())
def test_whatever_the_tokens_are_it_comes_back(tmp_path_factory, annotated, data):
    division = data.draw(divisions(annotated.article.text))
    annotated = replace(annotated, segmentation=division)
    expected, told = fitted(annotated, SCHEME)
    draft, losses = read_back(annotated, tmp_path_factory.mktemp("out"))
    assert draft.losses == ()
    assert comparable(draft.annotated) == comparable(expected)
    assert tuple(losses) == told
