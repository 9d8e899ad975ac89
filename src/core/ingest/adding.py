"""One run of adding: drafts become articles with suggestions or decisions, batch by batch."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ..formats import Draft, Loss, LossReport, Source
from ..model import (
    AnnotatedArticle,
    Annotation,
    Change,
    CommentChange,
    Decision,
    DecisionKind,
    RecordChange,
    Segmentation,
    Status,
    StatusChange,
    Suggestion,
    UsageError,
    next_id,
)
from ..segment import segment
from ..store import Store
from .annotators import Share, beside, shares
from .ids import Ids, slug
from .progress import Meter
from .read import read
from .recurring import Recurring
from .sources import Refusal
from .zones import find_zones

SUGGESTER = "import"
_VERSION = "1"
_BATCH_ARTICLES = 200
_BATCH_CHARACTERS = 2_000_000


@dataclass(slots=True)
class AddReport:
    """What an ``add`` did.

    ``added`` and ``present`` are ids: of new articles, and of those whose text was
    there already. ``suggestions`` and ``decisions`` count the annotations that were
    brought, ``annotators`` are those whose decisions they are; ``left_out`` counts the
    annotations of articles that were there already and of annotators who had decided on
    them. ``labels`` counts the labels, types and relations of what was brought. ``losses``
    is what the sources say and Goldleaf cannot keep, or had to repair.
    """

    added: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    suggestions: int = 0
    decisions: int = 0
    annotators: list[str] = field(default_factory=list)
    left_out: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    losses: LossReport = field(default_factory=LossReport)

    def take(self, other: AddReport) -> None:
        """Count in what was done for a batch of articles."""
        self.added += other.added
        self.present += other.present
        self.suggestions += other.suggestions
        self.decisions += other.decisions
        self.annotators = sorted({*self.annotators, *other.annotators})
        self.left_out += other.left_out
        self.labels += other.labels


@dataclass(frozen=True, slots=True)
class _Made:
    """A draft, and the article that comes of it with its tokens and sentences."""

    draft: Draft
    annotated: AnnotatedArticle
    division: Segmentation


class Adding:
    """One run of :func:`.add.add`.

    What takes time is made before a transaction begins: others who write to the
    database at the same time never wait for longer than a batch takes to be written.
    """

    def __init__(self, store: Store, language: str, annotator: str | None, *, strict: bool) -> None:
        """Annotations become decisions of *annotator*, suggestions where that is ``None``."""
        self._store = store
        self._strict = strict
        self._language = language
        self._annotator = annotator
        self._ids = Ids(store.has_article)
        self._recurring = Recurring(store)
        self._unmarked: list[tuple[str, str]] = []

    def source(self, source: Source, format: str | None, report: AddReport, meter: Meter) -> None:
        """Add the articles of *source* to what *report* counts.

        A source with more than one batch of articles is looked through to its end before
        the first of them is kept. So one with a mistake adds nothing, and one whose
        adding is stopped can be added again and goes on where it was.

        Raises:
            UsageError: when there is a mistake in it.
        """
        drafts = self._looked_at(source, format, report.losses, meter)
        batches = _batches(drafts)
        first = next(batches, [])
        if next(batches, None) is None:
            self._unmarked += self._keep(first, report)
            if len(self._unmarked) >= _BATCH_ARTICLES:
                self.finish()
            return
        del first
        meter.check()
        for _ in drafts:
            pass
        meter.read_again()
        again = (one for one in read(source, format) if isinstance(one, Draft))
        for batch in _batches(meter.counted(again)):
            # lines that recur are found batch by batch, so that a stop leaves none unlooked at
            self._recurring.mark(self._keep(batch, report))

    def finish(self) -> None:
        """Mark what the articles added last share with others."""
        self._recurring.mark(self._unmarked)
        self._unmarked = []

    def _looked_at(
        self, source: Source, format: str | None, losses: LossReport, meter: Meter
    ) -> Iterator[Draft]:
        before = losses.lost
        for one in read(source, format):
            losses.take([one] if isinstance(one, Loss) else one.losses)
            if self._strict:
                _refuse_losses(source, losses, before)
            if isinstance(one, Draft):
                yield from meter.counted([one])

    def _keep(self, drafts: Sequence[Draft], report: AddReport) -> list[tuple[str, str]]:
        """Keep *drafts* in one transaction; id and source of the articles that are new."""
        made = [self._made(one) for one in drafts]
        taken = AddReport()
        added: list[tuple[str, str]] = []
        try:
            with self._store.transaction():
                for draft, one in zip(drafts, made, strict=True):
                    present = self._store.has_text(draft.annotated.article.text)
                    if present is None:
                        added.append(self._add(one or self._make(draft), taken))
                    else:
                        self._join(present, draft.annotated, taken)
        except BaseException:
            self._ids.start_over()
            raise
        report.take(taken)
        return added

    def _made(self, draft: Draft) -> _Made | None:
        there = self._store.has_text(draft.annotated.article.text)
        return self._make(draft) if there is None else None

    def _make(self, draft: Draft) -> _Made:
        annotated = completed(draft, self._language)
        article = annotated.article
        # the tokens that a file brings are those that its annotations are made of
        division = annotated.segmentation or segment(
            article.text, article.language, annotated.zones
        )
        return _Made(draft, annotated, division)

    def _add(self, made: _Made, report: AddReport) -> tuple[str, str]:
        annotated = made.annotated
        article = annotated.article
        id = self._ids.free(article.id or slug(made.draft.stem))
        if not made.draft.annotated.zones:
            self._recurring.note(id, made.draft)
        self._store.add_article(replace(article, id=id), annotated.zones, made.division)
        decided = self._decided(annotated)
        gold = {one.id for one in decided}
        suggested = [one for one in annotated.annotations if one.id not in gold]
        self._suggest(id, annotated, suggested)
        for share in self._shares(annotated, decided):
            self._decide(id, share, report)
        report.added.append(id)
        report.suggestions += len(suggested)
        report.labels.update(one.label for one in suggested)
        return id, article.source

    def _join(self, id: str, annotated: AnnotatedArticle, report: AddReport) -> None:
        """Keep the decisions of annotators who have not yet decided on the article *id*."""
        report.present.append(id)
        kept = 0
        decided = self._decided(annotated)
        found = self._shares(annotated, decided)
        there = set(self._store.annotators_of(id)) if found else set()
        if new := [one for one in found if one.annotator not in there]:
            suggestions = self._store.suggestions(id, retired=True)
            for share in new:
                self._decide(id, beside(share, suggestions), report)
                kept += len(share.records)
        report.left_out += len(annotated.annotations) - kept

    def _decided(self, annotated: AnnotatedArticle) -> list[Annotation]:
        if self._annotator is None:
            return []
        # an export of everything says so where nobody had decided yet
        return [
            one
            for one in annotated.annotations
            if annotated.provenance.get(one.id, {}).get("how") != "suggested"
        ]

    def _shares(self, annotated: AnnotatedArticle, decided: Iterable[Annotation]) -> list[Share]:
        if self._annotator is None:
            return []
        return shares(annotated, decided, self._annotator or SUGGESTER)

    def _suggest(
        self, article_id: str, annotated: AnnotatedArticle, suggested: Iterable[Annotation]
    ) -> None:
        by_suggester: dict[str, list[Suggestion]] = defaultdict(list)
        for one in suggested:
            suggestion = _suggestion(one, annotated.provenance.get(one.id, {}))
            by_suggester[suggestion.suggester].append(suggestion)
        for suggester, suggestions in by_suggester.items():
            versions = {one.version for one in suggestions}
            version = versions.pop() if len(versions) == 1 else _VERSION
            self._store.put_suggestions(article_id, suggester, version, suggestions)

    def _decide(self, article_id: str, share: Share, report: AddReport) -> None:
        changes: list[Change] = [
            RecordChange(one.annotation.id, None, one) for one in share.records
        ]
        changes += [CommentChange(one.id, None, one) for one in share.comments]
        if share.status is not Status.OPEN:
            changes.append(StatusChange(Status.OPEN, share.status))
        if changes:
            self._store.append(
                Decision(
                    id=next_id(self._store.last_decision_id(share.annotator)),
                    article_id=article_id,
                    annotator=share.annotator,
                    kind=DecisionKind.IMPORT,
                    at=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                    changes=tuple(changes),
                )
            )
            report.decisions += len(share.records)
            report.labels.update(one.annotation.label for one in share.records)
            report.annotators.append(share.annotator)


def _batches(drafts: Iterator[Draft]) -> Iterator[list[Draft]]:
    """*drafts* in lists that are written in a moment; an empty one never."""
    batch: list[Draft] = []
    characters = 0
    for one in drafts:
        batch.append(one)
        characters += len(one.annotated.article.text)
        if len(batch) >= _BATCH_ARTICLES or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _refuse_losses(source: Source, losses: LossReport, before: int) -> None:
    if losses.lost > before:
        raise UsageError(
            f"{source.name} says what Goldleaf cannot keep, so it was not added:"
            f" {'; '.join(losses.sentences())}. Leave --strict out to add the rest."
        )


def completed(draft: Draft, language: str) -> AnnotatedArticle:
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


def _suggestion(annotation: Annotation, provenance: Mapping[str, object]) -> Suggestion:
    """*annotation* as the suggester's that its provenance names, so that an export comes back."""
    suggester, version = provenance.get("suggester"), provenance.get("version", _VERSION)
    named = suggester if isinstance(suggester, str) and suggester else SUGGESTER
    return Suggestion(annotation, _score(provenance), named, str(version))


def _score(provenance: Mapping[str, object]) -> float:
    score = provenance.get("score", 1.0)
    if isinstance(score, int | float) and 0 <= score <= 1:
        return float(score)
    return 1.0
