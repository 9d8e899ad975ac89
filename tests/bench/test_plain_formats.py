from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from _made_articles import made_articles
from _plain_formats import PLAIN
from formats import read_articles, write_articles
from goldleaf.core.formats import format_named
from goldleaf.core.model import AnnotatedArticle, Event, Relation
from goldleaf.core.segment import segment

ARTICLES = [
    replace(one, segmentation=segment(one.article.text, "en")) for one in made_articles(2, 9)
]


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_a_plain_loop_reads_what_goldleaf_reads(name: str, tmp_path: Path) -> None:
    format, plain = format_named(name), PLAIN[name]
    assert plain.read is not None
    write_articles(format, ARTICLES, tmp_path)
    ours = read_articles(format, tmp_path)
    assert list(map(_said, plain.read(tmp_path))) == list(map(_said, ours))


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_a_plain_loop_writes_what_goldleaf_writes(name: str, tmp_path: Path) -> None:
    format, plain = format_named(name), PLAIN[name]
    assert plain.write is not None
    for folder in ("ours", "plain"):
        (tmp_path / folder).mkdir()
    write_articles(format, ARTICLES, tmp_path / "ours")
    plain.write(ARTICLES, tmp_path / "plain")
    ours, theirs = (read_articles(format, tmp_path / folder) for folder in ("ours", "plain"))
    assert list(map(_said, theirs)) == list(map(_said, ours))


def _said(annotated: AnnotatedArticle) -> tuple[object, ...]:
    """What is said of an article, whatever its annotations are called."""
    by_id = {one.id: one for one in annotated.annotations}

    def named(id: str) -> object:
        one = by_id[id]
        return one.label, one.span

    said: Counter[object] = Counter()
    for one in annotated.annotations:
        if isinstance(one, Relation):
            place: object = (named(one.head), named(one.tail))
        elif isinstance(one, Event):
            place = (one.span, tuple((a.role, named(a.filler)) for a in one.arguments))
        else:
            place = one.spans
        said[
            type(one).__name__,
            one.label,
            place,
            tuple(annotated.provenance.get(one.id, {}).items()),
        ] += 1
    article = annotated.article
    division = annotated.segmentation
    return (
        article.text,
        article.title,
        article.language,
        annotated.status,
        annotated.annotator,
        said,
        division and (division.token_starts, division.sentence_ends),
    )
