"""Which of a task's data is annotated: texts, pages, dialogues, and what is none of them."""

import json

import pytest

from goldleaf.core.formats import Head, Loss, Reason, Source, recognised
from goldleaf.core.formats.label_studio import LABEL_STUDIO
from goldleaf.core.formats.label_studio.hypertext import HyperText
from goldleaf.core.model import UsageError

PAGE = "<h1>Ana</h1>\r\n<p>She met<br><b>Bo &amp; Co</b> in 🌾 Oslo.</p><script>x</script>"


@pytest.fixture
def read(tmp_path):
    def reading(*tasks):
        path = tmp_path / "tasks.json"
        path.write_text(json.dumps(tasks), encoding="utf-8")
        source = Source("tasks.json", path)
        with source.open() as stream:
            assert recognised(Head.of(source, stream)) is LABEL_STUDIO
        return list(LABEL_STUDIO.read(source))

    return reading


def task(data, *values, kind):
    result = [
        {"id": f"x{at}", "type": kind, "from_name": "ner", "to_name": "t", "value": value}
        for at, value in enumerate(values)
    ]
    return {"data": data, "annotations": [{"result": result}]}


def mentions(draft):
    text = draft.annotated.article.text
    return [(one.span.of(text), one.label) for one in draft.annotated.annotations]


def test_a_page_is_read_as_its_text_with_a_line_for_each_block():
    assert HyperText(PAGE).text == "Ana\n\nShe met\nBo & Co in 🌾 Oslo.\n"


def test_regions_of_a_page_are_found_by_their_paths(read):
    places = (
        ("/h1[1]/text()[1]", 0, "/h1[1]/text()[1]", 3, "Ana"),
        ("/p[1]/text()[1]", 4, "/p[1]/b[1]/text()[1]", 7, "met\nBo & Co"),
        ("/html[1]/body[1]/p[1]/text()[2]", 6, "/p[1]/text()[2]", 10, "Oslo"),
    )
    values = [
        {"start": start, "startOffset": first, "end": end, "endOffset": last, "text": said}
        | {"hypertextlabels": ["X"]}
        for start, first, end, last, said in places
    ]
    (draft,) = read(task({"html": PAGE}, *values, kind="hypertextlabels"))
    assert draft.losses == ()
    assert mentions(draft) == [("Ana", "X"), ("met\nBo & Co", "X"), ("Oslo", "X")]


def test_regions_of_a_page_are_found_by_their_offsets_in_all_of_it(read):
    values = [
        {"globalOffsets": {"start": 12, "end": 19}, "text": "Bo & Co", "hypertextlabels": ["X"]},
        {"start": "/p[9]/text()[1]", "end": "", "hypertextlabels": ["Y"]},
        {"start": "//*[count(1)]", "end": 7, "startOffset": 1, "hypertextlabels": ["Z"]},
    ]
    (draft,) = read(task({"html": PAGE}, *values, kind="hypertextlabels"))
    assert mentions(draft) == [("Bo & Co", "X")]
    assert [(one.annotation_id, one.reason) for one in draft.losses] == [
        ("x1", Reason.MALFORMED),
        ("x2", Reason.MALFORMED),
    ]


def test_tags_in_a_plain_text_are_a_part_of_it(read):
    value = {"start": 3, "end": 6, "text": "Ana", "labels": ["X"]}
    (draft,) = read(task({"text": "<p>Ana</p>"}, value, kind="labels"))
    assert draft.annotated.article.text == "<p>Ana</p>"
    assert mentions(draft) == [("Ana", "X")]


def test_a_dialogue_has_a_line_for_each_turn(read):
    turns = [{"author": "A", "text": "Hello Bo"}, {"text": "Hi Ana"}]
    values = [
        {"start": "0", "startOffset": 6, "end": "0", "endOffset": 8, "text": "Bo"},
        {"start": "0", "startOffset": 6, "end": "1", "endOffset": 2, "text": "Bo\n\nHi"},
        {"start": "9", "startOffset": 6, "end": "9", "endOffset": 8},
    ]
    values = [one | {"paragraphlabels": ["X"]} for one in values]
    data = {"note": "n", "turns": turns}
    (draft,) = read(task(data, *values, kind="paragraphlabels"))
    assert draft.annotated.article.text == "A: Hello Bo\nHi Ana"
    assert draft.annotated.article.meta == {"note": "n"}
    assert mentions(draft) == [("Bo", "X"), ("Bo\nHi", "X")]
    assert [one.annotation_id for one in draft.losses] == ["x2"]


def test_tasks_about_images_are_told_and_the_rest_comes_in(read):
    box = {"x": 1, "y": 2, "width": 3, "height": 4, "rectanglelabels": ["CAR"]}
    image = task({"image": "https://example.org/a.png"}, box, kind="rectanglelabels")
    loss, draft = read(image, {"data": {"text": "Ana."}})
    assert isinstance(loss, Loss)
    assert (loss.reason, loss.where) == (Reason.UNKNOWN, "tasks.json, line 1, article 1")
    assert draft.annotated.article.text == "Ana."
    with pytest.raises(UsageError, match=r"'data' hold a text; there is none"):
        read(image)
