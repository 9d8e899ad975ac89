"""The commands on the label scheme: print it, and fit what was decided to a changed one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ..core.wording import counted
from .options import SETTINGS, JsonOption, workspace_of
from .output import complain, say, tell, tell_json, tell_table

scheme_app = typer.Typer(
    help="Print the label scheme, or fit annotations to one that has changed.",
    rich_markup_mode=None,
    context_settings=SETTINGS,
)


@scheme_app.callback(invoke_without_command=True)
def scheme(context: typer.Context, json: JsonOption = False) -> None:
    """Print the label scheme. Labels, event types, roles and attributes, each with its key."""
    from .schemes import scheme_json, scheme_lines

    if context.invoked_subcommand is not None:
        return
    shown = workspace_of(context).scheme
    if json:
        tell_json(scheme_json(shown))
    else:
        tell("\n".join(scheme_lines(shown)))


@scheme_app.command()
def preset(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="news, plover, ace2005, ontonotes5 or conll2003.")
    ],
    json: JsonOption = False,
) -> None:
    """Print the TOML of a preset, to make a scheme of your own from."""
    from ..core.scheme import load_preset, preset_text
    from .schemes import scheme_json

    if json:
        tell_json(scheme_json(load_preset(name)))
    else:
        tell(preset_text(name).rstrip())


@scheme_app.command()
def from_brat(
    config: Annotated[
        Path, typer.Argument(metavar="FILE", help="An annotation.conf, or the folder it is in.")
    ],
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="What to call the scheme; else the folder's name."),
    ] = None,
) -> None:
    """Print the TOML of the scheme that brat's annotation.conf describes.

    Colours and short forms come from the visual.conf beside it, keys from kb_shortcuts.conf.
    What a scheme has no place for is reported on standard error.
    """
    from ..core.formats.brat import read_project
    from ..core.scheme import scheme_text

    scheme, notes = read_project(config, name)
    for note in notes:
        complain(note)
    tell(scheme_text(scheme).rstrip())


@scheme_app.command()
def to_brat(context: typer.Context) -> None:
    """Print the label scheme as brat's annotation.conf; `goldleaf export brat` writes it, too."""
    from ..core.formats.brat import conf_text

    tell(conf_text(workspace_of(context).scheme).rstrip())


@scheme_app.command()
def check(context: typer.Context, json: JsonOption = False) -> None:
    """List the accepted annotations that the scheme does not allow. Exits with 1 if there are any.

    A scheme may change at any time: no decision is lost. `goldleaf scheme migrate` renames
    what has another name now; the rest is for a reviewer to correct.
    """
    from ..core.review.migration import misfits

    workspace = workspace_of(context)
    with workspace.store() as store:
        found = list(misfits(store, workspace.scheme))
    if json:
        tell_json([asdict(one) for one in found])
    elif found:
        head = ("annotator", "article", "annotation", "problem")
        tell_table(head, [tuple(asdict(one).values()) for one in found])
    else:
        tell("Every accepted annotation fits the scheme.")
    if found:
        raise typer.Exit(1)


@scheme_app.command()
def migrate(
    context: typer.Context,
    renames: Annotated[
        list[str],
        typer.Argument(
            metavar="OLD=NEW...",
            help="A label, event type, relation, attribute or document label and its new name;"
            " TYPE.OLD=NEW for a role of a type, TYPE.OLD:LABEL=NEW for its fillers of one label,"
            " ATTRIBUTE.OLD=NEW for a value. OLD= removes what the scheme no longer has.",
        ),
    ],
) -> None:
    """Rename what was decided under names that the scheme no longer has.

    Annotations whose label or type is removed are rejected; removed roles, attributes and
    relations are dropped. This applies to every annotator, and is one step of undo for each.
    Suggestions keep the old names until `goldleaf suggest` is run again.
    """
    from ..core.review.migration import Rename, migrate, misfits

    workspace = workspace_of(context)
    chosen = [one for text in renames for one in Rename.parse(text, workspace.scheme)]
    with workspace.store() as store:
        count = migrate(store, workspace.scheme, chosen)
        left = sum(1 for _ in misfits(store, workspace.scheme))
    tell(f"Mapped {counted(count, 'annotation')}.")
    if left:
        complain(f"{counted(left, 'problem')} left; `goldleaf scheme check` lists them.")
    else:
        say("Every accepted annotation fits the scheme.")
