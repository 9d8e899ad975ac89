"""The layout of an article against its own definition, on any Unicode text."""

import random

from hypothesis import given, note, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from goldleaf.tui.layout import ArticleLayout, Decoration, PieceKind

AWKWARD = st.sampled_from(
    ["\n", "\r\n", "\r", "\t", "  ", "a", "word ", "-", "\u00a0", "\u3000", "\u0301", "é", "汉字",
     "，", "（", "👩‍👩‍👧", "🇺🇦", "🇺", "❤️", "\u200d", "\u202e", "\x1b", "\u2003",
     "\ud800", "한국", "ᄀ", "가",
     "नि", "م", "supercalifragilistic"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(AWKWARD, max_size=60).map("".join),
    st.text(st.characters(codec=None), max_size=80),
    st.text("ab \n", max_size=120),
)


@st.composite
def mentions(draw, text, prefix="m"):
    if not text:
        return []
    found = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, min(len(text), start + 12)))
        tail = draw(st.sampled_from(["", "ᴳ", "ᴳᴾᴱ"]))
        found.append(Decoration(f"{prefix}{number}", start, end, tail, draw(st.integers(0, 1))))
    return found


@st.composite
def layouts(draw):
    text = draw(TEXTS)
    width = draw(st.integers(1, 30))
    there = draw(mentions(text))
    note(f"{text!r} at {width} with {there}")
    return ArticleLayout(text, width, there)


def drawn(layout, index):
    """The characters of a line, with `[` for every opening and `]` and tail for every closing."""
    return "".join(
        {PieceKind.TEXT: piece.text, PieceKind.OPENING: "["}.get(
            piece.kind, f"]{piece.mention.tail}" if piece.mention else ""
        )
        for piece in layout.pieces(index)
    )


@given(layouts())
@settings(max_examples=400)
def test_the_lines_cover_the_text_and_break_after_every_line_break(layout):
    position = 0
    for index in range(layout.line_count):
        start, end = layout.line(index)
        assert start == position
        assert end > start or not layout.glyphs
        assert "\n" not in layout.glyphs[start : end - 1]
        position = end
    assert position == len(layout.glyphs)


@given(layouts())
@settings(max_examples=400)
def test_no_line_is_wider_than_the_width_but_for_one_character_and_its_marks(layout):
    for index in range(layout.line_count):
        line = drawn(layout, index)
        pieces = layout.pieces(index)
        assert cell_len(line) == sum(piece.cells for piece in pieces)
        start, end = layout.line(index)
        first = layout.snap_end(min(start + 1, end))
        rest = layout.glyphs[first:end]
        assert cell_len(line) <= layout.width or not rest.strip(" \r\n\u2003\u3000\u1680")


@given(layouts())
@settings(max_examples=400)
def test_every_character_and_mark_is_drawn_in_order(layout):
    text = "".join(
        piece.text
        for index in range(layout.line_count)
        for piece in layout.pieces(index)
        if piece.kind is PieceKind.TEXT
    )
    spaces = str.maketrans(
        "",
        "",
        " \n\r\u3000\u2003\u1680\u2000\u2001\u2002\u2004\u2005\u2006\u2008\u2009\u200a\u205f",
    )
    assert text.translate(spaces) == layout.glyphs.translate(spaces)
    opened, closed = [], []
    for index in range(layout.line_count):
        for piece in layout.pieces(index):
            if piece.kind is PieceKind.OPENING:
                opened.append(piece.mention)
                assert piece.over[-1] == piece.mention
            elif piece.kind is PieceKind.CLOSING:
                closed.append(piece.mention)
                assert piece.mention in piece.over
            else:
                for mention in piece.over:
                    assert layout.snap_start(mention.start) <= piece.start
                    assert piece.end <= layout.snap_end(mention.end)
    assert len(set(opened)) == len(opened)
    assert set(opened) == set(closed)


@given(layouts())
@settings(max_examples=400)
def test_offsets_and_cells_are_inverse(layout):
    for offset in range(len(layout.glyphs)):
        index, cell = layout.cell_of(offset)
        start, end = layout.line(index)
        assert start <= offset < end
        position = 0
        for piece in layout.pieces(index):
            is_drawn = piece.start <= offset < piece.start + len(piece.text)
            first, last = layout.snap_start(offset), layout.snap_end(offset + 1)
            has_cell = cell_len(layout.glyphs[first:last]) > 0
            if is_drawn and has_cell and cell < position + piece.cells:
                assert layout.offset_at(index, cell) == layout.snap_start(offset)
            position += piece.cells
    for index in range(layout.line_count):
        position = 0
        for piece in layout.pieces(index):
            for cell in range(position, position + piece.cells):
                offset = layout.offset_at(index, cell)
                assert layout.line_of(offset) == index
                if piece.kind is PieceKind.TEXT:
                    assert layout.cell_of(offset)[1] in {cell, cell - 1}
            position += piece.cells


@given(st.data())
@settings(max_examples=600)
def test_wrapping_again_after_a_change_is_wrapping_from_the_start(data):
    text = data.draw(TEXTS)
    width = data.draw(st.integers(1, 30))
    there = data.draw(mentions(text))
    layout = ArticleLayout(text, width, there)
    for step in range(data.draw(st.integers(1, 4))):
        gone = [one for one in there if data.draw(st.booleans())]
        come = data.draw(mentions(text, prefix=f"n{step}-"))
        before = list(layout.starts), [drawn(layout, i) for i in range(layout.line_count)]
        change = layout.replace(gone, come)
        there = [one for one in there if one not in gone] + come
        anew = ArticleLayout(text, width, there)
        assert layout.starts == anew.starts
        after = [drawn(layout, index) for index in range(layout.line_count)]
        assert after == [drawn(anew, index) for index in range(anew.line_count)]
        assert layout._offsets == anew._offsets
        assert (layout._opening, layout._closing) == (anew._opening, anew._closing)
        assert before[0][: change.first] == layout.starts[: change.first]
        assert before[1][: change.first] == after[: change.first]
        assert before[0][change.was_end :] == layout.starts[change.now_end :]
        assert before[1][change.was_end :] == after[change.now_end :]


@given(st.text("ab \n", max_size=300), st.integers(1, 40), st.data())
@settings(max_examples=300)
def test_the_quick_way_to_the_next_line_is_the_careful_one(text, width, data):
    layout = ArticleLayout(text, width, data.draw(mentions(text)))
    for start in layout.starts if text else ():
        assert layout._next(start) == layout._next_measured(start)


def test_a_change_in_a_long_paragraph_wraps_only_the_lines_around_it():
    rng = random.Random(7)
    text = " ".join("word" * rng.randint(1, 3) for _ in range(9_000))
    layout = ArticleLayout(
        text, 76, [Decoration(f"m{n}", n * 50, n * 50 + 4, "ᴳ") for n in range(900)]
    )
    asked = 0
    follow = layout._next

    def counting(start):
        nonlocal asked
        asked += 1
        return follow(start)

    layout._next = counting
    change = layout.replace([], [Decoration("new", 20_000, 20_004, "ᴳᴾᴱ")])
    assert layout.line_count > 500
    assert asked == change.now_end - change.first
    assert asked < 100
