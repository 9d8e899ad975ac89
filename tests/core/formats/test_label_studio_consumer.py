"""Label Studio's own converter reads what is written, with the configuration written beside it."""

import json
import subprocess
import sys

import pytest

from goldleaf.core.formats.label_studio import LABEL_STUDIO
from goldleaf.core.model import AnnotatedArticle, Argument, Article, Entity, Event, Span
from goldleaf.core.scheme import Attribute, EntityLabel, EventType, Role, Scheme

from .destination import saved, written

TEXT = "Ana Rey met Bo in Oslo ."
SCHEME = Scheme(
    "test",
    labels=(EntityLabel("PERSON"), EntityLabel("GPE")),
    event_types=(EventType("MEET", roles=(Role("WHO"),)),),
    attributes=(Attribute("tense", ("past", "present"), "past"),),
)
ANNOTATED = AnnotatedArticle(
    Article("a", TEXT),
    annotations=(
        Entity("e1", (Span(0, 7),), "PERSON"),
        Entity("e2", (Span(18, 22),), "GPE"),
        Event("v1", "MEET", Span(8, 11), (Argument("WHO", "e1"),), {"tense": "present"}),
    ),
)
# in a process of its own: it warns of itself, and patches what it imports
CONVERT = """
import sys
from label_studio_converter import Converter
config, tasks, min_json, columns = sys.argv[1:]
converter = Converter(open(config).read(), project_dir=".")
converter.convert_to_json_min(tasks, min_json, is_dir=False)
converter.convert_to_conll2003(tasks, columns, is_dir=False)
"""


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """What the converter makes of the article: its smaller JSON, and its columns (of entities)."""
    folder = tmp_path_factory.mktemp("label-studio")
    destination, losses = written(LABEL_STUDIO, ANNOTATED, scheme=SCHEME)
    assert not losses
    saved(destination, folder)
    tasks = json.loads(destination.files["tasks.json"])
    for number, task in enumerate(tasks, start=1):
        # what the server gives a task when it is imported, and the converter asks for
        task["id"] = number
    numbered = folder / "numbered.json"
    numbered.write_text(json.dumps(tasks), encoding="utf-8")
    made = [folder / "json", folder / "columns"]
    for one in made:
        one.mkdir()
    subprocess.run(
        [sys.executable, "-c", CONVERT, folder / "label-config.xml", numbered, *made],
        check=True, capture_output=True, cwd=folder,
    )  # fmt: skip
    (task,) = json.loads((made[0] / "result.json").read_text("utf-8"))
    return task, (made[1] / "result.conll").read_text("utf-8")


@pytest.mark.slow
def test_the_converter_finds_every_annotation_under_its_control(converted):
    task, _ = converted
    assert task["text"] == TEXT
    assert [(one["start"], one["end"], one["labels"]) for one in task["entity"]] == [
        (0, 7, ["PERSON"]),
        (18, 22, ["GPE"]),
    ]
    assert [(one["start"], one["end"], one["labels"]) for one in task["trigger"]] == [
        (8, 11, ["MEET"])
    ]
    assert task["tense"] == "present"


@pytest.mark.slow
def test_the_converter_tags_the_tokens_of_the_entities(converted):
    _, columns = converted
    rows = [line.split() for line in columns.splitlines()[1:] if line]
    assert [(row[0], row[-1]) for row in rows] == [
        ("Ana", "B-PERSON"), ("Rey", "I-PERSON"), ("met", "O"),
        ("Bo", "O"), ("in", "O"), ("Oslo", "B-GPE"), (".", "O"),
    ]  # fmt: skip
