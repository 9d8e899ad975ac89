"""How good suggestions are: what a pipeline proposes beside the gold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.wording import counted
from .options import IncludeOption, JsonOption, PipelineOption, WhoseOption, workspace_of
from .output import tell, tell_json, tell_table

if TYPE_CHECKING:
    from ..core.measure import Evaluation, Measure, Score
    from ..core.model import AnnotatedArticle
    from ..core.store import Store, Workspace


def evaluate(
    context: typer.Context,
    gold: Annotated[
        Path | None,
        typer.Argument(
            metavar="[GOLD]",
            help="A file with gold annotations, such as test.jsonl of a dataset, in a format that"
            " `goldleaf add` reads; else what was decided in the workspace.",
            show_default=False,
        ),
    ] = None,
    pipeline: PipelineOption = None,
    annotator: WhoseOption = None,
    include: IncludeOption = "done",
    json: JsonOption = False,
) -> None:
    """Score what a pipeline suggests against the gold. Nothing in the workspace changes.

    Entities are scored by exact and by partial match, per label; triggers and arguments by
    identification and classification, as in the event-extraction literature.
    """
    from ..core.measure import Evaluation

    workspace = workspace_of(context)
    evaluation = Evaluation()
    named = pipeline or workspace.config.pipeline
    if gold is not None:
        from ..core.ingest import articles_of

        _score(workspace, evaluation, articles_of(gold, workspace.config.language), named)
    else:
        with workspace.store() as store:
            _score(workspace, evaluation, _decided(store, annotator, include), named)
    if json:
        tell_json({"pipeline": named, **_as_json(evaluation)})
    else:
        _tell(evaluation, named)


def _decided(store: Store, annotator: str | None, include: str) -> Iterator[AnnotatedArticle]:
    from ..core.gold import gold_articles

    return gold_articles(store, annotator, include)


def _score(
    workspace: Workspace,
    evaluation: Evaluation,
    articles: Iterator[AnnotatedArticle],
    pipeline: str,
) -> None:
    """Let the pipeline suggest for *articles*, without their annotations, and compare."""
    from ..core.suggest import suggest_articles
    from .progress import progress_bar

    listed = list(articles)
    annotations = {one.article.id: one.annotations for one in listed}
    texts = [(one.article, one.zones) for one in listed]
    with progress_bar("Evaluating", "articles") as advance:
        found = suggest_articles(texts, workspace.scheme_with_triggers, pipeline=pipeline)
        for done, (id, suggestions) in enumerate(found, start=1):
            evaluation.add(annotations[id], [one.annotation for one in suggestions])
            advance(done, len(listed))


def _tell(evaluation: Evaluation, pipeline: str) -> None:
    from ..core.measure import Measure

    head = ("precision", "recall", "F1", "correct", "suggested", "gold")
    tell(f"{pipeline} on {counted(evaluation.articles, 'article')}")
    tell()
    rows = [(one.value, *_figures(evaluation.overall(one))) for one in Measure if one != "role"]
    tell_table(("measure", *head), rows)
    for measure in (Measure.ENTITY, Measure.TRIGGER_CLASSIFICATION, Measure.ROLE):
        by_type = evaluation.by_type(measure)
        if by_type:
            tell()
            tell_table(
                (measure.value, *head),
                [(name, *_figures(score)) for name, score in sorted(by_type.items())],
            )


def _figures(score: Score) -> tuple[object, ...]:
    shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
    correct = int(score.correct) if score.correct == int(score.correct) else score.correct
    return (*shares, correct, score.predicted, score.gold)


def _as_json(evaluation: Evaluation) -> dict[str, Any]:
    from ..core.measure import Measure

    return {
        "articles": evaluation.articles,
        "measures": {one.value: _measure_json(evaluation, one) for one in Measure},
    }


def _measure_json(evaluation: Evaluation, measure: Measure) -> dict[str, Any]:
    by_type = evaluation.by_type(measure)
    return {
        "same": measure.meaning,
        **_score_json(evaluation.overall(measure)),
        "by_type": {name: _score_json(score) for name, score in sorted(by_type.items())},
    }


def _score_json(score: Score) -> dict[str, float]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "correct": score.correct,
        "suggested": score.predicted,
        "gold": score.gold,
    }
