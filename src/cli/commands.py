"""The commands: each finds the workspace, calls the core, and prints."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ..core.wording import counted
from .evaluate import evaluate
from .export import export
from .options import (
    SETTINGS,
    AnnotatorOption,
    JsonOption,
    PipelineOption,
    ReportOption,
    StrictOption,
    workspace_of,
)
from .output import (
    complain,
    say,
    tell,
    tell_json,
    tell_table,
)
from .scheme_commands import scheme_app
from .train import train

app = typer.Typer(
    name="goldleaf",
    help="Turn articles into a gold dataset of entities and events, from the keyboard.",
    epilog="Without a command, the review of the workspace goes on where it was left.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=SETTINGS,
)

app.add_typer(scheme_app, name="scheme")


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            "-w",
            metavar="DIR",
            help="The workspace; else $GOLDLEAF_WORKSPACE, this folder, or ./annotations.",
            show_default=False,
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Turn articles into a gold dataset of entities and events, from the keyboard.

    A workspace is a folder with a label scheme, articles and decisions. The usual way
    through it: init, add, suggest, review, export. `goldleaf demo` shows all of it.
    """
    if version:
        from importlib.metadata import version as version_of

        tell(f"goldleaf {version_of('goldleaf')}")
        raise typer.Exit
    context.obj = workspace
    if context.invoked_subcommand is None:
        review(context)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make it in.")],
    scheme: Annotated[
        str,
        typer.Option(
            metavar="NAME|FILE",
            help="news, plover, ace2005, ontonotes5 or conll2003, or a scheme of your own.",
        ),
    ] = "news",
) -> None:
    """Make a workspace. Its settings, scheme and guidelines are files made to be edited."""
    from ..core.store import Workspace

    Workspace.create(folder, _scheme_text(scheme))
    say(f"Made the workspace {folder}. Next: goldleaf -w {folder} add FILE…")


def _scheme_text(name: str) -> str:
    """The TOML of the preset or file *name*, known to be a scheme."""
    from ..core.model import UsageError
    from ..core.scheme import load_scheme, preset_names, preset_text

    if name in preset_names():
        return preset_text(name)
    path = Path(name)
    if not path.is_file():
        known = ", ".join(preset_names())
        raise UsageError(
            f"there is no label scheme {name!r}: it is neither a file nor one of {known}."
        )
    load_scheme(path)
    return path.read_text(encoding="utf-8-sig")


@app.command()
def add(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help="Files, folders, quoted patterns, or - for standard input."
        ),
    ],
    format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The format of the files, one that `goldleaf formats` lists; else their names and"
            " contents tell.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="TAG",
            help="The language of articles that name none, such as es; else that of goldleaf.toml.",
            show_default=False,
        ),
    ] = None,
    as_gold: Annotated[
        bool,
        typer.Option(
            "--as-gold", help="Take annotations in the files as decisions, not suggestions."
        ),
    ] = False,
    annotator: AnnotatorOption = None,
    report: ReportOption = None,
    strict: StrictOption = False,
    json: JsonOption = False,
) -> None:
    """Add articles. A text that is there already, to the byte, is not added again.

    Reads plain text and HTML in any encoding, and the formats of other annotation tools.
    Headlines, dates and boilerplate are told apart from the body. Annotations in the files
    become suggestions; with --as-gold they become decisions of the annotator that the file
    names, else of --annotator, also on articles that are there already, unless that annotator
    has decided on them. A file is added whole or not at all; what Goldleaf cannot keep of it
    is reported.
    """
    from ..core.ingest import add as run
    from .progress import adding_bar
    from .reports import add_json, add_lines, loss_lines, loss_report, unknown_labels_line

    workspace = workspace_of(context)
    with (
        workspace.store() as store,
        loss_report(report) as told,
        adding_bar() as progress,
    ):
        done = run(
            store,
            sources,
            format=format,
            language=language or workspace.config.language,
            as_gold=as_gold,
            annotator=workspace.annotator(annotator),
            strict=strict,
            told=told,
            progress=progress,
        )
    if json:
        tell_json(add_json(done))
    else:
        tell(" ".join(add_lines(done)))
    for line in loss_lines(done.losses):
        say(line)
    if warning := unknown_labels_line(done, workspace.scheme):
        say(warning)
    for refusal in done.refused:
        complain(refusal.reason)
    if done.refused:
        raise typer.Exit(2)


@app.command()
def suggest(
    context: typer.Context,
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ARTICLE]…", help="Ids of articles; else all.", show_default=False),
    ] = None,
    suggester: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Which suggester to run; may be repeated.", show_default=False
        ),
    ] = None,
    pipeline: PipelineOption = None,
    workers: Annotated[
        int, typer.Option(metavar="N", min=1, help="How many processes share the work.")
    ] = 1,
    json: JsonOption = False,
) -> None:
    """Propose entities and events. Decisions stay as they are.

    The pipeline is the one that goldleaf.toml names, or --pipeline: one of spaCy's, or one
    that `goldleaf train` made. Its suggestions replace earlier ones; the same articles and
    pipeline give the same suggestions.
    """
    from ..core.suggest import SUGGESTERS, run
    from .progress import progress_bar
    from .reports import foreign_language_line, suggest_line

    workspace = workspace_of(context)
    with workspace.store() as store, progress_bar("Suggesting", "articles") as advance:
        report = run(
            store,
            workspace.scheme_with_triggers,
            pipeline=pipeline or workspace.config.pipeline,
            suggesters=suggester or list(SUGGESTERS),
            article_ids=articles or None,
            workers=workers,
            progress=lambda now: advance(
                now.articles, now.total, f"{now.words_per_second:,.0f} words/s"
            ),
        )
    if json:
        tell_json(asdict(report))
    else:
        tell(suggest_line(report))
    if warning := foreign_language_line(report):
        say(warning)


@app.command()
def review(
    context: typer.Context,
    article: Annotated[
        str | None,
        typer.Argument(
            metavar="[ARTICLE]",
            help="The id of the article to begin with; else where you stopped.",
            show_default=False,
        ),
    ] = None,
    annotator: AnnotatorOption = None,
) -> None:
    """Review in the terminal. Every decision is kept at once; quit whenever."""
    from .review import ReviewRequest

    ReviewRequest(context.obj, annotator, article).run()


app.command()(export)


@app.command()
def formats(json: JsonOption = False) -> None:
    """List the formats that articles and annotations can be read and written in."""
    from .reports import format_rows, formats_json

    if json:
        tell_json(formats_json())
    else:
        tell_table(("name", "what it is", "add", "export"), format_rows())


@app.command()
def status(
    context: typer.Context, annotator: AnnotatorOption = None, json: JsonOption = False
) -> None:
    """List the articles and how far each is."""
    workspace = workspace_of(context)
    who = workspace.annotator(annotator)
    with workspace.store() as store:
        articles = store.overview(who)
    if json:
        tell_json({"annotator": who, "articles": [asdict(one) for one in articles]})
        return
    decided = sum(one.accepted + one.rejected for one in articles)
    pending = sum(one.pending for one in articles)
    done = sum(one.status == "done" for one in articles)
    tell(
        f"{workspace.name}: {counted(len(articles), 'article')}, {done:,} done;"
        f" {who} has decided {decided:,}, {pending:,} pending"
    )
    if articles:
        tell()
        tell_table(
            ("id", "status", "pending", "accepted", "rejected", "words", "title"),
            [
                (a.id, a.status.value, a.pending, a.accepted, a.rejected, a.tokens, a.title)
                for a in articles
            ],
            shrink=6,
        )


@app.command()
def history(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's id.")],
    annotator: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Only this annotator's decisions; with --restore, whose annotation it is.",
            show_default=False,
        ),
    ] = None,
    annotation: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only what concerns this annotation.", show_default=False),
    ] = None,
    restore: Annotated[
        str | None,
        typer.Option(
            metavar="DECISION",
            help="Bring the annotation back to what it was after this decision; `suggested` for"
            " before the first.",
            show_default=False,
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """List the decisions on an article, oldest first.

    With --annotation, only those on one annotation, starting with its suggestion. --restore
    brings back an earlier state of it, by a decision that can be undone.
    """
    from ..core.model import UsageError
    from ..core.review.past import bring_back
    from .history import Background, concerning, history_json, history_rows

    workspace = workspace_of(context)
    if restore is not None and annotation is None:
        raise UsageError("--restore needs --annotation: name the annotation to bring back.")
    with workspace.store() as store:
        store.article(article)
        if restore is not None and annotation is not None:
            bring_back(store, workspace.annotator(annotator), article, annotation, to=restore)
        whole = list(store.log(article))
        log = [one for one in whole if annotator in (None, one.annotator)]
        if annotation is not None:
            log = concerning(log, annotation)
        background = Background.of(store, article, log, annotation or "")
    if json:
        tell_json(history_json(log, background))
    elif log:
        about = ("id",) if annotation is not None else ()
        head = (*about, "time (UTC)", "annotator", "decision", "what")
        tell_table(head, history_rows(log, whole, background), shrink=len(head) - 1)
    else:
        what = "annotation" if annotation is not None else "article"
        say(f"Nothing has been decided on this {what} yet.")


app.command()(evaluate)
app.command()(train)


@app.command()
def knowledge(
    context: typer.Context,
    words: Annotated[str, typer.Argument(help="An id, or words of a name.")] = "",
    json: JsonOption = False,
) -> None:
    """Look up entries that entities may be linked to. Builds their index first if needed."""
    from ..core.model import UsageError
    from .knowledge import bring_up_to_date

    workspace = workspace_of(context)
    known = workspace.knowledge
    if known is None:
        raise UsageError(
            f'{workspace.root} names no knowledge base; put knowledge = "FILE" into goldleaf.toml.'
        )
    bring_up_to_date(known)
    with closing(known):
        found = known.search(words)
    if json:
        tell_json(
            [
                {
                    "id": one.id,
                    "label": one.label,
                    "aliases": list(one.aliases),
                    "description": one.description,
                }
                for one in found
            ]
        )
    elif found:
        rows = [(one.id, one.label, "|".join(one.aliases), one.description) for one in found]
        tell_table(("id", "label", "aliases", "description"), rows, shrink=3)
    else:
        say(f"Nothing in {known.source} has {words!r}.")


@app.command()
def keys(
    context: typer.Context,
    preset: Annotated[
        str | None,
        typer.Option(help="Only the keys of this preset (default, vim, arrows)."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Print the keys of the review, with those that goldleaf.toml sets."""
    from ..core.model import UsageError
    from ..tui.keymap import build_keymap
    from ..tui.keys_page import keys_as_json, keys_as_text

    try:
        workspace = workspace_of(context)
    except UsageError:
        if context.obj is not None:
            raise
        keymap = build_keymap({} if preset is None else {"preset": preset})
    else:
        own = workspace.config.keys if preset is None else {"preset": preset}
        keymap = build_keymap(own, workspace.scheme)
    tell(keys_as_json(keymap) if json else keys_as_text(keymap))


@app.command()
def doctor(context: typer.Context, json: JsonOption = False) -> None:
    """Check that a workspace is sound.

    Looks at settings, scheme, keys, pipeline and database, and whether applying the log of
    decisions gives the current state. Exits with 1 when something is wrong.
    """
    from .doctor import examine

    findings = list(examine(workspace_of(context)))
    if json:
        tell_json([asdict(one) for one in findings])
    else:
        tell_table(
            ("", "what", "finding"),
            [("ok" if one.well else "WRONG", one.subject, one.message) for one in findings],
        )
    if not all(one.well for one in findings):
        raise typer.Exit(1)


@app.command()
def demo(
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Make the demo's workspace here and keep it; else it is removed afterwards.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """See the whole loop on sample articles. Without a terminal, a review is played for you."""
    from .demo import run

    run(into)
