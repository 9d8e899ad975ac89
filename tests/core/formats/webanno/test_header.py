"""The lines in which a WebAnno TSV declares its layers."""

import pytest

from goldleaf.core.formats.webanno.header import (
    Kind,
    Layer,
    Slot,
    header_lines,
    layer_of,
    slot_fields,
    version_of,
)


@pytest.mark.parametrize(
    ("line", "layer"),
    [
        ("#T_SP=a.B|x|y", Layer(Kind.SPAN, "a.B", 3, 5, (("x", 0), ("y", 1)))),
        ("#T_SP=a.B|", Layer(Kind.SPAN, "a.B", 3, 4)),
        ("#T_SP=a.B", Layer(Kind.SPAN, "a.B", 3, 4)),
        (
            "#T_SP=a.B|ROLE_a.B:with_line_a.B_with_lineLink|uima.tcas.Annotation|x",
            Layer(
                Kind.SPAN,
                "a.B",
                3,
                6,
                (("x", 2),),
                (Slot("with_line", 0, "uima.tcas.Annotation"),),
            ),
        ),
        ("#T_SP=a.B|ROLE_a.B:x_a.L", Layer(Kind.SPAN, "a.B", 3, 4, (("x", 0),))),
        ("#T_SP=a.B|ROLE_x", Layer(Kind.SPAN, "a.B", 3, 4, (("x", 0),))),
        ("#T_RL=a.R|x|BT_a.B", Layer(Kind.RELATION, "a.R", 3, 5, (("x", 0),), (), "a.B", 1)),
        (
            "#T_CH=a.CLink|referenceRelation|referenceType",
            Layer(Kind.CHAIN, "a.CLink", 3, 5, (("referenceRelation", 0), ("referenceType", 1))),
        ),
    ],
)
def test_layers(line, layer):
    assert layer_of(line, 3) == layer


@pytest.mark.parametrize("line", ["#T_XX=a.B|x", "#T_SP=", "#T_SP=|", "#T_SP= |x", "#Text=T_SP=a"])
def test_what_is_no_layer(line):
    assert layer_of(line, 0) is None


def test_slots_that_are_written_are_read():
    fields = slot_fields("a.B", "arguments", "a.BLink", "uima.tcas.Annotation")
    _, line = header_lines([(Kind.SPAN, "a.B", [*fields])])
    assert layer_of(line, 0).slots == (Slot("arguments", 0, "uima.tcas.Annotation"),)


@pytest.mark.parametrize(
    ("line", "version"),
    [
        ("#FORMAT=WebAnno TSV 3.3", (3, 3)),
        ("#FORMAT=WebAnno TSV 3", (3, 0)),
        ("#FORMAT=WebAnno TSV 3.2 ", (3, 2)),
        ("#FORMAT=WebAnno TSV x", None),
        ("#FORMAT=WebAnno TSV 3.3\r#T_SP=a", None),
    ],
)
def test_versions(line, version):
    assert version_of(line) == version
