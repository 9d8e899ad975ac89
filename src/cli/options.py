"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..core.store import Workspace

AnnotatorOption = Annotated[
    str | None,
    typer.Option(
        "--annotator",
        metavar="NAME",
        help="Whose decisions; else $GOLDLEAF_ANNOTATOR, goldleaf.toml, or your login name.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
WhoseOption = Annotated[
    str | None,
    typer.Option(
        "--annotator",
        metavar="NAME",
        help="Whose decisions; needed where several people have decided.",
        show_default=False,
    ),
]
IncludeOption = Annotated[
    str,
    typer.Option(
        "--include",
        metavar="done|decided|all",
        help="Articles marked done, articles with any decision, or all, pending suggestions too.",
    ),
]
PipelineOption = Annotated[
    str | None,
    typer.Option(
        "--pipeline",
        metavar="NAME|PATH",
        help="The spaCy pipeline; else that of goldleaf.toml.",
        show_default=False,
    ),
]
ReportOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Write every loss to FILE, one JSON object a line.",
        show_default=False,
    ),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Treat a loss as an error.")]

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
"""How every command shows its help."""


def workspace_of(context: typer.Context) -> Workspace:
    """The workspace that a command is for; raises ``UsageError`` when there is none."""
    from ..core.store import Workspace

    return Workspace.find(context.obj)
