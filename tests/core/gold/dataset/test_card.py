"""What the card tells: true, complete, and nothing foreign can break it."""

import json
import re
from dataclasses import replace

import pytest
import yaml
from huggingface_hub import DatasetCard, DatasetCardData
from pyarrow import parquet

from goldleaf.core.gold import DatasetOptions, export
from goldleaf.core.model import (
    Argument,
    Article,
    DocumentLabel,
    Entity,
    Event,
    Record,
    RecordChange,
    Relation,
    Span,
    Status,
    Suggestion,
    Verdict,
)
from goldleaf.core.scheme import Attribute, EntityLabel, EventType, RelationType, Role, Scheme
from goldleaf.core.segment import segment

SCHEME = Scheme(
    "harbours",
    labels=(EntityLabel("PERSON", description="A person by *name*."), EntityLabel("SHIP")),
    event_types=(EventType("MEET", roles=(Role("ACTOR", description="Who meets."),)),),
    relations=(RelationType("coref"),),
    attributes=(Attribute("tense", ("past", "future"), "past"),),
    description="What goes on in harbours.",
)
TEXT = "Ana met Bo in Oslo, which has {0} mills, {1} quays and {2} gulls."


def text(number):
    return TEXT.format(number, number * 7, number * 11) + f" word{number}" * 9


def fill(desk, number, annotator="anna"):
    """An article: anna takes one suggestion as it is, changes one and adds one."""
    id = f"a{number}"
    ana = Entity("e", (Span(0, 3),), "PERSON")
    met = Event("v", "MEET", Span(4, 7), (Argument("ACTOR", "e"),), {"tense": "future"})
    bo = Entity("b", (Span(8, 10),), "SHIP")
    if annotator == "anna":
        whole = text(number)
        desk.store.add_article(Article(id, whole, language="en"), (), segment(whole, "en"))
        proposed = [ana, replace(met, arguments=()), bo]
        desk.store.put_suggestions(
            id, "rules", "1.0", [Suggestion(one, 0.75, "rules", "1.0") for one in proposed]
        )
    added = [Relation("r", "coref", "e", "b"), DocumentLabel("d", "sport")]
    desk.accept(id, ana, met, *(added if annotator == "anna" else ()), annotator=annotator)
    rejected = Record(bo, Verdict.REJECTED if number % 2 else Verdict.ACCEPTED)
    desk.decide(id, RecordChange("b", None, rejected), annotator=annotator)
    desk.mark(id, Status.DONE, annotator=annotator)


@pytest.fixture
def gold(desk, tmp_path):
    for number in range(12):
        fill(desk, number)
    for number in range(4):
        fill(desk, number, "ben")
    odd = "GPE|<b>`x`\u202e<!-- goldleaf:summary -->"
    desk.accept("a0", Entity("odd", (Span(14, 18),), odd))
    desk.scheme = SCHEME
    options = DatasetOptions(
        "Harbour news", "cc-by-4.0", "# Rules\n\n```\n# code\n```\n", "x = 1\n"
    )
    write(desk, tmp_path / "gold", replace(options, rejections=True))
    return tmp_path / "gold"


def write(desk, dest, options):
    return export(desk.store, desk.scheme, "dataset", dest, options=options, annotator="anna")


def front_and_body(folder):
    _, front, body = (folder / "README.md").read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def cells(body, name):
    """The cells of the row that begins with *name*."""
    (row,) = [line for line in body.splitlines() if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in row.split(" | ")[1:]]


def test_the_hubs_own_library_reads_the_front_matter(gold):
    card = DatasetCard.load(gold / "README.md")
    assert isinstance(card.data, DatasetCardData)
    told = card.data.to_dict()
    # all of it is what the library knows, and comes back as it was
    front, _ = front_and_body(gold)
    assert {key: told[key] for key in front} == front
    assert yaml.safe_load(card.data.to_yaml()) == front


def test_the_front_matter_is_true(gold):
    front, _ = front_and_body(gold)
    assert front["pretty_name"] == "Harbour news"
    assert front["license"] == "cc-by-4.0"
    assert front["language"] == ["en"]
    assert front["task_categories"] == ["token-classification", "text-classification"]
    assert "relation-extraction" in front["tags"]
    assert front["annotations_creators"] == ["expert-generated"]
    assert front["size_categories"] == ["n<1K"]
    files = {one["split"]: one["path"] for one in front["configs"][0]["data_files"]}
    for split in front["dataset_info"]["splits"]:
        told = parquet.read_metadata(gold / files[split["name"]])
        assert told.num_rows == split["num_examples"]


def test_the_counts_are_those_of_the_rows(gold):
    _, body = front_and_body(gold)
    rows = [
        json.loads(line)
        for path in sorted((gold / "data").glob("*.jsonl"))
        for line in path.read_text("utf-8").split("\n")
        if line
    ]
    assert len(rows) == 12
    counts = {
        "articles": 12,
        "entities": sum(len(row["entities"]) for row in rows),
        "events": 12,
        "arguments": 12,
        "relations": 6,
        "document labels": 12,
        "annotations accepted": 12 + 6,
        "annotations fixed": 12,
        "annotations added": 12 + 6 + 1,
        "rejected": 6,
    }
    for name, number in counts.items():
        *parts, whole = cells(body, name)
        assert int(whole.removesuffix(" |")) == number == sum(map(int, parts)), name
    assert "12 articles with 19 entities, 12 events with 12 arguments, 6 relations" in body


def test_the_tables_have_every_label_with_its_meaning(gold):
    _, body = front_and_body(gold)
    assert cells(body, "`PERSON`")[0] == r"A person by \*name\*."
    assert cells(body, "`MEET` | `ACTOR`")[0] == "`ACTOR`"
    assert "Who meets." in body
    assert "`tense` is `past`" in body
    assert [int(one.removesuffix(" |")) for one in cells(body, "`tense`")[1:]] != [0, 0, 0]
    assert cells(body, "`sport`")[0] == "(not in the scheme)"


def test_foreign_names_break_neither_table_nor_markup_nor_marks(gold):
    _, body = front_and_body(gold)
    (row,) = [line for line in body.splitlines() if "GPE" in line]
    assert re.sub(r"`[^`]*`", "", row.replace(r"\|", "")).count("|") == 6
    assert "\u202e" not in body
    assert len(re.findall(r"<!-- goldleaf:summary -->", body)) == 1


def test_agreement_of_two_annotators_is_told(gold):
    _, body = front_and_body(gold)
    assert "4 articles were decided by several annotators; the gold is what anna decided" in body
    # anna alone has the odd one, of seven entities
    assert "| anna and ben | 4 | 0.923 | 1.000 | 1.000 |" in body
    assert "Krippendorff's alpha" in body


def test_the_guidelines_stand_below_the_headings_of_the_card(gold):
    _, body = front_and_body(gold)
    assert "### Rules\n\n```\n# code\n```" in body


def test_every_column_and_every_key_of_provenance_is_explained(gold):
    _, body = front_and_body(gold)
    table = parquet.read_table(gold / "data" / "train.parquet")
    for name in (*table.column_names, *table.to_pylist()[0]["events"][0]["provenance"]):
        assert [line for line in body.splitlines() if line.startswith(f"| `{name}` |")], name


def test_what_a_person_wrote_stays_and_the_manifest_tells_of_the_card_as_it_is(
    desk, gold, tmp_path
):
    path = gold / "README.md"
    there = path.read_text("utf-8")
    there = there.replace("license: cc-by-4.0", "license: mit")
    there = there.replace("# Harbour news\n", "# Harbour news\n\nCite us.\n")
    path.write_text(there, "utf-8")
    fill(desk, 12)
    report = write(desk, gold, DatasetOptions("Harbour news"))
    front, body = front_and_body(gold)
    assert "\n# Harbour news\n\nCite us.\n" in body
    assert "Licence: `mit`." in body
    assert front["license"] == "mit"
    assert "13 articles with" in body
    assert "rejected" not in body
    assert not [note for note in report.notes if "licence" in note]
    before = {one: (gold / one).read_bytes() for one in ("README.md", "manifest.json")}
    write(desk, gold, DatasetOptions("Harbour news"))
    assert {one: (gold / one).read_bytes() for one in before} == before


def test_a_dataset_that_the_hub_has_just_made_is_filled(desk, tmp_path):
    fill(desk, 0)
    dest = tmp_path / "gold"
    (dest / ".git").mkdir(parents=True)
    (dest / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (dest / ".gitattributes").write_text("*.parquet filter=lfs\n")
    (dest / "README.md").write_text("---\nlicense: cc-by-4.0\n---\n")
    write(desk, dest, DatasetOptions("News"))
    front, body = front_and_body(dest)
    assert (front["license"], front["pretty_name"]) == ("cc-by-4.0", "News")
    assert "# News" in body
    assert "1 article with" in body
    assert (dest / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert (dest / ".gitattributes").exists()


def test_what_is_not_gold_is_not_called_so(desk, tmp_path):
    desk.add("a", text(1), [Entity("e", (Span(0, 3),), "PERSON")])
    export(
        desk.store, SCHEME, "dataset", tmp_path / "gold", include="all", options=DatasetOptions()
    )
    front, body = front_and_body(tmp_path / "gold")
    assert front["annotations_creators"] == ["machine-generated"]
    assert "1 annotation is suggested and not decided on: that is no gold." in body
