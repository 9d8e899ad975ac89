"""The columns of OntoNotes: names, chains and predicates, and what is wrong in them."""

import pytest

from goldleaf.core.formats import Head, Reason, Source, recognised
from goldleaf.core.formats.tokens.ontonotes import ONTONOTES
from goldleaf.core.model import Argument, Entity, Event, Relation, Span, UsageError

# word, lemma, frameset, names, two predicates, chains
FIRST = """
In          -      -   *         (ARGM-TMP*  *          -
the         -      -   (DATE*    *           *          -
spring      -      -   *)        *)          *          -
Ilka        -      -   (PERSON*  (ARG0*      *          (12
Brandt      -      -   *)        *)          *          12)
opened      open   01  *         (V*)        *          -
-LRB-       -      -   *         *           *          -
at          -      -   *         *           (C-V*)     -
last        -      -   *         *           *          -
-RRB-       -      -   *         *           *          -
her         -      -   *         (ARG1*      (ARG0*)    (3|(12)
mill        mill   -   *         *)          (V*)       3)
/.          -      -   *         *           *          -
"""
SECOND = """
She         -      -   *         (12)
waits       -      -   *         -
"""


def sentence(rows, part=0):
    lines = []
    for number, row in enumerate(rows.strip().splitlines()):
        word, lemma, frameset, *rest = row.split()
        cells = ["nw/mill/00/mill_0001", str(part), str(number), word, "NN", "*"]
        lines.append("   ".join([*cells, lemma, frameset, "-", "Speaker#1", *rest]))
    return "\n".join(lines) + "\n\n"


def document(*sentences, part=0):
    begin = f"#begin document (nw/mill/00/mill_0001); part {part:03}\n"
    return begin + "".join(sentences) + "#end document\n"


def read(tmp_path, text):
    path = tmp_path / "mill.gold_conll"
    path.write_text(text, encoding="utf-8")
    source = Source("mill.gold_conll", path)
    with source.open() as stream:
        assert recognised(Head.of(source, stream)) is ONTONOTES
    return list(ONTONOTES.read(source))


def test_names_chains_and_predicates_come_in(tmp_path):
    (draft,) = read(tmp_path, document(sentence(FIRST), sentence(SECOND)))
    annotated = draft.annotated
    text = annotated.article.text
    assert annotated.article.id == "nw/mill/00/mill_0001-000"
    assert text == "In the spring Ilka Brandt opened ( at last ) her mill .\nShe waits"
    at = {word: Span(text.index(word), text.index(word) + len(word)) for word in text.split()}
    mill = Span(at["her"].start, at["mill"].end)
    assert annotated.annotations == (
        Entity("e1", (Span(3, 13),), "DATE"),
        Entity("e2", (Span(14, 25),), "PERSON"),
        Entity("e3", (mill,), "MENTION"),
        Entity("e4", (at["her"],), "MENTION"),
        Entity("e5", (at["She"],), "MENTION"),
        Event(
            "v1",
            "open.01",
            at["opened"],
            (Argument("ARGM-TMP", Span(0, 13)), Argument("ARG0", "e2"), Argument("ARG1", "e3")),
        ),
        Event("v2", "mill", at["mill"], (Argument("ARG0", "e4"),)),
        Relation("r1", "coref", "e2", "e4"),
        Relation("r2", "coref", "e4", "e5"),
    )
    assert annotated.segmentation.token_starts[-1] == at["waits"].start
    assert [(loss.reason, loss.where) for loss in draft.losses] == [
        (Reason.HULL, "mill.gold_conll, line 9")
    ]


def test_each_part_of_a_document_is_an_article(tmp_path):
    text = document(sentence(SECOND)) + document(sentence(SECOND, part=1), part=1)
    drafts = read(tmp_path, text.replace("(12)", "(4)"))
    assert [draft.annotated.article.id for draft in drafts] == [
        "nw/mill/00/mill_0001-000",
        "nw/mill/00/mill_0001-001",
    ]
    assert [len(draft.annotated.annotations) for draft in drafts] == [1, 1]


def test_what_is_not_whole_is_told_with_its_line(tmp_path):
    broken = SECOND.replace("*         (12)", "(DATE*    (12").replace(
        "*         -", "*         5)"
    )
    short = "nw/mill/00/mill_0001   0   0   Oslo\n\n"
    (draft,) = read(tmp_path, document(sentence(broken), short))
    assert draft.annotated.article.text == "She waits\nOslo"
    assert draft.annotated.annotations == ()
    assert [(loss.where, loss.detail) for loss in draft.losses] == [
        ("mill.gold_conll, line 2", "opened and never closed: DATE"),
        ("mill.gold_conll, line 3", "closed and never opened: 5)"),
        ("mill.gold_conll, line 2", "opened and never closed: 12"),
        ("mill.gold_conll, line 5", "4 columns of 12 or more"),
    ]


def test_a_file_without_a_token_is_refused(tmp_path):
    path = tmp_path / "none"
    path.write_text("#begin document (a); part 000\n#end document\n", encoding="utf-8")
    with pytest.raises(UsageError, match="none has no token in the columns of OntoNotes"):
        list(ONTONOTES.read(Source("none", path)))
