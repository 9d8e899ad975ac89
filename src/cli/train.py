"""Training a pipeline from what was reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.wording import counted
from .options import IncludeOption, JsonOption, WhoseOption, workspace_of
from .output import say, tell, tell_json, tell_table

if TYPE_CHECKING:
    from ..core.model import AnnotatedArticle
    from ..core.store import Workspace
    from ..core.train import Content, TrainProgress, TrainReport

_PARTS = ("train", "dev")


def train(
    context: typer.Context,
    dest: Annotated[
        Path, typer.Argument(metavar="DEST", help="The folder that the pipeline is saved in.")
    ],
    dataset: Annotated[
        Path | None,
        typer.Option(
            "--dataset",
            metavar="DIR",
            help="Learn from train.jsonl and dev.jsonl in this folder, such as one that"
            " `goldleaf export dataset` wrote; else from what was decided in the workspace.",
            show_default=False,
        ),
    ] = None,
    annotator: WhoseOption = None,
    include: IncludeOption = "done",
    split: Annotated[
        str,
        typer.Option(
            metavar="N/N/N",
            help="The shares of train, dev and test among the workspace's articles.",
        ),
    ] = "80/20/0",
    seed: Annotated[int, typer.Option(metavar="N", help="The seed of the random numbers.")] = 0,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The pipeline whose word vectors in context (tok2vec) training starts from, or"
            " 'none'; else that of goldleaf.toml.",
            show_default=False,
        ),
    ] = None,
    max_steps: Annotated[
        int, typer.Option(metavar="N", min=10, help="Stop after this many steps.")
    ] = 2000,
    patience: Annotated[
        int,
        typer.Option(
            metavar="N", min=10, help="Stop after this many steps without a better score."
        ),
    ] = 600,
    json: JsonOption = False,
) -> None:
    """Train a spaCy pipeline on the gold: entities, triggers and arguments.

    The step with the best score on dev is kept. ctrl+c stops early and keeps the best so far.
    `goldleaf suggest --pipeline DEST` then suggests with the pipeline.
    """
    from ..core.train import train as run
    from .progress import progress_bar

    workspace = workspace_of(context)
    if dataset is not None:
        parts = _from_folder(workspace, dataset)
    else:
        parts = _from_workspace(workspace, annotator, include, split, seed)
    learnt = workspace.config.pipeline if base is None else base
    with progress_bar("Training", "steps") as advance:

        def told(now: TrainProgress) -> None:
            scores = ", ".join(f"{name} {value:.2f}" for name, value in _named(now.scores).items())
            advance(now.step, now.steps, f"epoch {now.epoch} {scores}".rstrip())

        report = run(
            *parts,
            dest,
            base="" if learnt == "none" else learnt,
            seed=seed,
            max_steps=max_steps,
            patience=patience,
            told=told,
        )
    if json:
        tell_json(_as_json(report))
    else:
        _tell(report)


def _from_folder(
    workspace: Workspace, folder: Path
) -> tuple[list[AnnotatedArticle], list[AnnotatedArticle]]:
    from ..core.ingest import articles_of

    language = workspace.config.language
    if (folder / "data").is_dir():
        folder /= "data"
    training, dev = (
        list(articles_of(folder / f"{part}.jsonl", language))
        if part == "train" or (folder / f"{part}.jsonl").is_file()
        else []
        for part in _PARTS
    )
    return training, dev


def _from_workspace(
    workspace: Workspace, annotator: str | None, include: str, split: str, seed: int
) -> tuple[list[AnnotatedArticle], list[AnnotatedArticle]]:
    from ..core.gold import Split, gold_articles

    divided = Split.parse(split)
    with workspace.store() as store:
        gold = list(gold_articles(store, annotator, include))
    part_of = divided.assign([one.article.id for one in gold], seed)
    training, dev = ([one for one in gold if part_of[one.article.id] == part] for part in _PARTS)
    return training, dev


def _named(scores: Mapping[str, float]) -> dict[str, float]:
    """F1 by what is learnt, of spaCy's scores."""
    names = {"ents_f": "entities", "spans_sc_f": "entities"}
    names |= {"spans_triggers_f": "triggers", "arguments_f": "arguments"}
    return {names[key]: value for key, value in scores.items() if key in names and value}


def _as_json(report: TrainReport) -> dict[str, Any]:
    return {
        "folder": str(report.folder),
        "components": list(report.components),
        "train": _content(report.train),
        "dev": _content(report.dev),
        "scores": dict(report.scores),
        "steps": report.steps,
        "seconds": round(report.seconds, 1),
        "interrupted": report.interrupted,
    }


def _content(content: Content) -> dict[str, int]:
    return {key: value for key, value in asdict(content).items() if isinstance(value, int)}


def _tell(report: TrainReport) -> None:
    early = " (stopped early)" if report.interrupted else ""
    tell(
        f"Trained {report.folder} on {counted(report.train.documents, 'passage')} with"
        f" {counted(report.train.entities, 'entity', 'entities')},"
        f" {counted(report.train.triggers, 'trigger')} and"
        f" {counted(report.train.arguments, 'argument')}, in {report.steps:,} steps and"
        f" {report.seconds:.0f} s{early}."
    )
    rows = [(name, f"{value:.3f}") for name, value in _named(report.scores).items()]
    if rows:
        tell()
        tell_table(("F1 on dev", ""), rows)
    if not report.dev.documents or report.dev == report.train:
        say("There were no articles for dev, so the scores are those on what it learnt from.")
    say(f"Next: goldleaf suggest --pipeline {report.folder}")
