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


def test_taken_ids_are_counted_up_and_can_be_given_back():
    ids = Ids({"a", "a-2"})
    assert [ids.claim("a"), ids.claim("a"), ids.claim("b")] == ["a-3", "a-4", "b"]
    ids.release(["a-3", "b"])
    assert [ids.claim("a"), ids.claim("b")] == ["a-3", "b"]
