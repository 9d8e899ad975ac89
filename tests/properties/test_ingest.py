"""Whatever the text: the rules of zones, tokens, sentences and encodings."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldleaf.core.formats.decode import decode
from goldleaf.core.ingest.zones import find_zones
from goldleaf.core.lines import paragraphs
from goldleaf.core.model import UsageError, Zone, ZoneKind
from goldleaf.core.segment import segment

LINES = st.sampled_from(
    [
        "",
        " ",
        "\u00a0",
        "---",
        "Home",
        "Share",
        "Mill reopens after forty years",
        "Published: 5 May 2020",
        "Fecha:\u00a0",
        "Author:",
        "By Nora Fielding",
        "Comments (3)",
        "Leave a comment",
        "Related articles",
        "Read more: Bridge closed",
        "The mill by the river is open again.",
        "“Bread,” he said.",
        "© 2020 The River Post",
        "磨坊重新开放了。",
    ]
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)
PAGES = st.lists(LINES | ANY_TEXT, max_size=20).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]).map(lambda end: end.join(lines))
)
RUSSIAN = ("Мэр", "заявил", "что", "новый", "мост", "через", "реку", "откроют", "весной", "рады")
LANGUAGES = st.sampled_from(["en", "de", "zh", "xx", "ar"])


@given(PAGES, st.sampled_from(["", "Mill reopens after forty years", "Bread"]))
@settings(deadline=None)
def test_zones_are_ordered_apart_and_cover_all_that_is_not_blank(text, title):
    zones = find_zones(text, title=title, language="en").zones
    assert all(0 <= zone.start < zone.end <= len(text) for zone in zones)
    assert all(before.end <= after.start for before, after in pairwise(zones))
    covered = bytearray(len(text))
    for zone in zones:
        assert not text[zone.start : zone.end].isspace()
        assert not text[zone.start].isspace()
        covered[zone.start : zone.end] = b"\1" * (zone.end - zone.start)
    for paragraph in paragraphs(text):
        assert all(covered[paragraph.start : paragraph.end])
    assert all(char.isspace() or at for char, at in zip(text, covered, strict=True))


@given(PAGES)
@settings(deadline=None)
def test_body_and_boilerplate_never_adjoin_their_own_kind(text):
    kinds = [zone.kind for zone in find_zones(text).zones]
    assert kinds.count(ZoneKind.TITLE) <= 1
    for kind in (ZoneKind.BODY, ZoneKind.BOILERPLATE):
        assert (kind, kind) not in pairwise(kinds)


@given(st.lists(st.sampled_from(["The mill is open again.", "Nobody came, they say."]), min_size=1))
@settings(deadline=None)
def test_prose_is_body(sentences):
    text = "\n\n".join(sentences)
    assert find_zones(text).zones == (Zone(0, len(text), ZoneKind.BODY),)


@given(PAGES, LANGUAGES)
@settings(deadline=None)
def test_every_token_lies_in_exactly_one_sentence(text, language):
    zones = find_zones(text).zones
    found = segment(text, language, zones)
    tokens = [found.token(at) for at in range(found.token_count)]
    sentences = [found.sentence(at) for at in range(len(found.sentence_starts))]
    assert all(before.end <= after.start for before, after in pairwise(tokens))
    assert all(before.end <= after.start for before, after in pairwise(sentences))
    for token in tokens:
        assert token.length > 0
        assert not token.of(text).isspace()
        assert sum(sentence.contains(token) for sentence in sentences) == 1
    for sentence in sentences:
        assert any(sentence.start == token.start for token in tokens)
        assert any(sentence.end == token.end for token in tokens)
        assert not any(
            sentence.start < border < sentence.end
            for zone in zones
            for border in (zone.start, zone.end)
        )
    inside = bytearray(len(text))
    for token in tokens:
        inside[token.start : token.end] = b"\1" * token.length
    assert all(char.isspace() or at for char, at in zip(text, inside, strict=True))


@given(
    ANY_TEXT, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)), max_size=4), LANGUAGES
)
@settings(deadline=None)
def test_zones_that_cut_through_words_cut_the_tokens(text, cuts, language):
    zones = [
        Zone(start, min(start + length, len(text)), ZoneKind.BODY)
        for start, length in cuts
        if start < len(text)
    ]
    found = segment(text, language, zones)
    for zone in zones:
        for at in range(found.token_count):
            token = found.token(at)
            assert not token.start < zone.start < token.end
            assert not token.start < zone.end < token.end


@given(ANY_TEXT.filter(lambda text: text.strip() and not text.startswith("\ufeff")))
@settings(deadline=None)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_marked_encoding_gives_the_text_back(encoding, text):
    assert decode(text.encode(encoding), "a.txt") == text


@given(
    st.permutations(
        [
            "Мэр",
            "заявил",
            "что",
            "новый",
            "мост",
            "через",
            "реку",
            "откроют",
            "весной",
            "и",
            "люди",
            "рады",
        ]
    ),
    st.sampled_from(["utf-8", "cp1251", "koi8-r"]),
)
@settings(max_examples=30, deadline=None)
def test_russian_is_read_in_the_encodings_it_is_written_in(words, encoding):
    text = " ".join(words)
    assert decode(text.encode(encoding), "a.txt") == text


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused_in_a_sentence(data):
    try:
        text = decode(data, "a.txt")
    except UsageError as error:
        text, refusal = "", str(error)
    else:
        refusal = ""
    assert bool(text.strip()) != bool(refusal)
    assert "\0" not in text
    assert text.encode().decode() == text
    assert refusal == "" or (refusal.startswith("a.txt") and "\n" not in refusal)
