"""Adding articles to a workspace: all that ``goldleaf add`` does."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import PurePath
from urllib.parse import urlsplit

from ..formats import FORMATS, Draft, Loss, LossReport, Source
from ..lines import paragraphs
from ..model import (
    AnnotatedArticle,
    Annotation,
    Change,
    CommentChange,
    Decision,
    DecisionKind,
    Record,
    RecordChange,
    Status,
    StatusChange,
    Suggestion,
    UsageError,
    Verdict,
    Zone,
    next_id,
)
from ..segment import segment
from ..store import Store
from .ids import Ids, slug
from .read import check_format, read
from .sources import Refusal, expand
from .zones import find_zones, recurring_key

SUGGESTER = "import"
_VERSION = "1"
_RECURRING_ARTICLES = 3
_RECURRING_SHARE = 0.3
_LONGEST_RECURRING = 500
_NEIGHBOURS = 200

Progress = Callable[[int, int, str], None]
"""Called after each source with how many are done, how many there are, and its name."""


@dataclass(slots=True)
class AddReport:
    """What an ``add`` did.

    ``added`` and ``present`` are ids: of new articles, and of those whose text was
    there already. ``suggestions`` and ``decisions`` count the annotations that new
    articles brought; ``left_out`` those of articles that were there already. ``losses``
    is what the sources say and Goldleaf cannot keep, or had to repair.
    """

    added: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    suggestions: int = 0
    decisions: int = 0
    left_out: int = 0
    losses: LossReport = field(default_factory=LossReport)

    def _take(self, other: AddReport) -> None:
        self.added += other.added
        self.present += other.present
        self.suggestions += other.suggestions
        self.decisions += other.decisions
        self.left_out += other.left_out


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
    on. A text that is there already is left as it is. *language* (BCP 47) is that of
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
    adding = _Adding(store, language, annotator if as_gold else None, strict=strict)
    found = _whole(expand(sources))
    for number, source in enumerate(found, start=1):
        if isinstance(source, Refusal):
            report.refused.append(source)
        else:
            try:
                report._take(adding.source(source, format, report.losses))  # noqa: SLF001
            except UsageError as error:
                report.refused.append(Refusal(source.name, str(error)))
        if progress is not None:
            progress(
                number, len(found), source.name if isinstance(source, Source) else source.source
            )
    adding.mark_recurring(report.added)
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


def _refuse_losses(source: Source, losses: LossReport, before: int) -> None:
    if losses.lost > before:
        raise UsageError(
            f"{source.name} says what Goldleaf cannot keep, so it was not added:"
            f" {'; '.join(losses.sentences())}. Leave --strict out to add the rest."
        )


@dataclass(frozen=True, slots=True)
class _Brought:
    """What the source of an article says of its zones and tokens."""

    title: str
    known: tuple[Zone, ...]
    segmented: bool

    @classmethod
    def by(cls, draft: Draft) -> _Brought:
        annotated = draft.annotated
        return cls(annotated.article.title, draft.known, annotated.segmentation is not None)


class _Adding:
    """One run of :func:`add`."""

    def __init__(self, store: Store, language: str, annotator: str | None, *, strict: bool) -> None:
        self._store = store
        self._strict = strict
        self._language = language
        self._annotator = annotator
        self._ids = Ids(store.has_article)
        # by id, for articles whose zones are ours: what their source says, without the text
        self._derived: dict[str, _Brought] = {}

    def source(self, source: Source, format: str | None, losses: LossReport) -> AddReport:
        report = AddReport()
        lost = losses.lost
        try:
            with self._store.transaction():
                for one in read(source, format):
                    losses.take([one] if isinstance(one, Loss) else one.losses)
                    if self._strict:
                        _refuse_losses(source, losses, lost)
                    if isinstance(one, Draft):
                        self._draft(one, report)
        except BaseException:
            self._ids.start_over()
            raise
        return report

    def _draft(self, draft: Draft, report: AddReport) -> None:
        carried = len(draft.annotated.annotations)
        present = self._store.has_text(draft.annotated.article.text)
        if present is not None:
            report.present.append(present)
            report.left_out += carried
            return
        annotated = _completed(draft, self._language)
        article = annotated.article
        article = replace(article, id=self._ids.free(article.id or slug(draft.stem)))
        report.added.append(article.id)
        if not draft.annotated.zones:
            self._derived[article.id] = _Brought.by(draft)
        zones = annotated.zones
        # the tokens that a file brings are those that its annotations are made of
        division = annotated.segmentation or segment(article.text, article.language, zones)
        self._store.add_article(article, zones, division)
        self._keep_annotations(article.id, annotated, report)

    def _keep_annotations(
        self, article_id: str, annotated: AnnotatedArticle, report: AddReport
    ) -> None:
        gold = {one.id for one in annotated.annotations if self._is_gold(one, annotated)}
        suggested = [one for one in annotated.annotations if one.id not in gold]
        decided = [one for one in annotated.annotations if one.id in gold]
        by_suggester: dict[str, list[Suggestion]] = defaultdict(list)
        for one in suggested:
            suggestion = _suggestion(one, annotated.provenance.get(one.id, {}))
            by_suggester[suggestion.suggester].append(suggestion)
        for suggester, suggestions in by_suggester.items():
            versions = {one.version for one in suggestions}
            version = versions.pop() if len(versions) == 1 else _VERSION
            self._store.put_suggestions(article_id, suggester, version, suggestions)
        report.suggestions += len(suggested)
        if self._annotator is not None:
            self._decide(article_id, annotated, decided)
            report.decisions += len(decided)

    def _is_gold(self, annotation: Annotation, annotated: AnnotatedArticle) -> bool:
        # an export of everything says so where nobody had decided yet
        how = annotated.provenance.get(annotation.id, {}).get("how")
        return self._annotator is not None and how != "suggested"

    def _decide(
        self, article_id: str, annotated: AnnotatedArticle, decided: list[Annotation]
    ) -> None:
        changes: list[Change] = [
            RecordChange(one.id, None, Record(one, _verdict(annotated.provenance.get(one.id, {}))))
            for one in decided
        ]
        changes += [CommentChange(one.id, None, one) for one in annotated.comments]
        status = annotated.status or Status.OPEN
        if status is not Status.OPEN:
            changes.append(StatusChange(Status.OPEN, status))
        if changes:
            annotator = annotated.annotator or self._annotator or SUGGESTER
            self._store.append(
                Decision(
                    id=next_id(self._store.last_decision_id(annotator)),
                    article_id=article_id,
                    annotator=annotator,
                    kind=DecisionKind.IMPORT,
                    at=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                    changes=tuple(changes),
                )
            )

    def mark_recurring(self, added: list[str]) -> None:
        """Mark as boilerplate what the articles just added share with others of their source."""
        fresh = set(added)
        by_group: dict[str, list[str]] = defaultdict(list)
        for one in self._store.overview(""):
            if group := _group(one.source):
                by_group[group].append(one.id)
        for ids in by_group.values():
            new = [id for id in ids if id in fresh and id in self._derived]
            if new and len(ids) >= _RECURRING_ARTICLES:
                recurring = recurring_lines(
                    self._store.article(id).text for id in ids[-_NEIGHBOURS:]
                )
                for id in new:
                    self._find_zones_again(id, recurring)

    def _find_zones_again(self, id: str, recurring: frozenset[str]) -> None:
        article = self._store.article(id)
        brought = self._derived[id]
        lines = (article.text[one.start : one.end] for one in paragraphs(article.text))
        if not any(recurring_key(line) in recurring for line in lines):
            return
        findings = find_zones(
            article.text,
            title=brought.title,
            language=article.language,
            recurring=recurring,
            known=brought.known,
        )
        if findings.zones != self._store.zones(id):
            division = (
                self._store.segmentation(id)
                if brought.segmented
                else segment(article.text, article.language, findings.zones)
            )
            self._store.replace_zones(id, findings.zones, division)


def articles_of(
    source: str | os.PathLike[str], language: str = "en", format: str | None = None
) -> Iterator[AnnotatedArticle]:
    """The articles of *source* as :func:`add` would keep them, without a workspace.

    An article without an id has that of the file and its place in it.

    Raises:
        UsageError: when a file is not there or cannot be read.
    """
    ids = Ids(lambda _: False)
    for found in _whole(expand([source])):
        if isinstance(found, Refusal):
            raise UsageError(found.reason)
        for one in read(found, format):
            if isinstance(one, Draft):
                annotated = _completed(one, language)
                article = annotated.article
                id = ids.free(article.id or slug(one.stem))
                yield replace(annotated, article=replace(article, id=id))


def _completed(draft: Draft, language: str) -> AnnotatedArticle:
    """The article with the zones, title, day of publication and language it did not bring."""
    article = draft.annotated.article
    article = replace(article, language=article.language or language)
    if draft.annotated.zones:
        return replace(draft.annotated, article=article)
    findings = find_zones(
        article.text, title=article.title, language=article.language, known=draft.known
    )
    article = replace(
        article,
        title=article.title or findings.title,
        published=article.published or findings.published,
    )
    return replace(draft.annotated, article=article, zones=findings.zones)


def recurring_lines(texts: Iterable[str]) -> frozenset[str]:
    """The lines, as ``recurring_key`` gives them, that many of *texts* have.

    Many: three, and three in ten.
    """
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        counts.update(
            {
                key
                for one in paragraphs(text)
                if one.end - one.start <= _LONGEST_RECURRING
                and (key := recurring_key(text[one.start : one.end]))
            }
        )
    least = max(_RECURRING_ARTICLES, total * _RECURRING_SHARE)
    return frozenset(key for key, count in counts.items() if count >= least)


def _group(source: str) -> str:
    """What articles of one origin have in common: the host of an address, the folder of a file."""
    if host := urlsplit(source).hostname if "://" in source else None:
        return host.removeprefix("www.")
    return str(PurePath(source).parent) if source else ""


def _suggestion(annotation: Annotation, provenance: Mapping[str, object]) -> Suggestion:
    """*annotation* as the suggester's that its provenance names, so that an export comes back."""
    suggester, version = provenance.get("suggester"), provenance.get("version", _VERSION)
    named = suggester if isinstance(suggester, str) and suggester else SUGGESTER
    return Suggestion(annotation, _score(provenance), named, str(version))


def _verdict(provenance: Mapping[str, object]) -> Verdict:
    return Verdict.REJECTED if provenance.get("how") == "rejected" else Verdict.ACCEPTED


def _score(provenance: Mapping[str, object]) -> float:
    score = provenance.get("score", 1.0)
    if isinstance(score, int | float) and 0 <= score <= 1:
        return float(score)
    return 1.0
