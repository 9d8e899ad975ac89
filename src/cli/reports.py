"""What add, suggest and export did, in the words of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ..core.gold import ExportReport, Loss, Reason
from .output import counted

_MOST_NAMED = 5


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
