import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldleaf.core.knowledge import Entry, Knowledge, normal
from goldleaf.core.model import GoldleafError, UsageError

PLACES = (
    "id\tlabel\taliases\tdescription\n"
    "P1\tEastmoor\tEast Moor\ta port\n"
    "P2\tNew Eastmoor\t\ta suburb\n"
    "P3\tEastmoor Castle\t\ta castle\n"
    "P4\tÉlan Bridge\tElan\ta bridge\n"
    "P5\tPort of Northquay\tEastmoor\tanother port\n"
)


@pytest.fixture
def places(tmp_path):
    source = tmp_path / "places.tsv"
    source.write_text(PLACES, encoding="utf-8")
    made = Knowledge(source, tmp_path / "knowledge.db")
    assert made.build() == 5
    yield made
    made.close()


def ids(found):
    return [entry.id for entry in found]


def test_an_entry_by_its_id(places):
    assert places.entry("P4") == Entry("P4", "Élan Bridge", ("Elan",), "a bridge", 5)
    assert places.entry("P9") is None


def test_exact_names_come_first_then_what_begins_so_then_what_has_the_words(places):
    assert ids(places.search("eastmoor")) == ["P1", "P5", "P3", "P2"]
    assert ids(places.search("east")) == ["P1", "P5", "P3", "P2"]
    assert ids(places.search("castle east")) == ["P3"]
    assert ids(places.search("eastmoor", 2)) == ["P1", "P5"]


def test_case_accents_and_spaces_do_not_matter(places):
    assert ids(places.search("ELAN  bridge")) == ["P4"]
    assert ids(places.search(" élan")) == ["P4"]
    assert normal("  Ÿ  ẞ ") == normal("y SS")


def test_an_id_finds_its_entry(places):
    assert ids(places.search("P3")) == ["P3"]


def test_nothing_typed_shows_the_first_entries(places):
    assert ids(places.search("", 2)) == ["P1", "P2"]


@pytest.mark.parametrize(
    "typed",
    [
        *('"', "*", "(", "%_", "-", "\x00", "a AND", "NEAR(east)", "east* OR"),
        *("castle OR bridge", "NOT castle", "label:castle"),
    ],
)
def test_what_is_typed_is_never_read_as_a_query(places, typed):
    assert places.search(typed) == []


def test_marks_that_are_typed_only_divide_words(places):
    assert ids(places.search('"castle" (east*')) == ["P3"]


def test_it_is_built_again_when_the_file_changes(places):
    assert places.is_current
    places.source.write_text(PLACES + "P6\tDell\t\t\n", encoding="utf-8")
    assert not places.is_current
    assert ids(places.search("dell")) == []
    places.build()
    assert places.is_current
    assert ids(places.search("dell")) == ["P6"]
    os.utime(places.source, ns=(1, 1))
    assert not places.is_current


def test_a_damaged_or_foreign_index_is_not_current(places, tmp_path):
    (tmp_path / "knowledge.db").write_bytes(b"no database")
    places.close()
    assert not places.is_current
    with pytest.raises(GoldleafError, match="cannot be read"):
        places.search("x")
    places.build()
    assert places.is_current


def test_a_mistake_leaves_the_index_that_is_there(places, tmp_path):
    places.source.write_text(PLACES + "P1\tAgain\t\t\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"line 7: the id 'P1' is that of line 2 already"):
        places.build()
    assert ids(places.search("castle")) == ["P3"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["knowledge.db", "places.tsv"]


def test_an_id_that_stands_twice_far_apart_is_found(tmp_path):
    source = tmp_path / "many.tsv"
    rows = [f"Q{n}\tName {n}" for n in range(25_000)]
    source.write_text("\n".join(["id\tlabel", *rows, "Q3\tAgain"]), encoding="utf-8")
    with pytest.raises(UsageError, match=r"line 25002: the id 'Q3' is that of line 5 already"):
        Knowledge(source, tmp_path / "knowledge.db").build()


def test_what_is_not_there_is_said(tmp_path):
    missing = Knowledge(tmp_path / "none.tsv", tmp_path / "knowledge.db")
    with pytest.raises(UsageError, match=r"none\.tsv, the knowledge of goldleaf\.toml"):
        _ = missing.is_current
    with pytest.raises(GoldleafError, match="no index"):
        missing.search("x")


NAMES = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda name: name.strip() and normal(name) and not set(name) & set("\x85\u2028\u2029|")
    ),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(NAMES)
def test_every_entry_is_found_by_its_own_name(tmp_path, names):
    source = tmp_path / "names.tsv"
    rows = [f"N{n}\t{name}" for n, name in enumerate(names)]
    source.write_text("\n".join(["id\tlabel", *rows]), encoding="utf-8", newline="")
    made = Knowledge(source, tmp_path / "knowledge.db")
    assert made.build() == len(names)
    for number, name in enumerate(names):
        assert f"N{number}" in ids(made.search(name))
    made.close()
