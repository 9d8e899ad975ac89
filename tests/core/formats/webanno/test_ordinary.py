"""Ordinary sentences are taken in at once, and become what they are line by line."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats import Reason, Source
from goldleaf.core.formats.webanno import WEBANNO
from goldleaf.core.formats.webanno.article import _Building
from goldleaf.core.formats.webanno.sheet import Sheet

from ..cas.test_round_trip import SCHEME
from ..destination import written
from ..strategies import annotated_articles
from ..tokens.round_trip import ANY
from .test_read import CELLS, LAYERS

FEW = st.sampled_from(["_", "_", "_", "X[1]", "*[1]", "Y[2]", "X[1]|Y[1]", "*->1-1"])
CUTS = ["", "\t", "|", "[1]", "_", "*", "\n", "\n\n", "\r\n", "1-1", "#Text=", "-1", "\\", "🌾"]


def said(path):
    """All that is read of a file."""
    return [
        (one.annotated.article.text, one.annotated.annotations, one.losses, divided(one.annotated))
        for one in WEBANNO.read(Source(path.name, path))
    ]


def divided(annotated):
    division = annotated.segmentation
    return [
        list(one)
        for one in (
            division.token_starts,
            division.token_ends,
            division.sentence_starts,
            division.sentence_ends,
        )
    ]


def assert_the_same_by_line(path):
    at_once = said(path)
    row = _Building._row

    def only_this(building, *given):
        row(building, *given)
        return []

    with (
        patch.object(Sheet, "sentence", lambda *_: False),
        patch.object(_Building, "_row", only_this),
    ):
        assert said(path) == at_once


@ANY
@given(annotated_articles(), st.data())
def test_what_goldleaf_writes(tmp_path_factory, annotated, data):
    (whole,) = written(WEBANNO, annotated, scheme=SCHEME)[0].files.values()
    text = whole.decode()
    begin = text.index("\n\n") + 2
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(begin, len(text)))
        cut = data.draw(st.sampled_from([0, 1, 9]))
        text = text[:at] + data.draw(st.sampled_from(CUTS)) + text[at + cut :]
    if data.draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    path = tmp_path_factory.mktemp("in") / "a.tsv"
    path.write_bytes(f"{text}\n\n#Text=x\n9-1\t0-1\tx\t_\t\n".encode())
    assert_the_same_by_line(path)


@ANY
@given(st.data())
def test_tokens_with_the_same_cells(tmp_path_factory, data):
    some = st.lists(st.sampled_from(LAYERS), min_size=1, max_size=4)
    layers = data.draw(st.sampled_from([LAYERS[:1], LAYERS[:2]]) | some)
    width = sum(len([one for one in layer.split("|")[1:] if one]) or 1 for layer in layers)
    cell = data.draw(st.sampled_from([CELLS | FEW, FEW]))
    cells = st.lists(cell, min_size=width, max_size=width)
    rows = [["_"] * width, *data.draw(st.lists(cells, min_size=1, max_size=2))]
    lines = ["#FORMAT=WebAnno TSV 3.3", *layers, ""]
    at = 0
    for number, count in enumerate(data.draw(st.permutations([2, 4, 6])), start=1):
        lines += ["", f"#Text={' '.join('x' * count)}"]
        for token in range(1, count + 1):
            row = "\t".join(data.draw(st.sampled_from(rows)))
            lines.append(f"{number}-{token}\t{at}-{at + 1}\tx\t{row}\t")
            at += 2
    path = tmp_path_factory.mktemp("in") / "a.tsv"
    path.write_text("\n".join([*lines, "", "#Text=y", f"9-1\t{at}-{at + 1}\ty\t", ""]))
    assert_the_same_by_line(path)


def test_the_same_cells_with_a_token_between(tmp_path):
    path = tmp_path / "a.tsv"
    rows = ["*\tX[1]", "*\tX[1]", "_\t_", "*\tX[1]", "*\tX[1]|Y[1]", "*\tX[1]|Y[1]"]
    lines = [f"1-{at + 1}\t{2 * at}-{2 * at + 1}\tx\t{row}\t" for at, row in enumerate(rows)]
    head = ["#FORMAT=WebAnno TSV 3.3", LAYERS[0], "", "", "#Text=x x x x x x"]
    path.write_text("\n".join([*head, *lines, ""]))
    ((_, found, losses, _),) = said(path)
    assert [one.span for one in found][:1] == [(0, 9)]
    assert [(one.reason, one.where) for one in losses][:1] == [(Reason.HULL, "a.tsv, line 9")]
    assert_the_same_by_line(path)
