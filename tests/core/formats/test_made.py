"""Which files that Goldleaf made were changed since."""

from goldleaf.core.formats.made import is_edited, signed


def test_what_is_edited():
    made = signed("[paths]\n").encode()
    assert not is_edited(made)
    assert not is_edited(b"")
    assert is_edited(made + b"\n")
    assert is_edited(b"[paths]\n")
    assert is_edited(b"\xff\xfe")
