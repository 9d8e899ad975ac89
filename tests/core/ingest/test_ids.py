"""Ids made of file names."""

import pytest

from goldleaf.core.ingest.ids import Ids, slug


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("China Visit 2020", "china-visit-2020"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "article"),
        ("", "article"),
        ("a\x1b[31m\nb", "a-31m-b"),
        ("Überfahrt — neu", "überfahrt-neu"),
        ("новости дня", "новости-дня"),
        ("橋の話", "橋の話"),
        ("v1.2_final", "v1.2_final"),
        ("\u202eevil", "evil"),
    ],
)
def test_slugs(name, id):
    assert slug(name) == id


def test_a_long_name_is_cut():
    assert len(slug("a" * 500)) == 80


def test_taken_ids_are_counted_up_and_free_again_when_given_back():
    taken = {"a", "a-2"}
    ids = Ids(taken.__contains__)

    def claim(wanted):
        taken.add(id := ids.free(wanted))
        return id

    assert [claim("a"), claim("a"), claim("b")] == ["a-3", "a-4", "b"]
    taken -= {"a-3", "b"}
    ids.start_over()
    assert [claim("a"), claim("b")] == ["a-3", "b"]
