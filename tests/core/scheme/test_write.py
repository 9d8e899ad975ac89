"""Schemes as TOML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.scheme import (
    Attribute,
    EntityLabel,
    EventType,
    RelationType,
    Role,
    Scheme,
    Trigger,
    load_preset,
    parse_scheme,
    preset_names,
    scheme_text,
)


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_comes_back(name):
    scheme = load_preset(name)
    assert parse_scheme(scheme_text(scheme), "written") == scheme


NAMES = st.lists(
    st.text(st.sampled_from("aZ9_-.:/&+ßд漢"), min_size=1, max_size=5), unique=True, max_size=4
)
WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=9).map(
    lambda text: " ".join(text.split())
)


@given(NAMES, WORDS, st.integers(0, 3), st.none() | st.integers(3, 4))
def test_whatever_it_is_called_it_comes_back(names, words, least, most):
    labels = tuple(EntityLabel(name, words, mark=name) for name in names)
    roles = tuple(Role(name, "", tuple(names), least, most, words) for name in names)
    scheme = Scheme(
        words or "written",
        words,
        labels,
        (
            EventType(
                "E*".replace("*", "-only"),
                words,
                "e",
                "bright_red",
                "E",
                roles,
                (Trigger(("shake", "hand"), "verb", 0.25), Trigger(("deal",), "noun")),
            ),
        ),
        (Attribute("tense", ("past", words or "x"), "past", "t", ("entity", "event")),),
        tuple(RelationType(name, words, "", tuple(names), (), True, False) for name in names),
        labels,
    )
    assert parse_scheme(scheme_text(scheme), "written") == scheme
