import pytest

from goldleaf.tui.layout import ArticleLayout, Decoration, PieceKind


def mention(id, text, surface, tail="ᴳᴾᴱ", rank=0):
    start = text.index(surface)
    return Decoration(id, start, start + len(surface), tail, rank)


def drawn(layout):
    lines = []
    for index in range(layout.line_count):
        parts = []
        for piece in layout.pieces(index):
            if piece.kind is PieceKind.TEXT:
                parts.append(piece.text)
            elif piece.kind is PieceKind.OPENING:
                parts.append("[")
            else:
                parts.append(f"]{piece.mention.tail}")
        lines.append("".join(parts))
    return lines


def test_words_are_kept_whole_and_spaces_at_the_end_of_a_line_hang():
    assert drawn(ArticleLayout("one two three four", 9)) == ["one two ", "three ", "four"]
    assert drawn(ArticleLayout("one two   three", 7)) == ["one two", "three"]


def test_a_word_longer_than_the_line_is_broken():
    assert drawn(ArticleLayout("a supercalifragilistic b", 8)) == [
        "a ",
        "supercal",
        "ifragili",
        "stic b",
    ]


def test_blank_lines_indents_and_every_line_break_are_kept():
    text = "one\n\n  two\r\nthree\rfour\n"
    assert drawn(ArticleLayout(text, 20)) == ["one", "", "  two", "three", "four"]


def test_a_no_break_space_does_not_break_and_a_tab_takes_one_cell():
    assert drawn(ArticleLayout("12\u00a0October 3\tp.m.", 11)) == ["12\u00a0October ", "3 p.m."]


def test_control_characters_are_drawn_as_marks():
    assert drawn(ArticleLayout("a\x1b[2Jb\u202ec", 20)) == ["a␛[2Jb▯c"]


def test_wide_text_breaks_between_characters_but_not_before_a_full_stop():
    assert drawn(ArticleLayout("汉字汉字。汉", 8)) == ["汉字汉", "字。汉"]


def test_what_is_one_character_to_a_reader_is_never_parted():
    text = "e\u0301e\u0301👩‍👩‍👧🇺🇦"
    layout = ArticleLayout(text, 2, [Decoration("m", 1, 3, "")])
    assert drawn(ArticleLayout(text, 2)) == ["e\u0301e\u0301", "👩‍👩‍👧", "🇺🇦"]
    assert drawn(layout)[0].startswith("[e\u0301")


def test_marks_stay_with_their_mention():
    text = "in China and Russia"
    layout = ArticleLayout(text, 14, [mention("c", text, "China"), mention("r", text, "Russia")])
    assert drawn(layout) == ["in [China]ᴳᴾᴱ ", "and ", "[Russia]ᴳᴾᴱ"]


def test_nested_and_crossing_mentions_close_from_the_inside():
    text = "the Bank of China said"
    mentions = [
        mention("outer", text, "the Bank of China", "ᴼ"),
        mention("inner", text, "China", "ᴳ"),
        mention("same", text, "China", "ᴱ", rank=1),
        mention("crossing", text, "China said", "ˣ"),
    ]
    assert drawn(ArticleLayout(text, 60, mentions)) == ["[the Bank of [[[China]ᴱ]ᴳ]ᴼ said]ˣ"]
    layout = ArticleLayout(text, 60, reversed(mentions))
    assert [one.id for one in layout.over(text.index("China"))] == [
        "outer",
        "crossing",
        "inner",
        "same",
    ]


def test_a_mention_over_a_line_break_has_its_marks_on_both_lines():
    layout = ArticleLayout("one two three", 8, [Decoration("m", 4, 13, "ᴳ")])
    assert drawn(layout) == ["one [two", "three]ᴳ"]
    assert [one.id for one in layout.pieces(1)[0].over] == ["m"]


def test_offsets_and_cells():
    text = "in China, 汉字"
    layout = ArticleLayout(text, 40, [mention("c", text, "China")])
    assert layout.cell_of(text.index("China")) == (0, 4)
    assert layout.offset_at(0, 3) == text.index("China")
    assert layout.offset_at(0, 4) == text.index("China")
    assert layout.offset_at(0, 11) == text.index("China") + 4
    assert layout.cell_of(text.index("字")) == (0, 17)
    assert layout.offset_at(0, 18) == text.index("字")
    assert layout.offset_at(0, 99) == text.index("字")


def test_right_of_a_line_is_its_line_break():
    layout = ArticleLayout("one\r\n\r\ntwo", 40)
    assert layout.offset_at(0, 30) == 3
    assert layout.offset_at(1, 30) == 5
    assert layout.cell_of(4) == (0, 3)


def test_an_empty_article_has_one_line():
    layout = ArticleLayout("", 40)
    assert layout.line_count == 1
    assert layout.line(0) == (0, 0)
    assert layout.pieces(0) == []
    assert layout.offset_at(0, 3) == 0
    assert layout.cell_of(0) == (0, 0)


def test_replacing_a_mention_by_itself_wraps_nothing():
    text = "in China and Russia"
    china = mention("c", text, "China")
    layout = ArticleLayout(text, 14, [china])
    assert layout.replace([china], [china]) == (0, 0, 0)


def test_two_lines_that_a_mark_broke_are_joined_when_it_goes():
    # the mark at the line break has no room, at the space before nor right before it
    marked = Decoration("m", 0, 5, "ᴳ")
    layout = ArticleLayout("0\n 0\n", 2, [marked])
    assert layout.starts == [0, 2, 3, 4]
    layout.replace([marked], [])
    assert layout.starts == [0, 2]


def test_a_longer_mark_moves_the_text_after_it():
    text = "in China and Russia we trust"
    china = mention("c", text, "China", "ᴳ")
    layout = ArticleLayout(text, 20, [china])
    assert drawn(layout) == ["in [China]ᴳ and ", "Russia we trust"]
    change = layout.replace([china], [china._replace(tail="ᴳᴾᴱᴳᴾᴱ")])
    assert drawn(layout) == ["in [China]ᴳᴾᴱᴳᴾᴱ and", "Russia we trust"]
    assert change.first == 0
    layout.resize(12)
    assert drawn(layout)[0] == "in "


@pytest.mark.parametrize("width", [0, -3])
def test_the_width_is_at_least_a_cell(width):
    assert drawn(ArticleLayout("ab", width)) == ["a", "b"]


@pytest.mark.parametrize("text", ["🇺🇦\u0301", "🇺\u0301🇦", "a🇺🇦\u0301b🇺🇦"])
@pytest.mark.parametrize("width", [1, 2, 3, 5])
def test_a_flag_with_an_accent_is_not_broken(text, width):
    layout = ArticleLayout(text, width)
    assert [layout.snap_start(start) for start in layout.starts] == layout.starts
