"""CoNLL-U with entities: written, read back, and opened by the library of the format."""

import conllu
import pytest
from hypothesis import given

from goldleaf.core.formats import Head, Reason, Source, recognised
from goldleaf.core.formats.tokens.conllu import CONLLU
from goldleaf.core.model import AnnotatedArticle, Article, Entity, Relation, Span, UsageError

from ..destination import written
from ..strategies import annotated_articles
from .round_trip import ANY, kept, read_back, told

TEXT = "  Ana Ruiz met Bo\tin Oslo.\r\n\r\nNew\u00a0York is far."
ARTICLE = AnnotatedArticle(
    Article("a", TEXT),
    annotations=(
        Entity("e1", (Span(2, 10),), "PERSON"),
        Entity("e2", (Span(15, 17),), "PERSON"),
        Entity("e3", (Span(30, 38),), "GPE"),
    ),
)


def read(tmp_path, data):
    path = tmp_path / "notes.conllu"
    path.write_text(data, newline="")
    return list(CONLLU.read(Source("notes.conllu", path)))


def entities(draft):
    text = draft.annotated.article.text
    return [(one.span.of(text), one.label) for one in draft.annotated.annotations]


@ANY
@given(article=annotated_articles())
def test_what_is_written_is_read_back(tmp_path_factory, article):
    (draft,), losses, problems = read_back(CONLLU, tmp_path_factory.mktemp("out"), article)
    assert problems == []
    back = draft.annotated
    assert back.article.id == article.article.id
    assert len(back.article.text) == len(article.article.text)
    if Reason.TEXT not in {loss.reason for loss in losses}:
        assert back.article.text == article.article.text
    assert told(back, Entity) == told(kept(CONLLU, article), Entity, losses)


def test_the_library_opens_what_is_written():
    destination, losses = written(CONLLU, ARTICLE, AnnotatedArticle(Article("b", "Bo.")))
    assert losses == []
    first, second, third = conllu.parse(destination.bytes_of().decode())
    assert first.metadata == {
        "newdoc id": "a",
        "sent_id": "a-1",
        "text": "Ana Ruiz met Bo in Oslo.",
    }
    assert [token["form"] for token in first] == ["Ana", "Ruiz", "met", "Bo", "in", "Oslo", "."]
    assert [token["misc"] for token in first] == [
        {"NER": "B-PERSON", "SpacesBefore": r"\s\s"},
        {"NER": "I-PERSON"},
        None,
        {"NER": "B-PERSON", "SpacesAfter": r"\t"},
        None,
        {"SpaceAfter": "No"},
        {"SpacesAfter": r"\r\n\r\n"},
    ]
    assert second.metadata["sent_id"] == "a-2"
    assert third.metadata["newdoc id"] == "b"


@pytest.mark.parametrize(
    ("data", "text", "found"),
    [
        # Stanza
        (
            ("# text = Ana's mill.\n# sent_id = 0\n"
            "1\tAna\tAna\tPROPN\tNNP\t_\t3\tnmod\t_\tstart_char=0|end_char=3|ner=S-PERSON\n"
            "2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\tstart_char=3|end_char=5|ner=O\n"
            "3\tmill\tmill\tNOUN\tNN\t_\t0\troot\t_\tSpaceAfter=No|ner=O\n"
            "4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tSpaceAfter=No|ner=O\n"),
            None,
            [("Ana", "PERSON")],
        ),
        # white space only in the text of the sentence
        ("# text = Ana's.\n1\tAna\t" + "_\t" * 7 + "NER=B-P\n2\t's.\t" + "_\t" * 7 + "_\n",
         "Ana's. ", [("Ana", "P")]),
        # multiword tokens and empty nodes
        (
            "1-2\tal\t" + "_\t" * 7 + "_\n1\ta\t" + "_\t" * 7 + "_\n2\tel\t" + "_\t" * 7 + "_\n"
            "2.1\tx\t" + "_\t" * 7 + "_\n3\tOslo\t" + "_\t" * 7 + "NE=B-GPE\n",
            "al Oslo ", [("Oslo", "GPE")],
        ),
        # CoNLL-U Plus
        (
            ("# global.columns = ID FORM UPOS PARSEME:NE\n# newdoc id = x\n"
            "1\tNew\tPROPN\tB-GPE\n2\tYork\tPROPN\tI-GPE\n3\tis\tAUX\tO\n"),
            "New York is ", [("New York", "GPE")],
        ),
    ],
)  # fmt: skip
def test_dialects_are_recognised_and_read(tmp_path, data, text, found):
    assert recognised(Head(Source("notes.txt", None), data.encode())) is CONLLU
    (draft,) = read(tmp_path, data)
    if text is not None:
        assert draft.annotated.article.text == text
    assert entities(draft) == found
    assert draft.losses == ()


def test_what_is_no_token_is_told(tmp_path):
    row = "{}\t{}" + "\t_" * 8 + "\n"
    (draft,) = read(tmp_path, row.format(1, "Ana") + row.format("x", "met") + "2\n")
    assert draft.annotated.article.text == "Ana "
    assert [(loss.reason, loss.where) for loss in draft.losses] == [
        (Reason.MALFORMED, "notes.conllu, line 2"),
        (Reason.MALFORMED, "notes.conllu, line 3"),
    ]


def test_a_file_without_tokens_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"notes\.conllu"):
        read(tmp_path, "# newdoc id = a\n\n")


def tokens(*rows):
    lines = (
        f"{at}\t{word}{'	_' * 7}\t{misc}\n" for at, (word, misc) in enumerate(rows, start=1)
    )
    return "".join((*lines, "\n"))


def test_mentions_in_brackets_are_those_of_corefud(tmp_path):
    data = "# newdoc id = d1\n# global.Entity = eid-etype-head-other\n" + tokens(
        ("Ana", "Entity=(e1-person-1-"),
        ("Ruiz", "Entity=e1)"),
        ("saw", "_"),
        ("her", "Entity=(e2-animal-2-new(e1-person-1-)"),
        ("dog", "Entity=e2)|SpaceAfter=No"),
        (".", "_"),
    )
    data += tokens(("It", "Entity=(e2-animal-1-)"), ("ran", "_"))
    (draft,) = read(tmp_path, data)
    assert draft.losses == ()
    text = draft.annotated.article.text
    *mentions, first, second = draft.annotated.annotations
    assert [(one.span.of(text), one.label, dict(one.attributes)) for one in mentions] == [
        ("Ana Ruiz", "person", {}),
        ("her dog", "animal", {"other": "new"}),
        ("her", "person", {}),
        ("It", "animal", {}),
    ]
    assert first == Relation("r1", "coref", "e1", "e3")
    assert second == Relation("r2", "coref", "e2", "e4")


def test_mentions_of_gum_have_links_and_discontinuous_parts(tmp_path):
    data = "# global.Entity = GRP-etype-infstat-link-identity\n" + tokens(
        ("big", "Entity=(5[1/2]-thing-new-sgl"),
        ("and", "Entity=5[1/2])"),
        ("New", "Entity=(1-place-new-coref-New_York%2DCity"),
        ("York", "Entity=1)"),
        ("dogs", "Entity=(5[2/2]-thing-new-sgl)"),
    )
    (draft,) = read(tmp_path, data)
    assert draft.losses == ()
    text = draft.annotated.article.text
    thing, place = draft.annotated.annotations
    assert [one.of(text) for one in thing.spans] == ["big and", "dogs"]
    assert (place.label, place.link) == ("place", "New_York-City")
    assert place.attributes == {"infstat": "new", "link": "coref"}


def test_older_brackets_have_a_type_and_a_number(tmp_path):
    data = tokens(
        ("The", "Entity=(place-1"), ("city", "Entity=place-1)"), ("it", "Entity=(place-1)")
    )
    (draft,) = read(tmp_path, data)
    *mentions, relation = draft.annotated.annotations
    assert [one.label for one in mentions] == ["place", "place"]
    assert (relation.type, relation.head, relation.tail) == ("coref", "e1", "e2")


def test_brackets_that_do_not_match_are_told_with_their_line(tmp_path):
    data = "# global.Entity = eid-etype-head-other\n" + tokens(
        ("Ana", "Entity=(e1-person-1-"), ("met", "Entity=()"), ("Bo", "Entity=e9)")
    )
    (draft,) = read(tmp_path, data)
    assert draft.annotated.annotations == ()
    assert [(loss.reason, loss.where, loss.detail) for loss in draft.losses] == [
        (Reason.MALFORMED, "notes.conllu, line 2", "closed and never opened: e9)"),
        (Reason.MALFORMED, "notes.conllu, line 2", "opened and never closed: e1"),
    ]
