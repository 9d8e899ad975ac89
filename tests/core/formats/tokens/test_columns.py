"""Columns of tokens and tags: written, read back, and opened by those who read them."""

import pytest
from hypothesis import given
from seqeval import scheme as seqeval
from seqeval.metrics.sequence_labeling import get_entities
from spacy.training.converters import conll_ner_to_docs

from goldleaf.core.formats import Head, Reason, Source, recognised
from goldleaf.core.formats.tokens.columns import CONLL2003, IOB2, IOBES
from goldleaf.core.model import AnnotatedArticle, Article, Entity, Span, UsageError

from ..destination import written
from ..strategies import LONG_LINE, annotated_articles
from .round_trip import ANY, bare, kept, read_back, told

ALL = (CONLL2003, IOB2, IOBES)
TEXT = "Ana Ruiz met Bo in Oslo.\nNew York is far."
ARTICLE = AnnotatedArticle(
    Article("a", TEXT, language="en"),
    annotations=(
        Entity("e1", (Span(0, 8),), "PERSON"),
        Entity("e2", (Span(13, 15),), "PERSON"),
        Entity("e3", (Span(19, 23),), "GPE"),
        Entity("e4", (Span(25, 33),), "GPE"),
    ),
)


def read(format, tmp_path, data, name="notes.txt"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(format.read(Source(name, path)))


def entities(draft):
    text = draft.annotated.article.text
    return [(one.span.of(text), one.label) for one in draft.annotated.annotations]


@pytest.mark.parametrize("format", ALL, ids=lambda one: one.name)
@ANY
@given(article=annotated_articles())
def test_what_is_written_is_read_back(tmp_path_factory, format, article):
    (draft,), losses, problems = read_back(format, tmp_path_factory.mktemp("out"), article)
    assert problems == []
    back = draft.annotated
    if Reason.TEXT not in {loss.reason for loss in losses}:
        assert back.article.text == article.article.text
    # a token -DOCSTART- is written without its hyphens
    assert bare(back.article.text).replace("-", "") == bare(article.article.text).replace("-", "")
    if "-DOCSTART-" not in article.article.text:
        assert told(back, Entity) == told(kept(format, article), Entity, losses)


@pytest.mark.parametrize("format", ALL, ids=lambda one: one.name)
def test_several_articles_and_a_long_line(format, tmp_path):
    long = AnnotatedArticle(
        Article("b", LONG_LINE, language="en"), annotations=(Entity("e1", (Span(0, 5),), "X"),)
    )
    drafts, losses, problems = read_back(format, tmp_path, ARTICLE, long)
    assert [one.stem for one in drafts] == ["gold-1", "gold-2"]
    assert drafts[1].annotated.article.text == LONG_LINE
    assert entities(drafts[0]) == [
        ("Ana Ruiz", "PERSON"), ("Bo", "PERSON"), ("Oslo", "GPE"), ("New York", "GPE"),
    ]  # fmt: skip
    assert problems == []
    assert {(one.article_id, one.reason) for one in losses} == {
        ("a", Reason.LANGUAGE), ("b", Reason.LANGUAGE), ("a", Reason.TEXT),
    }  # fmt: skip


def test_what_has_no_place_is_told_by_id():
    article = AnnotatedArticle(
        Article("a", "Ana met Bo. Oslo is far."),
        annotations=(
            Entity("part", (Span(1, 3),), "X"),
            Entity("white", (Span(3, 7),), "X"),
            Entity("over", (Span(8, 16),), "X"),
            Entity("name", (Span(0, 3),), "a person"),
        ),
    )
    destination, losses = written(IOB2, article)
    assert {(one.annotation_id, one.reason) for one in losses} == {
        ("part", Reason.OVERLAP),
        ("white", Reason.WHITE_SPACE),
        ("over", Reason.SENTENCES),
        ("name", Reason.NAME),
        ("", Reason.TEXT),
    }
    assert b"Ana\tB-a_person\n" in destination.bytes_of()


def test_seqeval_finds_the_same_entities():
    for format, scheme in ((IOB2, seqeval.IOB2), (IOBES, seqeval.IOBES)):
        destination, _ = written(format, ARTICLE)
        blocks = destination.bytes_of().decode().strip().split("\n\n")[1:]
        tags = [[line.split("\t")[1] for line in block.split("\n")] for block in blocks]
        assert [get_entities(one) for one in tags] == [
            [("PERSON", 0, 1), ("PERSON", 3, 3), ("GPE", 5, 5)],
            [("GPE", 0, 1)],
        ]
        strict = seqeval.Entities(tags, scheme).entities
        assert [[(one.start, one.end, one.tag) for one in each] for each in strict] == [
            [(0, 2, "PERSON"), (3, 4, "PERSON"), (5, 6, "GPE")],
            [(0, 2, "GPE")],
        ]


def test_spacy_converts_what_is_written():
    destination, _ = written(CONLL2003, ARTICLE, ARTICLE)
    docs = list(conll_ner_to_docs(destination.bytes_of().decode(), no_print=True))
    assert len(docs) == 2
    assert [(one.text, one.label_) for one in docs[0].ents] == [
        ("Ana Ruiz", "PERSON"), ("Bo", "PERSON"), ("Oslo", "GPE"), ("New York", "GPE"),
    ]  # fmt: skip
    assert len(list(docs[0].sents)) == 2


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        # CoNLL-2003 as it came, with IOB1
        (
            "-DOCSTART- -X- O O\n\nAna NNP I-NP I-PER\nBo NNP I-NP B-PER\n\n",
            "conll2003",
            [("Ana", "PER"), ("Bo", "PER")],
        ),
        # no documents, windows line ends, a byte order mark
        (
            "\ufeffNew\tB-LOC\r\nYork\tI-LOC\r\n\r\nAna\tB-PER\r\n",
            "iob2",
            [("New York", "LOC"), ("Ana", "PER")],
        ),
        ("New B-LOC\nYork L-LOC\nAna U-PER\n", "iobes", [("New York", "LOC"), ("Ana", "PER")]),
        # BMES and BMEWO, of Chinese corpora
        (
            "New B-LOC\nYork M-LOC\nCity E-LOC\nAna W-PER\nBo W-PER\n",
            "iobes",
            [("New York City", "LOC"), ("Ana", "PER"), ("Bo", "PER")],
        ),
        ("# id 7 domain=en\nNew _ _ B-LOC\nYork _ _ I-LOC\n", "conll2003", [("New York", "LOC")]),
        ("Ana B\nRuiz I\nmet O\n", "iob2", [("Ana Ruiz", "ENTITY")]),
        # GermEval 2014: numbers, two layers, a comment for each sentence
        (
            (
                "#\thttp://a.example\t[2010]\n1\tUni\tB-ORG\tO\n2\tOslo\tI-ORG\tB-LOC\n\n"
                "#\thttp://b.example\t[2010]\n1\tBo\tB-PER\tO\n"
            ),
            "conll2003",
            [("Uni Oslo", "ORG"), ("Oslo", "LOC"), ("Bo", "PER")],
        ),
        # a sentence that begins with a number, and no numbers of tokens
        ("1 CD I-NP O\nAna NNP I-NP B-PER\n", "conll2003", [("Ana", "PER")]),
    ],
)
def test_dialects_are_recognised_and_read(tmp_path, data, name, found):
    source = Source("notes.txt", tmp_path / "notes.txt")
    format = recognised(Head(source, data.encode()))
    assert format is not None
    assert format.name == name
    (draft,) = read(format, tmp_path, data)
    assert entities(draft) == found
    assert draft.losses == ()


@pytest.mark.parametrize(
    "text",
    ["Ana met Bo in Oslo.\n", "A list\nof O\n", "x\tO\ny\tZ\n", "", "-DOCSTART-\n", '{"a": "O"}'],
)
def test_other_files_are_not_taken_for_columns(text):
    head = Head(Source("notes.txt", None), text.encode())
    assert not any(one.recognises(head) for one in ALL)


def test_old_encodings_are_read(tmp_path):
    text = "¿Núñez NC B-PER\nhabló VMI O\naquí RG O\nsí RG O\nseñora NC O\nMálaga NC B-LOC\n"
    data = text.encode("latin-1")
    (draft,) = read(CONLL2003, tmp_path, data)
    assert entities(draft) == [("¿Núñez", "PER"), ("Málaga", "LOC")]


def test_comments_give_ids_and_texts(tmp_path):
    data = (
        "# newdoc id = one\n# text = Ana's mill.\nAna\tB-PER\n's\tO\nmill\tO\n.\tO\n\n"
        "# newdoc id = two\n# text = Another text\nBo\tB-PER\n"
    )
    one, two = read(IOB2, tmp_path, data)
    assert (one.annotated.article.id, one.annotated.article.text) == ("one", "Ana's mill.")
    assert one.annotated.segmentation.token_ends.tolist() == [3, 5, 10, 11]
    assert (two.annotated.article.id, two.annotated.article.text) == ("two", "Bo")
    assert [(loss.reason, loss.where) for loss in two.losses] == [
        (Reason.TEXT, "notes.txt, line 10")
    ]


def test_a_line_without_a_tag_is_told_and_the_rest_comes_in(tmp_path):
    (draft,) = read(IOB2, tmp_path, "Ana\tB-PER\nRuiz\n\tO\nBo\tB-PER\n")
    assert entities(draft) == [("Ana", "PER"), ("Bo", "PER")]
    assert [(loss.reason, loss.where) for loss in draft.losses] == [
        (Reason.MALFORMED, "notes.txt, line 2"),
        (Reason.MALFORMED, "notes.txt, line 3"),
    ]


@pytest.mark.parametrize("data", ["", "\n\n", "-DOCSTART- O\n\n"])
def test_a_file_without_tokens_is_refused(tmp_path, data):
    with pytest.raises(UsageError, match=r"notes\.txt"):
        read(IOB2, tmp_path, data)
