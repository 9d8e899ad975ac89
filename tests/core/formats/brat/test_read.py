"""brat's files as they come: with mistakes, dialects, and without a text."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldleaf.core.formats import Draft, Head, Reason, Source, recognised
from goldleaf.core.formats.brat import BRAT
from goldleaf.core.ingest import add
from goldleaf.core.model import Argument, Entity, Event, Relation, Span, UsageError
from goldleaf.core.store import Store

from ..destination import written

TEXT = "Ana met Bo in Oslo."


PAGE = Path(__file__).parents[4] / "docs" / "formats.md"


def draft_of(folder, ann, text=TEXT, suffix=".ann"):
    (folder / "a.txt").write_bytes(text.encode())
    (folder / f"a{suffix}").write_bytes(ann.encode())
    (draft,) = BRAT.read(Source("a.txt", folder / "a.txt"))
    return draft


def reasons(draft):
    return [(one.reason, one.annotation_id, one.where) for one in draft.losses]


def test_a_project_as_brat_writes_it(tmp_path):
    draft = draft_of(
        tmp_path,
        "T1\tPerson 0 3\tAna\nT2\tMeet 4 7\tmet\nT3\tPerson 8 10\tBo\nT4\tPlace 14 18\tOslo\n"
        "E1\tMeet:T2 Who:T1 Who2:T3 Where:T4\nE2\tMeet:T2 Who:T1\n"
        "R1\tKnows Arg1:T1 Arg2:T3\t\n*\tEquiv T1 T3 T4\n"
        "A1\tNegation E1\nA2\tConfidence E1 L2\nM1\tSpeculation E2\n"
        "N1\tReference T4 Wikipedia:22309\tOslo\n#1\tAnnotatorNotes T1\tWho is she?\n",
    )
    assert draft.losses == ()
    assert draft.annotated.annotations == (
        Entity("T1", (Span(0, 3),), "Person"),
        Entity("T3", (Span(8, 10),), "Person"),
        Entity("T4", (Span(14, 18),), "Place", link="Wikipedia:22309"),
        Event(
            "E1",
            "Meet",
            Span(4, 7),
            (Argument("Who", "T1"), Argument("Who", "T3"), Argument("Where", "T4")),
            {"Negation": "true", "Confidence": "L2"},
        ),
        Event("E2", "Meet", Span(4, 7), (Argument("Who", "T1"),), {"Speculation": "true"}),
        Relation("R1", "Knows", "T1", "T3"),
        Relation("R2", "coref", "T1", "T3"),
        Relation("R3", "coref", "T3", "T4"),
    )
    (comment,) = draft.annotated.comments
    assert (comment.text, comment.target) == ("Who is she?", "T1")


def test_each_mistake_is_told_with_its_line_and_the_rest_comes_in(tmp_path):
    draft = draft_of(
        tmp_path,
        "T1\tPerson 0 3\tAna\nT2\tPerson 8 99\tBo\nT1\tPlace 14 18\tOslo\nT3\tPlace 8 10\tOslo\n"
        "E1\tMeet:T9 Who:T1\nT4\tMeet 4 7\tmet\nE2\tMeet:T4 Who:T1 Who2:T2\nR1\tKnows Arg1:T1\n"
        "R2\tKnows Arg1:T1 Arg2:T2\nX1\tNonsense\nT5 Person 0 3 Ana\nA1\tSure R9\nA2\tSure T1 a\n"
        "A3\tSure T1 b\nN1\tReference E2 W:1\tmet\n#1\tAnnotatorNotes T9\tno\nT6\tPerson 3 3\t\n",
    )
    assert {one.id for one in draft.annotated.annotations} == {"T1", "E2"}
    assert sorted(reasons(draft)) == sorted(
        (reason, id, f"a.ann, line {line}")
        for reason, id, line in [
            (Reason.OUTSIDE, "T2", 2),
            (Reason.DUPLICATE_ID, "T1", 3),
            (Reason.SURFACE, "T3", 4),
            (Reason.NO_TRIGGER, "E1", 5),
            (Reason.NO_TARGET, "E2", 7),
            (Reason.MALFORMED, "R1", 8),
            (Reason.NO_TARGET, "R2", 9),
            (Reason.UNKNOWN, "X1", 10),
            (Reason.MALFORMED, "T5", 11),
            (Reason.NO_TARGET, "A1", 12),
            (Reason.ATTRIBUTES, "T1", 14),
            (Reason.LINK, "N1", 15),
            (Reason.NO_TARGET, "#1", 16),
            (Reason.OUTSIDE, "T6", 17),
        ]
    )


def test_the_example_of_the_page_is_what_goldleaf_reads_and_writes(tmp_path):
    page = PAGE.read_text()
    text = re.search(r"With the text `(🌾 .*)`:", page)[1]
    shown = re.search(r"^```brat\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)[1]
    draft = draft_of(tmp_path, shown, text)
    assert draft.losses == ()
    destination, losses = written(BRAT, draft.annotated)
    assert {one.reason for one in losses} == {Reason.SOURCE}
    (ann,) = [data for name, data in destination.files.items() if name.endswith(".ann")]
    assert ann.decode() == shown


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
def test_a_document_shifted_as_a_whole_is_put_right(tmp_path, by):
    text = "  " + TEXT
    draft = draft_of(tmp_path, f"T1\tPlace {16 + by} {20 + by}\tOslo\n", text)
    (oslo,) = draft.annotated.annotations
    assert oslo.span.of(text) == "Oslo"
    assert [one.reason for one in draft.losses] == [Reason.SHIFTED]


@pytest.mark.parametrize("start", [10, 12])
def test_a_crlf_counts_as_one_or_two(tmp_path, start):
    text = "a\r\nb\r\nAna in Oslo"
    draft = draft_of(tmp_path, f"T1\tPlace {start + 1} {start + 5}\tOslo\n", text)
    assert [one.span.of(text) for one in draft.annotated.annotations] == ["Oslo"]
    assert draft.losses == ()


def test_a_byte_order_mark_counts_for_brat(tmp_path):
    (tmp_path / "a.ann").write_text("T1\tPlace 15 19\tOslo\n")
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (draft,) = BRAT.read(Source("a.txt", tmp_path / "a.txt"))
    assert draft.annotated.article.text == TEXT
    assert [one.span for one in draft.annotated.annotations] == [Span(14, 18)]
    assert [one.reason for one in draft.losses] == [Reason.SHIFTED]


def test_a_trigger_in_parts_is_kept_as_a_whole(tmp_path):
    draft = draft_of(tmp_path, "T1\tMeet 4 7;11 13\tmet in\nE1\tMeet:T1\n")
    assert [one.span for one in draft.annotated.annotations] == [Span(4, 13)]
    assert [one.reason for one in draft.losses] == [Reason.HULL]


def test_parts_as_older_versions_wrote_them(tmp_path):
    draft = draft_of(tmp_path, "T1\tPair 0 3;8 10\tAnaBo\n")
    assert [one.spans for one in draft.annotated.annotations] == [(Span(0, 3), Span(8, 10))]


def test_numbered_roles_are_as_the_configuration_says(tmp_path):
    (tmp_path / "annotation.conf").write_text(
        "[events]\nMeet\tArg1:<ANY>, Arg2:<ANY>, Who+:<ANY>\n"
    )
    draft = draft_of(
        tmp_path,
        "T1\tPerson 0 3\tAna\nT2\tMeet 4 7\tmet\nE1\tMeet:T2 Arg2:T1 Who3:T1\n",
    )
    assert [one.role for one in draft.annotated.annotations[1].arguments] == ["Arg2", "Who"]


def test_the_files_of_a_shared_task(tmp_path):
    (tmp_path / "a.a2").write_text("T2\tMeet 4 7\tmet\nE1\tMeet:T2 Who:T1\n")
    draft = draft_of(tmp_path, "T1\tPerson 0 3\tAna\n", suffix=".a1")
    assert [one.id for one in draft.annotated.annotations] == ["T1", "E1"]


def test_a_folder_gives_each_pair_once(tmp_path):
    corpus = tmp_path / "corpus"
    for folder in (corpus, corpus / "more"):
        folder.mkdir()
        (folder / "a.txt").write_text(f"{TEXT} {folder.name}")
        (folder / "a.ann").write_text("T1\tPerson 0 3\tAna\n")
    (corpus / "annotation.conf").write_text("[entities]\nPerson\n")
    (corpus / "visual.conf").write_text("[labels]\nPerson | Person | P\n")
    (corpus / "plain.txt").write_text("No annotations here.")
    (corpus / "none.txt").write_text("None were made here.")
    (corpus / "none.ann").write_text("")
    with Store(tmp_path / "goldleaf.db") as store:
        report = add(store, [corpus])
        assert report.refused == []
        assert sorted(report.added) == ["a", "a-2", "none", "plain"]
        assert report.suggestions == 2
        assert [one.annotation.label for one in store.suggestions("a")] == ["Person"]


@pytest.mark.parametrize("first", ["T1\tPerson -5 3\tAna", "T1\tPerson nan 3\tAna", "// 2026"])
def test_a_broken_first_line_does_not_keep_the_others_out(tmp_path, first):
    draft = draft_of(tmp_path, f"{first}\nT2\tPlace 14 18\tOslo\n")
    assert draft.annotated.annotations == (Entity("T2", (Span(14, 18),), "Place"),)
    assert [where for _, _, where in reasons(draft)] == ["a.ann, line 1"]
    source = Source("a.txt", tmp_path / "a.txt")
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is BRAT


def test_annotations_alone_find_their_text(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.ann").write_text("T1\tPerson 0 3\tAna\n")
    (draft,) = BRAT.read(Source("a.ann", tmp_path / "a.ann"))
    assert draft.annotated.article.text == TEXT
    (tmp_path / "a.txt").unlink()
    with pytest.raises(UsageError, match=r"a\.txt, the text they are of, is not beside it"):
        list(BRAT.read(Source("a.ann", tmp_path / "a.ann")))


def test_a_configuration_is_no_article(tmp_path):
    path = tmp_path / "annotation.conf"
    path.write_text("[entities]\nPerson\n")
    with pytest.raises(UsageError, match="scheme from-brat"):
        list(BRAT.read(Source("annotation.conf", path)))


@pytest.mark.parametrize(
    "data", [b"Ana met Bo.\n", b"T1 is a tank.\n", b"# A heading\n", b"{}", b""]
)
def test_other_texts_are_not_claimed(tmp_path, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert recognised(Head(Source("a.txt", path), data)) is not BRAT


LINES = st.sampled_from(
    ["T1\tX 0 3\tAna", "T2\tY 4 7\tmet", "E1\tY:T2 A:T1 A2:E2", "E2\tY:T2", "R1\tz Arg1:T1 Arg2:E1",
     "*\tEquiv T1 T2", "A1\tn T1", "N1\tReference T1 a:b\tc", "#1\tAnnotatorNotes E1\tx", "T1", "",
     "T3\tX 999999999999 9999999999999999999\tx", "E9\t", "*", "#\t", "\t\t", "R2\tz",
     "\ufeffT4\tX 0 1"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LINES | st.text(max_size=20)), st.sampled_from(["\n", "\r\n", "\r"]))
def test_whatever_stands_there_nothing_breaks(tmp_path_factory, lines, end):
    folder = tmp_path_factory.mktemp("brat")
    (folder / "a.txt").write_text(TEXT)
    (folder / "a.ann").write_bytes(end.join(lines).encode(errors="replace"))
    try:
        found = list(BRAT.read(Source("a.txt", folder / "a.txt")))
    except UsageError:
        return
    (draft,) = found
    assert isinstance(draft, Draft)
    for one in draft.annotated.annotations:
        if isinstance(one, Entity | Event):
            assert 0 <= one.span.start < one.span.end <= len(TEXT)
