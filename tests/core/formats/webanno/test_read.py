"""WebAnno TSV as INCEpTION and scripts of others write it, and as it should not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldleaf.core.formats import Head, Reason, Source, recognised
from goldleaf.core.formats.webanno import WEBANNO
from goldleaf.core.ingest import add
from goldleaf.core.model import Argument, Entity, Event, Relation, Span, UsageError
from goldleaf.core.store import Store

from ..cas.test_round_trip import SCHEME, WHOLE
from ..destination import saved, written
from ..tokens.round_trip import ANY
from ..tokens.test_broken_files import readable

NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
DEPENDENCY = "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency"
TALK = "webanno.custom.Talk"
SLOTS = (
    f"#T_SP={TALK}|ROLE_{TALK}:who_said_{TALK}_whoLink|{NER}"
    f"|ROLE_{TALK}:rest_{TALK}RestLink|uima.tcas.Annotation|topic"
)
LINK = "de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"


def tsv(layers, *lines, version="3.3"):
    return "\n".join([f"#FORMAT=WebAnno TSV {version}", *layers, "", "", *lines, ""])


def drafts(text, folder, name="a.tsv"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(WEBANNO.read(Source(name, path)))


def only(text, folder):
    (draft,) = drafts(text, folder)
    return draft


def reasons(draft):
    return [(one.reason, one.where) for one in draft.losses]


def texts(draft):
    text = draft.annotated.article.text
    return [(one.label, one.span.of(text)) for one in draft.annotated.annotations]


def test_layers_with_several_features_some_of_them_not_set(tmp_path):
    draft = only(
        tsv(
            [f"#T_SP={NER}|identifier|value", "#T_SP=webanno.custom.Stance|note|sure|value"],
            "#Sentence.id=s1",
            "#Text=🌾 Ana Lund likes it .",
            "1-1\t0-2\t🌾\t_\t_\t_\t_\t_\t",
            "1-2\t3-6\tAna\thttp://kb.example/Q1[1]|*[2]\tPER[1]|*[2]\t_\t_\t_\t",
            "1-3\t7-11\tLund\thttp://kb.example/Q1[1]\tPER[1]\t_\t_\t_\t",
            "1-4\t12-17\tlikes\t_\t_\ta\\_b \\| c\\;\\n\\\\d\ttrue\tfor\t",
            "1-5\t18-20\tit\t_\t_\t*\t*\t*\t",
            "1-6\t21-22\t.\t_\t_\t_\t_\t_\t",
        ),
        tmp_path,
    )
    assert draft.losses == ()
    assert draft.stem == "a"
    assert draft.annotated.article.text == "🌾 Ana Lund likes it ."
    assert draft.annotated.annotations == (
        Entity("e1", (Span(2, 10),), "PER", {}, "http://kb.example/Q1"),
        Entity("e2", (Span(2, 5),), "NamedEntity"),
        Entity("e3", (Span(11, 16),), "for", {"note": "a_b | c;\n\\d", "sure": "true"}),
        Entity("e4", (Span(17, 19),), "Stance"),
    )
    assert draft.annotated.segmentation.token_count == 6


def test_parts_of_tokens(tmp_path):
    draft = only(
        tsv(
            ["#T_SP=webanno.custom.Morph|kind"],
            "#Text=🌾Wetterbericht heute",
            "1-1\t0-15\t🌾Wetterbericht\twhole[1]\t",
            "1-1.1\t2-8\tWetter\tfirst[2]|wide[3]\t",
            "1-1.2\t8-15\tbericht\tlast\t",
            "1-1.3\t8-8\t\tempty\t",
            "1-2\t16-21\theute\t_\t",
            "1-2.1\t16-19\theu\tacross[4]\t",
        ),
        tmp_path,
    )
    assert texts(draft) == [
        ("whole", "🌾Wetterbericht"),
        ("first", "Wetter"),
        ("wide", "Wetter"),
        ("last", "bericht"),
        ("across", "heu"),
    ]
    assert reasons(draft) == [(Reason.OUTSIDE, "a.tsv, line 9")]


def test_slots_with_and_without_numbers(tmp_path):
    draft = only(
        tsv(
            [
                f"#T_SP={NER}|value",
                SLOTS,
            ],
            "#Text=Ana and Bo met in Old Oslo",
            "1-1\t0-3\tAna\tPER\t_\t_\t_\t_\t_\t",
            "1-2\t4-7\tand\t_\t_\t_\t_\t_\t_\t",
            "1-3\t8-10\tBo\tPER\t_\t_\t_\t_\t_\t",
            "1-4\t11-14\tmet\t_\t*;FRIEND\t1-1;1-3\tIN;AGAIN;GONE\t1-6[1];1-5;1-2\ttalks\t",
            "1-5\t15-17\tin\t_\t_\t*\t_\t*\t*\t",
            "1-6\t18-21\tOld\tLOC[1]\t_\t_\t_\t_\t_\t",
            "1-7\t22-26\tOslo\tLOC[1]\t_\t_\t_\t_\t_\t",
        ),
        tmp_path,
    )
    assert draft.annotated.annotations[2:] == (
        Entity("e3", (Span(18, 26),), "LOC"),
        Event(
            "v1",
            "talks",
            Span(11, 14),
            (
                Argument("who_said", "e1"),
                Argument("FRIEND", "e2"),
                Argument("IN", "e3"),
                Argument("AGAIN", "v2"),
            ),
        ),
        Event("v2", "Talk", Span(15, 17)),
    )
    assert reasons(draft) == [(Reason.NO_TARGET, "a.tsv, line 10")]


def test_stacked_hosts_and_stretches_that_fill_roles(tmp_path):
    draft = only(
        tsv(
            [
                "#T_SP=webanno.custom.Argument|",
                f"#T_SP={TALK}|ROLE_{TALK}:arguments_{TALK}Link|uima.tcas.Annotation|value",
            ],
            "#Text=met in Oslo",
            "1-1\t0-3\tmet\t_\tWHERE[1]|_[2]\t1-2[3]|*\tMEET[1]|SAY[2]\t",
            "1-2\t4-6\tin\t*[3]\t_\t_\t_\t",
            "1-3\t7-11\tOslo\t*[3]\t_\t_\t_\t",
        ),
        tmp_path,
    )
    assert draft.losses == ()
    assert draft.annotated.annotations == (
        Event("v1", "MEET", Span(0, 3), (Argument("WHERE", Span(4, 11)),)),
        Event("v2", "SAY", Span(0, 3)),
    )


def test_relations_also_where_only_one_end_needs_a_number(tmp_path):
    # what is discontinuous is in parts that are related
    draft = only(
        tsv(
            [
                f"#T_SP={NER}|value",
                f"#T_RL=webanno.custom.Part|kind|sure|BT_{NER}",
                f"#T_RL=webanno.custom.Plain|BT_{NER}",
            ],
            "#Text=Mayor or not Ilka",
            "1-1\t0-5\tMayor\tROLE\t_\t_\t_\t_\t",
            "1-2\t6-8\tor\t_\t_\t_\t_\t_\t",
            "1-3\t9-12\tnot\t_\t*\t*\t1-1\t1-9\t",
            "1-4\t13-17\tIlka\tROLE[1]|PER[2]\tgoes\\_on|*\t*|yes\t1-1[0_1]|1-4[2_1]\t1-1[0_2]\t",
        ),
        tmp_path,
    )
    assert draft.annotated.annotations[3:] == (
        Relation("r1", "goes_on", "e1", "e2"),
        Relation("r2", "Part", "e3", "e2"),
        Relation("r3", "Plain", "e1", "e3"),
    )
    assert reasons(draft) == [
        (Reason.NO_TARGET, "a.tsv, line 10"),
        (Reason.NO_TARGET, "a.tsv, line 10"),
        (Reason.ATTRIBUTES, "a.tsv, line 11"),
    ]


def test_chains_become_relations(tmp_path):
    draft = only(
        tsv(
            [
                f"#T_SP={NER}|value",
                f"#T_CH={LINK}|referenceType|referenceRelation",
                "#T_CH=webanno.custom.SameLink|referenceRelation|referenceType",
            ],
            "#Text=Ana saw herself and the dog it is",
            "1-1\t0-3\tAna\tPER\tnam[1]\tself->1-1\t_\t_\t",
            "1-2\t4-7\tsaw\t_\t_\t_\t_\t_\t",
            "1-3\t8-15\therself\t_\tpro[1]\t*->1-2\t_\t_\t",
            "1-4\t16-19\tand\t_\t_\t_\t_\t_\t",
            "1-5\t20-23\tthe\t_\t_\t_\t*->1-2\t*[1]\t",
            "1-6\t24-27\tdog\t_\t_\t_\t*->1-2\t*[1]\t",
            "1-7\t28-30\tit\t_\t_\t_\t*->1-1\tit[1]\t",
            "1-8\t31-33\tis\t_\tlost\t*\t_\t_\t",
        ),
        tmp_path,
    )
    assert texts_of_entities(draft) == [
        ("PER", "Ana"),
        ("pro", "herself"),
        ("it", "it"),
        ("SameLink", "the dog"),
    ]
    assert [one for one in draft.annotated.annotations if isinstance(one, Relation)] == [
        Relation("r1", "coref", "e1", "e2"),
        Relation("r2", "Same", "e3", "e4"),
    ]
    assert reasons(draft) == [
        (Reason.MALFORMED, "a.tsv, line 15"),
        (Reason.UNKNOWN, "a.tsv, line 8"),
    ]


def texts_of_entities(draft):
    text = draft.annotated.article.text
    return [
        (one.label, one.span.of(text))
        for one in draft.annotated.annotations
        if isinstance(one, Entity)
    ]


def test_linguistic_layers_are_told_and_left_out(tmp_path):
    draft = only(
        tsv(
            [f"#T_SP={POS}|PosValue|coarseValue", f"#T_RL={DEPENDENCY}|DependencyType|BT_{POS}"],
            "#Text=Ana met",
            "1-1\t0-3\tAna\tNNP\t*\tSUBJ\t1-2\t",
            "1-2\t4-7\tmet\tVBD\t*\tROOT\t1-2\t",
        ),
        tmp_path,
    )
    assert draft.annotated.annotations == ()
    assert [(one.reason, one.count, one.detail) for one in draft.losses] == [
        (Reason.UNKNOWN, 2, POS),
        (Reason.UNKNOWN, 2, DEPENDENCY),
    ]


def test_sentences_of_several_lines_and_what_is_between_them(tmp_path):
    draft = only(
        tsv(
            [],
            "#Text=Two lines",
            "#Text=and a\\ttab\\r",
            "1-1\t0-3\tTwo\t",
            "1-2\t4-9\tlines\t",
            "1-3\t10-13\tand\t",
            "1-4\t14-15\ta\t",
            "1-5\t16-19\ttab\t",
            "",
            "#Text=Glued",
            "2-1\t20-25\tGlued\t",
            "",
            "#Text=Far",
            "3-1\t29-32\tFar\t",
        ),
        tmp_path,
    )
    assert draft.losses == ()
    assert draft.annotated.article.text == "Two lines\nand a\ttab\rGlued\n   Far"


def test_versions_before_3_2_write_what_java_does(tmp_path):
    draft = only(
        tsv(
            [f"#T_SP={NER}|value"],
            r"#Text=\u00C5se \uD83C\uDF3E \"x\" \uD800",
            "1-1\t0-3\tÅse\tPER\t",
            "1-2\t4-6\t🌾\tPLANT\t",
            version="3.1",
        ),
        tmp_path,
    )
    assert draft.losses == ()
    assert draft.annotated.article.text == 'Åse 🌾 "x" \ufffd'
    assert texts(draft) == [("PER", "Åse"), ("PLANT", "🌾")]


def lined(begins, *, line="\n", of_emoji=1):
    """A file about two sentences whose tokens begin at *begins*, with that length of an emoji."""
    words = [["🌾", "Ana", "met", "🌾", "Bo"], ["Oslo", "is", "old"]]
    labels = {"Ana": "PER", "Bo": "PER", "Oslo": "GPE"}
    lines = ["#FORMAT=WebAnno TSV 3.2", f"#T_SP={NER}|value", "", ""]
    offsets = iter(begins)
    for nth, sentence in enumerate(words, start=1):
        lines.append(f"#Text={' '.join(sentence)}")
        for at, word in enumerate(sentence, start=1):
            begin = next(offsets)
            end = begin + (of_emoji if word == "🌾" else len(word))
            lines.append(f"{nth}-{at}\t{begin}-{end}\t{word}\t{labels.get(word, '_')}")
        lines.append("")
    return line.join(lines)


@pytest.mark.parametrize(
    ("begins", "told"),
    [
        # code points
        ([0, 2, 6, 10, 12, 15, 20, 23], "code points"),
        # code points from 1
        ([1, 3, 7, 11, 13, 16, 21, 24], "code points"),
        # a sentence is elsewhere than it says
        ([0, 2, 6, 10, 12, 5, 10, 13], "code points, by +10"),
        # nonsense
        ([0, 9, 6, 10, 99, 17, 4, 4], "by the surfaces of tokens"),
        # the sentence lies far behind anything that can be
        ([0, 2, 6, 10, 12, 10**9, 10**9 + 5, 10**9 + 8], "code points, by -999999985"),
    ],
)
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_offsets_that_count_something_else_are_put_right(begins, told, line, tmp_path):
    draft = only(lined(begins, line=line), tmp_path)
    assert texts(draft) == [("PER", "Ana"), ("PER", "Bo"), ("GPE", "Oslo")]
    (loss,) = draft.losses
    assert (loss.reason, loss.count, loss.detail) == (Reason.SHIFTED, 3, told)
    assert draft.annotated.article.text.strip() == "🌾 Ana met 🌾 Bo\nOslo is old"


@pytest.mark.parametrize("shift", [1, 2])
def test_a_file_that_begins_later_begins_with_spaces(shift, tmp_path):
    begins = [one + shift for one in [0, 3, 7, 11, 14, 17, 22, 25]]
    draft = only(lined(begins, of_emoji=2), tmp_path)
    assert draft.losses == ()
    assert draft.annotated.article.text == " " * shift + "🌾 Ana met 🌾 Bo\nOslo is old"


def test_a_text_that_is_not_that_of_its_tokens(tmp_path):
    draft = only(
        tsv(
            [f"#T_SP={NER}|value"],
            "#Text=something else",
            "1-1\t0-3\tAna\tPER[1]\t",
            "1-2\t4-8\tLund\tPER[1]\t",
        ),
        tmp_path,
    )
    assert reasons(draft) == [(Reason.TEXT, "a.tsv, line 6")]
    assert texts(draft) == [("PER", "Ana Lund")]


def test_numbers_that_are_used_again(tmp_path):
    draft = only(
        tsv(
            [f"#T_SP={NER}|value"],
            "#Text=Ana Lund met Bo",
            "1-1\t0-3\tAna\tPER[1]\t",
            "1-2\t4-8\tLund\tPER[1]\t",
            "1-3\t9-12\tmet\t_\t",
            "1-4\t13-15\tBo\tPER[1]\t",
            "",
            "#Text=in Old Oslo",
            "2-1\t16-18\tin\t_\t",
            "2-2\t19-22\tOld\tLOC[1]\t",
            "2-3\t23-27\tOslo\tLOC[1]|*[1]\t",
        ),
        tmp_path,
    )
    assert texts(draft) == [
        ("PER", "Ana Lund met Bo"),
        ("LOC", "Old Oslo"),
        ("NamedEntity", "Oslo"),
    ]
    assert reasons(draft) == [
        (Reason.HULL, "a.tsv, line 9"),
        (Reason.DUPLICATE_ID, "a.tsv, line 13"),
        (Reason.DUPLICATE_ID, "a.tsv, line 14"),
    ]


def test_lines_that_are_none_are_told_and_the_rest_comes_in(tmp_path):
    draft = only(
        tsv(
            [f"#T_SP={NER}|identifier|value", "#T_XX=what"],
            "1-1.1\t0-1\tA\t_\t_\t",
            "#Text=Ana met Bo in Oslo",
            "1-1\t0-3\tAna\tQ1\tPER\t",
            "nonsense",
            "1-2\t4-x\tmet\t_\t_\t",
            "1-3\t8-10\tBo\tPER",
            "1-3.1\t40-50\tnothing\tQ1\tPER\t",
            "1-4\t11-13\tin\t_\t_\t_\tmore\t",
            "1-4\t14-18\tOslo\t_\tGPE\t",
            "",
            "#Text=no token",
            "",
            "#Text=The end",
            "1-1\t28-31\tThe\t_\tX\t",
            "2-2\t32-35\tend\t*",
        ),
        tmp_path,
    )
    assert texts(draft) == [
        ("PER", "Ana"),
        ("NamedEntity", "Bo"),
        ("GPE", "Oslo"),
        ("X", "The"),
        ("NamedEntity", "end"),
    ]
    assert draft.annotated.article.text == "Ana met Bo in Oslo\nno token\nThe end"
    assert reasons(draft) == [
        (Reason.MALFORMED, "a.tsv, line 3"),
        (Reason.NO_TARGET, "a.tsv, line 6"),
        (Reason.MALFORMED, "a.tsv, line 9"),
        (Reason.MALFORMED, "a.tsv, line 10"),
        (Reason.DUPLICATE_ID, "a.tsv, line 8"),
        (Reason.SURFACE, "a.tsv, line 12"),
        (Reason.DUPLICATE_ID, "a.tsv, line 19"),
        (Reason.MALFORMED, "a.tsv, line 11"),
        (Reason.MALFORMED, "a.tsv, line 13"),
        (Reason.MALFORMED, "a.tsv, line 20"),
    ]


def test_files_one_after_the_other_are_articles_of_their_own(tmp_path):
    one = tsv([f"#T_SP={NER}|value"], "#Text=Ana", "1-1\t0-3\tAna\tPER\t")
    two = tsv([f"#T_SP={POS}|PosValue"], "#Text=Bo", "1-1\t0-2\tBo\t_\t")
    found = drafts(f"\ufeff\n{one}\n{two}", tmp_path)
    assert [(each.stem, each.annotated.article.text) for each in found] == [
        ("a", "Ana"),
        ("a-2", "Bo"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ana\tO\n", "is no WebAnno TSV"),
        ("", "is empty"),
        ("#FORMAT=WebAnno TSV 2.0\n", "is 'WebAnno TSV 2.0', but Goldleaf reads version 3"),
        ("#FORMAT=WebAnno TSV\n", "reads version 3"),
        (tsv([f"#T_SP={NER}|value"]), "has no sentence"),
    ],
)
def test_what_is_no_webanno_tsv_is_refused(text, said, tmp_path):
    with pytest.raises(UsageError, match=said):
        drafts(text, tmp_path)


@pytest.mark.parametrize("begin", ["", "\ufeff", "\n"])
def test_the_first_line_tells_the_format(begin, tmp_path):
    (data,) = written(WEBANNO, WHOLE, scheme=SCHEME)[0].files.values()
    path = tmp_path / "a.tsv"
    path.write_bytes(begin.encode() + data)
    with path.open("rb") as stream:
        assert recognised(Head.of(Source("a.tsv", path), stream)) is WEBANNO


def test_a_folder_comes_in(tmp_path):
    destination, _ = written(WEBANNO, WHOLE, scheme=SCHEME)
    saved(destination, tmp_path / "out")
    with Store(tmp_path / "goldleaf.db") as store:
        report = add(store, [tmp_path / "out"])
        assert report.refused == []
        assert report.added == ["a1"]
        assert report.suggestions == len(WHOLE.annotations) - 1


def test_in_an_export_of_inception_the_folder_names_the_document(tmp_path):
    folder = tmp_path / "annotation" / "Harbour news.txt"
    folder.mkdir(parents=True)
    (draft,) = drafts(tsv([], "#Text=Ana", "1-1\t0-3\tAna\t"), folder, "anna.tsv")
    assert (draft.stem, draft.annotated.annotator) == ("Harbour news", "anna")


LINES = st.sampled_from(
    [
        "", "", " ", "#Text=Ana met 🌾 Bo", "#Text=", "#Text= Ana", "#Text=in\\n Oslo",
        "#Sentence.id=1",
        "1-1\t0-3\tAna", "1-2\t4-7\tmet", "1-3\t8-10\t🌾", "1-4\t11-13\tBo", "1-2.1\t4-6\tme",
        "1-3.1\t8-9\t", "2-1\t14-16\tin", "2-1\t1-4\tAna", "1-1\t5-2\tAna", "1-1\tx\tAna",
        "2-2\t99999999999-999999999999\tOslo", "# comment", f"#T_SP={NER}|x|value", "#T_SP=a.B|",
        "#FORMAT=WebAnno TSV 3.1", "#T_SP=|", "1-1\t0-0\t",
    ]
)  # fmt: skip
CELLS = st.sampled_from(
    [
        "_", "_", "*", "X", "X[1]", "*[1]", "_[2]", "A[1]|B[2]", "A|B", "|", "R;S", "R;S[3]",
        "1-1", "1-1;1-4", "1-1[1];1-9[2]", "1-1[1_2]", "1-1[0_0]", "*->1-1", "r->1-2", "p[1]",
        "*->0-0", "", "[", "\\|", "->", "*|*",
    ]
)  # fmt: skip
LAYERS = [
    f"#T_SP={NER}|identifier|value",
    "#T_SP=webanno.custom.Argument|",
    SLOTS,
    f"#T_CH={LINK}|referenceType|referenceRelation",
    f"#T_RL=webanno.custom.Part|kind|BT_{NER}",
]


@ANY
@given(st.data())
def test_whatever_lines_there_are_nothing_breaks(tmp_path_factory, data):
    lines = ["#FORMAT=WebAnno TSV 3.3", *data.draw(st.lists(st.sampled_from(LAYERS), max_size=4))]
    for line in data.draw(st.lists(LINES, max_size=14)):
        cells = data.draw(st.lists(CELLS, max_size=9)) if line[:1].isdigit() else []
        lines.append("\t".join([line, *cells]))
    text = "\n".join(lines)
    readable(WEBANNO, tmp_path_factory.mktemp("in"), text.encode())


CUTS = [
    "",
    "\t",
    "|",
    "[",
    "]",
    "[1]",
    "_",
    "*",
    "->",
    ";",
    "\n",
    "\\",
    "1-1",
    "#Text=",
    "\0",
    "-1",
]


@ANY
@given(data=st.data())
def test_whatever_stands_there_nothing_breaks(tmp_path_factory, data):
    (whole,) = written(WEBANNO, WHOLE, scheme=SCHEME)[0].files.values()
    text = whole.decode()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(st.sampled_from(CUTS)) + text[at + cut :]
    readable(WEBANNO, tmp_path_factory.mktemp("in"), text.encode())
