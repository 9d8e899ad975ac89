"""The tables and their columns, and how values stand in cells.

RFC 4180 with a byte order mark, by which Excel knows UTF-8. A cell that a spreadsheet
would take for a formula gets an apostrophe in front (OWASP, *CSV Injection*), and so does
one that begins with apostrophes before such a sign, so that reading can take one away.
"""

from __future__ import annotations

import re

ARTICLES, MENTIONS, EVENTS = "articles.csv", "mentions.csv", "events.csv"
RELATIONS, LABELS, COMMENTS = "relations.csv", "labels.csv", "comments.csv"

PROVENANCE = ("how", "annotator", "decided_at", "suggester", "version", "score")
COLUMNS: dict[str, tuple[str, ...]] = {
    ARTICLES: (
        "article_id",
        "title",
        "text",
        "source",
        "published",
        "language",
        "status",
        "annotator",
        "zones",
        "meta",
    ),
    MENTIONS: (
        "article_id",
        "mention_id",
        "label",
        "start",
        "end",
        "text",
        "spans",
        "link",
        "attributes",
        *PROVENANCE,
    ),
    EVENTS: (
        "article_id",
        "event_id",
        "type",
        "trigger_start",
        "trigger_end",
        "trigger",
        "attributes",
        "role",
        "filler_id",
        "start",
        "end",
        "text",
        *PROVENANCE,
    ),
    RELATIONS: ("article_id", "relation_id", "type", "head_id", "tail_id", *PROVENANCE),
    LABELS: ("article_id", "label_id", "label", *PROVENANCE),
    COMMENTS: ("article_id", "comment_id", "target_id", "start", "end", "text"),
}
KEYS = ("how", "annotator", "at", "suggester", "version", "score")
"""The keys of provenance, in the order of its columns."""

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """*text* as no spreadsheet takes it for a formula."""
    # most cells begin with a letter or digit
    return f"'{text}" if not text[:1].isalnum() and _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of :func:`guarded`."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
