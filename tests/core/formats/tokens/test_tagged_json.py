"""Lines of tokens and tags, as of the Hugging Face hub."""

import json

import pytest

from goldleaf.core.formats import Head, Reason, Source, recognised
from goldleaf.core.formats.tokens.tagged_json import TAGGED_JSON
from goldleaf.core.model import Entity, Span, UsageError


def source_of(folder, *values):
    path = folder / "train.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in values), encoding="utf-8")
    return Source("train.jsonl", path)


def told(draft):
    return [(loss.reason, loss.where) for loss in draft.losses]


WORDS = ["Ilka", "Brandt", "left", "Oslo"]


@pytest.mark.parametrize("name", ["ner_tags", "tags", "labels"])
def test_each_line_is_an_article_with_its_tokens(tmp_path, name):
    line = {"id": "7", "tokens": WORDS, "pos_tags": [1, 1, 2, 1]}
    source = source_of(tmp_path, line | {name: ["B-PER", "I-PER", "O", "B-LOC"]}, line | {name: []})
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is TAGGED_JSON
    first, second = TAGGED_JSON.read(source)
    assert first.annotated.article.text == "Ilka Brandt left Oslo"
    assert first.annotated.annotations == (
        Entity("e1", (Span(0, 11),), "PER"),
        Entity("e2", (Span(17, 21),), "LOC"),
    )
    assert first.annotated.segmentation.token_starts.tolist() == [0, 5, 12, 17]
    assert (first.annotated.article.id, first.losses) == ("7", ())
    assert told(second) == [(Reason.MALFORMED, "train.jsonl, line 2")]


def test_numbers_are_no_names_of_labels(tmp_path):
    source = source_of(tmp_path, {"tokens": WORDS, "ner_tags": [1, 2, 0, 5]})
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is TAGGED_JSON
    (draft,) = TAGGED_JSON.read(source)
    assert draft.annotated.annotations == ()
    assert told(draft) == [(Reason.UNKNOWN, "train.jsonl, line 1")]
    assert "numbers" in draft.losses[0].detail


@pytest.mark.parametrize("value", [{}, {"tokens": []}, {"tokens": [None]}, {"tokens": 7}])
def test_lines_without_tokens_are_refused(tmp_path, value):
    with pytest.raises(UsageError, match="lists of strings of one length"):
        list(TAGGED_JSON.read(source_of(tmp_path, value)))


@pytest.mark.parametrize("tag", [None, "\ud800", ["B"], 1.5])
def test_tags_that_are_no_strings_are_told(tmp_path, tag):
    source = source_of(tmp_path, {"tokens": ["Oslo", "waits"], "ner_tags": [tag, "O"]})
    (draft,) = TAGGED_JSON.read(source)
    assert told(draft) == [(Reason.UNKNOWN, "train.jsonl, line 1")]
