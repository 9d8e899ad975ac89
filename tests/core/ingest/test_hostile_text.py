"""Texts made to keep a reader busy: each would take minutes if time grew with the square."""

import pytest

from goldleaf.core.formats.decode import decode
from goldleaf.core.ingest.html import looks_like_html
from goldleaf.core.ingest.zones import find_zones
from goldleaf.core.segment import segment

SIZE = 60_000


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"Ferry number {chr(97 + at % 26) * (at // 26 + 1)}\n" for at in range(2000)),
        "a" + " " * SIZE + "b\n",
        "a" + "\t" * SIZE + "b\n",
        "a" + "*" * SIZE + "b\n",
        "The ferry of the towns" + " | x" * (SIZE // 4) + "\nother\nThe ferry of the towns\n",
        "a." + '"' * SIZE + "b",
        "The ferry " + "> a " * (SIZE // 4) + "\n",
        "Leave a comment\n" * (SIZE // 16),
    ],
    ids=["lines", "spaces", "tabs", "stars", "separators", "quotes", "breadcrumbs", "comments"],
)
@pytest.mark.parametrize("title", ["", "The ferry of the towns"])
def test_zones_are_found_in_hostile_lines(text, title):
    zones = find_zones(text, title=title, language="en").zones
    assert zones[-1].end <= len(text)


@pytest.mark.parametrize("text", ['"' * SIZE, "!" * SIZE + "1", "http://a.b/" * (SIZE // 11)])
def test_runs_without_spaces_are_segmented_to_their_end(text):
    found = segment(text, "en")
    assert found.token_ends[-1] == len(text)
    assert found.sentence_ends[-1] == len(text)


def test_comments_that_are_no_page_are_told_from_one_that_is():
    comments = b"<!-- --> " * 400
    assert not looks_like_html(comments + b"x")
    assert looks_like_html(b"<!-- a\n > -->\n<!-- b --><!DOCTYPE html>")


def test_japanese_escapes_without_an_end_are_plain_text():
    text = "\x1b$B" * SIZE
    assert decode(text.encode(), "a") == text
