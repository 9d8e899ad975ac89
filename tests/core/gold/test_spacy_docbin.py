import os
import subprocess
import sys

import pytest
import spacy
from spacy.tokens import DocBin

from goldleaf.core.formats import Loss, Reason
from goldleaf.core.formats.spacy_docbin import CONFIG_NAME
from goldleaf.core.gold import export
from goldleaf.core.model import (
    Argument,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Status,
    Zone,
    ZoneKind,
)

TEXT = "Mayor Ilka Brandt of Oslo opened the new Oslo harbour on Monday."
EVERYTHING = "1/0/0"


def span(surface, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return Span(start, start + len(surface))


def entity(id, surface, label, nth=0, **more):
    return Entity(id, (span(surface, nth),), label, **more)


ILKA = entity("ilka", "Ilka Brandt", "PERSON", link="Q5")
MAYOR = entity("mayor", "Mayor Ilka Brandt of Oslo", "PERSON")
OSLO = entity("oslo", "Oslo", "GPE")
HARBOUR = entity("harbour", "new Oslo harbour", "FAC")
CITY = entity("city", "Oslo", "GPE", nth=1)
OPENED = Event("opened", "OPEN", span("opened"), (Argument("ACTOR", "ilka"),))


@pytest.fixture
def done(desk):
    """Adds an article with these accepted annotations and marks it done."""

    def add(*annotations, id="a1", text=TEXT, **more):
        desk.add(id, text, **more)
        desk.accept(id, *annotations)
        desk.mark(id, Status.DONE)

    return add


def named(report):
    return tuple(loss for losses in report.losses.first.values() for loss in losses)


def write(desk, dest, split=EVERYTHING, **more):
    return export(desk.store, desk.scheme, "spacy", dest, split=split, **more)


def docs(path, language="en"):
    return list(DocBin().from_disk(path).get_docs(spacy.blank(language).vocab))


def read(desk, tmp_path, language="en"):
    report = write(desk, tmp_path / "out")
    (doc,) = docs(tmp_path / "out" / "train.spacy", language)
    return report, doc


def labelled(spans):
    return [(one.text, one.label_) for one in spans]


def test_spans_hold_every_entity_and_ents_the_longest(done, desk, tmp_path):
    done(ILKA, MAYOR, OSLO, HARBOUR, CITY)
    report, doc = read(desk, tmp_path)
    assert doc.text == TEXT
    assert labelled(doc.spans["sc"]) == [
        ("Mayor Ilka Brandt of Oslo", "PERSON"),
        ("Ilka Brandt", "PERSON"),
        ("Oslo", "GPE"),
        ("new Oslo harbour", "FAC"),
        ("Oslo", "GPE"),
    ]
    assert labelled(doc.ents) == [
        ("Mayor Ilka Brandt of Oslo", "PERSON"),
        ("new Oslo harbour", "FAC"),
    ]
    assert named(report) == ()
    assert any("alone (3)" in note for note in report.notes)
    assert (report.articles, report.annotations) == (1, 5)


def test_of_two_equal_spans_the_first_is_an_ent(done, desk, tmp_path):
    done(OSLO, entity("place", "Oslo", "LOC"))
    report, doc = read(desk, tmp_path)
    assert labelled(doc.ents) == [("Oslo", "GPE")]
    assert labelled(doc.spans["sc"]) == [("Oslo", "GPE"), ("Oslo", "LOC")]
    assert any("alone (1)" in note for note in report.notes)


def test_ids_and_links_are_kept(done, desk, tmp_path):
    done(ILKA, OPENED)
    _, doc = read(desk, tmp_path)
    assert [(one.id_, one.kb_id_) for one in doc.spans["sc"]] == [("ilka", "Q5")]
    assert [one.id_ for one in doc.spans["triggers"]] == ["opened"]
    assert [one.kb_id_ for one in doc.ents] == ["Q5"]
    assert doc.user_data == {
        "article": "a1", "language": "en", "status": "done", "annotator": "anna",
    }  # fmt: skip


def test_triggers_are_spans_and_arguments_are_told(done, desk, tmp_path):
    done(ILKA, OPENED)
    report, doc = read(desk, tmp_path)
    assert labelled(doc.spans["triggers"]) == [("opened", "OPEN")]
    assert named(report) == (Loss("a1", "opened", Reason.ARGUMENTS, 1),)


def test_what_has_no_place_is_told(done, desk, tmp_path):
    split = Entity("split", (span("Mayor"), span("Oslo")), "PERSON")
    inside = Entity("inside", (Span(6, 8),), "PERSON")
    space = entity("space", "opened  the"[:6], "X")
    trigger = Event("trigger", "OPEN", Span(27, 30), attributes={"tense": "past", "b": "c"})
    done(
        split,
        inside,
        space,
        entity("who", "Brandt", "PERSON", attributes={"genericity": "specific"}),
        trigger,
        Relation("same", "coref", "split", "inside"),
    )
    report, doc = read(desk, tmp_path)
    assert set(named(report)) == {
        Loss("a1", "split", Reason.DISCONTINUOUS),
        Loss("a1", "inside", Reason.OFF_TOKENS),
        Loss("a1", "trigger", Reason.OFF_TOKENS),
        Loss("a1", "same", Reason.RELATION),
    }
    who = TEXT.index("Brandt")
    assert doc.user_data["._.", "genericity", who, who + 6] == "specific"
    assert labelled(doc.spans["sc"]) == [("Brandt", "PERSON"), ("opened", "X")]
    assert len(doc.spans["triggers"]) == 0


def test_white_space_at_an_edge_is_told(done, desk, tmp_path):
    text = "Oslo\n\nharbour"
    done(Entity("e1", (Span(4, 13),), "X"), text=text)
    report, doc = read(desk, tmp_path)
    assert doc.text == text
    assert named(report) == (Loss("a1", "e1", Reason.WHITE_SPACE),)
    assert doc.ents == ()


def test_tokens_of_boilerplate_are_missing_and_all_others_outside(done, desk, tmp_path):
    half = span("opened").start
    zones = [Zone(0, half, ZoneKind.BOILERPLATE), Zone(half, len(TEXT), ZoneKind.BODY)]
    done(OSLO, HARBOUR, zones=zones)
    _, doc = read(desk, tmp_path)
    assert "".join(token.ent_iob_ or "-" for token in doc) == "----BOOBIIOOO"


def test_document_labels_are_categories(done, desk, tmp_path):
    done(DocumentLabel("l1", "war"))
    _, doc = read(desk, tmp_path)
    assert doc.cats == {"sport": 0.0, "war": 1.0}


@pytest.mark.parametrize(
    ("language", "text"),
    [("de-AT", TEXT), ("qq", TEXT), ("", TEXT), ("en", "漢字 🌾\x00 \x1b[2J é")],
)
def test_any_language_and_text_is_kept(done, desk, tmp_path, language, text):
    done(text=text, language=language)
    _, doc = read(desk, tmp_path)
    assert doc.text == text


def test_articles_are_divided_and_none_is_lost(done, desk, tmp_path):
    for number in range(12):
        done(OSLO, id=f"a{number}", text=f"{TEXT} {number}")
    report = write(desk, tmp_path / "out", None)
    parts = {
        part: [doc.user_data["article"] for doc in docs(tmp_path / "out" / f"{part}.spacy")]
        for part in ("train", "dev", "test")
    }
    assert {part: len(ids) for part, ids in parts.items()} == report.parts
    assert all(parts.values())
    assert sorted(id for ids in parts.values() for id in ids) == sorted(
        f"a{number}" for number in range(12)
    )
    assert [path.name for path in report.files] == [
        "train.spacy", "dev.spacy", "test.spacy", CONFIG_NAME,
    ]  # fmt: skip


def test_empty_parts_are_empty_files_and_are_told(done, desk, tmp_path):
    done(OSLO)
    report = write(desk, tmp_path / "out", None)
    assert docs(tmp_path / "out" / "test.spacy") == []
    assert any("dev and test" in note for note in report.notes)
    config = (tmp_path / "out" / CONFIG_NAME).read_text()
    assert 'dev = "train.spacy"' in config


def test_the_config_learns_what_is_there(done, desk, tmp_path):
    done(MAYOR, OPENED)
    write(desk, tmp_path / "out")
    config = spacy.util.load_config(tmp_path / "out" / CONFIG_NAME)
    assert config["nlp"]["lang"] == "en"
    assert config["nlp"]["pipeline"] == ["tok2vec", "ner", "spancat", "triggers"]
    assert config["components"]["spancat"]["suggester"]["max_size"] == 5
    assert config["components"]["triggers"]["suggester"]["max_size"] == 3
    weights = config["training"]["score_weights"]
    assert {key for key, weight in weights.items() if weight} == {
        "ents_f", "spans_sc_f", "spans_triggers_f",
    }  # fmt: skip


def test_the_config_of_events_alone_learns_triggers(done, desk, tmp_path):
    done(OPENED)
    write(desk, tmp_path / "out")
    config = spacy.util.load_config(tmp_path / "out" / CONFIG_NAME)
    assert config["nlp"]["pipeline"] == ["tok2vec", "triggers"]


def test_without_anything_to_learn_the_config_is_empty_and_that_is_told(done, desk, tmp_path):
    done()
    report = write(desk, tmp_path / "out")
    assert (tmp_path / "out" / CONFIG_NAME).read_bytes() == b""
    assert any("nothing to learn" in note for note in report.notes)


def test_several_languages_are_trained_as_any(done, desk, tmp_path):
    done(OSLO)
    done(id="a2", text="Ilka eröffnete den Hafen.", language="de")
    write(desk, tmp_path / "out")
    assert spacy.util.load_config(tmp_path / "out" / CONFIG_NAME)["nlp"]["lang"] == "xx"


def test_a_config_changed_by_hand_is_kept(done, desk, tmp_path):
    done(OSLO)
    config = tmp_path / "out" / CONFIG_NAME
    write(desk, tmp_path / "out")
    first = config.read_text()
    done(OPENED, id="a2", text=TEXT + "!")
    assert write(desk, tmp_path / "out").files[-1] == config
    assert config.read_text() != first
    edited = config.read_text().replace("dropout = 0.1", "dropout = 0.3")
    config.write_text(edited)
    report = write(desk, tmp_path / "out")
    assert config.read_text() == edited
    assert config not in report.files
    assert any("changed by hand" in note for note in report.notes)


EXPORT = """
import sys
from pathlib import Path
from goldleaf.core.gold import export
from goldleaf.core.scheme import EntityLabel, Scheme
from goldleaf.core.store import Store
scheme = Scheme("test", document_labels=(EntityLabel("sport"), EntityLabel("war")))
export(Store(Path(sys.argv[1])), scheme, "spacy", Path(sys.argv[2]))
"""


@pytest.mark.slow
def test_the_same_decisions_give_the_same_bytes_in_every_process(done, desk, tmp_path):
    for number in range(6):
        done(
            ILKA, MAYOR, CITY, OPENED, DocumentLabel("l1", "war"),
            id=f"a{number}", text=f"{TEXT} {number}",
        )  # fmt: skip
    contents = []
    for seed in ("1", "2"):
        dest = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", EXPORT, desk.store.path, dest],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
        )
        contents.append({path.name: path.read_bytes() for path in dest.iterdir()})
    assert contents[0] == contents[1]
    assert set(contents[0]) == {"train.spacy", "dev.spacy", "test.spacy", CONFIG_NAME}


def spacy_in(folder, *arguments):
    """What spaCy's own command says."""
    ran = subprocess.run(
        [sys.executable, "-m", "spacy", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.mark.slow
def test_spacy_finds_no_fault_with_it_and_trains_on_it(done, desk, tmp_path):
    kinds = [(ILKA, MAYOR, HARBOUR, OPENED), (OSLO, CITY), ()]
    for number in range(150):
        done(*kinds[number % 3], id=f"a{number}", text=f"{TEXT} {number}")
    dest = tmp_path / "out"
    write(desk, dest, "80/10/10")
    counts = [len(docs(dest / f"{part}.spacy")) for part in ("train", "dev", "test")]
    assert sum(counts) == 150

    said = spacy_in(dest, "debug", "data", CONFIG_NAME, "--no-format", "--verbose")
    for found in (
        "Pipeline can be initialized with data",
        "Corpus is loadable",
        f"{counts[0]} training docs",
        f"{counts[1]} evaluation docs",
        "No overlap between training and evaluation data",
        "0 missing value(s)",
        "No entities consisting of or starting/ending with whitespace",
        "No entities crossing sentence boundaries",
    ):
        assert found in said

    spacy_in(
        dest,
        *("train", CONFIG_NAME, "--output", tmp_path / "model"),
        *("--training.max_steps", "2", "--training.eval_frequency", "1"),
    )
    nlp = spacy.load(tmp_path / "model" / "model-last")
    assert nlp.pipe_names == ["tok2vec", "ner", "spancat", "triggers"]
    assert nlp.get_pipe("ner").labels == ("FAC", "GPE", "PERSON")
    assert nlp.get_pipe("triggers").labels == ("OPEN",)
