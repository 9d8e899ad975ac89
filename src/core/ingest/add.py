"""Adding articles to a workspace: all that ``goldleaf add`` does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..formats import FORMATS, Draft, Loss, LossReport, Source
from ..model import AnnotatedArticle, UsageError
from ..store import Store
from .adding import Adding, AddReport, completed
from .ids import Ids, slug
from .progress import Meter, Progress
from .read import check_format, read
from .sources import Refusal, expand


def add(
    store: Store,
    sources: Iterable[str | os.PathLike[str]],
    *,
    format: str | None = None,
    language: str = "en",
    as_gold: bool = False,
    annotator: str = "",
    strict: bool = False,
    told: Callable[[Loss], None] | None = None,
    progress: Progress | None = None,
) -> AddReport:
    """Add the articles of *sources*: files, folders, patterns, ``-`` for standard input.

    A source is added whole or, with a reason in the report, not at all; the others go
    on. A large one is looked through first and then kept in batches, between which others
    can write to the database. A text that is there already is left as it is, but with *as_gold*
    annotators who have not decided on it bring their decisions. *language* (BCP 47) is that of
    articles which do not name their own. Annotations that a file carries become
    suggestions of the suggester that the file names, else of ``import``; with *as_gold*,
    decisions of the annotator that the file names, else of *annotator*. *told* gets
    every loss as it comes up; with *strict*, a source with one is not added.

    Raises:
        UsageError: when *format* is unknown.
        GoldleafError: when the database cannot take the articles.
    """
    check_format(format)
    report = AddReport(losses=LossReport(told))
    adding = Adding(store, language, annotator if as_gold else None, strict=strict)
    found = _whole(expand(sources))
    meter = Meter(found, progress)
    for source in found:
        if isinstance(source, Refusal):
            report.refused.append(source)
        else:
            try:
                adding.source(meter.begin(source), format, report, meter)
            except UsageError as error:
                report.refused.append(Refusal(source.name, str(error)))
        meter.end(source)
    adding.finish()
    return report


def _whole(found: Iterable[Source | Refusal]) -> list[Source | Refusal]:
    """*found* without the files that are read together with another one of them."""
    listed = list(found)
    there = {one.path for one in listed if isinstance(one, Source)}

    def comes_along(one: Source | Refusal) -> bool:
        return isinstance(one, Source) and any(
            other.path in there for format in FORMATS for other in format.belongs_to(one)
        )

    return [one for one in listed if not comes_along(one)]


def articles_of(
    source: str | os.PathLike[str], language: str = "en", format: str | None = None
) -> Iterator[AnnotatedArticle]:
    """The articles of *source* as :func:`add` would keep them, without a workspace.

    An article without an id gets one made of the file's name. Ids differ: where several
    articles have the same, as one text has on the lines of several annotators, the later
    ones get ``-2``, ``-3``….

    Raises:
        UsageError: when a file is not there or cannot be read.
    """
    taken: set[str] = set()
    ids = Ids(taken.__contains__)
    for found in _whole(expand([source])):
        if isinstance(found, Refusal):
            raise UsageError(found.reason)
        for one in read(found, format):
            if isinstance(one, Draft):
                annotated = completed(one, language)
                article = annotated.article
                id = ids.free(article.id or slug(one.stem))
                taken.add(id)
                yield replace(annotated, article=replace(article, id=id))
