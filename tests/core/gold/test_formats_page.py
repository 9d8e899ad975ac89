"""What docs/formats.md says is so."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats import Reason, Source, format_named
from goldleaf.core.formats.csv_tables import CSV
from goldleaf.core.formats.csv_tables.tables import COLUMNS, EVENTS, PROVENANCE, guarded
from goldleaf.core.formats.page import tables
from goldleaf.core.formats.webanno import WEBANNO
from goldleaf.core.gold import Include, export
from goldleaf.core.model import Argument, DocumentLabel, Entity, Event, Span, Status, ZoneKind
from goldleaf.core.model.jsonl import article_from_json, article_to_json
from goldleaf.core.scheme import EventType, Scheme

from ..formats.destination import written

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def rows(first_header):
    pattern = rf"^\| {re.escape(first_header)} \|.*\n\|[ -|]+\n((?:\|.*\n)+)"
    table = re.search(pattern, PAGE, re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1].splitlines()]


def ordered(value):
    """*value* so that equality sees the order of keys."""
    if isinstance(value, dict):
        return [(key, ordered(one)) for key, one in value.items()]
    return [ordered(one) for one in value] if isinstance(value, list) else value


def test_the_example_is_what_goldleaf_writes():
    shown = json.loads(blocks("json")[0])
    assert ordered(article_to_json(article_from_json(shown))) == ordered(shown)


def test_the_example_has_every_key_and_the_table_explains_each():
    explained = [name for row in rows("key") for name in re.findall(r"`(\w+)`", row[0])]
    assert sorted(explained) == sorted(json.loads(blocks("json")[0]))


def test_the_short_example_is_enough():
    read = article_from_json(json.loads(blocks("json")[1]))
    assert read.annotations == (
        Entity("e1", (Span(0, 4),), "GPE"),
        Event("v1", "OPEN", Span(5, 11), (Argument("ACTOR", Span(0, 4)),)),
        DocumentLabel("l1", "politics"),
    )


def test_the_tables_are_those_of_the_formats():
    assert tables(PAGE) == PAGE, "python -m goldleaf.core.formats.page docs/formats.md"


@pytest.mark.parametrize("name", ["conll2003", "conllu"])
def test_what_is_shown_is_what_goldleaf_writes(name, tmp_path):
    (shown,) = blocks(name)
    path = tmp_path / "shown"
    path.write_text(shown, encoding="utf-8")
    format = format_named(name)
    drafts = list(format.read(Source("shown", path)))
    assert drafts[0].annotated.annotations
    destination, losses = written(format, *(one.annotated for one in drafts))
    assert destination.bytes_of().decode() == shown
    assert {loss.reason for loss in losses} <= {Reason.SOURCE}


def test_the_columns_of_ontonotes_that_are_shown_can_be_read(tmp_path):
    (shown,) = blocks("ontonotes")
    path = tmp_path / "mill.gold_conll"
    path.write_text(shown, encoding="utf-8")
    (draft,) = format_named("ontonotes").read(Source("mill.gold_conll", path))
    assert draft.losses == ()
    assert [(one.id, one.label) for one in draft.annotated.annotations] == [
        ("e1", "PERSON"),
        ("e2", "MENTION"),
        ("v1", "open.01"),
        ("r1", "coref"),
    ]


def test_the_tags_in_json_that_are_shown_can_be_read(tmp_path):
    (shown,) = blocks("hf-tokens")
    path = tmp_path / "train.jsonl"
    path.write_text(shown, encoding="utf-8")
    (draft,) = format_named("hf-tokens").read(Source("train.jsonl", path))
    assert [one.label for one in draft.annotated.annotations] == ["PER", "LOC"]


def test_a_table_of_tokens_that_is_shown_is_what_goldleaf_writes(tmp_path):
    (shown,) = blocks("webanno-tsv")
    path = tmp_path / "harbour.tsv"
    path.write_text(shown, encoding="utf-8")
    (draft,) = WEBANNO.read(Source("harbour.tsv", path))
    assert draft.losses == ()
    assert len(draft.annotated.annotations) == 5
    destination, losses = written(WEBANNO, draft.annotated)
    assert [file.decode() for file in destination.files.values()] == [shown]
    assert [loss.reason for loss in losses] == [Reason.SOURCE]


@pytest.mark.parametrize("name", ["oneie", "dygie", "maven", "maven-arg"])
def test_json_that_is_shown_is_what_goldleaf_writes(name, tmp_path):
    (shown,) = blocks(name)
    path = tmp_path / "shown"
    path.write_text(shown, encoding="utf-8")
    format = format_named(name)
    (draft,) = format.read(Source("shown", path))
    assert draft.losses == ()
    scheme = Scheme("news", event_types=(EventType("OPEN"),))
    annotated = replace(draft.annotated, article=replace(draft.annotated.article, source=""))
    destination, losses = written(format, annotated, scheme=scheme)
    assert ordered(json.loads(destination.bytes_of())) == ordered(json.loads(shown))
    assert {loss.reason for loss in losses} <= {Reason.ENTITY, Reason.ARGUMENTS}


def test_tables_that_are_shown_are_what_goldleaf_writes(tmp_path):
    names = ["articles.csv", "mentions.csv", "events.csv"]
    shown = {name: blocks(f"csv {re.escape(name)}")[0] for name in names}
    for name, text in shown.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (draft,) = CSV.read(Source("articles.csv", tmp_path / "articles.csv"))
    assert draft.losses == ()
    destination, losses = written(CSV, draft.annotated)
    assert losses == []
    for name, text in shown.items():
        assert destination.files[name].decode("utf-8-sig").replace("\r\n", "\n") == text


def test_the_columns_of_the_tables_are_all_explained():
    explained = {row[0].strip("`"): row[2] for row in rows("table")}
    assert list(explained) == list(COLUMNS)
    for name, text in explained.items():
        provenance = "and the provenance" in text
        named = [one for one in re.findall(r"`([a-z_]+)`", text) if one != "role" or name == EVENTS]
        shared = PROVENANCE if provenance else ()
        assert [*named, *shared] == list(COLUMNS[name])


@given(cell=st.text(st.sampled_from("'=+-@\t\r\nab"), max_size=6))
def test_the_apostrophe_is_taken_away_as_is_shown(cell):
    scope = {}
    exec(blocks("py")[0], scope)
    assert scope["plain"](guarded(cell)) == cell


def test_every_choice_is_named():
    included = [row[0].split()[0].strip("`") for row in rows("`--include`")]
    assert included == [one.value for one in Include]
    for choice in (*Status, *ZoneKind):
        assert f"`{choice}`" in PAGE


@pytest.mark.slow
def test_the_program_reads_what_is_exported(desk, tmp_path):
    desk.add("harbour", "Oslo opened a harbour.")
    desk.accept("harbour", Entity("e1", (Span(0, 4),), "GPE"))
    desk.mark("harbour", Status.DONE)
    export(desk.store, desk.scheme, "spacy", tmp_path / "out")
    ran = subprocess.run(
        [sys.executable, "-c", blocks("python")[0]],
        cwd=tmp_path / "out",
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "harbour [('Oslo', 'GPE')]\n"
