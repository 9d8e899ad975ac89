"""Writing the gold dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import (
    IncludeOption,
    JsonOption,
    ReportOption,
    StrictOption,
    WhoseOption,
    workspace_of,
)
from .output import say, tell, tell_json


def export(
    context: typer.Context,
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help="A format that `goldleaf formats` lists.")
    ],
    dest: Annotated[
        Path,
        typer.Argument(
            metavar="DEST",
            help="The file (- is standard output) or the folder to write; the format says which.",
        ),
    ],
    annotator: WhoseOption = None,
    include: IncludeOption = "done",
    split: Annotated[
        str | None,
        typer.Option(
            metavar="N/N/N",
            help="The shares of train, dev and test, such as 80/10/10.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option(metavar="N", help="The seed of the division into train, dev and test.")
    ] = 0,
    report: ReportOption = None,
    strict: StrictOption = False,
    rejections: Annotated[
        bool,
        typer.Option("--rejections", help="dataset: rejected suggestions too, as hard negatives."),
    ] = False,
    license: Annotated[
        str,
        typer.Option(
            metavar="ID",
            help="dataset: the licence in its card, such as cc-by-4.0; else what the card says.",
            show_default=False,
        ),
    ] = "",
    name: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="dataset: the name in its card; else the workspace's.",
            show_default=False,
        ),
    ] = "",
    json: JsonOption = False,
) -> None:
    """Write the gold dataset. The same decisions give the same bytes.

    jsonl keeps everything and can be added again. spacy writes train.spacy, dev.spacy and
    test.spacy with a config for `spacy train`. dataset writes a folder to train from and to
    publish. `goldleaf formats` lists the others. Whatever a format cannot keep is reported,
    by article and annotation.
    """
    from ..core.gold import DatasetOptions
    from ..core.gold import export as run
    from .progress import progress_bar
    from .reports import export_json, export_lines, loss_lines, loss_report

    workspace = workspace_of(context)
    with (
        workspace.store() as store,
        loss_report(report) as told,
        progress_bar("Exporting", "articles") as progress,
    ):
        done = run(
            store,
            workspace.scheme,
            format,
            dest,
            annotator=annotator,
            include=include,
            split=split,
            seed=seed,
            strict=strict,
            options=DatasetOptions(
                name or workspace.name,
                license,
                workspace.guidelines,
                workspace.scheme_text,
                rejections=rejections,
            ),
            told=told,
            progress=progress,
        )
    to_stdout = not done.files
    if json and not to_stdout:
        tell_json(export_json(done))
    else:
        for line in export_lines(done):
            (say if to_stdout else tell)(line)
    for line in loss_lines(done.losses):
        say(line)
