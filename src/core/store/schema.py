"""The tables of a workspace's database, as migrations that are applied in order.

A migration that has been released is never changed; a new need is a new one. Each
sets ``user_version``, so that opening an up-to-date database needs no look at them.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("goldleaf")


@migrations()
def create_tables(db: Database) -> None:
    """Articles, suggestions, the decision log, and the tables of its fold."""
    statements = """
    CREATE TABLE article (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        digest TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        published TEXT NOT NULL,
        language TEXT NOT NULL,
        tokens INTEGER NOT NULL,
        meta TEXT NOT NULL,
        zones TEXT NOT NULL,
        segmentation BLOB NOT NULL,
        text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE suggestion (
        article_id TEXT NOT NULL REFERENCES article(id),
        id TEXT NOT NULL,
        suggester TEXT NOT NULL,
        version TEXT NOT NULL,
        score REAL NOT NULL,
        retired INTEGER NOT NULL DEFAULT 0,
        annotation TEXT NOT NULL,
        PRIMARY KEY (article_id, id)
    ) STRICT;
    CREATE TABLE decision (
        id TEXT PRIMARY KEY,
        annotator TEXT NOT NULL,
        article_id TEXT NOT NULL REFERENCES article(id),
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        seconds REAL NOT NULL,
        undoes TEXT REFERENCES decision(id),
        changes TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decision_by_annotator ON decision (annotator, id);
    CREATE INDEX decision_by_article ON decision (article_id, id);
    CREATE TABLE record (
        annotator TEXT NOT NULL,
        article_id TEXT NOT NULL REFERENCES article(id),
        id TEXT NOT NULL,
        verdict TEXT NOT NULL,
        annotation TEXT NOT NULL,
        PRIMARY KEY (annotator, article_id, id)
    ) STRICT;
    CREATE TABLE standing (
        annotator TEXT NOT NULL,
        article_id TEXT NOT NULL REFERENCES article(id),
        status TEXT NOT NULL,
        zones TEXT,
        PRIMARY KEY (annotator, article_id)
    ) STRICT;
    CREATE TABLE comment (
        annotator TEXT NOT NULL,
        article_id TEXT NOT NULL REFERENCES article(id),
        id TEXT NOT NULL,
        target TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (annotator, article_id, id)
    ) STRICT;
    CREATE TABLE position (
        annotator TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT;
    """
    for statement in statements.split(";"):
        if statement.strip():
            db.execute(statement)
    db.execute("PRAGMA user_version = 1")


@migrations()
def join_decisions_of_one_command(db: Database) -> None:
    """Which decisions were made together, and the annotation whose decision was carried."""
    db.execute("ALTER TABLE decision ADD COLUMN command TEXT REFERENCES decision(id)")
    db.execute("ALTER TABLE decision ADD COLUMN source TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX decision_by_command ON decision (command) WHERE command IS NOT NULL")
    db.execute("PRAGMA user_version = 2")


@migrations()
def find_suggestions_by_name(db: Database) -> None:
    """The label or type of each suggestion, by which those of many articles are found."""
    db.execute("ALTER TABLE suggestion ADD COLUMN kind TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE suggestion ADD COLUMN name TEXT NOT NULL DEFAULT ''")
    # a damaged one is told when it is read
    db.execute(
        "UPDATE suggestion SET kind = coalesce(json_extract(annotation, '$.kind'), ''),"
        " name = coalesce(json_extract(annotation, '$.label'),"
        " json_extract(annotation, '$.type'), '') WHERE json_valid(annotation)"
    )
    db.execute(
        "CREATE INDEX suggestion_by_name ON suggestion (kind, name, article_id, id, retired)"
    )
    db.execute("PRAGMA user_version = 3")
