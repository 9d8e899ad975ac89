import pytest
from rich.cells import cell_len
from rich.color import Color

from goldleaf.core.model import Entity, Event, Span
from goldleaf.core.review import Item, Standing
from goldleaf.core.scheme import EntityLabel, EventType, Scheme, load_preset, preset_names
from goldleaf.tui.contrast import contrast
from goldleaf.tui.looks import CONTINUES, PALETTE, Looks, Naming, superscript
from goldleaf.tui.theme import MANNERS

SCHEME = Scheme(
    "small",
    labels=(
        EntityLabel("GPE", colour="#2f81d6", mark="GPE"),
        EntityLabel("QUANTITY"),
        EntityLabel("FAINT", colour="#1a1b1e"),
        EntityLabel("NAMED", colour="bright_red"),
    ),
    event_types=(EventType("AGREE", mark="agr2"),),
)


def entity(*spans, label="GPE"):
    return Entity("e", tuple(Span(*span) for span in spans), label)


def test_marks_are_raised_letters_of_one_cell():
    assert superscript("GPE") == "ᴳᴾᴱ"
    assert superscript("CFSXYZ") == "ᶜᶠˢˣʸᶻ"
    assert superscript("a1-") == "ᵃ¹⁻"
    assert superscript("Q汉\x1b\u0301") == "Q"


@pytest.mark.parametrize("preset", preset_names())
def test_every_mark_of_a_preset_takes_a_cell_a_letter(preset):
    scheme = load_preset(preset)
    looks = Looks(scheme)
    for category in (*scheme.labels, *scheme.event_types):
        mark = looks.mark(category.name)
        assert mark
        assert cell_len(mark) == len(mark)


def test_a_label_without_mark_or_colour_gets_them():
    looks = Looks(SCHEME)
    assert looks.mark("QUANTITY") == superscript("QUAN")
    assert looks.label_style("QUANTITY").color is not None
    assert looks.mark("AGREE") == "ᵃᵍʳ²"


def test_a_label_the_scheme_does_not_know_is_drawn_all_the_same():
    looks = Looks(SCHEME)
    assert looks.mark("LOST") == superscript("LOST")
    assert looks.label_style("LOST").color is None


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.theme.name)
@pytest.mark.parametrize("preset", preset_names())
def test_every_colour_of_a_label_reads_on_the_ground(manner, preset):
    palette = Scheme("palette", labels=tuple(EntityLabel(c, colour=c) for c in PALETTE))
    for scheme in (load_preset(preset), palette, SCHEME):
        looks = Looks(scheme)
        looks.use(manner, manner.theme.background)
        ground = Color.parse(manner.theme.background).triplet.normalized
        for one in (*scheme.labels, *scheme.event_types):
            triplet = looks.label_style(one.name).color.triplet
            if triplet is not None:
                assert contrast(triplet.normalized, ground) >= manner.contrast - 0.1


def test_a_theme_with_its_own_palette_gives_the_labels_its_colours():
    looks = Looks(load_preset("conll2003"))
    own = looks.label_style("PER").color
    blind = next(one for one in MANNERS if one.theme.name == "goldleaf-colour-blind")
    looks.use(blind, blind.theme.background)
    assert looks.label_style("PER").color != own
    colours = [looks.label_style(one.name).color for one in load_preset("conll2003").labels]
    assert len(set(colours)) == len(colours)


def test_labels_are_spelled_as_the_reviewer_likes():
    looks = Looks(SCHEME)
    item = Item(entity((2, 7)), Standing.ACCEPTED)
    said = {}
    for naming in Naming:
        looks.naming = naming
        (decoration,) = looks.decorations(item)
        said[naming] = looks.closing(item, decoration.tail)
        assert len(said[naming]) == 1 + len(decoration.tail)
    assert said == {Naming.MARKS: "]ᴳᴾᴱ", Naming.NAMES: " GPE]", Naming.NONE: "]"}


def test_an_ansi_name_stays_what_the_terminal_makes_of_it():
    assert Looks(SCHEME).label_style("NAMED").color.name == "bright_red"


def test_where_an_annotation_stands_reads_without_colour():
    looks = Looks(SCHEME)
    event = Event("v", "AGREE", Span(0, 3))
    marks = {
        (kind, standing): looks.marks(Item(annotation, standing))
        for kind, annotation in (("entity", entity((0, 3))), ("event", event))
        for standing in Standing
    }
    assert marks["entity", Standing.PENDING] == "()"
    assert marks["entity", Standing.ACCEPTED] == "[]"
    assert marks["event", Standing.PENDING] == "‹›"
    assert marks["event", Standing.ACCEPTED] == "«»"
    assert marks["entity", Standing.REJECTED] == marks["event", Standing.REJECTED] == "··"
    assert all(cell_len(mark) == 1 for pair in marks.values() for mark in pair)


def test_every_part_of_a_mention_is_drawn_and_the_last_one_has_the_label():
    found = Looks(SCHEME).decorations(Item(entity((2, 5), (9, 12)), Standing.PENDING))
    assert [(one.start, one.end, one.tail) for one in found] == [
        (2, 5, CONTINUES),
        (9, 12, "ᴳᴾᴱ"),
    ]


def test_a_trigger_lies_inside_an_entity_on_the_same_span():
    looks = Looks(SCHEME)
    (of_entity,) = looks.decorations(Item(entity((2, 5)), Standing.PENDING))
    (of_event,) = looks.decorations(Item(Event("v", "AGREE", Span(2, 5)), Standing.PENDING))
    assert of_entity.rank < of_event.rank
