import sqlite3
from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from goldleaf.core.model import (
    Article,
    ArticleState,
    Comment,
    CommentChange,
    Decision,
    DecisionKind,
    Entity,
    GoldleafError,
    Record,
    RecordChange,
    Relation,
    Segmentation,
    Span,
    Status,
    StatusChange,
    Suggestion,
    UsageError,
    Verdict,
    Zone,
    ZoneKind,
    ZonesChange,
    fold,
    inverses,
)
from goldleaf.core.review.history import History
from goldleaf.core.store import Standing, Store, Wanted
from goldleaf.core.store.connection import SCHEMA_VERSION, database_errors
from goldleaf.core.store.schema import migrations

TEXT = "Ana met Bo."
SEGMENTATION = Segmentation(
    array("i", [0, 4, 8, 10]), array("i", [3, 7, 10, 11]), array("i", [0]), array("i", [11])
)
ANA = Entity("e1", (Span(0, 3),), "PERSON")
BO = Entity("e2", (Span(8, 10),), "PERSON", {"genericity": "specific"}, "Q1")
ZONES = (Zone(0, 11, ZoneKind.BODY),)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "goldleaf.db") as store:
        store.add_article(
            Article("a1", TEXT, "Ana and Bo", "wire", "2020-01-02", "en", {"n": [1]}),
            ZONES,
            SEGMENTATION,
        )
        yield store


def decision(number, *changes, undoes="", annotator="ann"):
    kind = DecisionKind.UNDO if undoes else DecisionKind.ACCEPT
    return Decision(
        f"{number:08}", "a1", annotator, kind, "2026-01-01T00:00:00.000Z", changes, 1.5, undoes
    )


def test_article_comes_back_as_it_was_added(store):
    article = store.article("a1")
    assert article == Article("a1", TEXT, "Ana and Bo", "wire", "2020-01-02", "en", {"n": [1]})
    assert store.zones("a1") == ZONES
    segmentation = store.segmentation("a1")
    assert [segmentation.token(i) for i in range(4)] == [
        Span(0, 3),
        Span(4, 7),
        Span(8, 10),
        Span(10, 11),
    ]
    assert segmentation.sentence(0) == Span(0, 11)


@pytest.mark.parametrize("text", ["\r\n tab\t\x00 nul \x1b[31m", "é 𝒳 👩‍👩‍👧 \u202e", " "])
def test_text_is_kept_to_the_code_point(store, text):
    assert store.add_article(Article("other", text), (), SEGMENTATION)
    assert store.article("other").text == text


def test_same_text_is_not_added_twice(store):
    assert not store.add_article(Article("a2", TEXT), (), SEGMENTATION)
    assert store.article_ids() == ["a1"]
    assert store.has_text(TEXT) == "a1"


def test_an_id_taken_by_another_text_is_refused(store):
    with pytest.raises(UsageError, match="'a1' is taken"):
        store.add_article(Article("a1", "Other."), (), SEGMENTATION)


def test_lone_surrogate_is_refused_with_its_place(store):
    with pytest.raises(UsageError, match=r"U\+D800\) at character 2"):
        store.add_article(Article("a2", "ab\ud800"), (), SEGMENTATION)


def test_unknown_article_is_one_sentence(store):
    with pytest.raises(UsageError, match="no article 'nope'"):
        store.article("nope")
    with pytest.raises(UsageError, match="no article 'nope'"):
        store.segmentation("nope")


def test_new_run_takes_the_place_of_the_old_one(store):
    one = Suggestion(ANA, 0.5, "rules", "1")
    two = Suggestion(BO, 0.75, "rules", "2")
    other = Suggestion(Entity("x", (Span(4, 7),), "EVENT"), 1.0, "other", "1")
    store.put_suggestions("a1", "rules", "1", [one])
    store.put_suggestions("a1", "other", "1", [other])
    store.put_suggestions("a1", "rules", "2", [two])
    assert set(store.suggestions("a1")) == {two, other}
    assert set(store.suggestions("a1", retired=True)) == {one, two, other}
    store.put_suggestions("a1", "rules", "1", [one])
    assert set(store.suggestions("a1")) == {one, other}


CHANGES = (
    RecordChange("e1", None, Record(ANA, Verdict.ACCEPTED)),
    ZonesChange(None, (Zone(0, 11, ZoneKind.TITLE),)),
    StatusChange(Status.OPEN, Status.DONE),
    CommentChange("c1", None, Comment("c1", "why?", "e1")),
)


def test_state_is_the_fold_of_the_log(store):
    first = decision(1, *CHANGES)
    second = decision(2, RecordChange("e2", None, Record(BO, Verdict.REJECTED)))
    store.append(first)
    store.append(second)
    assert list(store.log("a1", "ann")) == [first, second]
    state = store.state("a1", "ann")
    assert state == fold([first, second])
    assert state.records["e2"].annotation == BO
    assert state.status is Status.DONE
    assert store.state("a1", "other") == fold([])


def test_taking_back_leaves_nothing(store):
    first = decision(1, *CHANGES)
    inverse = (
        CommentChange("c1", Comment("c1", "why?", "e1"), None),
        StatusChange(Status.DONE, Status.OPEN),
        ZonesChange((Zone(0, 11, ZoneKind.TITLE),), None),
        RecordChange("e1", Record(ANA, Verdict.ACCEPTED), None),
    )
    store.append(first)
    store.append(decision(2, *inverse, undoes=first.id))
    assert store.state("a1", "ann") == fold([])
    assert store.steps("ann") == [
        ("00000001", "accept", "", ""),
        ("00000002", "undo", "00000001", ""),
    ]


def test_a_decision_is_written_whole_or_not_at_all(store):
    store.append(decision(1, CHANGES[0]))
    with pytest.raises(sqlite3.IntegrityError):
        store.append(decision(1, RecordChange("e2", None, Record(BO, Verdict.ACCEPTED))))
    assert len(list(store.log())) == 1
    assert set(store.state("a1", "ann").records) == {"e1"}


def test_overview_counts_what_is_pending_and_decided(store):
    store.put_suggestions(
        "a1", "rules", "1", [Suggestion(ANA, 1.0, "rules", "1"), Suggestion(BO, 1.0, "rules", "1")]
    )
    store.append(decision(1, *CHANGES))
    (row,) = store.overview("ann")
    assert (row.status, row.pending, row.accepted, row.rejected, row.comments) == (
        Status.DONE,
        1,
        1,
        0,
        1,
    )
    (row,) = store.overview("other")
    assert (row.status, row.pending, row.accepted) == (Status.OPEN, 2, 0)


def test_overview_leaves_out_what_the_review_does_not_ask_for(store):
    together = Relation("r1", "coref", "e1", "e2")
    store.put_suggestions(
        "a1", "rules", "1", [Suggestion(one, 1.0, "rules", "1") for one in (ANA, BO, together)]
    )
    (row,) = store.overview("ann")
    assert row.pending == 2
    store.append(
        decision(
            1,
            ZonesChange(None, (Zone(0, 7, ZoneKind.BODY), Zone(8, 11, ZoneKind.BOILERPLATE))),
            RecordChange("r1", None, Record(together, Verdict.ACCEPTED)),
        )
    )
    (row,) = store.overview("ann")
    assert (row.pending, row.accepted) == (1, 0)
    (row,) = store.overview("other")
    assert row.pending == 2


def test_material_is_all_of_an_article_at_once(store):
    old, new = Suggestion(ANA, 1.0, "rules", "1"), Suggestion(BO, 0.5, "rules", "2")
    store.put_suggestions("a1", "rules", "1", [old])
    store.put_suggestions("a1", "rules", "2", [new])
    store.append(decision(1, *CHANGES))
    later = replace(decision(2, CHANGES[0]), at="2026-01-02T00:00:00.000Z")
    store.append(later)
    material = store.material("a1", "ann")
    assert (material.article, material.zones) == (store.article("a1"), ZONES)
    assert material.segmentation.token_ends == SEGMENTATION.token_ends
    assert (material.suggestions, material.retired) == ((new,), (old,))
    assert material.state == store.state("a1", "ann")
    decided = {one.id for one in CHANGES if isinstance(one, RecordChange)}
    assert material.decided_at == {
        id: later.at if id == CHANGES[0].id else decision(1).at for id in decided
    }
    assert store.material("a1", "other").state == ArticleState()
    with pytest.raises(UsageError, match="'nothing'"):
        store.material("nothing", "ann")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (RecordChange("e1", None, Record(ANA, Verdict.REJECTED)), Status.OPEN),
        (CommentChange("c1", None, Comment("c1", "Sure?")), Status.OPEN),
        (ZonesChange(None, ()), Status.OPEN),
        (StatusChange(Status.OPEN, Status.FLAGGED), Status.FLAGGED),
    ],
)
def test_standings_tell_whether_anything_was_decided(store, change, status):
    assert store.standings("ann") == [Standing("a1", Status.OPEN, touched=False)]
    store.append(decision(1, change))
    assert store.standings("ann") == [Standing("a1", status, touched=True)]
    assert store.standings("other") == [Standing("a1", Status.OPEN, touched=False)]
    store.append(decision(2, *inverses([change]), undoes="00000001"))
    assert store.standings("ann") == [Standing("a1", Status.OPEN, touched=False)]


def test_pace_leaves_out_what_is_unknown(store):
    store.append(decision(1, CHANGES[0]))
    assert store.recent_seconds("ann", 5) == [1.5]
    assert store.annotators() == ["ann"]
    assert store.last_decision_id("ann") == "00000001"
    assert store.last_decision_id("other") == ""


def test_position_is_kept(store, tmp_path):
    assert store.position("ann") == {}
    store.save_position("ann", {"article": "a1"})
    with Store(tmp_path / "goldleaf.db") as again:
        assert again.position("ann") == {"article": "a1"}


def test_transaction_is_all_or_nothing(store):
    def add_and_fail():
        with store.transaction():
            store.add_article(Article("a2", "Other."), (), SEGMENTATION)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_fail()
    assert store.article_ids() == ["a1"]


def test_database_is_durable_and_strict(store):
    db = Database(sqlite3.connect(store.path), execute_plugins=False)
    assert db.journal_mode == "wal"
    assert all(db[name].strict for name in ("article", "suggestion", "decision", "record"))
    assert store._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    db.close()


def test_schema_version_counts_the_migrations(tmp_path):
    Store(tmp_path / "new.db").close()
    db = Database(sqlite3.connect(tmp_path / "new.db"), execute_plugins=False)
    assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert len(migrations.applied(db)) == SCHEMA_VERSION
    assert not migrations.pending(db)
    db.close()


def test_a_database_of_the_first_schema_is_brought_up_to_date(tmp_path):
    # written by the Goldleaf of that schema, with sqlite3's iterdump
    path = tmp_path / "goldleaf.db"
    connection = sqlite3.connect(path)
    connection.executescript((Path(__file__).parent / "schema_1.sql").read_text("utf-8"))
    connection.close()
    with Store(path) as store:
        log = list(store.log("a1", "ann"))
        assert [one.kind.value for one in log][:5] == [
            "accept",
            "relabel",
            "undo",
            "redo",
            "reject",
        ]
        assert {(one.command, one.source) for one in log} == {("", "")}
        assert fold(log) == store.state("a1", "ann")
        history = History(store.steps("ann"))
        assert store.decision(history.to_undo).kind is DecisionKind.COMMENT
        assert store.integrity_problems() == []
        suggested = {one.annotation.label for one in store.suggestions("a1")}
        assert {name for name, _ in store.suggested_names()} >= suggested != set()
        assert store.article_with_pending("nobody", (min(suggested), False), Wanted()) == "a1"
        added = Decision("1" * 8, "a1", "bo", DecisionKind.ACCEPT, "", (), command="1" * 8)
        store.append(added)
        assert store.command("1" * 8) == [added]


def test_the_decisions_of_a_command_come_together(store):
    store.add_article(Article("a2", "Other."), (), SEGMENTATION)
    first = replace(
        decision(1, RecordChange("e1", None, Record(ANA, Verdict.ACCEPTED))), command="00000001"
    )
    second = replace(decision(2), article_id="a2", command="00000001", source="e1")
    for one in (first, second, decision(3)):
        store.append(one)
    assert store.command("00000001") == [first, second]
    assert store.command("00000003") == [decision(3)]
    assert (second.step, decision(3).step) == ("00000001", "00000003")


def test_newer_database_is_refused_and_untouched(tmp_path):
    path = tmp_path / "goldleaf.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="newer Goldleaf"):
        Store(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "goldleaf.db"
    path.write_text("hello, this is not a database at all, only a text file\n" * 50)
    with pytest.raises(UsageError, match="not a Goldleaf database"):
        Store(path)


def test_missing_folder_is_one_sentence(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        Store(tmp_path / "no" / "goldleaf.db")


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("database is locked", "in use by another process"),
        ("database or disk is full", "disk that holds"),
        ("attempt to write a readonly database", "cannot be written"),
        ("no such table: x", "goldleaf doctor"),
    ],
)
def test_what_sqlite_says_becomes_a_sentence(tmp_path, reason, sentence):
    with pytest.raises(GoldleafError, match=sentence), database_errors(tmp_path):
        raise sqlite3.OperationalError(reason)


def test_integrity_problems_are_listed(store):
    assert store.integrity_problems() == []
    connection = sqlite3.connect(store.path)
    connection.execute("INSERT INTO record VALUES ('ann', 'nowhere', 'e1', 'accepted', '{}')")
    connection.commit()
    connection.close()
    assert "names what is not there" in store.integrity_problems()[0]


def test_zones_of_an_import_can_be_found_anew(store):
    zones = (Zone(0, 3, ZoneKind.TITLE), Zone(4, 11, ZoneKind.BODY))
    halves = Segmentation(
        SEGMENTATION.token_starts, SEGMENTATION.token_ends, array("i", [0, 4]), array("i", [3, 11])
    )
    store.replace_zones("a1", zones, halves)
    assert store.zones("a1") == zones
    assert store.segmentation("a1").sentence(1) == Span(4, 11)
    assert store.article("a1").text == TEXT


def test_active_suggestions_are_those_of_the_last_run(store):
    store.put_suggestions("a1", "rules", "1", [Suggestion(ANA, 0.5, "rules", "1")])
    store.put_suggestions("a1", "rules", "2", [Suggestion(BO, 0.5, "rules", "2")])
    assert store.active_suggestions("a1") == {"e2"}


def test_what_failed_inside_a_transaction_is_not_kept_and_the_rest_is(store):
    def fail():
        with store.transaction():
            store.save_position("ana", {"place": 2})
            with store.transaction():
                store.save_position("bo", {"place": 3})
            raise KeyError

    with store.transaction():
        store.save_position("ana", {"place": 1})
        with pytest.raises(KeyError):
            fail()
        store.save_position("cy", {"place": 4})
    assert store.position("ana") == {"place": 1}
    assert store.position("bo") == {}
    assert store.position("cy") == {"place": 4}


@pytest.mark.parametrize("target", ["", "e1", Span(0, 3), "\t", "\t0-3", "\t\t0-3"])
def test_what_a_comment_is_on_is_kept_whatever_ids_there_are(store, target):
    comment = Comment("c1", "Hm", target)
    store.append(decision(1, CommentChange("c1", None, comment)))
    assert store.state("a1", "ann").comments == {"c1": comment}
    assert store.comments("ann") == [("a1", "Ana and Bo", comment)]


@pytest.mark.parametrize(
    ("damage", "read", "what"),
    [
        ("UPDATE suggestion SET annotation = '{'", lambda s: s.suggestions("a1"), "a suggestion"),
        ("UPDATE article SET meta = 'x'", lambda s: s.article("a1"), "article 'a1'"),
        ("UPDATE article SET zones = '[3]'", lambda s: s.zones("a1"), "a zone"),
        ("UPDATE article SET segmentation = x'00'", lambda s: s.segmentation("a1"), "segmentation"),
        ("UPDATE record SET verdict = 'odd'", lambda s: s.state("a1", "ann"), "what ann decided"),
        ("UPDATE decision SET changes = '[{}]'", lambda s: list(s.log()), "a decision"),
        ("UPDATE decision SET kind = 'odd'", lambda s: s.decision("00000001"), "decision '0"),
    ],
)
def test_damaged_rows_are_told_in_a_sentence(store, damage, read, what):
    store.put_suggestions("a1", "rules", "1", [Suggestion(ANA, 1.0, "rules", "1")])
    store.append(decision(1, CHANGES[0]))
    store._connection.execute(damage)
    with pytest.raises(GoldleafError, match=f"is damaged: .*{what}.* restore"):
        read(store)
