"""The examples of other tools' JSON in docs/formats.md are what Goldleaf writes, and reads back."""

import json
import re
from pathlib import Path

import pytest

from goldleaf.core.formats import Head, Source, format_named, recognised
from goldleaf.core.model import AnnotatedArticle, Article, Entity, Span

from .destination import written

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


def ordered(value):
    """*value* so that equality sees the order of keys."""
    if isinstance(value, dict):
        return [(key, ordered(one)) for key, one in value.items()]
    return [ordered(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ["prodigy", "doccano", "label-studio"])
def test_what_is_shown_of_a_tool_is_what_goldleaf_writes(name, tmp_path):
    (shown,) = re.findall(rf"^```{name}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    path = tmp_path / "shown"
    path.write_text(shown, encoding="utf-8")
    format = format_named(name)
    with path.open("rb") as stream:
        assert recognised(Head.of(Source("shown", path), stream)) is format
    (draft,) = format.read(Source("shown", path))
    assert draft.losses == ()
    destination, losses = written(format, draft.annotated)
    made = destination.files.get("tasks.json") or destination.bytes_of()
    assert ordered(json.loads(made)) == ordered(json.loads(shown))
    assert losses == []


def test_the_annotation_that_is_shown_is_what_goldleaf_writes():
    (shown,) = re.findall(r"^```web-annotation\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    text = "🌾 Ilka Brandt opened the harbour."
    told = {"how": "added", "annotator": "anna", "at": "2026-03-01T10:00:01.000Z"}
    article = AnnotatedArticle(
        Article("harbour", text),
        annotations=(Entity("e1", (Span(2, 13),), "PERSON", link="Q5"),),
        provenance={"e1": told},
    )
    destination, losses = written(format_named("web-annotation"), article)
    (item,) = json.loads(destination.files["harbour.jsonld"])["first"]["items"]
    assert ordered(item) == ordered(json.loads(shown))
    assert destination.files["harbour.txt"].decode() == text
    assert losses == []
