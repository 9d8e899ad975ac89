"""What add, suggest and export did, in the words of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .output import counted

if TYPE_CHECKING:
    from ..core.gold import ExportReport, Loss, Reason
    from ..core.ingest import AddReport
    from ..core.suggest import SuggestReport

_MOST_NAMED = 5


def add_lines(report: AddReport) -> Iterator[str]:
    """What was added, in sentences."""
    yield f"Added {counted(len(report.added), 'article')}."
    if report.present:
        was = "was" if len(report.present) == 1 else "were"
        yield f"{counted(len(report.present), 'article')} {was} there already."
    if report.suggestions:
        yield f"They brought {counted(report.suggestions, 'annotation')}, now suggestions."
    if report.decisions:
        yield f"They brought {counted(report.decisions, 'annotation')}, now decided."
    if report.left_out:
        yield (
            f"{counted(report.left_out, 'annotation')} of articles that were there already"
            " left out."
        )


def add_json(report: AddReport) -> dict[str, Any]:
    """What was added as JSON values."""
    return {
        "added": report.added,
        "present": report.present,
        "refused": [{"source": one.source, "reason": one.reason} for one in report.refused],
        "suggestions": report.suggestions,
        "decisions": report.decisions,
        "left_out": report.left_out,
    }


def suggest_line(report: SuggestReport) -> str:
    """What was suggested, in a sentence."""
    return (
        f"Suggested {counted(report.entities, 'entity', 'entities')} and"
        f" {counted(report.events, 'event')} in {counted(report.articles, 'article')}"
        f" ({counted(report.words, 'word')}, {report.seconds:.1f} s)."
    )


def foreign_line(report: SuggestReport) -> str:
    """What to think of suggestions in another language than the pipeline's; may be empty."""
    if not report.foreign:
        return ""
    named = ", ".join(report.foreign[:_MOST_NAMED])
    more = (
        f" and {len(report.foreign) - _MOST_NAMED} more"
        if len(report.foreign) > _MOST_NAMED
        else ""
    )
    return (
        f"{counted(len(report.foreign), 'article')} in another language than the pipeline's:"
        f" {named}{more}; name a pipeline for it in goldleaf.toml, or expect little."
    )


def export_lines(report: ExportReport) -> Iterator[str]:
    """An export for a person to read."""
    yield (
        f"Exported {counted(report.articles, 'article')} with"
        f" {counted(report.annotations, 'annotation')}."
    )
    if report.parts:
        yield ", ".join(f"{part} {number:,}" for part, number in report.parts.items())
    yield from (f"Wrote {file}" for file in report.files)
    yield from report.notes
    by_reason: dict[Reason, list[Loss]] = defaultdict(list)
    for loss in report.losses:
        by_reason[loss.reason].append(loss)
    for reason, number in report.losses.counts.items():
        losses = by_reason[reason]
        named = [f"{loss.article_id}/{loss.annotation_id}" for loss in losses[:_MOST_NAMED]]
        if len(losses) > _MOST_NAMED:
            named.append("… (--json names all)")
        yield f"{number:,} {reason.meaning}: {', '.join(named)}"


def export_json(report: ExportReport) -> dict[str, Any]:
    """An export as JSON values, with every loss."""
    return {
        "articles": report.articles,
        "annotations": report.annotations,
        "parts": dict(report.parts),
        "files": [str(file) for file in report.files],
        "notes": list(report.notes),
        "losses": [
            {
                "article": loss.article_id,
                "annotation": loss.annotation_id,
                "reason": loss.reason.value,
                "count": loss.count,
            }
            for loss in report.losses
        ],
    }
