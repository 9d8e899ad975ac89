BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'goldleaf','create_tables','2026-11-25 14:05:12.567308+00:00');
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
INSERT INTO "article" VALUES(1,'a1','db28c84f96bf9f94551569a41c89cd9d810297e9b028f38bf77a7a5f29557b16','Ana and Bo','wire','2020-01-02','en',7,'{}','[{"start":0,"end":20,"kind":"body"}]',X'07000000020000000000000004000000080000000A0000000C0000000F0000001300000003000000070000000A0000000B0000000E0000001300000014000000000000000C0000000B00000014000000','Ana met Bo. Bo left.');
CREATE TABLE comment (
        annotator TEXT NOT NULL,
        article_id TEXT NOT NULL REFERENCES article(id),
        id TEXT NOT NULL,
        target TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (annotator, article_id, id)
    ) STRICT;
INSERT INTO "comment" VALUES('ann','a1','01a21306-5822-7405-a438-72f04ccc2104','e2','who?');
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
INSERT INTO "decision" VALUES('01a21306-580b-738d-b4fa-4319cb92bd5f','ann','a1','accept','2026-01-01T00:00:04.000Z',2.0,NULL,'[{"of":"record","id":"e1","old":null,"new":{"verdict":"accepted","annotation":{"kind":"entity","id":"e1","spans":[[0,3]],"label":"PERSON"}}}]');
INSERT INTO "decision" VALUES('01a21306-580e-765d-8bb9-b65339145dca','ann','a1','relabel','2026-01-01T00:00:08.000Z',2.0,NULL,'[{"of":"record","id":"e2","old":null,"new":{"verdict":"accepted","annotation":{"kind":"entity","id":"e2","spans":[[8,10]],"label":"PERSON"}}}]');
INSERT INTO "decision" VALUES('01a21306-5812-75ab-bc2c-aad26a4fb33c','ann','a1','undo','2026-01-01T00:00:12.000Z',2.0,'01a21306-580e-765d-8bb9-b65339145dca','[{"of":"record","id":"e2","old":{"verdict":"accepted","annotation":{"kind":"entity","id":"e2","spans":[[8,10]],"label":"PERSON"}},"new":null}]');
INSERT INTO "decision" VALUES('01a21306-5816-778e-8c28-7325b89b98bf','ann','a1','redo','2026-01-01T00:00:16.000Z',2.0,'01a21306-5812-75ab-bc2c-aad26a4fb33c','[{"of":"record","id":"e2","old":null,"new":{"verdict":"accepted","annotation":{"kind":"entity","id":"e2","spans":[[8,10]],"label":"PERSON"}}}]');
INSERT INTO "decision" VALUES('01a21306-581a-775d-9024-82a3d5bbc50e','ann','a1','reject','2026-01-01T00:00:20.000Z',2.0,NULL,'[{"of":"record","id":"e2","old":{"verdict":"accepted","annotation":{"kind":"entity","id":"e2","spans":[[8,10]],"label":"PERSON"}},"new":{"verdict":"rejected","annotation":{"kind":"entity","id":"e2","spans":[[8,10]],"label":"PERSON"}}}]');
INSERT INTO "decision" VALUES('01a21306-581e-7379-a407-9d0b458566f4','ann','a1','undo','2026-01-01T00:00:24.000Z',2.0,'01a21306-581a-775d-9024-82a3d5bbc50e','[{"of":"record","id":"e2","old":{"verdict":"rejected","annotation":{"kind":"entity","id":"e2","spans":[[8,10]],"label":"PERSON"}},"new":{"verdict":"accepted","annotation":{"kind":"entity","id":"e2","spans":[[8,10]],"label":"PERSON"}}}]');
INSERT INTO "decision" VALUES('01a21306-5822-7405-a438-72f126fdf80e','ann','a1','comment','2026-01-01T00:00:28.000Z',2.0,NULL,'[{"of":"comment","id":"01a21306-5822-7405-a438-72f04ccc2104","old":null,"new":{"id":"01a21306-5822-7405-a438-72f04ccc2104","text":"who?","target":"e2"}}]');
CREATE TABLE position (
        annotator TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT;
INSERT INTO "position" VALUES('ann','{"article":"a1","scroll":0,"focus":"e2","anchor":[8,10],"head":[8,10]}');
CREATE TABLE record (
        annotator TEXT NOT NULL,
        article_id TEXT NOT NULL REFERENCES article(id),
        id TEXT NOT NULL,
        verdict TEXT NOT NULL,
        annotation TEXT NOT NULL,
        PRIMARY KEY (annotator, article_id, id)
    ) STRICT;
INSERT INTO "record" VALUES('ann','a1','e1','accepted','{"kind":"entity","id":"e1","spans":[[0,3]],"label":"PERSON"}');
INSERT INTO "record" VALUES('ann','a1','e2','accepted','{"kind":"entity","id":"e2","spans":[[8,10]],"label":"PERSON"}');
CREATE TABLE standing (
        annotator TEXT NOT NULL,
        article_id TEXT NOT NULL REFERENCES article(id),
        status TEXT NOT NULL,
        zones TEXT,
        PRIMARY KEY (annotator, article_id)
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
INSERT INTO "suggestion" VALUES('a1','e1','rules','1',0.5,0,'{"kind":"entity","id":"e1","spans":[[0,3]],"label":"PERSON"}');
INSERT INTO "suggestion" VALUES('a1','e2','rules','1',0.5,0,'{"kind":"entity","id":"e2","spans":[[8,10]],"label":"ORG"}');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX decision_by_annotator ON decision (annotator, id);
CREATE INDEX decision_by_article ON decision (article_id, id);
COMMIT;
PRAGMA user_version = 1;
