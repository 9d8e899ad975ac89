from dataclasses import replace

from goldleaf.core.model import Span
from goldleaf.core.scheme import Role
from goldleaf.tui.inspection import Inspection, capital_keys, surface
from goldleaf.tui.lines import width_of

from .conftest import HARBOUR, entity


def column(session, width=40, height=30):
    return texts(Inspection(session).column(width, height))


def folded(session, width=78):
    return texts(Inspection(session).folded(width))


def texts(lines):
    return ["".join(text for text, _ in line).rstrip() for line in lines]


def test_an_event_shows_trigger_roles_and_attributes(session):
    session.focus_on("agreed")
    said = "\n".join(column(session))
    assert "EVENT  AGREE" in said
    assert "? suggested 0.82" in said
    assert "“agreed”" in said
    assert "A ACTOR     Lena Brook PERSON" in said
    assert "L LOCATION  –" in said
    assert "6 positive  7 past" in said


def test_an_attribute_that_says_nothing_is_shown_by_its_name(session):
    session.focus_on("promised")
    assert "6 positive  7 tense" in column(session)


def test_an_event_shows_what_its_roles_take_where_there_is_room(session):
    session.focus_on("met")
    lines = column(session, width=50)
    assert any(line.startswith("A ACTOR") and line.endswith("PER GPE ORG ≥1") for line in lines)
    assert any(line.startswith("L LOCATION  Eastmoor GPE") and "GPE ≤1" in line for line in lines)
    lines = column(session, width=28)
    assert any(line.startswith("A ACTOR") and line.endswith("≥1") for line in lines)
    assert all(len(line) <= 28 for line in lines)


def test_the_keys_of_the_list_are_shown_where_the_cursor_leads(session):
    session.place_cursor(session.item("agreed").span.start)
    assert any(line.startswith("a ACTOR") for line in column(session))


def test_roles_whose_capitals_clash_have_none():
    roles = (
        Role("ACTOR", "a"),
        Role("AGENT", "A"),
        Role("PLACE", "l"),
        Role("FOE"),
        Role("N", "3"),
    )
    assert {key: role.name for key, role in capital_keys(roles).items()} == {"L": "PLACE"}


def test_a_required_role_without_filler_is_missing(session):
    session.focus_on("met")
    assert any("ACTOR     missing" in line for line in column(session))


def test_an_entity_shows_the_events_it_takes_part_in(session):
    session.focus_on("vell")
    assert "ACTOR of agreed AGREE" in column(session)


def test_the_standing_says_how_it_came_about(session):
    session.focus_on("brook")
    session.relabel("ORG")
    session.focus_on("brook")
    assert column(session)[0].endswith("✓ changed")
    session.reject()
    session.focus_on("brook")
    assert column(session)[0].endswith("✗ rejected")
    session.place_cursor(HARBOUR.index("pier"))
    session.add_entity("ORG")
    assert column(session)[0].endswith("✓ added")


def test_the_sentence_lists_its_items_and_marks_the_focus(session):
    session.focus_on("vell")
    lines = column(session)
    start = next(i for i, line in enumerate(lines) if line.startswith("IN THIS SENTENCE"))
    assert lines[start].endswith("6 pending")
    assert lines[start + 3].startswith("▸? Tomas Vell")
    assert lines[start + 6].startswith(" ? ‹agreed›")


def test_a_long_sentence_shows_the_part_round_the_focus(session):
    session.focus_on("agreed")
    lines = column(session, height=16)
    assert len(lines) <= 16
    assert any(line.startswith("▸?") for line in lines)


def test_folded_are_three_lines_that_fit(session):
    for width in (58, 78, 108):
        for item in session.items:
            session.focus_on(item.id)
            lines = Inspection(session).folded(width)
            assert len(lines) == 3
            assert all(width_of(line) <= width for line in lines)
    session.place_cursor(0)
    assert folded(session)[0] == "SELECTED  Two"


def test_folded_they_tell_of_chains_and_of_who_says_otherwise(session, store):
    session.focus_on("vell")
    session.toggle_relation("coref", "vell", "vell2")
    assert folded(session)[1] == "ACTOR of agreed AGREE  ≡ 2 the same: Vell"
    assert "≡ 2 the same: Vell" in "\n".join(column(session))
    other = entity("other", HARBOUR, "Northquay", "GPE")
    store.put_suggestions("harbour", "map", "1", [replace(other, suggester="map")])
    session.open("harbour")
    session.focus_on("northquay")
    assert folded(session)[1].startswith("≠ map: GPE")


def test_folded_no_role_is_cut_off_where_its_key_has_room(session):
    session.focus_on("agreed")
    assert folded(session, 78)[1].endswith("L LOCATION –")
    lines = folded(session, 62)
    assert lines[1] == "A ACTOR Lena Brook, Tomas Vell  T DATE Monday  past  L –"
    session.focus_on("promised")
    assert folded(session, 30)[1] == "A ACTOR Vell  L T –"


def test_folded_a_long_sentence_says_that_there_is_more(session):
    session.focus_on("brook")
    first = folded(session, 50)[2]
    assert first.startswith("▸")
    assert first.endswith("  …")
    session.focus_on("agreed")
    last = folded(session, 50)[2]
    assert last.startswith("… ")
    assert last.endswith("▸? ‹agreed›")
    assert "…" not in folded(session, 120)[2]


def test_the_hint_names_the_key_that_adds_an_event(session):
    session.place_cursor(HARBOUR.index("cost"))
    assert (
        "adds an entity here, i an event" in Inspection(session, event_key="i").folded(70)[1][0][0]
    )
    assert texts(Inspection(session).folded(70))[1] == "the key of a label adds an entity here"


def test_a_filler_that_is_gone_is_told(session):
    session.focus_on("agreed")
    session.set_role("LOCATION", Span(0, 3))
    assert any("LOCATION  Two" in line for line in column(session))


def test_surface_is_one_line_that_is_safe(session):
    assert surface(session, Span(0, len(HARBOUR)), 30) == "Two ports agree to share a li…"


def test_rows_that_are_kept_are_those_that_would_be_made_anew(session):
    rows = {}

    def lines(width):
        kept = Inspection(session, rows=rows).column(width, 40)
        assert kept == Inspection(session).column(width, 40)
        return kept

    before = lines(40)
    assert rows
    session.accept()
    session.label("ORG")
    after = lines(40)
    assert after != before
    session.undo()
    lines(40)
    lines(36)
    session.next_article()
    lines(36)
    session.previous_article()
    lines(36)
