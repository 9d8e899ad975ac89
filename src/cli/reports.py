"""The reports of add, suggest and export, as lines to read and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.formats import FORMATS
from ..core.model.visible import shortened, visible
from ..core.wording import counted

if TYPE_CHECKING:
    from ..core.formats import Loss, LossReport
    from ..core.gold import ExportReport
    from ..core.ingest import AddReport
    from ..core.scheme import Scheme
    from ..core.suggest import SuggestReport

_MOST_NAMED = 5
_MOST_FILES = 20


def add_lines(report: AddReport) -> Iterator[str]:
    """What was added, in sentences."""
    yield f"Added {counted(len(report.added), 'article')}."
    if report.present:
        was = "was" if len(report.present) == 1 else "were"
        yield f"{counted(len(report.present), 'article')} {was} there already."
    if report.suggestions:
        yield f"They brought {counted(report.suggestions, 'annotation')}, now suggestions."
    if report.annotators:
        decided = counted(report.decisions, "annotation")
        yield f"They brought {decided}, now decided by {' and '.join(report.annotators)}."
    if report.left_out:
        yield (
            f"{counted(report.left_out, 'annotation')} of articles that were there already"
            " left out."
        )


def unknown_labels_line(report: AddReport, scheme: Scheme) -> str:
    """A warning that names labels of added annotations that *scheme* lacks; may be empty."""
    parts = (scheme.labels, scheme.event_types, scheme.relations, scheme.document_labels)
    known = {one.name for part in parts for one in part}
    strange = {label: count for label, count in report.labels.items() if label not in known}
    if not strange:
        return ""
    named = ", ".join(visible(shortened(label)) for label in sorted(strange)[:_MOST_NAMED])
    more = f" and {left} more" if (left := len(strange) - _MOST_NAMED) > 0 else ""
    return (
        f"{counted(sum(strange.values()), 'annotation')} with labels that the scheme does not have:"
        f" {named}{more}; give them to scheme.toml, or change them in the review."
    )


def add_json(report: AddReport) -> dict[str, Any]:
    """What was added as JSON values."""
    return {
        "added": report.added,
        "present": report.present,
        "refused": [{"source": one.source, "reason": one.reason} for one in report.refused],
        "suggestions": report.suggestions,
        "decisions": report.decisions,
        "annotators": report.annotators,
        "left_out": report.left_out,
        "losses": losses_json(report.losses),
    }


def suggest_line(report: SuggestReport) -> str:
    """What was suggested, in a sentence."""
    return (
        f"Suggested {counted(report.entities, 'entity', 'entities')} and"
        f" {counted(report.events, 'event')} in {counted(report.articles, 'article')}"
        f" ({counted(report.words, 'word')}, {report.seconds:.1f} s)."
    )


def foreign_language_line(report: SuggestReport) -> str:
    """A warning about articles in another language than the pipeline's; may be empty."""
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
    if len(report.files) > _MOST_FILES:
        yield f"Wrote {len(report.files):,} files, the last of them {report.files[-1]}"
    else:
        yield from (f"Wrote {file}" for file in report.files)
    yield from report.notes


def export_json(report: ExportReport) -> dict[str, Any]:
    """An export as JSON values, with every loss."""
    return {
        "articles": report.articles,
        "annotations": report.annotations,
        "parts": dict(report.parts),
        "files": [str(file) for file in report.files],
        "notes": list(report.notes),
        "losses": losses_json(report.losses),
    }


@contextmanager
def loss_report(path: Path | None) -> Iterator[Callable[[Loss], None] | None]:
    """What writes every loss it is told of to *path*, one JSON object a line."""
    if path is None:
        yield None
        return
    from ..core.model.safe_json import safe_json

    with path.open("w", encoding="utf-8") as file:
        yield lambda loss: print(safe_json(loss_json(loss)), file=file)


def loss_json(loss: Loss) -> dict[str, Any]:
    """A loss as JSON values."""
    values = {
        "article": loss.article_id,
        "annotation": loss.annotation_id,
        "reason": loss.reason.value,
        "count": loss.count,
        "where": loss.where,
        "detail": loss.detail,
        "meaning": loss.reason.meaning,
    }
    return {key: value for key, value in values.items() if value != ""}


def losses_json(losses: LossReport) -> dict[str, Any]:
    """The counts by reason and the first losses of each."""
    return {
        "counts": {reason.value: number for reason, number in losses.counts.items()},
        "first": [loss_json(loss) for found in losses.first.values() for loss in found],
    }


def loss_lines(losses: LossReport) -> Iterator[str]:
    """What was lost, a line for each reason."""
    if len(losses):
        yield from losses.sentences()
        if any(losses.unnamed(reason) for reason in losses.counts):
            yield "--report FILE names them all."


def format_rows() -> list[tuple[str, str, str, str]]:
    """The formats for a table."""
    rows = [("text", "plain text", "yes", ""), ("html", "a page", "yes", "")]
    rows.append(("dataset", "a folder to train from and to publish", "", "yes"))
    return rows + [
        (one.name, one.title, "yes" if one.read else "", "yes" if one.writer else "")
        for one in sorted(FORMATS, key=lambda one: one.name)
    ]


def formats_json() -> list[dict[str, Any]]:
    """The formats with what each keeps, as JSON values."""
    return [
        {
            "name": one.name,
            "title": one.title,
            "offsets": one.offsets,
            "add": one.read is not None,
            "export": one.writer is not None,
            "keeps": {
                key: sorted(kept) if isinstance(kept, frozenset) else kept
                for key, kept in asdict(one.keeps).items()
            },
        }
        for one in FORMATS
    ]
