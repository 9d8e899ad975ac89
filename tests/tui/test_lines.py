from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from goldleaf.tui.lines import apart, clip, clip_line, edged, flow, pad, width_of, wrap

GRAPHEMES = ["a", "b", " ", "漢", "é", "🙂", "👩\u200d🚀", "e\u0301", "-"]
TEXTS = st.lists(st.sampled_from(GRAPHEMES), max_size=30).map("".join)
LINES = st.lists(st.tuples(TEXTS, st.just("")), max_size=5).map(tuple)


def text_of(line):
    return "".join(text for text, _ in line)


@given(TEXTS, st.integers(0, 20))
def test_clip_fits_and_cuts_only_what_does_not(text, width):
    clipped = clip(text, width)
    assert cell_len(clipped) <= width
    assert clipped == text or cell_len(text) > width
    assert cell_len(pad(text, width)) == width


@given(LINES, st.integers(0, 20))
def test_clip_line_fits_and_cuts_only_what_does_not(line, width):
    clipped = clip_line(line, width)
    assert width_of(clipped) <= width
    assert clipped == line or width_of(line) > width


@given(LINES, LINES, st.integers(1, 40))
def test_apart_fills_the_width(left, right, width):
    assert width_of(apart(left, right, width)) == width


def test_clip_marks_what_is_cut_off():
    assert clip("lighthouse", 6) == "light…"
    assert text_of(clip_line((("light", ""), ("house", "")), 5)) == "ligh…"
    assert text_of(clip_line((("light", ""), ("house", "")), 8)) == "lighthou"[:7] + "…"


def test_apart_lets_the_left_give_way():
    assert text_of(apart((("lighthouse", ""),), (("12", ""),), 8)) == "ligh… 12"


def test_wrap_breaks_between_words_and_says_when_there_is_more():
    assert wrap("two ports share a lamp", 9, 5) == ["two ports", "share a", "lamp"]
    assert wrap("two ports share a lamp", 9, 2) == ["two ports", "share a …"]
    assert wrap("", 9, 2) == []


def test_flow_begins_a_new_line_where_a_piece_does_not_fit():
    pieces = [((word, ""),) for word in ("one", "two", "three")]
    assert [text_of(line) for line in flow(pieces, 9)] == ["one  two", "three"]
    assert flow([], 9) == []


def test_edged_fills_the_height():
    lines = edged([(("a", ""),)], 5, 3)
    assert [text_of(line) for line in lines] == ["│ a", "│ ", "┴────"]
    assert len(edged([()] * 9, 5, 3)) == 3
