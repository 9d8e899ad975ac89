import json

from goldleaf.core.formats.jsonl import JsonlWriter, to_line
from goldleaf.core.model import AnnotatedArticle, Article
from goldleaf.core.model.jsonl import article_from_json

from .destination import MemoryDestination

HOSTILE = "a\x1b[2Jb\x85c\u2028d\u202ee\x9bf\ufeffg\x00h\r\ni\x7fé漢🌾"


def test_hostile_text_is_exported_unchanged_and_harmless():
    line = to_line(AnnotatedArticle(Article("a", HOSTILE)))
    assert article_from_json(json.loads(line)).article.text == HOSTILE
    text = line.decode()
    assert all(one.isprintable() for one in text[:-1])
    assert text[-1] == "\n"


def test_half_a_surrogate_pair_stays_what_it_is():
    line = to_line(AnnotatedArticle(Article("a", "b", meta={"c": "\ud83c"})))
    assert json.loads(line)["meta"] == {"c": "\ud83c"}


def test_other_scripts_stay_readable():
    assert "é漢🌾" in to_line(AnnotatedArticle(Article("a", HOSTILE))).decode()


def test_each_article_goes_to_the_file_of_its_part():
    destination = MemoryDestination(parts=("train", "dev"))
    writer = JsonlWriter(destination)
    for id, part in (("a", "train"), ("b", "dev"), ("c", "train")):
        assert writer.write(AnnotatedArticle(Article(id, id)), part) == ()
    assert writer.finish() == ()
    assert [json.loads(line)["id"] for line in destination.bytes_of("train").splitlines()] == [
        "a",
        "c",
    ]
    assert [json.loads(line)["id"] for line in destination.bytes_of("dev").splitlines()] == ["b"]
