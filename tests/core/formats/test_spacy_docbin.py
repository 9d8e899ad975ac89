import zlib
from dataclasses import replace

import pytest
import spacy
import srsly
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as DocSpan
from spacy.training import Corpus

from goldleaf.core.formats import Draft, Head, Reason, Source, recognised, reduced
from goldleaf.core.formats.spacy_docbin import CONFIG_NAME, SPACY
from goldleaf.core.formats.spacy_docbin.write import SpacyWriter
from goldleaf.core.model import (
    AnnotatedArticle,
    Article,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    UsageError,
)

from .destination import MemoryDestination, written
from .renamed import by_id
from .strategies import annotated_articles
from .test_json_mistakes import check_sound

ANY = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
PARTS = ("train", "dev", "test")


def source_of(folder, data, name="train.spacy"):
    path = folder / name
    path.write_bytes(data)
    return Source(name, path)


def read(folder, *docs, user_data=True):
    data = DocBin(store_user_data=user_data, docs=docs).to_bytes()
    return list(SPACY.read(source_of(folder, data)))


@ANY
@given(article=annotated_articles())
def test_what_is_written_comes_back(tmp_path_factory, article):
    destination, losses = written(SPACY, article)
    folder = tmp_path_factory.mktemp("written")
    (draft,) = SPACY.read(source_of(folder, destination.files["train.spacy"]))
    kept, expected = reduced(article, SPACY.keeps)
    assert tuple(losses[: len(expected)]) == expected
    off, lost = set(), set()
    for one in losses[len(expected) :]:
        if one.reason is Reason.ATTRIBUTES:
            lost.add(one.annotation_id)
        else:
            assert one.reason in {Reason.OFF_TOKENS, Reason.WHITE_SPACE}
            off.add(one.annotation_id)
    annotations = tuple(
        replace(one, attributes={}) if one.id in lost else one
        for one in kept.annotations
        if one.id not in off
    )
    assert by_id(draft.annotated) == by_id(replace(kept, annotations=annotations))
    assert draft.losses == ()


@pytest.mark.parametrize("name", ["train.spacy", "corpus.bin"])
def test_files_are_known_by_their_content(tmp_path, name):
    destination, _ = written(SPACY, AnnotatedArticle(Article("a", "Ana met Bo.")))
    for data, known in (
        (destination.files["train.spacy"], True),
        (destination.files["test.spacy"], True),
        (zlib.compress(b"text"), False),
        (b"\x78\x9cabc", False),
    ):
        source = source_of(tmp_path, data, name)
        with source.open() as stream:
            found = recognised(Head.of(source, stream))
        assert (found is SPACY) is known


def test_files_of_spacy_2_have_no_version_and_no_groups(tmp_path):
    doc = Doc(spacy.blank("en").vocab, words=["Ana", "left"])
    doc.ents = [DocSpan(doc, 0, 1, "PERSON")]
    packed = srsly.msgpack_loads(zlib.decompress(DocBin(docs=[doc]).to_bytes()))
    for later in ("version", "flags", "span_groups"):
        del packed[later]
    source = source_of(tmp_path, zlib.compress(srsly.msgpack_dumps(packed)))
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is SPACY
    (draft,) = SPACY.read(source)
    assert [one.label for one in draft.annotated.annotations] == ["PERSON"]


def test_ents_and_groups_of_others(tmp_path):
    nlp = spacy.blank("en")
    doc = nlp("🌾 Ana Rey met Bo in Oslo.")
    doc.ents = [DocSpan(doc, 1, 3, "PERSON", kb_id="Q1"), DocSpan(doc, 6, 7, "GPE")]
    doc.spans["sc"] = [DocSpan(doc, 1, 3, "PERSON", kb_id="Q1"), DocSpan(doc, 1, 2, "FIRST")]
    doc.spans["ruler"] = [DocSpan(doc, 4, 5, "PERSON", span_id="b"), DocSpan(doc, 5, 7, "X")]
    doc.spans["triggers"] = [DocSpan(doc, 3, 4, "MEET")]
    doc.cats = {"sport": 1.0, "war": 0.0, "news": 0.75}
    doc.user_data = {"id": "doc-1", "url": "x", "tags": ["a", ("b",)], "title": "T"}
    (draft,) = read(tmp_path, doc)
    assert draft.losses == ()
    assert draft.annotated == AnnotatedArticle(
        Article("doc-1", doc.text, title="T", meta={"url": "x", "tags": ["a", ["b"]]}),
        annotations=(
            Entity("b", (Span(14, 16),), "PERSON"),
            Entity("e1", (Span(17, 24),), "X"),
            Entity("e2", (Span(2, 9),), "PERSON", link="Q1"),
            Entity("e3", (Span(2, 5),), "FIRST"),
            Event("v1", "MEET", Span(10, 13)),
            Entity("e4", (Span(20, 24),), "GPE"),
            DocumentLabel("l1", "sport"),
            DocumentLabel("l2", "news"),
        ),
        provenance={"l2": {"how": "suggested", "score": 0.75}},
    )


def test_several_documents_and_what_they_are_called(tmp_path):
    nlp = spacy.blank("en")
    drafts = read(tmp_path, nlp("Ana."), nlp("Bo."), user_data=False)
    assert [(one.stem, one.annotated.article.text) for one in drafts] == [
        ("train-1", "Ana."),
        ("train-2", "Bo."),
    ]


def test_ids_that_many_have_are_no_ids(tmp_path):
    doc = spacy.blank("en")("Apple and Apple")
    doc.ents = [DocSpan(doc, at, at + 1, "ORG", span_id="apple") for at in (0, 2)]
    (draft,) = read(tmp_path, doc)
    assert [one.id for one in draft.annotated.annotations] == ["e1", "e2"]


def test_sentences_and_tokens_are_those_of_the_file(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    (draft,) = read(tmp_path, nlp("Ana left.\n\nBo came."))
    division = draft.annotated.segmentation
    text = draft.annotated.article.text
    assert [division.sentence(at).of(text) for at in range(2)] == ["Ana left.", "Bo came."]
    tokens = [division.token(at).of(text) for at in range(division.token_count)]
    assert tokens == ["Ana", "left", ".", "Bo", "came", "."]
    (draft,) = read(tmp_path, spacy.blank("en")("Ana left."))
    assert draft.annotated.segmentation is None


def test_what_has_no_place_is_told(tmp_path):
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, ["Ana", "met", "Bo"], tags=["N", "V", "N"], lemmas=["A", "m", "B"])
    doc.set_ents([DocSpan(doc, 0, 1, "PERSON")], missing=[DocSpan(doc, 2, 3)], default="outside")
    doc.user_data["._.", "sure", 0, 3] = True
    doc.user_data["._.", "score", 4, 7] = 0.5
    doc.user_data["._.", "vector", 0, None] = 3
    doc.user_data["._.", "page", None, None] = 7
    (draft,) = read(tmp_path, doc)
    assert draft.annotated.annotations == (Entity("e1", (Span(0, 3),), "PERSON", {"sure": "True"}),)
    assert draft.annotated.article.meta == {"page": 7}
    assert sorted((one.detail, one.count) for one in draft.losses) == [
        ("of tokens: tag, lemma", 2),
        ("tokens marked missing", 1),
        ("user_data", 2),
    ]
    assert {one.where for one in draft.losses} == {"train.spacy, document 1"}


def test_unlabelled_spans_are_told(tmp_path):
    doc = spacy.blank("en")("Ana met Bo")
    doc.spans["coref"] = [DocSpan(doc, 0, 1)]
    (draft,) = read(tmp_path, doc)
    assert [one.reason for one in draft.losses] == [Reason.NO_LABEL]


def test_attributes_belong_to_a_place():
    same = (Span(0, 3),)
    article = AnnotatedArticle(
        Article("a", "Ana met Bo", meta={"big": 2**70, "page": 3}),
        annotations=(
            Entity("e1", same, "PERSON", {"sure": "yes"}),
            Entity("e2", same, "ROLE"),
            Entity("e3", (Span(8, 10),), "PERSON", {"sure": "no"}),
            Relation("r1", "coref", "e1", "e2"),
        ),
    )
    _, losses = written(SPACY, article)
    assert [(one.annotation_id, one.reason) for one in losses] == [
        ("r1", Reason.RELATION),
        ("e1", Reason.ATTRIBUTES),
        ("", Reason.META),
    ]


def test_many_tokens_go_to_several_files_that_spacy_reads_as_one(tmp_path):
    destination = MemoryDestination(parts=PARTS)
    writer = SpacyWriter(destination, most_tokens=10)
    articles = [
        AnnotatedArticle(
            Article(f"a{number}", f"Ana met Bo {number}."),
            annotations=(Entity("e1", (Span(0, 3),), "PERSON"),),
        )
        for number in range(7)
    ]
    for one in articles:
        assert writer.write(one, "train") == []
    writer.finish()
    files = destination.files
    assert sorted(files) == [
        CONFIG_NAME, "dev.spacy", "test.spacy",
        "train/00001.spacy", "train/00002.spacy", "train/00003.spacy", "train/00004.spacy",
    ]  # fmt: skip
    config = spacy.util.load_config_from_str(files[CONFIG_NAME].decode())
    assert config["paths"]["train"] == config["paths"]["dev"] == "train"
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    examples = list(Corpus(tmp_path / "train")(spacy.blank("en")))
    assert [one.reference.user_data["article"] for one in examples] == [f"a{n}" for n in range(7)]
    read_back = [
        draft.annotated
        for name in sorted(files)
        if name.startswith("train/")
        for draft in SPACY.read(source_of(tmp_path, files[name]))
    ]
    assert read_back == articles


def test_files_of_an_earlier_export_are_emptied():
    class Before(MemoryDestination):
        def present(self, name):
            old = {"train.spacy", "dev/00001.spacy", "dev/00002.spacy"}
            return b"old" if name in old else None

    destination = Before(parts=PARTS)
    writer = SpacyWriter(destination, most_tokens=3)
    writer.write(AnnotatedArticle(Article("a", "Ana met Bo.")), "train")
    writer.finish()
    files = destination.files
    empty = DocBin(attrs=("ENT_IOB", "ENT_TYPE", "ENT_KB_ID"), store_user_data=True).to_bytes()
    assert {name for name, data in files.items() if data == empty} == {
        "train.spacy", "dev/00001.spacy", "dev/00002.spacy", "dev.spacy", "test.spacy",
    }  # fmt: skip
    assert "train/00001.spacy" in files


@pytest.mark.parametrize("data", [b"", b"{}", b"\x78\x9c", zlib.compress(b"\x81\xa1a\xa1b")])
def test_what_is_no_docbin_is_one_sentence(tmp_path, data):
    with pytest.raises(UsageError, match=r"train\.spacy is no DocBin"):
        list(SPACY.read(source_of(tmp_path, data)))


@ANY
@given(data=st.data(), article=annotated_articles())
def test_mistakes_end_in_sentences(tmp_path_factory, data, article):
    plain = bytearray(zlib.decompress(written(SPACY, article)[0].files["train.spacy"]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(plain) - 1))
        plain[at] = data.draw(st.integers(0, 255))
    source = source_of(tmp_path_factory.mktemp("broken"), zlib.compress(bytes(plain)))
    try:
        drafts = list(SPACY.read(source))
    except UsageError:
        return
    for one in drafts:
        assert isinstance(one, Draft)
        check_sound(one.annotated)
