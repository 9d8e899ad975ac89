import pytest

from goldleaf.core.model import Span
from goldleaf.core.review.boundaries import leaves_paragraph, move_end, move_start

from .conftest import FIRST, segment

SEGMENTATION = segment(FIRST)  # Ana(0-3) Ruiz(4-8) met(9-12) Bo(13-15) …


@pytest.mark.parametrize(
    ("span", "by", "unit", "expected"),
    [
        ((4, 8), -1, "token", (0, 8)),
        ((0, 8), 1, "token", (4, 8)),
        ((5, 8), -1, "token", (4, 8)),
        ((5, 12), 1, "token", (9, 12)),
        ((4, 8), 1, "token", None),
        ((0, 3), -1, "token", None),
        ((4, 8), -1, "character", (3, 8)),
        ((0, 3), -1, "character", None),
        ((4, 5), 1, "character", None),
    ],
)
def test_start(span, by, unit, expected):
    moved = move_start(Span(*span), by, unit, SEGMENTATION, len(FIRST))
    assert moved == expected


@pytest.mark.parametrize(
    ("span", "by", "unit", "expected"),
    [
        ((0, 3), 1, "token", (0, 8)),
        ((0, 8), -1, "token", (0, 3)),
        ((0, 6), 1, "token", (0, 8)),
        ((0, 6), -1, "token", (0, 3)),
        ((4, 8), -1, "token", None),
        ((0, 3), 1, "character", (0, 4)),
        ((0, 1), -1, "character", None),
        ((50, len(FIRST)), 1, "character", None),
    ],
)
def test_end(span, by, unit, expected):
    moved = move_end(Span(*span), by, unit, SEGMENTATION, len(FIRST))
    assert moved == expected


@pytest.mark.parametrize(
    ("text", "span", "moved", "leaves"),
    [
        ("one\n\ntwo", (0, 3), (0, 8), True),
        ("one\n \t\ntwo", (7, 10), (0, 10), True),
        ("one\r\n\r\ntwo", (0, 3), (0, 10), True),
        ("one\ntwo", (0, 3), (0, 7), False),
        ("one\n\ntwo three", (0, 8), (0, 14), False),
        ("one\n\ntwo", (0, 8), (0, 3), False),
    ],
)
def test_a_span_does_not_grow_over_a_blank_line(text, span, moved, leaves):
    assert leaves_paragraph(Span(*span), Span(*moved), text) is leaves
