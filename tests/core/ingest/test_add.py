"""All that ``goldleaf add`` does."""

import json
import os
import sys
from threading import Thread

import pytest

from goldleaf.core.ingest import add
from goldleaf.core.model import DecisionKind, Span, Status, UsageError, ZoneKind
from goldleaf.core.store.store import Store


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "goldleaf.db") as store:
        yield store


@pytest.fixture
def folder(tmp_path, monkeypatch):
    folder = tmp_path / "in"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


MILL = (
    "Mill reopens after forty years\nPublished: 12 May 2011\n\nThe mill is open. Bread is cheap.\n"
)


def test_a_text_gets_id_title_day_zones_and_sentences(store, folder):
    (folder / "The Mill.txt").write_text(MILL)
    report = add(store, ["The Mill.txt"], language="en")
    assert (report.added, report.present, report.refused) == (["the-mill"], [], [])
    article = store.article("the-mill")
    assert (article.text, article.title) == (MILL, "Mill reopens after forty years")
    assert (article.published, article.language) == ("2011-05-12", "en")
    assert article.source == "The Mill.txt"
    assert [zone.kind for zone in store.zones("the-mill")] == [
        ZoneKind.TITLE,
        ZoneKind.METADATA,
        ZoneKind.BODY,
    ]
    assert len(store.segmentation("the-mill").sentence_starts) == 4


def test_the_same_text_is_added_once_whatever_its_file_is_called(store, folder):
    (folder / "a.txt").write_text(MILL)
    (folder / "b.txt").write_text(MILL)
    first = add(store, ["."])
    assert (first.added, first.present) == (["a"], ["a"])
    again = add(store, ["a.txt"])
    assert (again.added, again.present) == ([], ["a"])
    assert store.article_ids() == ["a"]


def test_a_taken_id_is_counted_up(store, folder):
    for number in range(3):
        (folder / str(number)).mkdir()
        (folder / str(number) / "news.txt").write_text(f"The mill sold {number} loaves today.")
    assert add(store, ["."]).added == ["news", "news-2", "news-3"]


def test_bad_files_are_refused_and_good_ones_added(store, folder):
    (folder / "a.txt").write_text(MILL)
    (folder / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (folder / "c.txt").write_text("  \n")
    (folder / "d.jsonl").write_text('{"text": "One loaf."}\n{"text": "Two lo\n')
    report = add(store, [".", "none.txt"])
    assert report.added == ["a"]
    assert [one.source for one in report.refused] == ["b.png", "c.txt", "d.jsonl", "none.txt"]
    assert "line 2" in report.refused[2].reason
    assert store.article_ids() == ["a"]


def test_a_broken_file_leaves_nothing_behind_and_can_be_repaired(store, folder):
    path = folder / "d.jsonl"
    path.write_text('{"id": "one", "text": "One loaf."}\n{"text": "Two lo\n')
    assert add(store, [path]).added == []
    assert store.article_ids() == []
    path.write_text('{"id": "one", "text": "One loaf."}\n{"text": "Two loaves."}\n')
    assert add(store, [path]).added == ["one", "d-2"]


def test_an_unknown_format_adds_nothing(store, folder):
    (folder / "a.txt").write_text(MILL)
    with pytest.raises(UsageError, match="docx"):
        add(store, ["a.txt"], format="docx")
    assert store.article_ids() == []


def _annotated(**more):
    value = {
        "id": "m",
        "text": "Mill Ltd. opened the mill.",
        "entities": [
            {"id": "e1", "start": 0, "end": 9, "label": "ORG"},
            {"id": "e2", "start": 21, "end": 25, "label": "FAC", "provenance": {"score": 0.25}},
        ],
        "comments": [{"id": "c1", "text": "sure?"}],
        "status": "done",
    }
    return json.dumps(value | more)


def test_annotations_become_suggestions(store, folder):
    (folder / "m.jsonl").write_text(_annotated())
    report = add(store, ["m.jsonl"])
    assert (report.suggestions, report.decisions) == (2, 0)
    suggestions = store.suggestions("m")
    assert [(one.id, one.score, one.suggester, one.version) for one in suggestions] == [
        ("e1", 1.0, "import", "1"),
        ("e2", 0.25, "import", "1"),
    ]
    assert list(store.log()) == []


def test_as_gold_they_become_one_decision_of_the_annotator(store, folder):
    (folder / "m.jsonl").write_text(_annotated())
    report = add(store, ["m.jsonl"], as_gold=True, annotator="nora")
    assert (report.suggestions, report.decisions) == (0, 2)
    (decision,) = store.log()
    assert (decision.kind, decision.annotator) == (DecisionKind.IMPORT, "nora")
    state = store.state("m", "nora")
    assert set(state.records) == {"e1", "e2"}
    assert state.status is Status.DONE
    assert state.comments["c1"].text == "sure?"
    assert store.suggestions("m") == ()


def test_the_annotator_that_a_file_names_keeps_the_decisions(store, folder):
    (folder / "m.jsonl").write_text(_annotated(annotator="tom"))
    add(store, ["m.jsonl"], as_gold=True, annotator="nora")
    assert store.annotators() == ["tom"]


def test_what_nobody_had_decided_stays_a_suggestion_as_gold(store, folder):
    entities = [
        {"id": "e1", "start": 0, "end": 9, "label": "ORG"},
        {
            "id": "e2",
            "start": 21,
            "end": 25,
            "label": "FAC",
            "provenance": {"how": "suggested", "version": "7"},
        },
    ]
    (folder / "m.jsonl").write_text(_annotated(entities=entities))
    report = add(store, ["m.jsonl"], as_gold=True, annotator="nora")
    assert (report.suggestions, report.decisions) == (1, 1)
    assert [(one.id, one.version) for one in store.suggestions("m")] == [("e2", "7")]


def test_annotations_of_a_text_that_is_there_are_left_out_and_counted(store, folder):
    (folder / "m.jsonl").write_text(_annotated())
    add(store, ["m.jsonl"])
    report = add(store, ["m.jsonl"])
    assert (report.present, report.left_out, report.suggestions) == (["m"], 2, 0)
    assert list(store.log()) == []


@pytest.mark.parametrize(
    ("configuration", "data"),
    [("config.cfg", "train.spacy"), ("label-config.xml", "tasks.json"), ("label-config.xml", None)],
)
def test_a_configuration_is_no_article_beside_what_it_is_for(store, folder, configuration, data):
    (folder / configuration).write_text("<View>Words.</View>")
    if data:
        (folder / data).write_bytes(b"[]")
    sources = [store.article(id).source for id in add(store, ["."]).added]
    assert (configuration in sources) is (data is None)


def test_zones_that_a_file_brings_are_kept(store, folder):
    (folder / "m.jsonl").write_text(
        _annotated(zones=[{"start": 0, "end": 9, "kind": "boilerplate"}])
    )
    add(store, ["m.jsonl"])
    assert [(zone.end, zone.kind) for zone in store.zones("m")] == [(9, ZoneKind.BOILERPLATE)]


def _issue(number):
    return (
        f"Story number {number} of the river\n\n{'The river rose again and fell.' * number}\n\n"
        f"The River Post comes out on Sundays, number {number}."
    )


def _frames(store, id):
    text = store.article(id).text
    return [
        text[zone.start : zone.end] for zone in store.zones(id) if zone.kind is ZoneKind.BOILERPLATE
    ]


def test_lines_that_recur_over_the_articles_of_a_folder_are_boilerplate(store, folder):
    for number in range(1, 5):
        (folder / f"{number}.txt").write_text(_issue(number))
    add(store, ["."])
    for number in range(1, 5):
        assert _frames(store, str(number)) == [
            f"The River Post comes out on Sundays, number {number}."
        ]


def test_articles_that_are_there_already_count_for_what_recurs(store, folder):
    for number in range(1, 4):
        (folder / f"{number}.txt").write_text(_issue(number))
        add(store, [f"{number}.txt"])
    assert [len(_frames(store, str(number))) for number in range(1, 4)] == [0, 0, 1]


def test_two_articles_are_too_few_to_tell_what_recurs(store, folder):
    for number in range(1, 3):
        (folder / f"{number}.txt").write_text(_issue(number))
    add(store, ["."])
    assert [_frames(store, str(number)) for number in range(1, 3)] == [[], []]


def test_two_at_once_add_all_they_have_and_no_id_twice(tmp_path, folder):
    lines = {
        name: "".join(
            json.dumps({"id": f"a{at}", "text": f"{name} {at}."}) + "\n" for at in range(60)
        )
        for name in ("one", "two")
    }
    Store(tmp_path / "goldleaf.db").close()
    reports = {}

    def run(name):
        with Store(tmp_path / "goldleaf.db") as own:
            reports[name] = add(own, [f"{name}.jsonl"])

    for name, text in lines.items():
        (folder / f"{name}.jsonl").write_text(text)
    threads = [Thread(target=run, args=[name]) for name in lines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [report.refused for report in reports.values()] == [[], []]
    with Store(tmp_path / "goldleaf.db") as store:
        assert len(set(store.article_ids())) == 120


def test_a_file_name_that_is_no_text_is_kept_readable(store, folder):
    name = os.fsdecode(b"ferry\xff.txt")
    try:
        (folder / name).write_text("The ferry runs.\n")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    assert add(store, ["."]).refused == []
    (id,) = store.article_ids()
    assert (id, store.article(id).source) == ("ferry", "ferry\ufffd.txt")


def test_a_closed_standard_input_is_empty(store, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    (refused,) = add(store, ["-"]).refused
    assert "is empty" in refused.reason


def test_an_empty_name_does_not_mean_this_folder(store, folder):
    (folder / "a.txt").write_text("The ferry runs.\n")
    assert add(store, [""]).added == []


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"id": "a\nb"}, "the id of the article must be"),
        ({"id": " "}, "the id of the article must be"),
        ({"id": "x" * 1000}, "the id of the article must be"),
        ({"entities": [{"start": 0, "end": 3, "label": " "}]}, "empty label"),
        (
            {
                "zones": [
                    {"start": 2, "end": 7, "kind": "body"},
                    {"start": 0, "end": 3, "kind": "title"},
                ]
            },
            "from 0 to 3 and from 2 to 7 overlap",
        ),
    ],
)
def test_what_nobody_could_review_is_refused_with_its_line(store, folder, value, says):
    (folder / "a.jsonl").write_text(json.dumps({"text": "The ferry runs."} | value))
    (refused,) = add(store, ["a.jsonl"]).refused
    assert refused.reason.startswith("a.jsonl, line 1: ")
    assert says in refused.reason


@pytest.mark.parametrize("depth", [250, 900, 970, 5000])
def test_deep_values_are_refused_in_a_sentence(store, folder, depth):
    deep = "[" * depth + "]" * depth
    (folder / "a.jsonl").write_text(f'{{"text": "The ferry runs.", "x": {deep}}}')
    (refused,) = add(store, ["a.jsonl"]).refused
    assert "nested" in refused.reason


@pytest.mark.parametrize("text", ["\n\n", "[]"])
def test_a_file_without_articles_is_refused(store, folder, text):
    (folder / "a.jsonl").write_text(text)
    (refused,) = add(store, ["a.jsonl"]).refused
    assert "is empty" in refused.reason


def test_a_number_too_long_is_told_without_the_words_of_the_parser(store, folder):
    (folder / "a.jsonl").write_text('{"text": "x", "n": ' + "1" * 5000 + "}")
    (refused,) = add(store, ["a.jsonl"]).refused
    assert "too many digits" in refused.reason


def test_jsonl_in_utf_16_without_a_mark_is_read(store, folder):
    (folder / "a.jsonl").write_bytes('{"text": "The ferry runs."}\n'.encode("utf-16-le"))
    assert len(add(store, ["a.jsonl"]).added) == 1


@pytest.mark.parametrize("charset", ["undefined", "idna", "hex", "rot13"])
def test_a_charset_that_is_no_encoding_is_passed_over(store, folder, charset):
    page = "<p>The café on the quay opens on Monday, said the owner of the ferry.</p>" * 5
    (folder / "a.html").write_bytes(
        f'<html><meta charset="{charset}"><body><article>{page}</article></body></html>'.encode(
            "latin-1"
        )
    )
    (id,) = add(store, ["a.html"]).added
    assert "café" in store.article(id).text


def test_suggestions_stay_those_of_the_suggester_that_the_file_names(store, folder):
    said = {"how": "suggested", "suggester": "rules", "version": "7", "score": 0.5}
    entities = [
        {"start": 0, "end": 3, "label": "X", "provenance": said},
        {"start": 4, "end": 9, "label": "X"},
    ]
    (folder / "a.jsonl").write_text(json.dumps({"text": "The ferry runs.", "entities": entities}))
    (id,) = add(store, ["a.jsonl"]).added
    found = [(one.suggester, one.version, one.score) for one in store.suggestions(id)]
    assert found == [("rules", "7", 0.5), ("import", "1", 1.0)]


def test_tokens_that_a_file_brings_stay_those_of_the_article(store, folder):
    columns = "-DOCSTART- -X- O O\n\nU.S.-led NNP O B-MISC\nforces NNS O O\n\n" * 2
    (folder / "a.txt").write_text(columns.replace("forces", "troops", 1))
    report = add(store, ["a.txt"])
    assert report.added == ["a-1", "a-2"]
    assert store.article("a-1").text == "U.S.-led troops"
    assert store.segmentation("a-1").token_ends.tolist() == [8, 15]
    assert [one.annotation.span for one in store.suggestions("a-1")] == [Span(0, 8)]
