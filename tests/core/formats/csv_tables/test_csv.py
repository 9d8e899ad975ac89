"""CSV tables: nothing lost, safe in a spreadsheet, and read whatever a spreadsheet did."""

import csv
import io
import re

import pytest
from hypothesis import given

from goldleaf.core.formats import Draft, Head, Loss, Reason, Source, recognised
from goldleaf.core.formats.csv_tables import CSV
from goldleaf.core.formats.csv_tables.read import belongs_to
from goldleaf.core.formats.csv_tables.tables import COLUMNS, guarded, unguarded
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Status,
    UsageError,
    Zone,
    ZoneKind,
)

from ..destination import written
from ..strategies import LONG_LINE, annotated_articles
from ..tokens.round_trip import ANY

TEXT = 'Ana said "yes",\r\nand 🌾 Bo left.'
ARTICLE = AnnotatedArticle(
    Article("a", TEXT, "A title", "=cmd|' /C calc'!A0", "2026-03-01", "en", {"page": 3}),
    (Zone(0, 15, ZoneKind.TITLE), Zone(17, len(TEXT), ZoneKind.BODY)),
    (
        Entity("e1", (Span(0, 3),), "PERSON", {"genericity": "specific"}, "Q1"),
        Entity("e2", (Span(0, 3), Span(23, 25)), "GROUP"),
        Event("v1", "SAY", Span(4, 8), (Argument("WHO", "e1"), Argument("WHAT", Span(10, 13)))),
        Event("v2", "LEAVE", Span(26, 30), (Argument("AFTER", "v1"),), {"tense": "past"}),
        Event("v3", "NOD", Span(14, 15)),
        Relation("r1", "coref", "e1", "e2"),
        DocumentLabel("l1", "sport"),
    ),
    {
        "e1": {"how": "fixed", "annotator": "anna", "at": "2026-03-01T10:00:00.000Z",
               "suggester": "spacy", "version": "1.0", "score": 0.9},
        "l1": {"how": "added", "annotator": "anna"},
    },
    (Comment("c1", "-1 here?\nSure.", "e1"),),
    Status.DONE,
    "anna",
)  # fmt: skip


def put(folder, files):
    for name, data in files.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(CSV.read(Source("articles.csv", folder / "articles.csv")))


def read_back(folder, *articles):
    destination, losses = written(CSV, *articles)
    assert losses == []
    return put(folder, destination.files)


def rows(files, name):
    text = files[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@ANY
@given(article=annotated_articles())
def test_what_is_written_is_read_back(tmp_path_factory, article):
    (draft,) = read_back(tmp_path_factory.mktemp("out"), article)
    assert draft.losses == ()
    assert draft.annotated == article


def test_provenance_several_articles_and_a_long_line(tmp_path):
    long = AnnotatedArticle(
        Article("b", LONG_LINE * 10), annotations=(Entity("e1", (Span(5, 9),), "X"),)
    )
    empty = AnnotatedArticle(Article("'-b-'", "-1"))
    drafts = read_back(tmp_path, ARTICLE, empty, long)
    assert [one.annotated for one in drafts] == [ARTICLE, empty, long]
    assert all(one.losses == () for one in drafts)


def test_the_tables_are_rfc_4180_with_the_columns_that_are_documented():
    destination, _ = written(CSV, ARTICLE)
    assert set(destination.files) == set(COLUMNS)
    for name, data in destination.files.items():
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        assert tuple(rows(destination.files, name)[0]) == COLUMNS[name]
    (article,) = rows(destination.files, "articles.csv")
    assert article["text"] == TEXT
    assert article["zones"] == "title 0-15; body 17-31"
    assert [row["role"] for row in rows(destination.files, "events.csv")] == [
        "WHO", "WHAT", "AFTER", "",
    ]  # fmt: skip
    for row in rows(destination.files, "mentions.csv"):
        assert TEXT[int(row["start"]) : int(row["end"])] == row["text"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''+", "＝1"]
)
def test_no_cell_is_a_formula(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "a=1", "'a", "'", "1-2", " =1"])
def test_other_cells_are_as_they_are(text):
    assert guarded(text) == text
    assert unguarded(text) == text


def test_no_file_holds_a_formula():
    destination, _ = written(CSV, ARTICLE)
    for name in COLUMNS:
        for row in rows(destination.files, name):
            assert not any(re.match(r"[=+\-@\t\r\n]", cell) for cell in row.values())


def test_every_table_is_recognised_and_belongs_to_that_of_articles(tmp_path):
    destination, _ = written(CSV, ARTICLE)
    put(tmp_path, destination.files)
    for name, data in destination.files.items():
        source = Source(name, tmp_path / name)
        assert recognised(Head(source, data[:100])) is CSV
        asked = [one.path.name for one in belongs_to(source)]
        assert asked == ([] if name == "articles.csv" else ["articles.csv"])
        assert [one.annotated for one in CSV.read(source) if isinstance(one, Draft)] == [ARTICLE]
    (tmp_path / "articles.csv").write_text("id,text\n1,x\n")
    assert list(belongs_to(Source("mentions.csv", tmp_path / "mentions.csv"))) == []


def test_what_a_spreadsheet_makes_of_it_is_read(tmp_path):
    """Semicolons, line feeds, another order of columns and rows, columns left out."""
    drafts = put(
        tmp_path,
        {
            "articles.csv": "text;article_id\nAna left.;a\n\nBo came.;b\n",
            "mentions.csv": "article_id;start;end;label\nb;0;2;PERSON\na;0;3;PERSON\n",
            "events.csv": (
                "type\tarticle_id\tevent_id\ttrigger_start\ttrigger_end\trole\tstart\tend\n"
                "LEAVE\ta\t\t4\t8\tWHO\t0\t3\n"
            ),
        },
    )
    assert [one.annotated.annotations for one in drafts] == [
        (
            Entity("e1", (Span(0, 3),), "PERSON"),
            Event("v1", "LEAVE", Span(4, 8), (Argument("WHO", Span(0, 3)),)),
        ),
        (Entity("e1", (Span(0, 2),), "PERSON"),),
    ]


def test_shifted_offsets_are_put_right_by_what_they_say(tmp_path):
    (draft,) = put(
        tmp_path,
        {
            "articles.csv": "article_id,text\na,Ana met Bo.\n",
            "mentions.csv": "article_id,label,start,end,text\na,P,1,4,Ana\na,P,9,11,Bo\n",
        },
    )
    assert [one.span for one in draft.annotated.annotations] == [Span(0, 3), Span(8, 10)]
    assert [(one.reason, one.count) for one in draft.losses] == [(Reason.SHIFTED, 2)]


def test_what_is_wrong_is_told_with_its_line_and_the_rest_comes_in(tmp_path):
    found = put(
        tmp_path,
        {
            "articles.csv": (
                "article_id,text,status,zones,meta\n"
                'a,Ana met Bo.,lost,"body 0-99; x; title 0-3",[\n'
            ),
            "mentions.csv": (
                "article_id,mention_id,label,start,end,text,spans,attributes\n"
                "nobody,e1,P,0,3,,,\n"
                "a,e1,P,0,3,,,\n"
                "a,e1,P,8,10,,,\n"
                "a,past,P,8,100,,,\n"
                "a,bare,,0,3,,,\n"
                "a,odd,P,x,3,,,\n"
                "a,parts,P,0,10,,8-10 0-3,\n"
                'a,kept,P,8,10,,,"{""a"": 1}"\n'
            ),
            "events.csv": (
                "article_id,event_id,type,trigger_start,trigger_end,role,filler_id,start,end\n"
                "a,v1,MEET,4,7,WHO,past,,\n"
                "a,v1,MEET,4,7,,e1,,\n"
                "a,v1,MEET,4,7,WHO,v3,8,10\n"
                "a,v2,MEET,,,WHO,e1,,\n"
                "a,v3,,4,7,WHO,e1,,\n"
            ),
            "relations.csv": (
                "article_id,relation_id,type,head_id,tail_id\n"
                "a,r1,coref,e1,past\n"
                "a,r2,about,r1,e1\n"
                "a,r3,coref,e1,kept\n"
            ),
        },
    )  # fmt: skip
    draft, stray = found
    assert isinstance(stray, Loss)
    assert (stray.reason, stray.where) == (Reason.NO_TARGET, "mentions.csv, line 2")
    assert draft.annotated.annotations == (
        Entity("e1", (Span(0, 3),), "P"),
        Entity("kept", (Span(8, 10),), "P"),
        Event("v1", "MEET", Span(4, 7), (Argument("WHO", Span(8, 10)),)),
        Relation("r3", "coref", "e1", "kept"),
    )
    assert draft.annotated.zones == (Zone(0, 3, ZoneKind.TITLE),)
    assert [(one.annotation_id, one.reason.value, one.where) for one in draft.losses] == [
        ("e1", "duplicate-id", "mentions.csv, line 4"),
        ("past", "outside", "mentions.csv, line 5"),
        ("bare", "no-label", "mentions.csv, line 6"),
        ("odd", "outside", "mentions.csv, line 7"),
        ("parts", "malformed", "mentions.csv, line 8"),
        ("kept", "malformed", "mentions.csv, line 9"),
        ("v2", "no-trigger", "events.csv, line 5"),
        ("v3", "no-label", "events.csv, line 6"),
        ("v1", "no-target", "events.csv, line 2"),
        ("v1", "no-label", "events.csv, line 3"),
        ("r1", "no-target", "relations.csv, line 2"),
        ("r2", "no-target", "relations.csv, line 3"),
        ("", "malformed", "articles.csv, line 2"),
        ("", "outside", "articles.csv, line 2"),
        ("", "malformed", "articles.csv, line 2"),
        ("", "malformed", "articles.csv, line 2"),
    ]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"articles.csv": "id,name\n1,x\n"}, "no table of Goldleaf's CSV"),
        ({"articles.csv": "article_id,text\na,\xff".encode("latin-1")}, "not UTF-8"),
        (
            {"articles.csv": "article_id,text\na,x\n", "mentions.csv": "id,label\n1,P\n"},
            "mentions.csv has no column article_id",
        ),
    ],
)
def test_what_is_no_such_table_is_refused(tmp_path, files, says):
    with pytest.raises(UsageError, match=says):
        put(tmp_path, files)


def test_a_table_without_articles_is_refused(tmp_path):
    path = tmp_path / "mentions.csv"
    path.write_text("article_id,mention_id\na,e1\n")
    with pytest.raises(UsageError, match=r"put articles\.csv beside it"):
        list(CSV.read(Source("mentions.csv", path)))


@pytest.mark.parametrize("data", [b"Ana met\rBo.", b"article_id,\x00\r,", b'"' + b"x" * 200_000])
def test_what_is_no_table_is_not_taken_for_one(tmp_path, data):
    path = tmp_path / "notes.txt"
    path.write_bytes(data)
    source = Source("notes.txt", path)
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is None
