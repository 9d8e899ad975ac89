"""Documents whose offsets are all off by the same few characters."""

import pytest

from goldleaf.core.formats.surfaces import shift_of

TEXT = "Ana met Bo in Oslo."


@pytest.mark.parametrize("by", [-2, -1, 0, 1, 2])
def test_a_shift_of_the_whole_document_is_found(by):
    mentions = [
        (start - by, start - by + len(word), word) for start, word in ((0, "Ana"), (14, "Oslo"))
    ]
    assert shift_of(TEXT, mentions) == by


def test_without_surface_strings_nothing_is_shifted():
    assert shift_of(TEXT, [(3, 5, "")]) == 0


def test_what_no_shift_puts_right_is_none():
    assert shift_of(TEXT, [(0, 3, "Ana"), (15, 19, "Oslo")]) is None
    assert shift_of(TEXT, [(8, 10, "Ben")]) is None


def test_line_ends_inside_a_mention_are_white_space():
    assert shift_of("New\r\nYork", [(0, 9, "New York")]) == 0
