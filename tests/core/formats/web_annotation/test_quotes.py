"""Quotations are found where they stand, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats.web_annotation.quotes import Quote, places
from goldleaf.core.model import Span

TEXT = "Ana met Bo. Bo met Ana. Then Ana left."


def test_all_that_it_fits():
    assert places(TEXT, Quote("Ana")) == [Span(0, 3), Span(19, 22), Span(29, 32)]
    assert places(TEXT, Quote("Ana", prefix="met ")) == [Span(19, 22)]
    assert places(TEXT, Quote("Ana", suffix=" ")) == [Span(0, 3), Span(29, 32)]
    assert places(TEXT, Quote("Ana"), near=25) == [Span(29, 32)]


def test_what_is_around_may_have_changed():
    assert places(TEXT, Quote("Ana", prefix="Who met ", suffix=".")) == [Span(19, 22)]
    assert places(TEXT, Quote("Ana", prefix="And  then\n", suffix=" went")) == [Span(29, 32)]
    # nothing tells which
    assert places(TEXT, Quote("Ana", prefix="saw\n", suffix="!")) == []
    assert places(TEXT, Quote("Ana", prefix="saw\n", suffix="!"), near=20) == [Span(19, 22)]
    # there is one only
    assert places(TEXT, Quote("left", prefix="was ")) == [Span(33, 37)]


@pytest.mark.parametrize("exact", ["Ana\nmet", "Ana\u00a0 met", " Ana met\t"])
def test_white_space_of_any_kind_is_the_same(exact):
    assert places(TEXT, Quote(exact, suffix=" Bo")) == [Span(0, 7)]


@pytest.mark.parametrize("exact", ["", "\t", "ana", "Ana.*", "\ud800"])
def test_what_is_not_there(exact):
    assert places(TEXT, Quote(exact)) == []


@given(
    text=st.text("ab \n🌾", min_size=1, max_size=30),
    cut=st.tuples(*[st.integers(0, 30)] * 4),
)
def test_every_stretch_is_found_by_its_words_and_what_is_around(text, cut):
    before, start, end, after = sorted(min(one, len(text)) for one in cut)
    exact = text[start:end]
    if not exact:
        return
    quote = Quote(exact, text[before:start], text[end:after])
    found = places(text, quote)
    assert Span(start, end) in found
    assert all(one.of(text) == exact for one in found)
    assert places(text, quote, near=start) == [Span(start, end)]
