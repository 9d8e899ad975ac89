"""Names of files made of ids."""

from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats.file_names import FileNames


def test_an_id_that_can_name_a_file_does():
    assert FileNames().name("harbour-2") == "harbour-2"
    assert FileNames().name("Straße 🌾") == "Straße 🌾"


def test_names_differ_whatever_a_file_system_makes_of_case_and_characters():
    names = FileNames()
    made = [names.name(id) for id in ("a/b", "a_b", "A_B", "a\\b", "..", "", "nul", "x" * 200)]
    assert len({one.casefold() for one in made}) == len(made)
    assert names.name("a/b", "train") == "a_b"


@given(st.lists(st.text(max_size=300), unique=True, max_size=5))
def test_a_name_is_one_of_a_file_in_the_folder(ids):
    names = FileNames(4)
    made = [names.name(id) for id in ids]
    assert len({one.casefold() for one in made}) == len(made)
    for one in made:
        assert 0 < len(one.encode()) <= 146
        assert one.isprintable()
        assert not set(one) & set('/\\:*?"<>|\0')
        assert one.strip(" .") == one
