"""Readers by format: text, pages and JSONL."""

import json

import pytest

from goldleaf.core.formats import Source
from goldleaf.core.ingest import articles_of
from goldleaf.core.ingest.read import read
from goldleaf.core.model import Entity, Span, UsageError, ZoneKind

PAGE = """<!DOCTYPE html><html lang="es"><head><title>Acuerdo del agua - El Río</title>
<meta property="og:site_name" content="El Río"><meta name="author" content="Marta Salinas">
<meta property="article:published_time" content="2020-05-06T10:00:00Z">
<link rel="canonical" href="https://elrio.example/agua"></head><body>
<nav><a href="/">Inicio</a><a href="/p">Política</a></nav><article><h1>Acuerdo del agua</h1>
<p>Los gobernadores de dos provincias firmaron el martes un acuerdo que reparte el agua del río
entre los campos del norte y los molinos del sur, dijo la oficina del gobernador.</p>
<p>El texto crea una comisión que se reunirá cada tres meses &amp; publicará sus actas en línea.</p>
</article><footer>© 2020 El Río</footer></body></html>"""


def _source(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return Source(name, path)


def _read(tmp_path, name, data, format=None):
    return list(read(_source(tmp_path, name, data), format))


def test_plain_text_is_kept_to_the_byte(tmp_path):
    text = "\u00a0Mill\r\n\r\nThe <b>mill</b> \x1b[1m.  \n"
    (draft,) = _read(tmp_path, "mill.txt", text)
    assert draft.annotated.article.text == text
    assert draft.annotated.article.source == "mill.txt"
    assert draft.stem == "mill"


def test_a_page_gives_headline_facts_and_paragraphs(tmp_path):
    (draft,) = _read(tmp_path, "x.html", PAGE)
    article = draft.annotated.article
    assert article.title == "Acuerdo del agua"
    assert article.source == "https://elrio.example/agua"
    assert article.published == "2020-05-06"
    assert article.language == "es"
    assert article.meta["site"] == "El Río"
    assert article.text.startswith("Acuerdo del agua\n\nMarta Salinas\n2020-05-06\n\nLos gober")
    assert article.text.endswith("& publicará sus actas en línea.")
    assert "Inicio" not in article.text
    assert [(zone.kind, article.text[zone.start : zone.end]) for zone in draft.known] == [
        (ZoneKind.TITLE, "Acuerdo del agua"),
        (ZoneKind.METADATA, "Marta Salinas"),
        (ZoneKind.METADATA, "2020-05-06"),
    ]


def test_a_page_in_the_encoding_it_declares(tmp_path):
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').encode("cp1252")
    (draft,) = _read(tmp_path, "x.htm", page)
    assert "publicará sus actas en línea" in draft.annotated.article.text


@pytest.mark.parametrize("page", ["<html></html>", "<!doctype html><html><body></body></html>"])
def test_a_page_without_an_article_is_refused(tmp_path, page):
    with pytest.raises(UsageError, match=r"^x\.html has no article text"):
        _read(tmp_path, "x.html", page)


@pytest.mark.parametrize(
    ("name", "data", "formatted"),
    [
        ("a", PAGE, "https://elrio.example/agua"),
        ("a", '{"text": "The mill."}\n', ""),
        ("a", "The mill. <p>is open</p>", "a"),
        ("a.json", '{"text": "The mill."}', ""),
        ("a", "{not JSON at all}", "a"),
    ],
)
def test_the_format_is_told_by_content_and_name(tmp_path, name, data, formatted):
    (draft,) = _read(tmp_path, name, data)
    assert draft.annotated.article.source == formatted


def test_a_format_that_is_given_decides(tmp_path):
    (draft,) = _read(tmp_path, "x.html", PAGE, "text")
    assert draft.annotated.article.text == PAGE


def test_an_unknown_format_is_wrong_use(tmp_path):
    with pytest.raises(
        UsageError, match=r"'docx' is no format that can be read; take text, html, .*jsonl"
    ):
        _read(tmp_path, "a.txt", "x", "docx")


def test_json_lines_with_annotations(tmp_path):
    lines = [
        {
            "id": "m",
            "text": "The mill is open.",
            "entities": [{"start": 4, "end": 8, "label": "FAC"}],
        },
        {"text": "Second.", "language": "de"},
    ]
    data = "\ufeff" + "\r\n\r\n".join(json.dumps(line) for line in lines)
    first, second = _read(tmp_path, "a.jsonl", data)
    assert first.annotated.article.id == "m"
    assert first.annotated.annotations == (Entity("e1", (Span(4, 8),), "FAC"),)
    assert (second.stem, second.annotated.article.language) == ("a-3", "de")


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"text": "The mill."}, indent=1),
        json.dumps([{"text": "The mill."}], indent=1),
        json.dumps([{"text": "The mill."}]),
        json.dumps({"text": "The mill."}).encode("utf-16"),
    ],
)
def test_one_json_document_is_read_too(tmp_path, data):
    (draft,) = _read(tmp_path, "a.json", data)
    assert draft.annotated.article.text == "The mill."


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ('{"text": "One."}\n{"text": "Two."\n', "line 2: the line is not JSON"),
        ('{"text": "One."\n{"text": "Two."}\n', "line 1: the line is not JSON"),
        ('{\n"text": "One.",\n"title" "x"\n}\n', "line 3: the line is not JSON"),
        ('{"text": "One."}\n\n[1]\n', "line 3, article 1: an article is a JSON object"),
        ('{"title": "One."}\n', "line 1: the article needs the key 'text'"),
        ('{"text": " "}\n', "line 1: the text is empty"),
        ('{"text": "a\\u0000b"}\n', "line 1: the text holds a NUL character"),
        ('{"text": "a\\ud800b"}\n', "line 1: 'text' of the article holds half of a surrogate"),
        (b'{"text": "a"}\n' + b'{"text": "\xe9"}\n', "line 2: JSON is UTF-8"),
        ('{"text": "One.", "entities": [{"start": 2, "end": 9, "label": "X"}]}', "line 1: entity"),
        ("[" * 100_000, "line 1: the line is nested too deeply"),
        ("", "is empty"),
    ],
)
def test_broken_json_is_refused_with_its_line(tmp_path, data, says):
    with pytest.raises(UsageError) as refused:
        _read(tmp_path, "a.jsonl", data)
    assert str(refused.value).startswith("a.jsonl")
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"^gone\.txt cannot be read"):
        list(read(Source("gone.txt", tmp_path / "gone.txt")))


def test_articles_of_one_id_are_told_apart_as_on_the_lines_of_two_annotators(tmp_path):
    line = {"id": "mill", "text": "Mill opens."}
    lines = [line | {"annotator": "ana"}, line | {"annotator": "ben"}, {"text": "No id."}]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)))
    found = list(articles_of(tmp_path / "gold.jsonl"))
    assert [one.article.id for one in found] == ["mill", "mill-2", "gold-3"]
