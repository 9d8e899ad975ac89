"""However a scheme is damaged, it is either read or refused in one sentence."""

from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.model import UsageError
from goldleaf.core.scheme import parse_scheme

TEXT = """\
name = "small" # a scheme
[entities.GPE]
description = \"\"\"A place
with a government.\"\"\"
key = "G"
colour = "#3b82f6"
[entities.PER]
key = 'P'
spacy = ["PERSON",
  "PER"]
[roles.WHEN]
key = "t"
[events."Life.Die"]
roles.WHO = { key = "w", fillers = ["GPE", "PER"], min = 0, max = 2 }
[events."Life.Die".triggers]
verb = ["die", { lemma = "pass away", weight = 0.7 }]
[attributes.tense]
values = ["past", "present"]
default = "past"
applies_to = ["event"]
[relations.coref]
symmetric = true
"""
LINES = TEXT.splitlines(keepends=True)
PIECES = [*'[]{}"=,.#\n\\', '"""', "true", "0.5", "-3", "GPE", "key", "\x1b", "", "é", "[[", " "]


@st.composite
def damaged(draw) -> str:
    lines = (
        draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=30))
        if draw(st.booleans())
        else list(LINES)
    )
    text = "".join(lines)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(st.sampled_from(PIECES)) + text[end:]
    return text


@given(damaged())
def test_a_damaged_scheme_is_read_or_refused_in_one_sentence(text):
    try:
        scheme = parse_scheme(text, "scheme.toml")
    except UsageError as error:
        message = str(error)
        line = int(message.removeprefix("scheme.toml line ").split(":")[0])
        assert message.isprintable()
        assert 1 <= line <= text.count("\n") + 1
    else:
        assert all(label.name for label in scheme.labels)
