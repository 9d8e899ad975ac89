import pytest

from goldleaf.core.model import Span, Zone, ZoneKind
from goldleaf.core.review.zoning import paragraph_at, with_zone, zone_at

TEXT = "Title\n\nOne line\nand two.\n \nLast part.\r\n\r\nEnd"
BODY = Zone(7, 38, ZoneKind.BODY)


def of(surface):
    start = TEXT.index(surface)
    return Span(start, start + len(surface))


@pytest.mark.parametrize(
    ("offset", "surface"),
    [
        (0, "Title"),
        (8, "One line\nand two."),
        (18, "One line\nand two."),
        (30, "Last part."),
        (len(TEXT) - 1, "End"),
    ],
)
def test_paragraph_ends_at_blank_lines(offset, surface):
    assert paragraph_at(TEXT, (), offset) == of(surface)


def test_paragraph_stays_in_its_zone():
    zones = (Zone(7, 15, ZoneKind.METADATA), Zone(16, 24, ZoneKind.BODY))
    assert paragraph_at(TEXT, zones, 8) == Span(7, 15)


def test_a_blank_line_is_no_paragraph():
    assert paragraph_at(TEXT, (), 6).length == 0


def test_zone_in_the_middle_cuts_and_giving_it_back_joins():
    middle = of("and two.")
    cut = with_zone((BODY,), middle, ZoneKind.BOILERPLATE, TEXT)
    assert [(z.kind.value, z.span.of(TEXT)) for z in cut] == [
        ("body", "One line"),
        ("boilerplate", "and two."),
        ("body", "Last part."),
    ]
    assert with_zone(cut, middle, ZoneKind.BODY, TEXT) == (Zone(7, 37, ZoneKind.BODY),)


def test_metadata_lines_stay_apart():
    first, second = of("One line"), of("and two.")
    zones = with_zone((), first, ZoneKind.METADATA, TEXT)
    zones = with_zone(zones, second, ZoneKind.METADATA, TEXT)
    assert len(zones) == 2


def test_zone_at():
    assert zone_at((BODY,), 7) == BODY
    assert zone_at((BODY,), 38) is None
